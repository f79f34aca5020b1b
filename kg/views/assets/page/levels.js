// Level of detail: what is outside the view is not drawn, and where much is in view, or the view moves, it is drawn
// simply, many signs in one stroke of the brush. vis-network draws the rest as it always does.

/** Up to so many nodes and lines in view, all is drawn in full: while the view stands, and while it moves. */
const FULL = { still: 1500, moving: 350 };
/** While the view moves, so many lines at most are drawn as hairlines, the heaviest first. */
const HAIRLINES = 3000;
const SETTLE = 140; // milliseconds after which a view counts as still
const view = { last: "", moving: false, timer: 0, level: "full", largest: 0, nodes: [], lines: [] };

/** Take over the drawing loops of vis-network, and what lies under the pointer. */
function drawByDetail() {
  const { renderer, selectionHandler } = network;
  network.on("initRedraw", survey);
  renderer._drawEdges = (ctx) => {
    if (drawsFullLines()) { view.lines.forEach(({ line }) => network.body.edges[line.id]?.draw(ctx)); return; }
    simpleLines(ctx);
  };
  renderer._drawArrows = (ctx) => { if (drawsFullLines()) view.lines.forEach(({ line }) => network.body.edges[line.id]?.drawArrows(ctx)); };
  renderer._drawNodes = (ctx) => {
    if (drawsFullNodes()) view.nodes.forEach(({ body }) => body.draw(ctx)); else simpleNodes(ctx);
    return { drawExternalLabels: () => {} };
  };
  selectionHandler.getNodeAt = (pointer, whole = true) => answer(nodeUnder(network.canvas.DOMtoCanvas(pointer)), network.body.nodes, whole);
  selectionHandler.getEdgeAt = (pointer, whole = true) => answer(lineUnder(network.canvas.DOMtoCanvas(pointer)), network.body.edges, whole);
}
/** From far away a line of vis-network is thinner than a pixel and a sign is a dot: then they are drawn simply too, and as large
 * as can be seen where they are few. */
const drawsFullLines = () => view.level === "full" && view.scale >= 0.5;
const drawsFullNodes = () => view.level === "full" && view.largest * view.scale >= 5;
const FEW = 400;
const answer = (id, bodies, whole) => (id === undefined ? undefined : whole ? bodies[id] : id);

/** Take the view for one that stands, whatever is drawn next: a picture that is saved has all detail. */
function takeAsStill() { view.last = ""; }
/** See what is in view, whether the view moves, and so how it is drawn. */
function survey() {
  const scale = network.getScale();
  const { x, y } = network.getViewPosition();
  const [width, height] = [$("canvas").clientWidth / scale / 2, $("canvas").clientHeight / scale / 2];
  const now = [x, y, scale].join();
  view.moving = view.last !== "" && now !== view.last;
  view.last = now;
  clearTimeout(view.timer);
  Object.assign(view, { scale, left: x - width, right: x + width, top: y - height, bottom: y + height, largest: 0, nodes: [], lines: [] });
  for (const one of scene.list) {
    const { node: { size }, body } = one;
    const reach = size + 4;
    if (!body || body.x + reach < view.left || body.x - reach > view.right || body.y + reach < view.top || body.y - reach > view.bottom) continue;
    view.nodes.push(one);
    if (size > view.largest) view.largest = size;
  }
  const most = view.moving && view.nodes.length > FULL.moving ? HAIRLINES : Infinity;
  for (const one of scene.wires) {
    const { line, from, to } = one;
    if (!from || !to) continue;
    const bow = line.from === line.to ? 200 : Math.abs(line.curve || 0) * (Math.abs(from.x - to.x) + Math.abs(from.y - to.y));
    if (Math.max(from.x, to.x) + bow < view.left || Math.min(from.x, to.x) - bow > view.right) continue;
    if (Math.max(from.y, to.y) + bow < view.top || Math.min(from.y, to.y) - bow > view.bottom) continue;
    view.lines.push(one);
    if (view.lines.length >= most) break;
  }
  const load = view.nodes.length + view.lines.length;
  view.level = load <= FULL[view.moving ? "moving" : "still"] ? "full" : view.moving ? "moving" : "simple";
  if (view.moving) view.timer = setTimeout(redraw, SETTLE);
}

