// Labels on the canvas.

// vis-network draws nodes and lines; labels are set here so that none covers another, at any zoom: the important
// ones first, each at the first free place around its node, and the rest when zoom makes room.

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif';
const CELL = 48;
const widths = new Map();
const DIRECTIONS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u0000-\u001f]/g;
const wrapped = entities.map((entity) => wrap(visible(entity.label).replace(DIRECTIONS, " ").trim()));
const importance = drawn.nodes.map((node) => node.size);

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
  free([left, top, right, bottom]) {
    if (left < 0 || top < 0 || right > this.width || bottom > this.height) return false;
    for (let x = Math.floor(left / CELL); x <= right / CELL; x++) {
      for (let y = Math.floor(top / CELL); y <= bottom / CELL; y++) {
        const list = this.cells.get(x * 100003 + y);
        if (!list) continue;
        for (const other of list) if (left < other[2] && right > other[0] && top < other[3] && bottom > other[1]) return false;
      }
    }
    return true;
  }
  take(box) {
    for (let x = Math.floor(box[0] / CELL); x <= box[2] / CELL; x++) {
      for (let y = Math.floor(box[1] / CELL); y <= box[3] / CELL; y++) {
        const list = this.cells.get(x * 100003 + y);
        if (list) list.push(box); else this.cells.set(x * 100003 + y, [box]);
      }
    }
  }
}

/** Let everything fade but what is in focus: a veil over all, and the few drawn again on top. */
function veil(ctx, focus) {
  inPixels(ctx, () => {
    ctx.globalAlpha = focus.soft ? 0.6 : 0.8;
    ctx.fillStyle = ink().paper;
    ctx.fillRect(0, 0, $("canvas").clientWidth, $("canvas").clientHeight);
  });
  const edges = [...focus.lines].map((id) => network.body.edges[id]).filter(Boolean);
  edges.forEach((edge) => edge.draw(ctx));
  edges.forEach((edge) => edge.drawArrows(ctx));
  focus.nodes.forEach((id) => network.body.nodes[id]?.draw(ctx));
}

const TRIED = 1500; // so many nodes are tried for a label, the important ones first
let written = []; // the labels of nodes as they were last set: what is written again while the view moves
function drawLabels(ctx) {
  const [width, height] = [$("canvas").clientWidth, $("canvas").clientHeight];
  const scale = view.scale;
  const screen = ({ x, y }) => ({ x: onX(x), y: onY(y) });
  const inView = (p) => p.x > 0 && p.y > 0 && p.x < width && p.y < height;
  const focus = lit();
  if (focus) veil(ctx, focus);
  inPixels(ctx, () => {
    ctx.textBaseline = "middle";
    ctx.textAlign = "center";
    ctx.lineJoin = "round";
    const room = new Room(width, height);
    if (view.level === "moving") { written.slice(0, 60).forEach((label) => writeAgain(ctx, room, label)); return; }
    written = [];
    const at = new Map(view.nodes.map(({ node, body }) => [node.id, { ...screen(body), radius: node.size * scale }]));
    const labelled = new Set();
    groupLabels(ctx, room, at, focus, labelled);
    if (at.size > 150) nodeLabels(ctx, room, at, focus, labelled, scene.order.filter((id) => at.has(id) && scene.nodes.get(id).kind === "thing").slice(0, 25)); // in a crowd the first may cover signs
    for (const [id, { x, y, radius }] of at) if (scene.nodes.get(id).kind !== "group") room.take([x - radius, y - radius, x + radius, y + radius]);
    nodeLabels(ctx, room, at, focus, labelled, focus ? scene.order.filter((id) => focus.nodes.has(id)) : scene.order);
    lineLabels(ctx, room, screen, inView, scale, focus);
    if (focus) nodeLabels(ctx, room, at, focus, labelled, scene.order);
    pinMarks(ctx, at);
    report(at.size - labelled.size);
  });
}

