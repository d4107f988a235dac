"""Descriptions in RDF, in the format the client asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.ids import digest
from kg.serve import negotiate
from kg.serve.protocol import GRAPHS
from kg.serve.service import service_of
from kg.store.publish import written
from kg.store.terms import prefixes

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from kg.serve.live import Generation


async def graph_response(
    request: Request, find: Callable[[Generation], list[Any]], media_type: str | None = None, **headers: str
) -> Response:
    """Return what ``find`` finds, a sorted list of statements, in the wanted format; 404 when it finds nothing.

    ``media_type`` is given when the address names the format. Raises HTTP error 406 when no format fits.
    """
    chosen = media_type or negotiate.best(request.headers.get("accept"), list(GRAPHS))
    if chosen is None:
        raise HTTPException(406, f"this can be had as {', '.join(GRAPHS)}")

    def write(generation: Generation) -> tuple[bytes, str]:
        triples = find(generation)
        if not triples:
            raise HTTPException(404, "the graph says nothing of this IRI")
        return written(triples, GRAPHS[chosen], prefixes(generation.base)), generation.token

    content, token = await service_of(request).read(write)
    return cached_response(request, content, chosen, token, **headers)


def cached_response(request: Request, content: bytes, media_type: str, token: str, **headers: str) -> Response:
    """Return content that stays the same for one state of the graph, or 304 when the client has it already."""
    tag = f'"{digest("content", token, content.decode("utf-8", "replace"))}"'
    all_headers = {"ETag": tag, "Vary": "Accept, Accept-Language", "Cache-Control": "no-cache", **headers}
    if tag in [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=all_headers)
    kind = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    return Response(content, headers=all_headers | {"Content-Type": kind})
