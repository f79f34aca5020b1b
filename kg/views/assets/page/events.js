// Statements that are more than an arrow from one thing to another: folded into one arrow, or unfolded around a
// small sign of their own with a line to each participant.

let folded = true;
const isClaimed = (st) => Boolean(st.attribution);
const eventId = (order) => `e${order}`;

/** The participants of a statement that a line can lead to: [{ slot, role, marker, at }]; `at` is the number of a thing
 * or the id of the sign of the statement that is spoken about (`signOf`: statement → id or undefined). */
function partsOf(st, signOf) {
  const parts = [];
  for (const { slot, role, marker, filler } of st.people) {
    const at = filler.statement ? signOf(filler.statement) : nodeOf.get(filler.entity);
    const known = parts.find((part) => part.at === at); // who praises himself is both
    if (at === undefined || (typeof at === "number" && !shown.nodes.has(at)) || (known && !(known.slot === "subject" && slot === "object"))) continue;
    parts.push({ slot, role, marker, at });
  }
  return parts;
}

/** Whether a statement, with these participants, is one plain arrow. */
const isArrow = (parts) => parts.length === 2 && parts[0].slot === "subject" && parts[1].slot === "object";

/** What the shown statements look like unfolded: { signs: Map id → { id, st, statements, parts }, arrows: [{ st, from,
 * to, statements }] from a thing to the sign of what it says, taken: ids of the statements that are one or the other }. */
function unfold() {
  const open = statements.filter((st) => shown.statements.has(st.id));
  const spoken = new Set(open.flatMap((st) => st.people.map((p) => p.filler.statement)).filter((id) => shown.statements.has(id)));
  const [signs, arrows, taken, alike, done] = [new Map(), new Map(), new Set(), new Map(), new Map()];
  const sign = (st) => {
    if (done.has(st.id)) return done.get(st.id);
    done.set(st.id, undefined); // a statement about itself has itself as no participant
    const parts = partsOf(st, (id) => (spoken.has(id) ? sign(statementOf.get(id)) : undefined));
    const style = [st.predicate.label, isDenied(st), st.facets.modality, isClaimed(st)];
    const key = JSON.stringify([style, parts]);
    if (!spoken.has(st.id) && isArrow(parts)) {
      if (typeof parts[1].at === "string") { // "Abrams said that …": an arrow to the sign of what he said
        taken.add(st.id);
        if (!arrows.has(key)) arrows.set(key, { st, from: parts[0].at, to: parts[1].at, statements: [] });
        arrows.get(key).statements.push(st.id);
      }
      return undefined;
    }
    if (!parts.length && !spoken.has(st.id)) return undefined;
    taken.add(st.id);
    if (!alike.has(key)) {
      alike.set(key, eventId(st.order));
      signs.set(eventId(st.order), { id: eventId(st.order), st, statements: [], parts });
    }
    signs.get(alike.get(key)).statements.push(st.id);
    done.set(st.id, alike.get(key));
    return alike.get(key);
  };
  open.forEach(sign);
  return { signs, arrows: [...arrows.values()], taken };
}

/** Whether anything would look different unfolded; asked once. */
const unfolds = statements.some((st) => {
  const ends = [st.subject, st.object].map((filler) => nodeOf.get(filler?.entity));
  return st.nodes.length > 0 && (ends.includes(undefined) || st.nodes.length !== new Set(ends).size);
});

/** The words for the part that somebody plays, as a line to a participant shows them. */
function roleWords({ role, marker }) {
  if (marker && role && role !== "other" && role !== "oblique") return t("scene.role", { role, marker });
  return marker || role;
}

/** The words of a folded arrow: the relation and, in brackets, who and what else takes part in all its statements. */
function foldedWords(line, ids) {
  const further = ids.map((id) => furtherOf(statementOf.get(id), line));
  const common = (further[0] || []).filter((words) => further.every((list) => list.includes(words)));
  const more = further.some((list) => list.length > common.length) ? ["…"] : [];
  const inside = [...common.slice(0, 2).map((words) => shorten(words, 24)), ...(common.length > 2 ? ["…"] : more)];
  return inside.length && common.length ? t("scene.folded", { relation: line.label, further: inside.join(", ") }) : line.label;
}
function furtherOf(st, line) {
  const ends = [line.from, line.to].map((i) => entities[i].id);
  return (st?.people || []).filter((p) => p.slot !== "subject" && p.role !== "time" && !p.filler.statement && !ends.includes(p.filler.entity))
    .map((p) => `${p.marker ? `${p.marker} ` : ""}${nameOf(p.filler)}`);
}

/** The lines of the folded drawing: the main arrow of each statement, and an arrow to a further participant where
 * otherwise no line would reach it. Yields [line, ids of its statements]. */
