// Who says what about whom, and who contradicts whom.

const sourcesMemory = new Map();
let sourcesSort = "number";

/** A statement in short: what it says, how, its sentence, and the ways from there. */
function brief(st) {
  return make("article", { cls: "card brief" },
    make("div", { cls: "head" }, phrase(st), " ", chips(st)),
    (st.evidence || []).map((evidence) => [sentence(st, evidence), whereLine(evidence, st.time ? [" · ", weave("sources.about-time", { time: said(st.time.value || st.time.text || "") })] : null)]),
    make("div", { cls: "actions" }, make("button", { type: "button", cls: "link", "data-again": `open ${st.id}`, onclick: () => selectStatement(st.id) }, t("sources.evidence")), toolsOf(cardTools, st)));
}

/** Sources with their statements: [{ name, node, list, stances: Map, about: Map }]. */
function voicesShown() {
  const found = new Map();
  for (const st of statements) {
    if (!shown.statements.has(st.id)) continue;
    // Who "they" are in one document need not be "they" of another.
    const apart = st.attribution?.source && st.speaker === undefined ? st.document : "";
    const key = st.attribution ? st.speaker ?? `name ${sourceOf(st)} ${apart}` : "text";
    if (!found.has(key)) found.set(key, { key: String(key), name: st.speaker === undefined ? sourceOf(st) : entities[st.speaker].label, node: st.speaker, own: !st.attribution, apart, list: [], stances: new Map(), about: new Map() });
    const one = found.get(key);
    one.list.push(st);
    const stance = !st.attribution ? (isDenied(st) ? "denied" : "stated") : isDenied(st) ? "denied" : TOLD.includes(st.attribution.stance) ? st.attribution.stance : "said";
    one.stances.set(stance, (one.stances.get(stance) || 0) + 1);
    const whom = st.subject ? nodeOf.get(st.subject.entity) : undefined;
    if (whom !== undefined && whom !== st.speaker) one.about.set(whom, (one.about.get(whom) || 0) + 1);
  }
  const list = [...found.values()];
  const byName = (a, b) => compare(a.name, b.name);
  return list.sort(sourcesSort === "name" ? byName : (a, b) => b.list.length - a.list.length || byName(a, b));
}
const STANCES = ["stated", "said", "claimed", "confirmed", "believed", "asked", "denied"];

function voiceGroup(voice) {
  const { key, name, node, own: itself, apart, list, stances, about } = voice;
  const heading = itself ? t("sources.the-text") : node === undefined ? said(name) : [icon(lookOf(node)), " ", make("button", { type: "button", cls: "link", "data-again": `voice ${key}`, onclick: () => selectNode(node) }, said(name))];
  const whom = [...about.entries()].sort(([a, m], [b, n]) => n - m || compare(entities[a].label, entities[b].label));
  const open = sourcesMemory.has(`open ${key}`);
  const content = () => unrolling(`list ${key}`, list, brief, 10, 20, sourcesMemory);
  const details = make("details", { open, ontoggle: ({ target }) => {
    if (target.open && target.children.length === 1) target.append(content());
    if (target.open) sourcesMemory.set(`open ${key}`, 1); else sourcesMemory.delete(`open ${key}`);
  } }, make("summary", {}, t("sources.statements", { n: list.length })), open ? content() : null);
  return make("li", { cls: "speaker" },
    make("h3", {}, heading, apart ? make("span", { cls: "small" }, " · ", said(titleOf(apart)), dated(apart)) : null),
    make("p", { cls: "chips" }, STANCES.filter((stance) => stances.has(stance)).map((stance) => make("span", { cls: stance === "denied" ? "chip denied" : "chip" }, t(`sources.${stance}`, { n: stances.get(stance) })))),
    whom.length ? make("p", { cls: "about" }, t("sources.about"), " ", join(whom.slice(0, 8).map(([i, n]) => make("span", {}, make("button", { type: "button", cls: "link", onclick: () => selectNode(i) }, said(entities[i].label)), n > 1 ? ` ×${n}` : ""))), whom.length > 8 ? ` ${t("voices.more", { n: whom.length - 8 })}` : "") : null,
    details);
}

