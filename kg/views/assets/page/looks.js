// Colours and shapes of things, in the page and as small pictures.

const darkQuery = window.matchMedia("(prefers-color-scheme: dark)");
let printing = false;
let dark = darkQuery.matches; // asked often: the query itself is slow
darkQuery.addEventListener("change", () => { dark = darkQuery.matches; });
const theme = () => (dark && !printing ? "dark" : "light");
const INK = {
  light: { paper: "#ffffff", ink: "#1b1f24", soft: "#57606a", edge: "#6a7582", denied: "#b3140b", claimed: "#6a3fa0", accent: "#0b5cad" },
  dark: { paper: "#14171c", ink: "#e8ebef", soft: "#a5aeb9", edge: "#8a95a3", denied: "#ff7b72", claimed: "#c9a6f5", accent: "#6cb3f5" },
};
const ink = () => INK[theme()];
const lookOf = (i) => looks[entities[i].class];
/** Fill and line of a sign; a hollow one is told by its line alone, so that has to show the colour. */
function coloursOf(look) {
  const { fill, line } = palette[look.family][theme()];
  if (!look.hollow) return { fill, line };
  return { fill: ink().paper, line: theme() === "dark" ? fill : line };
}

function corners(n, turn, radius = 7) {
  return Array.from({ length: n }, (_, k) => {
    const angle = turn + (k * 2 * Math.PI) / n;
    return `${(8 + radius * Math.cos(angle)).toFixed(2)},${(8 + radius * Math.sin(angle)).toFixed(2)}`;
  }).join(" ");
}
const star = () => corners(10, -Math.PI / 2).split(" ").map((corner, k) => {
  if (k % 2 === 0) return corner;
  const [x, y] = corner.split(",").map(Number);
  return `${8 + (x - 8) * 0.45},${8 + (y - 8) * 0.45}`;
}).join(" ");
const OUTLINES = {
  square: () => corners(4, Math.PI / 4, 8),
  diamond: () => corners(4, 0),
  triangle: () => corners(3, -Math.PI / 2),
  triangleDown: () => corners(3, Math.PI / 2),
  hexagon: () => corners(6, 0),
  star,
};
/** The sign of a class as a small picture. */
function icon(look) {
  const colours = coloursOf(look);
  const picture = svg("svg", { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" });
  const paint = { fill: colours.fill, stroke: colours.line, "stroke-width": look.hollow ? 2 : 1.2 };
  const outline = OUTLINES[look.shape];
  picture.append(outline ? svg("polygon", { points: outline(), ...paint }) : svg("circle", { cx: 8, cy: 8, r: 6, ...paint }));
  return picture;
}
/** A piece of line as the canvas draws it. */
function sample({ dashes = false, colour = ink().edge, sign = "" }) {
  const picture = svg("svg", { class: "icon", viewBox: "0 0 40 14", width: 40, height: 14, "aria-hidden": "true" });
  picture.append(svg("line", { x1: 1, y1: 7, x2: 39, y2: 7, stroke: colour, "stroke-width": 2, ...(dashes ? { "stroke-dasharray": dashes.join(" ") } : {}) }));
  if (sign) {
    const text = svg("text", { x: 20, y: 11.5, "text-anchor": "middle", "font-size": 13, "font-weight": 700, fill: colour, stroke: ink().paper, "stroke-width": 3, "paint-order": "stroke" });
    text.textContent = sign;
    picture.append(text);
  }
  return picture;
}
