// For who sees the page for the first time: a hint at the foot of the picture, and how to read all of it.

/** The lines of "How to read this page": [heading, text, samples?]. */
function helpLines() {
  const line = (picture, key) => make("li", {}, picture, " ", t(`help.${key}`));
  const looksOfArrows = make("ul", {}, line(sample({}), "fact"), line(sample({ dashes: dashesOf("planned") }), "plans"),
    line(sample({ colour: ink().denied, sign: "✕" }), "denied"), line(sample({ colour: ink().claimed, sign: "❝" }), "voice"));
  return [["signs", "signs_are"], ["arrows", "arrows_are", looksOfArrows], ["sentence", "sentence_how"], ["narrow", "narrow_how"], ["back", "back_how"]];
}
function openHelp() {
  const close = () => $("help").close();
  $("help").replaceChildren(
    make("button", { type: "button", cls: "close", "aria-label": t("help.close"), onclick: close }, "×"),
    make("h2", { id: "help-heading" }, t("help.heading")),
    make("dl", {}, helpLines().map(([name, words, more]) => [make("dt", {}, t(`help.${name}`)), make("dd", {}, t(`help.${words}`), more)])),
    make("div", { cls: "actions" }, make("button", { type: "button", onclick: () => { close(); openKeys(); } }, t("help.keys"))));
  $("help").setAttribute("aria-labelledby", "help-heading");
  if (!$("help").open) $("help").showModal();
}
menuItems.push({ text: () => t("help.heading"), run: openHelp });

starters.push(() => {
  $("reading").replaceChildren(
    make("button", { type: "button", id: "open-help", cls: "link", onclick: openHelp }, t("help.open")),
    make("span", { id: "hint" }, t("help.hint")), make("span", { id: "unlabelled" }));
  $("help").addEventListener("click", (event) => { if (event.target === $("help")) $("help").close(); });
  const drop = () => { if (!$("panel").hidden) $("hint").hidden = true; }; // who has clicked something knows
  choosers.push(drop);
  listeners.push(() => queueMicrotask(drop)); // the panel is filled after the picture
});
