// The start.

function describe() {
  const lone = statements.filter((st) => !st.lines.length).length;
  const values = aside.size ? ` (${aside.size.toLocaleString("en")} of them dates or amounts without an arrow: not drawn)` : "";
  const without = lone ? ` (${lone.toLocaleString("en")} without an arrow: see “Statements”)` : "";
  $("counts").textContent = [count(entities.length, "thing") + values, count(statements.length, "statement") + without, count(Object.keys(documents).length, "document")].join(" · ");
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
    $("empty").textContent = statements.length
      ? "No thing was found that could be drawn.\nThe view “Statements” lists what was read."
      : "There is nothing to show: no statement was found in what was read.\nThe file report.md, beside this page, says why.";
  }
  for (const name of views.keys()) $(`show-${name}`).addEventListener("click", () => show(name));
  $("skip").addEventListener("click", (event) => { event.preventDefault(); show("table"); $("table-view").focus(); });
  $("show-filters").addEventListener("click", () => openFilters(!$("filters").classList.contains("open")));
  $("zoom-in").addEventListener("click", () => zoom(1.35));
  $("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
  $("fit").addEventListener("click", fit);
  $("save-picture").addEventListener("click", savePicture);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !$("panel").hidden && event.target.id !== "search" && !document.querySelector("dialog[open]")) closePanel();
  });
  const retheme = () => { fillFilters(); styled.clear(); paint(); };
  darkQuery.addEventListener("change", retheme);
  window.addEventListener("beforeprint", () => { printing = true; state.rows = statements.length; retheme(); fillTable(); });
  window.addEventListener("afterprint", () => { printing = false; state.rows = 200; retheme(); });
  window.addEventListener("hashchange", () => { if (location.hash.slice(1) !== own) loadAddress(); });
  starters.forEach((begin) => begin());
  if (location.hash.length > 1) loadAddress(); else refresh();
  if (network && !$("panel").hidden) afterResize = () => { fit(); bringSelected(); };
  document.documentElement.dataset.ready = "yes";
}

start();
