// Copy what is shown: as text, as Turtle, as a citation.

const placeWords = ({ start, end }) => (Number.isInteger(start) && Number.isInteger(end) ? t("copy.characters", { start: String(start), end: String(end) }) : "");
/** Title, date and source of a document, and where in it. */
function sourceLine(evidence) {
  const { title, date, source } = documents[evidence.document] || {};
  return [title || source || evidence.document || t("panel.unknown-document"), date, title ? source : "", placeWords(evidence)].filter(Boolean).join(", ");
}
const quoted = (words) => t("copy.quoted", { words });

/** A statement in one line of text, with who says it and how. */
function lineOf(st) {
  const manner = [...statementManner(st), st.attribution ? `${sourceOf(st)} ${stanceOf(st)}` : ""].filter(Boolean);
  return phrase(st, false).textContent.trim() + (manner.length ? ` [${manner.join("; ")}]` : "");
}
const statementManner = (st) => [
  st.polarity === "negative" ? styles.polarity.negative.label : "",
  st.facets.modality === "actual" ? "" : styles.modality[st.facets.modality]?.label || st.facets.modality,
];

const asText = (list, nodes = []) => [
  ...nodes.map((i) => t("copy.thing", { name: entities[i].label, kind: lookOf(i).label })),
  ...list.map((st) => [...(st.evidence || []).map((evidence) => quoted(evidence.text || "")), lineOf(st), ...(st.evidence || []).map(sourceLine)].join("\n")),
].join("\n\n");
function asCitation(list) {
  const found = list.flatMap((st) => (st.evidence || []).map((evidence) => `${quoted(evidence.text || "")} ${sourceLine(evidence)}.`));
  return [...new Set(found)].join("\n");
}
const WAYS = { text: asText, turtle: turtleOf, citation: asCitation };

/** Put `text` on the clipboard, and say whether that worked. */
async function copy(text) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch { // missing or not allowed
    done = copyBySelection(text);
  }
  announce(t(done ? "copy.done" : "copy.failed"), true);
}
function copyBySelection(text) {
  const before = document.activeElement;
  const area = make("textarea", { cls: "unseen", "aria-label": t("copy.all") });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus?.({ preventScroll: true });
  return done;
}

/** Buttons that copy statements (and things, in Turtle). */
function copyTools(list, nodes = [], all = false) {
  const button = ([way, write]) => make("button", {
    type: "button", cls: "link", "data-copy": way, "aria-label": t(`copy.${all ? "all-" : ""}as-${way}`), onclick: () => copy(write(list(), nodes)),
  }, t(`copy.${way}`));
  return make("span", { cls: "copies", role: "group", "aria-label": t(all ? "copy.all" : "copy.one") }, t(all ? "copy.all" : "copy.one"), Object.entries(WAYS).map(button));
}
cardTools.push((st) => copyTools(() => [st]));
