"""Linked data: the IRIs of entities, claims and articles, and the terms of the ontology, for people and programs.

An IRI of the graph is served under its own path. That of an entity, a thing in the world, leads with 303 to a document
about it; articles and claims are documents themselves. Documents have endings too: ``.html .ttl .nt .jsonld .rdf``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.errors import DataError
from kg.serve import negotiate, readable
from kg.serve.claims import ClaimReader, Link, local_path
from kg.serve.middleware import PAGE_POLICY
from kg.serve.pages import language_of, render
from kg.serve.protocol import GRAPHS, SUFFIXES
from kg.serve.rdf import cached_response, graph_response
from kg.serve.service import service_of
from kg.store import cards
from kg.store.publish import describe, ontology_triples, plain_statements, replacement_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from kg.serve.live import Generation

HTML = "text/html"
_ENDINGS = {**SUFFIXES, "html": HTML}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The IRI that a request is about, and the format that its ending names."""

    iri: str
    path: str
    media_type: str | None


def wanted(path: str, base: str) -> Wanted:
    """Return what an address is about; identifiers of articles may have dots themselves."""
    stem, dot, ending = path.rpartition(".")
    if dot and ending in _ENDINGS:
        return Wanted(base + stem.removeprefix("/"), stem, _ENDINGS[ending])
    return Wanted(base + path.removeprefix("/"), path, None)


async def thing(request: Request) -> Response:
    """Answer the IRI of an entity: 303 to the document that fits, or the document itself for an address with ending."""
    service = service_of(request)
    with service.live.use() as generation:
        asked = wanted(request.url.path, generation.base)
    moved = await _moved(request, asked)
    if moved is not None:
        return moved
    if asked.media_type is None:
        media_type = _choose(request)
        await service.read(lambda generation: _must_exist(generation, asked.iri))
        return RedirectResponse(
            f"{asked.path}.{_ending(media_type)}", 303, {"Vary": "Accept", "Cache-Control": "no-cache"}
        )
    if asked.media_type == HTML:
        return await _page(request, asked, entity_page)
    return await graph_response(request, lambda generation: describe(generation.store, asked.iri), asked.media_type)


async def document(request: Request) -> Response:
    """Answer the IRI of an article, a claim or a part of one with the representation that fits."""
    service = service_of(request)
    with service.live.use() as generation:
        asked = wanted(request.url.path, generation.base)
    moved = await _moved(request, asked)
    if moved is not None:
        return moved
    media_type = asked.media_type or _choose(request)
    location = {"Content-Location": f"{asked.path}.{_ending(media_type)}"}
    if media_type == HTML:
        kind = asked.path.split("/")[1]
        return await _page(request, asked, PAGES.get(kind, resource_page), **location)
    return await graph_response(
        request, lambda generation: describe(generation.store, asked.iri), media_type, **location
    )


async def ontology(request: Request) -> Response:
    """Answer the address of the ontology, whose terms are fragments of it."""
    asked = wanted(request.url.path, "")
    media_type = asked.media_type or _choose(request)
    if media_type == HTML:
        return await _page(request, asked, ontology_page)
    return await graph_response(request, lambda generation: ontology_triples(generation.store), media_type)


def _choose(request: Request) -> str:
    """Return the media type that fits best; a page only for clients that ask for one by name."""
    accept = request.headers.get("accept")
    if negotiate.names_html(accept):
        return HTML
    chosen = negotiate.best(accept, [*GRAPHS, HTML])
    if chosen is None:
        raise HTTPException(406, f"this can be had as {HTML}, {', '.join(GRAPHS)}")
    return chosen


def _ending(media_type: str) -> str:
    format_name = GRAPHS.get(media_type, media_type)
    return next(ending for ending, kind in _ENDINGS.items() if GRAPHS.get(kind, kind) == format_name)


async def _moved(request: Request, asked: Wanted) -> Response | None:
    """Send the client of a replaced IRI to the one that stands for it now."""

    def find(generation: Generation) -> str | None:
        other = replacement_of(generation.store, asked.iri)
        return local_path(other, generation.base) or other if other else None

    target = await service_of(request).read(find)
    if not target or target == asked.path:
        return None
    ending = request.url.path.removeprefix(asked.path) if target.startswith("/") else ""
    return RedirectResponse(f"{target}{ending}", 308, {"Cache-Control": "no-cache"})


