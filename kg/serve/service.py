"""What all routes of one server share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import anyio

from kg.serve.admission import Admission, RateLimit

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from kg.serve.live import Generation, LiveGraph
    from kg.serve.log import AccessLog
    from kg.serve.settings import ServeSettings

T = TypeVar("T")
#: Pages and descriptions that are put together at the same time.
_READERS = 4


@dataclass(slots=True)
class Service:
    """The graph that is served, and under which conditions."""

    live: LiveGraph
    settings: ServeSettings
    log: AccessLog
    admission: Admission = field(init=False)
    rate: RateLimit = field(init=False)
    threads: ThreadPoolExecutor = field(init=False)
    _readers: anyio.CapacityLimiter | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.admission = Admission(self.settings)
        self.rate = RateLimit(self.settings.client_rate, self.settings.client_burst)
        self.threads = ThreadPoolExecutor(self.settings.workers, thread_name_prefix="query")

    async def read(self, action: Callable[[Generation], T]) -> T:
        """Return what ``action`` finds in the graph, from a thread, so that other requests go on."""
        if self._readers is None:
            self._readers = anyio.CapacityLimiter(_READERS)
        return await anyio.to_thread.run_sync(partial(self._with_graph, action), limiter=self._readers)

    def _with_graph(self, action: Callable[[Generation], T]) -> T:
        with self.live.use() as generation:
            return action(generation)

    def close(self) -> None:
        """Let the graph and the threads go."""
        self.threads.shutdown(wait=False, cancel_futures=True)
        self.live.close()


def service_of(request: Request) -> Service:
    """Return the service that a request is for."""
    service: Service = request.app.state.service
    return service
