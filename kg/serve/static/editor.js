// The plain editor: sends the query, shows the rows, stops when asked to.
"use strict";
(() => {
  const form = document.getElementById("editor");
  const settings = JSON.parse(form.dataset.settings);
  const words = JSON.parse(form.dataset.words);
  const byId = (id) => document.getElementById(id);
  const field = byId("query"), status = byId("status"), result = byId("result");
  const prefixes = Object.entries(settings.prefixes).sort((a, b) => b[1].length - a[1].length);
  let running = null;
  let shown = "";

  function el(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value != null) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  function short(iri) {
    const found = prefixes.find(([, start]) => iri.startsWith(start) && iri.length > start.length);
    return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
  }

  /** An IRI of the graph leads to its page on this server, any other one to the web. */
  function cell(term) {
    if (!term) return "";
    if (term.type !== "uri") return el("span", { dir: "auto", lang: term["xml:lang"] }, String(term.value));
    const own = term.value.startsWith(settings.prefixes.kg) ? "/" + term.value.slice(settings.prefixes.kg.length) : null;
    const web = /^https?:/.test(term.value) ? term.value : null;
    return own || web ? el("a", { href: own || web, rel: own ? null : "external noreferrer" }, short(term.value)) : short(term.value);
  }

  function table(answer) {
    const head = el("tr", {}, ...answer.head.vars.map((name) => el("th", { scope: "col" }, name)));
    const rows = answer.results.bindings.map((row) => el("tr", {}, ...answer.head.vars.map((name) => el("td", {}, cell(row[name])))));
    return el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows));
  }

  async function show(response) {
    const kind = response.headers.get("content-type") || "";
    const notice = response.headers.get("kg-notice");
    if (kind.startsWith("application/sparql-results+json")) {
      const answer = await response.json();
      if ("boolean" in answer) {
        status.textContent = answer.boolean ? words["editor.yes"] : words["editor.no"];
        return;
      }
      status.textContent = `${answer.results.bindings.length} ${words["editor.rows"]}${notice ? " – " + notice : ""}`;
      result.append(table(answer));
      byId("save").hidden = false;
    } else {
      status.textContent = notice || "";
      result.append(el("pre", { class: "box", dir: "auto" }, await response.text()));
    }
  }

  async function run() {
    running = new AbortController();
    shown = field.value;
    result.replaceChildren();
    status.className = "";
    status.textContent = words["editor.running"];
    byId("stop").hidden = false;
    byId("save").hidden = true;
    try {
      const headers = { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9" };
      const response = await fetch("/sparql", { method: "POST", headers, body: shown, signal: running.signal });
      if (response.ok) await show(response);
      else {
        status.className = "warning";
        status.textContent = await response.text();
      }
    } catch (error) {
      status.className = "warning";
      status.textContent = error.name === "AbortError" ? words["editor.stopped"] : error.message;
    } finally {
      running = null;
      byId("stop").hidden = true;
    }
  }

  async function save() {
    const headers = { "Content-Type": "application/sparql-query", Accept: "text/csv" };
    const response = await fetch("/sparql", { method: "POST", headers, body: shown });
    const link = el("a", { href: URL.createObjectURL(await response.blob()), download: "result.csv" });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!running) run();
  });
  byId("stop").addEventListener("click", () => running && running.abort());
  byId("save").addEventListener("click", save);
  byId("shipped").addEventListener("change", (event) => {
    const chosen = settings.queries.find((query) => query.name === event.target.value);
    if (chosen) field.value = chosen.query;
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  document.documentElement.dataset.ready = "";
})();
