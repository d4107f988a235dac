// Language and theme: what the reader chose on any page of this server holds on all of them.
"use strict";
(() => {
  const root = document.documentElement;
  const recall = (key) => { try { return localStorage.getItem("mediakg-" + key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem("mediakg-" + key, value); } catch { /* forgets */ } };
  const theme = recall("theme");
  if (["light", "dark"].includes(theme)) root.dataset.theme = theme;

  const address = new URL(location.href);
  const asked = address.searchParams.get("lang");
  const chosen = recall("lang");
  if (["en", "fr"].includes(asked)) remember("lang", asked);
  else if (["en", "fr"].includes(chosen) && chosen !== root.lang) {
    address.searchParams.set("lang", chosen);
    location.replace(address);
  }

  const button = document.getElementById("theme");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  button.hidden = false;
  show();
})();
