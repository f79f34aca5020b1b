// Saved views: addresses with a name, viewList in the browser where it allows that, and as a file.

const PLACE = (() => { // the page is known by its title and its statements
  let hash = 0x811c9dc5;
  const add = (text) => { for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193) >>> 0; };
  add(document.title);
  statements.forEach((st) => add(st.id));
  return `kg-views-${hash.toString(16)}`;
})();
const MOST_VIEWS = 200;
let viewList = null; // [{ name, address }]
let lasting = true; // whether the browser keeps them

const soundView = (one) => one && typeof one.name === "string" && typeof one.address === "string" && one.name.trim() !== "" && one.address.length < 20000;
const tidyViews = (list) => (Array.isArray(list) ? list.filter(soundView).map(({ name, address }) => ({ name: name.trim().slice(0, 120), address })).slice(0, MOST_VIEWS) : []);

function savedViews() {
  if (viewList) return viewList;
  try { viewList = tidyViews(JSON.parse(localStorage.getItem(PLACE) || "[]")); } catch { viewList = []; }
  try { localStorage.setItem(`${PLACE}-try`, "1"); localStorage.removeItem(`${PLACE}-try`); } catch { lasting = false; }
  return viewList;
}
function storeViews() {
  try { localStorage.setItem(PLACE, JSON.stringify(viewList)); } catch { lasting = false; }
  fillSaved();
}

function saveView(name) {
  const words = name.trim().slice(0, 120);
  if (!words) return;
  const address = addressNow();
  const same = savedViews().find((one) => one.name === words);
  if (same) same.address = address; else viewList.push({ name: words, address });
  viewList.splice(MOST_VIEWS);
  storeViews();
}

function exportViews() {
  const text = JSON.stringify({ format: "kg-views", version: 1, title: document.title, views: savedViews() }, null, 1);
  save("views.json", new Blob([text, "\n"], { type: "application/json" }));
}
async function importViews(file) {
  let found = [];
  try {
    const read = JSON.parse(await file.text());
    found = tidyViews(read?.format === "kg-views" ? read.views : []);
  } catch { /* said below */ }
  const names = new Set(savedViews().map((one) => `${one.name}\n${one.address}`));
  const fresh = found.filter((one) => !names.has(`${one.name}\n${one.address}`));
  viewList = tidyViews([...viewList, ...fresh]);
  storeViews();
  $("saved-said").textContent = found.length ? t("saved.imported", { n: fresh.length }) : t("saved.not_imported");
}

const linkNow = () => `${location.href.split("#")[0]}${addressNow() ? `#${addressNow()}` : ""}`;
/** Copy the address of what is looked at; where the browser refuses, show it to be copied by hand. */
async function copyLink() {
  const link = linkNow();
  try {
    await navigator.clipboard.writeText(link);
    announce(t("saved.copied"), true);
  } catch {
    openSaved();
    $("saved-link").value = link;
    $("saved-link").closest("label").hidden = false;
    $("saved-link").select();
    const done = (() => { try { return document.execCommand("copy"); } catch { return false; } })();
    $("saved-said").textContent = t(done ? "saved.copied" : "saved.copy_by_hand");
  }
}

function savedRow(one, k) {
  const rename = () => {
    const field = make("input", { type: "text", cls: "field", value: one.name, "aria-label": t("saved.new_name"), maxLength: 120 });
    const done = () => { if (field.value.trim()) one.name = field.value.trim().slice(0, 120); storeViews(); $("saved-list").children[k]?.querySelector("button")?.focus(); };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); done(); }
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); fillSaved(); }
    });
    $("saved-list").children[k].replaceChildren(field, make("button", { type: "button", onclick: done }, t("saved.rename_done")));
    field.focus();
    field.select();
  };
  const drop = () => { viewList.splice(k, 1); storeViews(); ($("saved-list").querySelector("button") ?? $("saved-name")).focus(); };
  return make("li", { cls: "row" },
    make("button", { type: "button", cls: "link go", onclick: () => { $("saved").close(); goAddress(one.address); announce(t("saved.gone", { name: one.name }), true); } }, said(one.name)),
    make("button", { type: "button", "aria-label": t("saved.rename_name", { name: one.name }), onclick: rename }, t("saved.rename")),
    make("button", { type: "button", "aria-label": t("saved.delete_name", { name: one.name }), onclick: drop }, t("saved.delete")));
}

function fillSaved() {
  const list = savedViews();
  $("saved-list").replaceChildren(...list.map(savedRow));
  $("saved-none").hidden = list.length > 0;
  $("saved-lasting").hidden = lasting;
  $("saved-export").disabled = !list.length;
}
function openSaved() {
  if (!$("saved").hasChildNodes()) buildSaved();
  $("saved-said").textContent = "";
  $("saved-link").closest("label").hidden = true;
  fillSaved();
  if (!$("saved").open) $("saved").showModal();
  $("saved-name").focus();
}

function buildSaved() {
  const name = make("input", { id: "saved-name", type: "text", cls: "field", maxLength: 120, placeholder: t("saved.name"), "aria-label": t("saved.name") });
  const keep = (event) => { event.preventDefault(); saveView(name.value); name.value = ""; };
  const file = make("input", { id: "saved-file", type: "file", accept: ".json,application/json", cls: "unseen", "aria-label": t("saved.import"), tabIndex: -1, onchange: (event) => { if (event.target.files[0]) importViews(event.target.files[0]); event.target.value = ""; } });
  $("saved").replaceChildren(
    make("button", { type: "button", cls: "close", "aria-label": t("saved.close"), onclick: () => $("saved").close() }, "×"),
    make("h2", { id: "saved-heading" }, t("saved.heading")), make("p", { cls: "small" }, t("saved.what")),
    make("p", { id: "saved-lasting", cls: "small", hidden: true }, t("saved.not_lasting")),
    make("form", { cls: "saved-form", onsubmit: keep }, name, make("button", { type: "submit" }, t("saved.save"))),
    make("p", { id: "saved-none", cls: "small" }, t("saved.none")), make("ul", { id: "saved-list" }),
    make("label", { hidden: true }, t("saved.link"), " ", make("input", { id: "saved-link", type: "text", cls: "field", readOnly: true })),
    make("p", { id: "saved-said", role: "status", cls: "small" }),
    make("div", { cls: "actions" }, make("button", { type: "button", id: "saved-copy", onclick: copyLink }, t("saved.copy")),
      make("button", { type: "button", id: "saved-export", onclick: exportViews }, t("saved.export")), make("button", { type: "button", onclick: () => file.click() }, t("saved.import")), file));
  $("saved").setAttribute("aria-labelledby", "saved-heading");
}
menuItems.push({ text: () => t("saved.menu"), key: "v", run: openSaved });
menuItems.push({ text: () => t("saved.copy"), key: "c", run: copyLink });
keys.push({ keys: ["v"], name: "saved.menu", run: openSaved });
keys.push({ keys: ["c"], name: "saved.copy", run: copyLink });
