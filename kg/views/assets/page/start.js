// The start.

function describe() {
  const number = (key, n, part, few) => make("span", {}, t(`start.${key}`, { n }), few ? make("span", { cls: "few" }, " ", t(`start.${part}`, { n: few })) : null);
  $("counts").replaceChildren(
    number("things", entities.length, "not_drawn", aside.size), " · ", number("statements", statements.length, "no_arrow", lone), " · ", number("documents", Object.keys(documents).length));
  $("counts").title = missing().join("\n");
}
const lone = statements.filter((st) => !st.lines.length).length;
/** What of the page is not in the picture, in words. */
function missing() {
  return [
    aside.size ? t("start.aside", { n: aside.size }) : "", lone ? t("start.without_arrow", { n: lone }) : "",
    records.without ? t("texts.why", { n: records.without }) : "",
  ].filter(Boolean);
}
filterGroups.push(() => (missing().length ? make("div", { cls: "small missing" }, missing().map((words) => make("p", {}, words))) : null));

/** Where nothing passes the filters, say so in the middle of the picture. */
function tellEmpty() {
  if (!entities.length) return;
  const bare = state.view === "graph" && scene.nodes.size === 0;
  $("empty").hidden = !bare;
  if (bare) $("empty").replaceChildren(t("start.all_hidden"), make("button", { type: "button", onclick: reset }, t("choose.show_everything")));
}
listeners.push(tellEmpty);

function start() {
  describe();
  fillFilters();
  if (entities.length) startCanvas();
  else {
    $("empty").hidden = false;
    $("tools").hidden = true;
    $("reading").hidden = true;
    $("foot").hidden = true;
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
  if (location.hash.length > 1) loadAddress(); else refresh();
  if (network && !$("panel").hidden) afterResize = () => { fit(); bringSelected(); };
  document.documentElement.dataset.ready = "yes";
}
function retheme() { fillFilters(); styled.clear(); paint(); }

start();
