// The full editor: one tab for each shipped query, the names of the graph to complete from, and requests only to this
// server.
"use strict";
(() => {
  const place = document.getElementById("yasgui");
  const settings = JSON.parse(place.dataset.settings);
  const Yasgui = window.Yasgui;
  const { Yasqe } = Yasgui;
  const endpoint = new URL("/sparql", location.href).href;

  // By default, names come from services on the web; here they come from the page.
  const starting = (iris) => (_, token) => iris.filter((iri) => iri.startsWith(token?.autocompletionString ?? ""));
  Object.assign(Yasqe.Autocompleters.prefixes, { get: Object.entries(settings.prefixes).map(([name, iri]) => `${name}: <${iri}>`), persistenceId: null });
  Object.assign(Yasqe.Autocompleters.property, { get: starting(settings.properties) });
  Object.assign(Yasqe.Autocompleters.class, { get: starting(settings.classes) });

  const yasgui = new Yasgui(place, {
    persistenceId: `mediakg ${settings.prefixes.kg}`,
    autoAddOnInit: false,
    copyEndpointOnNewTab: true,
    populateFromUrl: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle,*/*;q=0.9" },
    yasqe: { value: settings.start, createShareableLink: (yasqe) => `${endpoint}?query=${encodeURIComponent(yasqe.getValue())}` },
    // The first that fits is used: the longest first.
    yasr: { prefixes: Object.fromEntries(Object.entries(settings.prefixes).sort((a, b) => b[1].length - a[1].length)) },
  });
  // Values without their datatypes, until asked for.
  const yasr = { settings: { pluginsConfig: { table: { compact: true, isEllipsed: false } } }, response: undefined };
  if (!yasgui.persistentConfig.getTabs().length) {
    yasgui.addTab(!settings.query, { name: settings.first, yasr });
    for (const query of settings.queries) yasgui.addTab(false, { name: query.title, yasqe: { value: query.query }, yasr });
  }
  if (settings.query) yasgui.addTab(true, { name: settings.first, yasqe: { value: settings.query }, yasr });
  // A graph may have moved since the tabs were kept.
  for (const tab of Object.values(yasgui._tabs)) tab.setEndpoint(endpoint);

  // An IRI of the graph leads to its page on this server.
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && link.href.startsWith(settings.prefixes.kg)) {
      event.preventDefault();
      window.open("/" + link.href.slice(settings.prefixes.kg.length), "_blank", "noopener");
    }
  });
  window.yasgui = yasgui;
  document.documentElement.dataset.ready = "";
})();
