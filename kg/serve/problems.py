"""Errors as answers: one sentence, as text, as JSON (RFC 9457) or as a page, whichever the client reads."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.errors import KGError, QueryError, QueryLimitError, StoreError
from kg.serve import negotiate
from kg.serve.admission import RETRY_SECONDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

_OFFERED = ("text/plain", "application/problem+json", "application/json")
#: The status that the log shows for clients that left.
CLIENT_LEFT = 499
#: What stands for an error that nobody foresaw; the log has the rest.
UNFORESEEN = "something went wrong in the server; the request was not answered"


def http_error(error: KGError) -> HTTPException:
    """Return the HTTP error for one of this package's errors."""
    retry = {"Retry-After": str(RETRY_SECONDS)}
    match error:
        case QueryLimitError():
            return HTTPException(503, str(error), retry)
        case QueryError():
            return HTTPException(400, str(error))
        case StoreError():
            return HTTPException(503, str(error), retry)
        case _:
            return HTTPException(400, str(error))


def problem(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that tells of an error."""
    title = HTTPStatus(status).phrase
    all_headers = {**(headers or {}), "Cache-Control": "no-store"}
    chosen = negotiate.best(request.headers.get("accept"), _OFFERED)
    if chosen in {"application/problem+json", "application/json"}:
        body: dict[str, Any] = {"title": title, "status": status, "detail": detail}
        return JSONResponse(body, status, all_headers, media_type="application/problem+json")
    if negotiate.names_html(request.headers.get("accept")):
        from kg.serve.pages import page  # noqa: PLC0415 (pages show errors of their own)

        return page(request, "error.html", {"title": title, "status": status, "detail": detail}, status, all_headers)
    return PlainTextResponse(f"{detail}\n", status, all_headers)


async def on_http_error(request: Request, error: Exception) -> Response:
    """Answer an HTTP error."""
    if not isinstance(error, HTTPException):  # registered for these only
        raise error
    return problem(request, error.status_code, str(error.detail), error.headers)


async def on_kg_error(request: Request, error: Exception) -> Response:
    """Answer one of this package's errors."""
    if not isinstance(error, KGError):  # registered for these only
        raise error
    return await on_http_error(request, http_error(error))


async def on_client_left(_request: Request, error: Exception) -> Response:
    """End a request whose client went away before all of it was here; nobody reads the answer."""
    if not isinstance(error, ClientDisconnect):  # registered for these only
        raise error
    return Response(status_code=CLIENT_LEFT)
