"""``/sparql``: queries, the description of the service, and the editor for browsers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from kg.ids import digest
from kg.serve import negotiate, protocol
from kg.serve.editor import editor_page
from kg.serve.middleware import client_of
from kg.serve.problems import CLIENT_LEFT
from kg.serve.rdf import graph_response
from kg.serve.service import Service, service_of
from kg.store.publish import service_description
from kg.store.query import Cancellation, QueryDataset, WrittenResult

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.requests import Request

    from kg.serve.live import Generation

_CHUNK = 1 << 16
#: Named graphs that the description lists.
_GRAPHS_MAX = 1000
ALLOWED = "GET, HEAD, POST, OPTIONS"


async def sparql(request: Request) -> Response:
    """Answer a query, or describe the service when there is none."""
    if request.method == "OPTIONS":
        return Response(
            status_code=204, headers={"Allow": ALLOWED, "Accept-Post": f"{protocol.QUERY}, {protocol.FORM}"}
        )
    if request.method in {"GET", "HEAD"} and negotiate.names_html(request.headers.get("accept")):
        return await editor_page(request, request.query_params.get("query"))
    service = service_of(request)
    body = await read_body(request, service)
    asked = protocol.read(request.method, request.scope["query_string"], request.headers, body)
    if asked is None:
        return await graph_response(request, lambda generation: _description(request, generation))
    request.state.query = digest("query", asked.query)
    return await _unless_left(request, asked, service)


def _description(request: Request, generation: Generation) -> list[object]:
    endpoint = str(request.url.replace(query="", fragment=""))
    return [*service_description(endpoint, generation.counts, _graphs(generation))]


def _graphs(generation: Generation) -> list[str]:
    """Return the named graphs, unless they are so many that nobody would read them."""
    names = generation.store.graphs()
    return names if len(names) <= _GRAPHS_MAX else []


async def read_body(request: Request, service: Service) -> bytes:
    """Return the body; raises HTTP errors 413 when it is too large and 408 when it takes too long."""
    limit = service.settings.max_body
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise HTTPException(413, f"the body has more than {limit} bytes; shorten the query")
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(service.settings.request_time):
            async for part in request.stream():
                size += len(part)
                if size > limit:
                    raise HTTPException(413, f"the body has more than {limit} bytes; shorten the query")
                parts.append(part)
    except TimeoutError:
        raise HTTPException(
            408, "the request took too long to arrive; send it again", {"Connection": "close"}
        ) from None
    return b"".join(parts)


async def _unless_left(request: Request, asked: protocol.Asked, service: Service) -> Response:
    """Answer the query; stop it when the client goes away."""
    answer = asyncio.ensure_future(_answer(request, asked, service))
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        return Response(status_code=CLIENT_LEFT)
    finally:
        for task in (answer, gone):
            task.cancel()
        await asyncio.gather(answer, gone, return_exceptions=True)


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _answer(request: Request, asked: protocol.Asked, service: Service) -> Response:
    async with service.admission.place(client_of(request.scope)):
        cancellation = Cancellation()
        loop = asyncio.get_running_loop()
        try:
            result, media_type, token = await loop.run_in_executor(
                service.threads, _run, service, request, asked, cancellation
            )
        except asyncio.CancelledError:
            cancellation.cancel()
            raise
    response = _response(result, media_type, token, about=_about(request))
    if negotiate.names_html(request.headers.get("accept")):
        ending = "csv" if media_type == "text/csv" else "ttl"
        response.headers["Content-Disposition"] = f'attachment; filename="result.{ending}"'
    return response


def _run(
    service: Service, request: Request, asked: protocol.Asked, cancellation: Cancellation
) -> tuple[WrittenResult, str, str]:
    """Check, negotiate and run in a thread; returns the result, its media type and the state of the graph."""
    limits = service.settings.query
    with service.live.use() as generation:
        queries = generation.store.queries
        checked = queries.check(asked.query, limits, generation.names_of_ontology)
        offered = protocol.TABLES if checked.form in {"SELECT", "ASK"} else protocol.GRAPHS
        media_type = _media_type(request, offered)
        if media_type is None:
            raise HTTPException(406, f"a {checked.form} result can be had as {', '.join(offered)}")
        dataset = QueryDataset(asked.default, asked.named) if asked.has_dataset else None
        result = queries.write(
            checked, offered[media_type], limits, dataset=dataset, link=_about(request), cancellation=cancellation
        )
        return result, media_type, generation.token


def _media_type(request: Request, offered: Mapping[str, str]) -> str | None:
    """Return the wanted media type; a form that a browser sends without scripts gets what people can open."""
    accept = request.headers.get("accept")
    if negotiate.names_html(accept):
        return "text/csv" if "text/csv" in offered else "text/turtle"
    return negotiate.best(accept, list(offered))


def _about(request: Request) -> str:
    return f"{request.base_url}about#limits"


def _response(result: WrittenResult, media_type: str, token: str, about: str) -> Response:
    headers = {
        "Content-Length": str(len(result.content)),
        "Content-Type": f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type,
        "Cache-Control": "no-cache",
        "Vary": "Accept",
        "KG-Generation": token,
        "KG-Rows": str(result.rows),
    }
    if result.notice:
        headers |= {"KG-Notice": result.notice, "Link": f'<{about}>; rel="help"'}
    return StreamingResponse(_chunks(result.content), headers=headers)


async def _chunks(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]


routes = [Route("/sparql", sparql, methods=["GET", "HEAD", "POST", "OPTIONS"], name="sparql")]
