// The timeline: when what is said happened, or when it was reported; a range of it is a filter.

const OWN = 1;
const REPORTED = 2;
const MANY_SPANS = 120; // so many periods are drawn one by one
const BAND = { top: 2, base: 34, lane: 37, lanes: 3, high: 62, words: 59 }; // where bars, spans and words stand
const UNFOLDED = !narrowQuery.matches; // a phone has no room for it at first
Object.assign(state, { range: null, undated: false, reported: true, axis: null, timeline: UNFOLDED });

/** When each statement is (by its number): own 1 for a date of its own, 2 for that of its document, 0 for none; open 1 for "until", 2 for "since". */
const timeOf = (() => {
  const n = statements.length;
  const found = { from: new Int32Array(n), to: new Int32Array(n), own: new Uint8Array(n), open: new Uint8Array(n) };
  const known = new Map();
  const read = (value) => { if (!known.has(value)) known.set(value, spanOf(value)); return known.get(value); };
  statements.forEach((st, k) => {
    const reported = read(dateOf(st.document));
    const own = read(timeValueOf(k)) ?? (isLoose(k) ? st.people.filter((p) => p.role === "time").map((p) => read(p.filler.value)).find(Boolean) : null);
    const span = own ?? reported;
    if (!span) return;
    found.own[k] = own ? OWN : REPORTED;
    found.from[k] = span.from;
    found.to[k] = span.to;
    if (span.open === "start") found.open[k] = 1;
    if (span.open === "end") { // "since": it lasts at least until it is told, as far as that is known
      found.open[k] = 2;
      if (own && reported) found.to[k] = Math.max(span.to, reported.to);
    }
  });
  return found;
})();

/** The date that counts for a statement: 0 none, 1 its own, 2 that of the report. */
const dateKind = (k) => (timeOf.own[k] === REPORTED && !state.reported ? 0 : timeOf.own[k]);
const touches = (k, span) => timeOf.from[k] < span.to && timeOf.to[k] > span.from;

const timeFilter = {
  active: () => state.range !== null,
  statement: (st) => (dateKind(st.order) ? touches(st.order, state.range) : state.undated),
  node: (i) => state.undated || statementsAt[i].length > 0,
  reason: () => {
    const { from, to } = spanNames(state.range);
    let bare = 0;
    statements.forEach((_, k) => { if (!dateKind(k) && passesBut(k, bitOf(timeFilter) | BITS.ends)) bare++; });
    const words = from === to ? t("timeline.reason_in", { when: from }) : t("timeline.reason", { from, to });
    return bare ? `${words} (${t(state.undated ? "timeline.bare_kept" : "timeline.bare_left", { n: bare })})` : words;
  },
  clear: () => { state.range = null; },
  save: (parts) => {
    if (state.range) parts.set("time", spanValue(state.range));
    if (state.undated) parts.set("undated", "keep");
    if (!state.reported) parts.set("reported", "no");
    if (state.axis) parts.set("axis", spanValue(state.axis));
    if (state.timeline !== UNFOLDED) parts.set("timeline", state.timeline ? "open" : "folded");
  },
  load: (parts) => {
    stopPlaying();
    const read = (name) => { const span = spanOf(parts.get(name)); return span && !span.open ? { from: span.from, to: span.to } : null; };
    Object.assign(state, { range: read("time"), axis: read("axis"), undated: parts.get("undated") === "keep", reported: parts.get("reported") !== "no", timeline: { open: true, folded: false }[parts.get("timeline")] ?? UNFOLDED });
  },
};
conditions.push(timeFilter);

// The axis and its bins.

const band = { step: null, edges: [], width: 0, counts: null, first: null, last: null, spans: [], before: 0, after: 0, key: "" };
const hasDates = () => timeOf.own.some((kind) => kind > 0);

