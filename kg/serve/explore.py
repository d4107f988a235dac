"""The explorer: the interactive page over a graph of any size, which asks for neighbours as the reader goes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kg.analyse.scope import Scope, ScopeReport
from kg.ids import fold
from kg.serve import neighbours
from kg.serve.claims import local_path
from kg.serve.pages import language_of
from kg.serve.service import service_of
from kg.serve.sparql import read_body
from kg.view.links import Links
from kg.view.network import draw
from kg.view.page import Explore, page_policy, render_view
from kg.view.payload import payload, to_json

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.analyse.graph import GraphData
    from kg.serve.live import Generation

#: Entities that a page may say it knows.
KNOWN_MAX = 3000
_ADDRESSES = Explore("/api/neighbourhood", "/search", "/explore")


async def explore(request: Request) -> Response:
    """Show the page, around ``entity`` (its IRI or name) or what most is said of."""
    lang = language_of(request)
    wanted = request.query_params.get("entity", "")

    def draw_page(generation: Generation) -> str:
        data = neighbours.around(generation, _entity(generation, wanted)) if wanted else neighbours.first(generation)
        if data is None:
            raise HTTPException(404, "the graph says nothing of this entity")
        text, _ = render_view(
            data, labels=generation.labels, lang=lang, max_nodes=None, scope=Scope(),
            links=_links(generation), explore=replace(_ADDRESSES, counts=generation.claims_by_entity),
        )  # fmt: skip
        return text

    def kept_page(generation: Generation) -> str:
        return generation.kept(("explore", wanted, lang), lambda: draw_page(generation))

    text = await service_of(request).read(kept_page)
    policy = page_policy(connect=True) + "; frame-ancestors 'none'"
    return HTMLResponse(
        text, headers={"Content-Security-Policy": policy, "Content-Language": lang, "Cache-Control": "no-cache",
                       "Vary": "Accept-Language, Cookie"},
    )  # fmt: skip


async def neighbourhood(request: Request) -> Response:
    """Answer what is around an entity, in the form of the page's own data; what the page knows comes with a POST."""
    service = service_of(request)
    if request.method == "POST":
        wanted, known = _asked(await read_body(request, service))
    else:
        wanted, known = request.query_params.get("entity", ""), []

    def read(generation: Generation) -> str:
        data = neighbours.around(generation, _entity(generation, wanted), known)
        if data is None:
            raise HTTPException(404, "the graph says nothing of this entity")
        return to_json(_payload(generation, data))

    return Response(await service.read(read), media_type="application/json", headers={"Cache-Control": "no-cache"})


def _asked(body: bytes) -> tuple[str, list[str]]:
    """Return the entity and the known ones of a request's body; raises HTTP error 400."""
    try:
        asked = json.loads(body)
        entity, known = asked["entity"], asked.get("known", [])
        fits = isinstance(entity, str) and isinstance(known, list) and all(isinstance(iri, str) for iri in known)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        fits = False
    if not fits or len(known) > KNOWN_MAX:
        raise HTTPException(400, f'send {{"entity": IRI, "known": [IRI, …]}} as JSON, at most {KNOWN_MAX} known')
    return entity, known


def _entity(generation: Generation, wanted: str) -> str:
    """Return the IRI of the entity meant: by its IRI, its path, or the best match of its name."""
    index = generation.names
    for iri in (wanted, generation.base + wanted.lstrip("/")):
        if index.entity(iri) is not None:
            return iri
    found = [one for one in index.search(wanted[:200], 20) if fold(wanted) in {fold(one.name), fold(one.alias or "")}]
    found = found or index.search(wanted[:200], 1)
    return max((one.iri for one in found), key=lambda iri: generation.claims_by_entity.get(iri, 0), default=wanted)


def _links(generation: Generation) -> Links:
    def page(iri: str) -> str | None:
        return local_path(iri, generation.base)

    return Links(page, page, menu=(("home", "/"),))


def _payload(generation: Generation, data: GraphData) -> dict[str, Any]:
    labels = generation.labels
    claims = len(data.edges) + len(data.figures) + len(data.facts)
    report = ScopeReport(len(data.nodes), len(data.nodes), claims, claims)
    content = payload(data, draw(data, labels), labels, generation.names.by_iri, report, _links(generation))
    return content | {"totals": [generation.claims_by_entity.get(node.iri, 0) for node in data.nodes]}


routes = [
    Route("/explore", explore),
    Route("/api/neighbourhood", neighbourhood, methods=["GET", "POST"]),
]
