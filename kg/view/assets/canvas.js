// The drawing: vis-network holds the nodes, the view and the gestures; lines and names are painted around it.
import { families, nodes, other } from "./data.js";
import { $ } from "./dom.js";
import { lineAt, linesToDraw, middle, paintEdges, paintMarks } from "./edges.js";
import { glide } from "./glide.js";
import { lineText, paintNames } from "./names.js";
import { outdate, paintRegions } from "./regions.js";
import { clearSelection, selectBundle, selectNode, setFocus, state } from "./state.js";
import { colours, familyColour, onTheme } from "./theme.js";
import { shown } from "./visible.js";
import { RAW } from "./words.js";

let network = null;
let items = null;
let drawn = new Map();
let emphasis = { node: null, nodes: null, lines: null, hover: null };
const holder = () => $("#canvas");
const FAINT = 0.13;
const STRETCH = 1.7;

/** Turn and stretch the layout towards the proportions of this screen; only ever apart, so nothing comes to overlap. */
function suitScreen() {
  const [left, right] = range(nodes.map((node) => node.x));
  const [top, bottom] = range(nodes.map((node) => node.y));
  let [width, height] = [right - left + 80, bottom - top + 80];
  const screen = holder().clientHeight / Math.max(1, holder().clientWidth);
  if (screen > 1.1 && height < width) {
    for (const node of nodes) [node.x, node.y] = [node.y, node.x];
    [width, height] = [height, width];
  }
  const [wider, higher] = [height / width / screen, (screen * width) / height].map((factor) => Math.min(STRETCH, Math.max(1, factor || 1)));
  for (const node of nodes) (node.x = Math.round(node.x * wider)), (node.y = Math.round(node.y * higher));
}

export function openCanvas() {
  suitScreen();
  items = new vis.DataSet([]);
  network = new vis.Network(holder(), { nodes: items, edges: new vis.DataSet([]) }, options());
  network.on("beforeDrawing", (ctx) => paintBelow(ctx));
  network.on("afterDrawing", (ctx) => paintAbove(ctx));
  network.on("click", ({ pointer }) => click(pointer));
  // The browser's own double click: it goes by the system's settings, not by how busy the page is.
  holder().addEventListener("dblclick", (event) => {
    const bounds = holder().getBoundingClientRect();
    const id = network.getNodeAt({ x: event.clientX - bounds.left, y: event.clientY - bounds.top });
    if (id !== undefined) setFocus(id, 1);
  });
  glide(network, () => moving !== null);
  network.on("dragging", (event) => (event.nodes.length ? moved(event) : onMove()));
  network.on("zoom", onMove);
  network.on("dragEnd", (event) => (moved(event), network.unselectAll()));
  holder().addEventListener("mousemove", hover);
  holder().addEventListener("mouseleave", () => setHover(null, null));
  onTheme(() => (drawn = new Map(), refreshCanvas()));
}

function options() {
  const groups = Object.fromEntries([...families.keys()].map((key) => [key, {}]));
  return { ...RAW.network.options, groups, nodes: { borderWidth: nodes.length > 1500 ? 0 : 1.5, chosen: false } };
}

function click(pointer) {
  const id = network.getNodeAt(pointer.DOM);
  if (id !== undefined) {
    // A second click may follow: until then nothing moves, and the panel that opens lets it through.
    document.body.classList.add("settling");
    setTimeout(() => {
      document.body.classList.remove("settling");
      if (state.node === id) reveal(id, 0);
    }, 400);
    return selectNode(id);
  }
  const line = lineAt(pointer.canvas.x, pointer.canvas.y, 9 / network.getScale());
  if (line) return selectBundle(line.i);
  if (state.node !== null || state.bundle !== null) clearSelection();
  return undefined;
}

let moving = null;
/** Note that the view moves, and paint in full once it rests. */
function onMove() {
  clearTimeout(moving);
  moving = setTimeout(() => ((moving = null), network.body.emitter.emit("_requestRedraw")), 160);
}

