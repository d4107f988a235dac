// The lines between entities. They are painted in a few strokes by kind, so that 20,000 of them still pan smoothly,
// and each mode has its own pattern and mark, so that colour is never the only cue.
import { isSymmetric, nodes } from "./data.js";
import { DASHES, colours } from "./theme.js";
import { shown } from "./visible.js";

let prepared = { of: null, lines: [] };

/** The lines on show with what drawing them needs. */
export function linesToDraw() {
  if (prepared.of === shown) return prepared.lines;
  const lines = [...shown.lines.values()].map((line) => {
    const directed = line.claims.filter((claim) => !isSymmetric(claim.p));
    return {
      ...line,
      i: line.bundle.i,
      a: nodes[line.bundle.a],
      b: nodes[line.bundle.b],
      toB: directed.some((claim) => claim.s === line.bundle.a),
      toA: directed.some((claim) => claim.s === line.bundle.b),
      width: 1.1 + Math.min(3, Math.log2(line.claims.length)),
    };
  });
  prepared = { of: shown, lines };
  return lines;
}

function emphasisOf(line, emphasis) {
  if (line.i === emphasis.hover || emphasis.lines?.has(line.i)) return "strong";
  return emphasis.lines ? "faint" : "plain";
}

const ALPHA = { strong: 1, plain: 0.62, faint: 0.07 };

/** So many lines are painted while the view moves; the rest comes back when it rests. */
const MOVING_MAX = 2500;

/** Paint all lines; `ctx` is in graph coordinates, `view` the visible part of them. */
export function paintEdges(ctx, scale, view, emphasis, moving) {
  const strokes = new Map();
  let inView = linesToDraw().filter((line) => !outside(line, view));
  const hurry = moving && inView.length > MOVING_MAX;
  if (hurry) {
    const step = inView.length / MOVING_MAX;
    inView = inView.filter((line, i) => Math.floor(i / step) !== Math.floor((i - 1) / step) || emphasis.lines?.has(line.i));
  }
  // Many lines at once are drawn fainter, so that the entities stay in front.
  const plain = ALPHA.plain * Math.max(0.22, Math.min(1, Math.sqrt(900 / (inView.length + 1))));
  for (const line of inView) {
    const strength = emphasisOf(line, emphasis);
    const key = `${line.mode} ${strength} ${Math.round(line.width)}`;
    if (!strokes.has(key)) strokes.set(key, { mode: line.mode, strength, lines: [] });
    strokes.get(key).lines.push(line);
  }
  const order = ["faint", "plain", "strong"];
  const sorted = [...strokes.values()].sort((one, two) => order.indexOf(one.strength) - order.indexOf(two.strength));
  for (const stroke of sorted) paintStroke(ctx, scale, stroke, hurry, stroke.strength === "plain" ? plain : ALPHA[stroke.strength]);
}

function outside({ a, b }, view) {
  return Math.max(a.x, b.x) < view.left || Math.min(a.x, b.x) > view.right || Math.max(a.y, b.y) < view.top || Math.min(a.y, b.y) > view.bottom;
}

function paintStroke(ctx, scale, { mode, strength, lines }, hurry, alpha) {
  const colour = colours()[mode];
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = Math.max(lines[0].width + (strength === "strong" ? 1 : 0), 0.7 / scale);
  ctx.lineCap = mode === "hedged" ? "round" : "butt";
  ctx.setLineDash(hurry || scale < 0.12 ? [] : DASHES[mode].map((part) => part * Math.max(1, 0.5 / scale)));
  ctx.beginPath();
  for (const { a, b } of lines) {
    if (a === b) loop(ctx, a);
    else ctx.moveTo(a.x, a.y), ctx.lineTo(b.x, b.y);
  }
  ctx.stroke();
  if (!hurry && (scale > 0.3 || strength === "strong")) {
    ctx.setLineDash([]);
    ctx.beginPath();
    for (const line of lines) {
      if (line.toB && line.a !== line.b) head(ctx, line.a, line.b, line.width, scale);
      if (line.toA && line.a !== line.b) head(ctx, line.b, line.a, line.width, scale);
    }
    ctx.fill();
  }
  ctx.restore();
}

function loop(ctx, node) {
  const radius = node.size * 0.8;
  ctx.moveTo(node.x + radius * 2, node.y - node.size);
  ctx.arc(node.x + radius, node.y - node.size, radius, 0, 2 * Math.PI);
}

