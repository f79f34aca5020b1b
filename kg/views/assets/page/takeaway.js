// Taking away what is seen: the picture as PNG or SVG, the network as GraphML, tables as CSV, statements as JSON.

const taken = { scope: "all", framed: true };
/** Give a file to the browser to save. */
function save(name, blob) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
  $("taken").textContent = t("takeaway.saved", { name });
}
/** The name of a file: letters and digits of the page's title, and what is in it. */
function takenName(what, ending) {
  const words = document.title.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${Array.from(words).slice(0, 60).join("").replace(/-+$/, "") || "kg"}-${what}.${ending}`;
}

// What is taken: everything that is shown, or what is chosen with its neighbours.

/** Nodes (numbers), edges ({ line, statement }) and statements. */
function selection() {
  const focus = taken.scope === "chosen" ? focusOf() : null;
  const inside = (line) => shown.lines.has(line.id) && (!focus || focus.lines.has(line.id));
  const edges = lines.filter(inside).flatMap((line) => shown.lines.get(line.id).filter((id) => !focus || focus.statements.has(id)).map((id) => ({ line, statement: statementOf.get(id) })));
  const list = statements.filter((st) => shown.statements.has(st.id) && (!focus || focus.statements.has(st.id)));
  return { nodes: [...(focus ? focus.nodes : shown.nodes)].sort((a, b) => a - b), edges, statements: list };
}
/** The chosen thing with its neighbours, or the ends of the chosen arrow; null if nothing is chosen. */
function focusOf() {
  if (state.node !== null) {
    const mine = linesAt[state.node].filter((line) => shown.lines.has(line.id));
    return { nodes: new Set([state.node, ...mine.flatMap((line) => [line.from, line.to])]), lines: new Set(mine.map((line) => line.id)), statements: new Set(statementsAt[state.node].map((st) => st.id)) };
  }
  const line = state.line === null || state.statement !== null ? undefined : lines[state.line];
  if (line) return { nodes: new Set([line.from, line.to]), lines: new Set([line.id]), statements: new Set(line.statements) };
  const st = state.statement === null ? undefined : statementOf.get(state.statement);
  return st ? { nodes: new Set(st.nodes), lines: new Set(st.lines), statements: new Set([st.id]) } : null;
}
function focusName() {
  if (state.node !== null) return entities[state.node].label;
  const st = statementOf.get(state.statement ?? lines[state.line]?.statements[0]);
  return st ? [nameOf(st.subject), st.predicate.label, nameOf(st.object)].filter(Boolean).join(" ") : "";
}

// Pictures. vis-network draws on the context that it asks its canvas for; for a moment it is given another one.

function drawInto(ctx, ratio) {
  const { canvas } = network;
  const before = canvas.pixelRatio;
  canvas.pixelRatio = ratio;
  canvas.getContext = () => ctx;
  takeAsStill();
  try { network.renderer._redraw(); } finally {
    delete canvas.getContext;
    canvas.pixelRatio = before;
    network.redraw();
  }
}
/** What closed groups hide in a picture, in words: one sentence or none. */
function inGroups() {
  const things = [...scene.groups.values()].reduce((sum, members) => sum + members.length, 0);
  return things ? [t("takeaway.groups", { n: scene.groups.size, things })] : [];
}
const FRAME = { side: 16, row: 20, column: 190 };
/** Title, what is left out, and the legend around a picture `width` wide: { top, bottom, draw(ctx, height) }. */
function frameOf(width) {
  const columns = Math.max(1, Math.floor((width - 2 * FRAME.side) / FRAME.column));
  const rows = legend();
  const why = reasons();
  const notes = [$("counts").textContent, ...(why.length ? [t("takeaway.without", { why: why.join("; ") })] : []), ...inGroups()];
  const [top, bottom] = [FRAME.side + 26 + notes.length * 18, Math.ceil(rows.length / columns) * FRAME.row + 1.5 * FRAME.side];
  const fit = (ctx, text, room) => { let words = text; while (words.length > 4 && ctx.measureText(words).width > room) words = `${words.slice(0, Math.floor(words.length * 0.9) - 1).trimEnd()}…`; return words; };
  const draw = (ctx, height) => {
    const label = (text, x, y, font, colour, room) => { ctx.font = `${font} ${FONT}`; ctx.fillStyle = colour; ctx.fillText(fit(ctx, text.replace(DIRECTIONS, " "), room), x, y); };
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    label(document.title, FRAME.side, FRAME.side + 8, "700 17px", ink().ink, width - 2 * FRAME.side);
    notes.forEach((note, k) => label(note, FRAME.side, FRAME.side + 32 + k * 18, "12px", ink().soft, width - 2 * FRAME.side));
    rows.forEach((row, k) => {
      const [x, y] = [FRAME.side + (k % columns) * FRAME.column, height - bottom + FRAME.side + (Math.floor(k / columns) + 0.5) * FRAME.row];
      row.draw(ctx, x, y);
      label(row.name, x + 48, y, "12px", ink().ink, FRAME.column - 56);
    });
  };
  return { top, bottom, draw };
}
/** The rows of the legend for what is shown: { name, draw(ctx, x, y) }. */
function legend() {
  const classes = facetCounts("class").map(([key]) => key).filter((key) => [...shown.drawn].some((i) => entities[i].class === key));
  const signs = classes.slice(0, 24).map((key) => ({ name: facetLabel("class", key), draw: (ctx, x, y) => drawSign(ctx, looks[key], x + 26, y) }));
  if (classes.length > 24) signs.push({ name: t("takeaway.more_classes", { n: classes.length - 24 }), draw: () => {} });
  const seen = [...shown.lines.keys()].map((id) => lines[id]);
  const modalities = MODALITIES.filter((key) => seen.some((line) => line.modality === key));
  const arrows = modalities.map((key) => ({ name: facetLabel("modality", key), draw: (ctx, x, y) => drawArrow(ctx, x, y, ink().edge, styles.modality[key]?.dashes) }));
  if (seen.some((line) => line.denied)) arrows.push({ name: facetLabel("polarity", "negative"), draw: (ctx, x, y) => drawArrow(ctx, x, y, ink().denied, false, "✕") });
  if (seen.some((line) => line.claimed)) arrows.push({ name: t("takeaway.claimed"), draw: (ctx, x, y) => drawArrow(ctx, x, y, ink().claimed, false, "❝") });
  return [...signs, ...arrows];
}
function drawSign(ctx, look, x, y) {
  const colours = coloursOf(look);
  const outline = OUTLINES[look.shape]?.().split(" ").map((corner) => corner.split(",").map(Number));
  ctx.beginPath();
  if (outline) { outline.forEach(([u, v], k) => ctx[k ? "lineTo" : "moveTo"](x + u - 8, y + v - 8)); ctx.closePath(); } else ctx.arc(x, y, 6, 0, 2 * Math.PI);
  Object.assign(ctx, { fillStyle: colours.fill, strokeStyle: colours.line, lineWidth: look.hollow ? 2 : 1.2 });
  ctx.fill();
  ctx.stroke();
}
function drawArrow(ctx, x, y, colour, dashes, sign = "") {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + 40, y);
  Object.assign(ctx, { strokeStyle: colour, lineWidth: 2 });
  ctx.setLineDash(dashes || []);
  ctx.stroke();
  ctx.setLineDash([]);
  if (!sign) return;
  Object.assign(ctx, { textAlign: "center", font: SIGN, lineJoin: "round" });
  write(ctx, sign, x + 20, y, colour);
  ctx.textAlign = "left";
}
/** Draw the graph also while another view stands in its place; the browser shows nothing of the change. */
function inSight(draw) {
  if (!$("graph-view").hidden) return draw();
  const sections = [...views.keys()].map((name) => $(`${name}-view`)).map((section) => [section, section.hidden]);
  sections.forEach(([section]) => { section.hidden = section.id !== "graph-view"; });
  try { network.canvas.setSize(); return draw(); } finally { sections.forEach(([section, hidden]) => { section.hidden = hidden; }); }
}
const noFrame = { top: 0, bottom: 0, draw: () => {} };
const picture = (draw) => inSight(() => {
  const { clientWidth: width, clientHeight: height } = $("canvas");
  const frame = taken.framed ? frameOf(width) : noFrame;
  return draw({ width, height, frame, tall: height + frame.top + frame.bottom });
});
/** The view as an SVG text. */
const svgPicture = () => picture(({ width, tall, frame }) => {
  const ctx = new SvgContext(width, tall, 0, frame.top);
  ctx.save();
  ctx.resetTransform();
  ctx.translate(0, -frame.top);
  Object.assign(ctx, { fillStyle: ink().paper });
  ctx.fillRect(0, 0, width, tall);
  ctx.restore();
  drawInto(ctx, 1);
  ctx.offset = [0, 0];
  ctx.resetTransform();
  frame.draw(ctx, tall);
  return ctx.text(document.title, [$("counts").textContent, reasons().length ? t("takeaway.without", { why: reasons().join("; ") }) : "", ...inGroups()].filter(Boolean).join(". "));
});
/** The view as a canvas with twice as many pixels as it has on the page. */
const pngPicture = (ratio = 2) => picture(({ width, height, tall, frame }) => {
  const inner = make("canvas", { width: width * ratio, height: height * ratio });
  drawInto(inner.getContext("2d"), ratio);
  const whole = make("canvas", { width: width * ratio, height: tall * ratio });
  const ctx = whole.getContext("2d");
  ctx.fillStyle = ink().paper;
  ctx.fillRect(0, 0, whole.width, whole.height);
  ctx.drawImage(inner, 0, frame.top * ratio);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  frame.draw(ctx, tall);
  return whole;
});

// Networks and tables.

/** The attributes of a thing, with the names that `kg export` gives them. */
function thingRow(i) {
  const entity = entities[i];
  return { aliases: entity.aliases.join("; "), documents: entity.documents.join("; "), id: entity.id, kind: entity.kind || null, label: entity.label, links: entity.links.length ? JSON.stringify(entity.links) : "", type: entity.class, value: entity.value ?? null };
}
/** The edges of a selection: { key, start, end, row }. A key is the id of the statement, and the role of the end if that is
 * not the object. */
function edgeRows(edges) {
  const used = new Set();
  return edges.map(({ line, statement: st }) => {
    const [start, end] = [entities[line.from], entities[line.to]];
    const main = Boolean(st.object && st.object.entity === end.id);
    const others = st.people.filter((one) => one.slot !== "subject" && one.role !== "time" && one.filler.entity);
    const part = main ? null : others.find((one) => one.filler.entity === end.id);
    const role = main ? st.object_role || "object" : part?.role || "other";
    const wanted = main ? st.id : `${st.id}/${role}`;
    let key = wanted;
    for (let n = 2; used.has(key); n++) key = `${wanted}-${n}`;
    used.add(key);
    const row = {
      asserted: st.asserted ?? null, confidence: st.confidence ?? null, document: st.document || "", evidence: st.evidence?.[0]?.text || "",
      label: line.label, lemma: st.predicate.lemma || "", minted: st.minted ?? null, modality: st.modality || "actual", place: nameOf(st.place), polarity: st.polarity || "positive",
      primary: main || others[0] === part, property: st.predicate.property || "", role, rule: st.rule || "", source: st.attribution ? nameOf(st.attribution.source) : "", stance: st.attribution?.stance || "",
      statement: st.id, time: st.time?.text || "", time_value: st.time?.value || "",
    };
    return { key, start: start.iri, end: end.iri, row };
  });
}
const GRAPHML = "http://graphml.graphdrawing.org/xmlns";
function columnTypes(rows) {
  const kinds = new Map();
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      if (value === null) continue;
      const kind = typeof value === "number" ? "double" : typeof value === "boolean" ? "boolean" : "string";
      kinds.set(name, kinds.has(name) && kinds.get(name) !== kind ? "string" : kind);
    }
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
}
function graphml(part) {
  const page = document.implementation.createDocument(GRAPHML, "graphml", null);
  const element = (tag, attributes, text) => {
    const made = page.createElementNS(GRAPHML, tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, xmlText(value)));
    if (text !== undefined) made.textContent = xmlText(text);
    return made;
  };
  const things = part.nodes.map((i) => ({ iri: entities[i].iri, row: thingRow(i) }));
  const arrows = edgeRows(part.edges);
  const graph = element("graph", { edgedefault: "directed" });
  const keys = {};
  const add = (parent, child) => parent.append("\n", child);
  for (const [kind, letter, rows] of [["node", "n", things], ["edge", "e", arrows]]) {
    keys[kind] = new Map(columnTypes(rows.map(({ row }) => row)).map(([name, type], k) => {
      add(page.documentElement, element("key", { id: `${letter}${k}`, for: kind, "attr.name": name, "attr.type": type }));
      return [name, `${letter}${k}`];
    }));
  }
  const fill = (made, kind, row) => {
    for (const [name, id] of keys[kind]) if (row[name] !== null && row[name] !== undefined) made.append(element("data", { key: id }, row[name]));
    add(graph, made);
  };
  things.forEach(({ iri, row }) => fill(element("node", { id: iri }), "node", row));
  arrows.forEach(({ key, start, end, row }) => fill(element("edge", { id: key, source: start, target: end }), "edge", row));
  graph.append("\n");
  add(page.documentElement, graph);
  page.documentElement.append("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(page)}\n`;
}
/** Rows as CSV for a spreadsheet, which must not take a text for a formula. */
function csv(rows) {
  const quote = (value) => `"${String(value ?? "").replace(/^[\s]*[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  const cell = (value) => (typeof value === "number" ? String(value) : quote(value));
  return new Blob(["\ufeff", rows.map((row) => row.map(cell).join(",")).join("\r\n"), "\r\n"], { type: "text/csv" });
}
function nodeTable(part) {
  const names = ["iri", "id", "label", "type", "kind", "value", "aliases", "links", "documents", "statements"];
  const inside = new Set(part.statements.map((st) => st.id));
  return [names, ...part.nodes.map((i) => {
    const { iri, id, label, class: type, kind, value, aliases, links, documents: read } = entities[i];
    return [iri, id, label, type, kind, value, aliases.join("; "), links.map((link) => link.iri).join("; "), read.map(titleOf).join("; "), statementsAt[i].filter((st) => inside.has(st.id)).length];
  })];
}
function edgeTable(part) {
  const rows = edgeRows(part.edges);
  const label = new Map(part.nodes.map((i) => [entities[i].iri, entities[i].label]));
  const names = rows.length ? Object.keys(rows[0].row) : [];
  return [["edge", "start", "start_label", "end", "end_label", ...names, "document_title", "document_date"],
    ...rows.map(({ key, start, end, row }) => [key, start, label.get(start), end, label.get(end), ...Object.values(row), titleOf(row.document), dateOf(row.document)])];
}
const FIELDS = ["id", "document", "rule", "rules", "confidence", "subject", "subject_role", "predicate", "object", "object_role", "roles", "polarity", "modality", "attribution", "time", "place", "evidence", "asserted", "cues"];
function statementsJson(part) {
  const kept = (st) => Object.fromEntries(FIELDS.filter((name) => st[name] !== undefined).map((name) => [name, st[name]]));
  const read = Object.fromEntries([...new Set(part.statements.map((st) => st.document))].filter((id) => documents[id]).sort().map((id) => [id, { title: documents[id].title, source: documents[id].source, date: documents[id].date }]));
  return JSON.stringify({ title: document.title, not_shown: [...reasons(), ...(taken.scope === "chosen" ? [t("takeaway.only_chosen", { name: focusName() })] : [])], documents: read, statements: part.statements.map(kept) }, null, 1);
}

// The menu.

const TAKES = [
  { key: "png", drawn: true, run: () => pngPicture().toBlob((blob) => save(takenName("graph", "png"), blob)) },
  { key: "svg", drawn: true, run: () => save(takenName("graph", "svg"), new Blob([svgPicture()], { type: "image/svg+xml" })) },
  { key: "framed", drawn: true, box: true },
  { key: "graphml", run: () => save(takenName("graph", "graphml"), new Blob([graphml(selection())], { type: "application/xml" })) },
  { key: "nodes", run: () => save(takenName("things", "csv"), csv(nodeTable(selection()))) },
  { key: "edges", run: () => save(takenName("arrows", "csv"), csv(edgeTable(selection()))) },
  { key: "statements", run: () => save(takenName("statements", "csv"), csv(statementTable(selection().statements))) },
  { key: "json", run: () => save(takenName("statements", "json"), new Blob([statementsJson(selection()), "\n"], { type: "application/json" })) },
  { key: "print", run: () => window.print() },
];
function fillTakes() {
  if (!focusOf()) taken.scope = "all";
  const entry = (role, name, on, act, text) => make("li", { role: "none" }, make("button", { type: "button", role, tabIndex: -1, "data-take": name, "aria-checked": on === null ? null : String(on), onclick: act }, text));
  const again = (name) => { fillTakes(); $("take-menu").querySelector(`[data-take="${name}"]`).focus(); };
  const scope = (name, text) => entry("menuitemradio", name, taken.scope === name, () => { taken.scope = name; again(name); }, text);
  const item = ({ key, box, run }) => (box
    ? entry("menuitemcheckbox", key, taken.framed, () => { taken.framed = !taken.framed; again(key); }, t(`takeaway.item.${key}`))
    : entry("menuitem", key, null, () => { openTakes(false); $("take").focus(); run(); }, t(`takeaway.item.${key}`)));
  const scopes = focusOf() ? [make("li", { role: "none" }, make("ul", { role: "group", "aria-label": t("takeaway.scope.name") },
    scope("all", t("takeaway.scope.all")), scope("chosen", [`${t("takeaway.scope.chosen")} `, said(shorten(focusName(), 40))])))] : [];
  const line = () => make("li", { role: "separator" });
  const items = (drawing) => TAKES.filter((one) => Boolean(one.drawn) === drawing && (!one.drawn || network)).map(item);
  const pictures = items(true);
  $("take-menu").replaceChildren(...pictures, ...(pictures.length ? [line()] : []), ...scopes, ...items(false));
}
function openTakes(open, last = false) {
  if (open) fillTakes();
  $("take-menu").hidden = !open;
  $("take").setAttribute("aria-expanded", String(open));
  if (open) [...$("take-menu").querySelectorAll("button")].at(last ? -1 : 0).focus();
}
function takeKey(event) {
  const entries = [...$("take-menu").querySelectorAll("button")];
  const at = entries.indexOf(document.activeElement);
  const letter = event.key.length === 1 && event.key !== " " ? event.key.toLowerCase() : null;
  const next = (step) => entries[(at + step + entries.length) % entries.length];
  const to = { ArrowDown: next(1), ArrowUp: next(-1), Home: entries[0], End: entries.at(-1) }[event.key] ||
    (letter && [...entries.slice(at + 1), ...entries.slice(0, at + 1)].find((entry) => entry.textContent.toLowerCase().startsWith(letter)));
  if (event.key === "Tab") openTakes(false);
  else if (event.key === "Escape") { openTakes(false); $("take").focus(); } else if (!to) return;
  if (event.key === "Tab") return;
  to?.focus();
  event.preventDefault();
  event.stopPropagation();
}
starters.push(() => {
  $("take").addEventListener("click", () => openTakes($("take-menu").hidden));
  $("take").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    openTakes(true, event.key === "ArrowUp");
  });
  $("take-menu").addEventListener("keydown", takeKey);
  document.addEventListener("pointerdown", (event) => { if (!$("take-menu").hidden && !event.target.closest("#take, #take-menu")) openTakes(false); });
});
