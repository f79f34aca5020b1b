// On a phone the panel is a sheet over the picture: its grip makes it larger or smaller, or closes it.

const SWIPE = 40; // so many pixels are meant, less is a tap
function enlarge(large) {
  $("panel").classList.toggle("large", large);
  $("grip").classList.toggle("large", large);
  const name = t(large ? "sheet.smaller" : "sheet.larger");
  Object.entries({ "aria-label": name, title: name, "aria-expanded": String(large) }).forEach(([key, value]) => $("grip").setAttribute(key, value));
}
/** The grip is there while the panel is. */
function showGrip() {
  if ($("panel").hidden && !$("grip").hidden) enlarge(false);
  $("grip").hidden = $("panel").hidden;
}
starters.push(() => {
  const grip = $("grip");
  let from = null;
  grip.addEventListener("pointerdown", (event) => { from = event.clientY; grip.setPointerCapture(event.pointerId); });
  grip.addEventListener("pointercancel", () => { from = null; });
  grip.addEventListener("pointerup", (event) => {
    const by = from === null ? 0 : event.clientY - from;
    const large = grip.classList.contains("large");
    if (by < -SWIPE) enlarge(true);
    else if (by > SWIPE && large) enlarge(false);
    else if (by > SWIPE) closePanel();
    from = Math.abs(by) > SWIPE ? "swiped" : null;
  });
  grip.addEventListener("click", () => { if (from !== "swiped") enlarge(!grip.classList.contains("large")); from = null; });
  enlarge(false);
  new MutationObserver(showGrip).observe($("panel"), { attributes: true, attributeFilter: ["hidden"] });
  showGrip();
});