def _must_exist(generation: Generation, iri: str) -> None:
    if not describe(generation.store, iri, limit=1):
        raise HTTPException(404, "the graph says nothing of this IRI")


async def _page(request: Request, asked: Wanted, build: Any, **headers: str) -> Response:  # noqa: ANN401 (one of PAGES)
    lang = language_of(request)

    def draw(generation: Generation) -> tuple[str, str, str]:
        try:
            drawn = build(generation, asked, lang)
        except DataError:
            raise HTTPException(404, "the graph says nothing of this IRI") from None
        if isinstance(drawn, str):
            return drawn, generation.token, readable.policy()
        name, values = drawn
        return render(name, values, lang, request.url.path), generation.token, PAGE_POLICY

    text, token, policy = await service_of(request).read(draw)
    shared = {"Vary": "Accept, Accept-Language, Cookie", "Content-Language": lang, "Content-Security-Policy": policy}
    # What an article holds may not be valid Unicode.
    return cached_response(request, text.encode("utf-8", "backslashreplace"), HTML, token, **shared, **headers)


# -- what the pages show -----------------------------------------------------------------------------------------------

Page = tuple[str, dict[str, Any]]


def claim_page(generation: Generation, asked: Wanted, lang: str) -> Page:
    """Return the page of a claim."""
    _must_exist(generation, asked.iri)
    card = cards.find_claim(generation.store.engine, asked.iri, generation.names.by_iri, generation.base)
    if card is None:
        return resource_page(generation, asked, lang)
    view = ClaimReader(generation, lang).view(card)
    title = f"{view.subject.text} {view.relation.text} {view.object.text}"
    return "claim.html", {"title": title, "claim": view, "iri": asked.iri, "data": asked.path}


def resource_page(generation: Generation, asked: Wanted, lang: str) -> Page:
    """Return a plain table of statements, for whatever has no page of its own."""
    rows = plain_statements(generation.store, asked.iri)
    if not rows:
        raise HTTPException(404, "the graph says nothing of this IRI")
    base = generation.base
    table = [(Link(name), Link(text, local_path(text, base) if is_iri else None)) for name, text, is_iri in rows]
    return "resource.html", {"title": asked.iri, "rows": table, "iri": asked.iri, "data": asked.path, "lang": lang}


def ontology_page(generation: Generation, _: Wanted, lang: str) -> Page:
    """Return the page of the ontology: its classes and relations with their definitions."""
    schema = generation.schema
    sections = [("classes", schema.classes)]
    for kind in ("relation", "metric", "qualifier"):
        found = {name: info for name, info in schema.relations.items() if info.kind == kind}
        sections.append((f"{kind}s", found))  # type: ignore[arg-type]  # both are mappings to terms
    sections.append(("terms", schema.terms))  # type: ignore[arg-type]
    shown = [
        (
            key,
            [
                {
                    "name": name,
                    "label": schema.label(name, lang),
                    "definition": info.definitions.get(lang) or info.definitions.get("en", ""),
                    "parents": getattr(info, "parents", ()),
                    "domain": sorted(getattr(info, "domain", ())),
                    "range": sorted(getattr(info, "range", ())),
                    "alignments": info.alignments,
                }
                for name, info in sorted(terms.items())
            ],
        )
        for key, terms in sections
    ]
    return "ontology.html", {"title": None, "sections": shown, "iri": schema.namespace, "data": "/ontology"}


def _whole(find: Callable[[Generation, str, str], str | None]) -> Callable[[Generation, Wanted, str], Page | str]:
    """Return what builds a page that is complete in itself, or the plain one when there is none."""

    def build(generation: Generation, asked: Wanted, lang: str) -> Page | str:
        return find(generation, asked.iri, lang) or resource_page(generation, asked, lang)

    return build


entity_page, article_page = _whole(readable.entity), _whole(readable.article)
PAGES = {"article": article_page, "claim": claim_page}

routes = [
    Route("/entity/{name:path}", thing),
    Route("/ontology", ontology),
    Route("/ontology.{ending}", ontology),
    *(
        Route(f"/{kind}/{{name:path}}", document)
        for kind in ("article", "claim", "evidence", "quantity", "inferred", "withheld")
    ),
]
