// What was read in: entities, documents, statements, and what follows from them at once.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const $ = (id) => document.getElementById(id);
const drawn = read("kg-network");
const records = read("kg-records");
const { entities, documents, looks, palette, styles, texts } = records;
const lines = drawn.edges;
const statements = records.statements;
const statementOf = new Map(statements.map((st) => [st.id, st]));
const nodeOf = new Map(entities.map((entity, i) => [entity.id, i]));
const OWN_VOICE = "the text itself";
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
const sourceOf = (st) => (st.attribution ? nameOf(st.attribution.source) || "somebody (not named)" : OWN_VOICE);
const stanceOf = (st) => styles.stance[st.attribution.stance] || styles.stance.said;
const titleOf = (id) => (documents[id] && (documents[id].title || documents[id].source)) || id || "unknown document";
const dateOf = (id) => (documents[id] && documents[id].date) || "";

statements.forEach((st, order) => {
  st.order = order;
  const bare = st.object ? -1 : (st.roles || []).findIndex((r) => ["theme", "patient"].includes(r.role) && !r.marker);
  if (bare >= 0) { // nobody knows who "them" are: still it is what the sentence is about
    st.moved = true; // not the object by the records
    [st.object, st.object_role] = [st.roles[bare].filler, st.roles[bare].role];
    st.roles = st.roles.filter((_, k) => k !== bare);
  }
  st.people = participantsOf(st);
  st.nodes = [...new Set(st.people.map((p) => nodeOf.get(p.filler.entity)).filter((i) => i !== undefined))];
  st.speaker = st.attribution && st.attribution.source ? nodeOf.get(st.attribution.source.entity) : undefined;
  st.facets = {
    relation: st.predicate.label,
    modality: st.modality || "actual",
    polarity: isDenied(st) ? "negative" : "positive",
    source: sourceOf(st),
    document: st.document || "",
  };
  st.lines = [];
});
lines.forEach((line) => line.statements.forEach((id) => statementOf.get(id)?.lines.push(line.id)));
const statementsAt = entities.map(() => []);
statements.forEach((st) => new Set([...st.nodes, st.speaker]).forEach((i) => i !== undefined && statementsAt[i].push(st)));
const linesAt = entities.map(() => []);
lines.forEach((line) => { linesAt[line.from].push(line); if (line.to !== line.from) linesAt[line.to].push(line); });

/** Dates and amounts that no arrow reaches would only lie about: they are in panel, table and search. */
const aside = new Set(entities.map((_, i) => i).filter((i) => entities[i].kind === "value" && !linesAt[i].length));
