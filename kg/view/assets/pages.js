"use strict";
(() => {
  const root = document.documentElement;
  const remember = (key, value) => { try { localStorage.setItem("mediakg-" + key, value); } catch { /* a page without storage forgets */ } };
  const recall = (key) => { try { return localStorage.getItem("mediakg-" + key); } catch { return null; } };

  // Language: both stand in the page, the style sheet shows one.
  const language = document.getElementById("language");
  const speak = (lang) => {
    root.lang = lang;
    language.textContent = lang === "en" ? "Français" : "English";
    language.lang = lang === "en" ? "fr" : "en";
  };
  speak(["en", "fr"].includes(recall("lang")) ? recall("lang") : root.lang);
  language.addEventListener("click", () => {
    speak(root.lang === "en" ? "fr" : "en");
    remember("lang", root.lang);
  });
  language.hidden = false;

  // Theme.
  const theme = document.getElementById("theme");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const show = () => theme.setAttribute("aria-pressed", String(isDark()));
  if (["light", "dark"].includes(recall("theme"))) root.dataset.theme = recall("theme");
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  theme.hidden = false;
  show();

  // An article: pointing at words shows their claims, pointing at a claim its words.
  const numbers = (node) => (node?.dataset.claims ?? "").split(" ").filter(Boolean);
  const cards = [...document.querySelectorAll(".claims li[data-claims]")];
  const parts = [...document.querySelectorAll(".said, .note")];
  const mentions = [...document.querySelectorAll(".mention")];
  const light = (chosen, scroll) => {
    const has = (node) => numbers(node).some((number) => chosen.includes(number));
    for (const node of [...cards, ...parts]) node.classList.toggle("lit", has(node));
    for (const mention of mentions) {
      for (const [key, kind] of [["s", "subject"], ["o", "object"]]) mention.classList.toggle(kind, mention.dataset[key].split(" ").some((number) => chosen.includes(number)));
    }
    const first = scroll ? cards.find(has) : null;
    const box = first?.closest(".claims");
    if (box && box.scrollHeight > box.clientHeight) box.scrollTop = first.offsetTop - box.clientHeight / 3;
  };
  const follow = (event, scroll) => {
    const on = event.target.closest?.(".said, .note, .claims li[data-claims]");
    if (on) light(numbers(on), scroll && !on.closest(".claims"));
  };
  if (cards.length) {
    document.addEventListener("pointerover", (event) => follow(event, true));
    document.addEventListener("focusin", (event) => follow(event, true));
    document.querySelector(".text").addEventListener("click", (event) => {
      const on = event.target.closest(".said");
      if (!on || event.target.closest("a")) return;
      follow(event, true);
      const first = cards.find((card) => numbers(on).includes(card.dataset.claims));
      if (matchMedia("(max-width: 860px)").matches) first?.scrollIntoView({ block: "center" });
    });
    const target = () => { const card = cards.find((node) => "#" + node.id === location.hash); if (card) { light(numbers(card), true); parts.find((part) => numbers(part).includes(card.dataset.claims))?.scrollIntoView({ block: "center" }); } };
    window.addEventListener("hashchange", target);
    target();
  }

  // The scale of a timeline; styles in the markup itself would need a laxer policy.
  for (const mark of document.querySelectorAll("[data-at]")) mark.style.insetInlineStart = `${mark.dataset.at}%`;

  // Lists and tables that can be narrowed down.
  for (const input of document.querySelectorAll("input[data-filters]")) {
    const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const rows = [...document.querySelectorAll(`#${input.dataset.filters} [data-row]`)].map((row) => [row, fold(row.textContent)]);
    input.addEventListener("input", () => {
      const wanted = fold(input.value);
      for (const [row, text] of rows) row.hidden = !text.includes(wanted);
    });
    input.closest("label").hidden = false;
  }
  root.dataset.ready = "yes";
})();
