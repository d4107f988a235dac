// The graph, unpacked from the page: entities, claims, articles, and the bundles of claims between two entities.
// It may grow: what a server sends later is added to the same lists, so that numbers stay what they are.
import { groupBy } from "./dom.js";
import { RAW } from "./words.js";

export const MODES = RAW.modes;
export const families = new Map(RAW.families.map((family) => [family.key, family]));
export const articles = [];
export const nodes = [];
export const claims = [];
/** One drawn line: all claims between two entities. */
export const bundles = [];
export const predicates = [];
export const nodeByKey = new Map();
export const nodeByIri = new Map();
export const byRank = [];
/** The best connected entity of each community: named first, from afar. */
export const leaders = new Set();
export const scope = RAW.scope;
const references = [];
const referenceByIri = new Map();
const articleByIri = new Map();
const claimIds = new Set();
const bundleByEnds = new Map();
const symmetric = new Set();
const growers = [];

/** Run now, and again whenever the graph has grown. */
export function onGrowth(run) {
  growers.push(run);
  run();
}

function addNode(drawn, entity, total) {
  const names = [drawn.label, ...entity.aliases, ...entity.labels.map((pair) => pair[1])];
  const node = {
    i: nodes.length,
    name: drawn.label,
    key: nodeByKey.has(entity.key) ? entity.iri : entity.key,
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
    folded: null, // names without case and accents, once somebody searches
    sameAs: entity.sameAs,
    page: entity.page,
    total,
    claims: [],
    said: [],
    bundles: [],
  };
  nodes.push(node);
  nodeByKey.set(node.key, node);
  nodeByIri.set(node.iri, node);
  return node;
}

/** The number for an entity that is spoken of but not drawn: negative, from -1 down. */
function referenceTo(entry) {
  if (!referenceByIri.has(entry.iri)) referenceByIri.set(entry.iri, -references.push(entry));
  return referenceByIri.get(entry.iri);
}

function addClaims(raw, rows, kind, entityAt, articleAt) {
  const added = [];
  for (const [id, iri, s, p, o, mode, conf, by, quote, sAt, oAt, article, q] of rows) {
    if (claimIds.has(id)) continue;
    claimIds.add(id);
    const claim = {
      i: claims.length,
      kind,
      id,
      iri,
      s: entityAt(s),
      p: raw.predicates[p],
      o: kind === "edge" ? entityAt(o) : null,
      value: kind === "edge" ? null : o,
      mode: MODES[mode],
      conf,
      by: by === null ? null : entityAt(by),
      quote,
      sAt,
      oAt,
      article: articleAt(article),
      q: q.map(([name, value]) => [name, value?.entity === undefined ? value : { entity: entityAt(value.entity) }]),
    };
    claims.push(claim);
    nodes[claim.s].claims.push(claim);
    if (claim.o !== null && claim.o !== claim.s) nodes[claim.o].claims.push(claim);
    if (claim.by !== null && claim.by >= 0) nodes[claim.by].said.push(claim);
    added.push(claim);
  }
  return added;
}

function bundle(claim) {
  const [a, b] = [Math.min(claim.s, claim.o), Math.max(claim.s, claim.o)];
  let found = bundleByEnds.get(a * 2 ** 26 + b);
  if (!found) {
    found = { i: bundles.length, a, b, claims: [] };
    bundleByEnds.set(a * 2 ** 26 + b, found);
    bundles.push(found);
    nodes[a].bundles.push(found);
    if (a !== b) nodes[b].bundles.push(found);
  }
  found.claims.push(claim);
}

/** Words of the ontology, by name; names come from the graph, so nothing is assigned by a plain index. */
function addWords(table, more) {
  for (const [name, text] of Object.entries(more)) Object.defineProperty(table, name, { value: text, enumerable: true, configurable: true, writable: true });
}

/** Add what `raw` holds to the graph; returns the entities that are new. */
export function absorb(raw) {
  if (raw !== RAW) for (const table of ["classes", "relations", "phrases", "inverses"]) addWords(RAW[table], raw[table]);
  for (const name of raw.symmetric) symmetric.add(name);
  for (const name of raw.predicates) if (!predicates.includes(name)) predicates.push(name);
  const fresh = [];
  const numbers = raw.network.nodes.map((drawn, i) => {
    const known = nodeByIri.get(raw.entities[i].iri);
    if (known) {
      known.total = raw.totals?.[i] ?? known.total;
      return known.i;
    }
    fresh.push(addNode(drawn, raw.entities[i], raw.totals?.[i] ?? null));
    return fresh.at(-1).i;
  });
  const spoken = raw.references.map((entry) => nodeByIri.get(entry.iri)?.i ?? referenceTo(entry));
  const written = raw.articles.map((article) => {
    if (!articleByIri.has(article.iri)) articleByIri.set(article.iri, article), articles.push(article);
    return articleByIri.get(article.iri);
  });
  const entityAt = (number) => (number >= 0 ? numbers[number] : spoken[-1 - number]);
  const articleAt = (number) => written[number];
  addClaims(raw, raw.claims, "edge", entityAt, articleAt).forEach(bundle);
  addClaims(raw, raw.figures, "figure", entityAt, articleAt);
  addClaims(raw, raw.facts, "fact", entityAt, articleAt);
  byRank.splice(0, byRank.length, ...[...nodes].sort((one, two) => two.rank - one.rank || one.i - two.i));
  const groups = groupBy(byRank.filter((node) => node.community !== null), (node) => node.community);
  for (const group of groups.values()) leaders.add(group[0].i);
  for (const run of growers) run();
  return fresh;
}

export const isSymmetric = (predicate) => symmetric.has(predicate);
export const bundleOf = (a, b) => nodes[a].bundles.find((entry) => other(entry, a) === b);
export const other = (entry, i) => (entry.a === i ? entry.b : entry.a);

/** The name of an entity a claim points to, drawn or not. */
export function nameOf(index) {
  return index >= 0 ? nodes[index].name : references[-1 - index].name;
}

export const iriOf = (index) => (index >= 0 ? nodes[index].iri : references[-1 - index].iri);
export const sourceOf = (claim) => claim.article.publisher ?? "";

absorb(RAW);
