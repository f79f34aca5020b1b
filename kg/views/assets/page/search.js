// The search field, and the list of suggestions that other fields use too.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const LIMIT = 12;
const OTHERS = 4; // suggestions of each other kind

let nameIndex = null; // made at the first key
/** Names as they are compared, things in the order of their importance. */
function nameEntries() {
  if (!nameIndex) {
    const entry = (label, aliases) => [label, ...aliases].map((name) => [name, plain(name)]);
    const ordered = entities.map((_, i) => i).sort((a, b) => importance[b] - importance[a] || a - b);
    nameIndex = ordered.map((i) => ({ i, names: entry(entities[i].label, entities[i].aliases) }));
  }
  return nameIndex;
}

const STARTS = /[\s\-'’.("“/:]/;
/** How well a name answers: 0 the same, 1 begins so, 2 a word begins so, 3 within, 9 not at all. */
function rank(name, wanted) {
  if (name === wanted) return 0;
  let at = name.indexOf(wanted);
  if (at < 0) return 9;
  if (at === 0) return 1;
  for (; at > 0; at = name.indexOf(wanted, at + 1)) if (STARTS.test(name[at - 1])) return 2;
  return 3;
}

/** The entries whose names hold `text`, best first, with the name that matched; the order of `entries` decides ties. */
function matching(entries, text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const ranks = Array.from({ length: 8 }, () => []);
  for (const entry of entries) {
    let best = 9;
    let matched = "";
    for (let k = 0; k < entry.names.length; k++) {
      const r = rank(entry.names[k][1], wanted) + (k ? 0.5 : 0);
      if (r < best) { best = r; matched = entry.names[k][0]; }
    }
    if (best < 9) ranks[best * 2].push({ entry, matched, best });
  }
  return ranks.flat();
}
const findThings = (text) => matching(nameEntries(), text).map(({ entry, matched, best }) => ({ i: entry.i, matched, best, label: entities[entry.i].label }));

let otherIndex = null;
/** What else answers, of each kind that other parts know: [{ kind, label, n, matched, take }]. */
function findOthers(text) {
  otherIndex ??= finds.map(({ kind, items }) => ({ kind, entries: items().map((item) => ({ item, names: [item.label, ...(item.names || [])].map((name) => [name, plain(name)]) })) }));
  return otherIndex.flatMap(({ kind, entries }) => matching(entries, text).slice(0, OTHERS).map(({ entry, matched, best }) => ({ kind, ...entry.item, matched, best })));
}

function findAll(text) {
  const things = findThings(text);
  const others = findOthers(text);
  const exact = others.filter((hit) => hit.best < 2); // what begins so stands before things that only hold it
  const rest = others.filter((hit) => hit.best >= 2);
  const first = things.filter((hit) => hit.best < 2).slice(0, LIMIT);
  const later = things.filter((hit) => hit.best >= 2).slice(0, LIMIT - first.length);
  const hits = [...first, ...exact, ...later, ...rest];
  hits.more = things.length - first.length - later.length;
  return hits;
}

/** Make a field and a list work together: { hits(text), take(hit) }. Keys as in the combobox pattern of the ARIA guide. */
function combine(input, list, { hits, take, none = "search.none" }) {
  let active = -1;
  let found = [];
  Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" }).forEach(([name, value]) => input.setAttribute(name, value));
  list.setAttribute("role", "listbox");
  list.hidden = true;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const pick = (hit) => { close(); take(hit); };
  const row = (hit, k) => make("li", { role: "option", id: `${list.id}-${k}`, "aria-selected": "false", ...(hit.i !== undefined ? { "data-node": String(hit.i) } : { "data-kind": hit.kind }), onmousedown: (event) => { event.preventDefault(); pick(hit); } },
    hit.i !== undefined ? icon(lookOf(hit.i)) : make("span", { cls: "sort", "aria-hidden": "true" }, t(`search.sign.${hit.kind}`)),
    make("span", { cls: "found" }, said(hit.label), hit.matched && hit.matched !== hit.label ? make("span", { cls: "small" }, " ", t("search.also"), " ", said(hit.matched)) : null),
    make("span", { cls: "small kind" }, hit.i !== undefined ? lookOf(hit.i).label : t(`search.kind.${hit.kind}`, { n: hit.n })));
  const suggest = () => {
    const text = input.value;
    const all = hits(text);
    found = all.slice(0, all.more === undefined ? LIMIT : all.length);
    active = -1;
    const more = all.more ?? all.length - found.length;
    const rows = found.map(row);
    if (text.trim() && !found.length) rows.push(make("li", { cls: "note", role: "option", "aria-disabled": "true" }, t(none)));
    if (more > 0) rows.push(make("li", { cls: "note", role: "option", "aria-disabled": "true" }, t("search.more", { n: more })));
    list.replaceChildren(...rows);
    list.hidden = !rows.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  };
  input.addEventListener("input", suggest);
  input.addEventListener("focus", suggest);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (!list.hidden) event.stopPropagation(); close(); return; }
    if (event.key === "Enter") { const hit = found[Math.max(active, 0)]; if (hit && !list.hidden) pick(hit); return; }
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || !found.length) return;
    event.preventDefault();
    if (list.hidden) { list.hidden = false; input.setAttribute("aria-expanded", "true"); }
    active = (active + (event.key === "ArrowDown" ? 1 : found.length - 1 + (active < 0 ? 1 : 0))) % found.length;
    [...list.children].slice(0, found.length).forEach((option, k) => option.setAttribute("aria-selected", String(k === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  });
}

function takeThing(i) {
  $("search").value = entities[i].label;
  selectNode(i);
}
starters.push(() => combine($("search"), $("suggestions"), {
  hits: findAll,
  take: (hit) => { if (hit.i !== undefined) takeThing(hit.i); else { $("search").value = ""; hit.take(); } },
}));
keys.push({ keys: ["/"], name: "search.key", run: () => { $("search").focus(); $("search").select(); } });
