// Labels on the canvas.

// vis-network draws nodes and lines; labels are set here so that none covers another, at any zoom: the important
// ones first, each at the first free place around its node, and the rest when zoom makes room.

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif';
const CELL = 48;
const widths = new Map();
const DIRECTIONS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u0000-\u001f]/g;
const wrapped = entities.map((entity) => wrap(entity.label.replace(DIRECTIONS, " ").trim() || t("canvas.unnamed")));
const importance = drawn.nodes.map((node) => node.size);
const nodeOrder = entities.map((_, i) => i).sort((a, b) => importance[b] - importance[a] || a - b);

function shorten(text, limit) { const chars = points(text); return chars.length > limit ? `${cut(chars, 0, limit - 1)}…` : text; }
function wrap(text) {
  if (text.length <= 18) return [text];
  const words = shorten(text, 40).split(" ");
  let first = words.shift();
  while (words.length && (first + words[0]).length < Math.max(17, text.length / 2)) first += ` ${words.shift()}`;
  return words.length ? [shorten(first, 24), shorten(words.join(" "), 24)] : [shorten(first, 26)];
}
function widthOf(ctx, font, text) {
  const key = font + text;
  let width = widths.get(key);
  if (width === undefined) { if (ctx.font !== font) ctx.font = font; width = ctx.measureText(text).width; widths.set(key, width); }
  return width;
}

/** A set of boxes that do not overlap, kept in cells. */
class Room {
  constructor(width, height) { Object.assign(this, { cells: new Map(), width, height }); }
  *near([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield x * 100003 + y;
    }
  }
  free(box) {
    if (box[0] < 0 || box[1] < 0 || box[2] > this.width || box[3] > this.height) return false;
    for (const cell of this.near(box)) {
      for (const other of this.cells.get(cell) || []) {
        if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return false;
      }
    }
    return true;
  }
  take(box) {
    for (const cell of this.near(box)) {
      const list = this.cells.get(cell);
      if (list) list.push(box); else this.cells.set(cell, [box]);
    }
  }
}

/** Let everything fade but what is in focus: a veil over all, and the few drawn again on top. */
function veil(ctx, ratio, focus) {
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.globalAlpha = focus.soft ? 0.6 : 0.8;
  ctx.fillStyle = ink().paper;
  ctx.fillRect(0, 0, $("canvas").clientWidth, $("canvas").clientHeight);
  ctx.restore();
  const edges = [...focus.lines].filter((id) => shown.lines.has(id)).map((id) => network.body.edges[id]);
  edges.forEach((edge) => edge.draw(ctx));
  edges.forEach((edge) => edge.drawArrows(ctx));
  focus.nodes.forEach((i) => shown.drawn.has(i) && network.body.nodes[i].draw(ctx));
}

function drawLabels(ctx) {
  const ratio = network.canvas.pixelRatio || window.devicePixelRatio || 1;
  const scale = network.getScale();
  const view = network.getViewPosition();
  const [width, height] = [$("canvas").clientWidth, $("canvas").clientHeight];
  const screen = ({ x, y }) => ({ x: (x - view.x) * scale + width / 2, y: (y - view.y) * scale + height / 2 });
  const inView = (p, edge = 0) => p.x > -edge && p.y > -edge && p.x < width + edge && p.y < height + edge;
  const focus = lit();
  if (focus) veil(ctx, ratio, focus);
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  ctx.lineJoin = "round";
  const room = new Room(width, height);
  const at = new Map();
  for (const i of shown.drawn) {
    const place = screen(network.body.nodes[i]);
    const radius = drawn.nodes[i].size * scale;
    if (!inView(place, radius)) continue;
    at.set(i, { ...place, radius });
  }
  const labelled = new Set();
  if (at.size > 150) nodeLabels(ctx, room, at, focus, labelled, nodeOrder.filter((i) => at.has(i)).slice(0, 25)); // in a crowd the first may cover signs
  for (const { x, y, radius } of at.values()) room.take([x - radius, y - radius, x + radius, y + radius]);
  nodeLabels(ctx, room, at, focus, labelled, focus ? nodeOrder.filter((i) => focus.nodes.has(i)) : nodeOrder);
  lineLabels(ctx, room, screen, inView, scale, focus);
  if (focus) nodeLabels(ctx, room, at, focus, labelled, nodeOrder);
  ctx.restore();
  report(at.size - labelled.size);
}

/** Label the nodes of `order` that are in view (`at`) and have no label yet, the pointed and the chosen one first. */
function nodeLabels(ctx, room, at, focus, labelled, order) {
  const first = [hovered.node, state.node].filter((i) => i !== null);
  for (const i of [...first, ...order]) {
    if (labelled.has(i) || !at.has(i)) continue;
    if (labelled.size > (room.width * room.height) / 5500) break;
    const bold = first.includes(i);
    const size = bold ? 13.5 : 11.5 + Math.round(Math.min(3, importance[i] / 9));
    const font = `${bold ? "700 " : ""}${size}px ${FONT}`;
    const look = { font, size, must: bold, dim: focus && !focus.nodes.has(i), sides: sides(i) };
    if (nodeLabel(ctx, room, at.get(i), wrapped[i], look)) labelled.add(i);
  }
}

/** The sides of a node for its label, best first: 0 below, 1 above, 2 right, 3 left; fewer lines is better. */
function sides(i) {
  const cost = [0, 0.6, 0.8, 0.9];
  const me = network.body.nodes[i];
  for (const line of linesAt[i].slice(0, 40)) {
    if (!shown.lines.has(line.id) || line.from === line.to) continue;
    const other = network.body.nodes[line.from === i ? line.to : line.from];
    const [dx, dy] = [other.x - me.x, other.y - me.y];
    cost[Math.abs(dy) > Math.abs(dx) * 0.6 ? (dy > 0 ? 0 : 1) : dx > 0 ? 2 : 3] += 1;
  }
  return [0, 1, 2, 3].sort((a, b) => cost[a] - cost[b]);
}

