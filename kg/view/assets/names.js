// Names on the drawing, at a fixed size on the screen: the most important first, and never one over another.
// Zooming in makes room for more.
import { byRank, leaders, nodes, onGrowth } from "./data.js";
import { shorten } from "./dom.js";
import { linesToDraw, marked, middle } from "./edges.js";
import { colours } from "./theme.js";
import { shown } from "./visible.js";
import { modeLabel, relationPhrase, t } from "./words.js";

const CELL = 64;
const MAX_NAMES = 420;
const MAX_LINE_LABELS = 120;
const widths = new Map();

/** Screen boxes that are taken, found again by a coarse grid. */
class Boxes {
  constructor() {
    this.cells = new Map();
  }

  *near(box) {
    for (let cx = Math.floor(box.left / CELL); cx <= Math.floor(box.right / CELL); cx += 1) {
      for (let cy = Math.floor(box.top / CELL); cy <= Math.floor(box.bottom / CELL); cy += 1) yield `${cx} ${cy}`;
    }
  }

  /** Whether nothing is in the way; with `over`, dots smaller than that are not in the way. */
  free(box, own, over = 0) {
    for (const key of this.near(box)) {
      for (const taken of this.cells.get(key) ?? []) {
        if (taken.own !== own && !(taken.dot < over) && box.left < taken.right && box.right > taken.left && box.top < taken.bottom && box.bottom > taken.top) return false;
      }
    }
    return true;
  }

