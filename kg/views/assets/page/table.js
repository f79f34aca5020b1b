// The table of statements, the text twin of the picture.

const others = (st) => st.people.filter((p) => p.slot === "other").map((p) => `${p.marker || `${p.role}:`} ${nameOf(p.filler)}`).join(", ");
const whenOf = (st) => (st.time ? st.time.value || st.time.text || "" : "");
const howOf = (st) => [st.polarity === "negative" ? styles.polarity.negative.label : "", st.facets.modality === "actual" ? "" : facetLabel("modality", st.facets.modality)].filter(Boolean).join(", ") || styles.modality.actual.label;
const objectOf = (st) => (st.object ? (st.object.statement ? st.object.text || t("table.a_statement") : nameOf(st.object)) : "");
const voiceOf = (st) => (st.attribution ? `${sourceOf(st)} ${stanceOf(st)}` : OWN_VOICE);
const sentencesOf = (st) => (st.evidence || []).map((evidence) => evidence.text || "").join(" ");
const COLUMNS = [
  { key: "subject", text: (st) => nameOf(st.subject), cell: (st) => (st.subject ? [thing(st.subject)] : []) },
  { key: "relation", text: (st) => st.predicate.label, cell: (st) => [make("button", { type: "button", cls: "link relation", onclick: () => selectStatement(st.id) }, isDenied(st) ? "✕ " : "", said(st.predicate.label))] },
  { key: "object", text: objectOf, cell: (st) => (st.object ? [thing(st.object)] : []) },
  { key: "others", text: others, cell: (st) => st.people.filter((p) => p.slot === "other").map((p) => make("div", {}, make("span", { cls: "small" }, `${p.marker || p.role} `), thing(p.filler))) },
  { key: "how", text: howOf, cell: (st) => [howOf(st)] },
  { key: "voice", text: voiceOf, cell: (st) => [said(voiceOf(st))] },
  { key: "when", text: whenOf, cell: (st) => (whenOf(st) ? [said(whenOf(st))] : []) },
  { key: "order", text: (st) => st.order, cls: "sentence", cell: (st) => [said(sentencesOf(st)), Object.keys(documents).length > 1 ? make("div", { cls: "small" }, said(titleOf(st.document)), dated(st.document)) : null] },
  { key: "confidence", text: (st) => st.confidence ?? -1, cell: (st) => [typeof st.confidence === "number" ? `${Math.round(st.confidence * 100)} %` : ""] },
];
COLUMNS.forEach((column) => { column.name = t(`table.column.${column.key}`); });
const USUAL = { how: (st) => st.polarity !== "negative" && st.facets.modality === "actual", voice: (st) => !st.attribution }; // what most say stands back
const KEPT = ["relation"]; // without it no row can be opened with a key
const hiddenColumns = new Set();
const seenColumns = () => COLUMNS.filter(({ key }) => !hiddenColumns.has(key));
const PAGE_ROWS = 200;
const PRINT_ROWS = 2000; // more would be a book
let firstRow = 0;
let rowsPerPage = PAGE_ROWS;

/** All statements in the order of a column; empty cells last, whichever way. Made once for each column. */
const sorted = new Map();
function inOrder(key, down) {
  const name = (down ? "-" : "") + key;
  if (!sorted.has(name)) {
    const column = COLUMNS.find((c) => c.key === key);
    const cells = statements.map((st) => ({ st, value: column.text(st) }));
    const sign = down ? -1 : 1;
    cells.sort(({ st: a, value: x }, { st: b, value: y }) => {
      if ((x === "") !== (y === "")) return x === "" ? 1 : -1;
      return sign * (typeof x === "number" ? x - y : compare(x, y)) || a.order - b.order;
    });
    sorted.set(name, cells.map(({ st }) => st));
  }
  return sorted.get(name);
}
/** What is searched for words in a statement; made when the first word is asked for. */
const haystacks = [];
const haystackOf = (st) => (haystacks[st.order] ??= plain([nameOf(st.subject), st.predicate.label, objectOf(st), others(st), howOf(st), voiceOf(st), whenOf(st), sentencesOf(st), titleOf(st.document)].join(" ")));

function tableRows() {
  const words = plain(state.words).split(/\s+/).filter(Boolean);
  return inOrder(state.sort, state.down).filter((st) => shown.statements.has(st.id) && words.every((word) => haystackOf(st).includes(word)));
}

