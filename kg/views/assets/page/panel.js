// The evidence panel: all that is said about what is chosen.

/** The words for `key` with elements in them: weave("panel.as-source", { name: said("Ann") }). */
function weave(key, values) {
  const names = Object.keys(values).filter((name) => typeof values[name] !== "number");
  const words = t(key, { ...values, ...Object.fromEntries(names.map((name, k) => [name, `\ue000${k}\ue001`])) });
  return words.split(/\ue000(\d+)\ue001/).map((part, k) => (k % 2 ? values[names[part]] : part));
}

/** A thing as a button that leads to its node, or as plain text if it has none. */
function thing(filler, cls = "") {
  if (filler.statement) {
    const inner = statementOf.get(filler.statement);
    if (!inner) return said(filler.text || t("panel.a-statement"));
    return make("span", {}, "“", phrase(inner, true, filler.statement), "”");
  }
  const i = nodeOf.get(filler.entity);
  const name = said(nameOf(filler) || t("panel.nothing"), cls);
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
const outerOf = (attribution) => (attribution?.outer ? [weave("panel.outer", { name: said(nameOf(attribution.outer.source) || t("panel.somebody")) }), outerOf(attribution.outer)] : null);

function inWords(st) {
  const sentences = [];
  sentences.push(styles.modality[st.facets.modality]?.words || t("panel.presented-as", { modality: st.facets.modality }));
  if (st.polarity === "negative") sentences.push(styles.polarity.negative.words);
  if (st.attribution) sentences.push(t("panel.not-the-text", { name: sourceOf(st), stance: stanceOf(st) }));
  return sentences.join(" ");
}

const bare = (text) => text.toLowerCase().replace(/^(the|a|an) /, "");

/** What is to be marked in the text for a statement: [{ start, end, cls, label?, … }]. */
function marksOf(st) {
  const marks = st.people.map((p) => ({ ...p.filler, cls: p.slot }));
  if (st.attribution?.source) marks.push({ ...st.attribution.source, cls: "source" });
  (st.cues || []).forEach((cue) => marks.push({ start: cue.start, end: cue.end, cls: cue.aspect === "polarity" ? "cue polarity" : "cue" }));
  if (st.predicate.start !== undefined) marks.push({ ...st.predicate, label: st.predicate.text, cls: "predicate" });
  return marks.filter((m) => Number.isInteger(m.start) && m.end > m.start);
}

/** The sentence with the participants of the statement marked. */
function sentence(st, evidence) {
  const chars = points(evidence.text || "");
  const inside = marksOf(st).filter((m) => m.start >= evidence.start && m.end <= evidence.end)
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

const confidenceWords = (st) => (typeof st.confidence === "number" ? ` · ${t("panel.confidence", { percent: Math.round(st.confidence * 100) })}` : "");
/** The name of a file, its whole path where the pointer stays. */
const fileName = (source) => make("span", { cls: "path", title: source }, said(source.split(/[\\/]/).filter(Boolean).at(-1) || source));
/** Document, date and, where it is more than the title, source of a piece of evidence. */
function whereLine(evidence, ...more) {
  const { title, source } = documents[evidence.document] || {};
  return make("div", { cls: "meta" }, said(titleOf(evidence.document)), dated(evidence.document), ...more, title && source ? [" · ", fileName(source)] : null);
}

function card(st, here = false) {
  const percent = confidenceWords(st);
  const hidden = shown.statements.has(st.id) ? null : make("div", { cls: "meta" }, t("panel.hidden-statement"));
  const quotes = (st.evidence || []).map((evidence) => [sentence(st, evidence), whereLine(evidence, percent)]);
  if (!quotes.length) quotes.push(make("div", { cls: "meta" }, t("panel.no-sentence"), percent));
  return make("article", { cls: here ? "card here" : "card" }, make("div", { cls: "head" }, phrase(st), " ", chips(st)), quotes, tags(st), how(st), toolsOf(cardTools, st), hidden);
}

/** The buttons that other parts of the page have for `one`, null if there are none. */
function toolsOf(tools, one) {
  const found = tools.map((tool) => tool(one)).filter(Boolean);
  return found.length ? make("div", { cls: "actions" }, found) : null;
}

function how(st) {
  const shares = Object.entries(st.confidence_parts || {}).map(([name, value]) => `${name} ${Math.round(value * 100)} %`).join(", ");
  const known = t(st.minted ? "panel.minted" : "panel.known");
  const plainFact = st.asserted === true ? t("panel.asserted") : st.asserted === false ? t("panel.not-asserted") : "";
  return make("details", {}, make("summary", {}, t("panel.how")), make("p", {}, said(inWords(st)), " ", plainFact),
    make("p", {}, weave("panel.words", { words: said(st.predicate.text || st.predicate.lemma || "–"), property: said(st.predicate.property || "–") }), st.predicate.event ? weave("panel.event", { event: said(st.predicate.event) }) : null, ` (${known})`),
    make("p", {}, weave("panel.rule", { rule: said((st.rules?.length ? st.rules.join(", ") : st.rule) || "–") }), shares ? t("panel.shares", { shares }) : "", " · ", said(st.id)));
}

let unrolled = new Map(); // how much of each list has been asked for, for what is chosen now
let panelOf = "";

function fillPanel() {
  const panel = $("panel");
  const chosen = JSON.stringify([state.node, state.statement, state.line, state.place]);
  const same = chosen === panelOf && !panel.hidden; // filled anew: the reader stays where he was
  if (!same) unrolled = new Map();
  panelOf = chosen;
  const place = same ? focusPlace(panel) : null;
  const scrollTop = same ? panel.scrollTop : 0;
  const content = state.node !== null ? nodePanel(state.node) : state.statement !== null ? statementPanel(statementOf.get(state.statement))
    : state.line !== null ? linePanel(lines[state.line]) : state.place ? placePanel(state.place) : sidePanels.map((one) => one.content()).find(Boolean) ?? null;
  panel.hidden = !content;
  const close = make("button", { type: "button", cls: "close", "aria-label": t("panel.close"), title: t("panel.close"), onclick: closePanel }, "×");
  panel.replaceChildren(...(content ? [close, ...content.flat(Infinity).filter(Boolean)] : []));
  if (same) panel.scrollTop = scrollTop;
  place?.();
}

/** Where in `box` the focus is, as a function that puts it there again after `box` has been filled anew. */
function focusPlace(box) {
  const focused = document.activeElement;
  if (!box.contains(focused) || focused === box) return null;
  const all = () => [...box.querySelectorAll("button, summary, input, select")];
  const [at, words] = [all().indexOf(focused), focused.textContent];
  return () => {
    const now = all();
    const same = now.filter((one) => one.textContent === words).sort((a, b) => Math.abs(now.indexOf(a) - at) - Math.abs(now.indexOf(b) - at))[0];
    (same || (box.hidden ? null : box))?.focus({ preventScroll: true });
  };
}

const shownPart = (list) => {
  const visible = list.filter((st) => shown.statements.has(st.id));
  return [visible, list.length - visible.length];
};

const AT_ONCE = { few: 5, cards: 20, step: 20, groups: 40 };

/** The first of `items`, each made by `build`, and a button for the rest; `memory` keeps under `key` how many were
 * asked for. `tag` is "ul" if they are list items. */
function unrolling(key, items, build, first, step = AT_ONCE.step, memory = unrolled, tag = "div") {
  const n = Math.min(items.length, memory.get(key) ?? first);
  const box = make(tag, { cls: "unroll" }, items.slice(0, n).map((item) => build(item)));
  let at = n;
  const more = () => {
    const next = Math.min(items.length, at + step);
    const added = items.slice(at, next).map((item) => build(item));
    holder.before(...added);
    at = next;
    memory.set(key, at);
    if (at < items.length) button.textContent = t("panel.more", { n: items.length - at });
    else {
      const heldFocus = document.activeElement === button;
      holder.remove();
      if (heldFocus) added[0].querySelector("button")?.focus({ preventScroll: true });
    }
    announce(t("panel.listed", { n: at, all: items.length }));
  };
  const button = make("button", { type: "button", cls: "unroll-more", onclick: more }, t("panel.more", { n: items.length - at }));
  const holder = tag === "ul" ? make("li", {}, button) : button;
  if (at < items.length) box.append(holder);
  return box;
}

function nodePanel(i) {
  const entity = entities[i];
  const [visible, hidden] = shownPart(statementsAt[i]);
  const inGraph = aside.has(i) && !shown.drawn.has(i) ? make("p", { cls: "small" }, t("panel.not-drawn"))
    : shown.nodes.has(i) ? null : make("p", { cls: "small" }, t("panel.hidden-thing"), " ", make("button", { type: "button", cls: "link", onclick: reset }, t("panel.show-all")));
  const groups = grouped(i, visible);
  let room = AT_ONCE.cards;
  const section = ([key, heading, list]) => { // what lies far below is written when it is opened
    const words = [...heading, list.length > 1 ? ` (${list.length.toLocaleString(LANGUAGE)})` : ""];
    const cards = () => unrolling(key, list, (st) => card(st), AT_ONCE.few);
    if (room > 0) {
      room -= Math.min(list.length, AT_ONCE.few);
      return [make("h3", {}, words), cards()];
    }
    return make("details", { cls: "folded", open: unrolled.has(`open ${key}`), ontoggle: (event) => {
      if (event.target.open && event.target.children.length === 1) event.target.append(cards());
      if (event.target.open) unrolled.set(`open ${key}`, 1); else unrolled.delete(`open ${key}`);
    } }, make("summary", {}, make("h3", {}, words)));
  };
  return [
    make("h2", {}, said(entity.label)), inGraph, factsOf(i), nodeActions(i),
    make("div", { cls: "top-line" },
      make("h3", {}, t("panel.statements", { n: visible.length }), hidden ? t("panel.hidden", { n: hidden }) : ""), copyTools(() => visible, [i], true)),
    visible.length ? null : make("p", { cls: "small" }, t(hidden ? "panel.all-hidden" : "panel.none")),
    unrolling("groups", groups, (group) => make("div", {}, section(group)), AT_ONCE.groups, AT_ONCE.groups),
  ];
}

function factsOf(i) {
  const entity = entities[i];
  const look = lookOf(i);
  const facts = make("dl");
  const fact = (name, ...value) => facts.append(make("dt", {}, t(`panel.${name}`)), make("dd", {}, ...value));
  fact("class", icon(look), " ", said(look.label), ["named", "concept", "value"].includes(entity.kind) ? ` · ${t(`panel.kind-${entity.kind}`)}` : "");
  if (entity.value) fact("value", said(entity.value));
  const others = entity.aliases.filter((alias) => alias !== entity.label);
  if (others.length) fact("aliases", ...join(others.slice(0, 12).map((alias) => said(alias))), others.length > 12 ? ` ${t("panel.more-forms", { n: others.length - 12 })}` : "");
  const times = entity.mentioned.reduce((sum, [, n]) => sum + n, 0);
  if (times) {
    fact("mentioned", t("panel.times", { n: times }), " ", t("panel.in-documents", { n: entity.mentioned.length }), ": ", ...join(entity.forms.slice(0, 8).map(([form, n]) => make("span", {}, "“", said(form), n > 1 ? `” ×${n}` : "”"))),
      entity.forms.length > 8 ? ` ${t("panel.more-forms", { n: entity.forms.length - 8 })}` : "");
  }
  const ends = endsOf(i);
  if (ends.length === 1) fact("only-mention", mentionLink(i, ends[0]));
  else if (ends.length) { fact("first-mention", mentionLink(i, ends[0])); fact("last-mention", mentionLink(i, ends[1])); }
  if (entity.documents.length > 1) fact("documents", unrolling("documents", entity.documents, (d) => make("div", {}, said(titleOf(d)), dated(d)), 4));
  if (entity.links.length) fact("identifiers", entity.links.map((link) => make("div", {}, said(link.iri ?? link), ` (${t(link.certain ? "panel.the-same" : "panel.perhaps-the-same")})`, link.reason ? make("span", { cls: "small" }, " ", said(link.reason)) : null)));
  fact("id", said(entity.id));
  return facts;
}

/** First and last mention by the dates of the documents (those without a date count only if none has one), then by place;
 * of several documents without any date nobody knows which came first: there it is one mention. */
function endsOf(i) {
  const all = entities[i].mentions || [];
  const known = all.filter((mention) => dateOf(mention.document));
  const order = (a, b) => compare(dateOf(a.document), dateOf(b.document)) || (a.document < b.document ? -1 : a.document > b.document ? 1 : a.start - b.start);
  let [first, last] = [null, null];
  for (const mention of known.length ? known : all) {
    if (!first || order(mention, first) < 0) first = mention;
    if (!last || order(mention, last) > 0) last = mention;
  }
  const told = known.length > 0 || first?.document === last?.document;
  return first === last || !told ? [first].filter(Boolean) : [first, last];
}
function mentionLink(i, mention) {
  const words = wordsAt(mention);
  return [make("button", { type: "button", cls: "link", title: `${titleOf(mention.document)}\n${t("panel.show-in-text")}`, onclick: () => showText(mention) },
    dateOf(mention.document) ? [said(dateOf(mention.document)), " · "] : null, said(titleOf(mention.document))), words ? [" “", said(words), "”"] : null];
}

const join = (parts) => parts.flatMap((part, k) => (k ? [", ", part] : [part]));

const nodeActions = (i) => toolsOf(nodeTools, i);

/** Statements of a node by relation and by the part that the node plays: [[key, heading, statements], …]. */
function grouped(i, list) {
  const groups = new Map();
  const add = (key, words, values, st) => { if (!groups.has(key)) groups.set(key, [weave(words, { name: said(entities[i].label), ...values }), []]); groups.get(key)[1].push(st); };
  for (const st of list) {
    const mine = st.people.find((p) => nodeOf.get(p.filler.entity) === i);
    const relation = st.predicate.label;
    if (!mine) add("3 says", "panel.as-source", {}, st);
    else if (mine.slot === "subject") add(`0 ${relation}`, "panel.as-subject", { relation }, st);
    else if (mine.slot === "object") add(`1 ${relation}`, "panel.as-object", { relation }, st);
    else add(`2 ${relation} ${mine.marker || mine.role}`, "panel.as-other", { relation, role: mine.marker || `(${mine.role})` }, st);
  }
  return [...groups.entries()].sort(([a], [b]) => compare(a, b)).map(([key, [heading, group]]) => [key, heading, group]);
}

function evidenceOf(heading, list, missing = 0) {
  const [agreeing, opposed, apart] = companions(list);
  const mine = new Set(list);
  const inside = new Set(list.flatMap((st) => st.people.map((p) => statementOf.get(p.filler.statement))).filter((st) => st && !mine.has(st)));
  const outside = list.flatMap((st) => (tellers().get(st.id) || []).filter((other) => !mine.has(other)));
  const section = (key, part) => (part.length ? [make("h3", {}, t(`panel.${key}`), ` (${part.length})`), unrolling(key, part, (st) => card(st), AT_ONCE.few)] : []);
  return [
    make("h2", {}, heading), voicesList([...list, ...agreeing, ...opposed]),
    make("div", { cls: "top-line" },
      make("h3", {}, t("panel.statements", { n: list.length }), missing ? t("panel.hidden", { n: missing }) : ""), copyTools(() => list, [], true)),
    unrolling("here", list, (st) => card(st, true), AT_ONCE.cards),
    ...section("opposite", opposed), ...section("same", agreeing), ...section("apart", apart),
    ...section("inside", [...inside]), ...section("outside", outside),
  ];
}
let tellersOf = null;
/** The statements about each statement, by its id. */
function tellers() {
  if (tellersOf) return tellersOf;
  tellersOf = new Map();
  for (const st of statements) {
    for (const { filler } of st.people) {
      if (!filler.statement) continue;
      if (tellersOf.has(filler.statement)) tellersOf.get(filler.statement).push(st);
      else tellersOf.set(filler.statement, [st]);
    }
  }
  return tellersOf;
}

function linePanel(line) {
  const ids = shown.lines.get(line.id) || line.statements;
  const list = ids.map((id) => statementOf.get(id)).filter(Boolean);
  if (!list.length) return [make("h2", {}, said(line.label)), make("p", {}, t("panel.no-record"))];
  const end = (i) => make("button", { type: "button", cls: "link", onclick: () => selectNode(i) }, said(entities[i].label));
  return evidenceOf([end(line.from), " ", line.denied ? "✕ " : "", said(line.label), " ", end(line.to)], list, line.statements.length - ids.length);
}
const statementPanel = (st) => evidenceOf([phrase(st, true)], [st]);
/** What one sentence of a document says. */
function placePanel(place) {
  const all = sentencesIn(place.document).find((one) => one.start === place.start && one.end === place.end)?.statements || [];
  const [visible, hidden] = shownPart(all);
  return [
    make("h2", {}, t("panel.in-this-sentence")), whereLine(place),
    make("div", { cls: "top-line" }, make("h3", {}, t("panel.statements", { n: visible.length }), hidden ? t("panel.hidden", { n: hidden }) : ""), copyTools(() => visible, [], true)),
    unrolling("here", visible, (st) => card(st), AT_ONCE.cards),
  ];
}
cardTools.push((st) => {
  const evidence = st.evidence?.[0];
  return evidence ? make("button", { type: "button", cls: "link", onclick: () => showText(evidence, st) }, t("panel.show-in-text")) : null;
});
