// Keys: everything on the drawing can be reached without a mouse.
import { byRank, nodes, other } from "./data.js";
import { $ } from "./dom.js";
import { fit, pan, reveal, zoom } from "./canvas.js";
import { filtersShown, showFilters } from "./filters.js";
import { clearSelection, redo, selectBundle, selectNode, setFocus, state, undo } from "./state.js";
import { shown } from "./visible.js";

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The entity to go to from the selected one: near, and as much in that direction as possible. */
function nextNode([dx, dy]) {
  if (state.node === null || !shown.nodes.has(state.node)) return byRank.find((node) => shown.nodes.has(node.i))?.i ?? null;
  const here = nodes[state.node];
  let best = null;
  let least = Infinity;
  for (const i of shown.nodes) {
    const [x, y] = [nodes[i].x - here.x, nodes[i].y - here.y];
    const along = x * dx + y * dy;
    const across = Math.abs(x * dy) + Math.abs(y * dx);
    if (i === here.i || along <= 0 || across > along * 1.2) continue;
    const cost = along + across * 2;
    if (cost < least) (least = cost), (best = i);
  }
  return best;
}

/** Step through the lines of the selected entity. */
function nextLine() {
  const from = state.node ?? lineStart;
  if (from === null) return;
  lineStart = from;
  const lines = nodes[from].bundles.filter((bundle) => shown.lines.has(bundle.i)).sort((a, b) => nodes[other(b, from)].rank - nodes[other(a, from)].rank);
  if (!lines.length) return;
  const at = lines.findIndex((bundle) => bundle.i === state.bundle);
  selectBundle(lines[(at + 1) % lines.length].i);
}
let lineStart = null;

function onCanvas(event) {
  const direction = DIRECTIONS[event.key];
  if (direction && event.shiftKey) pan(-direction[0] * 80, -direction[1] * 80);
  else if (direction) {
    const next = nextNode(direction);
    if (next !== null) selectNode(next), reveal(next);
  } else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit();
  else if (event.key === "l") nextLine();
  else if (event.key === "f" && state.node !== null) setFocus(state.node, 1);
  else if (event.key === "Enter" && (state.node !== null || state.bundle !== null)) $("#panel h2")?.focus();
  else return;
  event.preventDefault();
}

function everywhere(event) {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && !/^(checkbox|range)$/.test(event.target.type);
  const command = event.ctrlKey || event.metaKey;
  if (command && !typing && event.key.toLowerCase() === "z") event.shiftKey ? redo() : undo();
  else if (command && !typing && event.key.toLowerCase() === "y") redo();
  else if (command || event.altKey) return;
  else if (event.key === "Escape") escape();
  else if (typing) return;
  else if (event.key === "/") $("#search").focus();
  else if (event.key === "?") $("#help").showModal();
  else return;
  event.preventDefault();
}

function escape() {
  if ($("#help").open) $("#help").close();
  else if ($("#export-menu").open) $("#export-menu").open = false;
  else if (state.node !== null || state.bundle !== null) clearSelection(), $("#canvas").focus();
  else if (filtersShown() && window.innerWidth <= 900) showFilters(false);
}

export function openKeys() {
  $("#canvas").addEventListener("keydown", onCanvas);
  document.addEventListener("keydown", everywhere);
}

/** Tell a screen reader what was selected. */
export function announceSelection(words) {
  $("#live").textContent = words;
}

