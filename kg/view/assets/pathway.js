// How two entities hang together: choose both, see the shortest path, sentence by sentence.
import { $, el } from "./dom.js";
import { entityLink, evidenceCard, panelHead, sentence } from "./evidence.js";
import { showFilters } from "./filters.js";
import { combobox, entityName } from "./search.js";
import { change, setPath, state } from "./state.js";
import { shown } from "./visible.js";
import { t } from "./words.js";

let from = null;
let to = null;

export function openPathway() {
  combobox($("#path-from"), $("#path-from-list"), (i) => ((from = i), go()));
  combobox($("#path-to"), $("#path-to-list"), (i) => ((to = i), go()));
  document.addEventListener("path-from", (event) => {
    from = event.detail;
    to = null;
    $("#path-from").value = entityName(from);
    $("#path-to").value = "";
    showFilters(true);
    $("#path-to").scrollIntoView({ block: "center" });
    $("#path-to").focus();
  });
}

function go() {
  if (from !== null && to !== null && from !== to) setPath(from, to);
}

export function refreshPathway() {
  if (!state.path) return;
  [from, to] = state.path;
  $("#path-from").value = entityName(from);
  $("#path-to").value = entityName(to);
}

function step(one, two) {
  const line = [...shown.lines.values()].find(({ bundle }) => (bundle.a === one && bundle.b === two) || (bundle.a === two && bundle.b === one));
  if (!line) return null;
  const best = [...line.claims].sort((a, b) => b.conf - a.conf || a.i - b.i);
  return el("li", {}, el("h3", {}, sentence(best[0])), evidenceCard(best[0]), best.length > 1 && el("details", {}, el("summary", {}, t("path.more", { n: best.length - 1 })), best.slice(1).map((c) => [el("p", { class: "sentence" }, sentence(c)), evidenceCard(c)])));
}

/** The panel of a path. */
export function pathPanel() {
  const head = panelHead(el("h2", { tabindex: -1 }, t("path.title")), () => change((s) => (s.path = null)));
  const ends = el("p", { class: "ends" }, entityLink(state.path[0]), " → ", entityLink(state.path[1]));
  if (!shown.path) return [head, ends, el("p", { class: "warning" }, t("path.none"))];
  const links = shown.path.slice(1).map((node, i) => step(shown.path[i], node));
  return [head, ends, el("p", { class: "sum" }, t("path.length", { n: links.length })), el("ol", { class: "path" }, links)];
}
