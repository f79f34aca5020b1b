// Making elements, and the words of the page. Texts come from strangers: they reach the page as text nodes only (see `make`), never as markup.

/** The words for `key` ("panel.close") in the language of the page; "{name}" is replaced by `values.name`. Where there
 * are forms by number ({ one, other }, as Intl.PluralRules names them), `values.n` chooses. */
const plural = new Intl.PluralRules(texts.language);
const figures = new Intl.NumberFormat(texts.language); // many times faster than toLocaleString
function t(key, values = {}) {
  let words = key.split(".").reduce((part, name) => part?.[name], texts);
  if (words && typeof words === "object") words = words[plural.select(values.n)] ?? words.other;
  if (typeof words !== "string") throw new Error(`no words for ${key}`);
  return words.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? figures.format(values[name]) : String(values[name] ?? "")));
}

/** An element with properties and children; strings become text nodes, null is left out. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name === "cls" ? "class" : name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
const svg = (tag, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
};
/** Text of others: kept apart in direction from what stands around it. */
const said = (text, cls = "") => make("bdi", { cls: `said ${cls}`.trim(), dir: "auto" }, String(text));
const dated = (id) => (dateOf(id) ? make("span", { cls: "date" }, " · ", said(dateOf(id))) : null);
const count = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
const points = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
const cut = (chars, start, end) => { const part = chars.slice(start, end); return typeof part === "string" ? part : part.join(""); };
