"""Running the application: the socket, clients that are too slow, signals, the first line on the terminal."""

from __future__ import annotations

import errno
import logging
import signal
import socket
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.errors import UsageError
from kg.serve.app import create_app
from kg.serve.live import LiveGraph

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kg.ontology import Schema
    from kg.serve.log import AccessLog
    from kg.serve.settings import ServeSettings

_BACKLOG = 128
#: Bytes of an answer that the system may hold for one client.
_UNREAD_BYTES = 262_144
#: Seconds that running requests get when the server is asked to stop.
STOP_SECONDS = 3
#: Seconds that a connection may stay open without a request.
IDLE_SECONDS = 30
_HEADERS_MAX = 65_536


def serve(
    folder: Path, schema: Schema, settings: ServeSettings, host: str, port: int, log: AccessLog,
    ready: Callable[[str, LiveGraph], None],
) -> None:  # fmt: skip
    """Serve the graph in ``folder`` until a signal to stop; ``ready`` is called with the address when it answers.

    Raises :class:`UsageError` when the address cannot be had, and what opening a graph raises.
    """
    listening = listen(host, port)
    try:
        live = LiveGraph(folder, schema, settings)
    except BaseException:
        listening.close()
        raise
    address = address_of(listening)
    # The library's own messages would only repeat what the access log says.
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL + 1)
    config = uvicorn.Config(
        create_app(live, settings, log),
        http=_protocol(settings),
        loop="asyncio",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        limit_concurrency=settings.connections,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
        h11_max_incomplete_event_size=_HEADERS_MAX,
    )
    _Server(config, lambda: ready(address, live)).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises :class:`UsageError` when the port is taken or the host is not ours."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, where = found[0]
        listening = socket.create_server(where[:2], family=family, backlog=_BACKLOG)
        # Connections inherit it: without, the second packet of an answer waits 40 ms for the client.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # This too: some systems would take an answer of many megabytes for a client that reads nothing.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNREAD_BYTES)
    except (OSError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise UsageError(f"port {port} is taken by another program; stop it, or give another --port") from error
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"cannot listen on {host} port {port} ({reason}); give another --host or --port") from error
    return listening


def address_of(listening: socket.socket) -> str:
    """Return the address to open in a browser on this machine."""
    host, port = listening.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 (compared, not bound)
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class _Server(uvicorn.Server):
    """Says when it is ready, and ends quietly on a signal."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on SIGINT and SIGTERM without raising them again afterwards."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _protocol(settings: ServeSettings) -> type[asyncio.Protocol]:
    """Return the HTTP protocol that bounds the connections of each client, and the time for the head of a request."""
    open_connections: Counter[str] = Counter()

    class PatientProtocol(H11Protocol):
        _deadline: asyncio.TimerHandle | None = None
        _address = ""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._address = str((transport.get_extra_info("peername") or ("",))[0])
            open_connections[self._address] += 1
            bound = self._address not in settings.trusted_proxies
            if bound and open_connections[self._address] > settings.client_connections:
                transport.close()
            self._watch()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._watch()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self._watch()

        def connection_lost(self, exc: Exception | None) -> None:
            self._unwatch()
            open_connections[self._address] -= 1
            if not open_connections[self._address]:
                del open_connections[self._address]
            super().connection_lost(exc)

        def _watch(self) -> None:
            """Run the clock while the head of a request is awaited; its body has a clock of its own."""
            if self.cycle is not None and not self.cycle.response_complete:
                self._unwatch()
            elif self._deadline is None:
                self._deadline = self.loop.call_later(settings.request_time, self._give_up)

        def _unwatch(self) -> None:
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None

        def _give_up(self) -> None:
            self._deadline = None
            under_way = self.cycle is not None and not self.cycle.response_complete
            if not under_way and not self.transport.is_closing():
                self.transport.close()

    return PatientProtocol
