// Putting it together: one state, one function that shows it.
import { bundles, nodeByIri, nodes } from "./data.js";
import { $, $$, replace } from "./dom.js";
import { nodePanel } from "./card.js";
import { fit, fitSelection, openCanvas, refreshCanvas, reveal, screenOf, screenOfLine, viewScale, zoom } from "./canvas.js";
import { refreshChips } from "./chips.js";
import { csvText, jsonText, saveCsv, saveJson } from "./download.js";
import { pictures } from "./glide.js";
import { canExplore, findNames, loadAround } from "./explore.js";
import { linePanel } from "./evidence.js";
import { paintedBoxes } from "./names.js";
import { openFilters, refreshFilters, showFilters } from "./filters.js";
import { announceSelection, openKeys } from "./keys.js";
import { refreshLegend } from "./legend.js";
import { openPathway, pathPanel, refreshPathway } from "./pathway.js";
import { pngBlob, savePng, saveSvg, svgText } from "./picture.js";
import { combobox } from "./search.js";
import { canRedo, canUndo, change, fetchedBefore, followAddress, onChange, redo, state, undo } from "./state.js";
import { allRows, openTable, refreshTable } from "./table.js";
import { isDark, onTheme, toggleTheme } from "./theme.js";
import { openTimeline, refreshTimeline } from "./timeline.js";
import { compute, shown } from "./visible.js";
import { RAW, lang, speak, t } from "./words.js";

let framed = null;
let announced = "";
let seen = null;

function refreshPanel() {
  const panel = $("#panel");
  const what = state.node !== null ? nodePanel(state.node) : state.bundle !== null ? linePanel(state.bundle) : state.path ? pathPanel() : null;
  const key = `${state.node} ${state.bundle} ${state.path}`;
  const top = key === panel.dataset.of ? $("#panel-body").scrollTop : 0;
  const open = $$("#panel-body details[open]").map((entry) => entry.dataset.of);
  panel.hidden = !what;
  document.body.classList.toggle("with-panel", Boolean(what));
  replace($("#panel-body"), what ?? []);
  $$("#panel-body details").forEach((entry, i) => {
    entry.dataset.of = `${key} ${i}`;
    entry.open = open.includes(entry.dataset.of) || (state.bundle === null && $$("#panel-body details").length === 1);
  });
  $("#panel-body").scrollTop = top;
  panel.dataset.of = key;
}

/** Fit the drawing again when the part on show became another one, not on every click. */
function frame() {
  const key = [state.focus, state.depth, state.path, [...state.more]].join("|");
  if (framed === null) fitSelection();
  else if (key !== framed) fit();
  framed = key;
}

/** Bring an entity into sight that was selected elsewhere than on the drawing: in a card, by the address, by a key. */
function bringIntoSight() {
  if (state.node !== seen && state.node !== null && !document.body.classList.contains("settling")) reveal(state.node, 0);
  seen = state.node;
}

function announce() {
  const words = state.node !== null ? t("live.node", { name: nodes[state.node].name, n: nodes[state.node].bundles.filter((b) => shown.lines.has(b.i)).length }) : state.bundle !== null ? t("live.line", { from: nodes[bundles[state.bundle].a].name, to: nodes[bundles[state.bundle].b].name, n: bundles[state.bundle].claims.length }) : "";
  if (words !== announced) announceSelection(words);
  announced = words;
}

function show() {
  compute(state);
  refreshLegend();
  refreshFilters();
  refreshTimeline();
  refreshChips();
  refreshPathway();
  refreshPanel();
  refreshTable();
  refreshCanvas();
  frame();
  bringIntoSight();
  announce();
  $("#undo").disabled = !canUndo();
  $("#redo").disabled = !canRedo();
}

function openSearch() {
  const pick = async (chosen) => {
    let i = chosen;
    if (typeof chosen !== "number") {
      try {
        await loadAround(chosen.iri);
      } catch {
        return announceSelection(t("act.load.failed"));
      }
      i = nodeByIri.get(chosen.iri)?.i;
      if (i === undefined) return undefined;
    }
    change((s) => {
      Object.assign(s, { node: i, bundle: null });
      // What the reader asks for by name is shown, whatever narrowed the view before.
      if (!shown.nodes.has(i)) s.focus = null, (s.path = null), s.hidden.delete(i), s.offClasses.delete(nodes[i].cls), s.less.clear();
    });
    reveal(i);
    return undefined;
  };
  combobox($("#search"), $("#search-list"), pick, canExplore() ? findNames : null);
}

function openToolbar() {
  const actions = {
    undo, redo,
    fit: () => fit(),
    "zoom-in": () => zoom(1.3),
    "zoom-out": () => zoom(1 / 1.3),
    theme: () => (toggleTheme(), themeButton()),
    language: () => (speak(lang() === "en" ? "fr" : "en"), languageButton(), show()),
    "help-open": () => $("#help").showModal(),
    "help-close": () => $("#help").close(),
    "sheet-size": () => document.body.classList.toggle("tall-sheet"),
    "save-png": savePng, "save-svg": saveSvg, "save-csv": saveCsv, "save-json": saveJson,
    "print": () => (allRows(), window.print()),
  };
  for (const [id, run] of Object.entries(actions)) {
    $("#" + id).addEventListener("click", () => {
      run();
      if ($("#" + id).closest("#export-menu")) $("#export-menu").open = false;
    });
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#export-menu")) $("#export-menu").open = false;
  });
}

function themeButton() {
  $("#theme").setAttribute("aria-pressed", String(isDark()));
}

function languageButton() {
  const next = lang() === "en" ? "fr" : "en";
  $("#language").textContent = next.toUpperCase();
  $("#language").lang = next;
}

/** What a shared address says was loaded is loaded again, before the view is set up. */
async function reload() {
  for (const iri of canExplore() ? fetchedBefore() : []) await loadAround(iri).catch(() => null);
}

function start() {
  speak(RAW.lang);
  languageButton();
  followAddress();
  openFilters();
  openCanvas();
  openTimeline();
  openPathway();
  openTable();
  openSearch();
  openToolbar();
  openKeys();
  onChange(show);
  onTheme(() => (refreshLegend(), refreshPanel(), themeButton()));
  show();
  // The first picture was asked for before this frame, so it is painted once the frame is over.
  requestAnimationFrame(() => setTimeout(() => {
    document.documentElement.dataset.painted = Math.round(performance.now());
    document.documentElement.dataset.ready = "yes";
  }));
}

// A small window for scripts (and the tests) into the page: read only, apart from the state's own address.
window.graphPage = Object.freeze({
  shown: () => ({ nodes: [...shown.nodes].map((i) => nodes[i].key), lines: [...shown.lines.keys()], claims: shown.claims.length, path: shown.path?.map((i) => nodes[i].key) ?? null }),
  screenOf: (key) => screenOf(nodes.find((node) => node.key === key).i),
  screenOfLine,
  scale: viewScale,
  places: () => Object.fromEntries(nodes.map((node) => [node.key, [node.x, node.y]])),
  names: () => paintedBoxes,
  pictures: () => pictures,
  texts: { csv: csvText, json: jsonText, svg: svgText },
  png: pngBlob,
  showFilters,
});

if (canExplore()) reload().then(start);
else start();
