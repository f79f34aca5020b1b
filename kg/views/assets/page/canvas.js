// The canvas: what vis-network is told, and the view on it.

let network = null;
let nodeSet = null;
let lineSet = null;
let afterResize = null; // what to do when the canvas has made room for the panel, or taken it back
let hovered = { node: null, line: null };
const portrait = () => $("canvas").clientHeight > $("canvas").clientWidth * 1.05;

/** What is in focus: the chosen node (else the one pointed at) with its neighbours, or the chosen line; else null. */
function lit() {
  const picked = chosen();
  const node = picked.node ?? (picked.line === null && scene.nodes.size < 3000 ? hovered.node : null);
  if (picked.line !== null) { const { from, to } = scene.lines.get(picked.line); return { nodes: new Set([from, to]), lines: new Set([picked.line]) }; }
  if (node === null || !scene.nodes.has(node)) return null;
  const near = scene.linesAt.get(node);
  const signs = [node, ...near.flatMap((line) => [line.from, line.to])].filter((id) => scene.nodes.get(id).kind === "event");
  const mine = [...near, ...signs.flatMap((id) => scene.linesAt.get(id))]; // a statement with all who take part in it
  return { soft: picked.node === null, nodes: new Set([node, ...mine.flatMap((line) => [line.from, line.to])]), lines: new Set(mine.map((line) => line.id)) };
}

const voiceInk = ({ denied, claimed }, plain) => (denied ? ink().denied : claimed ? ink().claimed : plain);
const RIM = 9; // a border that is drawn however small the scale
/** How vis-network is told to draw a node of the scene; labels are drawn by the page itself. */
function nodeStyle(node) {
  const { id, x, y, size } = node;
  const { fill, line, shape, border } = signLook(node);
  node.look = `${fill} ${line} ${shape} ${node.kind === "group" ? RIM : border}`; // for drawing many at once
  const strong = { background: fill, border: ink().accent };
  return { id, x, y, size, shape, borderWidth: border, borderWidthSelected: border * 2, color: { background: fill, border: line, highlight: strong, hover: strong } };
}
/** Colours and shape of a node: those of its class, none for the sign of a statement, a wash of its main class for a group. */
function signLook(node) {
  if (node.kind === "event") return { fill: ink().paper, line: voiceInk(node, ink().soft), shape: "dot", border: 1.6 };
  if (node.kind === "group") {
    const { fill, line } = palette[mainFamily(node)][theme()];
    return { fill: blend(fill, ink().paper, 0.3), line: blend(theme() === "dark" ? fill : line, ink().paper, 0.75), shape: "dot", border: 2.5 };
  }
  const look = lookOf(node.id);
  return { ...coloursOf(look), shape: look.shape, border: look.hollow ? 2.4 : 1.4 };
}
function mainFamily({ members }) {
  const counts = new Map();
  members.slice(0, 60).forEach((i) => counts.set(lookOf(i).family, (counts.get(lookOf(i).family) || 0) + 1));
  return [...counts].sort(([a, m], [b, n]) => n - m || compare(a, b))[0][0];
}
/** A colour ("#rrggbb") between two others; `part` 1 is the first. */
function blend(one, other, part) {
  const read = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [read(one), read(other)];
  return `#${a.map((value, k) => Math.round(value * part + b[k] * (1 - part)).toString(16).padStart(2, "0")).join("")}`;
}

function lineStyle(line) {
  const bundle = line.kind === "bundle";
  const colour = line.ink = voiceInk(line, ink().edge);
  return {
    id: line.id, from: line.from, to: line.to, dashes: line.dashes, smooth: line.smooth, ...(line.selfReference ? { selfReference: line.selfReference } : {}),
    width: bundle ? line.width * scene.unit : line.width * (line.claimed && !line.denied ? 0.9 : 1),
    arrows: { to: { enabled: !bundle && !line.plain, scaleFactor: line.kind === "role" ? 0.6 : 0.75 } },
    color: { color: colour, highlight: colour, hover: colour, opacity: bundle ? line.opacity : 0.9 },
  };
}
/** Lines between communities are as thick as the signs are large. */
const bundleUnit = () => (scene.groups.size ? Math.max(1, Math.min(...[...scene.groups.keys()].map((community) => scene.nodes.get(groupId(community)).size)) / 14) : 1);

const styled = new Map(); // what was last sent to vis-network, as JSON, so that only changes are sent
/** Give vis-network what is new or changed in `wanted` (items by id). */
function send(set, kind, wanted) {
  const changed = [];
  for (const [id, item] of wanted) {
    const text = JSON.stringify(item);
    if (styled.get(kind + id) === text) continue;
    styled.set(kind + id, text);
    changed.push(item);
  }
  if (changed.length) set.update(changed);
}
/** Take away what is not in `wanted`. */
function drop(set, kind, wanted) {
  const gone = set.getIds().filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  gone.forEach((id) => styled.delete(kind + id));
}

