// The menu at the top, the keys of the page, and the list of them.

function fillMenu() {
  $("menu-list").replaceChildren(...menuItems.map(({ text, key, run }) => make("li", { role: "none" },
    make("button", { type: "button", role: "menuitem", tabIndex: -1, onclick: () => { openMenu(false); run(); } }, make("span", {}, text()), key ? make("kbd", {}, key) : null))));
}
function openMenu(open) {
  if (open) fillMenu();
  $("menu-list").hidden = !open;
  $("menu").setAttribute("aria-expanded", String(open));
  if (open) $("menu-list").querySelector("button")?.focus();
}
function menuKey(event) {
  const entries = [...$("menu-list").querySelectorAll("button")];
  const at = entries.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") {
    if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); }
    openMenu(false);
    $("menu").focus();
  } else if (to !== undefined) {
    event.preventDefault();
    entries[(to + entries.length) % entries.length]?.focus();
  }
}

// Who speaks to the computer, or hits keys by mistake, can switch the letters off (WCAG 2.1.4).
const LETTERS = "kg-letters";
let letters = (() => { try { return localStorage.getItem(LETTERS) !== "off"; } catch { return true; } })();
function useLetters(on) {
  letters = on;
  try { if (on) localStorage.removeItem(LETTERS); else localStorage.setItem(LETTERS, "off"); } catch { /* for this time only */ }
}

const ALWAYS = [["Esc", "keys.escape"], ["← → ↑ ↓  + −", "keys.canvas"], ["← → Home End", "keys.handles"], ["Shift ← →", "keys.window"]];
function openKeys() {
  const shownAs = ({ keys: list, shown: words }) => (words ? t(words) : list.join(" · "));
  const row = (key, name) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, t(name))];
  $("keys").replaceChildren(
    make("button", { type: "button", cls: "close", "aria-label": t("keys.close"), onclick: () => $("keys").close() }, "×"),
    make("h2", { id: "keys-heading" }, t("keys.heading")), make("p", { cls: "small" }, t("keys.where")),
    make("label", { cls: "row" }, make("input", { type: "checkbox", id: "letters", checked: letters, onchange: (event) => useLetters(event.target.checked) }), t("keys.letters")),
    make("dl", {}, keys.map((one) => row(shownAs(one), one.name)), ALWAYS.map(([key, name]) => row(key, name))));
  $("keys").setAttribute("aria-labelledby", "keys-heading");
  if (!$("keys").open) $("keys").showModal();
}
keys.push({ keys: ["?"], name: "keys.heading", run: openKeys });
menuItems.push({ text: () => t("keys.heading"), key: "?", run: openKeys });

/** Whether an element takes letters itself. */
const takesKeys = (element) => element.isContentEditable || /^(TEXTAREA|SELECT)$/.test(element.tagName) || (element.tagName === "INPUT" && !/^(checkbox|radio|button|range|file)$/.test(element.type));
function pageKey(event) {
  if (event.defaultPrevented || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  const control = event.ctrlKey || event.metaKey;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const fits = (one) => one.keys.includes(name) && Boolean(one.control) === control && (!control || one.shift === undefined || one.shift === event.shiftKey);
  const one = keys.find(fits);
  if (!one?.run || takesKeys(event.target) || (!letters && !control && name.length === 1)) return;
  if (name === " " && event.target !== document.body && !$("canvas").contains(event.target)) return; // it presses what has the focus
  if (name === "Delete" && event.target.closest("[role=slider]")) return;
  event.preventDefault();
  one.run(event);
}
starters.push(() => {
  $("menu").setAttribute("aria-label", t("menu.open"));
  $("menu").title = t("menu.open");
  $("menu-list").setAttribute("aria-label", t("menu.open"));
  $("menu").addEventListener("click", () => openMenu($("menu-list").hidden));
  $("menu-list").addEventListener("keydown", menuKey);
  document.addEventListener("pointerdown", (event) => { if (!$("menu-list").hidden && !event.target.closest("#menu, #menu-list")) openMenu(false); });
  document.addEventListener("keydown", pageKey);
  for (const id of ["saved", "keys"]) $(id).addEventListener("click", (event) => { if (event.target === $(id)) $(id).close(); });
});
