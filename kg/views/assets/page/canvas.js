// The canvas: what vis-network is told, and the view on it.

let network = null;
let nodeSet = null;
let lineSet = null;
let afterResize = null; // what to do when the canvas has made room for the panel, or taken it back
let hovered = { node: null, line: null };
const portrait = () => $("canvas").clientHeight > $("canvas").clientWidth * 1.05;

/** What is in focus: the chosen node (else the one pointed at) with its neighbours, or the chosen line; else null. */
function lit() {
  const chosen = state.node ?? (state.line === null && entities.length < 3000 ? hovered.node : null);
  if ((chosen === null || aside.has(chosen)) && state.line === null) return null;
  if (state.line !== null) return { nodes: new Set([lines[state.line].from, lines[state.line].to]), lines: new Set([state.line]) };
  const mine = linesAt[chosen].filter((line) => shown.lines.has(line.id));
  return { soft: state.node === null, nodes: new Set([chosen, ...mine.flatMap((line) => [line.from, line.to])]), lines: new Set(mine.map((line) => line.id)) };
}

function nodeStyle(i) {
  const look = lookOf(i);
  const colours = coloursOf(look);
  const background = colours.fill;
  const strong = { background, border: ink().accent };
  return {
    id: i, hidden: !shown.drawn.has(i), borderWidth: look.hollow ? 2.4 : 1.4,
    color: { background, border: colours.line, highlight: strong, hover: strong },
  };
}

function lineStyle(line) {
  const colour = line.denied ? ink().denied : line.claimed ? ink().claimed : ink().edge;
  return {
    id: line.id, hidden: !shown.lines.has(line.id), width: line.width * (line.claimed && !line.denied ? 0.9 : 1),
    color: { color: colour, highlight: colour, hover: colour, opacity: 0.9 },
  };
}

const styled = new Map(); // what was last sent to vis-network, as JSON, so that only changes are sent
function changes(list) {
  return list.filter(([key, style]) => {
    const text = JSON.stringify(style);
    if (styled.get(key) === text) return false;
    styled.set(key, text);
    return true;
  }).map(([, style]) => style);
}

function paint() {
  if (!network) return;
  const nodes = changes(entities.map((_, i) => [`n${i}`, nodeStyle(i)]));
  const edges = changes(lines.map((line) => [`l${line.id}`, lineStyle(line)]));
  if (nodes.length) nodeSet.update(nodes);
  if (edges.length) lineSet.update(edges);
  mark();
}

/** Show in the drawing what is chosen. */
function mark() {
  if (network.getSelectedNodes().length || network.getSelectedEdges().length) network.unselectAll();
  if (state.node !== null && shown.drawn.has(state.node)) network.selectNodes([state.node], false);
  else if (state.line !== null && shown.lines.has(state.line)) network.selectEdges([state.line]);
  redraw();
}

function startCanvas() {
  choose();
  const turn = portrait();
  nodeSet = new vis.DataSet(drawn.nodes.map((node) => {
    const { label, group, ...rest } = node; // labels are drawn below, classes are styled here
    const place = turn ? { x: node.y * 0.9, y: node.x } : {};
    return { ...rest, ...place, ...nodeStyle(node.id) };
  }));
  lineSet = new vis.DataSet(lines.map((line) => {
    const { label, modality, claimed, denied, statements: ids, ...rest } = line;
    return { ...rest, ...lineStyle(line) };
  }));
  entities.forEach((_, i) => styled.set(`n${i}`, JSON.stringify(nodeStyle(i))));
  lines.forEach((line) => styled.set(`l${line.id}`, JSON.stringify(lineStyle(line))));
  network = new vis.Network($("canvas"), { nodes: nodeSet, edges: lineSet }, drawn.options);
  network.on("afterDrawing", drawLabels);
  network.on("resize", () => queueMicrotask(() => { // vis-network has set its own view by then
    afterResize?.();
    afterResize = null;
  }));
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) selectNode(nodes[0]);
    else if (edges.length) selectLine(edges[0]);
    else clearSelection();
  });
  network.on("hoverNode", ({ node, event }) => { hovered = { node, line: null }; showTip(nodeTip(node), event); });
  network.on("hoverEdge", ({ edge, event }) => { hovered = { node: null, line: edge }; showTip(lineTip(edge), event); });
  network.on("blurNode", hideTip);
  network.on("blurEdge", hideTip);
  network.on("dragStart", hideTip);
  network.on("zoom", hideTip);
  const canvas = $("canvas").querySelector("canvas");
  canvas.parentElement.setAttribute("role", "group");
  canvas.parentElement.setAttribute("aria-label", "Graph: arrow keys move it, plus and minus zoom");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "The graph as a drawing. The view “Statements” holds the same as a table; the search finds every node.");
  fit();
}

function fit() {
  const places = [...shown.drawn].map((i) => network.body.nodes[i]).filter(Boolean);
  if (!places.length) return;
  const xs = places.map((p) => p.x);
  const ys = places.map((p) => p.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const width = $("canvas").clientWidth;
  const height = $("canvas").clientHeight;
  if (!width || !height) return;
  const scale = Math.min((width - Math.min(120, width * 0.2)) / (right - left + 40), (height - 70) / (bottom - top + 40), 1.5);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02), animation: false });
}

const redraw = () => network.body.emitter.emit("_requestRedraw"); // at the next frame, once
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches || navigator.webdriver;
const move = (options) => network.moveTo({ ...options, animation: still ? false : { duration: 220, easingFunction: "easeInOutQuad" } });
const zoom = (factor) => move({ scale: Math.min(Math.max(network.getScale() * factor, 0.02), 8) });

/** Bring nodes into the picture if they are outside or too small to see. */
function bring(numbers) {
  const nodes = numbers.map((i) => network.body.nodes[i]);
  const box = $("canvas");
  const inside = nodes.every((node) => { // a margin remains, so that some of the surroundings are seen
    const at = network.canvasToDOM({ x: node.x, y: node.y });
    const [x, y] = [Math.max(50, box.clientWidth * 0.2), Math.max(40, box.clientHeight * 0.25)];
    return at.x > x && at.y > y && at.x < box.clientWidth - x && at.y < box.clientHeight - y;
  });
  const middle = (axis) => nodes.reduce((sum, node) => sum + node[axis], 0) / nodes.length;
  const reach = nodes.length > 1 ? Math.hypot(nodes[0].x - nodes[1].x, nodes[0].y - nodes[1].y) : 0;
  const room = Math.min(box.clientWidth, box.clientHeight) * 0.7;
  const scale = Math.min(Math.max(network.getScale(), 0.75), reach ? Math.max(room / reach, 0.05) : 8);
  if (!inside || scale > network.getScale()) move({ position: { x: middle("x"), y: middle("y") }, scale });
}
function bringSelected() {
  const ends = state.node !== null ? [state.node] : state.line !== null ? [lines[state.line].from, lines[state.line].to] : [];
  if (network && state.view === "graph" && ends.length && ends.every((i) => shown.drawn.has(i))) bring([...new Set(ends)]);
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
const nodeTip = (i) => [make("strong", {}, said(entities[i].label)), make("div", { cls: "small" }, `${lookOf(i).label} · ${count(statementsAt[i].length, "statement")}`)];
function lineTip(id) {
  const ids = shown.lines.get(id) || lines[id].statements;
  const st = statementOf.get(ids[0]);
  const more = ids.length > 1 ? ` and ${count(ids.length - 1, "more statement")}` : "";
  return [make("div", {}, phrase(st, false)), make("div", {}, chips(st), make("span", { cls: "small" }, more))];
}
