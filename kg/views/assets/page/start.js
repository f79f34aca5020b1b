// The start.

/** How many values and statements the picture has no sign and no line for: [values, statements]. */
function notDrawn() {
  if (folded || scene.grouped) return [aside.size, statements.filter((st) => !st.lines.length).length];
  const seen = new Set([...scene.nodes.values(), ...scene.lines.values()].flatMap((one) => one.statements || []));
  return [[...aside].filter((i) => shown.nodes.has(i) && !shown.drawn.has(i)).length, statements.filter((st) => shown.statements.has(st.id) && !seen.has(st.id)).length];
}
function describe() {
  const [apart, lone] = notDrawn();
  const values = apart ? ` ${t("start.aside", { n: apart })}` : "";
  const without = lone ? ` ${t("start.without_arrow", { n: lone })}` : "";
  const words = [t("start.things", { n: entities.length }) + values, t("start.statements", { n: statements.length }) + without, t("start.documents", { n: Object.keys(documents).length })].join(" · ");
  const [first] = $("counts").childNodes; // another part may have added something behind it
  if (first) first.data = words; else $("counts").append(words);
}

function start() {
  describe();
  $("reading").textContent = READING;
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
    if (event.key !== "Escape" || $("panel").hidden || document.querySelector("dialog[open]")) return;
    event.preventDefault(); // the filters, where they lie over the page, are the next to close
    closePanel();
  });
  darkQuery.addEventListener("change", retheme);
  window.addEventListener("hashchange", () => { if (location.hash.slice(1) !== own) loadAddress(); });
  starters.forEach((begin) => begin());
  if (location.hash.length > 1) loadAddress(); else refresh();
  if (network && !$("panel").hidden) afterResize = () => { fit(); bringSelected(); };
  document.documentElement.dataset.ready = "yes";
}
listeners.push(describe);
function retheme() { fillFilters(); styled.clear(); paint(); }

start();
