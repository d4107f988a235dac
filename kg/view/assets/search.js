// Finding an entity by any of its names: a combobox after the ARIA pattern, used by the search and by the path finder.
import { byRank, nodes } from "./data.js";
import { el, fold, replace, shorten, svg } from "./dom.js";
import { familyColour, outline } from "./theme.js";
import { classLabel, t } from "./words.js";

const SUGGESTIONS = 12;

/** A small picture of a class's shape in its family's colour. */
export function icon(family, shape = family.shape) {
  const points = outline(shape);
  const colour = familyColour(family);
  const body = points
    ? svg("polygon", { points: points.map(([x, y]) => `${x * 6},${y * 6}`).join(" "), fill: colour })
    : svg("circle", { r: 5.5, fill: colour });
  return svg("svg", { class: "icon", viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" }, body);
}

/** The best matches for what was typed: names that start so first, then words that do, then anything that holds it. */
export function matches(text) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const found = [];
  for (const node of byRank) {
    let best = 3;
    let name = "";
    node.folded ??= [...new Set(node.names.map(fold))];
    node.folded.forEach((folded, n) => {
      const at = folded.indexOf(wanted);
      if (at < 0) return;
      const place = at === 0 ? 0 : /[\s\-'’.&]/.test(folded[at - 1]) ? 1 : 2;
      if (place < best) (best = place), (name = node.names[n] ?? node.name);
    });
    if (best < 3) found.push({ node, best, name });
  }
  return found.sort((one, two) => one.best - two.best).slice(0, SUGGESTIONS);
}

/**
 * Turn an input into a combobox of entities; `pick` gets the number of the chosen one. With `more`, a function from text
 * to a promise of entities that the page does not hold, those follow below, and `pick` gets the whole entry.
 */
export function combobox(input, list, pick, more = null) {
  let options = [];
  let active = -1;
  let asking = null;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (index) => {
    const chosen = options[index];
    if (!chosen) return;
    close();
    input.value = shorten(chosen.node?.name ?? chosen.elsewhere.name, 60);
    pick(chosen.node?.i ?? chosen.elsewhere);
  };
  const mark = (index) => {
    active = (index + options.length) % options.length;
    [...list.children].forEach((child, i) => child.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    options = matches(input.value);
    active = -1;
    if (!input.value.trim()) return close();
    draw();
    clearTimeout(asking);
    if (more && input.value.trim().length > 1) asking = setTimeout(ask, 180);
  };
  const ask = async () => {
    const asked = input.value;
    const found = await more(asked).catch(() => []);
    if (input.value !== asked || document.activeElement !== input || !found.length) return;
    options = [...matches(asked), ...found.slice(0, SUGGESTIONS).map((elsewhere) => ({ elsewhere }))];
    draw();
  };
  const draw = () => {
    replace(list, options.length ? options.map(row) : el("li", { class: "none", role: "option", "aria-disabled": "true" }, t("search.none")));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const row = ({ node, name, elsewhere }, i) => elsewhere ? rowElsewhere(elsewhere, i) :
    el(
      "li",
      { role: "option", id: `${list.id}-${i}`, "aria-selected": "false", on: { mousedown: (event) => (event.preventDefault(), choose(i)) } },
      icon(node.family, node.shape),
      el("span", { class: "option-name", dir: "auto" }, shorten(node.name, 60)),
      name !== node.name && el("span", { class: "option-alias", dir: "auto" }, shorten(name, 40)),
      el("span", { class: "option-class" }, classLabel(node.cls)),
    );

  const rowElsewhere = (entry, i) =>
    el(
      "li",
      { role: "option", id: `${list.id}-${i}`, class: "elsewhere", "aria-selected": "false", on: { mousedown: (event) => (event.preventDefault(), choose(i)) } },
      el("span", { class: "option-name", dir: "auto" }, shorten(entry.name, 60)),
      entry.alias && el("span", { class: "option-alias", dir: "auto" }, shorten(entry.alias, 40)),
      el("span", { class: "option-class" }, t("search.elsewhere")),
    );

  input.addEventListener("input", open);
  input.addEventListener("focus", () => input.value && input.select());
  input.addEventListener("blur", () => setTimeout(close, 120));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) open();
      if (options.length) mark(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    } else if (event.key === "Enter") choose(active < 0 ? 0 : active);
    else if (event.key === "Escape" && !list.hidden) event.stopPropagation(), close();
    else return;
    event.preventDefault();
  });
}

export const entityName = (i) => (i === null || i === undefined ? "" : nodes[i].name);