/** From when to when: what was zoomed to; else all, but for the few far away that would press the rest together. */
function axisSpan() {
  if (state.axis) return state.axis;
  const [starts, ends] = [[], []];
  for (let k = 0; k < statements.length; k++) if (dateKind(k)) { starts.push(timeOf.from[k]); ends.push(timeOf.to[k]); }
  if (!starts.length) return null;
  const up = (list) => Int32Array.from(list).sort();
  const [from, to] = [up(starts), up(ends)];
  const whole = { from: from[0], to: to[to.length - 1] };
  const few = Math.min(Math.floor(from.length * 0.04), 40);
  for (let out = 1; out <= few; out++) { // as few as will do
    for (let early = out; early >= 0; early--) {
      const core = { from: from[early], to: to[to.length - 1 - (out - early)] };
      if (core.to > core.from && (core.to - core.from) * 4 < whole.to - whole.from) return core;
    }
  }
  return whole;
}

/** The finest step whose bins are wide enough to be hit, and not finer than the dates are. */
function stepFor(span, width) {
  const most = Math.max(12, Math.floor(width / 7));
  let finest = Infinity;
  for (let k = 0; k < statements.length; k++) if (dateKind(k) && touches(k, span)) finest = Math.min(finest, timeOf.to[k] - timeOf.from[k]);
  return STEPS.find((step) => (span.to - span.from) / step.days <= most - 1 && step.days >= Math.min(finest, 365) * 0.9) ?? STEPS[STEPS.length - 1];
}

function binOf(day) {
  const { edges } = band;
  let [low, high] = [0, edges.length - 2];
  while (low < high) { const middle = (low + high + 1) >> 1; if (edges[middle] <= day) low = middle; else high = middle - 1; }
  return low;
}

/** Lay out the axis: edges, in which bin each statement is, and which are spans over several. */
function layTimeline() {
  const span = axisSpan();
  band.edges = [];
  if (!span) return;
  band.step = stepFor(span, band.width);
  band.edges = edgesOf(band.step, span.from, span.to);
  const [start, end] = [band.edges[0], band.edges[band.edges.length - 1]];
  const n = statements.length;
  band.first = new Int32Array(n).fill(-1);
  band.last = new Int32Array(n).fill(-1);
  const long = new Map();
  for (let k = 0; k < n; k++) {
    if (!dateKind(k) || timeOf.to[k] <= start || timeOf.from[k] >= end) continue;
    const [first, last] = [binOf(timeOf.from[k]), binOf(timeOf.to[k] - 1)];
    band.first[k] = first;
    band.last[k] = last;
    if (first === last && !timeOf.open[k]) continue;
    const key = `${timeOf.from[k]} ${timeOf.to[k]} ${timeOf.open[k]} ${dateKind(k)}`;
    if (!long.has(key)) long.set(key, { from: timeOf.from[k], to: timeOf.to[k], open: timeOf.open[k], kind: dateKind(k), members: [] });
    long.get(key).members.push(k);
  }
  const free = new Array(BAND.lanes).fill(-Infinity);
  band.spans = [...long.values()].sort((a, b) => a.from - b.from || b.to - a.to);
  const gap = (end - start) / band.width * 3;
  band.spans.forEach((one) => {
    let lane = free.findIndex((until) => until <= one.from);
    if (lane < 0) lane = free.indexOf(Math.min(...free));
    free[lane] = Math.max(free[lane], one.to + gap);
    one.lane = lane;
  });
}

/** Count what passes all the other filters: in bins (own and reported), outside the axis. */
function countTimeline() {
  const bins = Math.max(band.edges.length - 1, 0);
  band.counts = { own: new Int32Array(bins), reported: new Int32Array(bins) };
  Object.assign(band, { before: 0, after: 0 });
  if (!bins) return;
  const mine = bitOf(timeFilter);
  const start = band.edges[0];
  for (let k = 0; k < statements.length; k++) {
    const kind = dateKind(k);
    if (!kind || !passesBut(k, mine)) continue;
    if (band.first[k] < 0) { if (timeOf.to[k] <= start) band.before++; else band.after++; continue; }
    if (band.first[k] === band.last[k] && !timeOf.open[k]) (kind === OWN ? band.counts.own : band.counts.reported)[band.first[k]]++;
  }
  band.spans.forEach((one) => { one.n = one.members.reduce((sum, k) => sum + (passesBut(k, mine) ? 1 : 0), 0); });
}
/** All that the drawing depends on, as a text: it is drawn anew only when this changes. */
const countsKey = () => [band.counts.own, band.counts.reported, band.before, band.after, band.spans.map((one) => one.n)].join(" ");