/** Draw many lines at once: one path for each look. Coordinates are those of the screen, since a line that is a pixel
 * wide there is drawn fastest. */
function simpleLines(ctx) {
  const moving = view.level === "moving";
  const few = view.lines.length <= FEW;
  const alpha = view.lines.length > 1500 ? 0.45 : few ? 0.95 : 0.7;
  const looks = new Map();
  for (const one of view.lines) {
    const { line } = one;
    const wide = moving ? 1 : Math.max(1, Math.round(line.width * (line.kind === "bundle" ? scene.unit : 1) * view.scale));
    const dashed = !moving && line.dashes && (few || view.scale > 0.35) ? line.dashes.join() : "";
    const key = `${line.ink} ${wide} ${line.kind === "bundle" ? line.opacity.toFixed(1) : alpha} ${dashed}`;
    if (looks.has(key)) looks.get(key).push(one); else looks.set(key, [one]);
  }
  inPixels(ctx, () => {
    for (const [key, members] of looks) {
      const [colour, wide, opacity, dashes] = key.split(" ");
      ctx.globalAlpha = Number(opacity);
      ctx.strokeStyle = colour;
      ctx.lineWidth = Number(wide);
      ctx.setLineDash(dashes ? dashes.split(",").map((length) => length * Math.max(view.scale, 0.5)) : []);
      for (let k = 0; k < members.length; k += 400) { // shorter paths are filled faster than one long one
        ctx.beginPath();
        for (const one of members.slice(k, k + 400)) trace(ctx, one, moving);
        ctx.stroke();
      }
    }
    ctx.setLineDash([]);
  });
}
function trace(ctx, { line, from, to }, moving) {
  const [x, y, u, v] = [onX(from.x), onY(from.y), onX(to.x), onY(to.y)];
  if (line.from === line.to) { if (!moving) loop(ctx, line, x, y); return; }
  ctx.moveTo(x, y);
  if (!line.curve || moving || Math.abs(x - u) + Math.abs(y - v) < 12) ctx.lineTo(u, v);
  else { const via = network.body.edges[line.id].edgeType.getViaNode?.(); if (via) ctx.quadraticCurveTo(onX(via.x), onY(via.y), u, v); else ctx.lineTo(u, v); }
  if (!moving && !line.plain && line.kind !== "bundle") head(ctx, x, y, u, v, scene.nodes.get(line.to).size * view.scale);
}
function loop(ctx, line, x, y) {
  const reach = (line.selfReference?.size || 20) * view.scale;
  ctx.moveTo(x + 1.7 * reach, y - 0.7 * reach);
  ctx.arc(x + 0.7 * reach, y - 0.7 * reach, reach, 0, 2 * Math.PI);
}
/** A small arrow head, where there is room to see it. */
function head(ctx, x, y, u, v, radius) {
  const long = Math.hypot(u - x, v - y);
  const size = Math.max(9 * view.scale, view.lines.length <= FEW ? 5.5 : 0);
  if (size < 2.5 || long < radius + size + 4) return;
  const [dx, dy] = [(u - x) / long, (v - y) / long];
  const [px, py] = [u - dx * radius, v - dy * radius];
  ctx.moveTo(px - dx * size - dy * size * 0.5, py - dy * size + dx * size * 0.5);
  ctx.lineTo(px, py);
  ctx.lineTo(px - dx * size + dy * size * 0.5, py - dy * size - dx * size * 0.5);
}

