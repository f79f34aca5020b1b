// The records as they were before they were packed (kg/views/wire.py says how). What takes long is made when asked for.

/** { documents, drawn, entities, statements }, for a statement's number its nodes and more, and for a line's number those
 * of its statements (`behind`). */
function unpack(records, drawing) {
  /** The values of a column, which are given as they are or as { of, at }. */
  function columnOf(column) { return Array.isArray(column) ? column : column.at.map((i) => column.of[i]); }
  /** The values for `key` of all rows of columns. */
  function valuesOf({ kinds, kind, columns }, key) {
    if (Object.hasOwn(columns, key)) return columnOf(columns[key]);
    const values = kinds.map((one) => one[key] ?? null);
    return kind.map((one) => values[one]);
  }
  /** The rows of columns with `more` keys: objects, all made alike, which is many times faster than one by one. */
  function rowsOf({ kinds, kind, columns }, more = {}) {
    const values = { ...Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, columnOf(column)])), ...more };
    const shared = kinds.length ? Object.keys(kinds[0]) : [];
    const model = Object.fromEntries([...shared, ...Object.keys(values)].map((key) => [key, null]));
    const rows = kind.map(() => ({ ...model }));
    for (const key of shared) rows.forEach((row, i) => { row[key] = kinds[kind[i]][key]; });
    for (const [key, list] of Object.entries(values)) rows.forEach((row, i) => { row[key] = list[i]; });
    return rows;
  }
  function sparseOf({ at, of }) { return new Map(at.map((i, k) => [i, of[k]])); }
  const wordOf = (number) => (number < 0 ? null : records.words[number]);
  const keyOf = (number) => (number < 0 ? null : records.documents.id[number] ?? records.others[number - records.documents.id.length]);

  const documents = Object.create(null); // ids may be "__proto__"
  rowsOf(records.documents).forEach((row, i) => {
    const text = records.documents.text[i];
    documents[records.documents.id[i]] = text === null ? row : Object.assign(row, { text });
  });

  /** The piece of a document from one offset to another, in code points; "" where its text is not in the page. */
  const signs = new Map();
  function pieceOf(id, start, end) {
    const text = documents[id]?.text || "";
    if (!signs.has(id)) signs.set(id, /[\ud800-\udfff]/.test(text) ? Array.from(text) : null);
    const parts = signs.get(id);
    return parts ? parts.slice(start, end).join("") : text.slice(start, end);
  }

  const counted = (values) => {
    const counts = new Map();
    for (const value of values) if (value) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  };

  const packed = records.entities;
  const given = Object.fromEntries(["aliases", "documents", "forms", "iri", "links", "mentioned", "value"].map((key) => [key, sparseOf(packed[key])]));
  const [classes, communities, kinds] = ["class", "community", "kind"].map((key) => valuesOf(packed, key));
  /** A thing. What its mentions tell is made when it is asked for. */
  class Entity {
    constructor(i) {
      this.number = i;
      this.id = packed.id[i];
      this.label = packed.label[i];
      this.class = classes[i];
      this.community = communities[i];
      this.kind = kinds[i];
    }
    get iri() { return given.iri.get(this.number) ?? packed.prefix + this.id; }
    get aliases() { return given.aliases.get(this.number) ?? []; }
    get links() { return given.links.get(this.number) ?? []; }
    get value() { return given.value.get(this.number) ?? null; }
    get mentions() {
      const places = packed.mentions[this.number];
      return Array.from({ length: places.length / 3 }, (_, k) => ({ document: keyOf(places[3 * k]), start: places[3 * k + 1], end: places[3 * k + 1] + places[3 * k + 2] }));
    }
    get documents() { return given.documents.get(this.number)?.[0] ?? [...new Set(this.mentions.map((m) => m.document))].sort(); }
    get forms() { return given.forms.get(this.number)?.[0] ?? counted(this.mentions.map((m) => pieceOf(m.document, m.start, m.end))); }
    get mentioned() { return given.mentioned.get(this.number)?.[0] ?? counted(this.mentions.map((m) => m.document)); }
  }
  const entities = packed.id.map((_, i) => new Entity(i));
  const nodeOf = new Map(entities.map((entity, i) => [entity.id, i]));

  const table = records.statements;
  const simple = Object.fromEntries(
    ["asserted", "minted", "modality", "moved", "object_role", "polarity", "rule", "rules", "subject_role"].map((key) => [key, valuesOf(table, key)]),
  );
  /** A mention as it was before packing; `st` is where it is said. */
  function mentionOf(st, value) {
    if (!value) return null;
    if (!Array.isArray(value)) return value;
    if (value.length === 2) return { statement: table.id[value[0]], text: value[1] };
    const [entity, from, length, kind, text] = value;
    const start = from + st.base;
    const words = text ?? pieceOf(st.document, start, start + length);
    const thing = entity ? entities[entity - 1] : null;
    return { text: words, entity: thing ? thing.id : null, label: thing ? thing.label : words, class: thing ? thing.class : null, start, end: start + length, kind: wordOf(kind) };
  }
  function sentenceOf(st, value) {
    if (!Array.isArray(value)) return value;
    const [start, length, text, other] = value;
    const document = other === undefined ? st.document : keyOf(other);
    return { document, start, end: start + length, text: typeof text === "string" ? text : pieceOf(document, start, start + length) };
  }
  function attributionOf(st, value) {
    if (!value) return null;
    if (!Array.isArray(value)) return value;
    return { source: mentionOf(st, value[0]), verb: wordOf(value[1]), stance: wordOf(value[2]), outer: attributionOf(st, value[3]) };
  }
  function timeOf(st, value) {
    if (!value) return null;
    if (!Array.isArray(value)) return value;
    const start = value[1] + st.base;
    return { text: value[4] ?? pieceOf(st.document, start, start + value[2]), value: wordOf(value[3]), entity: value[0] ? entities[value[0] - 1].id : null, start, end: start + value[2] };
  }
  function cueOf(st, value) {
    if (!Array.isArray(value)) return value;
    const start = value[2] + st.base;
    return { aspect: wordOf(value[0]), value: wordOf(value[1]), text: value[4] ?? pieceOf(st.document, start, start + value[3]), start, end: start + value[3] };
  }
  const roleOf = (st, value) => (Array.isArray(value) ? { role: wordOf(value[0]), marker: wordOf(value[1]), filler: mentionOf(st, value[2]) } : value);

  /** What a statement is filtered by, without making more of it than is asked for. */
  class Facets {
    #st;
    constructor(st) { this.#st = st; }
    get relation() { return table.predicate.of[table.predicate.at[this.#st.order]].label; }
    get modality() { return simple.modality[this.#st.order] || "actual"; }
    get polarity() { return isDenied(this.#st) ? "negative" : "positive"; }
    get source() { return table.attribution[this.#st.order] ? sourceOf(this.#st) : OWN_VOICE; }
    get document() { return this.#st.document || ""; }
  }
  /** A statement. Its parts are made when they are asked for, and then kept. */
  class Statement {
    #made = null;
    constructor(k) {
      this.order = k;
      this.id = table.id[k];
      this.document = keyOf(table.document[k]);
      this.confidence = table.confidence[k];
      this.lines = [];
    }
    /** Where its first evidence begins. */
    get base() {
      const first = table.evidence[this.order] ? table.evidence[this.order][0] : null;
      return Array.isArray(first) ? first[0] : Number.isInteger(first?.start) ? first.start : 0;
    }
    #once(key, make) {
      this.#made ??= new Map();
      if (!this.#made.has(key)) this.#made.set(key, make());
      return this.#made.get(key);
    }
    get asserted() { return simple.asserted[this.order]; }
    get minted() { return simple.minted[this.order]; }
    get modality() { return simple.modality[this.order]; }
    get moved() { return simple.moved[this.order] === true; }
    get object_role() { return simple.object_role[this.order]; }
    get polarity() { return simple.polarity[this.order]; }
    get rule() { return simple.rule[this.order]; }
    get rules() { return simple.rules[this.order]; }
    get subject_role() { return simple.subject_role[this.order]; }
    get subject() { return this.#once("subject", () => mentionOf(this, table.subject[this.order])); }
    get object() { return this.#once("object", () => mentionOf(this, table.object[this.order])); }
    get place() { return this.#once("place", () => mentionOf(this, table.place[this.order])); }
    get time() { return this.#once("time", () => timeOf(this, table.time[this.order])); }
    get roles() { return this.#once("roles", () => (table.roles[this.order] || []).map((value) => roleOf(this, value))); }
    get cues() { return this.#once("cues", () => (table.cues[this.order] || []).map((value) => cueOf(this, value))); }
    get attribution() { return table.attribution[this.order] ? this.#once("attribution", () => attributionOf(this, table.attribution[this.order])) : null; }
    get evidence() { return this.#once("evidence", () => (table.evidence[this.order] || []).map((value) => sentenceOf(this, value))); }
    get predicate() {
      return this.#once("predicate", () => {
        const predicate = { ...table.predicate.of[table.predicate.at[this.order]] };
        const said = table.said[this.order];
        return said ? Object.assign(predicate, { start: said[0] + this.base, end: said[0] + this.base + said[1] }) : predicate;
      });
    }
    get confidence_parts() {
      const { of, at, values } = table.shares;
      return Object.fromEntries(of[at[this.order]].map((name, i) => [name, values[this.order][i]]));
    }
    get people() { return this.#once("people", () => participantsOf(this)); }
    get speaker() { return speakerOf(this.order); }
    get nodes() { return nodesOf(this.order); }
    get facets() { return new Facets(this); }
  }
  const statements = table.id.map((_, k) => new Statement(k));
  const statementOf = new Map(statements.map((st) => [st.id, st]));
  const behind = valuesOf(drawing.edges, "statements").map((found) => (typeof found === "number" ? [found] : found));
  behind.forEach((found, i) => { for (const k of found) statements[k].lines.push(i); });
  const drawn = {
    nodes: rowsOf(drawing.nodes, { id: drawing.nodes.kind.map((_, i) => i), label: packed.label }),
    edges: rowsOf(drawing.edges, { id: behind.map((_, i) => i), statements: behind.map((found) => found.map((k) => table.id[k])) }),
    options: drawing.options,
  };

  /** The node of a packed mention, undefined if it has none. */
  function nodeOfPacked(value) {
    if (!value || value.length === 2) return undefined;
    if (Array.isArray(value)) return value[0] ? value[0] - 1 : undefined;
    return nodeOf.get(value.entity);
  }
  function speakerOf(k) {
    const value = table.attribution[k];
    return value ? nodeOfPacked(Array.isArray(value) ? value[0] : value.source) : undefined;
  }
  /** The nodes that take part in a statement: subject, object, the others, place, time. */
  function nodesOf(k) {
    const found = [];
    const add = (value) => { const i = nodeOfPacked(value); if (i !== undefined && !found.includes(i)) found.push(i); };
    add(table.subject[k]);
    add(table.object[k]);
    if (table.roles[k]) for (const role of table.roles[k]) add(Array.isArray(role) ? role[2] : role.filler);
    add(table.place[k]);
    add(table.time[k]);
    return found;
  }
  /** The nodes of subject and object, undefined for one that is none. */
  const mainEndsOf = (k) => [nodeOfPacked(table.subject[k]), nodeOfPacked(table.object[k])];
  /** The value of the time of a statement. */
  const timeValueOf = (k) => { const time = table.time[k]; return Array.isArray(time) ? wordOf(time[3]) : time?.value; };
  /** Whether a participant stands there as it was before packing, which may say more than a packed one. */
  function isLoose(k) {
    const loose = (value) => Boolean(value) && !Array.isArray(value);
    return loose(table.subject[k]) || loose(table.object[k]) || (table.roles[k] || []).some((role) => loose(role) || loose(role[2]));
  }
  return { behind, documents, drawn, mainEndsOf, entities, isLoose, nodeOf, nodesOf, speakerOf, statementOf, statements, timeValueOf };
}
