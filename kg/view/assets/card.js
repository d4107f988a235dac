// The card of an entity: names, types, links, figures, and its claims grouped by relation.
import { isSymmetric, nodes, other } from "./data.js";
import { button, el, groupBy, link, shorten, svg } from "./dom.js";
import { contested, entityLink, evidenceCard, figureText, panelHead, sentence } from "./evidence.js";
import { modeSample } from "./legend.js";
import { icon } from "./search.js";
import { hasMore, loadAround } from "./explore.js";
import { change, noteFetched, setFocus, state } from "./state.js";
import { shown, unseenNeighbours } from "./visible.js";
import { changeText, classLabel, dateText, modeLabel, periodText, quantityText, relationInverse, relationLabel, t } from "./words.js";

const SITES = [
  [/wikidata\.org\/entity\/(Q\d+)/, "Wikidata"],
  [/([a-z-]+)\.wikipedia\.org/, "Wikipedia"],
  [/musicbrainz\.org/, "MusicBrainz"],
  [/imdb\.com/, "IMDb"],
];

function linkOut(iri) {
  const site = SITES.find(([pattern]) => pattern.test(iri));
  return el("li", {}, link(iri, site ? `${site[1]} ${iri.match(site[0])[1] ?? ""}`.trim() : shorten(iri, 60)));
}

function actions(node) {
  const unseen = unseenNeighbours(node.i, state);
  const folded = state.less.has(node.i);
  const leaves = node.bundles.some((bundle) => shown.lines.has(bundle.i));
  const narrowed = state.focus !== null || state.path;
  return el(
    "div",
    { class: "actions" },
    button(t("act.focus"), () => setFocus(node.i, 1), { "data-act": "focus", disabled: state.focus === node.i }),
    narrowed && unseen > 0 && button(t("act.expand", { n: unseen }), () => change((s) => s.more.add(node.i)), { "data-act": "expand" }),
    folded
      ? button(t("act.unfold"), () => change((s) => s.less.delete(node.i)), { "data-act": "unfold" })
      : leaves && button(t("act.fold"), () => change((s) => s.less.add(node.i)), { "data-act": "fold" }),
    hasMore(node) && button(t("act.load", { n: node.total }), (event) => fetchNeighbours(node, event.target), { "data-act": "load" }),
    button(t("act.path"), () => startPath(node.i), { "data-act": "path" }),
    button(t("act.hide"), () => change((s) => (s.hidden.add(node.i), (s.node = null))), { "data-act": "hide" }),
  );
}

/** Ask the server for what is around an entity. */
async function fetchNeighbours(node, pressed) {
  pressed.disabled = true;
  try {
    await loadAround(node.iri);
    noteFetched();
  } catch {
    pressed.replaceWith(el("p", { class: "warning", role: "alert" }, t("act.load.failed")));
  }
}

/** Fill in where a path starts, and ask for its end. */
function startPath(i) {
  document.dispatchEvent(new CustomEvent("path-from", { detail: i }));
}

