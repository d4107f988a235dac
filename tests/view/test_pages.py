"""Pages to read, in a real browser: what stands where, what can be done, and what strangers' text cannot do."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from kg.analyse.diff import diff
from kg.analyse.graph import GraphFigure
from kg.errors import UsageError
from kg.ontology import load_schema
from kg.view.labels import ASSETS
from kg.view.pages.changes import diff_page
from kg.view.pages.entity import entity_page
from kg.view.pages.site import write_site

from .conftest import DESKTOP, PHONE, Watched
from .samples import EVIL_NAMES, hostile, media_graph
from .test_accessibility import RUN, axe  # noqa: F401 (a fixture)
from .told import told

if TYPE_CHECKING:
    from pathlib import Path

    from kg.view.pages.corpus import Corpus
    from kg.view.pages.frame import Page

KINDS = ("changes.html", "index.html", "posts.html", "entities.html", "articles.html", "article", "entity")


@pytest.fixture(scope="module")
def library(media, labels) -> Corpus:
    return told(media, labels)


@pytest.fixture(scope="module")
def site(library, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(library, folder, title="Media, 2023–2025")
    (folder / "changes.html").write_text(changes(library).html(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def small_site(labels, tmp_path_factory) -> Path:
    """Every kind of page with little on it: checkers look at each element."""
    folder = tmp_path_factory.mktemp("small")
    library = told(media_graph(60), labels)
    write_site(library, folder)
    (folder / "changes.html").write_text(changes(library).html(), encoding="utf-8")
    return folder


def changes(library: Corpus) -> Page:
    """The page of what became of a graph: half of it came, some went, some is put otherwise."""
    new = library.data
    old = replace(new, edges=tuple(
        replace(edge, mode="hedged") if i % 7 == 0 else edge for i, edge in enumerate(new.edges) if i % 2 or i % 5 == 0
    ))  # fmt: skip
    gone = replace(old.edges[0], claim_id="gone", predicate="sues", object=new.nodes[5].iri)
    old = replace(old, edges=(*old.edges, gone))
    return diff_page(diff(old, new, load_schema()), library.context(), "What changed")


@pytest.fixture(scope="module")
def evil_site(labels, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("evil")
    library = told(hostile(), labels)
    write_site(library, folder, title=EVIL_NAMES[1])
    (folder / "changes.html").write_text(changes(library).html(), encoding="utf-8")
    return folder


@pytest.fixture
def look(browser):
    """Open a file in a fresh page; at the end nothing must have gone wrong or asked for anything."""
    opened = []

    def opener(path: Path, fragment: str = "", *, size=DESKTOP, theme="light") -> Watched:
        context = browser.new_context(viewport=size, color_scheme=theme, reduced_motion="reduce")
        context.set_default_timeout(8000)
        watched = Watched(context.new_page())
        opened.append((context, watched))
        watched.goto(path, fragment)
        return watched

    yield opener
    trouble = [entry for _, watched in opened for entry in watched.trouble]
    for context, _ in opened:
        context.close()
    assert trouble == []


def page_of(folder: Path, kind: str) -> Path:
    """Return a page of a kind; of an entity or article one with much on it."""
    if kind.endswith(".html"):
        return folder / kind
    return max((folder / kind).iterdir(), key=lambda path: (path.stat().st_size, path.name))


class Hrefs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "a" and "href" in values:
            self.found.append(values["href"])
        if "id" in values:
            self.ids.add(values["id"])


def test_every_link_of_a_site_leads_to_a_page_that_is_there(site):
    pages = {}
    for path in site.rglob("*.html"):
        pages[path] = Hrefs()
        pages[path].feed(path.read_text(encoding="utf-8"))
    assert len(pages) > 150
    for path, parsed in pages.items():
        for href in parsed.found:
            parts = urlsplit(href)
            if parts.scheme:
                assert parts.scheme in {"http", "https"}
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target in pages, (path.name, href)
            if parts.fragment and target.name != "graph.html":
                assert parts.fragment in pages[target].ids, (path.name, href)


def test_the_same_corpus_gives_the_same_bytes(library, site, tmp_path):
    write_site(library, tmp_path, title="Media, 2023–2025")
    for path in tmp_path.rglob("*.html"):
        assert path.read_bytes() == (site / path.relative_to(tmp_path)).read_bytes()


@pytest.mark.browser
def test_an_article_shows_its_text_with_every_quote_and_no_furniture_marked(look, site, library):
    iri, claims = max(library.by_article.items(), key=lambda item: len(item[1]))
    page = look(site / "article" / f"{iri.rsplit('/', 1)[-1]}.html").page
    assert page.locator(".claims li").count() == len(claims)
    assert page.locator(".text .note").count() == len(claims)
    page.evaluate("document.querySelectorAll('.note').forEach((note) => note.remove())")
    shown = page.locator(".text").text_content()
    assert all(claim.quote in shown for claim in claims)


@pytest.mark.browser
def test_pointing_at_words_shows_their_claims_and_back(look, site):
    page = look(page_of(site, "article")).page
    page.locator(".said").nth(2).hover()
    number = page.locator(".said").nth(2).get_attribute("data-claims").split()[0]
    assert "lit" in page.locator(f'.claims li[data-claims="{number}"]').get_attribute("class")
    assert page.locator(".mention.subject").count() >= 1
    page.locator(".note").nth(0).focus()
    assert "lit" in page.locator('.claims li[data-claims="1"]').get_attribute("class")
    page.locator('.claims li[data-claims="2"]').hover()
    assert page.locator(".said.lit").first.is_visible()
    assert page.locator(".mention.object").count() >= 1


@pytest.mark.browser
def test_an_address_leads_to_the_claim(look, site, library):
    iri, claims = max(library.by_article.items(), key=lambda item: len(item[1]))
    claim = claims[-1].claim_id
    page = look(site / "article" / f"{iri.rsplit('/', 1)[-1]}.html", claim).page
    assert "lit" in page.locator(f'[id="{claim}"]').get_attribute("class")


@pytest.mark.browser
def test_an_entity_page_lists_all_it_is_said_of(look, site, library):
    node = next(n for n in library.data.nodes if n.label == "Lumio")
    page = look(site / "entity" / f"{node.iri.rsplit('/', 1)[-1]}.html").page
    about = [s for s in library.by_entity[node.iri] if node.iri in {s.subject, getattr(s, "object", "")}]
    assert page.locator("h1").inner_text() == "Lumio"
    assert f"{len(about)} claims" in page.locator(".sum").first.inner_text()
    figures = [s for s in about if hasattr(s, "unit")]
    assert page.locator("tbody tr").count() == len(figures) > 0
    dates = page.locator(".timeline time").evaluate_all("(list) => list.map((one) => one.dateTime)")
    assert dates == sorted(dates, reverse=True)
    page.locator("details summary").first.click()
    assert page.locator("blockquote").first.is_visible()
    page.get_by_text("Show in the graph").click()
    page.wait_for_selector("#panel:not([hidden])")
    assert page.locator("#panel h2").inner_text() == "Lumio"
    page.get_by_text("Its page, with everything").click()
    page.wait_for_selector("h1")
    assert page.locator("h1").inner_text() == "Lumio"


@pytest.mark.browser
def test_the_overview_counts_and_warns(look, site, library):
    page = look(site / "index.html").page
    text = page.locator("main").inner_text()
    assert page.locator(".tiles b").first.inner_text() == str(len(library.articles))
    assert "both stated and denied" in text
    assert "2 claims contradict the ontology" in text
    assert "A quiet day" in text
    assert page.locator(".columns rect").count() == 36
    assert page.locator(".ranking li").count() == 12


@pytest.mark.browser
def test_posts_have_bars_and_can_be_searched(look, site):
    page = look(site / "posts.html").page
    every = page.locator("section.posts:visible").count()
    assert every > 5
    assert page.locator(".track rect.held").count() > 5
    assert page.locator(".track rect.former").count() > 0
    page.fill("input[type=search]", "lumio")
    assert 0 < page.locator("section.posts:visible").count() < every


@pytest.mark.browser
def test_what_changed_is_told_with_its_sentences(look, site):
    page = look(site / "changes.html").page
    assert page.locator(".change.added").count() > 50
    assert page.locator(".change.removed").count() == 1
    assert "how it is said" in page.locator("#changes").inner_text()
    first = page.locator(".change.added").first
    first.locator("summary").click()
    assert first.locator("blockquote").is_visible()
    page.fill("input[type=search]", "lumio")
    assert 0 < page.locator("[data-row]:visible").count() < page.locator("[data-row]").count()


@pytest.mark.browser
def test_lists_are_narrowed_without_regard_to_accents(look, site):
    page = look(site / "entities.html").page
    page.fill("input[type=search]", "CAFE des")
    assert page.locator("tbody tr:visible").all_inner_texts()[0].startswith("Café des Brumes")
    assert page.locator("tbody tr:visible").count() == 1


@pytest.mark.browser
def test_language_and_theme_are_switched_and_remembered(look, site):
    page = look(site / "index.html").page
    assert page.locator("h2").first.inner_text() == "Who and what stands out"
    page.click("#language")
    assert page.locator("h2").first.inner_text() == "Qui et quoi ressort"
    assert page.evaluate("document.documentElement.lang") == "fr"
    ground = "getComputedStyle(document.body).backgroundColor"
    page.click("#theme")
    assert page.evaluate(ground) == "rgb(20, 23, 27)"
    page.locator("#top nav a").nth(4).click()
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate(ground) == "rgb(20, 23, 27)"
    assert page.locator("h1").inner_text() == "Articles"
    assert page.locator("th[scope=col]").nth(3).inner_text() == "Énoncés"


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_accessibility_violation(look, small_site, kind, theme, axe):  # noqa: F811
    page = look(page_of(small_site, kind), theme=theme).page
    page.evaluate(axe)
    assert page.evaluate(RUN) == []


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_needs_no_sideways_scrolling(look, site, kind):
    page = look(page_of(site, kind), size=PHONE).page
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.browser
def test_hostile_text_stays_text_on_every_page(look, evil_site):
    watched = look(evil_site / "index.html")
    page = watched.page
    for path in sorted(evil_site.rglob("*.html")):
        watched.goto(path)
        assert page.evaluate("window.hacked") is None
        if path.name != "graph.html":
            assert page.evaluate("document.querySelectorAll('script').length") == 1
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path.name
        assert page.evaluate("document.querySelectorAll('img, iframe, object, embed, svg [onload]').length") == 0
        hrefs = page.evaluate("[...document.links].map((link) => link.href)")
        assert all(href.startswith(("file:", "https://example.org/")) for href in hrefs)


def test_every_interface_text_of_the_pages_exists_in_both_languages_and_is_used():
    texts = json.loads((ASSETS / "pages.json").read_text(encoding="utf-8"))
    assert all(entry["en"] and entry["fr"] for entry in texts.values())
    sources = [*(ASSETS.parent / "templates").glob("*.html"), *(ASSETS.parent / "pages").glob("*.py")]
    used = set(
        re.findall(r"[\"']([a-z]+(?:\.[\w.]+)+)[\"']", "".join(path.read_text(encoding="utf-8") for path in sources))
    )
    unused = {key for key in texts if key.removesuffix(".one") not in used}
    assert {key for key in unused if not key.startswith("diff.")} == set()


@pytest.mark.parametrize(
    ("figures", "lines"),
    [
        ((("2023", 5, "EUR"), ("2024", 7, "EUR"), ("2025", 6, "EUR")), 1),
        ((("2024", 5, "EUR"), ("2024", 7, "EUR"), ("2025", 6, "EUR")), 0),
        ((("2024", 5, "EUR"), ("2025", 7, "USD")), 0),
        ((("2024", 5, "EUR"), ("2025-Q1", 7, "EUR"), (None, 3, "EUR")), 0),
    ],
)
def test_a_line_joins_only_figures_that_can_be_compared(library, figures, lines):
    node = library.data.nodes[0]
    found = [
        GraphFigure(claim_id=f"{i}", claim_iri="", subject=node.iri, predicate="revenue", value=v, unit=unit, period=p)
        for i, (p, v, unit) in enumerate(figures)
    ]
    page = entity_page(node, found, library.context()).html()
    assert page.count('class="spark"') == lines


def test_pages_without_a_site_link_nowhere_but_to_the_web(library):
    context = library.context()
    for page in (
        library.entity("Lumio", context),
        library.dashboard(context, "All"),
        library.timeline(context, "Posts"),
        library.article("silent", context),
    ):
        parsed = Hrefs()
        parsed.feed(page.html("fr"))
        assert all(href.startswith(("http", "#")) for href in parsed.found)


def test_unknown_names_get_a_suggestion(library):
    with pytest.raises(UsageError, match="did you mean A quiet day"):
        library.article("The quiet day", library.context())
    with pytest.raises(UsageError, match="did you mean Lumio"):
        library.entity("Lumo", library.context())
    with pytest.raises(UsageError, match="the page speaks en and fr"):
        library.dashboard(library.context(), "x").html("de")
