"use strict";
/* The page of a knowledge graph.
 *
 * Read from top to bottom: what was read in, which statements and nodes are shown, the canvas, its labels, the
 * evidence panel, the search, the legend with its filters, the table, the address, and the start at the end.
 *
 * Texts come from strangers: they reach the page as text nodes only (see `make`), never as markup.
 * Offsets in records count code points, as Python does; `points` gives a text that can be cut by them.
 */
(() => {
  // ---------------------------------------------------------------- what was read in

  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const $ = (id) => document.getElementById(id);
  const drawn = read("kg-network");
  const records = read("kg-records");
  const { entities, documents, looks, palette, styles } = records;
  const lines = drawn.edges;
  const statements = records.statements;
  const statementOf = new Map(statements.map((st) => [st.id, st]));
  const nodeOf = new Map(entities.map((entity, i) => [entity.id, i]));
  const OWN_VOICE = "the text itself";
  const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
  const compare = (a, b) => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);

  /** A participant of a statement: {slot, role, marker, filler}. Slots: subject, object, other, when. */
  function participantsOf(st) {
    const found = [];
    const same = (a, b) => a && b && a.start === b.start && a.end === b.end && a.label === b.label && a.start !== undefined;
    if (st.subject) found.push({ slot: "subject", role: st.subject_role || "subject", marker: "", filler: st.subject });
    if (st.object) found.push({ slot: "object", role: st.object_role || "object", marker: "", filler: st.object });
    for (const { role, marker, filler } of st.roles || []) {
      if (filler && !found.some((p) => same(p.filler, filler))) found.push({ slot: "other", role, marker: marker || "", filler });
    }
    if (st.place && !found.some((p) => same(p.filler, st.place))) found.push({ slot: "when", role: "place", marker: "", filler: st.place });
    if (st.time && !found.some((p) => same(p.filler, st.time))) found.push({ slot: "when", role: "time", marker: "", filler: st.time });
    return found;
  }

  const nameOf = (filler) => (filler && (filler.label || filler.text)) || "";
  const isDenied = (st) => st.polarity === "negative" || (st.attribution && st.attribution.stance === "denied");
  const sourceOf = (st) => (st.attribution ? nameOf(st.attribution.source) || "somebody (not named)" : OWN_VOICE);
  const stanceOf = (st) => styles.stance[st.attribution.stance] || styles.stance.said;
  const titleOf = (id) => (documents[id] && (documents[id].title || documents[id].source)) || id || "unknown document";
  const dateOf = (id) => (documents[id] && documents[id].date) || "";

  statements.forEach((st, order) => {
    st.order = order;
    const bare = st.object ? -1 : (st.roles || []).findIndex((r) => ["theme", "patient"].includes(r.role) && !r.marker);
    if (bare >= 0) { // nobody knows who "them" are: still it is what the sentence is about
      [st.object, st.object_role] = [st.roles[bare].filler, st.roles[bare].role];
      st.roles = st.roles.filter((_, k) => k !== bare);
    }
    st.people = participantsOf(st);
    st.nodes = [...new Set(st.people.map((p) => nodeOf.get(p.filler.entity)).filter((i) => i !== undefined))];
    st.speaker = st.attribution && st.attribution.source ? nodeOf.get(st.attribution.source.entity) : undefined;
    st.facets = {
      relation: st.predicate.label,
      modality: st.modality || "actual",
      polarity: isDenied(st) ? "negative" : "positive",
      source: sourceOf(st),
      document: st.document || "",
    };
    st.lines = [];
  });
  lines.forEach((line) => line.statements.forEach((id) => statementOf.get(id)?.lines.push(line.id)));
  const statementsAt = entities.map(() => []);
  statements.forEach((st) => new Set([...st.nodes, st.speaker]).forEach((i) => i !== undefined && statementsAt[i].push(st)));
  const linesAt = entities.map(() => []);
  lines.forEach((line) => { linesAt[line.from].push(line); if (line.to !== line.from) linesAt[line.to].push(line); });

  /** Dates and amounts that no arrow reaches would only lie about: they are in panel, table and search. */
  const aside = new Set(entities.map((_, i) => i).filter((i) => entities[i].kind === "value" && !linesAt[i].length));

  // ---------------------------------------------------------------- making elements

  /** An element with properties and children; strings become text nodes, null is left out. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name in element && typeof value !== "string") element[name] = value;
      else element.setAttribute(name === "cls" ? "class" : name, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }
  const svg = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };
  /** Text of others: kept apart in direction from what stands around it. */
  const said = (text, cls = "") => make("bdi", { cls: `said ${cls}`.trim(), dir: "auto" }, String(text));
  const dated = (id) => (dateOf(id) ? make("span", { cls: "date" }, " · ", said(dateOf(id))) : null);
  const count = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
  const points = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
  const cut = (chars, start, end) => { const part = chars.slice(start, end); return typeof part === "string" ? part : part.join(""); };

  // ---------------------------------------------------------------- colours and shapes

  const darkQuery = window.matchMedia("(prefers-color-scheme: dark)");
  let printing = false;
  const theme = () => (darkQuery.matches && !printing ? "dark" : "light");
  const INK = {
    light: { paper: "#ffffff", ink: "#1b1f24", soft: "#57606a", edge: "#7b8694", denied: "#b3140b", claimed: "#6a3fa0", accent: "#0b5cad" },
    dark: { paper: "#14171c", ink: "#e8ebef", soft: "#a5aeb9", edge: "#8a95a3", denied: "#ff7b72", claimed: "#c9a6f5", accent: "#6cb3f5" },
  };
  const ink = () => INK[theme()];
  const lookOf = (i) => looks[entities[i].class];
  /** Fill and line of a sign; a hollow one is told by its line alone, so that has to show the colour. */
  function coloursOf(look) {
    const { fill, line } = palette[look.family][theme()];
    if (!look.hollow) return { fill, line };
    return { fill: ink().paper, line: theme() === "dark" ? fill : line };
  }

  function corners(n, turn, radius = 7) {
    return Array.from({ length: n }, (_, k) => {
      const angle = turn + (k * 2 * Math.PI) / n;
      return `${(8 + radius * Math.cos(angle)).toFixed(2)},${(8 + radius * Math.sin(angle)).toFixed(2)}`;
    }).join(" ");
  }
  const star = () => corners(10, -Math.PI / 2).split(" ").map((corner, k) => {
    if (k % 2 === 0) return corner;
    const [x, y] = corner.split(",").map(Number);
    return `${8 + (x - 8) * 0.45},${8 + (y - 8) * 0.45}`;
  }).join(" ");
  const OUTLINES = {
    square: () => corners(4, Math.PI / 4, 8),
    diamond: () => corners(4, 0),
    triangle: () => corners(3, -Math.PI / 2),
    triangleDown: () => corners(3, Math.PI / 2),
    hexagon: () => corners(6, 0),
    star,
  };
  /** The sign of a class as a small picture. */
  function icon(look) {
    const colours = coloursOf(look);
    const picture = svg("svg", { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" });
    const paint = { fill: colours.fill, stroke: colours.line, "stroke-width": look.hollow ? 2 : 1.2 };
    const outline = OUTLINES[look.shape];
    picture.append(outline ? svg("polygon", { points: outline(), ...paint }) : svg("circle", { cx: 8, cy: 8, r: 6, ...paint }));
    return picture;
  }
  /** A piece of line as the canvas draws it. */
  function sample({ dashes = false, colour = ink().edge, sign = "" }) {
    const picture = svg("svg", { class: "icon", viewBox: "0 0 40 14", width: 40, height: 14, "aria-hidden": "true" });
    picture.append(svg("line", { x1: 1, y1: 7, x2: 39, y2: 7, stroke: colour, "stroke-width": 2, ...(dashes ? { "stroke-dasharray": dashes.join(" ") } : {}) }));
    if (sign) {
      const text = svg("text", { x: 20, y: 11.5, "text-anchor": "middle", "font-size": 13, "font-weight": 700, fill: colour, stroke: ink().paper, "stroke-width": 3, "paint-order": "stroke" });
      text.textContent = sign;
      picture.append(text);
    }
    return picture;
  }

  // ---------------------------------------------------------------- which statements and nodes are shown

  const MODALITIES = ["actual", "planned", "necessary", "possible", "conditional", "counterfactual", "asked"];
  const FACETS = ["relation", "modality", "polarity", "source", "document"];
  const FACET_NAMES = { class: "kinds of things", relation: "relations", modality: "modality", polarity: "polarity", source: "sources", document: "documents" };
  const state = { view: "graph", node: null, line: null, statement: null, near: null, hops: 1, confidence: 0, sort: "order", down: false, words: "", rows: 200 };
  const off = Object.fromEntries(["class", ...FACETS].map((facet) => [facet, new Set()]));
  const shown = { nodes: new Set(), drawn: new Set(), statements: new Set(), lines: new Map() };

  const passes = (st) =>
    FACETS.every((facet) => !off[facet].has(st.facets[facet])) && (st.confidence ?? 1) >= state.confidence;
  const classOff = (i) => off.class.has(entities[i].class);
  const mainNodes = (st) => [st.subject, st.object].map((f) => (f ? nodeOf.get(f.entity) : undefined)).filter((i) => i !== undefined);

  /** Node numbers within `hops` lines of `first`, by lines that pass the filters. */
  function around(first, hops, open) {
    const reached = new Set([first]);
    let edge = [first];
    for (let step = 0; step < hops; step++) {
      const next = [];
      for (const i of edge) {
        for (const line of linesAt[i]) {
          const other = line.from === i ? line.to : line.from;
          if (!reached.has(other) && line.statements.some((id) => open.has(id))) { reached.add(other); next.push(other); }
        }
      }
      edge = next;
    }
    return reached;
  }

  function choose() {
    const open = new Set(statements.filter(passes).map((st) => st.id));
    const filtered = open.size < statements.length;
    const near = state.near === null ? null : around(state.near, state.hops, open);
    shown.nodes = new Set();
    entities.forEach((entity, i) => {
      if (classOff(i) || (near && !near.has(i))) return;
      const mine = statementsAt[i];
      const idle = mine.length === 0 && !(entity.documents.length && entity.documents.every((d) => off.document.has(d)));
      if (!filtered || idle || mine.some((st) => open.has(st.id))) shown.nodes.add(i);
    });
    shown.drawn = new Set([...shown.nodes].filter((i) => !aside.has(i)));
    const visible = (i) => shown.nodes.has(i);
    shown.statements = new Set(statements.filter((st) => {
      const ends = mainNodes(st);
      return open.has(st.id) && ends.every(visible) && (near === null || st.nodes.some(visible));
    }).map((st) => st.id));
    shown.lines = new Map();
    for (const line of lines) {
      if (!visible(line.from) || !visible(line.to)) continue;
      const ids = line.statements.filter((id) => open.has(id));
      if (ids.length) shown.lines.set(line.id, ids);
    }
  }

  function reasons() {
    const found = ["class", ...FACETS].filter((facet) => off[facet].size).map((facet) => {
      const names = [...off[facet]].map((key) => facetLabel(facet, key)).sort(compare);
      const listed = names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
      return `${FACET_NAMES[facet]} (${listed})`;
    });
    if (state.confidence > 0) found.push(`confidence below ${Math.round(state.confidence * 100)} %`);
    if (state.near !== null) found.push(`only what is within ${count(state.hops, "step")} of ${entities[state.near].label}`);
    return found;
  }

  function tell() {
    const hiddenNodes = entities.length - shown.nodes.size;
    const hiddenStatements = statements.length - shown.statements.size;
    const why = reasons();
    $("notice").hidden = !why.length;
    if (why.length) {
      $("notice").replaceChildren(
        `Not shown: ${count(hiddenNodes, "thing")} and ${count(hiddenStatements, "statement")}, because of your filters: `, said(why.join("; ")), ". ",
        make("button", { type: "button", cls: "link", id: "reset", onclick: reset }, "Show everything"));
    }
  }

  function reset() {
    Object.values(off).forEach((set) => set.clear());
    state.confidence = 0;
    state.near = null;
    fillFilters();
    refresh();
  }

  function refresh() {
    choose();
    tell();
    paint();
    if (state.view === "table") fillTable();
    fillPanel();
    saveAddress();
  }

  // ---------------------------------------------------------------- the canvas

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
    redraw();
  }
  function hideTip() { hovered = { node: null, line: null }; $("tip").hidden = true; redraw(); }
  const nodeTip = (i) => [make("strong", {}, said(entities[i].label)), make("div", { cls: "small" }, `${lookOf(i).label} · ${count(statementsAt[i].length, "statement")}`)];
  function lineTip(id) {
    const ids = shown.lines.get(id) || lines[id].statements;
    const st = statementOf.get(ids[0]);
    const more = ids.length > 1 ? ` and ${count(ids.length - 1, "more statement")}` : "";
    return [make("div", {}, phrase(st, false)), make("div", {}, chips(st), make("span", { cls: "small" }, more))];
  }

  // ---------------------------------------------------------------- labels on the canvas
  // vis-network draws nodes and lines; labels are set here so that none covers another, at any zoom: the important
  // ones first, each at the first free place around its node, and the rest when zoom makes room.

  const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif';
  const CELL = 48;
  const widths = new Map();
  const DIRECTIONS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u0000-\u001f]/g;
  const wrapped = entities.map((entity) => wrap(entity.label.replace(DIRECTIONS, " ").trim() || "(no name)"));
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

  // ---------------------------------------------------------------- choosing

  function selectNode(i) { Object.assign(state, { node: i, line: null, statement: null }); selected(); }
  function selectLine(id) { Object.assign(state, { node: null, line: id, statement: null }); selected(); }
  function selectStatement(id) {
    const st = statementOf.get(id);
    const line = st.lines.find((l) => shown.lines.has(l));
    Object.assign(state, { node: null, line: line ?? null, statement: id });
    selected();
  }
  function clearSelection() { Object.assign(state, { node: null, line: null, statement: null }); selected(); }

  function selected() {
    const closed = $("panel").hidden;
    const camera = network ? { position: network.getViewPosition(), scale: network.getScale() } : {};
    fillPanel();
    $("panel").scrollTop = 0;
    if (network) mark();
    if (closed === $("panel").hidden) requestAnimationFrame(bringSelected);
    else afterResize = () => { network.moveTo({ ...camera, animation: false }); bringSelected(); };
    if (state.view === "table") markRow();
    saveAddress();
  }

  // ---------------------------------------------------------------- the evidence panel

  /** A thing as a button that leads to its node, or as plain text if it has none. */
  function thing(filler, cls = "") {
    if (filler.statement) {
      const inner = statementOf.get(filler.statement);
      if (!inner) return said(filler.text || "(a statement)");
      return make("span", {}, "“", phrase(inner, true, filler.statement), "”");
    }
    const i = nodeOf.get(filler.entity);
    const name = said(nameOf(filler) || "(nothing)", cls);
    return i === undefined ? name : make("button", { type: "button", cls: "link", onclick: () => selectNode(i) }, name);
  }

  /** A statement in one line: subject, relation, object, the others with their prepositions. */
  function phrase(st, links = true, nested = "") {
    const show = (filler) => (links ? (nested && filler.statement ? said(filler.text || "…") : thing(filler)) : said(nameOf(filler) || "…"));
    const parts = [];
    if (st.subject) parts.push(show(st.subject), " ");
    const words = st.predicate.label.includes(" … ") ? st.predicate.label.split(" … ")[0] : st.predicate.label;
    const relation = make(links ? "button" : "span", { cls: links ? "link relation" : "relation", ...(links ? { type: "button", onclick: () => selectStatement(st.id) } : {}) },
      isDenied(st) ? "✕ " : "", said(words));
    parts.push(relation);
    if (st.object) parts.push(" ", show(st.object));
    for (const { role, marker, filler, slot } of st.people) {
      if (slot === "other") parts.push(` ${marker || `${role}:`} `, show(filler));
    }
    return make("span", { cls: "phrase" }, parts);
  }

  function chips(st) {
    const found = [];
    if (st.polarity === "negative") found.push(make("span", { cls: "chip denied", title: styles.polarity.negative.words }, `✕ ${styles.polarity.negative.label}`));
    const modality = styles.modality[st.facets.modality];
    if (st.facets.modality !== "actual") found.push(make("span", { cls: "chip modal", title: modality?.words || "" }, modality?.label || st.facets.modality));
    if (st.attribution) {
      found.push(make("span", { cls: `chip voice${st.attribution.stance === "denied" ? " denied" : ""}` }, "❝ ", said(sourceOf(st)), ` ${stanceOf(st)}`, outerOf(st.attribution)));
    }
    return make("span", { cls: "chips" }, found);
  }

  /** Who is said to say so: the sources of the source. */
  const outerOf = (attribution) => (attribution?.outer ? [", as ", said(nameOf(attribution.outer.source) || "somebody"), " says", outerOf(attribution.outer)] : null);

  function inWords(st) {
    const sentences = [];
    sentences.push(styles.modality[st.facets.modality]?.words || `Presented as ${st.facets.modality}.`);
    if (st.polarity === "negative") sentences.push(styles.polarity.negative.words);
    if (st.attribution) sentences.push(`It is ${sourceOf(st)} who ${stanceOf(st)}, not the text itself.`);
    return sentences.join(" ");
  }

  const bare = (text) => text.toLowerCase().replace(/^(the|a|an) /, "");

  /** The sentence with the participants of the statement marked. */
  function sentence(st, evidence) {
    const chars = points(evidence.text || "");
    const marks = st.people.map((p) => ({ ...p.filler, cls: p.slot }));
    if (st.attribution?.source) marks.push({ ...st.attribution.source, cls: "source" });
    (st.cues || []).forEach((cue) => marks.push({ start: cue.start, end: cue.end, cls: cue.aspect === "polarity" ? "cue polarity" : "cue" }));
    if (st.predicate.start !== undefined) marks.push({ ...st.predicate, label: st.predicate.text, cls: "predicate" });
    const inside = marks.filter((m) => Number.isInteger(m.start) && m.start >= evidence.start && m.end <= evidence.end && m.end > m.start)
      .map((m) => ({ ...m, from: m.start - evidence.start, to: m.end - evidence.start }))
      .sort((a, b) => (a.to - a.from) - (b.to - b.from));
    const owner = new Array(chars.length).fill(null); // the shortest mark wins where marks lie in each other
    inside.forEach((m) => { for (let k = m.from; k < m.to; k++) owner[k] ??= m; });
    const parts = [];
    for (let k = 0; k < chars.length;) {
      const m = owner[k];
      let end = k;
      while (end < chars.length && owner[end] === m) end++;
      const text = cut(chars, k, end);
      parts.push(m ? make("mark", { cls: m.cls }, text) : text);
      const meant = m && m.cls !== "predicate" && end === m.to && m.label && !m.statement && bare(cut(chars, m.from, m.to)) !== bare(m.label);
      if (meant) parts.push(make("span", { cls: "meant" }, " [", said(m.label), "]"));
      k = end;
    }
    return make("blockquote", { cls: "said", dir: "auto" }, parts);
  }

  function tags(st) {
    const found = st.people.map(({ slot, role, marker, filler }) => {
      const value = filler.value && filler.value !== filler.text ? ` (${filler.value})` : "";
      return make("span", { cls: `tag ${slot}` }, make("span", { cls: "role" }, marker ? `${role} (${marker}) ` : `${role} `), said(nameOf(filler) || filler.text || "…"), value);
    });
    if (st.attribution?.source) found.push(make("span", { cls: "tag source" }, make("span", { cls: "role" }, `${stanceOf(st)} `), said(sourceOf(st))));
    return make("div", { cls: "tags" }, found);
  }

  function card(st, here = false) {
    const percent = st.confidence === undefined || st.confidence === null ? "" : ` · confidence ${Math.round(st.confidence * 100)} %`;
    const hidden = shown.statements.has(st.id) ? null : make("div", { cls: "meta" }, "(hidden in graph and table by your filters)");
    const quotes = (st.evidence || []).map((evidence) => [
      sentence(st, evidence),
      make("div", { cls: "meta" }, said(titleOf(evidence.document)), dated(evidence.document), percent),
    ]);
    if (!quotes.length) quotes.push(make("div", { cls: "meta" }, `No sentence is recorded.${percent}`));
    return make("article", { cls: here ? "card here" : "card" }, make("div", { cls: "head" }, phrase(st), " ", chips(st)), quotes, tags(st), how(st), hidden);
  }

  function how(st) {
    const shares = Object.entries(st.confidence_parts || {}).map(([name, value]) => `${name} ${Math.round(value * 100)} %`).join(", ");
    const known = st.minted ? "made from the words of the text: the lexicon does not know them" : "from the ontology";
    const plain = st.asserted === true ? "Also in the graph as a plain fact." : st.asserted === false ? "Not in the graph as a plain fact." : "";
    return make("details", {}, make("summary", {}, "How this was read"), make("p", {}, said(inWords(st)), " ", plain),
      make("p", {}, "Words: ", said(st.predicate.text || st.predicate.lemma || "–"), " · property ", said(st.predicate.property || "–"), st.predicate.event ? [" · event ", said(st.predicate.event)] : null, ` (${known})`),
      make("p", {}, "Rule ", said((st.rules?.length ? st.rules.join(", ") : st.rule) || "–"), shares ? ` · confidence from ${shares}` : "", " · ", said(st.id)));
  }

  function fillPanel() {
    const panel = $("panel");
    const content = state.node !== null ? nodePanel(state.node) : state.statement !== null ? statementPanel(statementOf.get(state.statement))
      : state.line !== null ? linePanel(lines[state.line]) : null;
    panel.hidden = !content;
    const close = make("button", { type: "button", cls: "close", "aria-label": "Close the evidence", onclick: clearSelection }, "×");
    panel.replaceChildren(...(content ? [close, ...content.flat(Infinity).filter(Boolean)] : []));
  }

  const shownPart = (list) => {
    const visible = list.filter((st) => shown.statements.has(st.id));
    return [visible, list.length - visible.length];
  };

  function nodePanel(i) {
    const entity = entities[i];
    const look = lookOf(i);
    const facts = make("dl");
    const fact = (name, ...value) => facts.append(make("dt", {}, name), make("dd", {}, ...value));
    const kinds = { named: "has a name in the text", concept: "described, not named", value: "a value" };
    fact("Class", icon(look), " ", said(look.label), kinds[entity.kind] ? ` · ${kinds[entity.kind]}` : "");
    if (entity.value) fact("Value", said(entity.value));
    const others = entity.aliases.filter((alias) => alias !== entity.label);
    if (others.length) fact("Also called", ...join(others.map((alias) => said(alias))));
    if (entity.links.length) fact("Identifiers", entity.links.map((link) => make("div", {}, said(link.iri ?? link), link.certain ? " (the same)" : " (perhaps the same)", link.reason ? make("span", { cls: "small" }, " ", said(link.reason)) : null)));
    fact("Id", said(entity.id));
    const times = entity.mentioned.reduce((sum, [, n]) => sum + n, 0);
    if (times) fact("Mentioned", `${count(times, "time")} in ${count(entity.mentioned.length, "document")}: `, ...join(entity.forms.slice(0, 8).map(([form, n]) => make("span", {}, "“", said(form), n > 1 ? `” ×${n}` : "”"))), entity.forms.length > 8 ? ` and ${entity.forms.length - 8} more forms` : "");
    if (entity.documents.length) fact("Documents", entity.documents.map((d) => make("div", {}, said(titleOf(d)), dated(d))));
    const [visible, hidden] = shownPart(statementsAt[i]);
    const inGraph = aside.has(i) ? make("p", { cls: "small" }, "Not drawn: no arrow leads to it.") : shown.nodes.has(i) ? null : make("p", { cls: "small" }, "Your filters hide this in the graph. ", make("button", { type: "button", cls: "link", onclick: reset }, "Show everything"));
    return [
      make("h2", {}, said(entity.label)), inGraph, facts, nodeActions(i),
      make("h3", {}, `${count(visible.length, "statement")}${hidden ? `, ${hidden} more hidden by your filters` : ""}`),
      ...grouped(i, visible).flatMap(([heading, list]) => [make("h3", {}, heading, list.length > 1 ? ` (${list.length})` : ""), ...list.map((st) => card(st))]),
    ];
  }

  const join = (parts) => parts.flatMap((part, k) => (k ? [", ", part] : [part]));

  function nodeActions(i) {
    const only = state.near === i;
    const look = (hops) => () => { state.near = i; state.hops = hops; refresh(); fit(); };
    return make("div", { cls: "actions" },
      make("button", { type: "button", "aria-pressed": String(only && state.hops === 1), onclick: look(1) }, "Only its neighbours"),
      make("button", { type: "button", "aria-pressed": String(only && state.hops === 2), onclick: look(2) }, "Two steps"),
      state.near !== null ? make("button", { type: "button", onclick: () => { state.near = null; refresh(); fit(); } }, "Whole graph") : null);
  }

  /** Statements of a node by relation and by the part that the node plays: [[heading, statements], …]. */
  function grouped(i, list) {
    const groups = new Map();
    const add = (key, heading, st) => { if (!groups.has(key)) groups.set(key, [heading, []]); groups.get(key)[1].push(st); };
    const name = entities[i].label;
    for (const st of list) {
      const mine = st.people.find((p) => nodeOf.get(p.filler.entity) === i);
      const relation = st.predicate.label;
      if (!mine) add(`3 says`, ["What ", said(name), " says"], st);
      else if (mine.slot === "subject") add(`0 ${relation}`, [said(name), ` ${relation} …`], st);
      else if (mine.slot === "object") add(`1 ${relation}`, [`… ${relation} `, said(name)], st);
      else add(`2 ${relation} ${mine.marker || mine.role}`, [`… ${relation} … ${mine.marker || `(${mine.role})`} `, said(name)], st);
    }
    return [...groups.entries()].sort(([a], [b]) => compare(a, b)).map(([, group]) => group);
  }

  const claimOf = (st) => JSON.stringify([st.subject?.entity ?? st.subject?.text, st.predicate.property || st.predicate.label, st.object?.entity ?? st.object?.text ?? st.object?.statement ?? null]);

  /** Further statements of the same claim, parted into those that agree and those that do not. */
  function companions(list) {
    const claims = new Set(list.filter((st) => st.subject && st.object).map(claimOf));
    const rest = statements.filter((st) => !list.includes(st) && claims.has(claimOf(st)));
    const denied = isDenied(list[0]);
    return [rest.filter((st) => Boolean(isDenied(st)) === Boolean(denied)), rest.filter((st) => Boolean(isDenied(st)) !== Boolean(denied))];
  }

  function evidenceOf(heading, list, missing = 0) {
    const [agreeing, opposed] = companions(list);
    const inside = statements.filter((st) => list.some((s) => s.people.some((p) => p.filler.statement === st.id)) && !list.includes(st));
    const outside = statements.filter((st) => st.people.some((p) => p.filler.statement && list.some((s) => s.id === p.filler.statement)) && !list.includes(st));
    const section = (words, part) => (part.length ? [make("h3", {}, `${words} (${part.length})`), ...part.map((st) => card(st))] : []);
    return [
      make("h2", {}, heading),
      make("h3", {}, `${count(list.length, "statement")}${missing ? `, ${missing} more hidden by your filters` : ""}`),
      ...list.map((st) => card(st, true)),
      ...section("Elsewhere, the opposite", opposed), ...section("Elsewhere, the same", agreeing),
      ...section("What is said there", inside), ...section("Said in", outside),
    ];
  }

  function linePanel(line) {
    const ids = shown.lines.get(line.id) || line.statements;
    const list = ids.map((id) => statementOf.get(id)).filter(Boolean);
    if (!list.length) return [make("h2", {}, said(line.label)), make("p", {}, "No record of this statement is in the page.")];
    const end = (i) => make("button", { type: "button", cls: "link", onclick: () => selectNode(i) }, said(entities[i].label));
    return evidenceOf([end(line.from), " ", line.denied ? "✕ " : "", said(line.label), " ", end(line.to)], list, line.statements.length - ids.length);
  }
  const statementPanel = (st) => evidenceOf([phrase(st, true)], [st]);

  // ---------------------------------------------------------------- search

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const index = entities.map((entity) => [entity.label, ...entity.aliases].map((name) => [name, plain(name)]));
  const LIMIT = 12;
  let active = -1;

  function rank(name, wanted) {
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    const at = name.indexOf(wanted);
    if (at < 0) return 9;
    return /[\s\-'’.("“]/.test(name[at - 1]) ? 2 : 3;
  }

  function find(text) {
    const wanted = plain(text.trim());
    if (!wanted) return [];
    const hits = [];
    index.forEach((names, i) => {
      let best = 9;
      let matched = "";
      names.forEach(([name, key], k) => { const r = rank(key, wanted) + (k ? 0.5 : 0); if (r < best) { best = r; matched = name; } });
      if (best < 9) hits.push({ i, best, matched });
    });
    return hits.sort((a, b) => a.best - b.best || importance[b.i] - importance[a.i] || a.i - b.i);
  }

  function suggest() {
    const text = $("search").value;
    const hits = find(text);
    const list = $("suggestions");
    active = -1;
    const rows = hits.slice(0, LIMIT).map(({ i, matched }, k) => make("li", { role: "option", id: `hit-${k}`, "aria-selected": "false", "data-node": String(i), onmousedown: (event) => { event.preventDefault(); take(i); } },
      icon(lookOf(i)), said(entities[i].label), matched !== entities[i].label ? make("span", { cls: "small" }, "also ", said(matched)) : null,
      make("span", { cls: "small" }, lookOf(i).label)));
    if (text.trim() && !hits.length) rows.push(make("li", { cls: "note", role: "option", "aria-disabled": "true" }, "Nothing of that name. The table can be searched for any word."));
    if (hits.length > LIMIT) rows.push(make("li", { cls: "note", role: "option", "aria-disabled": "true" }, `and ${hits.length - LIMIT} more: write more of the name`));
    list.replaceChildren(...rows);
    list.hidden = !rows.length;
    $("search").setAttribute("aria-expanded", String(!list.hidden));
    $("search").removeAttribute("aria-activedescendant");
  }

  function take(i) {
    $("suggestions").hidden = true;
    $("search").setAttribute("aria-expanded", "false");
    $("search").value = entities[i].label;
    selectNode(i);
  }

  function searchKey(event) {
    const options = [...$("suggestions").querySelectorAll("[data-node]")];
    if (event.key === "Escape") { $("suggestions").hidden = true; $("search").setAttribute("aria-expanded", "false"); return; }
    if (event.key === "Enter") { const option = options[Math.max(active, 0)]; if (option) take(Number(option.dataset.node)); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    if (!options.length) return;
    active = (active + (event.key === "ArrowDown" ? 1 : options.length - 1 + (active < 0 ? 1 : 0))) % options.length;
    options.forEach((option, k) => option.setAttribute("aria-selected", String(k === active)));
    options[active].scrollIntoView({ block: "nearest" });
    $("search").setAttribute("aria-activedescendant", options[active].id);
  }

  // ---------------------------------------------------------------- legend and filters

  function facetLabel(facet, key) {
    if (facet === "class") return looks[key].label;
    if (facet === "modality") return styles.modality[key]?.label || key;
    if (facet === "polarity") return styles.polarity[key].label;
    if (facet === "document") return key ? titleOf(key) : "unknown document";
    return key;
  }
  function facetIcon(facet, key) {
    if (facet === "class") return icon(looks[key]);
    if (facet === "modality") return sample({ dashes: styles.modality[key] ? styles.modality[key].dashes : [4, 4] });
    if (facet === "polarity") return key === "negative" ? sample({ colour: ink().denied, sign: "✕" }) : sample({});
    if (facet === "source") return key === OWN_VOICE ? sample({}) : sample({ colour: ink().claimed, sign: "❝" });
    return null;
  }

  function facetCounts(facet) {
    const counts = new Map();
    const keys = facet === "class" ? entities.map((entity) => entity.class) : statements.map((st) => st.facets[facet]);
    keys.forEach((key) => counts.set(key, (counts.get(key) || 0) + 1));
    return [...counts.entries()].sort(([a, m], [b, n]) => {
      if (facet === "source" && (a === OWN_VOICE) !== (b === OWN_VOICE)) return a === OWN_VOICE ? -1 : 1;
      if (facet === "document") return compare(dateOf(a) || "9999", dateOf(b) || "9999") || compare(titleOf(a), titleOf(b));
      if (facet === "modality") return MODALITIES.indexOf(a) - MODALITIES.indexOf(b) || compare(a, b);
      if (facet === "polarity") return compare(b, a);
      return n - m || compare(a, b);
    });
  }

  function facetGroup(facet, heading, note, open) {
    const counts = facetCounts(facet);
    if (!counts.length) return null;
    const set = (keys) => { off[facet].clear(); keys.forEach((key) => off[facet].add(key)); fillFilters(); refresh(); };
    const rows = counts.map(([key, n]) => {
      const toggle = (event) => { if (event.target.checked) off[facet].delete(key); else off[facet].add(key); event.target.closest(".row").classList.toggle("off", !event.target.checked); refresh(); };
      const name = facetLabel(facet, key);
      return make("li", { cls: off[facet].has(key) ? "row off" : "row" },
        make("label", {}, make("input", { type: "checkbox", checked: !off[facet].has(key), onchange: toggle, "data-facet": facet, "data-key": key }), facetIcon(facet, key),
          make("span", { cls: "name", title: name }, said(name)), make("span", { cls: "count" }, n.toLocaleString("en"))),
        counts.length > 1 ? make("button", { type: "button", cls: "link only", "aria-label": `Only ${name}`, onclick: () => set(counts.map(([k]) => k).filter((k) => k !== key)) }, "only") : null);
    });
    const both = counts.length > 2 ? make("div", { cls: "both" }, make("button", { type: "button", cls: "link", onclick: () => set([]) }, "all"), make("button", { type: "button", cls: "link", onclick: () => set(counts.map(([k]) => k)) }, "none")) : null;
    return make("details", { cls: "group", open: unfolded.get(facet) ?? open, "data-group": facet, ontoggle: (event) => unfolded.set(facet, event.target.open) },
      make("summary", {}, heading, " ", make("span", { cls: "small" }, note)), both, make("ul", {}, rows));
  }
  const unfolded = new Map();

  function confidenceGroup() {
    const values = statements.map((st) => st.confidence).filter((value) => typeof value === "number");
    if (!values.length || Math.min(...values) === Math.max(...values)) return null;
    const shownValue = make("output", { for: "confidence" }, `${Math.round(state.confidence * 100)} %`);
    const slide = (event) => { state.confidence = Number(event.target.value) / 100; shownValue.textContent = `${event.target.value} %`; refresh(); };
    return make("details", { cls: "group", open: state.confidence > 0 }, make("summary", {}, "Confidence"),
      make("label", { cls: "row" }, "at least ", make("input", { id: "confidence", type: "range", min: "0", max: "100", step: "5", value: String(Math.round(state.confidence * 100)), oninput: slide }), shownValue));
  }

  function fillFilters() {
    const close = make("button", { type: "button", id: "filters-done", cls: "narrow", onclick: () => openFilters(false) }, "Done");
    const groups = [
      facetGroup("class", "Things", "larger: more important", true),
      facetGroup("modality", "Arrows", "how the text presents it", true),
      facetGroup("polarity", "Affirmed or denied", "", true),
      facetGroup("source", "Who says it", "", entities.length < 400),
      facetGroup("relation", "Relations", "", false),
      facetGroup("document", "Documents", "", false),
      confidenceGroup(),
    ];
    $("filters").replaceChildren(...groups.filter(Boolean), close);
    close.hidden = !window.matchMedia("(max-width: 760px)").matches;
  }
  function openFilters(open) {
    $("filters").classList.toggle("open", open);
    $("show-filters").setAttribute("aria-expanded", String(open));
  }

  // ---------------------------------------------------------------- the table

  const others = (st) => st.people.filter((p) => p.slot === "other").map((p) => `${p.marker || `${p.role}:`} ${nameOf(p.filler)}`).join(", ");
  const whenOf = (st) => (st.time ? st.time.value || st.time.text || "" : "");
  const howOf = (st) => [st.polarity === "negative" ? styles.polarity.negative.label : "", st.facets.modality === "actual" ? "" : facetLabel("modality", st.facets.modality)].filter(Boolean).join(", ") || styles.modality.actual.label;
  const objectOf = (st) => (st.object ? (st.object.statement ? st.object.text || "(a statement)" : nameOf(st.object)) : "");
  const voiceOf = (st) => (st.attribution ? `${sourceOf(st)} ${stanceOf(st)}` : OWN_VOICE);
  const sentencesOf = (st) => (st.evidence || []).map((evidence) => evidence.text || "").join(" ");
  const COLUMNS = [
    { key: "subject", name: "Who or what", text: (st) => nameOf(st.subject), cell: (st) => (st.subject ? [thing(st.subject)] : []) },
    { key: "relation", name: "Relation", text: (st) => st.predicate.label, cell: (st) => [make("button", { type: "button", cls: "link relation", onclick: () => selectStatement(st.id) }, isDenied(st) ? "✕ " : "", said(st.predicate.label))] },
    { key: "object", name: "What or whom", text: objectOf, cell: (st) => (st.object ? [thing(st.object)] : []) },
    { key: "others", name: "With", text: others, cell: (st) => st.people.filter((p) => p.slot === "other").map((p) => make("div", {}, make("span", { cls: "small" }, `${p.marker || p.role} `), thing(p.filler))) },
    { key: "how", name: "How", text: howOf, cell: (st) => [howOf(st)] },
    { key: "voice", name: "Who says it", text: voiceOf, cell: (st) => [said(voiceOf(st))] },
    { key: "when", name: "When", text: whenOf, cell: (st) => (whenOf(st) ? [said(whenOf(st))] : []) },
    { key: "order", name: "Sentence and document", text: (st) => st.order, cls: "sentence", cell: (st) => [said(sentencesOf(st)), Object.keys(documents).length > 1 ? make("div", { cls: "small" }, said(titleOf(st.document)), dated(st.document)) : null] },
    { key: "confidence", name: "Conf.", text: (st) => st.confidence ?? -1, cell: (st) => [typeof st.confidence === "number" ? `${Math.round(st.confidence * 100)} %` : ""] },
  ];

  function tableRows() {
    const column = COLUMNS.find((c) => c.key === state.sort);
    const words = plain(state.words).split(/\s+/).filter(Boolean);
    const texts = (st) => plain([nameOf(st.subject), st.predicate.label, objectOf(st), others(st), howOf(st), voiceOf(st), whenOf(st), sentencesOf(st), titleOf(st.document)].join(" "));
    const list = statements.filter((st) => shown.statements.has(st.id) && (!words.length || words.every((word) => texts(st).includes(word))));
    const sign = state.down ? -1 : 1;
    return list.sort((a, b) => {
      const [x, y] = [column.text(a), column.text(b)];
      if ((x === "") !== (y === "")) return x === "" ? 1 : -1; // empty cells last, whichever way
      return sign * (typeof x === "number" ? x - y : compare(x, y)) || a.order - b.order;
    });
  }

  function buildTable() {
    const heads = COLUMNS.map(({ key, name }) => make("th", { scope: "col", "data-column": key }, make("button", { type: "button", onclick: () => sortBy(key) }, name)));
    $("table-view").replaceChildren(
      make("div", { cls: "bar" },
        make("label", { cls: "unseen", for: "words" }, "Find words in the statements"),
        make("input", { id: "words", type: "search", placeholder: "Find words in the statements", value: state.words, oninput: (event) => { state.words = event.target.value; state.rows = 200; fillTable(); saveAddress(); } }),
        make("span", { id: "table-count", role: "status" }),
        make("button", { type: "button", id: "save-csv", onclick: saveCsv }, "Save CSV")),
      make("table", {}, make("caption", { cls: "unseen" }, "Statements"), make("thead", {}, make("tr", {}, heads)), make("tbody", { id: "rows" })),
      make("div", { cls: "more", id: "more" }));
  }

  function sortBy(key) {
    state.down = state.sort === key ? !state.down : false;
    state.sort = key;
    fillTable();
    saveAddress();
  }

  function fillTable() {
    if (!$("rows")) buildTable();
    const list = tableRows();
    const part = list.slice(0, state.rows);
    $("rows").replaceChildren(...part.map((st) => make("tr", { "data-statement": st.id, cls: st.id === state.statement ? "here" : "" },
      COLUMNS.map(({ key, name, cls, cell }) => make("td", { cls: cls || key, "data-label": name }, cell(st))))));
    $("rows").querySelectorAll("td").forEach((td) => { if (!td.hasChildNodes()) td.removeAttribute("data-label"); });
    document.querySelectorAll("th[data-column]").forEach((th) => {
      const mine = th.dataset.column === state.sort;
      th.setAttribute("aria-sort", mine ? (state.down ? "descending" : "ascending") : "none");
      th.firstChild.textContent = COLUMNS.find((c) => c.key === th.dataset.column).name + (mine ? (state.down ? " ▾" : " ▴") : "");
    });
    $("table-count").textContent = `${count(list.length, "statement")} of ${statements.length.toLocaleString("en")}`;
    const rest = list.length - part.length;
    $("more").replaceChildren(...(rest > 0 ? [make("button", { type: "button", onclick: () => { state.rows += 400; fillTable(); } }, `Show more (${rest.toLocaleString("en")} not listed yet)`)] : []));
  }
  const markRow = () => document.querySelectorAll("#rows tr").forEach((row) => row.classList.toggle("here", row.dataset.statement === state.statement));

  function save(name, blob) {
    const link = make("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 5000);
  }
  function saveCsv() {
    // A spreadsheet must not take a text for a formula.
    const quote = (value) => `"${String(value).replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
    const rows = tableRows().map((st) => [...COLUMNS.map((c) => (c.key === "order" ? sentencesOf(st) : c.text(st))), titleOf(st.document), dateOf(st.document), st.id]);
    const names = [...COLUMNS.map((c) => (c.key === "order" ? "Sentence" : c.name)), "Document", "Date", "Statement"];
    save("statements.csv", new Blob(["\ufeff", [names, ...rows].map((row) => row.map(quote).join(",")).join("\r\n"), "\r\n"], { type: "text/csv" }));
  }
  function savePicture() {
    const from = $("canvas").querySelector("canvas");
    const to = make("canvas", { width: from.width, height: from.height });
    const ctx = to.getContext("2d");
    ctx.fillStyle = ink().paper;
    ctx.fillRect(0, 0, to.width, to.height);
    ctx.drawImage(from, 0, 0);
    to.toBlob((blob) => save("graph.png", blob));
  }

  // ---------------------------------------------------------------- views and address

  function show(view) {
    state.view = view;
    $("graph-view").hidden = view !== "graph";
    $("table-view").hidden = view !== "table";
    $("show-graph").setAttribute("aria-pressed", String(view === "graph"));
    $("show-table").setAttribute("aria-pressed", String(view === "table"));
    if (view === "table") fillTable();
    else if (network) { redraw(); }
    saveAddress();
  }

  let loading = false;
  let own = "";
  /** Write what is looked at into the address, so that it can be passed on. */
  function saveAddress() {
    if (loading) return;
    const parts = new URLSearchParams();
    if (state.view !== "graph") parts.set("view", state.view);
    if (state.node !== null) parts.set("node", entities[state.node].id);
    const st = state.statement ?? (state.line !== null ? lines[state.line].statements[0] : null);
    if (st) parts.set("statement", st);
    Object.entries(off).forEach(([facet, set]) => [...set].sort().forEach((key) => parts.append(`no-${facet}`, key)));
    if (state.confidence) parts.set("confidence", String(state.confidence));
    if (state.near !== null) { parts.set("near", entities[state.near].id); parts.set("hops", String(state.hops)); }
    if (state.words) parts.set("words", state.words);
    if (state.sort !== "order" || state.down) parts.set("sort", (state.down ? "-" : "") + state.sort);
    own = parts.toString();
    try { history.replaceState(null, "", own ? `#${own}` : location.pathname + location.search); } catch { /* an address that may not be changed */ }
  }

  function loadAddress() {
    loading = true;
    const parts = new URLSearchParams(location.hash.slice(1));
    const node = nodeOf.get(parts.get("node"));
    const st = statementOf.get(parts.get("statement"));
    Object.entries(off).forEach(([facet, set]) => { set.clear(); parts.getAll(`no-${facet}`).forEach((key) => set.add(key)); });
    [...off.class].filter((key) => !looks[key]).forEach((key) => off.class.delete(key));
    [...off.polarity].filter((key) => !styles.polarity[key]).forEach((key) => off.polarity.delete(key));
    const near = nodeOf.get(parts.get("near"));
    const sort = (parts.get("sort") || "order").replace(/^-/, "");
    Object.assign(state, {
      node: node ?? null, line: null, statement: null, near: near ?? null, hops: parts.get("hops") === "2" ? 2 : 1,
      confidence: Math.min(Math.max(Number(parts.get("confidence")) || 0, 0), 1), words: parts.get("words") || "",
      sort: COLUMNS.some((c) => c.key === sort) ? sort : "order", down: (parts.get("sort") || "").startsWith("-"),
    });
    choose();
    if (st && node === undefined) { state.statement = st.id; state.line = st.lines.find((l) => shown.lines.has(l)) ?? null; }
    fillFilters();
    show(parts.get("view") === "table" ? "table" : "graph");
    if ($("words")) $("words").value = state.words;
    refresh();
    loading = false;
  }

  // ---------------------------------------------------------------- start

  function describe() {
    const lone = statements.filter((st) => !st.lines.length).length;
    const values = aside.size ? ` (${aside.size.toLocaleString("en")} of them dates or amounts without an arrow: not drawn)` : "";
    const without = lone ? ` (${lone.toLocaleString("en")} without an arrow: see “Statements”)` : "";
    $("counts").textContent = [count(entities.length, "thing") + values, count(statements.length, "statement") + without, count(Object.keys(documents).length, "document")].join(" · ");
    $("reading").textContent = READING;
  }

  function start() {
    describe();
    fillFilters();
    if (entities.length) startCanvas();
    else {
      $("empty").hidden = false;
      $("tools").hidden = true;
      $("reading").hidden = true;
      $("empty").textContent = statements.length
        ? "No thing was found that could be drawn.\nThe view “Statements” lists what was read."
        : "There is nothing to show: no statement was found in what was read.\nThe file report.md, beside this page, says why.";
    }
    $("search").addEventListener("input", suggest);
    $("search").addEventListener("focus", suggest);
    $("search").addEventListener("keydown", searchKey);
    $("search").addEventListener("blur", () => { $("suggestions").hidden = true; });
    $("show-graph").addEventListener("click", () => show("graph"));
    $("show-table").addEventListener("click", () => show("table"));
    $("skip").addEventListener("click", (event) => { event.preventDefault(); show("table"); $("table-view").focus(); });
    $("show-filters").addEventListener("click", () => openFilters(!$("filters").classList.contains("open")));
    $("zoom-in").addEventListener("click", () => zoom(1.35));
    $("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
    $("fit").addEventListener("click", fit);
    $("save-picture").addEventListener("click", savePicture);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !$("panel").hidden && event.target.id !== "search") clearSelection();
      if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { event.preventDefault(); $("search").focus(); }
    });
    const retheme = () => { fillFilters(); styled.clear(); paint(); };
    darkQuery.addEventListener("change", retheme);
    window.addEventListener("beforeprint", () => { printing = true; state.rows = statements.length; retheme(); fillTable(); });
    window.addEventListener("afterprint", () => { printing = false; state.rows = 200; retheme(); });
    window.addEventListener("hashchange", () => { if (location.hash.slice(1) !== own) loadAddress(); });
    if (location.hash.length > 1) loadAddress(); else refresh();
    if (network && !$("panel").hidden) afterResize = () => { fit(); bringSelected(); };
    document.documentElement.dataset.ready = "yes";
  }

  start();
})();
