// Which statements and nodes are shown, and why others are not.

const MODALITIES = ["actual", "planned", "necessary", "possible", "conditional", "counterfactual", "asked"];
const FACETS = ["relation", "modality", "polarity", "source", "document"];
const state = { view: "graph", node: null, line: null, statement: null, near: null, hops: 1, confidence: 0, sort: "order", down: false, words: "" };
const off = Object.fromEntries(["class", ...FACETS].map((facet) => [facet, new Set()]));
const shown = { nodes: new Set(), drawn: new Set(), statements: new Set(), lines: new Map() };

const classOff = (i) => off.class.has(entities[i].class);

// Each filter has a bit, and for each statement and node it is known which filters it fails: so a count can leave out
// one filter, and nothing is asked twice.
const BITS = Object.fromEntries(["class", "ends", "confidence", ...FACETS].map((name, k) => [name, 1 << k]));
const bitOf = (condition) => 1 << (Object.keys(BITS).length + conditions.indexOf(condition));
const failedBy = new Uint32Array(statements.length);
const nodeFailedBy = new Uint32Array(entities.length);
const ends = { subject: new Int32Array(statements.length).fill(-1), object: new Int32Array(statements.length).fill(-1) };
statements.forEach((_, k) => {
  const [subject, object] = mainEndsOf(k);
  if (subject !== undefined) ends.subject[k] = subject;
  if (object !== undefined) ends.object[k] = object;
});
const ordersAt = behind;
/** Whether a statement (by its number) passes all filters but those whose bits are given. */
const passesBut = (k, bits = 0) => (failedBy[k] & ~bits) === 0;

/** Node numbers within `hops` lines of `first`, by the lines and nodes that pass (`open` by number of a statement). */
function around(first, hops, open) {
  const reached = new Set([first]);
  let edge = [first];
  for (let step = 0; step < hops; step++) {
    const next = [];
    for (const i of edge) {
      for (const line of linesAt[i]) {
        const other = line.from === i ? line.to : line.from;
        if (!reached.has(other) && !nodeFailedBy[other] && ordersAt[line.id].some(open)) { reached.add(other); next.push(other); }
      }
    }
    edge = next;
  }
  return reached;
}

function failNodes(bit, fails) { for (let i = 0; i < entities.length; i++) if (fails(i)) nodeFailedBy[i] |= bit; }
function failStatements(bit, fails) { for (let k = 0; k < statements.length; k++) if (fails(statements[k])) failedBy[k] |= bit; }
function apply(one) {
  const bit = bitOf(one);
  if (one.node) failNodes(bit, (i) => !one.node(i));
  if (one.statement) failStatements(bit, (st) => !one.statement(st));
}

const isWithin = (list, set) => list.length > 0 && list.every((one) => set.has(one));

function choose() {
  failedBy.fill(0);
  nodeFailedBy.fill(0);
  if (off.class.size) failNodes(BITS.class, classOff);
  FACETS.filter((facet) => off[facet].size).forEach((facet) => failStatements(BITS[facet], (st) => off[facet].has(st.facets[facet])));
  if (state.confidence > 0) failStatements(BITS.confidence, (st) => (st.confidence ?? 1) < state.confidence);
  const working = conditions.filter((one) => one.active());
  working.filter((one) => !one.prepare).forEach(apply);
  const late = working.filter((one) => one.prepare); // these go along what the others leave
  late.forEach((one) => one.prepare((k) => failedBy[k] === 0));
  late.forEach(apply);
  const narrow = working.some((one) => one.narrow);
  const filtered = failedBy.findIndex((bits) => bits !== 0) >= 0;

  shown.nodes = new Set();
  for (let i = 0; i < entities.length; i++) {
    if (nodeFailedBy[i]) continue;
    const mine = statementsAt[i];
    const idle = mine.length === 0 && !(off.document.size && isWithin(entities[i].documents, off.document));
    if (!filtered || idle || mine.some((st) => failedBy[st.order] === 0)) shown.nodes.add(i);
  }
  const visible = (i) => !nodeFailedBy[i];
  shown.statements = new Set();
  shown.lines = new Map();
  for (const line of lines) {
    if (!visible(line.from) || !visible(line.to)) continue;
    const orders = ordersAt[line.id];
    if (orders.length === 1) { if (failedBy[orders[0]] === 0) shown.lines.set(line.id, line.statements); continue; } // most are so
    const passing = orders.filter((k) => failedBy[k] === 0);
    if (passing.length) shown.lines.set(line.id, passing.length === line.statements.length ? line.statements : passing.map((k) => statements[k].id));
  }
  const carried = new Set(narrow ? [...shown.lines.values()].flat() : []); // "supplies to Venezuela" is on the way, the goods are not
  for (let k = 0; k < statements.length; k++) {
    const subject = ends.subject[k];
    const object = ends.object[k];
    if (!carried.has(statements[k].id) && ((subject >= 0 && nodeFailedBy[subject]) || (object >= 0 && nodeFailedBy[object]) || (narrow && !statements[k].nodes.some(visible)))) failedBy[k] |= BITS.ends;
    if (failedBy[k] === 0) shown.statements.add(statements[k].id);
  }
  shown.drawn = aside.size ? new Set([...shown.nodes].filter((i) => !aside.has(i))) : shown.nodes;
}

/** Names in a row, the rest as a number. */
function listNames(names, limit = 3) {
  if (names.length <= limit + 1) return names.join(", ");
  return t("choose.and_more", { names: names.slice(0, limit).join(", "), n: names.length - limit });
}

function reasons() {
  const found = ["class", ...FACETS].filter((facet) => off[facet].size).map((facet) => {
    const names = (keys) => listNames([...keys].map((key) => facetLabel(facet, key)).sort(compare));
    const left = facetKeys(facet).filter((key) => !off[facet].has(key));
    return left.length < off[facet].size && left.length <= 3
      ? t("choose.only", { facet: t(`choose.facet.${facet}`), names: left.length ? names(left) : t("choose.none") })
      : t("choose.without", { facet: t(`choose.facet.${facet}`), names: names(off[facet]) });
  });
  if (state.confidence > 0) found.push(t("choose.confidence", { percent: Math.round(state.confidence * 100) }));
  conditions.filter((one) => one.active()).forEach((one) => found.push(one.reason()));
  return found;
}

function tell() {
  const why = reasons();
  $("notice").hidden = !why.length;
  if (why.length) {
    const things = t("choose.things", { n: entities.length - shown.nodes.size });
    const rest = t("choose.statements", { n: statements.length - shown.statements.size });
    $("notice").replaceChildren(
      t("choose.not_shown", { things, statements: rest }), " ", said(why.join("; ")), ". ",
      make("button", { type: "button", cls: "link", id: "reset", onclick: reset }, t("choose.show_everything")));
  }
}

function reset() {
  Object.values(off).forEach((set) => set.clear());
  state.confidence = 0;
  conditions.forEach((one) => one.clear());
  fillFilters();
  refresh();
}

function refresh() {
  choose();
  showChosen();
}
/** Show what was worked out by `choose`. */
function showChosen() {
  tell();
  paint();
  if (state.view !== "graph") views.get(state.view).fill();
  listeners.forEach((listen) => listen());
  fillPanel();
  saveAddress();
}

/** The same at the next frame, once: for what moves while a finger or a pointer moves. A long table waits for the end. */
let waiting = 0;
function refreshSoon() {
  if (state.view !== "graph" && statements.length > 3000) {
    clearTimeout(waiting);
    waiting = setTimeout(() => { waiting = 0; refresh(); }, 120);
  } else if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; refresh(); });
}