const xOf = (day) => { const [start, end] = [band.edges[0], band.edges[band.edges.length - 1]]; return ((day - start) / (end - start)) * band.width; };
const dayAt = (x) => { const [start, end] = [band.edges[0], band.edges[band.edges.length - 1]]; return start + (x / band.width) * (end - start); };

/** Words below the axis, so many as have room; the first says where it begins. */
function ticks() {
  const [start, end] = [band.edges[0], band.edges[band.edges.length - 1]];
  const room = Math.max(2, Math.floor(band.width / (band.width < 500 ? 68 : 84)));
  const step = STEPS.find((one) => one.days >= band.step.days * 0.99 && (end - start) / one.days <= room) ?? STEPS[STEPS.length - 1];
  const name = (day, one) => (one.years ? yearName(civil(day)[0]) : one.months ? `${monthName(civil(day)[1], 0)} ${yearName(civil(day)[0])}` : momentName(day, { from: day, to: day + 1 }, 0));
  const found = [{ x: 0, words: name(start, band.step) }];
  for (let day = step.floor(start); day < end; day = step.next(day)) if (xOf(day) > 70) found.push({ x: xOf(day), words: name(day, step) });
  return found;
}

/** Each period as a bar of its own, below the line. */
function separateSpans() {
  const { width } = band;
  return band.spans.filter((one) => one.n).map((one) => {
    const left = Math.max(xOf(one.from), 0);
    const right = Math.min(Math.max(xOf(one.to), left + 3), width);
    const y = BAND.lane + one.lane * 4;
    const arrow = one.open === 2 ? `M${right} ${y - 1}l4 2.4l-4 2.4z` : one.open === 1 ? `M${left} ${y - 1}l-4 2.4l4 2.4z` : "";
    return svg("path", { class: one.kind === OWN ? "span" : "span reported", d: `M${left.toFixed(1)} ${y}H${right.toFixed(1)}v2.8H${left.toFixed(1)}z${arrow}`, opacity: Math.min(1, 0.5 + one.n * 0.12) });
  });
}
/** Where there are too many periods: how many there are, by shade. */
function coverage() {
  const bins = band.edges.length - 1;
  const change = new Int32Array(bins + 1);
  band.spans.forEach((one) => { if (one.n) { change[binOf(Math.max(one.from, band.edges[0]))] += one.n; change[binOf(one.to - 1) + 1] -= one.n; } });
  const sums = [];
  change.reduce((sum, by, b) => { sums[b] = sum + by; return sums[b]; }, 0);
  const top = Math.max(1, ...sums);
  return sums.slice(0, bins).flatMap((n, b) => (n ? [svg("rect", { class: "span", x: xOf(band.edges[b]), width: xOf(band.edges[b + 1]) - xOf(band.edges[b]), y: BAND.lane + 1, height: 7, opacity: 0.15 + 0.85 * Math.sqrt(n / top) })] : []));
}

