// Choosing a node, a line or a statement.

function selectNode(i) { Object.assign(state, { node: i, line: null, statement: null }); selected(); }
function selectLine(id) { Object.assign(state, { node: null, line: id, statement: null }); selected(); }
function selectStatement(id) {
  const st = statementOf.get(id);
  const line = st.lines.find((l) => shown.lines.has(l));
  Object.assign(state, { node: null, line: line ?? null, statement: id });
  selected();
}
function clearSelection() { Object.assign(state, { node: null, line: null, statement: null }); selected(); }
/** Close what the panel shows: what is chosen first, then what another part shows there. */
function closePanel() {
  if ([state.node, state.line, state.statement, state.place ?? null].every((one) => one === null)) sidePanels.forEach((one) => one.close());
  else clearSelection();
}

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
