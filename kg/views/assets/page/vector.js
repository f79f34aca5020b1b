// A drawing context that writes SVG: what is drawn on the canvas is drawn once more into this, so that the vector
// picture is what is seen. It has the methods and properties of CanvasRenderingContext2D that drawings here use.

const SVG = "http://www.w3.org/2000/svg";
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
/** A text without the characters that no XML file can hold; line ends as XML has them. */
const xmlText = (text) => String(text).replace(/\r\n?/g, "\n").replace(NOT_XML, "");
const short = (value) => String(Math.round(value * 100) / 100);

class SvgContext {
  /** A picture so many pixels wide and high, its drawing moved by (`left`, `top`). */
  constructor(width, height, left = 0, top = 0) {
    this.document = document.implementation.createDocument(SVG, "svg", null);
    this.root = this.document.documentElement;
    const size = { version: "1.1", width, height, viewBox: `0 0 ${width} ${height}` };
    Object.entries(size).forEach(([name, value]) => this.root.setAttribute(name, value));
    this.offset = [left, top];
    this.canvas = { width, height };
    this.measure = document.createElement("canvas").getContext("2d");
    this.stack = [];
    this.path = "";
    this.dashes = [];
    Object.assign(this, { matrix: [1, 0, 0, 1, left, top], fillStyle: "#000000", strokeStyle: "#000000", lineWidth: 1, globalAlpha: 1, font: "10px sans-serif", textAlign: "start", textBaseline: "alphabetic", lineJoin: "miter", lineCap: "butt", lineDashOffset: 0, shadowColor: "", shadowBlur: 0 });
  }
  static STATE = ["matrix", "dashes", "fillStyle", "strokeStyle", "lineWidth", "globalAlpha", "font", "textAlign", "textBaseline", "lineJoin", "lineCap", "lineDashOffset"];

  save() { this.stack.push(Object.fromEntries(SvgContext.STATE.map((name) => [name, this[name]]))); }
  restore() { const last = this.stack.pop(); if (last) Object.assign(this, last); }
  transform(a, b, c, d, e, f) {
    const [A, B, C, D, E, F] = this.matrix;
    this.matrix = [A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, A * e + C * f + E, B * e + D * f + F];
  }
  setTransform(a, b, c, d, e, f) { this.resetTransform(); this.transform(a, b, c, d, e, f); }
  resetTransform() { this.matrix = [1, 0, 0, 1, ...this.offset]; }
  translate(x, y) { this.transform(1, 0, 0, 1, x, y); }
  scale(x, y) { this.transform(x, 0, 0, y, 0, 0); }
  rotate(angle) { this.transform(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0); }
  at(x, y) { const [a, b, c, d, e, f] = this.matrix; return [a * x + c * y + e, b * x + d * y + f]; }
  point(x, y) { return this.at(x, y).map(short).join(" "); }
  /** By how much lengths grow. */
  get grown() { const [a, b, c, d] = this.matrix; return Math.sqrt(Math.abs(a * d - b * c)); }

  beginPath() { this.path = ""; }
  closePath() { if (this.path) this.path += "Z"; }
  moveTo(x, y) { this.path += `M${this.point(x, y)}`; }
  lineTo(x, y) { this.path += `${this.path ? "L" : "M"}${this.point(x, y)}`; }
  quadraticCurveTo(x, y, u, v) { this.path += `Q${this.point(x, y)} ${this.point(u, v)}`; }
  bezierCurveTo(x, y, u, v, p, q) { this.path += `C${this.point(x, y)} ${this.point(u, v)} ${this.point(p, q)}`; }
  rect(x, y, width, height) { this.path += `M${this.point(x, y)}L${this.point(x + width, y)}L${this.point(x + width, y + height)}L${this.point(x, y + height)}Z`; }
  roundRect(x, y, width, height) { this.rect(x, y, width, height); }
  arc(x, y, radius, from, to, back = false) { this.ellipse(x, y, radius, radius, 0, from, to, back); }
  ellipse(x, y, wide, high, turn, from, to, back = false) {
    const full = 2 * Math.PI;
    let sweep = back ? from - to : to - from;
    sweep = sweep >= full ? full : ((sweep % full) + full) % full;
    const sign = back ? -1 : 1;
    const on = (angle) => {
      const [p, q] = [wide * Math.cos(angle), high * Math.sin(angle)];
      return this.point(x + p * Math.cos(turn) - q * Math.sin(turn), y + p * Math.sin(turn) + q * Math.cos(turn));
    };
    const radii = `${short(wide * this.grown)} ${short(high * this.grown)} ${short((turn * 180) / Math.PI)}`;
    this.path += `${this.path && !this.path.endsWith("Z") ? "L" : "M"}${on(from)}`;
    for (const part of sweep > Math.PI ? [sweep / 2, sweep] : [sweep]) this.path += `A${radii} 0 ${back ? 0 : 1} ${on(from + sign * part)}`;
  }
  clip() {}
  clearRect() {}
  isPointInPath() { return false; }
  isPointInStroke() { return false; }
  drawImage() {}
  setLineDash(dashes) { this.dashes = [...dashes]; }
  getLineDash() { return [...this.dashes]; }
  measureText(text) { if (this.measure.font !== this.font) this.measure.font = this.font; return this.measure.measureText(text); }