function drawTimeline() {
  const picture = $("time-picture");
  const { width, edges, counts } = band;
  picture.setAttribute("viewBox", `0 0 ${width} ${BAND.high}`);
  const bars = picture.querySelector(".bars");
  bars.replaceChildren();
  if (edges.length < 2) return;
  let top = 1;
  for (let b = 0; b < edges.length - 1; b++) top = Math.max(top, counts.own[b] + counts.reported[b]);
  const full = BAND.base - BAND.top;
  let [solid, hollow] = ["", ""];
  for (let b = 0; b < edges.length - 1; b++) {
    const total = counts.own[b] + counts.reported[b];
    if (!total) continue;
    const [x, right] = [xOf(edges[b]), xOf(edges[b + 1])];
    const gap = right - x > 4 ? 1 : 0;
    const wide = Math.min(right - x - gap, 46);
    const left = (x + right - wide) / 2;
    const high = Math.max(4, full * Math.sqrt(total / top)); // the root lets the few be seen beside the many
    const own = counts.own[b] ? Math.min(Math.max(3, high * (counts.own[b] / total)), counts.reported[b] ? high - 3 : high) : 0;
    if (own) solid += `M${left.toFixed(1)} ${BAND.base}v${(-own).toFixed(1)}h${wide.toFixed(1)}V${BAND.base}z`;
    if (counts.reported[b]) hollow += `M${(left + 0.6).toFixed(1)} ${(BAND.base - own - 0.6).toFixed(1)}v${(own - high + 1.2).toFixed(1)}h${(wide - 1.2).toFixed(1)}V${(BAND.base - own - 0.6).toFixed(1)}z`;
  }
  const spans = band.spans.length > MANY_SPANS ? coverage() : separateSpans();
  const words = ticks();
  const marks = words.flatMap(({ x, words: text }, k) => {
    const anchor = k === 0 ? "start" : x > width - 30 ? "end" : "middle";
    const label = svg("text", { x: anchor === "start" ? Math.max(x, 1) : x, y: BAND.words, "text-anchor": anchor });
    label.textContent = text;
    return [svg("line", { x1: x, x2: x, y1: BAND.base, y2: BAND.base + 3 }), label];
  });
  bars.append(svg("line", { x1: 0, x2: width, y1: BAND.base + 0.5, y2: BAND.base + 0.5 }), svg("path", { class: "solid", d: solid }), svg("path", { class: "hollow", d: hollow }), ...spans, ...marks);
  const edge = (id, n, key) => { $(id).hidden = !n; $(id).textContent = n ? t(key, { n }) : ""; };
  edge("time-before", band.before, "timeline.before");
  edge("time-after", band.after, "timeline.after");
}

/** Put the window and its two handles where the range is, and say it. */
function placeRange() {
  const { width, edges } = band;
  if (edges.length < 2) return;
  const { range } = state;
  const clamp = (x) => Math.min(Math.max(x, 0), width);
  const [left, right] = range ? [clamp(xOf(range.from)), clamp(xOf(range.to))] : [0, width];
  const set = (selector, attributes) => Object.entries(attributes).forEach(([name, value]) => $("time-picture").querySelector(selector).setAttribute(name, value));
  set(".shade.start", { x: 0, width: left, height: BAND.base + 15 });
  set(".shade.end", { x: right, width: width - right, height: BAND.base + 15 });
  set(".window", { x: left, width: Math.max(right - left, 1), height: BAND.base + 15, "data-on": range ? "yes" : "no" });
  const bins = edges.length - 1;
  const [a, b] = range ? rangeBins() : [0, bins - 1];
  const name = (day) => momentName(day, { from: edges[0], to: edges[1] });
  set(".handle.start", { transform: `translate(${left} 0)`, "aria-valuemin": 0, "aria-valuemax": bins - 1, "aria-valuenow": a, "aria-valuetext": t("timeline.from", { when: range ? spanNames(range).from : name(edges[0]) }) });
  set(".handle.end", { transform: `translate(${right} 0)`, "aria-valuemin": 0, "aria-valuemax": bins - 1, "aria-valuenow": b, "aria-valuetext": t("timeline.to", { when: range ? spanNames(range).to : name(edges[bins] - 1) }) });
  $("time-said").textContent = spanName(range ?? { from: edges[0], to: edges[bins] }, narrowQuery.matches ? 0 : 1);
  $("time-list").textContent = t("choose.statements", { n: shown.statements.size });
  ["time-clear", "time-zoom"].forEach((id) => { $(id).disabled = !range; });
  $("time-whole").hidden = !state.axis;
}
const rangeBins = () => [binOf(state.range.from), binOf(state.range.to - 1)];

