// When the articles appeared: a histogram with two handles.
import { claims, onGrowth } from "./data.js";
import { $, replace, svg } from "./dom.js";
import { change, preview, state } from "./state.js";
import { claimPasses } from "./visible.js";
import { dateText, t } from "./words.js";

const MAX_BARS = 60;
const day = 86_400_000;

/** The steps of the time axis: days, months or years, whichever gives at most MAX_BARS of them. */
function steps() {
  const dates = claims.map((claim) => claim.article.date).filter(Boolean).sort();
  if (!dates.length) return [];
  const [first, last] = [dates[0], dates.at(-1)];
  const whole = (date) => Date.parse(date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date.slice(0, 10));
  const span = (whole(last) - whole(first)) / day;
  if (dates.every((date) => date.length >= 10) && span < MAX_BARS) {
    return Array.from({ length: Math.round(span) + 1 }, (_, i) => new Date(whole(first) + i * day).toISOString().slice(0, 10));
  }
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const months = dates.every((date) => date.length >= 7);
  if (!months || (to - from) * 12 > MAX_BARS) return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
  const start = from * 12 + Number(first.slice(5, 7)) - 1;
  const count = to * 12 + Number(last.slice(5, 7)) - start;
  return Array.from({ length: count }, (_, i) => `${Math.floor((start + i) / 12)}-${String(((start + i) % 12) + 1).padStart(2, "0")}`);
}

let bins = [];
const binOf = (date) => bins.indexOf(date.slice(0, bins[0].length));

export function openTimeline() {
  onGrowth(() => {
    bins = steps();
    $("#timeline").hidden = bins.length < 2;
    for (const input of [$("#since"), $("#until")]) input.max = Math.max(1, bins.length - 1);
  });
  for (const input of [$("#since"), $("#until")]) {
    input.addEventListener("input", () => preview(read));
    input.addEventListener("change", () => change(read));
  }
}

function read(s) {
  let [low, high] = [Number($("#since").value), Number($("#until").value)];
  if (low > high) [low, high] = [high, low];
  s.since = low > 0 ? bins[low] : null;
  s.until = high < bins.length - 1 ? bins[high] : null;
}

/** Where a date of any precision falls on the axis. */
function position(date, fallback, last) {
  if (!date) return fallback;
  const length = Math.min(date.length, bins[0].length);
  const prefix = date.slice(0, length);
  const at = last ? bins.findLastIndex((bin) => bin.slice(0, length) <= prefix) : bins.findIndex((bin) => bin.slice(0, length) >= prefix);
  return at < 0 ? fallback : at;
}

export function refreshTimeline() {
  if (bins.length < 2) return;
  const articlesIn = bins.map(() => new Set());
  for (const claim of claims) {
    if (claim.article.date && claimPasses(claim, state, "date")) articlesIn[binOf(claim.article.date)]?.add(claim.article);
  }
  const counts = articlesIn.map((set) => set.size);
  const top = Math.max(1, ...counts);
  const low = position(state.since, 0, false);
  const high = position(state.until, bins.length - 1, true);
  const bars = counts.map((count, i) =>
    svg(
      "rect",
      { x: i + 0.08, width: 0.84, y: 30 - (28 * count) / top, height: (28 * count) / top, class: i >= low && i <= high ? "bar" : "bar off" },
      svg("title", {}, `${dateText(bins[i])}: ${t("articles", { n: count })}`),
    ),
  );
  const picture = svg("svg", { viewBox: `0 0 ${bins.length} 30`, preserveAspectRatio: "none", class: "histogram", "aria-hidden": "true" }, bars);
  replace($("#histogram"), picture);
  for (const [input, at] of [[$("#since"), low], [$("#until"), high]]) {
    if (document.activeElement !== input) input.value = at;
    input.setAttribute("aria-valuetext", dateText(bins[at]));
  }
  $("#timeline-value").textContent = t("timeline.range", { from: dateText(bins[low]), to: dateText(bins[high]) });
}
