"""Talking to a reconciliation service: politely, patiently, and never for longer or more than allowed."""

from __future__ import annotations

import email.utils
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import httpx

from kg.errors import ServiceError, UsageError
from kg.reconcile.protocol import Manifest, Query, read_json, read_manifest, read_results, write_batch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from kg.reconcile.protocol import Candidate

USER_AGENT = "mediakg (reconciliation; https://w3id.org/mediakg/)"
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
_TOO_LARGE = frozenset({413, 414, 431})


@dataclass(frozen=True, slots=True)
class Limits:
    """How a service is treated: requests a second, seconds for one answer, tries, seconds between them, bytes."""

    rate: float = 2.0
    timeout: float = 60.0
    tries: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    max_bytes: int = 10_000_000


class ServiceClient:
    """One service; a context manager. Methods raise :class:`ServiceError` once patience is at its end."""

    def __init__(self, url: str, limits: Limits | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        """Take the address of a service; raises :class:`UsageError` when it is none."""
        try:
            parsed = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise UsageError(f"{url}: not an address ({error}); give the http address of a service") from error
        if parsed.scheme not in {"http", "https"} or not parsed.host:
            raise UsageError(f"{url}: not an address; give one that starts with https:// or http://")
        self.url = url
        self.limits = limits or Limits()
        self._sleep = sleep
        self._next = 0.0
        self._jitter = random.Random(url)  # noqa: S311 (spreads retries; nothing is kept secret by it)
        self._http = httpx.Client(
            timeout=self.limits.timeout,
            follow_redirects=True,
            max_redirects=5,
            headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
            trust_env=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def manifest(self) -> Manifest:
        """Return what the service says of itself."""
        return read_manifest(read_json(self._request("GET", None), self.url), self.url)

    def ask(self, queries: Mapping[str, Query]) -> dict[str, tuple[Candidate, ...]]:
        """Return the candidates for each query; a batch that is too large for the service is sent in halves."""
        if not queries:
            return {}
        try:
            content = self._request("POST", {"queries": write_batch(queries)})
        except _TooLargeError as error:
            if len(queries) == 1:
                raise ServiceError(f"{self.url}: refuses even a single query ({error})") from error
            keys = list(queries)
            half = len(keys) // 2
            first = self.ask({key: queries[key] for key in keys[:half]})
            return first | self.ask({key: queries[key] for key in keys[half:]})
        return read_results(read_json(content, self.url), list(queries), self.url)

    def _request(self, method: str, form: dict[str, str] | None) -> bytes:
        wait = self.limits.first_wait
        for attempt in range(1, self.limits.tries + 1):
            self._keep_rate()
            problem, asked_wait = "", 0.0
            try:
                with self._http.stream(method, self.url, data=form) as response:
                    status = response.status_code
                    if status < 300:
                        return self._read(response)
                    problem = f"HTTP status {status}"
                    if status in _TOO_LARGE:
                        raise _TooLargeError(problem)
                    if status not in _RETRIED:
                        raise ServiceError(f"{self.url}: answers with {problem}; check the address")
                    asked_wait = _retry_after(response.headers.get("Retry-After", ""))
            except (httpx.TransportError, httpx.TooManyRedirects, httpx.DecodingError) as error:
                problem = str(error) or type(error).__name__
            if attempt < self.limits.tries:
                self._sleep(min(max(asked_wait, wait * self._jitter.uniform(0.8, 1.2)), self.limits.longest_wait))
                wait *= 2
        raise ServiceError(
            f"{self.url}: no answer after {self.limits.tries} tries ({problem});"
            " what was answered before is kept, run the same command again to go on"
        )

    def _read(self, response: httpx.Response) -> bytes:
        """Return the body, in no more than the bytes and the time allowed (a slow drip is no answer)."""
        end = time.monotonic() + self.limits.timeout
        content = bytearray()
        for part in response.iter_bytes():
            content += part
            if len(content) > self.limits.max_bytes:
                raise ServiceError(f"{self.url}: the answer is larger than {self.limits.max_bytes:,} bytes")
            if time.monotonic() > end:
                raise httpx.ReadTimeout("the answer takes too long")
        return bytes(content)

    def _keep_rate(self) -> None:
        now = time.monotonic()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + 1 / self.limits.rate


class _TooLargeError(Exception):
    """The service finds a request too large."""


def _retry_after(text: str) -> float:
    """Return the seconds that a service asks to wait: a number, or a date."""
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError):
        return 0.0
