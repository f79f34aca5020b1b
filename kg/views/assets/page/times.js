// Times: ISO 8601 and EDTF values as spans of days, never finer than they are.

// Days are counted from 1970-01-01 in the Gregorian calendar, backwards too; a span is half-open. The arithmetic is that of
// howardhinnant.github.io/date_algorithms.html (public domain); the year 0 is 1 BC.

/** The number of a day; a month may run over or under. */
function dayNumber(year, month = 1, day = 1) {
  const whole = year + Math.floor((month - 1) / 12);
  const m = (((month - 1) % 12) + 12) % 12 + 1;
  const y = m <= 2 ? whole - 1 : whole;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}
/** [year, month, day] of a day's number. */
function civil(number) {
  const z = number + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return [yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - Math.floor((153 * mp + 2) / 5) + 1];
}
const monthSpan = (year, month, months) => ({ from: dayNumber(year, month), to: dayNumber(year, month + months) });
const SEASONS = { SP: 3, SU: 6, FA: 9, AU: 9, WI: 12 };
const CLOCK = /^T(?:(?:[01]\d|2[0-4])(?::?[0-5]\d(?::?[0-5]\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?|MO|MI|AF|EV|NI|DT)$/;
const YEARS = 5e6; // as far as days fit into 32 bits

function daySpan(year, month, day) {
  const from = dayNumber(year, month, day);
  const [y, m, d] = civil(from);
  return y === year && m === month && d === day ? { from, to: from + 1 } : null;
}
function weekSpan(year, week, day) {
  const fourth = dayNumber(year, 1, 4); // always in week 1
  const monday = fourth - ((((fourth + 3) % 7) + 7) % 7) + (week - 1) * 7;
  if (week < 1 || civil(monday + 3)[0] !== year) return null;
  if (day === "WE") return { from: monday + 5, to: monday + 7 };
  return day ? (day >= "1" && day <= "7" ? { from: monday + Number(day) - 1, to: monday + Number(day) } : null) : { from: monday, to: monday + 7 };
}
function partSpan(year, part) {
  const n = Number(part);
  if (n >= 1 && n <= 12) return monthSpan(year, n, 1);
  if (n >= 21 && n <= 28) return monthSpan(year, 3 + 3 * ((n - 21) % 4), 3); // seasons, of the north
  if (n >= 33 && n <= 36) return monthSpan(year, 1 + 3 * (n - 33), 3);
  if (n >= 37 && n <= 39) return monthSpan(year, 1 + 4 * (n - 37), 4);
  if (n >= 40 && n <= 41) return monthSpan(year, 1 + 6 * (n - 40), 6);
  return null;
}

/** The span of one date; null for what is none (durations, repetitions, days of no year). */
function pointSpan(text) {
  let m = /^(\d{3})[Xxu]$/.exec(text);
  if (m) return monthSpan(Number(m[1]) * 10, 1, 120);
  m = /^(\d{2})[Xxu]{2}$/.exec(text);
  if (m) return monthSpan(Number(m[1]) * 100, 1, 1200);
  m = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (m) return daySpan(Number(m[1]), Number(m[2]), Number(m[3]));
  m = /^(?:Y([+-]?\d{4,8})|([+-]?\d{4}))(?:-(.+))?$/.exec(text);
  if (!m) return null;
  const year = Number(m[1] ?? m[2]);
  const rest = m[3];
  if (Math.abs(year) > YEARS) return null;
  if (rest === undefined || /^(?:XX|uu)(?:-(?:XX|uu))?$/.test(rest)) return monthSpan(year, 1, 12);
  m = /^(\d\d)(?:-(?:XX|uu))?$/.exec(rest);
  if (m) return partSpan(year, m[1]);
  m = /^(\d\d)-(\d\d)(T.*)?$/.exec(rest);
  if (m) return m[3] && !CLOCK.test(m[3]) ? null : daySpan(year, Number(m[1]), Number(m[2]));
  m = /^W(\d\d)(?:-(\d|WE))?(T.*)?$/.exec(rest);
  if (m) return m[3] && !CLOCK.test(m[3]) ? null : weekSpan(year, Number(m[1]), m[2]);
  m = /^Q([1-4])$/.exec(rest);
  if (m) return monthSpan(year, 3 * Number(m[1]) - 2, 3);
  m = /^H([12])$/.exec(rest);
  if (m) return monthSpan(year, 6 * Number(m[1]) - 5, 6);
  return SEASONS[rest] ? monthSpan(year, SEASONS[rest], 3) : null;
}

/** The span { from, to, open } of a value; `open` is "end" for "since", "start" for "until", else "": an open side is
 * not known, so only what is known is within the span. Null for what is no date. */
function spanOf(value) {
  if (typeof value !== "string" || value.length > 60) return null;
  const parts = value.trim().split("/").map((part) => part.replace(/[?~%]+$/, ""));
  if (parts.length === 1) { const span = pointSpan(parts[0]); return span && { ...span, open: "" }; }
  if (parts.length > 2) return null;
  const [start, end] = parts.map((part) => (part === "" || part === ".." ? undefined : pointSpan(part)));
  if (start === null || end === null || (!start && !end)) return null;
  if (!end) return { ...start, open: "end" };
  if (!start) return { ...end, open: "start" };
  return end.to >= start.to && end.from >= start.from ? { from: start.from, to: end.to, open: "" } : null;
}

// Steps of a scale of time: where one begins, and where the next one does.

const yearStep = (years) => ({
  days: years * 365.2425, years,
  floor: (day) => dayNumber(Math.floor(civil(day)[0] / years) * years),
  next: (day) => dayNumber(civil(day)[0] + years),
});
const monthStep = (months) => ({
  days: months * 30.4, months,
  floor: (day) => { const [y, m] = civil(day); return dayNumber(y, m - ((m - 1) % months)); },
  next: (day) => { const [y, m] = civil(day); return dayNumber(y, m + months); },
});
const dayStep = (days) => ({ days, floor: (day) => day - ((((day + 3) % days) + days) % days), next: (day) => day + days });
const STEPS = [dayStep(1), dayStep(7), monthStep(1), monthStep(3), ...[1, 5, 10, 50, 100, 500, 1000, 10000, 100000].map(yearStep)];
function edgesOf(step, from, to) {
  const edges = [step.floor(from)];
  while (edges[edges.length - 1] < to) edges.push(step.next(edges[edges.length - 1]));
  return edges;
}

const LANGUAGE = texts.language ?? "en";
const MONTHS = ["short", "long"].map((month) => new Intl.DateTimeFormat(LANGUAGE, { month, timeZone: "UTC" }));
const monthName = (month, long = 1) => MONTHS[long].format(new Date(Date.UTC(2000, month - 1, 1)));
const yearName = (year) => (year > 0 ? String(year) : t("times.bc", { year: String(1 - year) }));
const startsYear = (day) => civil(day)[1] === 1 && civil(day)[2] === 1;
const startsMonth = (day) => civil(day)[2] === 1;

/** A day, a month or a year in words: as precise as both ends of the span allow. */
function momentName(day, span, long = 1) {
  const [y, m, d] = civil(day);
  if (startsYear(span.from) && startsYear(span.to)) return yearName(y);
  if (startsMonth(span.from) && startsMonth(span.to)) return `${monthName(m, long)} ${yearName(y)}`;
  return `${d} ${monthName(m, long)} ${yearName(y)}`;
}
/** A span in words: { from, to }, the same if it is one year, month or day; `long` 0 for short names of months. */
const spanNames = (span, long = 1) => ({ from: momentName(span.from, span, long), to: momentName(span.to - 1, span, long) });
function spanName(span, long = 1) {
  const { from, to } = spanNames(span, long);
  return from === to ? from : t("times.from_to", { from, to });
}
const padded = (n, width) => String(Math.abs(n)).padStart(width, "0");
/** A span as ISO 8601, at the precision of its ends: what `spanOf` reads back. */
function spanValue(span) {
  const value = (day) => {
    const [y, m, d] = civil(day);
    const year = Math.abs(y) > 9999 ? `Y${y}` : (y < 0 ? "-" : "") + padded(y, 4);
    if (startsYear(span.from) && startsYear(span.to)) return year;
    return startsMonth(span.from) && startsMonth(span.to) ? `${year}-${padded(m, 2)}` : `${year}-${padded(m, 2)}-${padded(d, 2)}`;
  };
  const [from, to] = [value(span.from), value(span.to - 1)];
  return from === to ? from : `${from}/${to}`;
}
