// From the reader's choices to what is shown. Recomputed as a whole on each change: no half-updated views.
import { bundles, claims, nodes, other, sourceOf } from "./data.js";
import { near, shortestPath } from "./walk.js";

const STRENGTH = ["asserted", "attributed", "planned", "hedged", "negated"];

/** What is on show: sets of claims and entities, lines with their visible claims, and the path if one was asked for. */
export let shown = null;

const dated = (claim) => claim.article.date ?? "";

export function claimPasses(claim, state, skip = "") {
  if (skip !== "mode" && state.offModes.has(claim.mode)) return false;
  if (skip !== "relation" && state.offRelations.has(claim.p)) return false;
  if (skip !== "source" && state.offSources.has(sourceOf(claim))) return false;
  if (claim.conf < state.confidence) return false;
  if (skip === "date" || (!state.since && !state.until)) return true;
  const date = dated(claim);
  if (!date) return false;
  if (state.since && date < state.since.slice(0, date.length)) return false;
  return !(state.until && date.slice(0, state.until.length) > state.until);
}

/** The strongest mode among claims, and whether some claim denies it. */
export function modeOf(list) {
  let best = STRENGTH.length - 1;
  let denied = false;
  for (const claim of list) {
    const rank = STRENGTH.indexOf(claim.mode);
    if (rank < best) best = rank;
    if (claim.mode === "negated") denied = true;
  }
  return { mode: STRENGTH[best], denied };
}

function folded(state, inside, lines) {
  // A folded entity hides those neighbours that hang on folded entities alone.
  const gone = new Map();
  for (const i of state.less) {
    if (!inside.has(i)) continue;
    let count = 0;
    for (const bundle of nodes[i].bundles) {
      const j = other(bundle, i);
      if (!lines.has(bundle.i) || !inside.has(j) || state.less.has(j)) continue;
      const free = nodes[j].bundles.some((b) => lines.has(b.i) && !state.less.has(other(b, j)) && other(b, j) !== j && inside.has(other(b, j)));
      if (!free) inside.delete(j), (count += 1);
    }
    gone.set(i, count);
  }
  return gone;
}

export function compute(state) {
  const passing = new Set(claims.filter((claim) => claimPasses(claim, state)));
  const allowed = (i) => !state.offClasses.has(nodes[i].cls) && !state.hidden.has(i);
  const lines = new Map();
  for (const bundle of bundles) {
    if (!allowed(bundle.a) || !allowed(bundle.b)) continue;
    const list = bundle.claims.filter((claim) => passing.has(claim));
    if (list.length) lines.set(bundle.i, { bundle, claims: list, ...modeOf(list) });
  }
  const open = (bundle) => lines.has(bundle.i);
  let inside = new Set();
  for (const node of nodes) {
    const alive = node.bundles.some(open) || node.claims.some((claim) => claim.kind !== "edge" && passing.has(claim));
    if (allowed(node.i) && alive) inside.add(node.i);
  }
  let path = null;
  if (state.path) path = shortestPath(...state.path, open, (bundle) => lines.get(bundle.i).claims.length);
  const seeds = path ?? (state.focus !== null ? near([state.focus], state.depth, open) : null);
  if (seeds) {
    const keep = new Set(seeds);
    for (const i of state.more) near([i], 1, open).forEach((j) => keep.add(j));
    if (state.focus !== null) keep.add(state.focus);
    inside = new Set([...keep].filter((i) => inside.has(i) || i === state.focus));
  }
  const leaves = folded(state, inside, lines);
  for (const [i, line] of lines) if (!inside.has(line.bundle.a) || !inside.has(line.bundle.b)) lines.delete(i);
  const list = [...passing].filter((c) => inside.has(c.s) && (c.o === null || inside.has(c.o)));
  shown = { nodes: inside, lines, claims: list, path, leaves };
  return shown;
}

/** The neighbours of an entity that filters allow but focus or folding keeps out of sight. */
export function unseenNeighbours(i, state) {
  return nodes[i].bundles.filter((bundle) => {
    const j = other(bundle, i);
    return !shown.nodes.has(j) && !state.offClasses.has(nodes[j].cls) && !state.hidden.has(j) && bundle.claims.some((c) => claimPasses(c, state));
  }).length;
}
