// A page that a server serves holds a part of the graph and asks for more: neighbours of an entity, entities by name.
// What is on the drawing stays where it is; what comes finds room around the entity it was asked for.
import { absorb, nodeByIri, nodes, other } from "./data.js";
import { fetched } from "./state.js";
import { RAW } from "./words.js";

const GAP_X = 84;
const GAP_Y = 40;
const TRIES = 900;

export const canExplore = () => RAW.explore !== null;

/** Whether the graph on the server says more of an entity than the page holds. */
export const hasMore = (node) => canExplore() && node.total !== null && node.total > node.claims.length && !fetched.has(node.iri);

/** Fetch what is around an entity; returns how many entities are new. Rejects when the server does not answer. */
export async function loadAround(iri) {
  const known = nodes.map((node) => node.iri);
  const answer = await fetch(RAW.explore.neighbours, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ entity: iri, known }),
    credentials: "same-origin",
  });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const before = nodes.length;
  const fresh = absorb(await answer.json());
  fetched.add(iri);
  settle(nodeByIri.get(iri), fresh, before);
  return fresh.length;
}

/** Entities of the whole graph with a name like this, which the page does not hold yet. */
export async function findNames(text) {
  const address = new URL(RAW.explore.names, location.href);
  address.searchParams.set("q", text);
  const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) return [];
  return (await answer.json()).results.filter((entry) => !nodeByIri.has(entry.iri));
}

/** Give new entities room: each on a widening spiral around what it is linked to, the best linked first. */
function settle(centre, fresh, before) {
  const taken = nodes.slice(0, before);
  if (!taken.includes(centre)) {
    // A whole new part of the graph: beside everything else, as the server laid it out.
    const right = Math.max(0, ...taken.map((node) => node.x)) + 260;
    const left = Math.min(...fresh.map((node) => node.x));
    for (const node of fresh) node.x += right - left;
    return;
  }
  for (const node of [...fresh].sort((one, two) => two.size - one.size || one.i - two.i)) {
    const near = node.bundles.map((bundle) => nodes[other(bundle, node.i)]).filter((entry) => taken.includes(entry));
    const around = near.length ? near : [centre];
    const from = { x: mean(around.map((entry) => entry.x)), y: mean(around.map((entry) => entry.y)) };
    [node.x, node.y] = room(from, node, taken);
    taken.push(node);
  }
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function room(from, node, taken) {
  const angle = Math.PI * (3 - Math.sqrt(5));
  for (let i = 1; i < TRIES; i += 1) {
    const radius = 46 + 15 * Math.sqrt(i) * Math.sqrt(i / 6 + 1);
    const x = Math.round(from.x + radius * Math.cos(i * angle) * 1.25);
    const y = Math.round(from.y + radius * Math.sin(i * angle));
    const free = taken.every((entry) => Math.abs(entry.x - x) > GAP_X + (entry.size + node.size) / 2 || Math.abs(entry.y - y) > GAP_Y + (entry.size + node.size) / 2);
    if (free) return [x, y];
  }
  return [from.x + 60, from.y + 60];
}