let fresh = false; // the scene has just been drawn for the first time, and nothing was changed since
function paint() {
  if (!network) return;
  if (fresh) shown.drawn = scene.things; else { compose(); sync(); }
  fresh = false;
  mark();
}
function sync() {
  scene.unit = bundleUnit();
  const items = (all, style) => new Map([...all].map(([id, one]) => [id, style(one)]));
  const [nodes, wide] = [items(scene.nodes, nodeStyle), items(scene.lines, lineStyle)];
  network.body.emitter.emit("_blockRedraw");
  drop(lineSet, "l", wide); // lines leave before their ends, and come after them
  drop(nodeSet, "n", nodes);
  send(nodeSet, "n", nodes);
  send(lineSet, "l", wide);
  gatherBodies();
  network.body.emitter.emit("_allowRedraw");
}
/** Keep the nodes of vis-network, which know where they stand, beside those of the scene, in the order of drawing. */
function gatherBodies() {
  const { nodes } = network.body;
  scene.list = scene.order.map((id) => ({ node: scene.nodes.get(id), body: nodes[id] })).reverse(); // the important ones on top
  scene.wires = scene.byWeight.map((line) => ({ line, from: nodes[line.from], to: nodes[line.to] }));
}

/** Show in the drawing what is chosen. */
function mark() {
  if (discover()) { paint(); tellGroups(); return; }
  const { selectionHandler } = network; // the methods of the network itself would draw all at once, each time
  selectionHandler.unselectAll();
  const { node, line } = chosen();
  if (node !== null) selectionHandler.selectNodes([node], false);
  else if (line !== null) selectionHandler.selectEdges([line]);
  selectionHandler.commitWithoutEmitting();
  redraw();
}

function startCanvas() {
  choose();
  turned = portrait();
  compose();
  scene.unit = bundleUnit();
  const items = (all, kind, style) => [...all.values()].map((one) => { const item = style(one); styled.set(kind + one.id, JSON.stringify(item)); return item; });
  nodeSet = new vis.DataSet(items(scene.nodes, "n", nodeStyle));
  lineSet = new vis.DataSet(items(scene.lines, "l", lineStyle));
  network = new vis.Network($("canvas"), { nodes: nodeSet, edges: lineSet }, drawn.options);
  gatherBodies();
  drawByDetail();
  network.on("afterDrawing", drawLabels);
  network.on("resize", () => queueMicrotask(() => { // vis-network has set its own view by then
    afterResize?.();
    afterResize = null;
  }));
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) chooseSign(nodes[0]);
    else if (edges.length) chooseLine(edges[0]);
    else clearSelection();
  });
  network.on("hoverNode", ({ node, event }) => { hovered = { node, line: null }; showTip(nodeTip(node), event); });
  network.on("hoverEdge", ({ edge, event }) => { hovered = { node: null, line: edge }; showTip(lineTip(edge), event); });
  network.on("blurNode", hideTip);
  network.on("blurEdge", hideTip);
  network.on("dragStart", hideTip);
  network.on("dragEnd", ({ nodes }) => nodes.length && pin(nodes));
  network.on("zoom", hideTip);
  const canvas = $("canvas").querySelector("canvas");
  canvas.parentElement.setAttribute("role", "group");
  canvas.parentElement.setAttribute("aria-label", t("canvas.keys"));
  canvas.parentElement.addEventListener("keydown", walkKey);
  canvas.parentElement.addEventListener("blur", stopWalk);
  canvas.parentElement.addEventListener("pointerleave", (event) => { network.selectionHandler.hoverObject(event, { x: 0, y: 0 }, undefined); hideTip(); });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", t("canvas.twin"));
  fit();
  fresh = location.hash.length < 2;
}

/** Answer a click on a node of the scene, or on a line. */
function chooseSign(id) {
  const node = scene.nodes.get(id);
  if (node?.kind === "group") openGroup(node.community);
  else if (node?.kind === "event") selectStatement(node.statements[0]);
  else if (node) selectNode(id);
}
function chooseLine(id) {
  const line = scene.lines.get(id);
  if (line?.kind === "line") selectLine(id);
  else if (line?.kind === "bundle") chooseSign(scene.nodes.get(line.from).kind === "group" ? line.from : line.to);
  else if (line) selectStatement(line.statements[0]);
}

/** Keep nodes where they were put. */
function pin(ids) {
  ids.forEach((id) => { const { x, y } = network.body.nodes[id]; pins.set(id, { x: Math.round(x), y: Math.round(y) }); });
  paint();
  tellPins();
  saveAddress();
}
function release(ids) {
  ids.forEach((id) => pins.delete(id));
  paint();
  tellPins();
  fillPanel();
  saveAddress();
}

