"""The pages of :mod:`kg.view.pages` for the graph as it is served: only what one page shows is read for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from kg.analyse.load import statement
from kg.serve.claims import local_path
from kg.serve.protocol import SUFFIXES
from kg.store import cards
from kg.view.bundle import content_policy
from kg.view.links import Links
from kg.view.pages.article import article_page
from kg.view.pages.entity import entity_page
from kg.view.pages.frame import Context, page_script, page_style
from kg.view.pages.words import both

if TYPE_CHECKING:
    from kg.serve.live import Generation
    from kg.view.pages.frame import Page

#: Claims that a page of an entity shows for each side.
CLAIMS_MAX = 500
MENU = (("search", "/"), ("graph", "/explore"), ("sparql", "/sparql"))
_FORMATS = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF/XML"}


def context_of(generation: Generation) -> Context:
    """Return what the pages need to know of a graph: its entities, its words, and where its IRIs are served."""

    def here(iri: str) -> str | None:
        return local_path(iri, generation.base)

    def explored(iri: str) -> str:
        return f"/explore?entity={quote(iri, safe='')}"

    return Context(generation.nodes, generation.labels, Links(entity=here, article=here, graph=explored, menu=MENU))


def entity(generation: Generation, iri: str, lang: str) -> str | None:
    """Return the page of an entity, ``None`` when none has this IRI."""
    found = generation.names.entity(iri)
    if found is None:
        return None
    card = cards.card(generation.store.engine, found, generation.names.by_iri, CLAIMS_MAX)
    sides = (card.outgoing, card.incoming, card.said)
    told = {one.claim.id: statement(one.claim, one.article, generation.base) for side in sides for one in side}
    page = entity_page(generation.nodes[iri], told.values(), context_of(generation))
    note = _cut() if any(len(side) >= CLAIMS_MAX for side in sides) else Markup("")
    return _as_html(replace(page, main=note + page.main), iri, generation, lang)


def article(generation: Generation, iri: str, lang: str) -> str | None:
    """Return the page of an article, ``None`` when none has this IRI."""
    found = cards.article_cards(generation.store.engine, iri, generation.names.by_iri)
    if found is None:
        return None
    text, claims, _ = found
    told = [statement(one.claim, one.article, generation.base) for one in claims]
    return _as_html(article_page(text, told, context_of(generation)), iri, generation, lang)


def policy() -> str:
    """Return the policy of these pages: exactly their one script and one style sheet, framed by nobody."""
    return f"{content_policy((page_script(),), (page_style(),))}; frame-ancestors 'none'"


def _as_html(page: Page, iri: str, generation: Generation, lang: str) -> str:
    return replace(page, main=page.main + _data(iri, local_path(iri, generation.base) or "")).html(lang)


def _data(iri: str, path: str) -> Markup:
    """Return the links to the page's data."""
    links = Markup(" · ").join(
        Markup('<a href="{}.{}" rel="alternate" type="{}">{}</a>').format(path, ending, SUFFIXES[ending], name)
        for ending, name in _FORMATS.items()
    )
    words = both({"en": "This page as data", "fr": "Cette page en données"})
    return Markup('<p class="sum">{}: {}<br><code>{}</code></p>').format(words, links, iri)


def _cut() -> Markup:
    texts = {
        "en": f"Only {CLAIMS_MAX} claims of each side are shown; ask in SPARQL for the others.",
        "fr": f"Seules {CLAIMS_MAX} assertions de chaque côté sont montrées ; interrogez en SPARQL pour les autres.",
    }
    return Markup('<p class="warning">{}</p>').format(both(texts))
