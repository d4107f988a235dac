"""What stands around every request: host check, limits, token, cross-origin rules, security headers, access log."""

from __future__ import annotations

import asyncio
import base64
import hmac
import ipaddress
import math
import socket
import time
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.serve.admission import too_many
from kg.serve.problems import CLIENT_LEFT

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from kg.serve.admission import RateLimit
    from kg.serve.log import AccessLog
    from kg.serve.settings import ServeSettings

#: What pages may do, unless they say otherwise: load only from this server, and be framed by nobody.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
#: Answers that everybody may have, token or not.
_OPEN_PATHS = frozenset({"/health"})
_READING = "GET, HEAD, POST, OPTIONS"


def client_of(scope: Scope) -> str:
    """Return who asks: an IPv4 address, or the network that one IPv6 subscriber has."""
    host = (scope.get("client") or ("?", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


class AccessLogging:
    """Writes one line for each request, when it ends."""

    def __init__(self, app: ASGIApp, log: AccessLog) -> None:
        self.app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and count what is sent."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status, size = 0, 0
        scope.setdefault("state", {})

        async def counting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, counting)
        finally:
            self._log.request(
                client=(scope.get("client") or ("?",))[0],
                method=scope["method"],
                path=scope["path"],
                # Nothing was sent: the client left.
                status=status or CLIENT_LEFT,
                milliseconds=(time.perf_counter() - started) * 1000,
                size=size,
                query=scope["state"].get("query"),
            )


class Guard:
    """Refuses requests that are not for this server, too large, too many, or without the token."""

    def __init__(self, app: ASGIApp, settings: ServeSettings, rate: RateLimit) -> None:
        self.app = app
        self._settings = settings
        self._rate = rate
        self._names = frozenset({"localhost", socket.gethostname().lower(), *map(str.lower, settings.names)})
        self._token = settings.token.encode() if settings.token else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or raise the HTTP error that refuses it."""
        if scope["type"] == "http":
            self._check(scope, Headers(scope=scope))
        await self.app(scope, receive, send)

    def _check(self, scope: Scope, headers: Headers) -> None:
        if not self._is_own_host(headers.getlist("host")):
            raise HTTPException(421, "this server does not answer under that host name; see kg serve --name")
        size = len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"])
        if size > self._settings.max_url:
            raise HTTPException(414, f"the address has {size} bytes, more than {self._settings.max_url}; use POST")
        wait = self._rate.wait(client_of(scope))
        if wait:
            raise too_many("too many requests; slow down", math.ceil(wait))
        if self._token is None or scope["path"] in _OPEN_PATHS:
            return
        if not hmac.compare_digest(_shown_token(headers.get("authorization", "")), self._token):
            asked = 'Bearer realm="mediakg", Basic realm="mediakg", charset="UTF-8"'
            raise HTTPException(401, "a token is needed", {"WWW-Authenticate": asked})

    def _is_own_host(self, hosts: list[str]) -> bool:
        """Tell whether the request names this server; an address cannot be given a new meaning by a name server."""
        if len(hosts) != 1:
            return False
        host = hosts[0].strip().lower()
        name = host[1:].partition("]")[0] if host.startswith("[") else host.rpartition(":")[0] or host
        if host.startswith("[") or name.replace(".", "").isdigit():
            try:
                ipaddress.ip_address(name)
            except ValueError:
                return False
            return True
        return name in self._names


def _shown_token(authorization: str) -> bytes:
    """Return the token that a request shows: as such, or as the password that a browser asks people for."""
    kind, _, shown = authorization.partition(" ")
    if kind.lower() == "basic":
        try:
            return base64.b64decode(shown.strip(), validate=True).partition(b":")[2]
        except ValueError:
            return b""
    return shown.strip().encode() if kind.lower() == "bearer" else b""


class CrossOrigin:
    """Lets pages of the allowed origins read answers; without any, no such header is ever sent."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self.app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the browser's question beforehand, or add the headers to the answer."""
        origin = Headers(scope=scope).get("origin") if scope["type"] == "http" else None
        allowed = self._allowed(origin)
        if allowed is None:
            await self.app(scope, receive, send)
            return
        preflight = scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = allowed
                headers["Access-Control-Expose-Headers"] = "KG-Notice, Link, Location, Retry-After"
                headers.add_vary_header("Origin")
                if preflight:
                    headers["Access-Control-Allow-Methods"] = _READING
                    headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Authorization, Content-Type"
                    headers["Access-Control-Max-Age"] = "600"
            await send(message)

        await (Response(status_code=204) if preflight else self.app)(scope, receive, marked)

    def _allowed(self, origin: str | None) -> str | None:
        if origin is None:
            return None
        if "*" in self._origins:
            return "*"
        return origin if origin in self._origins else None


class SecurityHeaders:
    """Adds the headers that tell browsers what not to do, and ends answers that nobody reads."""

    def __init__(self, app: ASGIApp, answer_time: float) -> None:
        self.app = app
        self._answer_time = answer_time

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a ``send`` that adds headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                page = headers.get("content-type", "").startswith("text/html")
                headers.setdefault("Content-Security-Policy", PAGE_POLICY if page else DATA_POLICY)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Cross-Origin-Resource-Policy"] = (
                    "cross-origin" if "access-control-allow-origin" in headers else "same-origin"
                )
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
            async with asyncio.timeout(self._answer_time):
                await send(message)

        await self.app(scope, receive, guarded)