/** A small line through the values of a metric over its periods; nothing where there are fewer than two. */
function sparkline(rows) {
  // Only what can be compared: the same unit, over periods of the same kind, one value each.
  const alike = groupBy(rows.filter(([claim]) => Number.isFinite(claim.value.value) && claim.value.period), ([{ value }]) => `${value.unit} ${value.period.length}`);
  // A period with several values is left to the table.
  const certain = (group) => group.filter(([{ value }]) => group.every(([other]) => other.value.period !== value.period || other.value.value === value.value));
  const series = [...alike.values()].map((group) => new Map(certain(group).map(([{ value }]) => [value.period, value.value])));
  const longest = series.sort((one, two) => two.size - one.size)[0];
  if (!longest || longest.size < 2) return null;
  const values = [...longest].sort(([one], [two]) => one.localeCompare(two)).map(([, value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const at = values.map((value, i) => `${(4 + (i * 92) / (values.length - 1)).toFixed(1)},${(23 - (18 * (value - low)) / (high - low || 1)).toFixed(1)}`);
  const [x, y] = at.at(-1).split(",");
  return svg("svg", { class: "spark", viewBox: "0 0 100 28", "aria-hidden": "true" }, svg("polyline", { points: at.join(" ") }), svg("circle", { cx: x, cy: y, r: 3 }));
}

function figuresTable(claims) {
  const figures = claims.filter((claim) => claim.kind === "figure");
  if (!figures.length) return null;
  // What several articles say in the same numbers is one row.
  const same = groupBy(figures, (claim) => JSON.stringify([claim.p, claim.value]));
  const metrics = groupBy([...same.values()], ([claim]) => claim.p);
  const line = (list, n, rows) => {
    const [claim] = list;
    const modes = [...new Set(list.map((one) => one.mode))];
    return el(
      "tr",
      {},
      n === 0 && el("th", { scope: "rowgroup", rowspan: rows.length }, relationLabel(claim.p), sparkline(rows)),
      el("td", { class: "number", title: String(claim.value.value ?? "") }, quantityText(claim.value)),
      el("td", {}, periodText(claim.value.period)),
      el("td", { class: "number" }, claim.value.value === null ? "" : changeText(claim.value.change)),
      el("td", {}, modes.map((mode) => [modeSample(mode), el("span", { class: "sr" }, modeLabel(mode))]), list.length > 1 && ` ×${list.length}`),
    );
  };
  const bodies = [...metrics.keys()].sort().map((name) => {
    const rows = metrics.get(name).sort(([one], [two]) => String(two.value.period ?? "").localeCompare(String(one.value.period ?? "")));
    return el("tbody", {}, rows.map((list, n) => line(list, n, rows)));
  });
  const heads = ["figure.metric", "figure.value", "figure.period", "figure.change", "figure.mode"];
  return el(
    "section",
    { class: "figures" },
    el("h3", {}, t("card.figures")),
    el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": t("card.figures") }, el("table", {}, el("thead", {}, el("tr", {}, heads.map((key) => el("th", { scope: "col" }, t(key))))), bodies)),
    el("details", {}, el("summary", {}, t("card.evidence", { n: figures.length })), figures.map((claim) => [el("h4", {}, relationLabel(claim.p), " ", el("b", {}, figureText(claim.value))), evidenceCard(claim)])),
  );
}

/** The relation as seen from this entity: outgoing as it reads, incoming with an arrow back. */
function groupTitle(claim, node) {
  if (claim.s === node.i) return el("span", {}, relationLabel(claim.p));
  const known = relationInverse(claim.p) !== relationLabel(claim.p) || isSymmetric(claim.p);
  return el("span", {}, !known && el("span", { class: "incoming", title: t("card.incoming") }, "← "), relationInverse(claim.p));
}

function relationGroups(claims, node) {
  const list = claims.filter((claim) => claim.kind !== "figure");
  const groups = [...groupBy(list, (claim) => `${claim.p} ${claim.s === node.i}`).values()];
  groups.sort((one, two) => two.length - one.length || one[0].p.localeCompare(two[0].p));
  return groups.map((group) => {
    const items = [...groupBy(group, (claim) => (claim.o === null ? claim.value : claim.s === node.i ? claim.o : claim.s)).values()];
    return el("section", { class: "relation-group" }, el("h3", {}, groupTitle(group[0], node)), el("ul", {}, items.map((same) => el("li", {}, groupItem(same, node)))));
  });
}

function groupItem(claims, node) {
  const [claim] = claims;
  const what = claim.o === null ? el("b", {}, dateText(claim.value)) : entityLink(other({ a: claim.s, b: claim.o }, node.i));
  const modes = [...new Set(claims.map((c) => c.mode))].map((mode) => el("span", { class: `badge mode-${mode}` }, modeSample(mode), modeLabel(mode)));
  return [
    el("div", { class: "item" }, what, modes),
    contested(claims),
    el("details", {}, el("summary", {}, t("card.evidence", { n: claims.length })), claims.map((c) => [el("p", { class: "sentence" }, sentence(c)), evidenceCard(c)])),
  ];
}

/** What this entity is quoted as the source of. */
function sayings(node, passing) {
  const list = node.said.filter((claim) => passing.has(claim));
  if (!list.length) return null;
  return el("section", {}, el("h3", {}, t("card.says")), el("details", {}, el("summary", {}, t("claims", { n: list.length })), list.map((c) => [el("p", { class: "sentence" }, sentence(c)), evidenceCard(c)])));
}

/** The panel of an entity. */
export function nodePanel(index) {
  const node = nodes[index];
  const passing = new Set(shown.claims);
  const claims = node.claims.filter((claim) => passing.has(claim));
  const names = node.names.slice(1);
  const title = el("h2", { tabindex: -1, dir: "auto" }, icon(node.family, node.shape), el("span", {}, shorten(node.name, 240)));
  return [
    panelHead(title),
    el("p", { class: "types" }, node.types.map(classLabel).join(" · ")),
    names.length > 0 && el("p", { class: "aliases", dir: "auto" }, t("card.also"), " ", names.map((name) => shorten(name, 80)).join(", ")),
    node.sameAs.length > 0 && el("ul", { class: "links" }, node.sameAs.map(linkOut)),
    node.page && el("p", {}, el("a", { href: node.page }, t("card.page"))),
    !shown.nodes.has(index) && el("p", { class: "warning" }, t("card.filtered")),
    actions(node),
    el("p", { class: "sum" }, t("claims", { n: claims.length }), claims.length < node.claims.length && ` (${t("line.filtered", { n: node.claims.length })})`),
    figuresTable(claims),
    relationGroups(claims, node),
    sayings(node, passing),
  ];
}
