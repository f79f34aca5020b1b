// The start.

function describe() {
  const lone = statements.filter((st) => !st.lines.length).length;
  const values = aside.size ? ` ${t("start.aside", { n: aside.size })}` : "";
  const without = lone ? ` ${t("start.without_arrow", { n: lone })}` : "";
  $("counts").textContent = [t("start.things", { n: entities.length }) + values, t("start.statements", { n: statements.length }) + without, t("start.documents", { n: Object.keys(documents).length })].join(" · ");
  $("reading").textContent = READING;
}

function start() {
  describe();
  fillFilters();
  if (entities.length) startCanvas();
  else {
    $("empty").hidden = false;
    $("tools").hidden = true;
    $("reading").hidden = true;
    $("empty").textContent = t(statements.length ? "start.nothing_drawn" : "start.nothing");
  }
  for (const name of views.keys()) $(`show-${name}`).addEventListener("click", () => show(name));
  $("skip").addEventListener("click", (event) => { event.preventDefault(); show("table"); $("table-view").focus(); });
  $("show-filters").addEventListener("click", () => openFilters(!$("filters").classList.contains("open")));
  $("zoom-in").addEventListener("click", () => zoom(1.35));
  $("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
  $("fit").addEventListener("click", fit);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !$("panel").hidden && event.target.id !== "search" && !document.querySelector("dialog[open]")) closePanel();
  });
  darkQuery.addEventListener("change", retheme);
  window.addEventListener("hashchange", () => { if (location.hash.slice(1) !== own) loadAddress(); });
  starters.forEach((begin) => begin());
  if (location.hash.length > 1) loadAddress(); else if (network) showChosen(); else refresh(); // the canvas has chosen
  if (network && !$("panel").hidden) afterResize = () => { fit(); bringSelected(); };
  document.documentElement.dataset.ready = "yes";
}
function retheme() { fillFilters(); styled.clear(); paint(); }

start();
