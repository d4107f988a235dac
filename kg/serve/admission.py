"""Who may run a query now: a bounded number at once, fairly shared among clients, and a bounded queue."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from kg.serve.settings import ServeSettings

#: Clients whose rate is remembered.
_CLIENTS_MAX = 10_000
RETRY_SECONDS = 5


def busy(message: str, seconds: int = RETRY_SECONDS) -> HTTPException:
    """Return the answer for when the server has no room."""
    return HTTPException(503, message, {"Retry-After": str(seconds)})


def too_many(message: str, seconds: int) -> HTTPException:
    """Return the answer for a client that asks too much."""
    return HTTPException(429, message, {"Retry-After": str(max(seconds, 1))})


@dataclass(slots=True)
class _Client:
    running: asyncio.Semaphore
    present: int = 0


class Admission:
    """Hands out places to run a query."""

    def __init__(self, settings: ServeSettings) -> None:
        self._settings = settings
        self._places = asyncio.Semaphore(settings.workers)
        self._clients: dict[str, _Client] = {}
        self._present = 0

    @asynccontextmanager
    async def place(self, client: str) -> AsyncIterator[None]:
        """Hold a place for the body of the ``async with``.

        Raises an HTTP error 429 when the client has too many queries here already, 503 when there are too many in all
        or no place got free in time.
        """
        settings = self._settings
        entry = self._clients.setdefault(client, _Client(asyncio.Semaphore(settings.client_queries)))
        allowed = settings.client_queries + settings.client_waiting
        if entry.present >= allowed:
            raise too_many(f"more than {allowed} queries of yours at once; wait for their answers", RETRY_SECONDS)
        if self._present >= settings.workers + settings.waiting:
            raise busy("too many queries are waiting; try again later")
        entry.present += 1
        self._present += 1
        try:
            async with entry.running:
                await self._acquire()
                try:
                    yield
                finally:
                    self._places.release()
        finally:
            self._present -= 1
            entry.present -= 1
            if not entry.present:
                self._clients.pop(client, None)

    async def _acquire(self) -> None:
        try:
            async with asyncio.timeout(self._settings.patience):
                await self._places.acquire()
        except TimeoutError:
            raise busy("other queries took all the time; try again later") from None


class RateLimit:
    """Allows each client so many requests a second, with bursts; a bucket that fills again."""

    def __init__(self, rate: float, burst: int) -> None:
        self._rate = rate
        self._burst = burst
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Count a request; return 0.0 when it may go on, else in how many seconds the next one may."""
        now = time.monotonic()
        level, before = self._clients.pop(client, (float(self._burst), now))
        level = min(self._burst, level + (now - before) * self._rate)
        allowed = level >= 1
        self._clients[client] = (level - allowed, now)
        if len(self._clients) > _CLIENTS_MAX:
            self._clients.popitem(last=False)
        return 0.0 if allowed else (1 - level) / self._rate
