// The legend, which is the filter.

const LONG_GROUP = 15; // with more entries a group has a field to find one
const LEGEND = 16; // the same for classes, whose list is the legend of the picture
const BRIEF = 12; // so many of a long group are listed at first

function facetLabel(facet, key) {
  if (facet === "class") return looks[key]?.label ?? key;
  if (facet === "modality") return styles.modality[key]?.label || key;
  if (facet === "polarity") return styles.polarity[key]?.label ?? key;
  if (facet === "document") return key ? titleOf(key) : t("filters.unknown_document");
  return key;
}
function facetIcon(facet, key) {
  if (facet === "class") return icon(looks[key]);
  if (facet === "modality") return sample({ dashes: styles.modality[key] ? styles.modality[key].dashes : [4, 4] });
  if (facet === "polarity") return key === "negative" ? sample({ colour: ink().denied, sign: "✕" }) : sample({});
  if (facet === "source") return key === OWN_VOICE ? sample({}) : sample({ colour: ink().claimed, sign: "❝" });
  return null;
}

const facetTallies = new Map();
/** How often each value of a facet is there. */
function facetTally(facet) {
  if (facetTallies.has(facet)) return facetTallies.get(facet);
  const counts = new Map();
  const add = (key) => counts.set(key, (counts.get(key) || 0) + 1);
  if (facet === "class") entities.forEach((entity) => add(entity.class)); else statements.forEach((st) => add(st.facets[facet]));
  facetTallies.set(facet, counts);
  return counts;
}
const facetOrders = new Map();
/** The values of a facet in their order; it does not change with the filters, so that nothing jumps. */
function facetCounts(facet) {
  if (facetOrders.has(facet)) return facetOrders.get(facet);
  const sorted = [...facetTally(facet)].sort(([a, m], [b, n]) => {
    if (facet === "source" && (a === OWN_VOICE) !== (b === OWN_VOICE)) return a === OWN_VOICE ? -1 : 1;
    if (facet === "document") return compare(dateOf(a) || "9999", dateOf(b) || "9999") || compare(titleOf(a), titleOf(b));
    if (facet === "modality") return MODALITIES.indexOf(a) - MODALITIES.indexOf(b) || compare(a, b);
    if (facet === "polarity") return compare(b, a);
    return n - m || compare(a, b);
  });
  facetOrders.set(facet, sorted);
  return sorted;
}
const facetKeys = (facet) => facetCounts(facet).map(([key]) => key);

/** How many of each value pass all the other filters. */
function remaining(facet) {
  const counts = new Map();
  const add = (key) => counts.set(key, (counts.get(key) || 0) + 1);
  if (facet === "class") {
    entities.forEach((entity, i) => {
      if ((nodeFailedBy[i] & ~BITS.class) !== 0) return;
      const mine = statementsAt[i];
      if (!mine.length || mine.some((st) => passesBut(st.order, BITS.ends))) add(entity.class);
    });
  } else statements.forEach((st, k) => { if (passesBut(k, BITS[facet])) add(st.facets[facet]); });
  return counts;
}

const isLong = (facet) => facetTally(facet).size > (facet !== "class" ? LONG_GROUP : printing ? Infinity : LEGEND);
const unfolded = new Map(); // group → open or not
const groupWords = new Map(); // group → what is written into its field
const wholeGroups = new Set(); // groups of which all entries are listed
const setOff = (facet, list) => { off[facet].clear(); list.forEach((key) => off[facet].add(key)); fillFilters(); refresh(); };
const onlyOf = (facet, key) => setOff(facet, facetKeys(facet).filter((k) => k !== key));

function facetRow(facet, key, counts, many) {
  const toggle = (event) => {
    if (event.target.checked) off[facet].delete(key); else off[facet].add(key);
    event.target.closest(".row").classList.toggle("off", !event.target.checked);
    refresh();
  };
  const name = facetLabel(facet, key);
  return make("li", { cls: off[facet].has(key) ? "row off" : "row" },
    make("label", {}, make("input", { type: "checkbox", checked: !off[facet].has(key), onchange: toggle, "data-facet": facet, "data-key": key }), facetIcon(facet, key),
      make("span", { cls: "name", title: name }, said(name)), make("span", { cls: "count" }, (counts.get(key) || 0).toLocaleString(LANGUAGE))),
    many ? make("button", { type: "button", cls: "link only", "aria-label": t("filters.only_name", { name }), onclick: () => onlyOf(facet, key) }, t("filters.only")) : null);
}

