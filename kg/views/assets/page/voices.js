// One claim in many mouths: which statements say the same, which the opposite, who vouches for what.

/** What a statement claims, as a key; null unless it is about known things, for "they" may be anybody. */
function claimOf(st) {
  const known = (filler) => nodeOf.has(filler?.entity);
  if (!known(st.subject) || (st.object && !known(st.object))) return null;
  return JSON.stringify([st.subject.entity, st.predicate.property || st.predicate.label, st.object?.entity ?? null]);
}
let claims = null;
/** All statements by their claim. */
function claimIndex() {
  if (claims) return claims;
  claims = new Map();
  for (const st of statements) {
    const key = claimOf(st);
    if (key === null) continue;
    if (claims.has(key)) claims.get(key).push(st);
    else claims.set(key, [st]);
  }
  return claims;
}

const withOf = new WeakMap();
/** Who else takes part, and where, by role: { role: set of who }. */
function circumstances(st) {
  if (withOf.has(st)) return withOf.get(st);
  const found = new Map();
  for (const { slot, role, marker, filler } of st.people) {
    if (slot === "subject" || slot === "object" || role === "time") continue;
    const key = slot === "when" ? role : `${role} ${marker}`;
    if (!found.has(key)) found.set(key, new Set());
    found.get(key).add(filler.entity ?? filler.statement ?? bare(filler.text || ""));
  }
  withOf.set(st, found);
  return found;
}
/** Whether two statements of one claim can be about the same: supplies *to Venezuela* is not supplies *to Cuba*. */
function compatible(one, other) {
  const [a, b] = [circumstances(one), circumstances(other)];
  if (!one.object && (a.size !== b.size || [...a.keys()].some((key) => !b.has(key)))) return false;
  return [...a].every(([key, who]) => !b.has(key) || [...who].some((name) => b.get(key).has(name)));
}

const isOpposed = (one, other) => Boolean(isDenied(one)) !== Boolean(isDenied(other));

/** Further statements of the same claim, parted into those that agree, those that do not, and those about other circumstances. */
function companions(list) {
  const mine = new Set(list);
  const keys = new Set(list.filter((st) => st.object).map(claimOf).filter((key) => key !== null));
  const rest = [...keys].flatMap((key) => claimIndex().get(key)).filter((st) => !mine.has(st)).sort((a, b) => a.order - b.order);
  const [agreeing, opposed, apart] = [[], [], []];
  for (const st of rest) (!list.some((one) => compatible(one, st)) ? apart : isOpposed(list[0], st) ? opposed : agreeing).push(st);
  return [agreeing, opposed, apart];
}

/** Modalities in which saying yes and saying no exclude each other. */
const EXCLUSIVE = new Set(["actual", "planned", "necessary"]);
let disputes = null;
/** Statements that affirm and deny one claim in one modality: [{ yes, no }], as the texts bring them up. */
function disputed() {
  if (disputes) return disputes;
  disputes = [];
  for (const list of claimIndex().values()) {
    if (!list.some(isDenied) || list.every(isDenied)) continue;
    for (const modality of EXCLUSIVE) {
      const same = list.filter((st) => st.facets.modality === modality);
      if (same.some(isDenied) && !same.every(isDenied)) disputes.push({ yes: same.filter((st) => !isDenied(st)), no: same.filter(isDenied) });
    }
  }
  return disputes;
}
/** Contradictions among the statements that `passes`. */
function contradictions(passes) {
  const found = disputed().map(({ yes, no }) => {
    const [affirming, denying] = [yes.filter(passes), no.filter(passes)];
    return { yes: affirming.filter((st) => denying.some((other) => compatible(st, other))), no: denying.filter((st) => affirming.some((other) => compatible(other, st))) };
  });
  return found.filter(({ yes, no }) => yes.length && no.length);
}

/** When a statement holds: the time that it tells, else the date of its document; "" if neither is known. */
const dayOf = (st) => st.time?.value || dateOf(st.document);
const byDay = (a, b) => compare(dayOf(a) || "9999", dayOf(b) || "9999") || a.order - b.order;

/** Who says so, who denies it, which text vouches for it: [{ kind, words, who: [{ st, how, n }] }], the texts themselves
 * first. `how` tells the modality of what somebody says, "" if it is a fact to them. */
function voicesOf(list) {
  const rows = new Map();
  const put = (key, kind, words, name, st, how) => {
    if (!rows.has(key)) rows.set(key, { kind, words, who: new Map() });
    const { who } = rows.get(key);
    const one = `${name} ${how}`;
    if (who.has(one)) who.get(one).n += 1;
    else who.set(one, { st, how, n: 1 });
  };
  for (const st of list) {
    const { modality } = st.facets;
    const how = modality === "actual" ? "" : styles.modality[modality]?.label || modality;
    const no = isDenied(st);
    const stance = no ? "denied" : TOLD.includes(st.attribution?.stance) ? st.attribution.stance : "said";
    if (st.attribution) put(no ? "2" : `1${stance}`, no ? "denied" : "said", t(`voices.by-${stance}`), st.speaker ?? sourceOf(st), st, how);
    else if (how) put(`${no ? 3 : 0}${modality}`, no ? "denied" : "text", t(no ? "voices.text-how-not" : "voices.text-how", { how: how.replace(/^./, (sign) => sign.toUpperCase()) }), st.document, st, "");
    else put(no ? "3" : "0", no ? "denied" : "text", t(no ? "voices.text-denies" : "voices.text-states"), st.document, st, "");
  }
  return [...rows.entries()].sort(([a], [b]) => compare(a, b)).map(([, { kind, words, who }]) => ({ kind, words, who: [...who.values()] }));
}
const TOLD = ["said", "claimed", "confirmed", "asked", "believed"];

/** The voices as a short list on top of the evidence. */
function voicesList(list) {
  const name = (st) => (!st.attribution ? placeLink(st, said(titleOf(st.document)), dated(st.document)) : st.attribution.source ? thing(st.attribution.source) : said(sourceOf(st)));
  const rows = voicesOf(list).map(({ kind, words, who }) => {
    const shownWho = who.slice(0, 6).map(({ st, how, n }) => make("span", {}, name(st), how ? ` (${how})` : "", n > 1 ? ` ×${n}` : ""));
    const listed = who[0].st.attribution ? join(shownWho) : shownWho.map((one) => make("div", {}, one)); // titles are long
    return [make("dt", { cls: kind }, kind === "denied" ? "✕ " : "", words), make("dd", {}, listed, who.length > 6 ? ` ${t("voices.more", { n: who.length - 6 })}` : "")];
  });
  return make("dl", { cls: "voices", "aria-label": t("voices.heading") }, rows);
}
/** A way from a statement to the place in the text where it stands. */
function placeLink(st, ...words) {
  const evidence = st.evidence?.[0];
  return evidence ? make("button", { type: "button", cls: "link", onclick: () => showText(evidence, st) }, words) : make("span", {}, words);
}