/** While the view moves: a label at the same side of its node as before, if it has room. */
function writeAgain(ctx, room, { id, dx, dy, box: [left, top, right, bottom], font, rows, step, colour }) {
  const body = network.body.nodes[id];
  if (!body) return;
  const [x, y] = [onX(body.x) + dx, onY(body.y) + dy];
  const box = [x + left, y + top, x + right, y + bottom];
  if (!room.free(box)) return;
  room.take(box);
  ctx.font = font;
  rows.forEach((row, k) => write(ctx, row, x, y + (k - (rows.length - 1) / 2) * step, colour));
}

/** The names of closed communities, within their signs as far as there is room. */
function groupLabels(ctx, room, at, focus, labelled) {
  for (const id of scene.order) {
    const node = scene.nodes.get(id);
    if (node.kind !== "group") break;
    const place = at.get(id);
    if (!place) continue;
    const bold = id === hovered.node;
    const size = Math.max(10.5, Math.min(15, place.radius / 4.2));
    const font = `${bold ? "700 " : ""}${size}px ${FONT}`;
    const whole = node.rows.filter((_, k) => k === 0 || place.radius > 9 * (k + 1) || bold);
    const brief = [shorten(node.rows[0], Math.max(6, Math.floor((place.radius * 3.4) / size)))];
    const fits = (row) => { const wide = widthOf(ctx, font, row); return wide <= place.radius * 1.9 ? row : shorten(row, Math.max(5, Math.floor((row.length * place.radius * 1.9) / wide))); };
    const inside = whole.map(fits); // a name that lies over the next sign looks like its name
    const measure = (rows) => [Math.max(...rows.map((row) => widthOf(ctx, font, row))) / 2 + 3, (rows.length * (size + 2.5)) / 2];
    const boxOf = ([half, high]) => [place.x - half, place.y - high, place.x + half, place.y + high];
    const rows = bold ? whole : [inside, inside.slice(0, 1), brief].find((some) => room.free(boxOf(measure(some))));
    if (!rows || (place.radius < 7 && !bold)) continue;
    const [half, high] = measure(rows);
    room.take(boxOf([half, high]));
    ctx.globalAlpha = focus && !focus.nodes.has(id) ? 0.3 : 1;
    ctx.font = font;
    const last = (row) => row === node.rows.at(-1);
    rows.forEach((row, k) => write(ctx, row, place.x, place.y + (k - (rows.length - 1) / 2) * (size + 2.5), last(row) ? ink().soft : ink().ink));
    ctx.globalAlpha = 1;
    labelled.add(id);
    written.push({ id, dx: 0, dy: 0, box: [-half, -high, half, high], font, rows, step: size + 2.5, colour: ink().ink });
  }
}

/** A small mark at nodes that somebody has put where they are. */
function pinMarks(ctx, at) {
  for (const id of pins.keys()) {
    const place = at.get(id);
    if (!place) continue;
    const [x, y] = [place.x + place.radius * 0.75 + 2, place.y - place.radius * 0.75 - 2];
    ctx.beginPath();
    ctx.arc(x, y, 4, 0, 2 * Math.PI);
    ctx.moveTo(x, y + 4);
    ctx.lineTo(x, y + 9);
    ctx.strokeStyle = ink().paper;
    ctx.lineWidth = 4;
    ctx.stroke();
    ctx.strokeStyle = ink().accent;
    ctx.fillStyle = ink().accent;
    ctx.lineWidth = 1.6;
    ctx.stroke();
    ctx.fill();
  }
}

