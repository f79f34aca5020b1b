// The evidence panel: all that is said about what is chosen.

/** A thing as a button that leads to its node, or as plain text if it has none. */
function thing(filler, cls = "") {
  if (filler.statement) {
    const inner = statementOf.get(filler.statement);
    if (!inner) return said(filler.text || "(a statement)");
    return make("span", {}, "“", phrase(inner, true, filler.statement), "”");
  }
  const i = nodeOf.get(filler.entity);
  const name = said(nameOf(filler) || "(nothing)", cls);
  return i === undefined ? name : make("button", { type: "button", cls: "link", onclick: () => selectNode(i) }, name);
}

/** A statement in one line: subject, relation, object, the others with their prepositions. */
function phrase(st, links = true, nested = "") {
  const show = (filler) => (links ? (nested && filler.statement ? said(filler.text || "…") : thing(filler)) : said(nameOf(filler) || "…"));
  const parts = [];
  if (st.subject) parts.push(show(st.subject), " ");
  const words = st.predicate.label.includes(" … ") ? st.predicate.label.split(" … ")[0] : st.predicate.label;
  const relation = make(links ? "button" : "span", { cls: links ? "link relation" : "relation", ...(links ? { type: "button", onclick: () => selectStatement(st.id) } : {}) },
    isDenied(st) ? "✕ " : "", said(words));
  parts.push(relation);
  if (st.object) parts.push(" ", show(st.object));
  for (const { role, marker, filler, slot } of st.people) {
    if (slot === "other") parts.push(` ${marker || `${role}:`} `, show(filler));
  }
  return make("span", { cls: "phrase" }, parts);
}

function chips(st) {
  const found = [];
  if (st.polarity === "negative") found.push(make("span", { cls: "chip denied", title: styles.polarity.negative.words }, `✕ ${styles.polarity.negative.label}`));
  const modality = styles.modality[st.facets.modality];
  if (st.facets.modality !== "actual") found.push(make("span", { cls: "chip modal", title: modality?.words || "" }, modality?.label || st.facets.modality));
  if (st.attribution) {
    found.push(make("span", { cls: `chip voice${st.attribution.stance === "denied" ? " denied" : ""}` }, "❝ ", said(sourceOf(st)), ` ${stanceOf(st)}`, outerOf(st.attribution)));
  }
  return make("span", { cls: "chips" }, found);
}

/** Who is said to say so: the sources of the source. */
const outerOf = (attribution) => (attribution?.outer ? [", as ", said(nameOf(attribution.outer.source) || "somebody"), " says", outerOf(attribution.outer)] : null);

function inWords(st) {
  const sentences = [];
  sentences.push(styles.modality[st.facets.modality]?.words || `Presented as ${st.facets.modality}.`);
  if (st.polarity === "negative") sentences.push(styles.polarity.negative.words);
  if (st.attribution) sentences.push(`It is ${sourceOf(st)} who ${stanceOf(st)}, not the text itself.`);
  return sentences.join(" ");
}

const bare = (text) => text.toLowerCase().replace(/^(the|a|an) /, "");

/** The sentence with the participants of the statement marked. */
function sentence(st, evidence) {
  const chars = points(evidence.text || "");
  const marks = st.people.map((p) => ({ ...p.filler, cls: p.slot }));
  if (st.attribution?.source) marks.push({ ...st.attribution.source, cls: "source" });
  (st.cues || []).forEach((cue) => marks.push({ start: cue.start, end: cue.end, cls: cue.aspect === "polarity" ? "cue polarity" : "cue" }));
  if (st.predicate.start !== undefined) marks.push({ ...st.predicate, label: st.predicate.text, cls: "predicate" });
  const inside = marks.filter((m) => Number.isInteger(m.start) && m.start >= evidence.start && m.end <= evidence.end && m.end > m.start)
    .map((m) => ({ ...m, from: m.start - evidence.start, to: m.end - evidence.start }))
    .sort((a, b) => (a.to - a.from) - (b.to - b.from));
  const owner = new Array(chars.length).fill(null); // the shortest mark wins where marks lie in each other
  inside.forEach((m) => { for (let k = m.from; k < m.to; k++) owner[k] ??= m; });
  const parts = [];
  for (let k = 0; k < chars.length;) {
    const m = owner[k];
    let end = k;
    while (end < chars.length && owner[end] === m) end++;
    const text = cut(chars, k, end);
    parts.push(m ? make("mark", { cls: m.cls }, text) : text);
    const meant = m && m.cls !== "predicate" && end === m.to && m.label && !m.statement && bare(cut(chars, m.from, m.to)) !== bare(m.label);
    if (meant) parts.push(make("span", { cls: "meant" }, " [", said(m.label), "]"));
    k = end;
  }
  return make("blockquote", { cls: "said", dir: "auto" }, parts);
}

