// The graph, unpacked from the page: entities, claims, articles, and the bundles of claims between two entities.
import { fold, groupBy } from "./dom.js";
import { RAW } from "./words.js";

export const MODES = RAW.modes;
export const articles = RAW.articles;
export const families = new Map(RAW.families.map((family) => [family.key, family]));
const symmetric = new Set(RAW.symmetric);

export const nodes = RAW.network.nodes.map((drawn, i) => {
  const entity = RAW.entities[i];
  const names = [drawn.label, ...entity.aliases, ...entity.labels.map((pair) => pair[1])];
  return {
    i,
    name: drawn.label,
    key: entity.key,
    iri: entity.iri,
    types: entity.types,
    cls: drawn.cls,
    family: families.get(drawn.group),
    shape: drawn.shape,
    size: drawn.size,
    rank: drawn.value_rank,
    community: drawn.community ?? null,
    x: drawn.x,
    y: drawn.y,
    names: [...new Set(names)],
    folded: [...new Set(names.map(fold))],
    sameAs: entity.sameAs,
    page: entity.page,
    claims: [],
    said: [],
    bundles: [],
  };
});

function unpack(rows, kind, first) {
  return rows.map((row, offset) => {
    const claim = Object.fromEntries(RAW.claimFields.map((field, i) => [field, row[i]]));
    claim.i = first + offset;
    claim.kind = kind;
    claim.p = RAW.predicates[claim.p];
    claim.mode = MODES[claim.mode];
    claim.article = articles[claim.article];
    claim.value = kind === "edge" ? null : claim.o;
    if (kind !== "edge") claim.o = null;
    nodes[claim.s].claims.push(claim);
    if (claim.o !== null && claim.o !== claim.s) nodes[claim.o].claims.push(claim);
    if (claim.by !== null && claim.by >= 0) nodes[claim.by].said.push(claim);
    return claim;
  });
}

const edges = unpack(RAW.claims, "edge", 0);
const figures = unpack(RAW.figures, "figure", edges.length);
const facts = unpack(RAW.facts, "fact", edges.length + figures.length);
export const claims = [...edges, ...figures, ...facts];

/** One drawn line: all claims between two entities. */
export const bundles = RAW.network.edges.map((edge, i) => {
  const bundle = { i, a: edge.from, b: edge.to, claims: edge.claims.map((index) => edges[index]) };
  nodes[bundle.a].bundles.push(bundle);
  if (bundle.a !== bundle.b) nodes[bundle.b].bundles.push(bundle);
  return bundle;
});

export const isSymmetric = (predicate) => symmetric.has(predicate);
export const nodeByKey = new Map(nodes.map((node) => [node.key, node]));
export const bundleOf = (a, b) => nodes[a].bundles.find((bundle) => other(bundle, a) === b);
export const other = (bundle, i) => (bundle.a === i ? bundle.b : bundle.a);
export const byRank = [...nodes].sort((one, two) => two.rank - one.rank || one.i - two.i);

/** The best connected entity of each community: named first, from afar. */
export const leaders = new Set([...groupBy(byRank.filter((node) => node.community !== null), (node) => node.community).values()].map((group) => group[0].i));

/** The name of an entity a claim points to, drawn or not. */
export function nameOf(index) {
  return index >= 0 ? nodes[index].name : RAW.references[-1 - index].name;
}

export const iriOf = (index) => (index >= 0 ? nodes[index].iri : RAW.references[-1 - index].iri);
export const sourceOf = (claim) => claim.article.publisher ?? "";
export const predicates = RAW.predicates;
export const scope = RAW.scope;
