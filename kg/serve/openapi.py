"""The description of all addresses for programs (OpenAPI 3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.serve.protocol import FORM, GRAPHS, QUERY, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.serve.settings import ServeSettings

_TEXT = {"schema": {"type": "string"}}
_PROBLEM = {
    "schema": {
        "type": "object",
        "required": ["title", "status", "detail"],
        "properties": {"title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"}},
    }
}
_ERRORS = {"text/plain": _TEXT, "application/problem+json": _PROBLEM, "text/html": _TEXT}
_REASONS = {
    303: "The document about this thing",
    304: "The client has it already",
    308: "The IRI was replaced",
    400: "The request is not understood",
    401: "A token is needed",
    403: "Updates are refused",
    404: "The graph says nothing of it",
    405: "No such method here",
    406: "No wanted format is available",
    408: "The request took too long to arrive",
    413: "The body is too large",
    414: "The address is too long",
    415: "The body is of an unknown kind",
    421: "Not a name of this server",
    429: "Too many requests",
    503: "Busy, or the query took too long; try again later",
}
_KNOWN = {
    "type": "object",
    "required": ["entity"],
    "properties": {
        "entity": {"type": "string"},
        "known": {"type": "array", "maxItems": 3000, "items": {"type": "string"}},
    },
}
_RETRY = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait"}}
_QUERIES = [
    "SELECT ?who ?what { ?who mkg:acquires ?what } LIMIT 10",
    "ASK { ?film a mkg:Film }",
    "CONSTRUCT WHERE { ?work mkg:director ?who } LIMIT 10",
]
_ALWAYS = (400, 401, 405, 406, 414, 421, 429, 503)
_ANSWERS = {
    **dict.fromkeys({*TABLES, *GRAPHS, "text/html"}, _TEXT),
    **{kind: {"schema": {}} for kind in ("application/sparql-results+json", "application/ld+json", "application/json")},
}


def openapi(settings: ServeSettings) -> dict[str, Any]:
    """Return the description of a server with these settings."""
    secured: dict[str, Any] = {"security": [{"token": []}]} if settings.token else {}
    components: dict[str, Any] = {}
    if settings.token:
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "mediakg", "version": "1", "description": "A media knowledge graph, to read."},
        "paths": _paths(settings),
        "components": components,
        **secured,
    }


def _paths(settings: ServeSettings) -> dict[str, Any]:
    dataset = [
        _parameter("default-graph-uri", "query", _iris("Graphs whose union is the default graph"), explode=True),
        _parameter("named-graph-uri", "query", _iris("Graphs that GRAPH sees"), explode=True),
    ]
    length = f"At most {settings.query.max_chars} characters"
    asked = {"type": "string", "description": length, "examples": _QUERIES}
    form = {"type": "object", "required": ["query"], "properties": {"query": asked}}
    bodies = {QUERY: {"schema": asked}, FORM: {"schema": form}}
    more = (403, 408, 413, 415)
    name = _parameter("name", "path", {"type": "string", "pattern": "^[A-Za-z0-9._~-]+$", "maxLength": 200})
    text = _parameter("q", "query", {"type": "string"})
    kind = _parameter("type", "query", {"type": "string", "examples": ["Person"]})
    html, data = ("text/html",), ("application/json",)
    return {
        "/": {"get": _operation("The first page", html)},
        "/search": {"get": _operation("Entities by name", (*html, *data), parameters=[text, kind])},
        "/explore": {
            "get": _operation(
                "The graph to explore", html, 404,
                parameters=[_parameter("entity", "query", {"type": "string", "maxLength": 500})],
            )
        },
        "/api/neighbourhood": {
            "get": _operation(
                "What is around an entity", data, 404,
                parameters=[_parameter("entity", "query", {"type": "string", "maxLength": 500})],
            ),
            "post": _operation(
                "What is around an entity, and what links it to known ones", data, 404, 408, 413,
                requestBody={"required": True, "content": {"application/json": {"schema": _KNOWN}}},
            ),
        },
        "/about": {"get": _operation("What programs need to know", html)},
        "/health": {"get": _operation("Whether the server is well", data)},
        "/queries": {"get": _operation("The shipped queries", data)},
        "/openapi.json": {"get": _operation("This description", data)},
        "/.well-known/void": {"get": _operation("The graph as a dataset", GRAPHS, 304)},
        "/ontology": {"get": _operation("The ontology", (*GRAPHS, *html), 304)},
        "/sparql": {
            "get": _operation(
                "A query, or the description of the service", _ANSWERS, 304, *more,
                parameters=[_parameter("query", "query", asked), *dataset],
            ),
            "post": _operation(
                "A query", _ANSWERS, *more, parameters=dataset, requestBody={"required": True, "content": bodies}
            ),
        },
        "/entity/{name}": {"get": _operation("An entity", (*GRAPHS, *html), 303, 304, 308, 404, parameters=[name])},
        **{
            f"/{kind}/{{name}}": {
                "get": _operation(f"One {kind}", (*GRAPHS, *html), 304, 308, 404, parameters=[name])
            }
            for kind in ("article", "claim")
        },
    }  # fmt: skip


def _operation(summary: str, kinds: Iterable[str], *statuses: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    answers: dict[str, Any] = {
        "200": {"description": "The answer", "content": {kind: _ANSWERS.get(kind, _TEXT) for kind in kinds}}
    }
    for status in sorted({*statuses, *_ALWAYS}):
        answers[str(status)] = _answer(status)
    return {"summary": summary, "responses": answers, **more}


def _answer(status: int) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": _REASONS[status]}
    if status >= 400:
        answer["content"] = _ERRORS
    if status in {429, 503}:
        answer["headers"] = _RETRY
    return answer


def _parameter(name: str, where: str, schema: dict[str, Any], *, explode: bool = False) -> dict[str, Any]:
    found = {"name": name, "in": where, "required": where == "path", "schema": schema}
    return found | ({"style": "form", "explode": True} if explode else {})


def _iris(description: str) -> dict[str, Any]:
    return {"type": "array", "description": description, "items": {"type": "string", "format": "uri"}}