function tags(st) {
  const found = st.people.map(({ slot, role, marker, filler }) => {
    const value = filler.value && filler.value !== filler.text ? ` (${filler.value})` : "";
    return make("span", { cls: `tag ${slot}` }, make("span", { cls: "role" }, marker ? `${role} (${marker}) ` : `${role} `), said(nameOf(filler) || filler.text || "…"), value);
  });
  if (st.attribution?.source) found.push(make("span", { cls: "tag source" }, make("span", { cls: "role" }, `${stanceOf(st)} `), said(sourceOf(st))));
  return make("div", { cls: "tags" }, found);
}

function card(st, here = false) {
  const percent = st.confidence === undefined || st.confidence === null ? "" : ` · confidence ${Math.round(st.confidence * 100)} %`;
  const hidden = shown.statements.has(st.id) ? null : make("div", { cls: "meta" }, "(hidden in graph and table by your filters)");
  const quotes = (st.evidence || []).map((evidence) => [
    sentence(st, evidence),
    make("div", { cls: "meta" }, said(titleOf(evidence.document)), dated(evidence.document), percent),
  ]);
  if (!quotes.length) quotes.push(make("div", { cls: "meta" }, `No sentence is recorded.${percent}`));
  return make("article", { cls: here ? "card here" : "card" }, make("div", { cls: "head" }, phrase(st), " ", chips(st)), quotes, tags(st), how(st), toolsOf(cardTools, st), hidden);
}

/** The buttons that other parts of the page have for `one`, null if there are none. */
function toolsOf(tools, one) {
  const found = tools.map((tool) => tool(one)).filter(Boolean);
  return found.length ? make("div", { cls: "actions" }, found) : null;
}

function how(st) {
  const shares = Object.entries(st.confidence_parts || {}).map(([name, value]) => `${name} ${Math.round(value * 100)} %`).join(", ");
  const known = st.minted ? "made from the words of the text: the lexicon does not know them" : "from the ontology";
  const plain = st.asserted === true ? "Also in the graph as a plain fact." : st.asserted === false ? "Not in the graph as a plain fact." : "";
  return make("details", {}, make("summary", {}, "How this was read"), make("p", {}, said(inWords(st)), " ", plain),
    make("p", {}, "Words: ", said(st.predicate.text || st.predicate.lemma || "–"), " · property ", said(st.predicate.property || "–"), st.predicate.event ? [" · event ", said(st.predicate.event)] : null, ` (${known})`),
    make("p", {}, "Rule ", said((st.rules?.length ? st.rules.join(", ") : st.rule) || "–"), shares ? ` · confidence from ${shares}` : "", " · ", said(st.id)));
}

function fillPanel() {
  const panel = $("panel");
  const content = state.node !== null ? nodePanel(state.node) : state.statement !== null ? statementPanel(statementOf.get(state.statement))
    : state.line !== null ? linePanel(lines[state.line]) : null;
  panel.hidden = !content;
  const close = make("button", { type: "button", cls: "close", "aria-label": "Close the evidence", onclick: clearSelection }, "×");
  panel.replaceChildren(...(content ? [close, ...content.flat(Infinity).filter(Boolean)] : []));
}

const shownPart = (list) => {
  const visible = list.filter((st) => shown.statements.has(st.id));
  return [visible, list.length - visible.length];
};

function nodePanel(i) {
  const entity = entities[i];
  const look = lookOf(i);
  const facts = make("dl");
  const fact = (name, ...value) => facts.append(make("dt", {}, name), make("dd", {}, ...value));
  const kinds = { named: "has a name in the text", concept: "described, not named", value: "a value" };
  fact("Class", icon(look), " ", said(look.label), kinds[entity.kind] ? ` · ${kinds[entity.kind]}` : "");
  if (entity.value) fact("Value", said(entity.value));
  const others = entity.aliases.filter((alias) => alias !== entity.label);
  if (others.length) fact("Also called", ...join(others.map((alias) => said(alias))));
  if (entity.links.length) fact("Identifiers", entity.links.map((link) => make("div", {}, said(link.iri ?? link), link.certain ? " (the same)" : " (perhaps the same)", link.reason ? make("span", { cls: "small" }, " ", said(link.reason)) : null)));
  fact("Id", said(entity.id));
  const times = entity.mentioned.reduce((sum, [, n]) => sum + n, 0);
  if (times) fact("Mentioned", `${count(times, "time")} in ${count(entity.mentioned.length, "document")}: `, ...join(entity.forms.slice(0, 8).map(([form, n]) => make("span", {}, "“", said(form), n > 1 ? `” ×${n}` : "”"))), entity.forms.length > 8 ? ` and ${entity.forms.length - 8} more forms` : "");
  if (entity.documents.length) fact("Documents", entity.documents.map((d) => make("div", {}, said(titleOf(d)), dated(d))));
  const [visible, hidden] = shownPart(statementsAt[i]);
  const inGraph = aside.has(i) && !shown.drawn.has(i) ? make("p", { cls: "small" }, "Not drawn: no arrow leads to it.") : shown.nodes.has(i) ? null : make("p", { cls: "small" }, "Your filters hide this in the graph. ", make("button", { type: "button", cls: "link", onclick: reset }, "Show everything"));
  return [
    make("h2", {}, said(entity.label)), inGraph, facts, nodeActions(i),
    make("h3", {}, `${count(visible.length, "statement")}${hidden ? `, ${hidden} more hidden by your filters` : ""}`),
    ...grouped(i, visible).flatMap(([heading, list]) => [make("h3", {}, heading, list.length > 1 ? ` (${list.length})` : ""), ...list.map((st) => card(st))]),
  ];
}