/** The rows of a group: those that match its field, the chosen few first of a long one. */
function fillGroup(facet, list, more) {
  const all = facetKeys(facet);
  const words = plain(groupWords.get(facet) || "").split(/\s+/).filter(Boolean);
  const matches = words.length ? all.filter((key) => { const name = plain(facetLabel(facet, key)); return words.every((word) => name.includes(word)); }) : all;
  const limit = wholeGroups.has(facet) || !isLong(facet) ? Infinity : BRIEF;
  // of a long list what is chosen otherwise than most is always seen
  const few = off[facet].size * 2 > all.length ? (key) => !off[facet].has(key) : (key) => off[facet].has(key);
  const first = matches.length > limit ? [...new Set([...matches.filter(few).slice(0, 30), ...matches.slice(0, limit)])] : matches;
  const counts = remaining(facet);
  const part = first.slice(0, 500);
  list.replaceChildren(...part.map((key) => facetRow(facet, key, counts, all.length > 1)));
  const rest = matches.length - part.length;
  more.replaceChildren(...[
    words.length && !matches.length ? t("filters.nothing") : null,
    rest > 0 && !wholeGroups.has(facet) ? make("button", { type: "button", cls: "link whole", onclick: () => { wholeGroups.add(facet); fillGroup(facet, list, more); list.querySelectorAll("input")[first.length]?.focus(); } }, t("filters.show_all", { n: matches.length })) : null,
    rest > 0 && wholeGroups.has(facet) ? t("filters.too_many", { n: rest }) : null,
    wholeGroups.has(facet) && isLong(facet) ? make("button", { type: "button", cls: "link", onclick: () => { wholeGroups.delete(facet); fillGroup(facet, list, more); } }, t("filters.show_fewer")) : null,
  ].filter(Boolean));
}

function facetGroup(facet, heading, note, open) {
  const { size } = facetTally(facet); // the order is worked out when the group is opened
  if (!size) return null;
  const list = make("ul", { "data-list": facet });
  const more = make("div", { cls: "small rest" });
  const field = isLong(facet) ? make("input", {
    type: "search", cls: "field", placeholder: t("filters.find", { n: size }), "aria-label": t("filters.find_in", { group: heading }), value: groupWords.get(facet) || "",
    oninput: (event) => { groupWords.set(facet, event.target.value); fillGroup(facet, list, more); },
  }) : null;
  const group = make("details", { cls: "group", open: unfolded.get(facet) ?? open, "data-group": facet, ontoggle: (event) => {
    unfolded.set(facet, event.target.open);
    if (event.target.open && !list.hasChildNodes()) fillGroup(facet, list, more);
  } },
    make("summary", {}, heading, " ", size > 5 ? make("span", { cls: "small" }, size.toLocaleString(LANGUAGE)) : null),
    size > 2 || note ? make("div", { cls: "both" }, note ? make("span", { cls: "small note" }, note) : null, size < 3 ? null : [make("button", { type: "button", cls: "link", onclick: () => setOff(facet, []) }, t("filters.all")), make("button", { type: "button", cls: "link", onclick: () => setOff(facet, facetKeys(facet)) }, t("filters.none"))]) : null,
    field, list, more);
  if (group.open) fillGroup(facet, list, more);
  return group;
}

/** Write the counts anew, in the groups that are open. */
function recount() {
  document.querySelectorAll("#filters details[open] > ul[data-list]").forEach((list) => {
    const counts = remaining(list.dataset.list);
    list.querySelectorAll("input").forEach((box) => {
      const span = box.closest("label").querySelector(".count");
      const n = counts.get(box.dataset.key) || 0;
      span.textContent = n.toLocaleString(LANGUAGE);
      box.closest(".row").classList.toggle("empty", n === 0);
    });
  });
  const group = document.querySelector('#filters [data-group="hidden"]');
  const next = hiddenGroup();
  if (group || next) { if (group && next) group.replaceWith(next); else if (group) group.remove(); else $("filters").prepend(next); }
}
let counting = 0;
listeners.push(() => { clearTimeout(counting); counting = setTimeout(recount, statements.length > 5000 ? 120 : 0); }); // after the picture

// "Only those that …"

