// Communities: where more things would be drawn than a screen can hold, each community is one large sign that opens.

/** As many things are drawn one by one; above, communities are drawn first, and this many things at most come out of them. */
const [MANY, MOST] = [3000, 6000];
const opened = new Set(); // the numbers of the communities that are open, in the order of opening
const groupId = (community) => `g${community}`;
const communityOf = entities.map((entity) => (typeof entity.community === "number" ? entity.community : -1));

/** Which of `wanted` (numbers of things) are drawn one by one, and which stand in the sign of their community:
 * { things: Set, groups: Map community → numbers, the most important first }. No groups up to `MANY`. */
function group(wanted) {
  if (wanted.length <= MANY) return { things: new Set(wanted), groups: new Map() };
  const things = new Set([state.node, ...(state.line === null ? [] : [lines[state.line].from, lines[state.line].to])].filter((i) => i !== null && wanted.includes(i)));
  const groups = new Map();
  for (const i of wanted) {
    if (!groups.has(communityOf[i])) groups.set(communityOf[i], []);
    groups.get(communityOf[i]).push(i);
  }
  for (const members of groups.values()) members.sort((a, b) => rankOf[a] - rankOf[b]);
  for (const community of opened) { // what finds no room stays in the sign
    for (const i of groups.get(community) || []) { if (things.size >= MOST) break; things.add(i); }
  }
  for (const [community, members] of groups) {
    const rest = members.filter((i) => !things.has(i));
    if (rest.length) groups.set(community, rest); else groups.delete(community);
  }
  return { things, groups };
}

/** The name of a community: its most important members. */
function groupRows(community, members) {
  const name = members.length === communitySizes.get(community) && communities?.[community]?.label;
  const words = name ? name.split(", ") : members.slice(0, 3).map((i) => entities[i].label);
  const rows = words.map((word) => shorten(visible(word).replace(DIRECTIONS, " ").trim() || t("canvas.unnamed"), 26));
  return [...rows, t(opened.has(community) ? "scene.rest" : "scene.members", { n: members.length })];
}
const communitySizes = new Map();
communityOf.forEach((community, i) => { if (!aside.has(i)) communitySizes.set(community, (communitySizes.get(community) || 0) + 1); });

/** Middle and radius of each community, once for all: the middle of its members, pushed apart (by dx and dy, so that its
 * members come out where the sign stood). */
