// What is shown, as files: CSV for spreadsheets, JSON-LD for programs.
import { iriOf, nameOf, nodes } from "./data.js";
import { el } from "./dom.js";
import { shown } from "./visible.js";
import { RAW } from "./words.js";

export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export const fileName = (ending) => (document.title.normalize("NFKD").replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40).toLowerCase() || "graph") + "." + ending;

/** A cell that no spreadsheet takes for a formula. */
function cell(value) {
  let text = String(value ?? "");
  if (/^[=+\-@\t\r]/.test(text) && !/^-?\d+([.,]\d+)?$/.test(text)) text = "'" + text;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const COLUMNS = [
  ["subject", (c) => nameOf(c.s)],
  ["subject_iri", (c) => iriOf(c.s)],
  ["predicate", (c) => c.p],
  ["object", (c) => (c.kind === "edge" ? nameOf(c.o) : c.kind === "fact" ? c.value : c.value.value)],
  ["object_iri", (c) => (c.kind === "edge" ? iriOf(c.o) : "")],
  ["unit", (c) => c.value?.unit],
  ["period", (c) => c.value?.period],
  ["change_percent", (c) => c.value?.change],
  ["bound", (c) => c.value?.bound],
  ["mode", (c) => c.mode],
  ["attributed_to", (c) => (c.by === null ? "" : nameOf(c.by))],
  ["confidence", (c) => c.conf],
  ["quote", (c) => c.quote],
  ["article", (c) => c.article.title],
  ["article_iri", (c) => c.article.iri],
  ["publisher", (c) => c.article.publisher],
  ["date", (c) => c.article.date],
  ["url", (c) => c.article.url],
  ["claim_iri", (c) => c.iri],
];

export function csvText() {
  const lines = [COLUMNS.map(([name]) => name), ...shown.claims.map((claim) => COLUMNS.map(([, get]) => get(claim)))];
  return "\ufeff" + lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}

const CONTEXT = {
  oa: "http://www.w3.org/ns/oa#",
  prov: "http://www.w3.org/ns/prov#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  schema: "https://schema.org/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  label: "rdfs:label",
  alias: "skos:altLabel",
  sameAs: { "@id": "http://www.w3.org/2002/07/owl#sameAs", "@type": "@id" },
};

const reference = (index) => ({ "@id": iriOf(index) });
const local = (name) => (/^\w+$/.test(name) ? "mkg:" + name : name);
const set = (entries) => Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined && value !== "" && value.length !== 0));

function claimNode(claim) {
  const value = claim.value;
  const object = claim.kind === "edge" ? reference(claim.o) : claim.kind === "fact" ? value : set([["@type", "mkg:Quantity"], ...Object.entries(value).map(([k, v]) => ["mkg:" + k, v])]);
  const qualifiers = claim.q.map(([name, entry]) => [local(name), entry?.entity !== undefined ? reference(entry.entity) : typeof entry === "object" ? set([["@type", "mkg:Quantity"], ...Object.entries(entry).map(([k, v]) => ["mkg:" + k, v])]) : entry]);
  return set([
    ["@id", claim.iri],
    ["@type", "mkg:Claim"],
    ["mkg:subject", reference(claim.s)],
    ["mkg:predicate", { "@id": local(claim.p) }],
    ["mkg:object", object],
    ["mkg:mode", { "@id": "mkg:" + claim.mode }],
    ["mkg:attributedTo", claim.by === null ? null : reference(claim.by)],
    ["mkg:confidence", claim.conf],
    ["mkg:evidence", { "@type": "oa:TextQuoteSelector", "oa:exact": claim.quote }],
    ["prov:wasDerivedFrom", { "@id": claim.article.iri }],
    ...qualifiers,
  ]);
}

export function jsonText() {
  const entities = [...shown.nodes].sort((a, b) => a - b).map((i) => nodes[i]).map((node) =>
    set([["@id", node.iri], ["@type", node.types.map(local)], ["label", node.name], ["alias", node.names.slice(1)], ["sameAs", node.sameAs]]),
  );
  const used = [...new Set(shown.claims.map((claim) => claim.article))];
  const sources = used.map((article) =>
    set([["@id", article.iri], ["@type", "schema:Article"], ["schema:headline", article.title], ["schema:publisher", article.publisher], ["schema:datePublished", article.date], ["schema:url", article.url], ["schema:inLanguage", article.lang]]),
  );
  const context = { ...CONTEXT, mkg: RAW.vocabulary };
  return JSON.stringify({ "@context": context, "@graph": [...entities, ...shown.claims.map(claimNode), ...sources] }, null, 1);
}

export const saveCsv = () => save(new Blob([csvText()], { type: "text/csv" }), fileName("csv"));
export const saveJson = () => save(new Blob([jsonText()], { type: "application/ld+json" }), fileName("jsonld"));
