// What narrows the view at the moment, as chips to take away one by one, and how much of the graph is on show.
import { nodes, scope } from "./data.js";
import { $, button, el, replace } from "./dom.js";
import { change, reset, setFocus, state } from "./state.js";
import { shown } from "./visible.js";
import { classLabel, clip, dateText, modeLabel, percent, relationLabel, t } from "./words.js";

function chip(text, undo, extra = null) {
  return el("li", { class: "chip" }, el("span", { dir: "auto" }, text), extra, button("×", () => change(undo), { class: "chip-remove", "aria-label": t("chip.remove", { name: text }) }));
}

function hiddenChip(field, nameOf, key) {
  const off = [...state[field]];
  if (!off.length) return null;
  const text = off.length === 1 ? t(key + ".one", { name: clip(nameOf(off[0])) }) : t(key, { count: off.length });
  return chip(text, (s) => s[field].clear());
}

function depthPicker() {
  const pick = (depth) => button(String(depth), () => setFocus(state.focus, depth), { "aria-pressed": String(depth === state.depth), "aria-label": t("focus.depth", { n: depth }) });
  return el("span", { class: "segments" }, [1, 2, 3].map(pick));
}

function chips() {
  const list = [];
  if (state.focus !== null) list.push(chip(t("chip.focus", { name: clip(nodes[state.focus].name) }), (s) => (s.focus = null, s.more = new Set()), depthPicker()));
  if (state.path) list.push(chip(t("chip.path", { from: clip(nodes[state.path[0]].name), to: clip(nodes[state.path[1]].name) }), (s) => (s.path = null, s.more = new Set())));
  if (state.confidence > 0) list.push(chip(t("confidence.atLeast", { value: percent(state.confidence) }), (s) => (s.confidence = 0)));
  if (state.since || state.until) {
    const text = t("timeline.range", { from: state.since ? dateText(state.since) : "…", to: state.until ? dateText(state.until) : "…" });
    list.push(chip(text, (s) => (s.since = s.until = null)));
  }
  list.push(hiddenChip("offClasses", classLabel, "chip.classes"));
  list.push(hiddenChip("offModes", modeLabel, "chip.modes"));
  list.push(hiddenChip("offRelations", relationLabel, "chip.relations"));
  list.push(hiddenChip("offSources", (name) => name || t("source.none"), "chip.sources"));
  list.push(hiddenChip("hidden", (i) => nodes[i].name, "chip.hidden"));
  if (state.less.size) list.push(chip(t("chip.folded", { n: state.less.size }), (s) => s.less.clear()));
  return list.filter(Boolean);
}

/** What the options left out when the page was written, and why. */
function leftOut([reason, entities, claims]) {
  const counts = [entities > 0 && t("entities", { n: entities }), claims > 0 && t("claims", { n: claims })].filter(Boolean);
  return `${counts.join(", ")} ${t("left." + reason)}`;
}

export function refreshChips() {
  const list = chips();
  if (list.length) list.push(el("li", {}, button(t("chip.reset"), reset, { class: "quiet" })));
  replace($("#chips"), list);
  const now = t("status.shown", { entities: t("entities", { n: shown.nodes.size }), claims: t("claims", { n: shown.claims.length }) });
  $("#status").textContent = now + (scope.steps.length ? " · " + t("status.left", { what: scope.steps.map(leftOut).join(", ") }) : "");
  $("#empty").hidden = shown.nodes.size > 0;
  $("#canvas").setAttribute("aria-label", t("canvas.label", { entities: t("entities", { n: shown.nodes.size }), claims: t("claims", { n: shown.claims.length }) }));
}
