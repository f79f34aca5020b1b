// The scene: what is drawn of what passes the filters. Between `shown` and vis-network, which is given only this.

/** Drawn nodes by id: { id, kind, x, y, size, rows, weight, … }. Kinds: "thing" (its id is the number of the thing),
 * "event" (the sign of a statement; `statements`), "group" (a closed community; `members`). Drawn lines by id: { id, kind,
 * from, to, label, statements, denied, claimed, modality, dashes, width, … }: "line" (its id is the number of the line),
 * "role" (from the sign of a statement to a participant), "says" (to the sign of what is said), "bundle" (of a group).
 * `list` and `wires`: nodes and lines with those of vis-network, in the order of drawing; `unit`: how thick a bundle is.
 * `things`: those of the nodes that are things; `groups`: the things in closed communities, by number;
 * `thin`: how many lines between groups are left out.
 * `linesAt`: node id → its drawn lines; `order`: node ids, the most important first; `byWeight`: lines likewise. */
const scene = { nodes: new Map(), things: new Set(), thin: 0, lines: new Map(), linesAt: new Map(), order: [], byWeight: [], groups: new Map(), grouped: false, list: [], wires: [], unit: 1 };
const pins = new Map(); // node id → { x, y }, where somebody put it
let turned = false; // on a portrait screen the drawing is turned

const rankOf = [];
entities.map((_, i) => i).sort((a, b) => drawn.nodes[b].size - drawn.nodes[a].size || linesAt[b].length - linesAt[a].length || a - b).forEach((i, rank) => { rankOf[i] = rank; });

/** Where a thing stands; among communities, with its own. */
function homeOf(i, grouped = false) {
  const { x, y } = drawn.nodes[i];
  const at = turned ? { x: y * 0.9, y: x } : { x, y };
  if (!grouped) return at;
  const { dx, dy } = groupHomes().get(communityOf[i]);
  return { x: at.x + dx, y: at.y + dy };
}

/** Radius of a thing. Where the whole picture is so large that signs would be seen too small, they are drawn larger, each as
 * far as its nearest neighbour allows; worked out once, for the window as it is at the start. */
let grown = null;
function sizeOf(i) {
  grown ??= growth();
  return grown.get(i) ?? drawn.nodes[i].size;
}
const GROWN = 1500; // of more things than this, signs stay as they are
function growth() {
  const things = entities.map((_, k) => k).filter((k) => !aside.has(k));
  if (things.length > GROWN || things.length < 2) return new Map();
  const at = new Map(things.map((k) => [k, homeOf(k)]));
  const [wide, high] = [extent([...at.values()].map(({ x }) => x)), extent([...at.values()].map(({ y }) => y))];
  const factor = Math.min(2, 0.55 / Math.min($("canvas").clientWidth / wide, $("canvas").clientHeight / high));
  if (!(factor > 1)) return new Map();
  const spots = new Spots(120);
  at.forEach(({ x, y }, k) => spots.take(x, y, k));
  return new Map(things.map((k) => [k, Math.max(drawn.nodes[k].size, Math.min(drawn.nodes[k].size * factor, 0.38 * spots.nearest(at.get(k))))]));
}

/** Work out the scene anew from what is shown. */
function compose() {
  const unfolded = folded ? null : unfold();
  const wanted = [...shown.nodes].filter((i) => !aside.has(i));
  const { things, groups } = group(wanted);
  const late = unfolded ? lateThings(unfolded.signs, things) : new Set();
  late.forEach((i) => things.add(i));
  const ids = new Map([...groups.keys()].map((community) => [community, groupId(community)]));
  const stands = communityOf.map((community, i) => (things.has(i) ? i : aside.has(i) ? undefined : ids.get(community)));
  const stand = (at) => (typeof at === "string" ? at : stands[at]);
  shown.drawn = things;
  Object.assign(scene, { groups, things, grouped: wanted.length > MANY });
  const signs = new Map([...(unfolded?.signs || [])].filter(([, event]) => !groups.size || event.parts.some(({ at }) => things.has(at))));
  scene.nodes = new Map();
  const placed = new Map();
  for (const community of groups.keys()) placed.set(groupId(community), pinned(groupId(community), groupHomes().get(community)));
  for (const i of things) if (!late.has(i)) placed.set(i, pinned(i, { ...homeOf(i, scene.grouped), size: sizeOf(i) }));
  placeEvents(signs, unfolded?.arrows || [], late, placed);
  for (const [community, members] of groups) add({ id: groupId(community), kind: "group", community, members, rows: groupRows(community, members), weight: 1000 + members.length });
  for (const i of things) add({ id: i, kind: "thing", rows: wrapped[i], weight: drawn.nodes[i].size });
  for (const event of signs.values()) add({ id: event.id, kind: "event", statements: event.statements, rows: wrap(eventWords(event)), weight: 1, ...styleOf(event.st) });
  function add(node) { scene.nodes.set(node.id, { ...node, ...placed.get(node.id) }); }
  scene.lines = new Map();
  drawLines(unfolded, signs, stand);
  settle();
  tellEmpty();
}
const pinned = (id, at) => ({ ...at, ...pins.get(id) });

