// The ground behind each community, so that one sees from afar which entities belong together.
import { nodes } from "./data.js";
import { groupBy } from "./dom.js";
import { colours } from "./theme.js";
import { shown } from "./visible.js";

const LEAST = 5; // entities from which a community gets a ground of its own
const RIM = 22;

let outlines = { of: null, hulls: [] };

/** Outlines of the communities on show; none where a single one, or only a path, is left. */
export function hulls() {
  if (outlines.of !== shown) {
    const members = [...shown.nodes].map((i) => nodes[i]).filter((node) => node.community !== null);
    const groups = [...groupBy(members, (node) => node.community).values()].filter((group) => group.length >= LEAST);
    outlines = { of: shown, hulls: groups.length > 1 ? groups.map(hull) : [] };
  }
  return outlines.hulls;
}

/** Entities were moved by hand. */
export const outdate = () => (outlines.of = null);

/** The convex outline of a group's nodes, by the monotone chain. */
function hull(group) {
  const points = group.map((node) => [node.x, node.y]).sort((one, two) => one[0] - two[0] || one[1] - two[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list) => {
    const chain = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(points), ...half(points.toReversed())];
}

export function paintRegions(ctx) {
  if (!hulls().length) return;
  ctx.save();
  ctx.fillStyle = ctx.strokeStyle = colours().region;
  ctx.lineWidth = 2 * RIM;
  ctx.lineJoin = "round";
  for (const points of hulls()) {
    ctx.beginPath();
    points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.stroke();
    ctx.fill();
  }
  ctx.restore();
}
