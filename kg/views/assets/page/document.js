// The documents: a list of them, and the text of one with its mentions and statements marked.

/** What is read: the document, the place to go to, and the statement whose participants are marked there. */
const reading = { id: null, at: null, statement: null, go: false };
const factsOfDocument = (id) => documents[id] || {}; // of one that is only named nothing is known
let orderOfDocuments = null;
/** The ids of all documents, by date; those without one last. */
const documentOrder = () => (orderOfDocuments ??= knownDocuments().sort((a, b) => compare(dateOf(a) || "9999", dateOf(b) || "9999") || compare(titleOf(a), titleOf(b))));
function knownDocuments() {
  contentsOf("");
  return [...new Set([...Object.keys(documents), ...byDocument.keys()])].filter((id) => id !== "" || documents[id]);
}
const listMemory = new Map();

let byDocument = null;
/** Mentions and sentences of each document: Map id → { mentions: [{ start, end, i }], sentences, statements }. */
function contentsOf(id) {
  if (!byDocument) {
    byDocument = new Map();
    const at = (key) => { if (!byDocument.has(key)) byDocument.set(key, { mentions: [], statements: [], sentences: null }); return byDocument.get(key); };
    entities.forEach((entity, i) => (entity.mentions || []).forEach(({ document: key, start, end }) => { if (end > start) at(key).mentions.push({ start, end, i }); }));
    statements.forEach((st) => new Set([st.document, ...(st.evidence || []).map((one) => one.document)]).forEach((key) => key && at(key).statements.push(st)));
    byDocument.forEach(({ mentions }) => mentions.sort((a, b) => a.start - b.start || a.end - b.end));
  }
  return byDocument.get(id) || { mentions: [], statements: [], sentences: [] };
}
/** The sentences of a document that say something, in their order: [{ start, end, text, statements }]. */
function sentencesIn(id) {
  const contents = contentsOf(id);
  if (contents.sentences) return contents.sentences;
  const found = new Map();
  for (const st of contents.statements) {
    for (const { document: key, start, end, text } of st.evidence || []) {
      if (key !== id) continue;
      const name = `${start} ${end}`;
      if (!found.has(name)) found.set(name, { start, end, text: text || "", statements: [] });
      found.get(name).statements.push(st);
    }
  }
  contents.sentences = [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  return contents.sentences;
}

const charsOf = new Map();
/** The text of a document by code points; undefined if the page does not have it. */
function textOf(id) {
  if (!charsOf.has(id)) charsOf.set(id, typeof documents[id]?.text === "string" ? points(documents[id].text) : undefined);
  return charsOf.get(id);
}
/** The words at a place, "" where they are not known. */
function wordsAt({ document: id, start, end }) {
  const chars = textOf(id);
  if (chars) return cut(chars, start, end);
  const around = sentencesIn(id).find((one) => one.start <= start && one.end >= end);
  return around ? cut(points(around.text), start - around.start, end - around.start) : "";
}

/** Open the document view at a place; `st` is the statement that is to be marked there. */
function showText({ document: id, start, end }, st = null) {
  Object.assign(reading, { id, at: { start, end }, statement: st?.id ?? null, go: true });
  show("document");
  announce(t("document.at", { title: titleOf(id) }));
}

const LONG = 1200; // characters of a piece of text that is marked at a time
/** The text in pieces, each with its place: [[{ from, chars }, …] for each paragraph]. */
function paragraphsOf(id) {
  const whole = documents[id]?.text;
  if (typeof whole !== "string") return sentencesIn(id).map(({ start, text }) => [{ from: start, chars: points(text) }]);
  let from = 0;
  const found = [];
  for (const [k, part] of whole.split(/(\n\s*\n)/).entries()) {
    const chars = points(part);
    if (k % 2 === 0 && part.trim()) found.push(piecesOf(chars, from));
    from += chars.length;
  }
  return found;
}
function piecesOf(chars, from) {
  const found = [];
  for (let k = 0; k < chars.length;) {
    let end = Math.min(chars.length, k + LONG);
    while (end < chars.length && end < k + 2 * LONG && !/\s/.test(chars[end - 1])) end++;
    found.push({ from: from + k, chars: chars.slice(k, end) });
    k = end;
  }
  return found;
}

let pieces = []; // of the open text: { from, to, chars, element, mark }
let watcher = null;
let marking = 0; // grows when marks are out of date
let openText = null;
const onScreen = new Set();

/** Mentions (sorted by start) that reach into [from, to). */
function reachingInto(list, from, to, longest) {
  let [low, high] = [0, list.length];
  while (low < high) { const middle = (low + high) >> 1; if (list[middle].start < from - longest) low = middle + 1; else high = middle; }
  const found = [];
  for (let k = low; k < list.length && list[k].start < to; k++) if (list[k].end > from) found.push(list[k]);
  return found;
}
const longestOf = (list) => list.reduce((most, { start, end }) => Math.max(most, end - start), 0);

/** The statements whose participants are marked in the text. */
function markedStatements() {
  const ids = state.statement !== null ? [state.statement] : state.line !== null ? shown.lines.get(state.line) || [] : reading.statement !== null ? [reading.statement] : [];
  return ids.map((id) => statementOf.get(id)).filter((st) => st && st.document === reading.id);
}

/** What is marked now, for all pieces. */
function marksNow() {
  const { mentions } = contentsOf(reading.id);
  const chosen = markedStatements();
  const sentences = sentencesIn(reading.id).map((one, k) => ({ ...one, k, list: one.statements.filter((st) => shown.statements.has(st.id)) }));
  const here = new Set(chosen.flatMap((st) => (st.evidence || []).map(({ start, end }) => `${start} ${end}`)));
  if (state.place && state.place.document === reading.id) here.add(`${state.place.start} ${state.place.end}`);
  const roles = chosen.flatMap(marksOf);
  if (reading.at && !chosen.length) roles.push({ ...reading.at, cls: "at" });
  return { mentions, longest: longestOf(mentions), sentences, longestSentence: longestOf(sentences), here, roles };
}

function markPiece(piece, now) {
  const { from, chars } = piece;
  const to = from + chars.length;
  const layer = (list, value = (one) => one) => { // the shortest wins where they lie in each other
    const owner = new Array(chars.length).fill(null);
    [...list].sort((a, b) => (a.end - a.start) - (b.end - b.start)).forEach((one) => { for (let k = Math.max(one.start, from); k < Math.min(one.end, to); k++) owner[k - from] ??= value(one); });
    return owner;
  };
  const mentions = layer(reachingInto(now.mentions, from, to, now.longest).filter(({ i }) => shown.nodes.has(i)));
  const sentences = layer(reachingInto(now.sentences, from, to, now.longestSentence).filter(({ list }) => list.length));
  const roles = layer(now.roles.filter((one) => one.start < to && one.end > from));
  const parts = [];
  const counted = new Set();
  let box = parts;
  let sentenceNow = null;
  for (let k = 0; k < chars.length;) {
    let end = k;
    while (end < chars.length && mentions[end] === mentions[k] && sentences[end] === sentences[k] && roles[end] === roles[k]) end++;
    if (sentences[k] !== sentenceNow) {
      sentenceNow = sentences[k];
      box = parts;
      if (sentenceNow) {
        const here = now.here.has(`${sentenceNow.start} ${sentenceNow.end}`);
        box = [];
        parts.push([sentenceNow.start >= from && !counted.has(sentenceNow) ? countButton(sentenceNow, here) : null, { cls: here ? "sentence here" : "sentence", k: sentenceNow.k, box }]);
        counted.add(sentenceNow);
      }
    }
    const text = cut(chars, k, end);
    const inner = mentions[k] ? mentionMark(mentions[k], text, from + k) : text;
    box.push(roles[k] ? make("mark", { cls: roles[k].cls }, inner) : inner);
    k = end;
  }
  piece.element.replaceChildren(...parts.flatMap((part) => (Array.isArray(part) ? [part[0], make("span", { cls: part[1].cls, "data-sentence": String(part[1].k) }, part[1].box)].filter(Boolean) : [part])));
  piece.mark = marking;
}
function mentionMark({ i }, text, at) {
  const colours = coloursOf(lookOf(i));
  const name = entities[i].label;
  const mark = make("span", {
    cls: state.node === i ? "mention chosen" : "mention", role: "button", tabindex: "-1", "data-node": String(i), "data-at": String(at),
    "aria-label": bare(text) === bare(name) ? `${text}: ${lookOf(i).label}` : `${text}: ${name}, ${lookOf(i).label}`,
  }, text);
  mark.style.textDecorationColor = theme() === "dark" && !lookOf(i).hollow ? colours.fill : colours.line;
  return mark;
}
function countButton({ start, end, list, k }, here) {
  const words = t("document.count", { n: list.length });
  return make("button", {
    type: "button", cls: here ? "tally here" : "tally", tabindex: "-1", title: words, "aria-label": words, "data-at": `s${start}`, "data-of": String(k),
    onclick: () => selectPlace({ document: reading.id, start, end }, list),
  }, list.length.toLocaleString(LANGUAGE));
}

/** Mark what is in sight anew; the rest when it comes into sight. */
function remark() {
  if (!openText) return;
  marking += 1;
  const now = marksNow();
  const focused = openText.contains(document.activeElement) ? document.activeElement.dataset.at : null;
  onScreen.forEach((piece) => markPiece(piece, now));
  tidy();
  if (focused) openText.querySelector(`[data-at="${focused}"]`)?.focus({ preventScroll: true });
}
/** Counts that would stand in one line of the margin stand side by side; one thing can be reached by Tab. */
function tidy() {
  let [line, at] = [null, 0];
  const tallies = [...openText.querySelectorAll(".tally")].reverse(); // the last of a line stands nearest to it
  const tops = tallies.map((tally) => tally.getBoundingClientRect().top);
  tallies.forEach((tally, k) => {
    at = line !== null && Math.abs(tops[k] - line) < 8 ? at + 1 : 0;
    line = tops[k];
    tally.style.marginInlineStart = at ? `${-at * 25}px` : "";
  });
  if (!openText.querySelector('[data-at][tabindex="0"]')) openText.querySelector("[data-at]")?.setAttribute("tabindex", "0");
}

function fillDocument() {
  const order = documentOrder();
  const view = $("document-view");
  if (!order.length) { view.replaceChildren(make("p", { cls: "none" }, t("document.none"))); return; }
  if (!order.includes(reading.id)) Object.assign(reading, { id: documentToOpen(order), at: null, statement: null });
  const known = view.querySelector("article")?.dataset.document === reading.id;
  if (!known) { watcher?.disconnect(); onScreen.clear(); }
  const box = known ? view.querySelector("article") : buildText(order);
  const list = listOfDocuments(order);
  if (known) view.querySelector("nav").replaceWith(list);
  else { view.replaceChildren(list, box); openText = box; box.scrollTop = 0; pieces.forEach((piece) => watcher.observe(piece.element)); }
  fillHead(box, order);
  list.querySelector('[aria-current="true"]')?.scrollIntoView?.({ block: "nearest" });
  remark();
  const there = reading.go ? reading.at : known ? null : state.place ?? markedStatements()[0]?.evidence?.[0];
  reading.go = false;
  if (there) goTo(there);
}
/** The document of what is chosen, else the first. */
function documentToOpen(order) {
  const st = state.statement !== null ? statementOf.get(state.statement) : state.line !== null ? statementOf.get(lines[state.line].statements[0]) : null;
  const wanted = state.place?.document ?? st?.document ?? (state.node !== null ? endsOf(state.node)[0]?.document : null);
  return order.includes(wanted) ? wanted : order[0];
}

function listOfDocuments(order) {
  const filter = (word) => order.filter((id) => !off.document.has(id) && plain(`${titleOf(id)} ${factsOfDocument(id).source || ""} ${dateOf(id)}`).includes(word));
  const hidden = order.filter((id) => off.document.has(id)).length;
  const item = (id) => {
    const { statements: all, mentions } = contentsOf(id);
    const { title, source } = factsOfDocument(id);
    return make("li", {}, make("button", { type: "button", "aria-current": id === reading.id ? "true" : null, "data-again": id, onclick: () => openDocument(id) },
      make("span", { cls: "title" }, title || !source ? said(titleOf(id)) : fileName(source)),
      make("span", { cls: "small" }, said(dateOf(id) || t("document.undated")), title && source ? [" · ", fileName(source)] : null),
      make("span", { cls: "small" }, t("document.statements", { n: all.filter((st) => shown.statements.has(st.id)).length }), " · ", t("document.things", { n: new Set(mentions.map(({ i }) => i)).size }))));
  };
  const fill = () => {
    const found = filter(plain(listMemory.get("words") || ""));
    const wanted = Math.max(listMemory.get("list") ?? 60, found.indexOf(reading.id) + 1);
    listMemory.set("list", wanted);
    return unrolling("list", found, item, wanted, 200, listMemory, "ul");
  };
  const rows = make("div", { cls: "document-list" }, fill());
  const search = order.length > 8 ? make("input", { type: "search", cls: "document-search", placeholder: t("document.find"), "aria-label": t("document.find"), value: listMemory.get("words") || "", oninput: (event) => { listMemory.set("words", event.target.value); listMemory.delete("list"); rows.replaceChildren(fill()); } }) : null;
  const narrow = window.matchMedia("(max-width: 760px)").matches;
  return make("nav", { "aria-label": t("document.list") }, make("details", { open: !narrow },
    make("summary", {}, make("h2", {}, t("document.documents", { n: order.length }))), search, rows,
    hidden ? make("p", { cls: "small" }, t("document.hidden", { n: hidden })) : null));
}
function openDocument(id) {
  Object.assign(reading, { id, at: null, statement: null, go: false });
  fillDocument();
  if (byKeyboard) openText.focus({ preventScroll: true });
  announce(t("document.opened", { title: titleOf(id) }));
  saveAddress();
}

function buildText() {
  const { id } = reading;
  pieces = [];
  const paragraphs = paragraphsOf(id).map((parts) => make("p", { dir: "auto" }, parts.map((part) => {
    const piece = { ...part, to: part.from + part.chars.length, element: make("span", { cls: "piece" }, cut(part.chars, 0)), mark: -1 };
    pieces.push(piece);
    return piece.element;
  })));
  const ofElement = new Map(pieces.map((piece) => [piece.element, piece]));
  const box = make("article", { cls: "text", tabindex: "-1", "data-document": id, "aria-label": titleOf(id) }, make("div", { cls: "document-head" }), make("div", { cls: "body", onclick: pressText, onkeydown: keyText, onmouseover: pointText, onmouseout: pointText }, paragraphs));
  watcher = new IntersectionObserver((changed) => {
    const now = marksNow();
    let some = false;
    for (const { target, isIntersecting } of changed) {
      const piece = ofElement.get(target);
      if (!isIntersecting) { onScreen.delete(piece); continue; }
      onScreen.add(piece);
      if (piece.mark !== marking) { markPiece(piece, now); some = true; }
    }
    if (some) tidy();
  }, { root: box, rootMargin: "400px" });
  return box;
}

function fillHead(box, order) {
  const { id } = reading;
  const { mentions, statements: all } = contentsOf(id);
  const at = order.indexOf(id);
  const step = (k, key) => make("button", { type: "button", disabled: !order[at + k], "data-again": key, onclick: () => openDocument(order[at + k]) }, t(`document.${key}`));
  const { title, source } = factsOfDocument(id);
  const place = focusPlace(box.firstElementChild);
  box.firstElementChild.replaceChildren(...[
    make("h2", {}, title || !source ? said(titleOf(id)) : fileName(source)),
    make("p", { cls: "small facts" }, said(dateOf(id) || t("document.undated")), title && source ? [" · ", fileName(source)] : null, " · ",
      t("document.statements", { n: all.filter((st) => shown.statements.has(st.id)).length }), " · ", t("document.things", { n: new Set(mentions.map(({ i }) => i)).size })),
    order.length > 1 ? make("div", { cls: "actions" }, step(-1, "previous"), step(1, "next")) : null,
    textOf(id) ? null : make("p", { cls: "note" }, t(sentencesIn(id).length ? "document.no-text" : "document.nothing")),
    make("p", { cls: "small hint" }, t("document.hint")),
  ].filter(Boolean));
  place?.();
}

/** Bring a place into sight, with its marks. */
function goTo({ start, end }) {
  const now = marksNow();
  const found = pieces.filter((piece) => piece.from < end && piece.to > start);
  found.forEach((piece) => { markPiece(piece, now); onScreen.add(piece); });
  tidy();
  const target = found[0]?.element.querySelector("mark, .sentence.here") || found[0]?.element;
  target?.scrollIntoView({ block: "center" });
  if (byKeyboard && !loading) (target?.closest(".sentence")?.querySelector("[data-at]") || openText).focus({ preventScroll: true });
}

function pressText(event) {
  const mention = event.target.closest?.(".mention");
  if (mention) { roveTo(mention, false); selectNode(Number(mention.dataset.node)); }
}
/** Arrow keys go from mark to mark, so that Tab leads out of the text. */
function keyText(event) {
  const mention = event.target.closest?.("[data-at]");
  if (!mention) return;
  if (mention.matches(".mention") && ["Enter", " "].includes(event.key)) { event.preventDefault(); selectNode(Number(mention.dataset.node)); return; }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const all = [...openText.querySelectorAll("[data-at]")];
  const next = all[all.indexOf(mention) + step];
  if (next) roveTo(next, true);
}
function roveTo(mark, focus) {
  openText.querySelectorAll('[data-at][tabindex="0"]').forEach((one) => one.setAttribute("tabindex", "-1"));
  mark.setAttribute("tabindex", "0");
  if (focus) { mark.focus({ preventScroll: true }); mark.scrollIntoView({ block: "nearest" }); }
}
function pointText(event) {
  const mention = event.target.closest?.(".mention");
  const tally = event.target.closest?.(".tally");
  openText.querySelectorAll(".sentence.pointed").forEach((one) => one.classList.remove("pointed"));
  if (tally && event.type === "mouseover") openText.querySelectorAll(`[data-sentence="${tally.dataset.of}"]`).forEach((one) => one.classList.add("pointed"));
  if (!network) return;
  if (mention && event.type === "mouseover") showTip(nodeTip(Number(mention.dataset.node)), event);
  else hideTip();
}

views.set("document", { fill: fillDocument });
remembered.push({
  save: (parts) => { if (state.view === "document" && reading.id !== null) parts.set("document", reading.id); },
  load: (parts) => { if (documentOrder().includes(parts.get("document"))) Object.assign(reading, { id: parts.get("document"), at: null, statement: null }); },
});
choosers.push(() => {
  if (state.view !== "document" || !openText) return;
  Object.assign(reading, { at: null, statement: null });
  remark();
  const here = openText.querySelector(".sentence.here");
  if (state.statement !== null && here) here.scrollIntoView({ block: "nearest" });
});
starters.push(() => {
  darkQuery.addEventListener("change", remark);
  window.addEventListener("resize", () => { if (state.view === "document" && openText) tidy(); });
  window.addEventListener("beforeprint", () => { if (openText) { const now = marksNow(); pieces.forEach((piece) => { if (piece.mark !== marking) markPiece(piece, now); }); } });
});