/** Dates and amounts that only an unfolded statement reaches. */
function lateThings(signs, things) {
  const late = new Set();
  for (const event of signs.values()) {
    if (!event.parts.some(({ at }) => things.has(at) || typeof at === "string")) continue;
    for (const { at } of event.parts) if (aside.has(at)) late.add(at);
  }
  return late;
}

const styleOf = (st) => ({ denied: isDenied(st), claimed: isClaimed(st), modality: st.facets.modality });
const relationOf = (st) => st.predicate.label.replace(DIRECTIONS, " ").split(" … ")[0];
const eventWords = ({ st, statements: ids }) => relationOf(st) + (ids.length > 1 ? ` ×${ids.length}` : "");
const dashesOf = (modality) => (styles.modality[modality] ? styles.modality[modality].dashes : [4, 4]);

/** So many lines between groups are drawn, the thickest. */
const BUNDLES = 600;
function drawLines(unfolded, signs, stand) {
  const bundles = new Map();
  const numbers = new Map([...scene.nodes.keys()].filter((id) => typeof id === "string").map((id, k) => [id, entities.length + k]));
  const numberOf = (id) => (typeof id === "string" ? numbers.get(id) : id);
  /** Whether a line runs between its own ends; else it is kept in the bundle of those that stand for them, if there are two. */
  const isWhole = (line, ids) => {
    const [from, to] = [stand(line.from), stand(line.to)];
    if (from === undefined || to === undefined || !scene.nodes.has(from) || !scene.nodes.has(to)) return false;
    if (from === line.from && to === line.to) return true;
    if (from === to) return false;
    const [first, second] = from < to ? [from, to] : [to, from];
    const key = numberOf(first) * 2 ** 26 + numberOf(second); // a number is found faster than a text is put together
    const bundle = bundles.get(key);
    const id = bundle ? "" : `${first}~${second}`;
    if (bundle) for (const one of ids) bundle.statements.push(one);
    else bundles.set(key, { id, kind: "bundle", from, to, statements: [...ids], denied: false, claimed: false, modality: "actual", dashes: false });
    return false;
  };
  const put = (line) => { if (isWhole(line, line.statements)) scene.lines.set(line.id, line); };
  const kept = unfolded ? [...shown.lines].map(([id, ids]) => [lines[id], ids.filter((one) => !unfolded.taken.has(one))]) : foldedLines();
  for (const [line, ids] of kept) {
    if (!ids.length || !isWhole(line, ids)) continue;
    const label = folded ? foldedWords(line, ids) : line.label;
    scene.lines.set(line.id, { ...line, kind: "line", statements: ids, label, brief: label === line.label ? "" : line.label });
  }
  for (const { st, from, to, statements: ids } of unfolded?.arrows || []) {
    const line = { id: `s${st.order}`, kind: "says", from, to, statements: ids, label: relationOf(st), ...styleOf(st), dashes: dashesOf(st.facets.modality), width: 2.2 };
    put(line);
  }
  for (const event of signs.values()) {
    event.parts.forEach((part, k) => {
      const subject = part.slot === "subject"; // the arrows run as the sentence does: who, what, whom
      const style = { ...styleOf(event.st), dashes: dashesOf(event.st.facets.modality), width: 1.8 };
      const line = { id: `${event.id}.${k}`, kind: "role", from: subject ? part.at : event.id, to: subject ? event.id : part.at, statements: event.statements, label: roleWords(part), ...style, plain: subject };
      put(line);
    });
  }
  const most = Math.max(1, ...[...bundles.values()].map((line) => line.statements.length));
  const between = [...bundles.values()].filter((line) => typeof line.from === "string" && typeof line.to === "string")
    .sort((a, b) => b.statements.length - a.statements.length); // of the same size, those come first that were met first
  scene.thin = Math.max(0, between.length - BUNDLES);
  const thin = new Set(between.slice(BUNDLES));
  for (const line of bundles.values()) {
    if (thin.has(line)) continue;
    const [n, share] = [line.statements.length, Math.log2(1 + line.statements.length) / Math.log2(1 + most)];
    scene.lines.set(line.id, { ...line, label: n.toLocaleString(LANGUAGE), width: 1.5 + 1.6 * Math.log2(n), opacity: 0.12 + 0.4 * share });
  }
}

