// The legend, which is the filter.

function facetLabel(facet, key) {
  if (facet === "class") return looks[key].label;
  if (facet === "modality") return styles.modality[key]?.label || key;
  if (facet === "polarity") return styles.polarity[key].label;
  if (facet === "document") return key ? titleOf(key) : "unknown document";
  return key;
}
function facetIcon(facet, key) {
  if (facet === "class") return icon(looks[key]);
  if (facet === "modality") return sample({ dashes: styles.modality[key] ? styles.modality[key].dashes : [4, 4] });
  if (facet === "polarity") return key === "negative" ? sample({ colour: ink().denied, sign: "✕" }) : sample({});
  if (facet === "source") return key === OWN_VOICE ? sample({}) : sample({ colour: ink().claimed, sign: "❝" });
  return null;
}

function facetCounts(facet) {
  const counts = new Map();
  const keys = facet === "class" ? entities.map((entity) => entity.class) : statements.map((st) => st.facets[facet]);
  keys.forEach((key) => counts.set(key, (counts.get(key) || 0) + 1));
  return [...counts.entries()].sort(([a, m], [b, n]) => {
    if (facet === "source" && (a === OWN_VOICE) !== (b === OWN_VOICE)) return a === OWN_VOICE ? -1 : 1;
    if (facet === "document") return compare(dateOf(a) || "9999", dateOf(b) || "9999") || compare(titleOf(a), titleOf(b));
    if (facet === "modality") return MODALITIES.indexOf(a) - MODALITIES.indexOf(b) || compare(a, b);
    if (facet === "polarity") return compare(b, a);
    return n - m || compare(a, b);
  });
}

function facetGroup(facet, heading, note, open) {
  const counts = facetCounts(facet);
  if (!counts.length) return null;
  const set = (keys) => { off[facet].clear(); keys.forEach((key) => off[facet].add(key)); fillFilters(); refresh(); };
  const rows = counts.map(([key, n]) => {
    const toggle = (event) => { if (event.target.checked) off[facet].delete(key); else off[facet].add(key); event.target.closest(".row").classList.toggle("off", !event.target.checked); refresh(); };
    const name = facetLabel(facet, key);
    return make("li", { cls: off[facet].has(key) ? "row off" : "row" },
      make("label", {}, make("input", { type: "checkbox", checked: !off[facet].has(key), onchange: toggle, "data-facet": facet, "data-key": key }), facetIcon(facet, key),
        make("span", { cls: "name", title: name }, said(name)), make("span", { cls: "count" }, n.toLocaleString("en"))),
      counts.length > 1 ? make("button", { type: "button", cls: "link only", "aria-label": `Only ${name}`, onclick: () => set(counts.map(([k]) => k).filter((k) => k !== key)) }, "only") : null);
  });
  const both = counts.length > 2 ? make("div", { cls: "both" }, make("button", { type: "button", cls: "link", onclick: () => set([]) }, "all"), make("button", { type: "button", cls: "link", onclick: () => set(counts.map(([k]) => k)) }, "none")) : null;
  return make("details", { cls: "group", open: unfolded.get(facet) ?? open, "data-group": facet, ontoggle: (event) => unfolded.set(facet, event.target.open) },
    make("summary", {}, heading, " ", make("span", { cls: "small" }, note)), both, make("ul", {}, rows));
}
const unfolded = new Map();

function confidenceGroup() {
  const values = statements.map((st) => st.confidence).filter((value) => typeof value === "number");
  if (!values.length || Math.min(...values) === Math.max(...values)) return null;
  const shownValue = make("output", { for: "confidence" }, `${Math.round(state.confidence * 100)} %`);
  const slide = (event) => { state.confidence = Number(event.target.value) / 100; shownValue.textContent = `${event.target.value} %`; refresh(); };
  return make("details", { cls: "group", open: state.confidence > 0 }, make("summary", {}, "Confidence"),
    make("label", { cls: "row" }, "at least ", make("input", { id: "confidence", type: "range", min: "0", max: "100", step: "5", value: String(Math.round(state.confidence * 100)), oninput: slide }), shownValue));
}

function fillFilters() {
  const close = make("button", { type: "button", id: "filters-done", cls: "narrow", onclick: () => openFilters(false) }, "Done");
  const groups = [
    facetGroup("class", "Things", "larger: more important", true),
    facetGroup("modality", "Arrows", "how the text presents it", true),
    facetGroup("polarity", "Affirmed or denied", "", true),
    facetGroup("source", "Who says it", "", entities.length < 400),
    facetGroup("relation", "Relations", "", false),
    facetGroup("document", "Documents", "", false),
    confidenceGroup(),
    ...filterGroups.map((group) => group()),
  ];
  $("filters").replaceChildren(...groups.filter(Boolean), close);
  close.hidden = !window.matchMedia("(max-width: 760px)").matches;
}
function openFilters(open) {
  $("filters").classList.toggle("open", open);
  $("show-filters").setAttribute("aria-expanded", String(open));
}