  take(box) {
    for (const key of this.near(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

function widthOf(ctx, text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

const fontOf = (size, weight = 400) => `${weight} ${size}px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif`;

function write(ctx, text, x, y, font, colour) {
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = colours().ground;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

/** Four places around a node, below first. */
function* places(x, y, radius, width, height) {
  const gap = radius + 3;
  yield [x, y + gap + height / 2];
  yield [x, y - gap - height / 2];
  yield [x + gap + width / 2 + 2, y];
  yield [x - gap - width / 2 - 2, y];
}

const boxAt = (x, y, width, height, own) => ({ left: x - width / 2 - 2, right: x + width / 2 + 2, top: y - height / 2, bottom: y + height / 2, own });

/** Where names were painted last, in screen pixels. */
export let paintedBoxes = [];

/** Paint names and line labels; `ctx` is in screen pixels, `toScreen` maps graph coordinates to them. */
export function paintNames(ctx, scale, size, toScreen, emphasis) {
  const boxes = new Boxes();
  paintedBoxes = [];
  const visible = [];
  for (const node of inOrder(emphasis, scale)) {
    if (!shown.nodes.has(node.i)) continue;
    const [x, y] = toScreen(node.x, node.y);
    const radius = node.size * scale;
    if (x < -60 || y < -30 || x > size.width + 60 || y > size.height + 30) continue;
    visible.push({ node, x, y, radius });
    // Dots too small to read anyway give way to names.
    if (radius > 3.2) boxes.take({ ...boxAt(x, y, radius * 1.8, radius * 1.8, node.i), dot: node.size });
  }
  for (const line of linesToDraw()) {
    if (!marked(line, scale, emphasis)) continue;
    const [x, y] = toScreen(...middle(line));
    boxes.take({ ...boxAt(x, y, 12, 14, "mark"), dot: 9 });
  }
  // Far out, only what matters has a name: a tail of small dots with names would drown the rest.
  const most = emphasis.nodes ? MAX_NAMES : Math.min(MAX_NAMES, Math.round(30 + 420 * scale * scale));
  let painted = 0;
  for (const item of visible) {
    if (painted >= most) break;
    if (paintName(ctx, item, boxes, emphasis, scale, size)) painted += 1;
  }
  paintLineLabels(ctx, scale, size, toScreen, emphasis, boxes);
}

let leadersFirst = [];
let large = 24;
onGrowth(() => {
  leadersFirst = [...byRank].sort((one, two) => leaders.has(two.i) - leaders.has(one.i));
  large = 0.7 * nodes.reduce((most, node) => Math.max(most, node.size), 24);
});

/** Who gets a name first: from afar one of each community, nearer by weight, with a selection what belongs to it. */
function inOrder(emphasis, scale) {
  if (!emphasis.nodes) return scale < 0.5 ? leadersFirst : byRank;
  const first = [emphasis.node, ...emphasis.nodes].filter((i) => i !== null && i !== undefined);
  return [...new Set(first)].map((i) => nodes[i]).sort((one, two) => (two.i === emphasis.node) - (one.i === emphasis.node) || two.rank - one.rank);
}

function paintName(ctx, { node, x, y, radius }, boxes, emphasis, scale, size) {
  const main = node.i === emphasis.node;
  const pixels = main ? 14 : Math.max(11.5, Math.min(15, 10 + node.size * 0.2 * Math.max(0.6, Math.min(1, scale))));
  const font = fontOf(Math.round(pixels * 2) / 2, main || node.size > large || (scale < 0.5 && leaders.has(node.i)) ? 600 : 400);
  const text = shorten(node.name.replace(/\s+/g, " "), main ? 48 : 26);
  const width = widthOf(ctx, text, font);
  const height = pixels + 3;
  // First where nothing is covered; failing that, an important name may cover dots much smaller than its own, and from
  // afar the name of a community any dot.
  for (const over of [0, node.size * 0.8, ...(scale < 0.5 && leaders.has(node.i) ? [Infinity] : [])]) {
    for (const [px, py] of places(x, y, radius, width, height)) {
      const box = boxAt(px, py, width, height, node.i);
      const inside = box.left > 0 && box.right < size.width;
      if ((!inside || !boxes.free(box, node.i, over)) && !main) continue;
      boxes.take({ ...box, own: null });
      paintedBoxes.push({ ...box, text });
      write(ctx, text, px, py, font, colours().ink);
      return true;
    }
  }
  return false;
}

/** What stands on a line: its relation, and the mode where it is not simply stated. */
export function lineText(line) {
  const relations = [...new Set(line.claims.map((claim) => claim.p))];
  const name = relations.length === 1 ? relationPhrase(relations[0]) : t("line.relations", { n: relations.length });
  const count = line.claims.length > 1 ? ` ×${line.claims.length}` : "";
  const unsure = ["planned", "hedged", "negated"].includes(line.mode) ? ` (${modeLabel(line.mode)})` : "";
  return name + count + unsure;
}

function paintLineLabels(ctx, scale, size, toScreen, emphasis, boxes) {
  const close = scale > 0.95;
  const chosen = linesToDraw().filter((line) => emphasis.lines?.has(line.i) || line.i === emphasis.hover || (!emphasis.lines && (close || (line.mode === "negated" && scale > 0.5) || (line.claims.length > 1 && scale > 0.6))));
  chosen.sort((one, two) => (two.mode === "negated") - (one.mode === "negated") || two.claims.length - one.claims.length || one.i - two.i);
  const font = fontOf(11);
  let painted = 0;
  for (const line of chosen) {
    if (painted >= MAX_LINE_LABELS) break;
    const [x, y] = toScreen(...middle(line));
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    const full = lineText(line);
    const short = line.mode === "negated" ? modeLabel("negated") : `×${line.claims.length}`;
    const text = close || emphasis.lines || line.i === emphasis.hover ? shorten(full, 34) : short;
    const width = widthOf(ctx, text, font);
    const length = Math.hypot(line.a.x - line.b.x, line.a.y - line.b.y) * scale;
    if (line.a !== line.b && length < 44) continue;
    const py = marked(line, scale, emphasis) ? y + 16 : y;
    const box = boxAt(x, py, width, 14, "line");
    if (!boxes.free(box, "")) continue;
    boxes.take(box);
    write(ctx, text, x, py, font, line.mode === "asserted" ? colours()["ink-soft"] : colours()[line.mode]);
    painted += 1;
  }
}
