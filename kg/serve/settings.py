"""Every limit and switch of the server, with its default; docs/serve.md lists them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from kg.store.query import QueryLimits


def _workers() -> int:
    return min(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """How the server behaves. Sizes are in bytes, times in seconds.

    ``query`` bounds each query; ``workers`` is how many run at once, ``waiting`` how many may wait for their turn and
    ``patience`` for how long. One client may have ``client_queries`` running and ``client_waiting`` waiting, and may
    make ``client_rate`` requests a second with bursts of ``client_burst``. ``max_body`` and ``max_url`` bound requests,
    ``request_time`` how long one may take to come in, ``answer_time`` how long a client may take to read an answer.
    ``connections`` are open at once, ``client_connections`` of one client. ``names`` are the host names, besides
    addresses and ``localhost``, under which the server answers; ``cors`` the origins whose pages may read it; ``token``
    is what clients must show; ``trusted_proxies`` the addresses that may speak for others. ``poll`` is how often the
    graph folder is looked at. ``queries`` are folders of queries that the editor offers beside the shipped ones.
    """

    query: QueryLimits = field(default_factory=lambda: QueryLimits(max_bytes=20_000_000))
    workers: int = field(default_factory=_workers)
    waiting: int = 64
    patience: float = 10.0
    client_queries: int = 4
    client_waiting: int = 16
    client_rate: float = 50.0
    client_burst: int = 200
    max_body: int = 1_000_000
    max_url: int = 16_000
    request_time: float = 15.0
    answer_time: float = 60.0
    connections: int = 200
    client_connections: int = 64
    names: tuple[str, ...] = ()
    cors: tuple[str, ...] = ()
    token: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    poll: float = 1.0
    queries: tuple[str, ...] = ()
