// The canvas by keyboard, and the switches of the scene.

let cursor = null; // the node that n and p have come to

/** n and p: the next and the previous neighbour of what is chosen, or thing by importance; Enter chooses it and leads to
 * its evidence, the space bar chooses it and stays. */
function walkKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "n" || event.key === "p") { event.preventDefault(); walk(event.key === "n" ? 1 : -1); }
  if ((event.key !== "Enter" && event.key !== " ") || cursor === null || !scene.nodes.has(cursor)) return;
  event.preventDefault();
  const [id, canvas] = [cursor, event.currentTarget];
  [cursor, hovered.node] = [null, null];
  chooseSign(id);
  tellWalk(id);
  if (event.key === " ") canvas.focus({ preventScroll: true });
}
function stopWalk() {
  if (cursor === null) return;
  cursor = null;
  hovered.node = null;
  redraw();
}
function walk(step) {
  const { node } = chosen();
  const list = node === null ? scene.order : neighboursOf(node);
  if (!list.length) { $("walk").textContent = t("scene.nowhere"); return; }
  const at = list.indexOf(cursor);
  cursor = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : (at + step + list.length) % list.length];
  hovered = { node: cursor, line: null };
  bring([cursor]);
  redraw();
  tellWalk(cursor, list.indexOf(cursor) + 1, list.length, node);
}
/** The neighbours of a node, the most important first. */
function neighboursOf(id) {
  const near = new Set(scene.linesAt.get(id).flatMap((line) => [line.from, line.to]));
  near.delete(id);
  return scene.order.filter((other) => near.has(other));
}
function tellWalk(id, at = 0, of = 0, from = null) {
  const node = scene.nodes.get(id);
  if (!node) return;
  const name = node.kind === "thing" ? `${entities[id].label}, ${lookOf(id).label}` : node.rows.join(" ");
  const via = from === null ? [] : scene.linesAt.get(id).filter((line) => line.from === from || line.to === from).map((line) => line.label).filter(Boolean);
  $("walk").textContent = at ? t(via.length ? "scene.stepBy" : "scene.step", { at, of, name, relation: via.slice(0, 3).join(", ") }) : t("scene.chose", { name });
}

/** The switch between folded and unfolded statements, the groups' line, the button that releases pins. */
starters.push(() => {
  if (!network) return;
  const choice = (id, words, value) => make("button", { type: "button", id, "aria-pressed": String(folded === value), title: t(`${words}Title`), onclick: () => setFolded(value) }, t(words));
  if (unfolds) $("tools").append(make("span", { cls: "small what", title: t("scene.events"), "aria-hidden": "true" }, t("scene.eventsShort")), make("div", { cls: "switch", role: "group", "aria-label": t("scene.events") }, choice("events-folded", "scene.foldedName", true), choice("events-unfolded", "scene.unfoldedName", false)));
  $("tools").append(make("button", { type: "button", id: "release", hidden: true, title: t("scene.releaseTitle"), onclick: () => release([...pins.keys()]) }));
  $("canvas").before(make("div", { id: "groups", role: "status", hidden: true }));
  $("canvas").after(make("p", { id: "walk", cls: "unseen", role: "status" }));
  listeners.push(tellGroups, tellPins, tellFolded);
});
function setFolded(value) {
  folded = value;
  refresh();
  if (scene.grouped) return;
  fit();
}
function tellFolded() {
  if (!$("events-folded")) return;
  $("events-folded").setAttribute("aria-pressed", String(folded));
  $("events-unfolded").setAttribute("aria-pressed", String(!folded));
}
function tellPins() {
  if (!$("release")) return;
  $("release").hidden = !pins.size;
  $("release").textContent = t("scene.release", { n: pins.size });
}
nodeTools.push((i) => (pins.has(i) ? make("button", { type: "button", onclick: () => release([i]) }, t("scene.unpin")) : null));

/** The N most important things, as a filter. */
const rankable = entities.map((_, i) => i).filter((i) => !aside.has(i)).length;
let topMost = null; // null: all
conditions.push({
  active: () => topMost !== null && topMost < rankable,
  node: (i) => aside.has(i) || topRank[i] < topMost,
  reason: () => t("scene.topReason", { n: topMost, rest: rankable - topMost }),
  clear: () => { topMost = null; },
  save: (parts) => { if (topMost !== null) parts.set("top", String(topMost)); },
  load: (parts) => { const n = Math.round(Number(parts.get("top"))); topMost = n > 0 ? n : null; },
});
const topRank = [];
rankOf.map((rank, i) => [rank, i]).filter(([, i]) => !aside.has(i)).sort(([a], [b]) => a - b).forEach(([, i], rank) => { topRank[i] = rank; });
/** The slider runs evenly through the orders of magnitude. */
const topSteps = [...new Set([10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 7500, 10000, 15000, 20000, 30000, 50000, 100000].filter((n) => n < rankable)), rankable];
filterGroups.push(() => {
  if (rankable < 20) return null;
  const at = topMost === null ? topSteps.length - 1 : Math.max(0, topSteps.findLastIndex((n) => n <= topMost));
  const words = (n) => (n >= rankable ? t("scene.all", { n: rankable }) : t("scene.top", { n }));
  const value = make("output", { for: "top" }, words(topSteps[at]));
  const slide = (event) => { const n = topSteps[Number(event.target.value)]; topMost = n >= rankable ? null : n; value.textContent = words(n); refresh(); };
  return make("details", { cls: "group", open: topMost !== null || rankable > 300 }, make("summary", {}, t("scene.importance")),
    make("label", { cls: "row" }, make("input", { id: "top", "aria-label": t("scene.importance"), type: "range", min: "0", max: String(topSteps.length - 1), step: "1", value: String(at), "aria-valuetext": words(topSteps[at]), oninput: slide }), value));
});

remembered.push({
  save: (parts) => {
    if (!folded) parts.set("events", "unfolded");
    const open = [...opened].filter((community) => communitySizes.has(community));
    if (open.length) parts.set("open", open.join("."));
    [...pins].slice(0, 60).forEach(([id, { x, y }]) => typeof id === "number" && parts.append("pin", `${turned ? y : x},${turned ? Math.round(x / 0.9) : y},${entities[id].id}`));
  },
  load: (parts) => {
    folded = parts.get("events") !== "unfolded";
    opened.clear();
    (parts.get("open") || "").split(".").filter(Boolean).map(Number).filter((community) => communitySizes.has(community)).forEach((community) => opened.add(community));
    pins.clear();
    for (const text of parts.getAll("pin")) {
      const [, x, y, id] = text.match(/^(-?\d{1,6}),(-?\d{1,6}),(.*)$/s) || [];
      if (nodeOf.has(id)) pins.set(nodeOf.get(id), turned ? { x: Number(y) * 0.9, y: Number(x) } : { x: Number(x), y: Number(y) });
    }
  },
});
