"""A folder of pages that link to each other: overview, graph, posts, and one page for each article and entity."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.analyse.scope import Scope, apply_scope
from kg.errors import UsageError
from kg.ids import digest
from kg.view.links import Links
from kg.view.page import MAX_NODES, render_view
from kg.view.pages.frame import Context, Page, render
from kg.view.pages.words import strings
from kg.view.payload import entity_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.view.pages.corpus import Corpus

MENU = (("home", "index.html"), ("graph", "graph.html"), ("posts", "posts.html"), ("entities", "entities.html"),
        ("articles", "articles.html"))  # fmt: skip
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")
_NAME_MAX = 100


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """How many pages a site has, and their size in bytes."""

    folder: Path
    pages: int
    size: int


def write_site(
    corpus: Corpus, folder: Path, *, title: str | None = None, lang: str = "en", scope: Scope | None = None
) -> SiteSummary:
    """Write all pages of a corpus into ``folder``, which may exist; ``scope`` chooses what the graph page draws.

    Raises :class:`UsageError` when a file cannot be written.
    """
    count = size = 0
    for name, text in site_pages(corpus, title or strings()["title"][lang], lang, scope or Scope()):
        path = folder / name
        content = text.encode("utf-8", "backslashreplace")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another folder") from error
        count, size = count + 1, size + len(content)
    return SiteSummary(folder, count, size)


def site_pages(corpus: Corpus, title: str, lang: str, scope: Scope) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page."""
    entities = _files("entity", (iri for iri in corpus.by_entity))
    articles = _files("article", corpus.articles)
    top, inner = ("", "../")
    drawn = scope if scope.top is not None else replace(scope, top=MAX_NODES)
    graph, _ = render_view(
        corpus.data,
        labels=corpus.labels,
        title=title,
        lang=lang,
        scope=drawn,
        links=_links(top, entities, articles, {}),
    )
    part, _ = apply_scope(corpus.data, drawn)
    keys = {iri: f"graph.html#n={quote(key)}" for iri, key in entity_keys(node.iri for node in part.nodes).items()}
    here = corpus.context(_links(top, entities, articles, keys))
    below = corpus.context(_links(inner, entities, articles, keys))
    yield "graph.html", graph
    yield "index.html", corpus.dashboard(here, title).html(lang)
    yield "posts.html", corpus.timeline(here, strings()["posts.title"][lang]).html(lang)
    yield "entities.html", _entities(corpus, here, lang).html(lang)
    yield "articles.html", _articles(corpus, here, lang).html(lang)
    for iri, name in entities.items():
        yield name, corpus.entity(iri, below).html(lang)
    for iri, name in articles.items():
        yield name, corpus.article(iri, below).html(lang)


def _files(kind: str, iris: Iterable[str]) -> dict[str, str]:
    """Return a file name for each IRI: its readable end where that is safe and unique."""
    files: dict[str, str] = {}
    used: set[str] = set()
    for iri in sorted(iris):
        end = iri.rstrip("/").rsplit("/", 1)[-1]
        name = _UNSAFE.sub("-", end)[:_NAME_MAX]
        if name != end or name.casefold() in used or name.startswith("."):
            name = f"{name.strip('.-')}-{digest('page', iri, size=10)}".strip("-")
        used.add(name.casefold())
        files[iri] = f"{kind}/{name}.html"
    return files


def _links(prefix: str, entities: Mapping[str, str], articles: Mapping[str, str], graph: Mapping[str, str]) -> Links:
    def finder(table: Mapping[str, str]) -> Callable[[str], str | None]:
        return lambda iri: prefix + table[iri] if iri in table else None

    menu = tuple((key, prefix + address) for key, address in MENU)
    return Links(finder(entities), finder(articles), finder(graph), menu)


def _entities(corpus: Corpus, context: Context, lang: str) -> Page:
    counts = {iri: len(claims) for iri, claims in corpus.by_entity.items()}
    listed = sorted((n for n in corpus.data.nodes if n.iri in counts), key=lambda n: (n.label.casefold(), n.iri))
    return render("entities.html", context, strings()["menu.entities"][lang], "entities", listed=listed, counts=counts)


def _articles(corpus: Corpus, context: Context, lang: str) -> Page:
    listed = sorted(corpus.articles.items(), key=lambda item: item[0])
    listed.sort(key=lambda item: item[1].date or "", reverse=True)
    counts = {iri: len(corpus.by_article.get(iri, ())) for iri in corpus.articles}
    return render("articles.html", context, strings()["menu.articles"][lang], "articles", listed=listed, counts=counts)
