// What is near a thing, and what was put out of sight by hand.

const MOST_HOPS = 5;
const hiddenNodes = new Set();
let keptNodes = null; // the only things that are shown, or null
let nearNodes = null; // the things near `state.near`, while that is asked for

conditions.push({
  narrow: true,
  active: () => state.near !== null,
  prepare: (open) => { nearNodes = around(state.near, state.hops, open); },
  node: (i) => nearNodes.has(i),
  reason: () => t("near.reason", { n: state.hops, name: entities[state.near].label }),
  clear: () => { state.near = null; },
  save: (parts) => { if (state.near !== null) { parts.set("near", entities[state.near].id); parts.set("hops", String(state.hops)); } },
  load: (parts) => {
    state.near = nodeOf.get(parts.get("near")) ?? null;
    state.hops = Math.min(Math.max(Math.round(Number(parts.get("hops"))) || 1, 1), MOST_HOPS);
  },
});
conditions.push({
  active: () => hiddenNodes.size > 0,
  node: (i) => !hiddenNodes.has(i),
  reason: () => t("near.hidden_reason", { n: hiddenNodes.size, names: listNames([...hiddenNodes].map((i) => entities[i].label)) }),
  clear: () => hiddenNodes.clear(),
  save: (parts) => [...hiddenNodes].sort((a, b) => a - b).forEach((i) => parts.append("hide", entities[i].id)),
  load: (parts) => { hiddenNodes.clear(); numbersOf(parts.getAll("hide")).forEach((i) => hiddenNodes.add(i)); },
});
conditions.push({
  narrow: true,
  active: () => keptNodes !== null,
  node: (i) => keptNodes.has(i),
  reason: () => t("near.kept_reason", { n: keptNodes.size, names: listNames([...keptNodes].map((i) => entities[i].label)) }),
  clear: () => { keptNodes = null; },
  save: (parts) => { if (keptNodes) [...keptNodes].sort((a, b) => a - b).forEach((i) => parts.append("keep", entities[i].id)); },
  load: (parts) => { const found = numbersOf(parts.getAll("keep")); keptNodes = found.length ? new Set(found) : null; },
});
const numbersOf = (ids) => ids.map((id) => nodeOf.get(id)).filter((i) => i !== undefined);

/** What is chosen, as node numbers: a thing, or the ends of an arrow. */
const chosenNodes = () => (state.node !== null ? [state.node] : state.line !== null ? [...new Set([lines[state.line].from, lines[state.line].to])] : []);
function refit() { refresh(); if (network && state.view === "graph") fit(); }

function lookNear(i, hops) { state.near = hops ? i : null; state.hops = hops || 1; refit(); }
function hideNodes(list) {
  if (!list.length) return;
  list.forEach((i) => { hiddenNodes.add(i); keptNodes?.delete(i); });
  if (keptNodes?.size === 0) keptNodes = null;
  Object.assign(state, nothing());
  refresh();
}
function keepOnly(list) { if (list.length) { keptNodes = new Set(list); list.forEach((i) => hiddenNodes.delete(i)); refit(); } }
/** Bring back what is one step away from the things that are keptNodes. */
function growKept(i) {
  linesAt[i].forEach((line) => [line.from, line.to].forEach((other) => { keptNodes?.add(other); hiddenNodes.delete(other); }));
  refresh();
}
function bringBack(list) { list.forEach((i) => hiddenNodes.delete(i)); refresh(); }

const toolButton = (key, run, values = {}, more = {}) => make("button", { type: "button", onclick: run, ...more }, t(key, values));

/** How many steps around a thing are shown: less, the number, more. */
function stepper(i) {
  const on = state.near === i;
  if (!on) return toolButton("near.only", () => lookNear(i, 1), {}, { "data-tool": "near" });
  const step = (by, name, sign) => make("button", {
    type: "button", "aria-label": t(name), "data-tool": name, disabled: state.hops + by < 1 || state.hops + by > MOST_HOPS,
    onclick: () => { lookNear(i, state.hops + by); document.querySelector(`#panel [data-tool="${name}"]`)?.focus(); },
  }, sign);
  return make("span", { cls: "stepper", role: "group", "aria-label": t("near.steps_label") }, step(-1, "near.fewer", "−"), make("output", {}, t("near.steps", { n: state.hops })), step(1, "near.more", "+"));
}
nodeTools.push(stepper);
nodeTools.push(() => (state.near !== null ? toolButton("near.whole", () => lookNear(null, 0), {}, { "data-tool": "whole" }) : null));
nodeTools.push((i) => (hiddenNodes.has(i) ? toolButton("near.back", () => bringBack([i])) : toolButton("near.hide", () => hideNodes([i]), {}, { "data-tool": "hide", "aria-keyshortcuts": "h" })));
nodeTools.push((i) => toolButton("near.hide_others", () => keepOnly([i]), {}, { "data-tool": "keep" }));
nodeTools.push((i) => (keptNodes ? toolButton("near.grow", () => growKept(i), {}, { "data-tool": "grow" }) : null));

/** The group "Hidden by hand" among the filters. */
function hiddenGroup() {
  if (!hiddenNodes.size && !keptNodes) return null;
  const rows = [...hiddenNodes].sort((a, b) => compare(entities[a].label, entities[b].label)).slice(0, 200).map((i) => make("li", { cls: "row" },
    make("span", { cls: "name" }, icon(lookOf(i)), " ", said(entities[i].label)),
    make("button", { type: "button", cls: "link only", "aria-label": t("near.back_name", { name: entities[i].label }), onclick: () => { bringBack([i]); fillFilters(); } }, t("near.back"))));
  const all = hiddenNodes.size > 1 ? make("button", { type: "button", cls: "link", onclick: () => bringBack([...hiddenNodes]) }, t("near.back_all")) : null;
  const others = keptNodes ? make("p", { cls: "small" }, t("near.kept", { n: keptNodes.size }), " ", make("button", { type: "button", cls: "link", onclick: () => { keptNodes = null; refit(); } }, t("near.kept_end"))) : null;
  return make("details", { cls: "group", open: true, "data-group": "hidden" }, make("summary", {}, t("near.hidden")), others, make("ul", {}, rows), all);
}

keys.push({ keys: ["h", "Delete"], name: "near.key_hide", run: () => hideNodes(chosenNodes()) });
keys.push({ keys: ["o"], name: "near.key_others", run: () => keepOnly(chosenNodes()) });
keys.push({ keys: ["n"], name: "near.key_near", run: () => { if (state.node !== null) lookNear(state.node, state.near === state.node ? 0 : 1); } });
