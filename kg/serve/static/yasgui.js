// The full editor: one tab for each shipped query, the prefixes of the graph, and nothing sent anywhere but here.
"use strict";
(() => {
  const place = document.getElementById("yasgui");
  const settings = JSON.parse(place.dataset.settings);
  const Yasgui = window.Yasgui;
  const endpoint = new URL("/sparql", location.href).href;
  place.replaceChildren();
  Yasgui.Yasqe.forkAutocompleter("prefixes", { name: "prefixes-local", get: () => Promise.resolve(Object.entries(settings.prefixes).map(([name, iri]) => `${name}: <${iri}>`)) }, false);
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    persistenceId: null,
    yasqe: { createShareableLink: null, prefixCcApi: "", value: settings.start },
  });
  window.yasgui = yasgui;
  document.documentElement.dataset.ready = "";
})();