function buildTable() {
  let waiting = 0;
  const search = (event) => {
    state.words = event.target.value;
    firstRow = 0;
    clearTimeout(waiting);
    waiting = setTimeout(() => { fillTable(); saveAddress(); }, statements.length > 3000 ? 150 : 0);
  };
  const choice = ({ key, name }) => make("label", { cls: "row" }, make("input", { type: "checkbox", "data-column": key, checked: !hiddenColumns.has(key), disabled: KEPT.includes(key), onchange: (event) => showColumn(key, event.target.checked) }), make("span", { cls: "name" }, name));
  $("table-view").replaceChildren(
    make("div", { cls: "bar" },
      make("label", { cls: "unseen", for: "words" }, t("table.find")),
      make("input", { id: "words", type: "search", placeholder: t("table.find"), value: state.words, oninput: search }),
      make("span", { id: "table-count", role: "status" }),
      make("details", { cls: "columns", id: "columns" }, make("summary", {}, t("table.columns")), make("div", { cls: "choices" }, COLUMNS.map(choice))),
      make("button", { type: "button", id: "save-csv", onclick: saveCsv }, t("table.save_csv"))),
    make("div", { cls: "scroll", id: "table-scroll" },
      make("table", {}, make("caption", { cls: "unseen" }, t("table.caption")), make("thead", {}, make("tr", { id: "heads" })), make("tbody", { id: "rows", onclick: rowClick }))),
    make("div", { cls: "more", id: "more", hidden: true }));
}
function buildHeads() {
  $("heads").replaceChildren(...seenColumns().map(({ key, name, cls }) => {
    const mine = key === state.sort;
    const mark = mine ? (state.down ? " ▾" : " ▴") : "";
    return make("th", { scope: "col", "data-column": key, cls: cls || key, "aria-sort": mine ? (state.down ? "descending" : "ascending") : "none" }, make("button", { type: "button", onclick: () => { sortBy(key); $("heads").querySelector(`[data-column="${key}"] button`).focus(); } }, name + mark));
  }));
}

function sortBy(key) {
  state.down = state.sort === key ? !state.down : false;
  state.sort = key;
  firstRow = 0;
  fillTable();
  saveAddress();
}
function showColumn(key, on) {
  if (on) hiddenColumns.delete(key); else hiddenColumns.add(key);
  fillTable();
  saveAddress();
}
remembered.push({
  save: (parts) => [...hiddenColumns].sort().forEach((key) => parts.append("no-column", key)),
  load: (parts) => {
    hiddenColumns.clear();
    parts.getAll("no-column").filter((key) => !KEPT.includes(key) && COLUMNS.some((c) => c.key === key)).forEach((key) => hiddenColumns.add(key));
    document.querySelectorAll("#columns input").forEach((box) => { box.checked = !hiddenColumns.has(box.dataset.column); });
  },
});

function fillTable() {
  if (!$("rows")) buildTable();
  buildHeads();
  const list = tableRows();
  if (firstRow >= list.length) firstRow = 0;
  const part = list.slice(firstRow, firstRow + rowsPerPage);
  $("rows").replaceChildren(...part.map((st) => make("tr", { "data-statement": st.id, cls: st.id === state.statement ? "here" : "" },
    seenColumns().map(({ key, cls, cell }) => make("td", { cls: `${cls || key}${USUAL[key]?.(st) ? " usual" : ""}` }, cell(st))))));
  $("table-count").textContent = t("table.count", { n: list.length, all: statements.length });
  const printed = rowsPerPage > PAGE_ROWS && list.length > part.length;
  $("more").hidden = list.length <= part.length;
  $("more").classList.toggle("cut", printed);
  const pager = (name, to, on) => make("button", { type: "button", "data-page": name, disabled: !on, onclick: () => turnTo(to, name) }, t(`table.${name}`));
  const last = Math.floor((list.length - 1) / rowsPerPage) * rowsPerPage;
  const where = make("span", { id: "table-range" }, printed ? t("table.printed", { n: part.length, all: list.length }) : t("table.range", { from: firstRow + 1, to: firstRow + part.length, all: list.length }));
  $("more").replaceChildren(pager("first", 0, firstRow > 0), pager("previous", Math.max(0, firstRow - rowsPerPage), firstRow > 0), where,
    pager("next", firstRow + rowsPerPage, firstRow < last), pager("last", last, firstRow < last));
}
function turnTo(row, name) {
  firstRow = row;
  fillTable();
  $("table-scroll").scrollTop = 0;
  const button = $("more").querySelector(`[data-page="${name}"]`);
  (button.disabled ? $("more").querySelector("button:not(:disabled)") : button)?.focus();
}
/** A click on a row opens its statement, unless it was for something in it or marked text. */
function rowClick(event) {
  const row = event.target.closest("tr");
  if (!row || event.target.closest("button, a, input") || String(window.getSelection())) return;
  selectStatement(row.dataset.statement);
}
const markRow = () => document.querySelectorAll("#rows tr").forEach((row) => row.classList.toggle("here", row.dataset.statement === state.statement));

/** Names and cells of statements, with document, date and id. */
function statementTable(list) {
  const cells = (st) => [...COLUMNS.map((c) => (c.key === "order" ? sentencesOf(st) : c.key === "confidence" ? st.confidence ?? "" : c.text(st))), titleOf(st.document), dateOf(st.document), st.id];
  const names = COLUMNS.map((c) => (c.key === "order" ? t("table.sentence") : c.name));
  return [[...names, t("table.document"), t("table.date"), t("table.statement")], ...list.map(cells)];
}
const saveCsv = () => save(takenName("statements", "csv"), csv(statementTable(tableRows())));
