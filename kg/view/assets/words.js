// The language of the page: strings, names of classes and relations, dates and numbers.
import { $$, shorten } from "./dom.js";

export const RAW = JSON.parse(document.getElementById("data").textContent);
const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

let language = RAW.lang;

export const lang = () => language;

/** The string of a key; `{name}` is filled in, and `key.one` is used where `n` is singular. */
export function t(key, values = {}) {
  const singular = "n" in values && new Intl.PluralRules(language).select(values.n) === "one";
  const entry = (singular && own(RAW.strings, key + ".one")) || own(RAW.strings, key) || { en: key, fr: key };
  return entry[language].replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? number(value) : String(value ?? "");
  });
}

/** Switch the language of everything that stands in the page's own markup. */
export function speak(next) {
  language = next;
  document.documentElement.lang = next;
  for (const node of $$("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of $$("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.tLabel);
  }
  for (const node of $$("[data-t-placeholder]")) node.setAttribute("placeholder", t(node.dataset.tPlaceholder));
}

const capital = (text) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

export const classLabel = (name) => capital(own(RAW.classes, name)?.[language] ?? (name || t("class.none")));
export const relationLabel = (name) => own(RAW.relations, name)?.[language] ?? name;
/** The words between subject and object, and the heading over subjects. */
export const relationPhrase = (name) => own(RAW.phrases, name)?.[language] ?? relationLabel(name);
export const relationInverse = (name) => own(RAW.inverses, name)?.[language] ?? relationLabel(name);
export const familyLabel = (family) => family[language];

export function number(value, options = {}) {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2, ...options }).format(value);
}

/** A date as precise as it is given: 2025, 2025-07, 2025-07-18. */
export function dateText(iso, monthStyle = "long") {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso ?? "");
  if (!match) return iso || t("date.none");
  const [, year, month, day] = match;
  if (!month) return year;
  const style = { year: "numeric", month: monthStyle, timeZone: "UTC" };
  if (day) style.day = "numeric";
  return new Intl.DateTimeFormat(language, style).format(new Date(Date.UTC(+year, +month - 1, +(day ?? 1))));
}

export function periodText(period) {
  const part = /^(\d{4})-([QHS])(\d)$/.exec(period ?? "");
  if (part) return t(part[2] === "Q" ? "period.quarter" : "period.half", { year: part[1], part: part[3] });
  return period ? dateText(period) : "";
}

/** A quantity in short form: "about €11.1B". */
export function quantityText(quantity) {
  if (quantity.value === null || quantity.value === undefined) return changeText(quantity.change);
  const large = Math.abs(quantity.value) >= 1e5 ? { notation: "compact", maximumFractionDigits: 2 } : {};
  const unit = quantity.unit ?? "";
  let text;
  if (/^[A-Z]{3}$/.test(unit)) text = number(quantity.value, { style: "currency", currency: unit, ...large, minimumFractionDigits: 0 });
  else if (unit === "percent") text = number(quantity.value) + (language === "fr" ? " %" : "%");
  else text = number(quantity.value, large) + (unit && unit !== "person" ? " " + t("unit." + unit) : "");
  return quantity.bound ? t("bound." + quantity.bound, { value: text }) : text;
}

export function changeText(change) {
  if (change === null || change === undefined) return "";
  return number(change, { signDisplay: "exceptZero" }) + (language === "fr" ? " %" : "%");
}

export const modeLabel = (mode) => t("mode." + mode);
export const percent = (share) => number(share, { style: "percent", maximumFractionDigits: 0 });
export const clip = (text) => shorten(text, 80);
