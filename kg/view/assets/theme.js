// Light and dark. All colours stand in the style sheet; the drawing reads them from there.

const dark = window.matchMedia("(prefers-color-scheme: dark)");
let choice = ""; // "", "light" or "dark"
let cache = null;
const watchers = [];

export const onTheme = (run) => watchers.push(run);
export const isDark = () => (choice ? choice === "dark" : dark.matches);

function refresh() {
  cache = null;
  for (const run of watchers) run();
}

export function toggleTheme() {
  choice = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = choice;
  refresh();
}

dark.addEventListener("change", refresh);

const NAMES = ["ground", "region", "ink", "ink-soft", "accent", "asserted", "attributed", "planned", "hedged", "negated"];

/** The colours of the drawing, by name. */
export function colours() {
  if (!cache) {
    const style = getComputedStyle(document.documentElement);
    cache = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue("--" + name).trim()]));
  }
  return cache;
}

export const familyColour = (family) => (isDark() ? family.dark : family.light);

/** How each mode is drawn, apart from its colour; the same everywhere: canvas, legend, export. */
export const DASHES = { asserted: [], attributed: [], planned: [9, 6], hedged: [1.5, 5], negated: [] };

/** The outline of a node shape as points around (0, 0) with radius 1; a dot has none. */
export function outline(shape) {
  const ring = (count, turn) => Array.from({ length: count }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / count;
    return [Math.cos(angle), Math.sin(angle)];
  });
  if (shape === "square") return [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]];
  if (shape === "diamond") return ring(4, -Math.PI / 2);
  if (shape === "triangle") return ring(3, -Math.PI / 2);
  if (shape === "triangleDown") return ring(3, Math.PI / 2);
  if (shape === "hexagon") return ring(6, 0);
  if (shape === "star") return ring(10, -Math.PI / 2).map(([x, y], i) => (i % 2 ? [x * 0.5, y * 0.5] : [x * 1.15, y * 1.15]));
  return null;
}