  add(tag, attributes, text) {
    const element = this.document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => value !== undefined && element.setAttribute(name, value));
    if (this.globalAlpha < 1) element.setAttribute("opacity", short(this.globalAlpha));
    if (text !== undefined) element.textContent = text;
    this.root.append(element);
    return element;
  }
  colour(style) { return typeof style === "string" ? style : "none"; }
  /** A stroke; hairlines of a canvas that is far away are as thick as paper needs them. */
  pen() {
    const dashes = this.dashes.some((length) => length > 0) ? this.dashes.map((length) => short(length * this.grown)).join(" ") : undefined;
    return { stroke: this.colour(this.strokeStyle), "stroke-width": short(Math.max(this.lineWidth * this.grown, 0.7)), "stroke-linejoin": this.lineJoin === "miter" ? undefined : this.lineJoin, "stroke-linecap": dashes || this.lineCap === "butt" ? undefined : this.lineCap, "stroke-dasharray": dashes };
  }
  fill() { if (this.path) this.add("path", { d: this.path, fill: this.colour(this.fillStyle) }); }
  stroke() {
    const last = this.root.lastElementChild;
    if (!this.path || !(this.lineWidth > 0)) return;
    if (last && last.getAttribute("d") === this.path && !last.hasAttribute("stroke") && (last.getAttribute("opacity") ?? "1") === short(this.globalAlpha)) {
      Object.entries(this.pen()).forEach(([name, value]) => value !== undefined && last.setAttribute(name, value));
    } else this.add("path", { d: this.path, fill: "none", ...this.pen() });
  }
  fillRect(x, y, width, height) { const before = this.path; this.path = ""; this.rect(x, y, width, height); this.fill(); this.path = before; }
  strokeRect(x, y, width, height) { const before = this.path; this.path = ""; this.rect(x, y, width, height); this.stroke(); this.path = before; }
  /** Style, weight, size and family of a font as CSS names them. */
  type() {
    const [, words, size, family] = /^(.*?)([\d.]+)px\s+(.*)$/.exec(this.font) || ["", "", "10", "sans-serif"];
    return { size: Number(size) * this.grown, family, weight: /\b(bold|[5-9]00)\b/.test(words) ? "700" : undefined, style: /italic/.test(words) ? "italic" : undefined };
  }
  /** How far below its place the writing line of a text is: SVG programs agree on no other line. */
  drop() {
    const ascent = (baseline) => { Object.assign(this.measure, { font: this.font, textBaseline: baseline }); return this.measure.measureText("x").fontBoundingBoxAscent; };
    return (ascent("alphabetic") - ascent(this.textBaseline)) * this.grown;
  }
  write(text, x, y, paint) {
    const words = xmlText(text);
    if (!words.trim()) return;
    const { size, family, weight, style } = this.type();
    const [left, top] = this.at(x, y);
    const anchor = { center: "middle", right: "end", end: "end" }[this.textAlign];
    this.add("text", { x: short(left), y: short(top + this.drop()), "font-size": short(size), "font-family": family, "font-weight": weight, "font-style": style, "text-anchor": anchor, ...paint }, words);
  }
  fillText(text, x, y) { this.write(text, x, y, { fill: this.colour(this.fillStyle) }); }
  strokeText(text, x, y) { this.write(text, x, y, { fill: "none", "aria-hidden": "true", ...this.pen() }); }

  /** The picture as the text of a file, with a title and a description for those who do not see it. */
  text(title, description) {
    const name = (tag, words) => { const element = this.document.createElementNS(SVG, tag); element.textContent = xmlText(words); return element; };
    this.root.setAttribute("role", "img");
    this.root.prepend(name("title", title), name("desc", description));
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(this.document)}\n`;
  }
}
