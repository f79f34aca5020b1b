// Which statements and nodes are shown, and why others are not.

const MODALITIES = ["actual", "planned", "necessary", "possible", "conditional", "counterfactual", "asked"];
const FACETS = ["relation", "modality", "polarity", "source", "document"];
const FACET_NAMES = { class: "kinds of things", relation: "relations", modality: "modality", polarity: "polarity", source: "sources", document: "documents" };
const state = { view: "graph", node: null, line: null, statement: null, near: null, hops: 1, confidence: 0, sort: "order", down: false, words: "", rows: 200 };
const off = Object.fromEntries(["class", ...FACETS].map((facet) => [facet, new Set()]));
const shown = { nodes: new Set(), drawn: new Set(), statements: new Set(), lines: new Map() };

const passes = (st) =>
  FACETS.every((facet) => !off[facet].has(st.facets[facet])) && (st.confidence ?? 1) >= state.confidence &&
  conditions.every((one) => !one.statement || !one.active() || one.statement(st));
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
    if (conditions.some((one) => one.node && one.active() && !one.node(i))) return;
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
  conditions.filter((one) => one.active()).forEach((one) => found.push(one.reason()));
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
  conditions.forEach((one) => one.clear());
  fillFilters();
  refresh();
}

function refresh() {
  choose();
  tell();
  paint();
  if (state.view !== "graph") views.get(state.view).fill();
  listeners.forEach((listen) => listen());
  fillPanel();
  saveAddress();
}