/** The statements that stand on either side of a contradiction, as the view of the sources lists them. */
function contradicted() {
  const sides = new Set(contradictions(() => true).flatMap(({ yes, no }) => [...yes, ...no]));
  return (st) => sides.has(st);
}
const SPECIAL = {
  contradicted: () => contradicted(),
  dated: () => (st) => timeOf.own[st.order] === 1,
  plain: () => (st) => st.asserted === true,
};
const onlyThose = new Set();
const specials = {}; // name → Uint8Array: which statements are of that kind
function specialOf(name) {
  if (!specials[name]) { const test = SPECIAL[name](); specials[name] = Uint8Array.from(statements, (st) => (test(st) ? 1 : 0)); }
  return specials[name];
}
conditions.push({
  active: () => onlyThose.size > 0,
  statement: (st) => { for (const name of onlyThose) if (!specialOf(name)[st.order]) return false; return true; },
  node: (i) => statementsAt[i].length > 0,
  reason: () => t("filters.special_reason", { names: Object.keys(SPECIAL).filter((name) => onlyThose.has(name)).map((name) => t(`filters.special.${name}`)).join(", ") }),
  clear: () => onlyThose.clear(),
  save: (parts) => [...onlyThose].sort().forEach((name) => parts.append("only", name)),
  load: (parts) => { onlyThose.clear(); parts.getAll("only").forEach((name) => { if (Object.hasOwn(SPECIAL, name)) onlyThose.add(name); }); },
});

function specialGroup() {
  if (!statements.length) return null;
  const list = make("ul", {});
  const fill = () => list.replaceChildren(...Object.keys(SPECIAL).map((name) => { // counted when they are asked for
    const n = specialOf(name).reduce((sum, one) => sum + one, 0);
    const toggle = (event) => { if (event.target.checked) onlyThose.add(name); else onlyThose.delete(name); refresh(); };
    return make("li", { cls: n ? "row" : "row empty" }, make("label", {}, make("input", { type: "checkbox", checked: onlyThose.has(name), disabled: !n && !onlyThose.has(name), onchange: toggle, "data-special": name }),
      make("span", { cls: "name" }, t(`filters.special.${name}`)), make("span", { cls: "count" }, n.toLocaleString(LANGUAGE))));
  }));
  const open = unfolded.get("special") ?? onlyThose.size > 0;
  if (open) fill();
  return make("details", { cls: "group", open, "data-group": "special", ontoggle: (event) => { unfolded.set("special", event.target.open); if (event.target.open && !list.hasChildNodes()) fill(); } }, make("summary", {}, t("filters.special.heading")), list);
}

function confidenceGroup() {
  let [low, high] = [Infinity, -Infinity];
  for (const { confidence } of statements) if (typeof confidence === "number") { low = Math.min(low, confidence); high = Math.max(high, confidence); }
  if (!(low < high)) return null;
  const shownValue = make("output", { for: "confidence" }, `${Math.round(state.confidence * 100)} %`);
  const slide = (event) => { state.confidence = Number(event.target.value) / 100; shownValue.textContent = `${event.target.value} %`; refreshSoon(); };
  return make("details", { cls: "group", open: unfolded.get("confidence") ?? state.confidence > 0, "data-group": "confidence", ontoggle: (event) => unfolded.set("confidence", event.target.open) }, make("summary", {}, t("filters.confidence")),
    make("label", { cls: "row" }, t("filters.at_least"), " ", make("input", { id: "confidence", type: "range", min: "0", max: "100", step: "5", value: String(Math.round(state.confidence * 100)), oninput: slide }), shownValue));
}

const narrowQuery = window.matchMedia("(max-width: 760px)");
function fillFilters() {
  const close = make("button", { type: "button", id: "filters-done", cls: "narrow", onclick: () => { openFilters(false); $("show-filters").focus(); } }, t("filters.done"));
  const groups = [
    hiddenGroup(),
    facetGroup("class", t("filters.things"), t("filters.things_note"), true),
    facetGroup("modality", t("filters.arrows"), t("filters.arrows_note"), true),
    facetGroup("polarity", t("filters.polarity"), "", true),
    facetGroup("source", t("filters.source"), "", entities.length < 400),
    specialGroup(),
    facetGroup("relation", t("filters.relation"), "", false),
    facetGroup("document", t("filters.document"), "", false),
    confidenceGroup(),
    ...filterGroups.map((group) => group()),
  ];
  $("filters").replaceChildren(...groups.filter(Boolean), close);
  close.hidden = !narrowQuery.matches;
}
narrowQuery.addEventListener("change", () => { if ($("filters-done")) $("filters-done").hidden = !narrowQuery.matches; });
function openFilters(open) {
  $("filters").classList.toggle("open", open);
  $("show-filters").setAttribute("aria-expanded", String(open));
}

finds.push(...["relation", "source", "document"].map((facet) => ({
  kind: facet,
  items: () => facetCounts(facet).filter(([key]) => key && key !== OWN_VOICE).map(([key, n]) => ({
    label: facetLabel(facet, key), n, names: facet === "document" && documents[key]?.source ? [documents[key].source] : [], take: () => onlyOf(facet, key),
  })),
})));

starters.push(() => document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !$("filters").classList.contains("open")) return;
  openFilters(false);
  $("show-filters").focus();
}));