/** Move the view so that it holds all, or the nodes with these ids. */
function fit() {
  frame([...scene.nodes.keys()], 1.5);
  noteWhole();
}
function frame(ids, most = 1.2) {
  const nodes = ids.map((id) => scene.nodes.get(id)).filter(Boolean);
  if (!nodes.length) return;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y, size } of nodes) {
    left = Math.min(left, x - size); right = Math.max(right, x + size);
    top = Math.min(top, y - size); bottom = Math.max(bottom, y + size);
  }
  const width = $("canvas").clientWidth;
  const height = $("canvas").clientHeight;
  if (!width || !height) return;
  const scale = Math.min((width - Math.min(120, width * 0.2)) / (right - left + 10), (height - 70) / (bottom - top + 10), most);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, LEAST_SCALE), animation: false });
}
const LEAST_SCALE = 0.003;

const redraw = () => network.body.emitter.emit("_requestRedraw"); // at the next frame, once
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches || navigator.webdriver;
const move = (options) => network.moveTo({ ...options, animation: still ? false : { duration: 220, easingFunction: "easeInOutQuad" } });
const zoom = (factor) => move({ scale: Math.min(Math.max(network.getScale() * factor, LEAST_SCALE), 8) });

/** Bring nodes into the picture if they are outside or too small to see. */
function bring(numbers) {
  const nodes = numbers.map((id) => scene.nodes.get(id));
  const box = $("canvas");
  const inside = nodes.every((node) => { // a margin remains, so that some of the surroundings are seen
    const at = network.canvasToDOM({ x: node.x, y: node.y });
    const [x, y] = [Math.max(50, box.clientWidth * 0.2), Math.max(40, box.clientHeight * 0.25)];
    return at.x > x && at.y > y && at.x < box.clientWidth - x && at.y < box.clientHeight - y;
  });
  const middle = (axis) => nodes.reduce((sum, node) => sum + node[axis], 0) / nodes.length;
  const reach = nodes.length > 1 ? Math.hypot(nodes[0].x - nodes[1].x, nodes[0].y - nodes[1].y) : 0;
  const room = Math.min(box.clientWidth, box.clientHeight) * 0.7;
  if (!room) return; // the picture is folded away
  const largest = Math.max(...nodes.map((node) => node.size));
  const scale = Math.min(Math.max(network.getScale(), 0.75), room / 4 / largest, reach ? Math.max(room / reach, 0.05) : 8);
  if (!inside || scale > network.getScale() * 1.05) move({ position: { x: middle("x"), y: middle("y") }, scale });
}
function bringSelected() {
  if (!network || state.view !== "graph") return;
  const { node, line } = chosen();
  const ids = node !== null ? [node] : line !== null ? [scene.lines.get(line).from, scene.lines.get(line).to] : [];
  if (ids.length) bring([...new Set(ids)]);
}

function showTip(content, event) {
  const tip = $("tip");
  tip.replaceChildren(...content);
  tip.hidden = false;
  const x = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
  const y = event.clientY + 16 + tip.offsetHeight > window.innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 16;
  tip.style.left = `${Math.max(8, x)}px`;
  tip.style.top = `${Math.max(8, y)}px`;
  if (network) redraw();
}
function hideTip() { hovered = { node: null, line: null }; $("tip").hidden = true; if (network) redraw(); }
function nodeTip(id) {
  const node = scene.nodes.get(id); // none where a text names a thing that is not drawn
  if (node?.kind === "group") return [make("strong", {}, said(node.rows.slice(0, -1).join(", "))), make("div", { cls: "small" }, `${node.rows.at(-1)} · ${t("scene.click")}`)];
  if (node?.kind === "event") return statementTip(node.statements);
  return [make("strong", {}, said(entities[id].label)), make("div", { cls: "small" }, `${lookOf(id).label} · ${t("choose.statements", { n: statementsAt[id].length })}${pins.has(id) ? ` · ${t("scene.pinned")}` : ""}`)];
}
function lineTip(id) {
  const line = scene.lines.get(id);
  if (line.kind !== "bundle") return statementTip(line.statements);
  const name = (end) => { const node = scene.nodes.get(end); return said(node.kind === "group" ? node.rows[0] : entities[end].label); };
  return [make("div", {}, name(line.from), " – ", name(line.to)), make("div", { cls: "small" }, t("scene.between", { n: line.statements.length }))];
}
function statementTip(ids) {
  const st = statementOf.get(ids[0]);
  if (!st) return [t("canvas.unnamed")];
  const more = ids.length > 1 ? ` ${t("canvas.more", { n: ids.length - 1 })}` : "";
  return [make("div", {}, phrase(st, false)), make("div", {}, chips(st), make("span", { cls: "small" }, more))];
}
