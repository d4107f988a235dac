// Ways through the graph: who is near whom, and how two entities hang together.
import { nodes, other } from "./data.js";

/** All entities at most `depth` links from the seeds; `open` tells which lines may be used. */
export function near(seeds, depth, open) {
  const reached = new Set(seeds);
  let frontier = [...reached];
  for (let step = 0; step < depth; step += 1) {
    const next = [];
    for (const i of frontier) {
      for (const bundle of nodes[i].bundles) {
        const j = other(bundle, i);
        if (open(bundle) && !reached.has(j)) reached.add(j), next.push(j);
      }
    }
    frontier = next;
  }
  return reached;
}

/** A shortest path as a list of entities, or null; of several, the one with the best attested links. */
export function shortestPath(from, to, open, strength) {
  const distance = new Map([[to, 0]]);
  const queue = [to];
  for (let head = 0; head < queue.length && !distance.has(from); head += 1) {
    for (const bundle of nodes[queue[head]].bundles) {
      const j = other(bundle, queue[head]);
      if (open(bundle) && !distance.has(j)) distance.set(j, distance.get(queue[head]) + 1), queue.push(j);
    }
  }
  if (!distance.has(from)) return null;
  const path = [from];
  while (path.at(-1) !== to) {
    const here = path.at(-1);
    const steps = nodes[here].bundles.filter(
      (bundle) => open(bundle) && distance.get(other(bundle, here)) === distance.get(here) - 1,
    );
    steps.sort((one, two) => strength(two) - strength(one) || one.i - two.i);
    path.push(other(steps[0], here));
  }
  return path;
}
