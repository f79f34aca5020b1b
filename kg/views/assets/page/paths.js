// Shortest paths between two things, along the lines that pass the filters.

const LISTED = 20;
const route = { from: null, to: null, directed: false, quiet: false };
let trails = null; // { count, list: [[node, …]], lines: Set, nodes: Set, statements: Set } while both ends are known
let adjacent = null; // who is beside whom, in arrays: made at the first question

/** Neighbours in arrays: those of node i stand at start[i] … start[i + 1]; `way` is 1 with the arrow, -1 against it. */
function besides() {
  if (adjacent) return adjacent;
  const start = new Int32Array(entities.length + 1);
  const real = lines.filter((line) => line.from !== line.to);
  for (const line of real) { start[line.from + 1]++; start[line.to + 1]++; }
  for (let i = 0; i < entities.length; i++) start[i + 1] += start[i];
  const at = start.slice();
  const other = new Int32Array(real.length * 2);
  const by = new Int32Array(real.length * 2);
  const way = new Int8Array(real.length * 2);
  const put = (i, j, line, direction) => { const k = at[i]++; other[k] = j; by[k] = line; way[k] = direction; };
  for (const line of real) { put(line.from, line.to, line.id, 1); put(line.to, line.from, line.id, -1); }
  adjacent = { start, other, by, way };
  return adjacent;
}

/** A heap of (cost, node), the cheapest first. */
class Heap {
  constructor() { this.costs = []; this.nodes = []; }
  push(cost, node) {
    const { costs, nodes } = this;
    let k = costs.length;
    while (k > 0) {
      const up = (k - 1) >> 1;
      if (costs[up] <= cost) break;
      costs[k] = costs[up]; nodes[k] = nodes[up]; k = up;
    }
    costs[k] = cost; nodes[k] = node;
  }
  pop() {
    const { costs, nodes } = this;
    const [cost, node] = [costs[0], nodes[0]];
    const [last, lastNode] = [costs.pop(), nodes.pop()];
    const size = costs.length;
    if (size) {
      let k = 0;
      for (;;) {
        let down = 2 * k + 1;
        if (down >= size) break;
        if (down + 1 < size && costs[down + 1] < costs[down]) down++;
        if (costs[down] >= last) break;
        costs[k] = costs[down]; nodes[k] = nodes[down]; k = down;
      }
      costs[k] = last; nodes[k] = lastNode;
    }
    return [cost, node];
  }
}

/** Cost of getting from `from` to each node, until `to` is settled. Each step costs 1; with `quiet`, more at a node
 * with many lines: 1 + log2 of how many (after the degree-weighted paths of Faust et al. 2010, doi:10.1093/bioinformatics/btq105). */
function costsFrom(from, to, usable, quiet) {
  const { start, other } = besides();
  const costs = new Float64Array(entities.length).fill(Infinity);
  const price = quiet ? (i) => (i === to ? 1 : 1 + Math.log2(Math.max(1, start[i + 1] - start[i]))) : () => 1;
  costs[from] = 0;
  if (!quiet) { // in the order of steps
    const queue = new Int32Array(entities.length);
    let [head, tail] = [0, 1];
    queue[0] = from;
    while (head < tail) {
      const i = queue[head++];
      if (costs[i] >= costs[to]) break;
      for (let k = start[i]; k < start[i + 1]; k++) {
        if (costs[other[k]] === Infinity && usable(k, other[k])) { costs[other[k]] = costs[i] + 1; queue[tail++] = other[k]; }
      }
    }
    return { costs, price };
  }
  const heap = new Heap();
  heap.push(0, from);
  while (heap.costs.length) {
    const [cost, i] = heap.pop();
    if (cost > costs[i]) continue;
    if (cost > costs[to]) break;
    for (let k = start[i]; k < start[i + 1]; k++) {
      const j = other[k];
      const sum = cost + price(j);
      if (sum < costs[j] - 1e-9 && usable(k, j)) { costs[j] = sum; heap.push(sum, j); }
    }
  }
  return { costs, price };
}