function nodeLabel(ctx, room, place, rows, { font, size, must, dim, sides: order }) {
  const half = Math.max(...rows.map((row) => widthOf(ctx, font, row))) / 2 + 2;
  const high = (rows.length * (size + 2)) / 2;
  const gap = place.radius + 3;
  const straight = [[place.x, place.y + gap + high], [place.x, place.y - gap - high], [place.x + gap + half, place.y], [place.x - gap - half, place.y]];
  const slant = [[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([x, y]) => [place.x + x * (gap * 0.7 + half), place.y + y * (gap * 0.7 + high)]);
  const spots = [...order.map((side) => straight[side]), ...slant];
  const boxOf = ([x, y]) => [x - half, y - high, x + half, y + high];
  const spot = spots.find((s) => room.free(boxOf(s))) || (must ? spots[place.y > room.height - 40 ? 1 : 0] : null);
  if (!spot) return false;
  room.take(boxOf(spot));
  ctx.font = font;
  ctx.globalAlpha = dim ? 0.3 : 1;
  rows.forEach((row, k) => write(ctx, row, spot[0], spot[1] + (k - (rows.length - 1) / 2) * (size + 2), ink().ink));
  ctx.globalAlpha = 1;
  return true;
}

function write(ctx, text, x, y, colour) {
  ctx.strokeStyle = ink().paper;
  ctx.lineWidth = 3.5;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

/** A point of a line in the units of the network, `t` running from 0 to 1. */
function pointOf(id, t) {
  const edge = network.body.edges[id];
  const line = lines[id];
  if (line.from === line.to) {
    const node = network.body.nodes[line.from];
    const reach = drawn.nodes[line.from].size + (line.selfReference?.size || 20) * 1.3;
    return { x: node.x + reach * 0.72, y: node.y - reach * 0.72 };
  }
  return edge?.edgeType?.getPoint ? edge.edgeType.getPoint(t) : { x: (edge.from.x + edge.to.x) / 2, y: (edge.from.y + edge.to.y) / 2 };
}

function lineLabels(ctx, room, screen, inView, scale, focus) {
  const weight = (line) => (line.id === hovered.line || line.id === state.line ? 1e6 : 0) + (focus?.lines.has(line.id) ? 1e3 : 0) +
    (line.denied ? 20 : 0) + importance[line.from] + importance[line.to];
  const order = [...shown.lines.keys()].map((id) => lines[id]).sort((a, b) => weight(b) - weight(a) || a.id - b.id);
  let labels = 0;
  for (const line of order) {
    if (labels > 300) break;
    const middle = screen(pointOf(line.id, 0.5));
    if (!inView(middle)) continue;
    const must = line.id === hovered.line || line.id === state.line;
    const dim = focus && !focus.lines.has(line.id);
    if (dim) continue;
    const [from, to] = [screen(network.body.nodes[line.from]), screen(network.body.nodes[line.to])];
    const length = Math.hypot(from.x - to.x, from.y - to.y);
    if (lineLabel(ctx, room, screen, line, must, line.from === line.to ? 200 : length, scale)) labels++;
  }
}

const signOf = (line) => (line.denied ? "✕" : "") + (line.claimed ? "❝" : "");
const SIGN = `700 14px ${FONT}`;
function lineLabel(ctx, room, screen, line, must, length, scale) {
  const total = (shown.lines.get(line.id) || []).length;
  const sign = signOf(line);
  const words = shorten(line.label.replace(DIRECTIONS, " "), 30) + (total > 1 ? ` ×${total}` : "");
  const size = must ? 12 : 10.5;
  const font = `${must ? "700 " : ""}${size}px ${FONT}`;
  const signWidth = sign ? widthOf(ctx, SIGN, sign) + 3 : 0;
  const full = signWidth + widthOf(ctx, font, words);
  const tries = scale < 0.25 && !must ? [] : [[words, full]];
  if (sign) tries.push(["", signWidth]);
  for (const [text, wide] of tries) {
    const half = wide / 2 + 2;
    if (!must && length < (text ? half * 2 + 14 : 30)) continue;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const p = screen(pointOf(line.id, t));
      const box = [p.x - half, p.y - size * 0.62, p.x + half, p.y + size * 0.62];
      if (!room.free(box) && !(must && t === 0.66)) continue;
      room.take(box);
      lineWords(ctx, line, sign, signWidth, text, font, p, box);
      return true;
    }
  }
  return false;
}

function lineWords(ctx, line, sign, signWidth, text, font, p, box) {
  const colour = line.denied ? ink().denied : line.claimed ? ink().claimed : ink().soft;
  ctx.globalAlpha = 0.86;
  ctx.fillStyle = ink().paper;
  if (text) ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
  ctx.globalAlpha = 1;
  ctx.textAlign = "left";
  if (sign) { ctx.font = SIGN; write(ctx, sign, box[0] + 2, p.y + 1, colour); }
  if (text) { ctx.font = font; write(ctx, text, box[0] + 2 + signWidth, p.y, colour); }
  ctx.textAlign = "center";
}

let reported = "";
function report(without) {
  const text = without > 0 ? `${READING} ${count(without, "label")} left out for room: zoom in, point or search.` : READING;
  if (text !== reported) { reported = text; $("reading").textContent = text; }
}
const READING = "How to read this: an arrow is what a text says about two things; click it for the sentence, click a thing for all that is said about it.";
