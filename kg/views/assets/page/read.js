// What was read in: entities, documents, statements, and what follows from them at once.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const $ = (id) => document.getElementById(id);
const records = read("kg-records");
const { communities, looks, palette, styles, texts } = records;
/** The words for `key` ("panel.close") in the language of the page; "{name}" is replaced by `values.name`. Where there
 * are forms by number ({ one, other }, as Intl.PluralRules names them), `values.n` chooses. */
const plural = new Intl.PluralRules(texts.language);
const figures = new Intl.NumberFormat(texts.language); // many times faster than toLocaleString
function t(key, values = {}) {
  let words = key.split(".").reduce((part, name) => part?.[name], texts);
  if (words && typeof words === "object") words = words[plural.select(values.n)] ?? words.other;
  if (typeof words !== "string") throw new Error(`no words for ${key}`);
  return words.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? figures.format(values[name]) : String(values[name] ?? "")));
}

const { behind, documents, drawn, mainEndsOf, entities, isLoose, nodeOf, nodesOf, speakerOf, statementOf, statements, timeValueOf } = unpack(records, read("kg-network"));
const lines = drawn.edges;
const OWN_VOICE = t("read.own-voice");
const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
const compare = (a, b) => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);

/** A participant of a statement: {slot, role, marker, filler}. Slots: subject, object, other, when. */
function participantsOf(st) {
  const found = [];
  const same = (a, b) => a && b && a.start === b.start && a.end === b.end && a.label === b.label && a.start !== undefined;
  if (st.subject) found.push({ slot: "subject", role: st.subject_role || "subject", marker: "", filler: st.subject });
  if (st.object) found.push({ slot: "object", role: st.object_role || "object", marker: "", filler: st.object });
  for (const { role, marker, filler } of st.roles || []) {
    if (filler && !found.some((p) => same(p.filler, filler))) found.push({ slot: "other", role, marker: marker || "", filler });
  }
  if (st.place && !found.some((p) => same(p.filler, st.place))) found.push({ slot: "when", role: "place", marker: "", filler: st.place });
  if (st.time && !found.some((p) => same(p.filler, st.time))) found.push({ slot: "when", role: "time", marker: "", filler: st.time });
  return found;
}

const nameOf = (filler) => (filler && (filler.label || filler.text)) || "";
const isDenied = (st) => st.polarity === "negative" || (st.attribution && st.attribution.stance === "denied");
const sourceOf = (st) => (st.attribution ? nameOf(st.attribution.source) || t("read.somebody") : OWN_VOICE);
const stanceOf = (st) => styles.stance[st.attribution.stance] || styles.stance.said;
const titleOf = (id) => (documents[id] && (documents[id].title || documents[id].source)) || id || t("filters.unknown_document");
const dateOf = (id) => (documents[id] && documents[id].date) || "";

const statementsAt = entities.map(() => []);
statements.forEach((st, k) => {
  const nodes = nodesOf(k);
  const speaker = speakerOf(k);
  for (const i of nodes) statementsAt[i].push(st);
  if (speaker !== undefined && !nodes.includes(speaker)) statementsAt[speaker].push(st);
});
const linesAt = entities.map(() => []);
lines.forEach((line) => { linesAt[line.from].push(line); if (line.to !== line.from) linesAt[line.to].push(line); });

/** Dates and amounts that no arrow reaches would only lie about: they are in panel, table and search. */
const aside = new Set(entities.map((_, i) => i).filter((i) => entities[i].kind === "value" && !linesAt[i].length));