let laidFor = "";
let drawnFor = "";
function updateTimeline() {
  $("timeline").hidden = !hasDates();
  if ($("timeline").hidden) return;
  $("time-fold").setAttribute("aria-expanded", String(state.timeline));
  $("timeline").classList.toggle("folded", !state.timeline);
  $("time-reported").checked = state.reported;
  $("time-undated").checked = state.undated;
  if (!state.timeline) { $("time-said").textContent = state.range ? spanName(state.range) : ""; return; }
  if (!band.width) band.width = Math.max($("time-band").clientWidth, 200);
  const key = JSON.stringify([state.axis, state.reported, band.width]);
  const laid = key !== laidFor;
  if (laid) { layTimeline(); laidFor = key; }
  countTimeline();
  const counts = countsKey();
  if (laid || counts !== drawnFor) { drawTimeline(); drawnFor = counts; }
  placeRange();
}
listeners.push(updateTimeline);

// Changing the range.

function setRange(first, last, soon = false) {
  const bins = band.edges.length - 1;
  const [a, b] = [Math.max(0, Math.min(first, last)), Math.min(bins - 1, Math.max(first, last))];
  state.range = a === 0 && b === bins - 1 && !band.before && !band.after ? null : { from: band.edges[a], to: band.edges[b + 1] };
  placeRange();
  if (soon) refreshSoon(); else refresh();
}
function clearRange() { stopPlaying(); state.range = null; refresh(); }
function zoomRange() { if (state.range) { stopPlaying(); state.axis = { ...state.range }; state.range = null; state.range = { ...state.axis }; refresh(); } }
function wholeAxis() {
  stopPlaying();
  state.axis = null;
  refresh();
}
function everyDate() {
  let [from, to] = [Infinity, -Infinity];
  for (let k = 0; k < statements.length; k++) if (dateKind(k)) { from = Math.min(from, timeOf.from[k]); to = Math.max(to, timeOf.to[k]); }
  state.axis = { from: STEPS[4].floor(from), to: STEPS[4].next(STEPS[4].floor(to - 1)) };
  refresh();
}

function handleKey(event, end) {
  const bins = band.edges.length - 1;
  if (bins < 1) return;
  const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
  const [a, b] = state.range ? rangeBins() : [0, bins - 1];
  if (event.key === "Escape" || event.key === "Delete") { if (state.range) { event.preventDefault(); event.stopPropagation(); clearRange(); } return; }
  if (by === undefined && event.key !== "Home" && event.key !== "End") return;
  event.preventDefault();
  event.stopPropagation();
  stopPlaying();
  if (event.shiftKey && by) { // the whole window
    const move = Math.max(-a, Math.min(bins - 1 - b, by));
    setRange(a + move, b + move);
    return;
  }
  const at = end ? b : a;
  const next = event.key === "Home" ? 0 : event.key === "End" ? bins - 1 : at + by;
  if (end) setRange(a, Math.max(a, Math.min(bins - 1, next))); else setRange(Math.max(0, Math.min(b, next)), b);
}

let drag = null;
function pointAt(event) {
  const box = $("time-picture").getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * band.width;
  return { x, bin: binOf(Math.floor(dayAt(Math.min(Math.max(x, 0), band.width - 0.01)))) };
}
function pressed(event) {
  if (event.button || band.edges.length < 2) return;
  stopPlaying();
  hideTip();
  const { x, bin } = pointAt(event);
  const handle = event.target.closest(".handle");
  const inside = state.range && event.target.classList.contains("window");
  const [a, b] = state.range ? rangeBins() : [0, band.edges.length - 2];
  drag = { kind: handle ? (handle.classList.contains("start") ? "start" : "end") : inside ? "move" : "new", x, bin, a, b, moved: false, before: state.range };
  if (handle) handle.focus();
  $("time-picture").setPointerCapture(event.pointerId);
  event.preventDefault();
}
function dragged(event) {
  if (band.edges.length < 2) return;
  const { x, bin } = pointAt(event);
  if (!drag) { pointed(bin, event); return; }
  if (Math.abs(x - drag.x) > 3) drag.moved = true;
  if (!drag.moved) return;
  if (drag.kind === "start") setRange(Math.min(bin, drag.b), drag.b, true);
  else if (drag.kind === "end") setRange(drag.a, Math.max(bin, drag.a), true);
  else if (drag.kind === "new") setRange(drag.bin, bin, true);
  else {
    const by = Math.max(-drag.a, Math.min(band.edges.length - 2 - drag.b, bin - drag.bin));
    setRange(drag.a + by, drag.b + by, true);
  }
}
function released(event) {
  if (!drag) return;
  const { kind, moved, bin, a, b } = drag;
  drag = null;
  if (moved || event.type === "pointercancel") return;
  if (state.range && a === bin && b === bin) show("table"); // clicked again: what is in it
  else if (kind === "new" || kind === "move") setRange(bin, bin);
}