/** Draw many nodes at once: one path for each look; squares where no more could be seen. */
function simpleNodes(ctx) {
  const looks = new Map();
  for (const one of view.nodes) {
    const { look } = one.node;
    if (looks.has(look)) looks.get(look).push(one); else looks.set(look, [one]);
  }
  inPixels(ctx, () => {
    for (const [key, members] of looks) {
      const [fill, line, shape, border] = key.split(" ");
      const hollow = fill === ink().paper;
      const wide = Math.min(2, Number(border) * view.scale);
      ctx.fillStyle = hollow && wide < 0.8 ? line : fill;
      ctx.strokeStyle = line;
      ctx.lineWidth = Math.max(1, wide);
      const large = [];
      const least = view.nodes.length <= FEW ? 3 : 1.2;
      for (const { node, body } of members) {
        const radius = Math.max(least, node.size * view.scale);
        const [x, y] = [onX(body.x), onY(body.y)];
        if (radius < 3) ctx.fillRect(x - radius * 0.85, y - radius * 0.85, radius * 1.7, radius * 1.7); else large.push([x, y, radius]);
      }
      for (let k = 0; k < large.length; k += 200) {
        ctx.beginPath();
        large.slice(k, k + 200).forEach(([x, y, radius]) => outline(ctx, shape, x, y, radius));
        ctx.fill();
        if (wide > 0.5 || Number(border) === RIM) ctx.stroke();
      }
    }
  });
}
const CORNERS = { square: [4, Math.PI / 4, 1.25], diamond: [4, 0, 1], triangle: [3, -Math.PI / 2, 1.15], triangleDown: [3, Math.PI / 2, 1.15], hexagon: [6, 0, 1], star: [5, -Math.PI / 2, 1.1] };
function outline(ctx, shape, x, y, radius) {
  const [corners, turn, grow] = CORNERS[shape] || [8, Math.PI / 8, 1.02];
  if (!CORNERS[shape] && radius > 7) { ctx.moveTo(x + radius, y); ctx.arc(x, y, radius, 0, 2 * Math.PI); return; }
  for (let k = 0; k < corners; k++) {
    const angle = turn + (k * 2 * Math.PI) / corners;
    ctx[k ? "lineTo" : "moveTo"](x + radius * grow * Math.cos(angle), y + radius * grow * Math.sin(angle));
  }
  ctx.closePath();
}

const onX = (x) => (x - view.left) * view.scale;
const onY = (y) => (y - view.top) * view.scale;
/** Draw in the pixels of the screen. */
function inPixels(ctx, draw) {
  const ratio = network.canvas.pixelRatio || window.devicePixelRatio || 1;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw();
  ctx.restore();
}

/** The id of the node under a place of the drawing: the nearest whose sign is touched; small signs can be hit too. */
function nodeUnder({ x, y }) {
  let [found, least] = [undefined, Infinity];
  for (const { node, body } of scene.list) {
    if (!body) continue;
    const far = Math.hypot(body.x - x, body.y - y);
    if (far < Math.max(node.size * 1.1, 6 / view.scale) && far < least) [found, least] = [node.id, far];
  }
  return found;
}
function lineUnder({ x, y }) {
  const reach = Math.min(10, 7 / view.scale + 2);
  let [found, least] = [undefined, Math.max(reach, 5 / view.scale)];
  for (const { line, from, to } of view.lines) {
    const bow = least + (line.from === line.to ? 200 : Math.abs(line.curve || 0) * (Math.abs(from.x - to.x) + Math.abs(from.y - to.y)));
    if (x < Math.min(from.x, to.x) - bow || x > Math.max(from.x, to.x) + bow || y < Math.min(from.y, to.y) - bow || y > Math.max(from.y, to.y) + bow) continue;
    const far = network.body.edges[line.id].edgeType.getDistanceToEdge(from.x, from.y, to.x, to.y, x, y);
    if (far < least) [found, least] = [line.id, far];
  }
  return found;
}
