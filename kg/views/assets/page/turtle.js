// Statements and things as Turtle, with the names that graph.ttl has (kg/rdf/names.py, kg/rdf/events.py): each triple is one of the whole graph.

const NAMESPACES = records.prefixes;
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:\S/;
const NOT_IN_IRI = /[\s\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069<>"{}|\\^`\u00a0\ufffe\uffff\p{Surrogate}]|%(?![0-9A-Fa-f]{2})/gu;
/** What no file of RDF can hold becomes U+FFFD, one for one. */
const writable = (text) => String(text).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Surrogate}]/gu, "\ufffd");
const localName = (id) => encodeURIComponent(writable(id)).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const escapedIri = (iri) => iri.replace(NOT_IN_IRI, (sign) => encodeURIComponent(writable(sign)));

let baseIri = null;
/** The IRI below which everything stands that the build named, as the IRIs of the things tell it. */
function baseOf() {
  if (baseIri !== null) return baseIri;
  const found = entities.find(({ id, iri }) => id && ABSOLUTE.test(iri) && iri.endsWith(localName(id)));
  baseIri = found ? found.iri.slice(0, -localName(found.id).length) : NAMESPACES.e;
  return baseIri;
}

/** Triples by subject and property, written with the prefixes that they need. */
class Turtle {
  constructor() {
    this.prefixes = { ...NAMESPACES, e: baseOf(), p: `${baseOf()}property/` };
    this.used = new Set();
    this.subjects = new Map();
  }

  iri(iri) {
    // the longest namespace that fits, as that of minted properties lies below that of things
    const names = Object.keys(this.prefixes).filter((name) => iri.startsWith(this.prefixes[name]) && /^\w+(-\w+)*$/.test(iri.slice(this.prefixes[name].length)));
    const name = names.sort((a, b) => this.prefixes[b].length - this.prefixes[a].length)[0];
    if (name === undefined) return `<${escapedIri(iri)}>`;
    this.used.add(name);
    return `${name}:${iri.slice(this.prefixes[name].length)}`;
  }
  node(id) { return this.iri(baseOf() + localName(id)); }
  /** A term of the vocabulary: "kg:supplies", an absolute IRI, or a bare name. */
  term(name) {
    const [prefix, ...rest] = String(name).split(":");
    if (rest.length && NAMESPACES[prefix]) return this.iri(NAMESPACES[prefix] + localName(rest.join(":")));
    return this.iri(ABSOLUTE.test(name) && name.includes("://") ? escapedIri(name) : NAMESPACES.kg + localName(name));
  }
  text(words) {
    const escapes = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F" };
    return `"${writable(words).replace(/[\\"\n\r\t\x7f]/g, (sign) => escapes[sign])}"`;
  }
  date(value) { return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value) ? `"${value}"^^${this.term("xsd:date")}` : this.text(value); }
  decimal(number) { const digits = String(number).includes("e") ? number.toFixed(20).replace(/0+$/, "0") : String(number); return digits.includes(".") ? digits : `${digits}.0`; }

  add(subject, property, value) {
    if (value === null || value === undefined) return;
    const name = property === "a" ? "a" : this.term(property);
    if (!this.subjects.has(subject)) this.subjects.set(subject, new Map());
    const properties = this.subjects.get(subject);
    if (!properties.has(name)) properties.set(name, new Set());
    properties.get(name).add(value);
  }
  write() {
    const sorted = (list) => [...list].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const paragraphs = sorted(this.subjects.keys()).map((subject) => {
      const properties = this.subjects.get(subject);
      const lines = sorted(properties.keys()).map((name) => `${name} ${sorted(properties.get(name)).join(", ")}`);
      lines.sort((a, b) => b.startsWith("a ") - a.startsWith("a "));
      return `${subject} ${lines.join(" ;\n    ")} .\n`;
    });
    const head = sorted(this.used).map((name) => `@prefix ${name}: <${escapedIri(this.prefixes[name])}> .\n`).join("");
    return `${head}\n${paragraphs.join("\n")}`;
  }
}

function writeDocument(out, id) {
  const { title, source, date } = documents[id] || {};
  const node = out.node(id);
  if (!documents[id]) return;
  if (title || source) out.add(node, "rdfs:label", out.text(title || source));
  if (title) out.add(node, "schema:name", out.text(title));
  if (source) out.add(node, "dcterms:source", out.text(source));
  if (date) out.add(node, "schema:datePublished", out.date(date));
}

