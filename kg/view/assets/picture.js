// What is shown, as a picture: the whole graph at the size where every name has room, as SVG, or PNG made from it.
import { families, nodes } from "./data.js";
import { $, shorten, svg } from "./dom.js";
import { fileName, save } from "./download.js";
import { linesToDraw, middle } from "./edges.js";
import { lineText } from "./names.js";
import { DASHES, colours, familyColour, outline } from "./theme.js";
import { shown } from "./visible.js";
import { familyLabel, modeLabel, t } from "./words.js";

const MARGIN = 70;
const SIDE_MAX = 7000; // pixels a side that browsers can still turn into a PNG
const FONT = 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

function extent() {
  const list = [...shown.nodes].map((i) => nodes[i]);
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const node of list) {
    box.left = Math.min(box.left, node.x - node.size);
    box.right = Math.max(box.right, node.x + node.size);
    box.top = Math.min(box.top, node.y - node.size);
    box.bottom = Math.max(box.bottom, node.y + node.size);
  }
  return { x: box.left - MARGIN, y: box.top - MARGIN - 30, width: box.right - box.left + 2 * MARGIN, height: box.bottom - box.top + 2 * MARGIN + 90 };
}

function shapeAt(shape, x, y, size, colour) {
  const points = outline(shape);
  const paint = { fill: colour, stroke: colours().ground, "stroke-width": 1.5 };
  if (!points) return svg("circle", { cx: x, cy: y, r: size, ...paint });
  return svg("polygon", { points: points.map(([px, py]) => `${(x + px * size).toFixed(1)},${(y + py * size).toFixed(1)}`).join(" "), ...paint });
}

function text(content, x, y, size, colour, extra = {}) {
  return svg("text", { x, y, "font-size": size, fill: colour, "text-anchor": "middle", stroke: colours().ground, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round", ...extra }, content);
}

function lineMarkup(line) {
  const colour = colours()[line.mode];
  const dash = DASHES[line.mode].join(" ") || null;
  const title = svg("title", {}, `${line.a.name} – ${line.b.name}: ${lineText(line)}`);
  const stroke = { stroke: colour, "stroke-width": line.width.toFixed(1), "stroke-dasharray": dash, fill: "none" };
  if (line.a === line.b) return svg("circle", { cx: line.a.x + line.a.size * 0.8, cy: line.a.y - line.a.size, r: line.a.size * 0.8, ...stroke }, title);
  const length = Math.hypot(line.b.x - line.a.x, line.b.y - line.a.y) || 1;
  const [ux, uy] = [(line.b.x - line.a.x) / length, (line.b.y - line.a.y) / length];
  const [ra, rb] = [line.a.size + 2, line.b.size + 2];
  const points = { x1: line.a.x + ux * ra, y1: line.a.y + uy * ra, x2: line.b.x - ux * rb, y2: line.b.y - uy * rb };
  return svg("line", { ...points, ...stroke, opacity: 0.75, "marker-end": line.toB ? `url(#head-${line.mode})` : null, "marker-start": line.toA ? `url(#head-${line.mode})` : null }, title);
}

function markMarkup(line) {
  if (!line.denied && line.mode !== "attributed") return "";
  const [x, y] = middle(line);
  const kind = line.denied ? "negated" : "attributed";
  const sign = text(line.denied ? "✕" : "❝", x, y + 4.5, 11, colours()[kind], { "stroke-width": 0 });
  return svg("g", {}, svg("circle", { cx: x, cy: y, r: 7.5, fill: colours().ground, stroke: colours()[kind] }), sign);
}

function heads() {
  return Object.keys(DASHES).map((mode) =>
    svg("marker", { id: `head-${mode}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" }, svg("path", { d: "M0 1L10 5L0 9z", fill: colours()[mode] })),
  );
}

function legend(box) {
  const used = new Set([...shown.nodes].map((i) => nodes[i].family.key));
  const y = box.y + box.height - 26;
  let x = box.x + 24;
  const parts = [];
  const put = (mark, label) => {
    parts.push(mark(x), svg("text", { x: x + 14, y: y + 4, "font-size": 12, fill: colours().ink }, label));
    x += 34 + label.length * 6.8;
  };
  for (const family of families.values()) if (used.has(family.key)) put((at) => shapeAt(family.shape, at, y, 6, familyColour(family)), familyLabel(family));
  for (const mode of new Set(linesToDraw().map((line) => line.mode))) {
    put((at) => svg("line", { x1: at - 12, y1: y, x2: at + 10, y2: y, stroke: colours()[mode], "stroke-width": 2, "stroke-dasharray": DASHES[mode].join(" ") || null }), modeLabel(mode));
  }
  return { parts, right: x };
}

/** The picture as an SVG element. */
export function drawing() {
  const box = extent();
  const { parts, right } = legend(box);
  box.width = Math.max(box.width, right - box.x + 24);
  const list = [...shown.nodes].map((i) => nodes[i]);
  const names = list.map((node) => text(shorten(node.name.replace(/\s+/g, " "), 26), node.x, node.y + node.size + 13, node.size > 17 ? 13 : 11.5, colours().ink, { "font-weight": node.size > 17 ? 600 : 400 }));
  const lines = linesToDraw();
  return svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: [box.x, box.y, box.width, box.height].map(Math.round).join(" "), width: Math.round(box.width), height: Math.round(box.height), "font-family": FONT },
    svg("title", {}, document.title),
    svg("defs", {}, heads()),
    svg("rect", { x: box.x, y: box.y, width: box.width, height: box.height, fill: colours().ground }),
    lines.map(lineMarkup),
    lines.map(markMarkup),
    list.map((node) => shapeAt(node.shape, node.x, node.y, node.size, familyColour(node.family))),
    names,
    text(document.title, box.x + 24, box.y + 34, 18, colours().ink, { "text-anchor": "start", "font-weight": 600 }),
    text($("#status").textContent, box.x + 24, box.y + 54, 12, colours()["ink-soft"], { "text-anchor": "start" }),
    parts,
  );
}

/** The picture as text; characters that XML does not know are replaced. */
export function svgText(picture = drawing()) {
  const text = new XMLSerializer().serializeToString(picture);
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd");
}

export const saveSvg = () => save(new Blob([svgText()], { type: "image/svg+xml" }), fileName("svg"));

/** Draw the SVG on a canvas, twice as fine as the screen unless that grows too large. */
export function pngBlob() {
  const picture = drawing();
  const [width, height] = [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))];
  const scale = Math.min(2, SIDE_MAX / Math.max(width, height));
  const address = URL.createObjectURL(new Blob([svgText(picture)], { type: "image/svg+xml" }));
  const image = new Image();
  return new Promise((resolve, reject) => {
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
    };
    image.onerror = () => reject(new Error("no picture"));
    image.src = address;
  });
}

export const savePng = () => pngBlob().then((blob) => save(blob, fileName("png")));
