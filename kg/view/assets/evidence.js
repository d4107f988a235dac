// The evidence: each claim with its quote, the words marked, where it stands, who says so and how sure it is.
import { bundles, iriOf, nameOf, nodes } from "./data.js";
import { button, el, groupBy, link } from "./dom.js";
import { modeSample } from "./legend.js";
import { icon } from "./search.js";
import { clearSelection, selectNode } from "./state.js";
import { shown } from "./visible.js";
import { changeText, clip, dateText, modeLabel, number, percent, periodText, quantityText, relationLabel, relationPhrase, t } from "./words.js";

/** The name of an entity, to click when it is drawn. */
export function entityLink(index, className = "") {
  const text = el("span", { dir: "auto" }, clip(nameOf(index)));
  if (index < 0) return el("span", { class: "entity " + className, title: iriOf(index) }, text);
  return button([icon(nodes[index].family, nodes[index].shape), text].flat(), () => selectNode(index), { class: "entity " + className });
}

/** The quote with the words of subject and object marked, each with its own mark and a spoken hint. */
function quoteBox(claim) {
  const spans = [
    claim.sAt && { at: claim.sAt, kind: "subject" },
    claim.oAt && { at: claim.oAt, kind: "object" },
  ].filter(Boolean);
  spans.sort((one, two) => one.at[0] - two.at[0]);
  const parts = [];
  let done = 0;
  for (const { at, kind } of spans) {
    if (at[0] < done) continue;
    parts.push(claim.quote.slice(done, at[0]));
    parts.push(el("mark", { class: kind, title: t("quote." + kind) }, claim.quote.slice(...at)));
    done = at[1];
  }
  parts.push(claim.quote.slice(done));
  return el("blockquote", { dir: "auto", lang: claim.article.lang || null }, parts);
}

function badges(claim) {
  const list = [el("span", { class: `badge mode-${claim.mode}` }, modeSample(claim.mode), modeLabel(claim.mode))];
  if (claim.by !== null) list.push(el("span", { class: "badge speaker" }, t("speaker"), " ", entityLink(claim.by)));
  const former = claim.q.some(([name, value]) => name === "former" && value === true);
  if (former) list.push(el("span", { class: "badge" }, t("former")));
  return el("p", { class: "badges" }, list, confidence(claim.conf));
}

function confidence(value) {
  const bar = el("span", { class: "meter-fill" });
  bar.style.width = `${Math.round(value * 100)}%`;
  return el("span", { class: "confidence", title: t("confidence.hint") }, el("span", { class: "meter", "aria-hidden": "true" }, bar), el("span", {}, t("confidence.value", { value: percent(value) })));
}

function qualifierText(value) {
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value !== "object" || value === null) return /^\d{4}(-\d\d){0,2}$/.test(value) ? dateText(value) : String(value);
  return "entity" in value ? entityLink(value.entity) : quantityText(value);
}

function qualifiers(claim) {
  const list = claim.q.filter(([name]) => name !== "former");
  if (!list.length) return null;
  return el("dl", { class: "qualifiers" }, list.map(([name, value]) => [el("dt", {}, relationLabel(name)), el("dd", { dir: "auto" }, qualifierText(value))]));
}

function sourceLine({ article }) {
  const title = article.title || article.iri;
  const parts = [article.publisher, article.date && dateText(article.date)].filter(Boolean).join(" · ");
  return el("footer", {}, el("cite", { dir: "auto", lang: article.lang || null }, article.page ? el("a", { href: article.page }, title) : link(article.url, title)), parts && el("span", { class: "where", dir: "auto" }, parts));
}

/** One claim with its evidence, as the body of a list item. */
export function evidenceCard(claim) {
  return el("article", { class: `evidence mode-${claim.mode}`, "data-claim": claim.id }, quoteBox(claim), badges(claim), qualifiers(claim), sourceLine(claim));
}

export function sentence(claim) {
  if (claim.kind === "fact") return [entityLink(claim.s), ` ${relationLabel(claim.p)} `, el("b", {}, dateText(claim.value))];
  if (claim.kind === "figure") return [entityLink(claim.s), ` ${relationLabel(claim.p)} `, el("b", {}, figureText(claim.value))];
  return [entityLink(claim.s), el("span", { class: "relation" }, ` ${relationPhrase(claim.p)} `), entityLink(claim.o)];
}

export function figureText(value) {
  const parts = [quantityText(value)];
  if (value.period) parts.push(`(${periodText(value.period)})`);
  if (value.value !== null && value.value !== undefined && value.change !== undefined) parts.push(changeText(value.change));
  return parts.join(" ");
}

export function panelHead(title, close = clearSelection) {
  return el("div", { class: "panel-head" }, title, button("×", close, { class: "close", "aria-label": t("close") }));
}

/** The panel of a line: all its claims, by relation and direction. */
export function linePanel(index) {
  const bundle = bundles[index];
  const line = shown.lines.get(index);
  const list = line ? line.claims : bundle.claims;
  const groups = [...groupBy(list, (claim) => `${claim.p} ${claim.s}`).values()].sort((one, two) => two.length - one.length);
  const head = el("h2", { tabindex: -1, class: "ends" }, entityLink(bundle.a), el("span", { class: "and" }, " – "), entityLink(bundle.b));
  return [
    panelHead(head),
    el("p", { class: "sum" }, t("claims", { n: list.length }), list.length < bundle.claims.length && ` (${t("line.filtered", { n: bundle.claims.length })})`),
    contested(list),
    groups.map((claims) => el("section", {}, el("h3", {}, sentence(claims[0])), claims.map(evidenceCard))),
  ];
}

/** A word of warning where sources contradict each other. */
export function contested(list) {
  const against = list.filter((claim) => claim.mode === "negated").length;
  if (!against || against === list.length) return null;
  return el("p", { class: "warning", role: "note" }, t("contested", { n: against, total: number(list.length) }));
}
