// The search field.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const index = entities.map((entity) => [entity.label, ...entity.aliases].map((name) => [name, plain(name)]));
const LIMIT = 12;
let active = -1;

function rank(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const at = name.indexOf(wanted);
  if (at < 0) return 9;
  return /[\s\-'’.("“]/.test(name[at - 1]) ? 2 : 3;
}

function find(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const hits = [];
  index.forEach((names, i) => {
    let best = 9;
    let matched = "";
    names.forEach(([name, key], k) => { const r = rank(key, wanted) + (k ? 0.5 : 0); if (r < best) { best = r; matched = name; } });
    if (best < 9) hits.push({ i, best, matched });
  });
  return hits.sort((a, b) => a.best - b.best || importance[b.i] - importance[a.i] || a.i - b.i);
}

function suggest() {
  const text = $("search").value;
  const hits = find(text);
  const list = $("suggestions");
  active = -1;
  const rows = hits.slice(0, LIMIT).map(({ i, matched }, k) => make("li", { role: "option", id: `hit-${k}`, "aria-selected": "false", "data-node": String(i), onmousedown: (event) => { event.preventDefault(); take(i); } },
    icon(lookOf(i)), said(entities[i].label), matched !== entities[i].label ? make("span", { cls: "small" }, "also ", said(matched)) : null,
    make("span", { cls: "small" }, lookOf(i).label)));
  if (text.trim() && !hits.length) rows.push(make("li", { cls: "note", role: "option", "aria-disabled": "true" }, "Nothing of that name. The table can be searched for any word."));
  if (hits.length > LIMIT) rows.push(make("li", { cls: "note", role: "option", "aria-disabled": "true" }, `and ${hits.length - LIMIT} more: write more of the name`));
  list.replaceChildren(...rows);
  list.hidden = !rows.length;
  $("search").setAttribute("aria-expanded", String(!list.hidden));
  $("search").removeAttribute("aria-activedescendant");
}

function take(i) {
  $("suggestions").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").value = entities[i].label;
  selectNode(i);
}

function searchKey(event) {
  const options = [...$("suggestions").querySelectorAll("[data-node]")];
  if (event.key === "Escape") { $("suggestions").hidden = true; $("search").setAttribute("aria-expanded", "false"); return; }
  if (event.key === "Enter") { const option = options[Math.max(active, 0)]; if (option) take(Number(option.dataset.node)); return; }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  if (!options.length) return;
  active = (active + (event.key === "ArrowDown" ? 1 : options.length - 1 + (active < 0 ? 1 : 0))) % options.length;
  options.forEach((option, k) => option.setAttribute("aria-selected", String(k === active)));
  options[active].scrollIntoView({ block: "nearest" });
  $("search").setAttribute("aria-activedescendant", options[active].id);
}