/** Label the nodes of `order` that are in view (`at`) and have no label yet, the pointed and the chosen one first. */
function nodeLabels(ctx, room, at, focus, labelled, order) {
  const first = [hovered.node, chosen().node].filter((id) => id !== null && scene.nodes.has(id));
  let tried = 0;
  for (const id of [...first, ...order]) {
    if (labelled.has(id) || !at.has(id)) continue;
    if (++tried > TRIED) break;
    const node = scene.nodes.get(id);
    if (node.kind === "group") continue;
    if (labelled.size > (room.width * room.height) / 5500) break;
    const bold = first.includes(id);
    const event = node.kind === "event";
    if (event && !bold && view.scale < 0.3) continue;
    const size = (bold ? 13.5 : event ? 11 : 11.5 + Math.round(Math.min(3, node.size / 9))) - (room.width < 500 ? 1 : 0);
    const font = `${event ? "italic " : ""}${bold ? "700 " : ""}${size}px ${FONT}`;
    const rows = event && signOf(node) ? [`${signOf(node)} ${node.rows[0]}`, ...node.rows.slice(1)] : node.rows;
    const look = { id, font, size, must: bold, far: tried <= 12, dim: focus && !focus.nodes.has(id), sides: node.sides ??= sides(id), colour: event ? voiceInk(node, ink().soft) : ink().ink };
    if (nodeLabel(ctx, room, at.get(id), rows, look)) labelled.add(id);
  }
}

/** The sides of a node for its label, best first: 0 below, 1 above, 2 right, 3 left; fewer lines is better. */
function sides(id) {
  const cost = [0, 0.6, 0.8, 0.9];
  const me = network.body.nodes[id];
  for (const line of scene.linesAt.get(id).slice(0, 40)) {
    if (line.from === line.to) { cost[1] += 1; cost[2] += 1; continue; } // a loop stands at the upper right
    const other = network.body.nodes[line.from === id ? line.to : line.from];
    if (!other) continue;
    const [dx, dy] = [other.x - me.x, other.y - me.y];
    cost[Math.abs(dy) > Math.abs(dx) * 0.6 ? (dy > 0 ? 0 : 1) : dx > 0 ? 2 : 3] += 1;
  }
  return [0, 1, 2, 3].sort((a, b) => cost[a] - cost[b]);
}

