// Choosing a node, a line, a statement or a sentence; where the keyboard goes then; what is said to a screen reader.

const nothing = () => ({ node: null, line: null, statement: null, place: null });
state.place = null; // a sentence of a document: { document, start, end }

function selectNode(i) { Object.assign(state, nothing(), { node: i }); selected(); }
function selectLine(id) { Object.assign(state, nothing(), { line: id }); selected(); }
function selectStatement(id) {
  const st = statementOf.get(id);
  const line = st.lines.find((l) => shown.lines.has(l));
  Object.assign(state, nothing(), { line: line ?? null, statement: id });
  selected();
}
/** Choose a sentence: what it says, or the one statement that it makes. */
function selectPlace({ document: id, start, end }, list) {
  if (list.length === 1) { selectStatement(list[0].id); return; }
  Object.assign(state, nothing(), { place: { document: id, start, end } });
  selected();
}
function clearSelection() { Object.assign(state, nothing()); selected(); }
remembered.push({
  save: (parts) => { if (state.place) parts.set("sentence", `${state.place.document} ${state.place.start} ${state.place.end}`); },
  load: (parts) => {
    const [, id, start, end] = /^(.*) (\d+) (\d+)$/s.exec(parts.get("sentence") || "") || [];
    const known = id !== undefined && sentencesIn(id).some((one) => one.start === Number(start) && one.end === Number(end));
    state.place = known ? { document: id, start: Number(start), end: Number(end) } : null;
  },
});

let byKeyboard = false; // whether the last thing done was a key
let cameFrom = null; // finds where the keyboard was before it went to the panel
for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { byKeyboard = kind === "keydown"; }, true);

/** A function that finds `element` again, also if its view has been filled anew since; it may find nothing. */
function again(element) {
  const { id, dataset } = element;
  const [name, value] = Object.entries(dataset).find(([key]) => ["at", "statement", "again"].includes(key)) || [];
  return () => {
    if (element.isConnected) return element === document.body ? null : element;
    if (id) return $(id);
    return name ? document.querySelector(`[data-${name}="${CSS.escape(value)}"]`) : null;
  };
}

/** After `fillPanel`: the keyboard goes into the panel when it opens, and back when it closes. `before` is what had it,
 * null if that was the panel itself. */
function moveFocus(closed, before) {
  const panel = $("panel");
  if (!panel.hidden && byKeyboard) {
    if (before) cameFrom = again(before);
    panel.focus({ preventScroll: true });
    announce(t("select.chosen", { name: panel.querySelector("h2")?.textContent || "" }));
  } else if (panel.hidden && !closed) {
    if (byKeyboard) {
      const view = $(`${state.view}-view`);
      const back = cameFrom?.() || view.querySelector("[tabindex], button") || view;
      back.focus({ preventScroll: true });
    }
    cameFrom = null;
    announce(t("select.closed"));
  }
}
/** Close what the panel shows: what is chosen first, then what another part shows there. */
function closePanel() {
  if ([state.node, state.line, state.statement, state.place ?? null].every((one) => one === null)) sidePanels.forEach((one) => one.close());
  else clearSelection();
}

function selected() {
  const closed = $("panel").hidden;
  const before = closed || (document.activeElement !== document.body && !$("panel").contains(document.activeElement)) ? document.activeElement : null;
  const camera = network?.getScale() > 0 ? { position: network.getViewPosition(), scale: network.getScale() } : null; // none while the picture has no room
  fillPanel();
  if (!closed && !$("panel").hidden) $("panel").scrollTop = 0;
  if (network) mark();
  if (closed === $("panel").hidden) requestAnimationFrame(bringSelected);
  else afterResize = () => {
    if (camera) network.moveTo({ ...camera, animation: false });
    else fit();
    bringSelected();
  };
  if (state.view === "table") markRow();
  choosers.forEach((tell) => tell());
  moveFocus(closed, before);
  saveAddress();
}

let quiet = 0;
/** Say what has changed: by a screen reader, and if `seen` for a moment also at the foot of the page. */
function announce(words, seen = false) {
  const live = $("live");
  live.textContent = words;
  live.classList.toggle("unseen", !seen);
  clearTimeout(quiet);
  quiet = setTimeout(() => { live.textContent = ""; live.classList.add("unseen"); }, 4000);
}