/** What is in a bin, shown beside the pointer. */
function pointed(bin, event) {
  if (!network) return;
  const span = { from: band.edges[bin], to: band.edges[bin + 1] };
  const mine = bitOf(timeFilter);
  const inside = statements.filter((st, k) => band.first[k] >= 0 && band.first[k] <= bin && band.last[k] >= bin && dateKind(k) && passesBut(k, mine));
  if (!inside.length) { hideTip(); return; }
  inside.sort((a, b) => timeOf.own[a.order] - timeOf.own[b.order] || a.order - b.order);
  const reported = inside.filter((st) => timeOf.own[st.order] === REPORTED).length;
  const line = (st) => make("div", { cls: "small" }, timeOf.own[st.order] === OWN && st.time?.text ? [said(st.time.text), ": "] : null, phrase(st, false));
  showTip([make("strong", {}, spanName(span)), make("div", {}, t("timeline.told", { n: inside.length - reported }), ", ", t("timeline.reported", { n: reported })), inside.slice(0, 3).map(line), inside.length > 3 ? make("div", { cls: "small" }, t("timeline.more", { n: inside.length - 3 })) : null].flat(Infinity).filter(Boolean), { clientX: event.clientX, clientY: $("timeline").getBoundingClientRect().top + 4 });
}

// Playing: a window that moves.

let playing = 0;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
function stepOn() {
  const bins = band.edges.length - 1;
  if (!state.range) { setRange(0, Math.max(0, Math.min(bins - 2, Math.round(bins / 12) - 1))); return true; }
  const [a, b] = rangeBins();
  const by = calm.matches ? b - a + 1 : 1;
  if (b >= bins - 1) { if (playing) return false; setRange(0, b - a); return true; }
  const move = Math.min(by, bins - 1 - b);
  setRange(a + move, b + move);
  return true;
}
function stopPlaying() {
  clearInterval(playing);
  playing = 0;
  if ($("time-play")) sayPlaying();
}
function sayPlaying() {
  const name = t(playing ? "timeline.pause" : calm.matches ? "timeline.step" : "timeline.play");
  $("time-play").textContent = playing ? "❚❚" : calm.matches ? "▸|" : "▶";
  Object.entries({ "aria-label": name, title: name }).forEach(([key, value]) => $("time-play").setAttribute(key, value));
}
function play() {
  if (!state.timeline || band.edges.length < 2) return;
  if (playing) { stopPlaying(); return; }
  if (calm.matches) { stepOn(); return; } // who wants no motion goes step by step
  if (state.range && rangeBins()[1] >= band.edges.length - 2) { const [a, b] = rangeBins(); setRange(0, b - a); } else if (!state.range) stepOn();
  playing = setInterval(() => { if (!stepOn()) stopPlaying(); }, 1400 / Number($("time-speed").value));
  sayPlaying();
}