function head(ctx, from, to, width, scale) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const size = Math.max(6 + width, 5 / scale);
  if (length < to.size + from.size + size) return;
  const [tx, ty] = [to.x - ux * (to.size + 2), to.y - uy * (to.size + 2)];
  ctx.moveTo(tx, ty);
  ctx.lineTo(tx - ux * size - uy * size * 0.45, ty - uy * size + ux * size * 0.45);
  ctx.lineTo(tx - ux * size + uy * size * 0.45, ty - uy * size - ux * size * 0.45);
  ctx.closePath();
}

/** Where a line's mark and label sit: the middle of its visible stretch. */
export function middle({ a, b }) {
  if (a === b) return [a.x + a.size * 1.6, a.y - a.size];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const at = (a.size + (length - a.size - b.size) / 2) / length;
  return [a.x + (b.x - a.x) * at, a.y + (b.y - a.y) * at];
}

/** Marks shrink as one zooms out, and go before they hide the drawing. */
const markSize = (scale, strength) => (strength === "strong" ? 5.5 : scale < 0.3 ? 0 : 5.5 * Math.min(1, Math.max(0.5, scale / 0.8)));

/** Whether a mark stands on the line at this zoom. */
export function marked(line, scale, emphasis) {
  const strength = emphasisOf(line, emphasis);
  if (strength === "faint" || !markSize(scale, strength)) return false;
  return line.denied || (line.mode === "attributed" && (scale > 0.7 || strength === "strong"));
}

/** Paint the marks on the lines: a cross on what is denied, a speech bubble on what somebody says. */
export function paintMarks(ctx, scale, view, emphasis) {
  for (const line of linesToDraw()) {
    const strength = emphasisOf(line, emphasis);
    if (strength === "faint" || outside(line, view)) continue;
    const pixels = Math.hypot(line.b.x - line.a.x, line.b.y - line.a.y) * scale;
    const [x, y] = middle(line);
    const size = markSize(scale, strength) / scale;
    if (!size || pixels < 40) continue;
    if (line.denied) cross(ctx, x, y, size);
    else if (line.mode === "attributed" && (scale > 0.7 || strength === "strong")) bubble(ctx, x, y, size * 0.85);
  }
}

function disc(ctx, x, y, size, colour) {
  ctx.beginPath();
  ctx.arc(x, y, size * 1.45, 0, 2 * Math.PI);
  ctx.fillStyle = colours().ground;
  ctx.fill();
  ctx.strokeStyle = colour;
  ctx.lineWidth = size * 0.22;
  ctx.stroke();
}

function cross(ctx, x, y, size) {
  disc(ctx, x, y, size, colours().negated);
  const arm = size * 0.7;
  ctx.beginPath();
  ctx.moveTo(x - arm, y - arm);
  ctx.lineTo(x + arm, y + arm);
  ctx.moveTo(x + arm, y - arm);
  ctx.lineTo(x - arm, y + arm);
  ctx.lineWidth = size * 0.4;
  ctx.stroke();
}

function bubble(ctx, x, y, size) {
  disc(ctx, x, y, size, colours().attributed);
  const [w, h] = [size * 0.85, size * 0.6];
  ctx.beginPath();
  ctx.moveTo(x - w, y - h);
  ctx.lineTo(x + w, y - h);
  ctx.lineTo(x + w, y + h * 0.6);
  ctx.lineTo(x - w * 0.1, y + h * 0.6);
  ctx.lineTo(x - w * 0.6, y + h * 1.4);
  ctx.lineTo(x - w * 0.6, y + h * 0.6);
  ctx.lineTo(x - w, y + h * 0.6);
  ctx.closePath();
  ctx.fillStyle = colours().attributed;
  ctx.fill();
}

/** The line nearest to a point, if one is within `reach`. */
export function lineAt(x, y, reach) {
  let best = null;
  let least = reach;
  for (const line of linesToDraw()) {
    const distance = line.a === line.b ? loopDistance(line.a, x, y) : segmentDistance(line.a, line.b, x, y);
    if (distance < least) (least = distance), (best = line);
  }
  return best;
}

const loopDistance = (node, x, y) => Math.abs(Math.hypot(x - node.x - node.size * 0.8, y - node.y + node.size) - node.size * 0.8);

function segmentDistance(a, b, x, y) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const at = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - at * dx, y - a.y - at * dy);
}
