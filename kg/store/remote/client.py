"""The SPARQL 1.1 protocols over HTTP: streamed, limited, retried, and never led to another server."""

from __future__ import annotations

import io
import ssl
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode, urljoin, urlsplit

import httpx

from kg.errors import QueryError, StoreError
from kg.store.remote.credentials import Credentials, ServerAuth, find_credentials

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

    from kg.store.remote.address import StoreAddress

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({429, 502, 503, 504})
_MAX_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class ClientLimits:
    """How long and how much: seconds for connecting and for each answer, bytes of an answer, tries, seconds between.

    The pause doubles from one try to the next.
    """

    connect: float = 10.0
    answer: float = 300.0
    max_bytes: int = 4 << 30
    tries: int = 6
    pause: float = 0.5
    longest_pause: float = 30.0


class ResponseStream(io.RawIOBase):
    """The body of a response as a file that ends, with an error, at a number of bytes or seconds."""

    def __init__(self, response: httpx.Response, max_bytes: int, deadline: float) -> None:
        super().__init__()
        self._chunks = response.iter_bytes()
        self._left = b""
        self._budget = max_bytes
        self._deadline = deadline
        self.cut = False

    def reader(self) -> io.BufferedReader:
        """Return the stream for parsers."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 (any writable buffer)
        """Read what there is; after the limit of bytes there is nothing more, and ``cut`` says so."""
        while not self._left:
            if time.monotonic() > self._deadline:
                raise TimeoutError
            self._left = next(self._chunks, b"")
            if not self._left:
                return 0
            if self._budget == 0:
                self.cut = True
                raise _TooLargeError
            self._left = self._left[: self._budget]
            self._budget -= len(self._left)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


class _TooLargeError(OSError):
    """The answer has more bytes than are allowed."""


class SparqlClient:
    """A server; methods raise :class:`StoreError` when it cannot be reached, refuses, or answers what it should not."""

    def __init__(
        self, address: StoreAddress, credentials: Credentials | None = None, limits: ClientLimits | None = None
    ) -> None:
        self.address = address
        self.limits = limits or ClientLimits()
        self.server = ""
        self._http = httpx.Client(
            auth=ServerAuth(find_credentials(address) if credentials is None else credentials),
            timeout=httpx.Timeout(self.limits.answer, connect=self.limits.connect),
            verify=ssl.create_default_context(),
            trust_env=False,
            headers={"User-Agent": "mediakg"},
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- the three protocols -----------------------------------------------------------------------------------------

    @contextmanager
    def query(
        self, text: str, *, accept: str = RESULTS, seconds: float | None = None, max_bytes: int | None = None
    ) -> Iterator[ResponseStream]:
        """Yield the answer to a query as a stream of the type ``accept``; ``seconds`` bounds all of it."""
        parameters = (
            {"default-graph-uri": self.address.union} if self.address.union else {"union-default-graph": "true"}
        )
        # As a form, which every server takes: Virtuoso waits for ever for more of a query that is sent as it is.
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        content = urlencode({"query": text, **parameters}).encode()
        with self._stream(
            "POST", self.address.query, {}, headers, content, seconds=seconds, max_bytes=max_bytes
        ) as stream:
            yield stream

    def update(self, text: str) -> None:
        """Run an update; it may be sent more than once, so running it again must change nothing."""
        headers = {"Content-Type": "application/sparql-update"}
        with self._stream("POST", self.address.update, {}, headers, text.encode()) as stream:
            stream.read()

    @contextmanager
    def get_graph(self, graph: str) -> Iterator[ResponseStream]:
        """Yield a graph as N-Triples; raises :class:`StoreError` without Graph Store Protocol."""
        with self._stream("GET", self._graphs(), {"graph": graph}, {"Accept": TRIPLES}, b"") as stream:
            yield stream

    def put_graph(self, graph: str, n_triples: bytes) -> None:
        """Make the triples all there is in a graph."""
        headers = {"Content-Type": TRIPLES}
        with self._stream("PUT", self._graphs(), {"graph": graph}, headers, n_triples) as stream:
            stream.read()

    def _graphs(self) -> str:
        if self.address.graphs is None:
            raise StoreError(f"{self.address}: has no Graph Store Protocol; name its place with ?graphs=")
        return self.address.graphs

    # -- HTTP --------------------------------------------------------------------------------------------------------

    @contextmanager
    def _stream(
        self,
        method: str,
        url: str,
        parameters: Mapping[str, str],
        headers: Mapping[str, str],
        content: bytes,
        *,
        seconds: float | None = None,
        max_bytes: int | None = None,
    ) -> Iterator[ResponseStream]:
        deadline = time.monotonic() + (seconds or self.limits.answer)
        # A user's query that takes long is not asked again; everything else is.
        tries = 1 if seconds is not None else self.limits.tries
        try:
            response = self._send(method, url, parameters, headers, content, deadline=deadline, tries=tries)
        except TimeoutError:
            raise _too_slow(seconds or self.limits.answer) from None
        stream = ResponseStream(response, max_bytes or self.limits.max_bytes, deadline)
        try:
            yield stream
        except (TimeoutError, httpx.TimeoutException):
            raise _too_slow(seconds or self.limits.answer) from None
        except _TooLargeError:
            raise StoreError(
                f"{self.address}: its answer has more than {max_bytes or self.limits.max_bytes:,} bytes; ask for less"
            ) from None
        except httpx.HTTPError as error:
            raise StoreError(
                f"{self.address}: the connection broke ({_reason(error)}); run the command again"
            ) from error
        finally:
            response.close()

    def _send(
        self,
        method: str,
        url: str,
        parameters: Mapping[str, str],
        headers: Mapping[str, str],
        content: bytes,
        *,
        deadline: float,
        tries: int,
    ) -> httpx.Response:
        pause = self.limits.pause
        for attempt in range(1, tries + 1):
            last = attempt == tries
            try:
                response = self._follow(method, url, parameters, headers, content, deadline)
            except httpx.TimeoutException as error:
                if tries == 1:
                    raise TimeoutError from error
                if last:
                    raise StoreError(
                        f"{self.address}: does not answer in time; is it busy? run the command again"
                    ) from error
            except httpx.TransportError as error:
                if last:
                    raise StoreError(
                        f"{self.address}: cannot be reached ({_reason(error)}); is it running, is the address right?"
                    ) from error
            else:
                if response.is_success:
                    self.server = response.headers.get("server", "")
                    return response
                if response.status_code not in _AGAIN or last:
                    self._refused(response)
                pause = max(pause, _retry_after(response))
                response.close()
            time.sleep(min(pause, self.limits.longest_pause))
            pause *= 2
        raise StoreError(f"{self.address}: was not asked; allow at least one try")

    def _follow(
        self,
        method: str,
        url: str,
        parameters: Mapping[str, str],
        headers: Mapping[str, str],
        content: bytes,
        deadline: float,
    ) -> httpx.Response:
        """Send a request, and again where the same server says so."""
        target = url
        for _ in range(_MAX_REDIRECTS + 1):
            left = max(0.001, deadline - time.monotonic())
            timeout = httpx.Timeout(left, connect=min(left, self.limits.connect))
            request = self._http.build_request(
                method, target, params=parameters or None, headers=headers, content=content or None, timeout=timeout
            )
            response = self._http.send(request, stream=True)
            if response.status_code not in _REDIRECTS:
                return response
            response.close()
            target = urljoin(str(request.url), response.headers.get("location", "")).partition("?")[0]
            if urlsplit(target)[:2] != urlsplit(url)[:2]:
                other = urlsplit(target).netloc[:100]
                raise StoreError(
                    f"{self.address}: sends to another server ({other!r}); give that one's address if meant"
                )
        raise StoreError(f"{self.address}: sends from one place to the next without end; correct its address")

    def _refused(self, response: httpx.Response) -> None:
        """Raise the error for a response that is no success."""
        try:
            text = " ".join(_beginning(response).decode("utf-8", "replace").split())[:300]
        finally:
            response.close()
        status = response.status_code
        if status in {401, 403}:
            raise StoreError(
                f"{self.address}: does not let {self.address.user or 'strangers'} do this ({status}); check user and"
                " password, and what the user may do"
            )
        if status == httpx.codes.NOT_FOUND:
            raise GraphMissingError(f"{self.address}: there is nothing at this place (404); check the path")
        if status == httpx.codes.BAD_REQUEST:
            raise RefusedError(f"{self.address}: does not understand ({text or status})")
        raise StoreError(f"{self.address}: failed ({status} {text})".rstrip() + "; look into the server's log")


class RefusedError(StoreError):
    """The server cannot parse what it was sent."""


class GraphMissingError(StoreError):
    """The server has nothing at this place."""


def _too_slow(seconds: float) -> QueryError:
    return QueryError(f"the query was stopped after {seconds:g} seconds; make it narrower or allow more time")


def _beginning(response: httpx.Response) -> bytes:
    found = b""
    for chunk in response.iter_bytes():
        found += chunk
        if len(found) > 4_000:
            break
    return found


def _retry_after(response: httpx.Response) -> float:
    value = response.headers.get("retry-after", "")
    return float(value) if value.isdigit() else 0.0


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