function buildTimeline() {
  const button = (id, words, run, sign = null) => make("button", { type: "button", id, onclick: run, ...(sign ? { "aria-label": words, title: words } : {}) }, sign ?? words);
  const box = (id, words, change) => make("label", { cls: "row" }, make("input", { type: "checkbox", id, onchange: (event) => { change(event.target.checked); refresh(); } }), words);
  const speed = make("select", { id: "time-speed", onchange: () => { if (playing) { stopPlaying(); play(); } } }, [["1", "timeline.slow"], ["2", "timeline.medium"], ["5", "timeline.fast"]].map(([value, key]) => make("option", { value, selected: value === "2" }, t(key))));
  const legend = (cls, key) => make("li", {}, make("span", { cls: `swatch ${cls}`, "aria-hidden": "true" }), t(key));
  const options = make("details", { id: "time-options", onkeydown: (event) => { if (event.key === "Escape" && options.open) { options.open = false; options.firstChild.focus(); event.stopPropagation(); } } }, make("summary", {}, t("timeline.options")), make("div", { cls: "sheet" },
    box("time-reported", t("timeline.use_reported"), (on) => { state.reported = on; }),
    box("time-undated", t("timeline.keep_undated"), (on) => { state.undated = on; }),
    make("label", { cls: "row" }, t("timeline.speed"), " ", speed),
    make("ul", { cls: "signs" }, legend("solid", "timeline.sign_own"), legend("hollow", "timeline.sign_reported"), legend("span", "timeline.sign_span"))));
  document.addEventListener("pointerdown", (event) => { if (options.open && !options.contains(event.target)) options.open = false; });
  const handle = (end) => {
    const group = svg("g", { class: `handle ${end ? "end" : "start"}`, role: "slider", tabindex: 0, "aria-label": t(end ? "timeline.handle_end" : "timeline.handle_start"), "aria-orientation": "horizontal", "aria-valuenow": 0 });
    group.append(svg("rect", { class: "reach", x: -12, y: 0, width: 24, height: BAND.base + 15 }), svg("line", { x1: 0, x2: 0, y1: 0, y2: BAND.base + 15 }), svg("rect", { class: "grip", x: -4, y: 10, width: 8, height: 18, rx: 3 }));
    group.addEventListener("keydown", (event) => handleKey(event, end));
    return group;
  };
  const picture = svg("svg", { id: "time-picture", height: BAND.high, preserveAspectRatio: "none", role: "group", "aria-label": t("timeline.picture") });
  picture.append(svg("g", { class: "bars", "aria-hidden": "true" }), svg("rect", { class: "shade start", y: 0 }), svg("rect", { class: "shade end", y: 0 }), svg("rect", { class: "window", y: 0 }), handle(false), handle(true));
  Object.entries({ pointerdown: pressed, pointermove: dragged, pointerup: released, pointercancel: released, pointerleave: () => { if (!drag) hideTip(); } }).forEach(([name, run]) => picture.addEventListener(name, run));
  $("timeline").replaceChildren(
    make("div", { cls: "time-head" },
      make("button", { type: "button", id: "time-fold", cls: "link", "aria-expanded": "true", "aria-controls": "time-band", onclick: () => { state.timeline = !state.timeline; if (!state.timeline) stopPlaying(); refresh(); if (network && state.view === "graph") redraw(); } }, t("timeline.heading")),
      button("time-play", "", play, " "),
      make("span", { id: "time-said" }), make("span", { id: "time-before", cls: "small", hidden: true }), make("span", { id: "time-after", cls: "small", hidden: true }),
      make("span", { cls: "room" }),
      button("time-list", "", () => show("table")), button("time-zoom", t("timeline.zoom"), zoomRange), button("time-whole", t("timeline.whole"), wholeAxis), button("time-clear", t("timeline.clear"), clearRange), options),
    make("div", { id: "time-band" }, picture));
  $("timeline").setAttribute("aria-label", t("timeline.heading"));
  $("time-list").title = t("timeline.list");
  ["time-before", "time-after"].forEach((id) => $(id).replaceWith(make("button", { type: "button", id, cls: "link small", hidden: true, title: t("timeline.outside"), onclick: everyDate })));
  sayPlaying();
  calm.addEventListener("change", () => { stopPlaying(); });
  new ResizeObserver(() => {
    band.width = Math.max($("time-band").clientWidth, 200);
    if (state.timeline && !$("timeline").hidden) updateTimeline();
  }).observe($("time-band"));
}
starters.push(buildTimeline);
keys.push({ keys: [" "], shown: "timeline.key_space", name: "timeline.key_play", run: (event) => { if (hasDates()) { event.preventDefault(); play(); } } });
keys.push({ keys: ["l"], name: "timeline.key_fold", run: () => $("time-fold").click() });
