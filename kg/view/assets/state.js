// What the reader has chosen. It lives in the address (so a view can be shared) and in a history (so it can be undone).
import { bundleOf, bundles, nodeByKey, nodes, predicates, MODES } from "./data.js";

const blank = () => ({
  node: null, // selected entity
  bundle: null, // selected line
  focus: null, // show only what is near this entity …
  depth: 1, // … this many links away
  path: null, // [from, to]
  more: new Set(), // entities whose neighbours are shown although they lie outside the focus
  less: new Set(), // entities whose leaves are folded away
  hidden: new Set(),
  offClasses: new Set(),
  offRelations: new Set(),
  offModes: new Set(),
  offSources: new Set(),
  confidence: 0,
  since: null,
  until: null,
  view: "graph",
});

/** Entities whose neighbours a server gave: they stay, whatever is undone, and go into the address. */
export const fetched = new Set();
export let state = blank();
const listeners = [];
const past = [];
const future = [];
let current = "";

export const onChange = (run) => listeners.push(run);

const keys = (set) => [...set].map((i) => nodes[i].key);
const SETS = { cls: "offClasses", rel: "offRelations", mode: "offModes", src: "offSources" };

/** The state as the part of an address after "#". */
export function encode() {
  const query = new URLSearchParams();
  const put = (name, values) => values.forEach((value) => query.append(name, value));
  if (state.node !== null) query.set("n", nodes[state.node].key);
  if (state.bundle !== null) put("e", [nodes[bundles[state.bundle].a].key, nodes[bundles[state.bundle].b].key]);
  if (state.focus !== null) query.set("f", nodes[state.focus].key), query.set("d", state.depth);
  if (state.path) put("p", keys(state.path));
  put("more", keys(state.more));
  put("less", keys(state.less));
  put("hide", keys(state.hidden));
  for (const [name, field] of Object.entries(SETS)) put(name, [...state[field]].sort());
  if (state.confidence > 0) query.set("c", state.confidence);
  if (state.since) query.set("since", state.since);
  if (state.until) query.set("until", state.until);
  if (state.view !== "graph") query.set("v", state.view);
  put("x", [...fetched]);
  return query.toString();
}

function decode(text) {
  const query = new URLSearchParams(text);
  const next = blank();
  const find = (key) => nodeByKey.get(key)?.i ?? null;
  const several = (name) => query.getAll(name).map(find).filter((i) => i !== null);
  next.node = find(query.get("n"));
  const ends = several("e");
  if (ends.length === 2) next.bundle = bundleOf(...ends)?.i ?? null;
  next.focus = find(query.get("f"));
  next.depth = Math.min(3, Math.max(1, Math.trunc(Number(query.get("d"))) || 1));
  const path = several("p");
  next.path = path.length === 2 ? path : null;
  next.more = new Set(several("more"));
  next.less = new Set(several("less"));
  next.hidden = new Set(several("hide"));
  for (const [name, field] of Object.entries(SETS)) next[field] = new Set(query.getAll(name));
  next.offModes = new Set([...next.offModes].filter((mode) => MODES.includes(mode)));
  next.offRelations = new Set([...next.offRelations].filter((name) => predicates.includes(name)));
  next.confidence = Math.min(1, Math.max(0, Number(query.get("c")) || 0));
  const day = (name) => (/^\d{4}(-\d\d){0,2}$/.test(query.get(name) ?? "") ? query.get(name) : null);
  next.since = day("since");
  next.until = day("until");
  next.view = query.get("v") === "table" ? "table" : "graph";
  return next;
}

function tellListeners() {
  for (const run of listeners) run(state);
}

/** Change the state: `edit` gets it and changes what it wants; the step can be undone. */
export function change(edit) {
  edit(state);
  const next = encode();
  if (next !== current) {
    past.push(current);
    future.length = 0;
    current = next;
    history.pushState(null, "", "#" + next);
  }
  tellListeners();
}

/** Change the state while a slider moves: shown at once, kept only by the `change` that follows. */
export function preview(edit) {
  edit(state);
  tellListeners();
}

function travel(from, to) {
  if (!from.length) return;
  to.push(current);
  load(from.pop());
}

function load(text) {
  current = text;
  state = decode(text);
  history.replaceState(null, "", "#" + text);
  tellListeners();
}

export const undo = () => travel(past, future);
export const redo = () => travel(future, past);
export const canUndo = () => past.length > 0;
export const canRedo = () => future.length > 0;
export const reset = () => change((s) => Object.assign(s, blank(), { view: s.view }));

/** What the address says was fetched, in its order. */
export const fetchedBefore = () => new URLSearchParams(location.hash.slice(1)).getAll("x").slice(0, 50);

/** Note in the address what was fetched; that is no step to undo. */
export function noteFetched() {
  current = encode();
  history.replaceState(null, "", "#" + current);
  tellListeners();
}

/** Read the state from the address, now and whenever the reader goes back or edits it. */
export function followAddress() {
  current = location.hash.slice(1);
  state = decode(current);
  window.addEventListener("popstate", () => {
    const next = location.hash.slice(1);
    if (next === current) return;
    if (past.at(-1) === next) future.push(current), past.pop();
    else if (future.at(-1) === next) past.push(current), future.pop();
    else past.push(current);
    current = next;
    state = decode(next);
    tellListeners();
  });
}

// Steps that several parts of the page take.
export const selectNode = (i) => change((s) => Object.assign(s, { node: i, bundle: null }));
export const selectBundle = (i) => change((s) => Object.assign(s, { bundle: i, node: null }));
export const clearSelection = () => change((s) => Object.assign(s, { node: null, bundle: null }));
export const setFocus = (i, depth = 1) => change((s) => Object.assign(s, { focus: i, depth, path: null, more: new Set() }));
export const setPath = (from, to) => change((s) => Object.assign(s, { path: [from, to], focus: null, node: null, bundle: null, more: new Set() }));
