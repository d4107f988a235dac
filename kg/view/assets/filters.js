// The confidence slider, and opening and closing the panel that holds all filters.
import { $ } from "./dom.js";
import { change, preview, state } from "./state.js";
import { percent, t } from "./words.js";

export function openFilters() {
  const slider = $("#confidence");
  const set = (s) => (s.confidence = Number(slider.value) / 100);
  slider.addEventListener("input", () => preview(set));
  slider.addEventListener("change", () => change(set));
  $("#filters-toggle").addEventListener("click", () => showFilters(!filtersShown()));
  $("#filters-close").addEventListener("click", () => (showFilters(false), $("#filters-toggle").focus()));
  showFilters(window.innerWidth > 900);
}

export const filtersShown = () => !$("#filters").hidden;

export function showFilters(on) {
  $("#filters").hidden = !on;
  $("#filters-toggle").setAttribute("aria-expanded", String(on));
}

export function refreshFilters() {
  const slider = $("#confidence");
  slider.value = Math.round(state.confidence * 100);
  slider.setAttribute("aria-valuetext", t("confidence.atLeast", { value: percent(state.confidence) }));
  $("#confidence-value").textContent = state.confidence ? t("confidence.atLeast", { value: percent(state.confidence) }) : t("confidence.any");
}
