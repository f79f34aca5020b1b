// Making elements. Texts come from strangers: they reach the page as text nodes only (see `make`), never as markup.

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
/** What can be seen of a text; blanks and marks of direction alone leave nothing to read or to point at. */
const VISIBLE = /[^\p{Z}\p{C}]/u;
const visible = (text) => (text === "" || VISIBLE.test(text) ? text : t("canvas.unnamed"));
/** Text of others: kept apart in direction from what stands around it. */
const said = (text, cls = "") => make("bdi", { cls: `said ${cls}`.trim(), dir: "auto" }, visible(String(text)));
const dated = (id) => (dateOf(id) ? make("span", { cls: "date" }, " · ", said(dateOf(id))) : null);
const points = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
const cut = (chars, start, end) => { const part = chars.slice(start, end); return typeof part === "string" ? part : part.join(""); };
