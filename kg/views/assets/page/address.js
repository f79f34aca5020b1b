// Views, and the address that remembers what is looked at.

function show(view) {
  state.view = view;
  for (const name of views.keys()) {
    $(`${name}-view`).hidden = view !== name;
    $(`show-${name}`).setAttribute("aria-pressed", String(view === name));
  }
  views.get(view).fill();
  saveAddress();
}
views.set("graph", { fill: () => { if (network) redraw(); } });
views.set("table", { fill: () => fillTable() });

/** Values of a facet that are off, or those that are on where these are fewer: `no-relation`, `only-relation`. */
function saveFacet(parts, facet, set) {
  const on = set.size * 2 > facetKeys(facet).length ? facetKeys(facet).filter((key) => !set.has(key)) : null;
  if (on?.length) on.sort().forEach((key) => parts.append(`only-${facet}`, key));
  else [...set].sort().forEach((key) => parts.append(`no-${facet}`, key));
}
function loadFacet(parts, facet, set) {
  const known = new Set(facetKeys(facet));
  const on = new Set(parts.getAll(`only-${facet}`).filter((key) => known.has(key)));
  set.clear();
  parts.getAll(`no-${facet}`).forEach((key) => { if (known.has(key)) set.add(key); });
  if (on.size) known.forEach((key) => { if (!on.has(key)) set.add(key); });
}

/** What is looked at, as it stands in the address after the "#". */
function addressNow() {
  const parts = new URLSearchParams();
  if (state.view !== "graph") parts.set("view", state.view);
  if (state.node !== null) parts.set("node", entities[state.node].id);
  const st = state.statement ?? (state.line !== null ? lines[state.line].statements[0] : null);
  if (st) parts.set("statement", st);
  if (st && state.statement === null) parts.set("arrow", String(statementOf.get(st).lines.indexOf(state.line))); // all that it stands for
  Object.entries(off).forEach(([facet, set]) => saveFacet(parts, facet, set));
  if (state.confidence) parts.set("confidence", String(state.confidence));
  if (state.words) parts.set("words", state.words);
  if (state.sort !== "order" || state.down) parts.set("sort", (state.down ? "-" : "") + state.sort);
  [...conditions, ...remembered].forEach((one) => one.save(parts));
  return parts.toString();
}

let loading = false;
let own = "";
// Browsers refuse to change the address too often (Safari: 100 times in 30 seconds): 30 at once, then two a second.
const writes = { left: 30, at: 0, later: 0 };
function writeAddress() {
  clearTimeout(writes.later);
  const now = performance.now();
  writes.left = Math.min(30, writes.left + (now - writes.at) / 500);
  writes.at = now;
  if (writes.left < 1) { writes.later = setTimeout(writeAddress, 500); return; }
  writes.left -= 1;
  try { history.replaceState(null, "", own ? `#${own}` : location.pathname + location.search); } catch { /* an address that may not be changed */ }
}
/** Write what is looked at into the address, so that it can be passed on. */
function saveAddress() {
  if (loading) return;
  own = addressNow();
  writeAddress();
  noteStep(own);
}

const ELSEWHERE = /near|hops|keep|path/; // parts that show another piece of the graph, not more or less of it
/** Show what an address asks for; what it names and is not in this page is left out. */
function loadAddress(text = location.hash.slice(1)) {
  loading = true;
  const moves = ELSEWHERE.test(differing(addressNow(), text));
  const parts = new URLSearchParams(text);
  const node = nodeOf.get(parts.get("node"));
  const st = statementOf.get(parts.get("statement"));
  Object.entries(off).forEach(([facet, set]) => loadFacet(parts, facet, set));
  const [, down, sort] = /^(-?)(.*)$/s.exec(parts.get("sort") || "order");
  const sorted = COLUMNS.some((c) => c.key === sort);
  Object.assign(state, {
    node: node ?? null, line: null, statement: null,
    confidence: Math.min(Math.max(Number(parts.get("confidence")) || 0, 0), 1), words: parts.get("words") || "",
    sort: sorted ? sort : "order", down: sorted && down === "-",
  });
  [...conditions, ...remembered].forEach((one) => one.load(parts));
  choose();
  if (st && node === undefined) {
    const arrow = parts.has("arrow") ? st.lines[Number(parts.get("arrow"))] : undefined;
    if (arrow !== undefined) state.line = arrow;
    else Object.assign(state, { statement: st.id, line: st.lines.find((l) => shown.lines.has(l)) ?? null });
  }
  fillFilters();
  show(views.has(parts.get("view")) ? parts.get("view") : "graph");
  if ($("words")) $("words").value = state.words;
  refresh();
  if (moves && network && state.view === "graph") fit();
  loading = false;
  saveAddress();
}