function foldedLines() {
  if (foldedOf === shown.lines) return foldedList;
  foldedOf = shown.lines;
  const reached = new Set();
  for (const id of shown.lines.keys()) if (lines[id].main !== false) { reached.add(lines[id].from); reached.add(lines[id].to); }
  foldedList = [...shown.lines].map(([id, ids]) => [lines[id], ids])
    .filter(([line]) => line.main !== false || !reached.has(line.to) || !reached.has(line.from));
  return foldedList;
}
let [foldedOf, foldedList] = [null, []]; // for which lines they were worked out, and what came out

/** Places kept free of each other: signs of events look for the nearest free one. */
class Spots {
  constructor(cell) { Object.assign(this, { cell, cells: new Map() }); }
  key(x, y) { return Math.floor(x / this.cell) * 1e6 + Math.floor(y / this.cell); }
  take(x, y, reach) {
    const key = this.key(x, y);
    if (!this.cells.has(key)) this.cells.set(key, []);
    this.cells.get(key).push([x, y, reach]);
  }
  free(x, y, reach) {
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const [u, v, other] of this.cells.get(this.key(x + dx * this.cell, y + dy * this.cell)) || []) {
          if (Math.hypot(u - x, v - y) < reach + other) return false;
        }
      }
    }
    return true;
  }
  /** How far it is to the nearest other place in this cell and those around; the size of a cell where there is none. */
  nearest({ x, y }) {
    let least = this.cell;
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        for (const [u, v] of this.cells.get(this.key(x + dx * this.cell, y + dy * this.cell)) || []) {
          if (u !== x || v !== y) least = Math.min(least, Math.hypot(u - x, v - y));
        }
      }
    }
    return least;
  }
  /** The free place nearest to (x, y), looked for on a spiral; where none is found, (x, y) itself. */
  near(x, y, reach) {
    for (let k = 0; k < 400; k++) {
      const [angle, far] = [k * 2.39996, reach * 0.55 * Math.sqrt(k)];
      const [u, v] = [x + far * Math.cos(angle) * 1.3, y + far * Math.sin(angle)];
      if (this.free(u, v, reach)) return { x: u, y: v };
    }
    return { x, y };
  }
}

/** Give the signs of events, and the dates and amounts that only they reach, a place: in the middle of the participants,
 * pushed free. `arrows` lead to signs; `placed`: id → { x, y, size } of what stands already; it is added to. */
function placeEvents(signs, arrows, late, placed) {
  const roomy = placed.size + signs.size < 400;
  const reach = roomy ? 26 : 11;
  const spots = new Spots(roomy ? 90 : 70);
  for (const { x, y, size } of placed.values()) {
    spots.take(x, y, Math.min(size, 40) + (roomy ? 8 : 2));
    if (roomy) for (const side of [-22, 22]) spots.take(x + side, y + size + 12, 1); // its label
  }
  const middle = (ids) => {
    const known = ids.map((id) => placed.get(id)).filter(Boolean);
    const mean = (axis) => known.reduce((sum, at) => sum + at[axis], 0) / (known.length || 1);
    return { x: mean("x"), y: mean("y"), known: known.length };
  };
  const near = new Map([...signs.values()].map((event) => [event.id, event.parts.map((part) => part.at)]));
  for (const event of signs.values()) for (const { at } of event.parts) near.get(at)?.push(event.id);
  for (const { from, to } of arrows) near.get(to)?.push(from);
  const put = (id, { x, y }, size) => {
    const own = pins.get(id);
    const at = own || spots.near(x, y, reach);
    spots.take(at.x, at.y, reach);
    placed.set(id, { x: Math.round(at.x), y: Math.round(at.y), size });
  };
  const out = ({ x, y, known }, order) => (known < 2 ? { x: x + 62 * Math.cos(order * 2.39996), y: y + 62 * Math.sin(order * 2.39996) } : { x, y });
  const slot = below([...placed.values()], roomy ? 120 : 70);
  for (let waiting = [...signs.values()]; waiting.length; ) { // those first of which something around them has its place
    const later = [];
    for (const event of waiting) {
      const at = middle(near.get(event.id));
      if (at.known) put(event.id, out(at, event.st.order), EVENT_SIZE); else later.push(event);
    }
    if (later.length === waiting.length) put(later.shift().id, slot(), EVENT_SIZE);
    waiting = later;
  }
  const mine = new Map([...late].map((i) => [i, []]));
  for (const event of signs.values()) for (const { at } of event.parts) mine.get(at)?.push(event.id);
  for (const [i, ids] of mine) put(i, out(middle(ids), i), drawn.nodes[i].size);
}
/** Places in rows below all that is `placed`, for what hangs on none of it. */
function below(placed, step) {
  let [left, right, bottom] = [Infinity, -Infinity, -Infinity];
  for (const { x, y, size } of placed) { left = Math.min(left, x); right = Math.max(right, x); bottom = Math.max(bottom, y + size); }
  if (!placed.length) [left, right, bottom] = [0, 600, 0];
  const columns = Math.max(1, Math.floor((right - left) / step));
  let n = 0;
  return () => { const at = { x: left + (n % columns) * step, y: bottom + step * (1 + Math.floor(n / columns)) }; n++; return at; };
}
const EVENT_SIZE = 5;