/** What follows from nodes and lines: curves, neighbours, order. */
function settle() {
  scene.linesAt = new Map([...scene.nodes.keys()].map((id) => [id, []]));
  const pairs = new Map();
  for (const line of scene.lines.values()) {
    scene.linesAt.get(line.from).push(line);
    if (line.to !== line.from) scene.linesAt.get(line.to).push(line);
    const key = String(line.from) < String(line.to) ? `${line.from}~${line.to}` : `${line.to}~${line.from}`;
    if (pairs.has(key)) pairs.get(key).push(line); else pairs.set(key, [line]);
  }
  for (const members of pairs.values()) bend(members);
  for (const line of scene.lines.values()) line.weight = line.kind === "bundle" ? 500 + line.statements.length : (line.kind === "line" ? 2 : 0) + (line.denied ? 20 : 0) + scene.nodes.get(line.from).weight + scene.nodes.get(line.to).weight;
  const kinds = { group: 0, thing: 1, event: 2 };
  scene.order = [...scene.nodes.values()].sort((a, b) => kinds[a.kind] - kinds[b.kind] || b.weight - a.weight || (a.kind === "thing" ? rankOf[a.id] - rankOf[b.id] : 0)).map((node) => node.id);
  scene.byWeight = [...scene.lines.values()].sort((a, b) => b.weight - a.weight);
}

/** Curve the lines between the same two nodes apart; 0 is straight, the sign is seen in the direction of the line. */
function bend(members) {
  const loop = members[0].from === members[0].to;
  const step = loop ? 1 : Math.min(0.24, 1.1 / members.length);
  members.forEach((line, k) => {
    const offset = (k - (members.length - 1) / 2) * step;
    line.curve = line.from === members[0].from ? offset : -offset;
    line.smooth = line.curve && !loop ? { enabled: true, type: line.curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(line.curve) } : false;
    if (loop) line.selfReference = { size: 20 + 11 * k, angle: Math.PI / 4 };
  });
}

/** What of the scene is chosen: { node, line } by id; the sign of a statement stands for it. */
function chosen() {
  if (state.node !== null) return { node: scene.nodes.has(state.node) ? state.node : null, line: null };
  const ids = state.statement !== null ? [state.statement] : state.line !== null ? shown.lines.get(state.line) || [] : [];
  if (state.line !== null && scene.lines.has(state.line)) return { node: null, line: state.line };
  if (!ids.length) return { node: null, line: null };
  const has = (one) => one.statements?.some((id) => ids.includes(id));
  const sign = [...scene.nodes.values()].find((node) => node.kind === "event" && has(node));
  if (sign) return { node: sign.id, line: null };
  return { node: null, line: [...scene.lines.values()].find((line) => line.kind !== "bundle" && has(line))?.id ?? null };
}

/** Whether a thing that is looked at is in the drawing; a closed community that holds it opens. */
function discover() {
  const ends = state.node !== null ? [state.node] : state.line !== null ? [lines[state.line].from, lines[state.line].to] : [];
  const inside = ends.filter((i) => shown.nodes.has(i) && !scene.nodes.has(i) && scene.groups.has(communityOf[i]));
  if (!inside.length) return false;
  inside.forEach((i) => { opened.delete(communityOf[i]); opened.add(communityOf[i]); });
  return true;
}
