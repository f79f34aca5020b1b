// The start.

/** How many values and statements the picture has no sign and no line for: [values, statements]. */
function notDrawn() {
  if (folded || scene.grouped) return [aside.size, statements.filter((st) => !st.lines.length).length];
  const seen = new Set([...scene.nodes.values(), ...scene.lines.values()].flatMap((one) => one.statements || []));
  return [[...aside].filter((i) => shown.nodes.has(i) && !shown.drawn.has(i)).length, statements.filter((st) => shown.statements.has(st.id) && !seen.has(st.id)).length];
}
function describe() {
  const [apart, lone] = notDrawn();
  const number = (key, n, part, few) => make("span", {}, t(`start.${key}`, { n }), few ? make("span", { cls: "few" }, " ", t(`start.${part}`, { n: few })) : null);
  $("counts").replaceChildren(
    number("things", entities.length, "not_drawn", apart), " · ", number("statements", statements.length, "no_arrow", lone), " · ", number("documents", Object.keys(documents).length),
    records.without ? make("span", { cls: "few" }, " · ", t("texts.without", { n: records.without })) : "");
  $("counts").title = missing().join("\n");
  document.querySelector("#filters .missing")?.replaceChildren(...missing().map((words) => make("p", {}, words)));
}
/** What of the page is not in the picture, in words. */
function missing() {
  const [apart, lone] = notDrawn();
  return [
    apart ? t("start.aside", { n: apart }) : "", lone ? t("start.without_arrow", { n: lone }) : "",
    records.without ? t("texts.why", { n: records.without }) : "",
  ].filter(Boolean);
}
filterGroups.push(() => make("div", { cls: "small missing" }, missing().map((words) => make("p", {}, words))));
listeners.push(describe);

/** Where nothing can be drawn, say why in the middle of the picture. */
function tellEmpty() {
  $("empty").hidden = scene.nodes.size > 0;
  if (scene.nodes.size) return;
  if (reasons().length) $("empty").replaceChildren(t("start.all_hidden"), make("button", { type: "button", onclick: reset }, t("choose.show_everything")));
  else $("empty").textContent = t("scene.only_values");
}

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
    if (event.key !== "Escape" || $("panel").hidden || document.querySelector("dialog[open]")) return;
    event.preventDefault(); // the filters, where they lie over the page, are the next to close
    closePanel();
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