/** When each side says so and which came later, in words: by the time that a statement tells, else by the date of its document. */
function sequence(yes, no) {
  const days = [yes, no].map((list) => list.map(dayOf).filter(Boolean).sort(compare));
  const [one] = days.flat();
  if (!days[0].length || !days[1].length) return one ? t("sources.one-date", { date: one }) : t("sources.no-dates");
  const [affirmed, denied] = days.map((list) => (list[0] === list.at(-1) ? list[0] : t("sources.from-to", { first: list[0], last: list.at(-1) })));
  const order = compare(days[0].at(-1), days[1].at(-1));
  const words = [t("sources.when", { affirmed, denied })];
  if (order) words.push(t(order < 0 ? "sources.denial-later" : "sources.affirmation-later"));
  const told = yes.concat(no).every((st) => st.time?.value) && !yes.some((a) => no.some((b) => a.time.value === b.time.value));
  if (told) words.push(t("sources.other-times"));
  return words.join(" ");
}

function disputeGroup({ yes, no }) {
  const first = yes[0];
  const side = (key, list) => make("section", { cls: `side ${key}` }, make("h4", {}, key === "denies" ? "✕ " : "", t(`sources.${key}`), " ", make("span", { cls: "small" }, `(${list.length.toLocaleString(LANGUAGE)})`)),
    unrolling(`${key} ${first.id}`, [...list].sort(byDay), brief, 3, 20, sourcesMemory));
  return make("li", { cls: "dispute" },
    make("h3", {}, said(nameOf(first.subject)), " ", said(first.predicate.label.split(" … ")[0]), first.object ? [" ", said(nameOf(first.object))] : null, first.facets.modality === "actual" ? null : make("span", { cls: "chip modal" }, facetLabel("modality", first.facets.modality))),
    make("p", { cls: "small" }, sequence(yes, no)),
    make("div", { cls: "sides" }, side("affirms", yes), side("denies", no)));
}

let filledFor = null;
function fillSources() {
  const view = $("sources-view");
  if (filledFor === shown.statements) return; // nothing has changed since
  filledFor = shown.statements;
  const place = focusPlace(view);
  const { scrollTop } = view;
  const passing = (st) => shown.statements.has(st.id);
  const disputes = contradictions(passing);
  const voices = voicesShown();
  const hidden = statements.length - shown.statements.size;
  const sorting = (name) => make("button", { type: "button", "aria-pressed": String(sourcesSort === name), onclick: () => { sourcesSort = name; filledFor = null; fillSources(); announce(t(`sources.sorted-${name}`)); saveAddress(); } }, t(`sources.by-${name}`));
  const all = disputes.length < disputed().length && hidden ? t("sources.fewer") : "";
  view.replaceChildren(
    make("h2", { id: "contradictions" }, t("sources.contradictions", { n: disputes.length })),
    disputes.length || all ? make("p", { cls: "small" }, disputes.length ? t("sources.contradictions-note") : "", all ? ` ${all}` : "") : "",
    disputes.length ? unrolling("disputes", disputes, disputeGroup, 10, 20, sourcesMemory, "ul") : make("p", { cls: "none" }, t(disputed().length && hidden ? "sources.none-shown" : "sources.no-contradictions")),
    make("h2", { id: "voices" }, t("sources.voices", { n: voices.length })),
    make("div", { cls: "actions", role: "group", "aria-label": t("sources.sort") }, t("sources.sort"), sorting("number"), sorting("name")),
    voices.length ? unrolling("voices", voices, voiceGroup, 30, 60, sourcesMemory, "ul") : make("p", { cls: "none" }, t(statements.length ? "sources.all-hidden" : "sources.nothing")));
  view.scrollTop = scrollTop;
  place?.();
}
views.set("sources", { fill: fillSources });
starters.push(() => darkQuery.addEventListener("change", () => { filledFor = null; if (state.view === "sources") fillSources(); }));
remembered.push({
  save: (parts) => { if (sourcesSort !== "number") parts.set("sources", sourcesSort); },
  load: (parts) => { filledFor = null; sourcesSort = parts.get("sources") === "name" ? "name" : "number"; },
});
