// The same graph as tables, for screen readers, for keyboards, and for whoever likes rows: claims and entities.
import { byRank, nameOf, nodes, sourceOf } from "./data.js";
import { $, button, el, fold, replace } from "./dom.js";
import { entityLink, figureText } from "./evidence.js";
import { modeSample } from "./legend.js";
import { change, state } from "./state.js";
import { shown } from "./visible.js";
import { classLabel, dateText, modeLabel, number, percent, relationLabel, t } from "./words.js";

const PAGE = 100;
let tab = "claims";
let sort = { key: "", up: true };
let limit = PAGE;
let wanted = "";

const objectText = (claim) => (claim.kind === "edge" ? nameOf(claim.o) : claim.kind === "fact" ? dateText(claim.value) : figureText(claim.value));
const objectCell = (claim) => (claim.kind === "edge" ? entityLink(claim.o) : objectText(claim));

const CLAIM_COLUMNS = [
  { key: "subject", value: (c) => fold(nameOf(c.s)), cell: (c) => entityLink(c.s) },
  { key: "relation", value: (c) => relationLabel(c.p), cell: (c) => relationLabel(c.p) },
  { key: "object", value: (c) => fold(objectText(c)), cell: objectCell },
  { key: "mode", value: (c) => c.mode, cell: (c) => el("span", { class: `badge mode-${c.mode}` }, modeSample(c.mode), modeLabel(c.mode)) },
  { key: "confidence", value: (c) => c.conf, cell: (c) => percent(c.conf) },
  { key: "speaker", value: (c) => (c.by === null ? "" : fold(nameOf(c.by))), cell: (c) => (c.by === null ? "" : entityLink(c.by)) },
  { key: "source", value: (c) => fold(sourceOf(c)), cell: (c) => el("span", { dir: "auto" }, sourceOf(c)) },
  { key: "date", value: (c) => c.article.date ?? "", cell: (c) => (c.article.date ? dateText(c.article.date, "short") : "") },
  { key: "quote", value: (c) => fold(c.quote), cell: (c) => el("q", { dir: "auto", lang: c.article.lang || null }, c.quote) },
];
const visibleClaims = (node) => node.claims.filter((claim) => inShown.has(claim)).length;
const ENTITY_COLUMNS = [
  { key: "name", value: (n) => fold(n.name), cell: (n) => entityLink(n.i) },
  { key: "class", value: (n) => n.types.map(classLabel).join(", "), cell: (n) => n.types.map(classLabel).join(", ") },
  { key: "aliases", value: (n) => fold(n.names.slice(1).join(", ")), cell: (n) => el("span", { dir: "auto" }, n.names.slice(1).join(", ")) },
  { key: "links", value: (n) => n.bundles.filter((b) => shown.lines.has(b.i)).length, cell: (n) => number(n.bundles.filter((b) => shown.lines.has(b.i)).length) },
  { key: "claimCount", value: visibleClaims, cell: (n) => number(visibleClaims(n)) },
];
let inShown = new Set();

export function openTable() {
  $(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    change((s) => (s.view = "table"));
    $("#table-box").focus();
  });
  for (const name of ["claims", "entities"]) {
    $(`#tab-${name}`).addEventListener("click", () => {
      tab = name;
      sort = { key: "", up: true };
      limit = PAGE;
      refreshTable();
    });
  }
  $("#table-search").addEventListener("input", (event) => ((wanted = fold(event.target.value.trim())), (limit = PAGE), refreshTable()));
  for (const view of ["graph", "table"]) $(`#view-${view}`).addEventListener("click", () => change((s) => (s.view = view)));
}

function rowsOf(columns) {
  inShown = new Set(shown.claims);
  let rows = tab === "claims" ? shown.claims : byRank.filter((node) => shown.nodes.has(node.i));
  if (state.node !== null && tab === "claims") rows = rows.filter((claim) => claim.s === state.node || claim.o === state.node);
  if (wanted) rows = rows.filter((row) => columns.some((column) => fold(String(column.value(row))).includes(wanted)));
  const column = columns.find((entry) => entry.key === sort.key);
  if (!column) return rows;
  const order = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));
  return [...rows].sort((one, two) => (sort.up ? 1 : -1) * order(column.value(one), column.value(two)));
}

function heading(column) {
  const active = sort.key === column.key;
  const flip = () => {
    sort = { key: column.key, up: active ? !sort.up : true };
    refreshTable();
    $(`#table-box th[data-key="${column.key}"] button`).focus();
  };
  const arrow = active ? (sort.up ? " ↑" : " ↓") : "";
  return el("th", { scope: "col", "data-key": column.key, "aria-sort": active ? (sort.up ? "ascending" : "descending") : null }, button(t("column." + column.key) + arrow, flip));
}

export function refreshTable() {
  const table = state.view === "table";
  $("#stage").hidden = table;
  $("#tables").hidden = !table;
  $("#view-graph").setAttribute("aria-pressed", String(!table));
  $("#view-table").setAttribute("aria-pressed", String(table));
  if (!table) return;
  const columns = tab === "claims" ? CLAIM_COLUMNS : ENTITY_COLUMNS;
  for (const name of ["claims", "entities"]) $(`#tab-${name}`).setAttribute("aria-pressed", String(tab === name));
  const rows = rowsOf(columns);
  const body = rows.slice(0, limit).map((row) => el("tr", {}, columns.map((column, i) => el(i ? "td" : "th", { scope: i ? null : "row", class: "column-" + column.key }, column.cell(row)))));
  const about = state.node !== null && tab === "claims" ? t("table.about", { name: nodes[state.node].name }) : t("table.all");
  const caption = `${about} ${t(tab === "claims" ? "claims" : "entities", { n: rows.length })}`;
  replace($("#table-box"), el("table", {}, el("caption", { dir: "auto" }, caption), el("thead", {}, el("tr", {}, columns.map(heading))), el("tbody", {}, body)));
  replace($("#table-more"), rows.length > limit && button(t("table.more", { n: rows.length - limit }), () => ((limit += PAGE * 5), refreshTable())));
}

/** Print all rows, not only the first page of them. */
export function allRows() {
  limit = Infinity;
  refreshTable();
}