function nodeLabel(ctx, room, place, rows, { id, font, size, must, far, dim, sides: order, colour }) {
  const half = Math.max(...rows.map((row) => widthOf(ctx, font, row))) / 2 + 2;
  const high = (rows.length * (size + 2)) / 2;
  const gap = place.radius + 3;
  const straight = [[place.x, place.y + gap + high], [place.x, place.y - gap - high], [place.x + gap + half, place.y], [place.x - gap - half, place.y]];
  const slant = [[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([x, y]) => [place.x + x * (gap * 0.7 + half), place.y + y * (gap * 0.7 + high)]);
  const spots = [...order.map((side) => straight[side]), ...slant, ...(far ? [1, 2, 3].flatMap((step) => straight.map(([x, y]) => [x + Math.sign(x - place.x) * step * 12, y + Math.sign(y - place.y) * step * 10])) : [])];
  const boxOf = ([x, y]) => [x - half, y - high, x + half, y + high];
  const spot = spots.find((s) => room.free(boxOf(s))) || (must ? spots[place.y > room.height - 40 ? 1 : 0] : null);
  if (!spot) return false;
  room.take(boxOf(spot));
  if (spots.indexOf(spot) > 7) leader(ctx, place, boxOf(spot));
  ctx.font = font;
  ctx.globalAlpha = dim ? 0.3 : 1;
  rows.forEach((row, k) => write(ctx, row, spot[0], spot[1] + (k - (rows.length - 1) / 2) * (size + 2), colour));
  ctx.globalAlpha = 1;
  if (!dim) written.push({ id, dx: spot[0] - place.x, dy: spot[1] - place.y, box: [-half, -high, half, high], font, rows, step: size + 2, colour });
  return true;
}

/** A fine line from a node to a label that stands farther off. */
function leader(ctx, { x, y, radius }, [left, top, right, bottom]) {
  const [u, v] = [Math.min(Math.max(x, left), right), Math.min(Math.max(y, top), bottom)];
  const far = Math.hypot(u - x, v - y) || 1;
  ctx.beginPath();
  ctx.moveTo(x + ((u - x) / far) * radius, y + ((v - y) / far) * radius);
  ctx.lineTo(u, v);
  ctx.strokeStyle = ink().soft;
  ctx.lineWidth = 1;
  ctx.stroke();
}

function write(ctx, text, x, y, colour) {
  ctx.strokeStyle = ink().paper;
  ctx.lineWidth = 3.5;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

/** A point of a line in the units of the network, `t` running from 0 to 1. */
function pointOf(line, t) {
  const edge = network.body.edges[line.id];
  if (line.from === line.to) {
    const node = network.body.nodes[line.from];
    const reach = scene.nodes.get(line.from).size + (line.selfReference?.size || 20) * 1.3;
    return { x: node.x + reach * 0.72, y: node.y - reach * 0.72 };
  }
  return edge?.edgeType?.getPoint ? edge.edgeType.getPoint(t) : { x: (edge.from.x + edge.to.x) / 2, y: (edge.from.y + edge.to.y) / 2 };
}

function lineLabels(ctx, room, screen, inView, scale, focus) {
  const picked = chosen().line;
  const first = (line) => (line.id === hovered.line || line.id === picked ? 2 : focus?.lines.has(line.id) ? 1 : 0);
  const order = view.lines.map(({ line }) => line); // by weight
  if (focus || hovered.line !== null) order.sort((a, b) => first(b) - first(a));
  const discs = view.nodes.filter(({ node }) => node.kind === "group").map(({ node, body }) => ({ ...screen(body), radius: node.size * scale + 8 }));
  let labels = 0;
  for (const line of order) {
    if (labels > (line.kind === "bundle" && !focus ? 24 : 300)) continue;
    const must = first(line) === 2;
    if (focus && !focus.lines.has(line.id)) continue;
    const [from, to] = [screen(network.body.nodes[line.from]), screen(network.body.nodes[line.to])];
    const length = line.from === line.to ? 200 : Math.hypot(from.x - to.x, from.y - to.y);
    if (!must && length < 30) continue;
    const middle = screen(pointOf(line, 0.5));
    if (!inView(middle)) continue;
    if (line.kind === "bundle" && !must && !focus && line.statements.length < 3) continue;
    if (lineLabel(ctx, room, screen, line, must, length, scale, discs)) labels++;
  }
}

const signOf = (line) => (line.denied ? "✕" : "") + (line.claimed ? "❝" : "");
const SIGN = `700 14px ${FONT}`;
function lineLabel(ctx, room, screen, line, must, length, scale, discs) {
  const total = line.kind === "line" || line.kind === "says" ? line.statements.length : 1;
  const sign = line.kind === "role" ? "" : signOf(line); // the sign of a statement has it
  const words = shorten(line.label.replace(DIRECTIONS, " "), line.kind === "line" ? 40 : 30) + (total > 1 ? ` ×${total}` : "");
  if (!words && !sign) return false;
  const size = must ? 12 : line.kind === "role" ? 9.5 : 10.5;
  const font = `${must ? "700 " : ""}${size}px ${FONT}`;
  const signWidth = sign ? widthOf(ctx, SIGN, sign) + 3 : 0;
  const full = signWidth + widthOf(ctx, font, words);
  const tries = scale < 0.25 && !must && line.kind !== "bundle" ? [] : [[words, full]];
  if (line.brief && tries.length) tries.push([line.brief, signWidth + widthOf(ctx, font, line.brief)]);
  if (sign) tries.push(["", signWidth]);
  for (const [text, wide] of tries) {
    const half = wide / 2 + 2;
    if (!must && length < (text ? half * 2 + 14 : 30)) continue;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const p = screen(pointOf(line, t));
      if (line.kind === "bundle" && discs.some(({ x, y, radius }) => Math.hypot(x - p.x, y - p.y) < radius)) continue;
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

let unlabelled = -1;
/** Say how many labels found no room. */
function report(without) {
  if (without === unlabelled || !$("unlabelled")) return;
  unlabelled = without;
  $("unlabelled").textContent = without > 0 ? t("labels.without", { n: without }) : "";
}
