"""The first page, the search for entities, what the server allows, and whether it is well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.serve import negotiate
from kg.serve.claims import local_path
from kg.serve.editor import queries_of
from kg.serve.openapi import openapi
from kg.serve.pages import language_of, page
from kg.serve.protocol import GRAPHS, TABLES
from kg.serve.rdf import graph_response
from kg.serve.service import service_of
from kg.store.publish import void_description

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.live import Generation

_EXAMPLES = 12
_ASKED_MAX = 200


async def home(request: Request) -> Response:
    """Show what the graph holds and a field to search in."""
    lang = language_of(request)

    def read(generation: Generation) -> dict[str, Any]:
        counts, schema = generation.counts, generation.schema
        classes = [(schema.label(name, lang), name, number) for name, number in counts.classes.items()]
        return {"counts": counts, "classes": classes[:_EXAMPLES], "modes": list(counts.modes.items()), "title": None}

    return page(request, "home.html", await service_of(request).read(read))


async def search(request: Request) -> Response:
    """Find entities by name; as a page, or as JSON for scripts."""
    asked = request.query_params.get("q", "")[:_ASKED_MAX]
    kind = request.query_params.get("type", "")[:_ASKED_MAX]
    lang = language_of(request)

    def read(generation: Generation) -> list[dict[str, Any]]:
        index, schema = generation.names, generation.schema
        found = index.search(asked) if asked.strip() or not kind else index.of_type(kind)
        return [
            {
                "iri": entity.iri,
                "path": local_path(entity.iri, generation.base),
                "name": entity.name,
                "alias": entity.alias,
                "types": [schema.label(name, lang) for name in entity.types],
            }
            for entity in found
            if not kind or any(schema.is_a(name, kind) for name in entity.types)
        ]

    found = await service_of(request).read(read)
    if negotiate.best(request.headers.get("accept"), ("text/html", "application/json")) == "application/json":
        return JSONResponse(
            {"results": found}, headers={"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"}
        )
    return page(request, "search.html", {"title": asked or kind, "asked": asked, "kind": kind, "found": found})


async def about(request: Request) -> Response:
    """Say how to use the server from programs, and what it allows."""
    service = service_of(request)
    values = {
        "title": None,
        "settings": service.settings,
        "endpoint": str(request.url_for("sparql")),
        "tables": list(dict.fromkeys(list(TABLES)[:4])),
        "graphs": list(GRAPHS)[:4],
    }
    return page(request, "about.html", values)


async def health(request: Request) -> Response:
    """Say that the server answers, and from which state of the graph."""
    service = service_of(request)

    def read(generation: Generation) -> dict[str, Any]:
        counts = generation.counts
        return {
            "status": "ok",
            "generation": generation.token,
            "articles": counts.articles,
            "entities": counts.entities,
            "claims": counts.claims,
            "quads": counts.quads,
        }

    return JSONResponse(await service.read(read), headers={"Cache-Control": "no-store"})


async def void(request: Request) -> Response:
    """Describe the graph as a dataset (VoID)."""
    document = str(request.url.replace(query="", fragment=""))
    endpoint = str(request.url_for("sparql"))
    return await graph_response(
        request, lambda generation: list(void_description(document, endpoint, generation.base, generation.counts))
    )


async def describe_api(request: Request) -> Response:
    """Describe all addresses for programs (OpenAPI)."""
    return JSONResponse(openapi(service_of(request).settings), headers={"Cache-Control": "no-cache"})


async def queries(request: Request) -> Response:
    """List the queries of the library."""
    lang = language_of(request)
    found = [
        {
            "name": query.name,
            "title": query.title(lang),
            "description": query.description(lang),
            "parameters": [{"name": p.name, "type": p.type, "default": p.default} for p in query.parameters],
            "query": query.text,
        }
        for query in queries_of(service_of(request).settings)
    ]
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}
    return JSONResponse({"queries": found}, headers=headers)


routes = [
    Route("/", home),
    Route("/search", search),
    Route("/about", about),
    Route("/health", health),
    Route("/queries", queries),
    Route("/openapi.json", describe_api),
    Route("/.well-known/void", void),
]