/** All shortest paths as lists of nodes, at most `limit` of them, and how many there are. */
function shortestPaths(from, to, open, limit = LISTED) {
  const { start, other, by, way } = besides();
  const passing = new Int8Array(lines.length).fill(-1);
  const opened = (line) => { if (passing[line] < 0) passing[line] = ordersAt[line].some(open) ? 1 : 0; return passing[line] === 1; };
  const usable = (k, j) => !nodeFailedBy[j] && !(route.directed && way[k] < 0) && opened(by[k]);
  const { costs, price } = costsFrom(from, to, usable, route.quiet);
  if (costs[to] === Infinity) return { count: 0, list: [] };
  const before = (j) => { // the nodes from which j is reached at its cost
    const found = new Set();
    for (let k = start[j]; k < start[j + 1]; k++) {
      const i = other[k];
      if (Math.abs(costs[i] + price(j) - costs[j]) < 1e-9 && (i === from || !nodeFailedBy[i]) && !(route.directed && way[k] > 0) && opened(by[k])) found.add(i);
    }
    return [...found].sort((a, b) => importance[b] - importance[a] || a - b);
  };
  const known = new Map();
  const sources = (j) => { if (!known.has(j)) known.set(j, before(j)); return known.get(j); };
  const counts = new Map([[from, 1]]);
  const reached = [to];
  for (let head = 0, seen = new Set(reached); head < reached.length; head++) {
    if (reached[head] !== from) for (const i of sources(reached[head])) if (!seen.has(i)) { seen.add(i); reached.push(i); }
  }
  reached.sort((a, b) => costs[a] - costs[b]).forEach((j) => { if (j !== from) counts.set(j, sources(j).reduce((sum, i) => sum + (counts.get(i) || 0), 0)); });
  const list = [];
  const walk = (j, rest) => {
    if (list.length >= limit) return;
    if (j === from) { list.push([from, ...rest]); return; }
    for (const i of sources(j)) walk(i, [j, ...rest]);
  };
  walk(to, []);
  return { count: counts.get(to), list };
}

/** The lines from one thing to the next: [line, …], those that pass. */
const linesBetween = (i, j, open) => linesAt[i].filter((line) => (line.from === i ? line.to : line.from) === j && !(route.directed && line.from !== i) && ordersAt[line.id].some(open));

function findTrails(open) {
  const { count: n, list } = shortestPaths(route.from, route.to, open);
  trails = { count: n, list, steps: list.map((nodes) => nodes.slice(1).map((j, k) => linesBetween(nodes[k], j, open))), nodes: new Set(list.flat()), statements: new Set() };
  trails.steps.flat(2).forEach((line) => ordersAt[line.id].filter(open).forEach((k) => trails.statements.add(k)));
  [route.from, route.to].forEach((i) => trails.nodes.add(i)); // also where there is no way, the two are seen
}

const pathsAsked = () => route.from !== null && route.to !== null;
conditions.push({
  narrow: true,
  active: pathsAsked,
  prepare: findTrails,
  node: (i) => trails.nodes.has(i),
  statement: (st) => trails.statements.has(st.order),
  reason: () => t(trails.count ? "paths.reason" : "paths.reason_none", { from: entities[route.from].label, to: entities[route.to].label }),
  clear: () => Object.assign(route, { from: null, to: null }),
  save: (parts) => {
    if (!pathsAsked()) return;
    parts.set("path-from", entities[route.from].id);
    parts.set("path-to", entities[route.to].id);
    if (route.directed) parts.set("path-way", "arrows");
    if (route.quiet) parts.set("path-hubs", "avoid");
  },
  load: (parts) => {
    const ends = ["path-from", "path-to"].map((name) => nodeOf.get(parts.get(name)) ?? null);
    const both = ends.every((i) => i !== null) && ends[0] !== ends[1];
    Object.assign(route, { from: both ? ends[0] : null, to: both ? ends[1] : null, directed: parts.get("path-way") === "arrows", quiet: parts.get("path-hubs") === "avoid" });
  },
});

function askPath(i) {
  Object.assign(route, { from: i, to: null });
  clearSelection();
  refresh();
  $("path-end")?.focus();
}
function takePath(to) {
  if (to === route.from) return;
  route.to = to;
  Object.assign(state, nothing());
  refit();
  $("panel").focus();
}
function endPaths() { Object.assign(route, { from: null, to: null }); refit(); }