function moved({ nodes: ids }) {
  for (const id of ids) {
    const place = network.getPosition(id);
    nodes[id].x = place.x;
    nodes[id].y = place.y;
    outdate();
  }
}

let waiting = null;
function hover(event) {
  const first = waiting === null;
  waiting = event;
  if (first) requestAnimationFrame(lookUnder);
}

function lookUnder() {
  const event = waiting;
  waiting = null;
  if (event.buttons) return;
  const bounds = holder().getBoundingClientRect();
  const at = { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  const id = network.getNodeAt(at);
  const place = network.DOMtoCanvas(at);
  const line = id === undefined ? lineAt(place.x, place.y, 7 / network.getScale()) : null;
  const text = id !== undefined ? nodes[id].name : line && `${line.a.name} – ${line.b.name}: ${lineText(line)}`;
  setHover(line?.i ?? null, text && { text, ...at });
  holder().classList.toggle("over", id !== undefined || line !== null);
}

function setHover(line, tip) {
  const box = $("#tip");
  box.hidden = !tip;
  if (tip) {
    box.textContent = tip.text.slice(0, 160);
    const width = holder().clientWidth;
    box.style.left = `${Math.min(tip.x + 14, width - Math.min(280, width))}px`;
    box.style.top = `${tip.y + 16}px`;
  }
  if (line !== emphasis.hover) {
    emphasis.hover = line;
    network.body.emitter.emit("_requestRedraw");
  }
}

function paintBelow(ctx) {
  if (!shown) return;
  const scale = network.getScale();
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const far = network.DOMtoCanvas({ x: holder().clientWidth, y: holder().clientHeight });
  const view = { left: corner.x - 20, top: corner.y - 20, right: far.x + 20, bottom: far.y + 20 };
  ctx.save();
  paintRegions(ctx);
  paintEdges(ctx, scale, view, emphasis, moving !== null);
  paintMarks(ctx, scale, view, emphasis);
  ctx.restore();
}

function paintAbove(ctx) {
  if (!shown) return;
  const scale = network.getScale();
  paintRings(ctx, scale);
  const size = { width: holder().clientWidth, height: holder().clientHeight };
  const ratio = ctx.canvas.width / Math.max(1, ctx.canvas.clientWidth);
  const origin = network.canvasToDOM({ x: 0, y: 0 });
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintNames(ctx, scale, size, (x, y) => [origin.x + x * scale, origin.y + y * scale], emphasis);
  ctx.restore();
}

function paintRings(ctx, scale) {
  ctx.save();
  for (const [i, count] of shown.leaves) if (shown.nodes.has(i)) badge(ctx, nodes[i], `+${count}`, scale);
  for (const i of [state.node, state.focus, ...(shown.path ?? [])]) {
    if (i === null || !shown.nodes.has(i)) continue;
    ctx.beginPath();
    ctx.arc(nodes[i].x, nodes[i].y, nodes[i].size + 4 / Math.min(1, scale), 0, 2 * Math.PI);
    ctx.lineWidth = 2.5 / Math.min(1, scale);
    ctx.strokeStyle = colours().accent;
    ctx.stroke();
  }
  ctx.restore();
}

function badge(ctx, node, text, scale) {
  const unit = 1 / scale;
  ctx.font = `600 ${11 * unit}px system-ui, sans-serif`;
  ctx.fillStyle = colours().accent;
  ctx.textAlign = "left";
  ctx.fillText(text, node.x + node.size + 2 * unit, node.y - node.size);
}

function emphasisNow() {
  const hoverLine = emphasis.hover;
  if (state.node !== null && shown.nodes.has(state.node)) {
    const lines = nodes[state.node].bundles.filter((bundle) => shown.lines.has(bundle.i));
    const around = new Set([state.node, ...lines.map((bundle) => other(bundle, state.node))]);
    return { node: state.node, nodes: around, lines: new Set(lines.map((b) => b.i)), hover: hoverLine };
  }
  if (state.bundle !== null && shown.lines.has(state.bundle)) {
    const { bundle } = shown.lines.get(state.bundle);
    return { node: null, nodes: new Set([bundle.a, bundle.b]), lines: new Set([bundle.i]), hover: hoverLine };
  }
  return { node: null, nodes: null, lines: null, hover: hoverLine };
}

/** Bring the drawing in line with what is shown; only nodes that changed are touched. */
export function refreshCanvas() {
  if (!network || !shown) return;
  emphasis = emphasisNow();
  const changed = [];
  const gone = [];
  for (const node of nodes) {
    const visible = shown.nodes.has(node.i);
    const look = visible ? (emphasis.nodes && !emphasis.nodes.has(node.i) ? FAINT : 1) : 0;
    const before = drawn.get(node.i);
    if (before === look) continue;
    drawn.set(node.i, look);
    if (look === 0) before !== undefined && gone.push(node.i);
    else changed.push(item(node, look));
  }
  if (gone.length) items.remove(gone);
  if (changed.length) items.update(changed);
  network.body.emitter.emit("_requestRedraw");
}

function item(node, opacity) {
  const background = familyColour(node.family);
  return { id: node.i, x: node.x, y: node.y, shape: node.shape, size: node.size, opacity, color: { background, border: colours().ground } };
}

/** The part of the drawing that no panel covers, in its own pixels. */
function free() {
  const area = holder().getBoundingClientRect();
  const box = { left: 0, top: 0, right: area.width, bottom: area.height };
  const panel = $("#panel");
  if (panel.hidden) return box;
  const cover = panel.getBoundingClientRect();
  if (cover.width > area.width * 0.8) box.bottom = Math.max(120, cover.top - area.top);
  else box.right = Math.max(120, cover.left - area.left);
  return box;
}

/** Put a point of the graph into the middle of the free part. */
function centre(x, y, scale) {
  const box = free();
  const dx = (box.left + box.right) / 2 - holder().clientWidth / 2;
  const dy = (box.top + box.bottom) / 2 - holder().clientHeight / 2;
  network.moveTo({ position: { x: x - dx / scale, y: y - dy / scale }, scale, animation: false });
}

/** Show all that is on show, as large as it fits, with room for the names at the rim. */
export function fit(only = null) {
  if (!network || !shown.nodes.size || !holder().clientWidth) return;
  const list = [...(only ?? shown.nodes)].map((i) => nodes[i]);
  const [left, right] = range(list.map((node) => node.x));
  const [top, bottom] = range(list.map((node) => node.y));
  const box = free();
  const wide = box.right - box.left;
  const rim = wide > 600 ? 70 : 34;
  const scale = Math.min((wide - 2 * rim) / (right - left + 40), (box.bottom - box.top - 96) / (bottom - top + 40), 1.25);
  centre((left + right) / 2, (top + bottom) / 2, Math.max(0.02, scale));
}

function range(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) (low = Math.min(low, value)), (high = Math.max(high, value));
  return [low, high];
}

/** Show what is selected with its neighbours; everything when nothing is selected. */
export const fitSelection = () => fit(emphasis.nodes?.size ? emphasis.nodes : null);

/** Bring an entity into the middle if it stands outside the free part. */
export function reveal(i, least = 0.45) {
  if (!shown.nodes.has(i)) return;
  const at = network.canvasToDOM(nodes[i]);
  const box = free();
  const margin = 24;
  const inside = at.x > margin && at.y > margin && at.x < box.right - margin && at.y < box.bottom - margin;
  const scale = Math.max(network.getScale(), least);
  if (!inside || scale !== network.getScale()) centre(nodes[i].x, nodes[i].y, scale);
}

export function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * factor)), animation: false });
}

export function pan(dx, dy) {
  network.moveTo({ offset: { x: dx, y: dy }, position: network.getViewPosition(), animation: false });
}

export const viewScale = () => network.getScale();
export const screenOf = (i) => network.canvasToDOM(nodes[i]);
export const screenOfLine = (i) => {
  const line = linesToDraw().find((entry) => entry.i === i);
  const [x, y] = middle(line);
  return network.canvasToDOM({ x, y });
};
