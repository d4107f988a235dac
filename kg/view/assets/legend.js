// The legend is also a filter: every class, mode, relation and source with its count and a box to hide it.
import { MODES, claims, families, nodes, onGrowth, sourceOf } from "./data.js";
import { $, button, countBy, el, flip, groupBy, replace, svg } from "./dom.js";
import { icon } from "./search.js";
import { change, state } from "./state.js";
import { DASHES } from "./theme.js";
import { shown } from "./visible.js";
import { classLabel, familyLabel, modeLabel, number, relationLabel, t } from "./words.js";

let totals = null;
onGrowth(() => {
  totals = {
    cls: countBy(nodes, (node) => node.cls),
    mode: countBy(claims, (claim) => claim.mode),
    relation: countBy(claims, (claim) => claim.p),
    source: countBy(claims, sourceOf),
  };
});

/** A line as it is drawn for a mode, with its mark. */
export function modeSample(mode) {
  const line = svg("line", { x1: 1, y1: 8, x2: 33, y2: 8, class: `line-${mode}`, "stroke-dasharray": DASHES[mode].join(" ") || null });
  const mark = { negated: "✕", attributed: "❝" }[mode];
  const sign = mark && svg("text", { x: 17, y: 12, class: `sign-${mode}`, "text-anchor": "middle" }, mark);
  return svg("svg", { class: "sample", viewBox: "0 0 34 16", width: 34, height: 16, "aria-hidden": "true" }, line, sign || "");
}

/** One line of the legend: a box to tick, a picture, a name, a count, and "only". */
function row({ field, all, value, name, picture, now, total }) {
  const on = !state[field].has(value);
  const box = el("input", { type: "checkbox", checked: on, "data-value": value, on: { change: () => change((s) => flip(s[field], value)) } });
  const only = button(t("legend.only"), () => change((s) => (s[field] = new Set(all.filter((other) => other !== value)))), {
    class: "only",
    "aria-label": t("legend.onlyThis", { name }),
  });
  const count = now === total ? number(total) : t("legend.of", { n: now, total });
  return el("li", {}, el("label", {}, box, picture, el("span", { class: "name", dir: "auto" }, name), el("span", { class: "count" }, count)), all.length > 1 && only);
}

function header(field, all) {
  if (!state[field].size) return null;
  return button(t("legend.all"), () => change((s) => (s[field] = new Set(s[field].size ? [] : all))), { class: "show-all" });
}

function classes() {
  const now = countBy([...shown.nodes], (i) => nodes[i].cls);
  const all = [...totals.cls.keys()];
  const byFamily = groupBy(all, (cls) => nodes.find((node) => node.cls === cls).family.key);
  const groups = [...families.values()].filter((family) => byFamily.has(family.key));
  return groups.map((family) => {
    const rows = byFamily.get(family.key).sort((one, two) => totals.cls.get(two) - totals.cls.get(one) || one.localeCompare(two));
    const list = rows.map((cls) =>
      row({ field: "offClasses", all, value: cls, name: classLabel(cls), picture: icon(family), now: now.get(cls) ?? 0, total: totals.cls.get(cls) }),
    );
    if (rows.length === 1) return el("ul", { class: "rows" }, list);
    return [el("h4", {}, familyLabel(family)), el("ul", { class: "rows" }, list)];
  });
}

function listOf(field, total, nowOf, nameOf, picture = () => null, order = null) {
  const now = countBy(shown.claims, nowOf);
  const all = order ?? [...total.keys()].sort((one, two) => total.get(two) - total.get(one) || one.localeCompare(two));
  const rows = all.map((value) =>
    row({ field, all, value, name: nameOf(value), picture: picture(value), now: now.get(value) ?? 0, total: total.get(value) ?? 0 }),
  );
  return [header(field, all), el("ul", { class: "rows" }, rows)];
}

/** Draw all lists anew, keeping the keyboard focus where it was. */
export function refreshLegend() {
  const focused = document.activeElement?.dataset?.value;
  const where = document.activeElement?.closest?.(".legend-body")?.id;
  replace($("#legend-classes"), header("offClasses", []), classes());
  replace($("#legend-modes"), listOf("offModes", totals.mode, (c) => c.mode, modeLabel, modeSample, MODES.filter((mode) => totals.mode.has(mode))));
  replace($("#legend-relations"), listOf("offRelations", totals.relation, (c) => c.p, relationLabel));
  replace($("#legend-sources"), listOf("offSources", totals.source, sourceOf, (name) => name || t("source.none")));
  if (where && focused !== undefined) {
    [...document.querySelectorAll(`#${where} input`)].find((input) => input.dataset.value === focused)?.focus();
  }
}
