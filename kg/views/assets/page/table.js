// The table of statements, the text twin of the picture.

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