/** One path, from the top down: each step with the arrows that make it. */
function pathChain(nodes, steps) {
  const name = (i) => make("button", { type: "button", cls: "link", onclick: () => selectNode(i) }, icon(lookOf(i)), " ", said(entities[i].label));
  const arrow = (line, from) => {
    const open = ordersAt[line.id].filter((k) => trails.statements.has(k));
    const st = statements[open[0]];
    return make("div", { cls: "arrow" }, make("span", { "aria-hidden": "true" }, line.from === from ? "↓ " : "↑ "),
      make("span", { cls: "unseen" }, t(line.from === from ? "paths.forwards" : "paths.backwards"), " "),
      make("button", { type: "button", cls: "link relation", onclick: () => selectStatement(st.id) }, line.denied ? "✕ " : "", said(line.label || st.predicate.label)),
      open.length > 1 ? make("span", { cls: "small" }, ` ×${open.length}`) : null, " ", chips(st),
      make("div", { cls: "small evidence" }, said(shorten(sentencesOf(st), 220))));
  };
  return make("ol", { cls: "chain" }, nodes.map((i, k) => make("li", {}, k ? steps[k - 1].map((line) => arrow(line, nodes[k - 1])) : null, name(i))));
}

function pathSwitches() {
  const box = (key, name) => make("label", { cls: "row" }, make("input", { type: "checkbox", checked: route[name], "data-path": name, onchange: (event) => {
    route[name] = event.target.checked;
    refit();
    document.querySelector(`#panel [data-path="${name}"]`)?.focus();
  } }), t(key));
  return make("div", { cls: "path-switches" }, box("paths.directed", "directed"), box("paths.quiet", "quiet"));
}

function pathForm() {
  const input = make("input", { id: "path-end", type: "search", cls: "field", autocomplete: "off", spellcheck: "false", placeholder: t("paths.to_what"), "aria-label": t("paths.to_what") });
  const list = make("ul", { id: "path-ends", cls: "choices", "aria-label": t("search.suggestions") });
  combine(input, list, { hits: (text) => findThings(text).filter((hit) => hit.i !== route.from), take: (hit) => takePath(hit.i) });
  return [make("h2", {}, t("paths.from"), " ", said(entities[route.from].label)), make("p", { cls: "small" }, t("paths.choose_end")), make("div", { cls: "search" }, input, list)];
}

function pathPanel() {
  if (route.from === null) return null;
  if (route.to === null) return pathForm();
  const names = () => [said(entities[route.from].label), " – ", said(entities[route.to].label)];
  const [steps] = trails.steps;
  const more = trails.count - trails.list.length;
  const verdict = trails.count ? t("paths.found", { n: trails.count, steps: t("paths.steps", { n: steps.length }) }) : t(route.directed ? "paths.none_directed" : conditionsElsewhere() ? "paths.none_filters" : "paths.none");
  return [
    make("h2", {}, t("paths.heading"), " ", names()), make("p", { role: "status" }, verdict), pathSwitches(),
    make("div", { cls: "actions" },
      toolButton("paths.swap", () => { [route.from, route.to] = [route.to, route.from]; refresh(); }), toolButton("paths.other_end", () => { route.to = null; refit(); $("path-end")?.focus(); }), toolButton("paths.end", endPaths, {}, { "data-tool": "end-paths" })),
    trails.list.map((nodes, k) => [make("h3", {}, t("paths.number", { k: k + 1 })), pathChain(nodes, trails.steps[k])]),
    more > 0 ? make("p", { cls: "small" }, t("paths.more", { n: more })) : null,
  ];
}
const conditionsElsewhere = () => Object.values(off).some((set) => set.size) || state.confidence > 0 || conditions.some((one) => one.active() && !one.prepare);
sidePanels.push({ content: pathPanel, close: () => { if (route.from !== null) endPaths(); } });

nodeTools.push((i) => {
  if (route.from !== null && route.to === null && route.from !== i) return toolButton("paths.here", () => takePath(i), { name: entities[route.from].label }, { "data-tool": "path-here" });
  return linesAt[i].length ? toolButton("paths.to", () => askPath(i), {}, { "data-tool": "path" }) : null;
});
nodeTools.push(() => (pathsAsked() ? toolButton("paths.show", clearSelection) : null));
keys.push({ keys: ["p"], name: "paths.key", run: () => { if (state.node !== null) askPath(state.node); } });
