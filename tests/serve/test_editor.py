"""The query editors in a real browser: they run queries, and nothing leaves the server."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from kg.serve.editor import has_yasgui
from kg.store.library import read_library
from tests.store.samples import BASE, IRI_OF
from tests.view.test_accessibility import AXE, RUN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .conftest import Server

pytestmark = pytest.mark.browser
NAMES = "SELECT ?name { ?s rdfs:label ?name FILTER(STRSTARTS(STR(?s), STR(e:))) } ORDER BY ?name"
needs_yasgui = pytest.mark.skipif(
    not has_yasgui() and ("CI" not in os.environ or shutil.which("npm") is None),
    reason="the editor's files are not here; run make editor",
)


@pytest.fixture
def open_page(browser: Any, server: Server) -> Iterator[Callable[..., Any]]:
    """Open a page of the server; at the end nothing must have gone wrong or asked for anything elsewhere."""
    contexts, trouble = [], []

    def opener(path: str, *, phone: bool = False, theme: str = "light", lang: str = "en-GB") -> Any:
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        context = browser.new_context(viewport=size, color_scheme=theme, locale=lang)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("request", lambda request: foreign(request.url))
        page.goto(server.url + path)
        return page

    def foreign(url: str) -> None:
        if not url.startswith((f"{server.url}/", "data:", "blob:")):
            trouble.append(f"request: {url}")

    yield opener
    for context in contexts:
        context.close()
    assert trouble == []


@needs_yasgui
def test_yasgui_has_the_shipped_queries_as_tabs_and_runs_them(open_page: Callable[..., Any]) -> None:
    page = open_page("/sparql")
    page.wait_for_selector("html[data-ready]")
    tabs = page.locator(".tabsList .tab span").all_inner_texts()
    assert tabs == ["Query", *(query.title() for query in read_library().values())]
    page.click(f".tabsList .tab:nth-child({2 + list(read_library()).index('acquisitions')})")
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector(".tabPanel.active .dataTable tbody tr")
    rows = page.locator(".tabPanel.active .dataTable tbody tr").all_inner_texts()
    assert len(rows) == 2
    assert "Studio Ciné-Mâché" in rows[0]


@needs_yasgui
def test_yasgui_completes_the_names_of_the_graph(open_page: Callable[..., Any]) -> None:
    page = open_page("/sparql")
    page.wait_for_selector("html[data-ready]")
    page.evaluate(
        "() => { const editor = yasgui.getTab().getYasqe(); editor.setValue('PREFIX mkg: "
        "<https://w3id.org/mediakg/ontology#>\\nSELECT * { ?s mkg:acq'); editor.focus();"
        " editor.getDoc().setCursor({line: 1, ch: 22}); editor.autocomplete(); }"
    )
    page.wait_for_selector(".CodeMirror-hints")
    assert page.locator(".CodeMirror-hint").all_inner_texts() == ["mkg:acquires"]


@needs_yasgui
def test_yasgui_shows_a_query_from_the_address_without_running_it(open_page: Callable[..., Any]) -> None:
    page = open_page("/sparql?query=SELECT%20%2A%20%7B%20%3Fx%20%3Fy%20%22%3Cscript%3E%22%20%7D")
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("yasgui.getTab().getQuery()") == 'SELECT * { ?x ?y "<script>" }'
    assert page.locator(".tabPanel.active .dataTable").count() == 0


@needs_yasgui
def test_an_iri_of_the_graph_leads_to_its_page_here(open_page: Callable[..., Any], server: Server) -> None:
    page = open_page(f"/sparql?query=SELECT%20%2A%20%7B%20VALUES%20%3Fx%20%7B%20%3C{IRI_OF['netflix']}%3E%20%7D%20%7D")
    page.wait_for_selector("html[data-ready]")
    page.click(".tabPanel.active .yasqe_queryButton")
    with page.context.expect_page() as opened:
        page.click(".tabPanel.active .dataTable a.iri")
    opened.value.wait_for_selector("h1")
    assert opened.value.url == f"{server.url}/{IRI_OF['netflix'].removeprefix(BASE)}.html"


def test_the_plain_editor_runs_queries(open_page: Callable[..., Any]) -> None:
    page = open_page("/sparql?editor=plain", phone=True, theme="dark", lang="fr-FR")
    page.wait_for_selector("html[data-ready]")
    page.fill("#query", NAMES)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#result td")
    assert page.locator("#result td").all_inner_texts()[1] == "Netflix"
    assert page.inner_text("#status") == "4 lignes"
    with page.expect_download() as download:
        page.click("#save")
    assert "Studio Ciné-Mâché" in download.value.path().read_text(encoding="utf-8")
    page.fill("#query", "ASK {}")
    page.click("#run")
    page.wait_for_selector("#status:text-is('oui')")
    page.fill("#query", f"DESCRIBE <{IRI_OF['film']}>")
    page.click("#run")
    page.wait_for_selector("#result pre")
    assert "mkg:Film" in page.inner_text("#result pre")
    page.select_option("#shipped", "acquisitions")
    page.click("#run")
    page.wait_for_selector("#result td")
    assert "SCM" in page.inner_text("#result")


def test_the_plain_editor_stops_a_query(open_page: Callable[..., Any]) -> None:
    page = open_page("/sparql?editor=plain")
    page.wait_for_selector("html[data-ready]")
    page.fill("#query", "SELECT (COUNT(*) AS ?z) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }")
    page.click("#run")
    page.click("#stop")
    page.wait_for_selector("#status:text-is('Stopped.')")
    page.fill("#query", "ASK {}")
    page.click("#run")
    page.wait_for_selector("#status:text-is('yes')")


def test_the_plain_editor_works_without_scripts(browser: Any, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/sparql?editor=plain")
    page.fill("#query", NAMES)
    with page.expect_download() as download:
        page.click("#run")
    assert "Netflix" in download.value.path().read_text(encoding="utf-8")
    context.close()


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file() and "CI" not in os.environ:
        pytest.skip("axe-core is missing; run npm ci in tests/view")
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_serious_barrier(open_page: Callable[..., Any], axe: str, theme: str) -> None:
    for path in ("/", "/search?q=e", "/claim/a1-le-monde-1", "/ontology", "/about", "/sparql?editor=plain"):
        page = open_page(path, theme=theme)
        page.evaluate(axe)
        assert page.evaluate(RUN) == [], path


@pytest.mark.parametrize(
    "path", ["/", "/search?q=net", "/about", "/ontology", "/sparql?editor=plain", "/nowhere-known"]
)
def test_pages_fit_a_phone_and_load_nothing_from_elsewhere(open_page: Callable[..., Any], path: str) -> None:
    if path == "/nowhere-known":
        path = f"/{IRI_OF['netflix'].removeprefix(BASE)}"
    page = open_page(path, phone=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 247)"