const join = (parts) => parts.flatMap((part, k) => (k ? [", ", part] : [part]));

function nodeActions(i) {
  const only = state.near === i;
  const look = (hops) => () => { state.near = i; state.hops = hops; refresh(); fit(); };
  return make("div", { cls: "actions" },
    make("button", { type: "button", "aria-pressed": String(only && state.hops === 1), onclick: look(1) }, "Only its neighbours"),
    make("button", { type: "button", "aria-pressed": String(only && state.hops === 2), onclick: look(2) }, "Two steps"),
    state.near !== null ? make("button", { type: "button", onclick: () => { state.near = null; refresh(); fit(); } }, "Whole graph") : null,
    nodeTools.map((tool) => tool(i)));
}

/** Statements of a node by relation and by the part that the node plays: [[heading, statements], …]. */
function grouped(i, list) {
  const groups = new Map();
  const add = (key, heading, st) => { if (!groups.has(key)) groups.set(key, [heading, []]); groups.get(key)[1].push(st); };
  const name = entities[i].label;
  for (const st of list) {
    const mine = st.people.find((p) => nodeOf.get(p.filler.entity) === i);
    const relation = st.predicate.label;
    if (!mine) add(`3 says`, ["What ", said(name), " says"], st);
    else if (mine.slot === "subject") add(`0 ${relation}`, [said(name), ` ${relation} …`], st);
    else if (mine.slot === "object") add(`1 ${relation}`, [`… ${relation} `, said(name)], st);
    else add(`2 ${relation} ${mine.marker || mine.role}`, [`… ${relation} … ${mine.marker || `(${mine.role})`} `, said(name)], st);
  }
  return [...groups.entries()].sort(([a], [b]) => compare(a, b)).map(([, group]) => group);
}

const claimOf = (st) => JSON.stringify([st.subject?.entity ?? st.subject?.text, st.predicate.property || st.predicate.label, st.object?.entity ?? st.object?.text ?? st.object?.statement ?? null]);

/** Further statements of the same claim, parted into those that agree and those that do not. */
function companions(list) {
  const claims = new Set(list.filter((st) => st.subject && st.object).map(claimOf));
  const rest = statements.filter((st) => !list.includes(st) && claims.has(claimOf(st)));
  const denied = isDenied(list[0]);
  return [rest.filter((st) => Boolean(isDenied(st)) === Boolean(denied)), rest.filter((st) => Boolean(isDenied(st)) !== Boolean(denied))];
}

function evidenceOf(heading, list, missing = 0) {
  const [agreeing, opposed] = companions(list);
  const inside = statements.filter((st) => list.some((s) => s.people.some((p) => p.filler.statement === st.id)) && !list.includes(st));
  const outside = statements.filter((st) => st.people.some((p) => p.filler.statement && list.some((s) => s.id === p.filler.statement)) && !list.includes(st));
  const section = (words, part) => (part.length ? [make("h3", {}, `${words} (${part.length})`), ...part.map((st) => card(st))] : []);
  return [
    make("h2", {}, heading),
    make("h3", {}, `${count(list.length, "statement")}${missing ? `, ${missing} more hidden by your filters` : ""}`),
    ...list.map((st) => card(st, true)),
    ...section("Elsewhere, the opposite", opposed), ...section("Elsewhere, the same", agreeing),
    ...section("What is said there", inside), ...section("Said in", outside),
  ];
}

function linePanel(line) {
  const ids = shown.lines.get(line.id) || line.statements;
  const list = ids.map((id) => statementOf.get(id)).filter(Boolean);
  if (!list.length) return [make("h2", {}, said(line.label)), make("p", {}, "No record of this statement is in the page.")];
  const end = (i) => make("button", { type: "button", cls: "link", onclick: () => selectNode(i) }, said(entities[i].label));
  return evidenceOf([end(line.from), " ", line.denied ? "✕ " : "", said(line.label), " ", end(line.to)], list, line.statements.length - ids.length);
}
const statementPanel = (st) => evidenceOf([phrase(st, true)], [st]);