function writeThing(out, i, whole = false) {
  const entity = entities[i];
  const node = out.node(entity.id);
  out.add(node, "a", out.term(`kg:${entity.class}`));
  if (entity.label !== entity.iri) out.add(node, "rdfs:label", out.text(entity.label)); // else it has none
  if (!whole) return;
  if (entity.kind) out.add(node, "kg:kind", out.text(entity.kind));
  if (entity.value) out.add(node, "kg:normalizedValue", out.text(entity.value));
  entity.aliases.filter((alias) => alias !== entity.label).forEach((alias) => out.add(node, "skos:altLabel", out.text(alias)));
  entity.links.filter((link) => link.iri).forEach(({ iri, certain }) => out.add(node, certain ? "owl:sameAs" : "rdfs:seeAlso", ABSOLUTE.test(iri) ? out.iri(escapedIri(iri)) : out.node(iri)));
}

/** The node of a participant: an entity or a statement; undefined where nobody knows. */
function writeFiller(out, filler) {
  const i = filler ? nodeOf.get(filler.entity) : undefined;
  if (i !== undefined) writeThing(out, i);
  return i !== undefined ? out.node(filler.entity) : filler?.statement ? out.node(filler.statement) : undefined;
}

function writeStatement(out, st) {
  const node = out.node(st.id);
  const say = (property, words) => { if (words !== null && words !== undefined && words !== "") out.add(node, property, out.text(words)); };
  const { predicate, attribution, time } = st;
  const [subject, object] = [writeFiller(out, st.subject), st.moved ? (writeFiller(out, st.object), undefined) : writeFiller(out, st.object)];
  out.add(node, "a", out.term("rdf:Statement"));
  if (predicate.event) out.add(node, "a", out.term(predicate.event));
  out.add(node, "rdf:subject", subject);
  out.add(node, "rdf:object", object);
  if (predicate.property) {
    out.add(node, "rdf:predicate", out.term(predicate.property));
    if (typeof st.asserted === "boolean") out.add(node, "kg:asserted", String(st.asserted));
    if (typeof st.minted === "boolean") out.add(node, "kg:minted", String(st.minted));
    if (st.minted) out.add(out.term(predicate.property), "a", out.term("kg:MintedProperty"));
    if (st.asserted && subject && object) out.add(subject, predicate.property, object);
  }
  // In "X is the leader of Y" the graph has the roles of leading, which the records do not tell.
  if (predicate.lemma !== "be") {
    for (const { slot, role, filler } of st.people) {
      const named = slot === "other" || (slot === "subject" && st.subject_role) || (slot === "object" && st.object_role);
      if (named) out.add(node, `kg:${role}`, writeFiller(out, filler));
    }
  }
  say("kg:polarity", st.polarity);
  say("kg:modality", st.modality);
  say("kg:lemma", predicate.lemma);
  say("kg:predicateText", predicate.text);
  if (typeof st.confidence === "number") out.add(node, "kg:confidence", out.decimal(st.confidence));
  say("kg:rule", st.rule);
  say("kg:rules", (st.rules || []).join(" "));
  if (attribution) {
    out.add(node, "kg:attributedTo", writeFiller(out, attribution.source));
    say("kg:attributionVerb", attribution.verb);
    say("kg:stance", attribution.stance);
  }
  if (time) {
    out.add(node, "time:hasTime", writeFiller(out, time));
    say("kg:timeText", time.text);
    say("kg:timeValue", time.value);
  }
  out.add(node, "kg:place", writeFiller(out, st.place));
  (st.evidence || []).forEach((evidence) => writeEvidence(out, node, evidence));
}

/** The sentence as a target of the Web Annotation model: where it stands, and its words. */
function writeEvidence(out, node, { document: id, start, end, text }) {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return;
  const target = out.node(`${id}_${start}-${end}`);
  const at = out.node(`${id}_${start}-${end}_at`);
  out.add(node, "prov:wasDerivedFrom", target);
  out.add(target, "a", out.term("oa:SpecificResource"));
  out.add(target, "oa:hasSource", out.node(id));
  out.add(target, "oa:hasSelector", at);
  out.add(at, "a", out.term("oa:TextPositionSelector"));
  out.add(at, "a", out.term("oa:TextQuoteSelector"));
  out.add(at, "oa:start", String(start));
  out.add(at, "oa:end", String(end));
  out.add(at, "oa:exact", out.text(text || ""));
  writeDocument(out, id);
}

/** Statements, and things with all their names, as a document of Turtle. */
function turtleOf(list, nodes = []) {
  const out = new Turtle();
  nodes.forEach((i) => writeThing(out, i, true));
  list.forEach((st) => writeStatement(out, st));
  return out.write();
}