let homes = null;
function groupHomes() {
  if (homes) return homes;
  const sums = new Map();
  entities.forEach((_, i) => {
    if (aside.has(i)) return;
    const sum = sums.get(communityOf[i]) || { x: 0, y: 0, n: 0 };
    const at = homeOf(i);
    sums.set(communityOf[i], { x: sum.x + at.x, y: sum.y + at.y, n: sum.n + 1 });
  });
  const all = [...sums].map(([community, { x, y, n }]) => ({ community, x: x / n, y: y / n, n }));
  const middles = new Map(all.map(({ community, x, y }) => [community, { x, y }]));
  const things = entities.map((_, i) => i).filter((i) => !aside.has(i)).map((i) => homeOf(i));
  const area = Math.max(1, extent(things.map(({ x }) => x)) * extent(things.map(({ y }) => y)));
  const share = Math.sqrt((0.3 * area) / (Math.PI * things.length));
  const least = Math.sqrt(area) / 110;
  all.forEach((one) => { one.size = Math.max(least, share * Math.sqrt(one.n)); });
  const ratio = Math.min(Math.max($("canvas").clientWidth / ($("canvas").clientHeight || 1), 0.5), 2);
  spreadOut(all, "x", Math.sqrt(area * ratio));
  spreadOut(all, "y", Math.sqrt(area / ratio));
  homes = pushApart(all, Math.sqrt(ratio));
  for (const [community, home] of homes) Object.assign(home, { dx: Math.round(home.x - middles.get(community).x), dy: Math.round(home.y - middles.get(community).y) });
  return homes;
}
function extent(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) { if (value < low) low = value; if (value > high) high = value; }
  return high > low ? high - low : 0;
}
/** Stretch or squeeze circles along an axis so that they fill `whole`; those far out come nearer. */
function spreadOut(all, axis, whole) {
  const middle = all.reduce((sum, one) => sum + one[axis], 0) / all.length;
  const spread = Math.sqrt(all.reduce((sum, one) => sum + (one[axis] - middle) ** 2, 0) / all.length) || 1;
  all.forEach((one) => { one[axis] = Math.tanh((one[axis] - middle) / spread / 1.6) * whole * 0.42; });
}
/** Circles moved until none covers another: Map community → { x, y, size }. */
function pushApart(all, flat) {
  for (let round = 0; round < 220; round++) {
    let moved = false;
    for (let a = 0; a < all.length; a++) {
      for (let b = 0; b < a; b++) {
        const [dx, dy] = [all[a].x - all[b].x, all[a].y - all[b].y];
        const far = Math.hypot(dx, dy);
        const need = (all[a].size + all[b].size) * 1.22;
        if (far >= need) continue;
        moved = true;
        const angle = far > 1e-6 ? Math.atan2(dy, dx) : a * 2.39996;
        const push = (need - far) * 0.52;
        const part = all[b].n / (all[a].n + all[b].n); // the larger one moves less
        all[a].x += Math.cos(angle) * push * part * flat; all[a].y += Math.sin(angle) * push * part;
        all[b].x -= Math.cos(angle) * push * (1 - part) * flat; all[b].y -= Math.sin(angle) * push * (1 - part);
      }
    }
    if (!moved) break;
  }
  return new Map(all.map(({ community, x, y, size }) => [community, { x: Math.round(x), y: Math.round(y), size: Math.round(size) }]));
}

function openGroup(community) {
  opened.delete(community);
  opened.add(community);
  changeGroups([...scene.groups.get(community) || []]);
}
function closeGroup(community) {
  opened.delete(community);
  if (state.node !== null && communityOf[state.node] === community) clearSelection();
  changeGroups(null);
}
function openAll() {
  scene.groups.forEach((_, community) => opened.add(community));
  changeGroups(null);
}
function closeAll() { opened.clear(); clearSelection(); changeGroups(null); fit(); }
function changeGroups(bringThese) {
  paint();
  tellGroups();
  saveAddress();
  const there = (bringThese || []).filter((i) => scene.nodes.has(i));
  if (there.length) frame(there);
}

/** The line above the picture that says what stands in groups, with buttons to open and close. */
function tellGroups() {
  const bar = $("groups");
  if (!bar) return;
  const there = [...opened].filter((community) => communitySizes.has(community));
  bar.hidden = !scene.groups.size && !(there.length && scene.grouped);
  if (bar.hidden) return;
  const inside = [...scene.groups.values()].reduce((sum, members) => sum + members.length, 0);
  const full = shown.drawn.size >= MOST;
  const button = (words, run, more = {}) => make("button", { type: "button", cls: "link", onclick: run, ...more }, words);
  const nameOfGroup = (community) => shorten(communities?.[community]?.label || t("scene.others"), 40);
  bar.replaceChildren(
    make("span", {}, scene.groups.size ? t("scene.groups", { n: scene.groups.size, things: inside }) : t("scene.allOpen"), full ? ` ${t("scene.full", { limit: MOST })}` : "", scene.thin ? ` ${t("scene.thin", { n: scene.thin })}` : ""), " ",
    full || !scene.groups.size ? "" : button(inside + shown.drawn.size <= MOST ? t("scene.openAll") : t("scene.openMost", { limit: MOST }), openAll, { id: "open-all" }),
    there.length ? make("span", { cls: "open" }, there.slice(-4).map((community) => make("span", { cls: "chip" }, said(nameOfGroup(community)), " ",
      button("×", () => closeGroup(community), { "aria-label": t("scene.close", { name: nameOfGroup(community) }) }))), there.length > 4 ? ` +${there.length - 4} ` : "",
    button(t("scene.closeAll"), closeAll, { id: "close-all" })) : "");
}
