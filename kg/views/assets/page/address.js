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
  [...conditions, ...remembered].forEach((one) => one.save(parts));
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
  [...conditions, ...remembered].forEach((one) => one.load(parts));
  choose();
  if (st && node === undefined) { state.statement = st.id; state.line = st.lines.find((l) => shown.lines.has(l)) ?? null; }
  fillFilters();
  show(views.has(parts.get("view")) ? parts.get("view") : "graph");
  if ($("words")) $("words").value = state.words;
  refresh();
  loading = false;
}
