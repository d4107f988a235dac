"""Peers that misbehave: servers that are down, busy, slow, endless, or send elsewhere."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from kg.errors import QueryError, StoreError
from kg.store.remote.address import StoreAddress
from kg.store.remote.client import ClientLimits, SparqlClient
from kg.store.remote.credentials import Credentials

from .servers import free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator

EMPTY = b'{"head":{"vars":[]},"results":{"bindings":[]}}'
QUICK = ClientLimits(connect=1, answer=2, max_bytes=100_000, tries=3, pause=0.01)


class Peer(BaseHTTPRequestHandler):
    """Answers as its server's plan says: one entry a request, the last one for all others."""

    protocol_version = "HTTP/1.0"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        seen: list[dict[str, str]] = self.server.seen  # type: ignore[attr-defined]
        plan = self.server.plan  # type: ignore[attr-defined]
        status, headers, body = plan[min(len(seen), len(plan) - 1)]
        seen.append(dict(self.headers))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        for part in body if isinstance(body, list) else [body]:
            try:
                self.wfile.write(part)
            except OSError:
                return
            if isinstance(body, list):
                self.server.pause.wait(0.2)  # type: ignore[attr-defined]

    do_GET = do_POST  # noqa: N815 (the name of the base)

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def peer(*plan: tuple[int, dict[str, str], object]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Peer)
    server.plan, server.seen, server.pause = plan, [], threading.Event()  # type: ignore[attr-defined]
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sparql", server.seen  # type: ignore[attr-defined]
    finally:
        server.pause.set()  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()
        server.server_close()


def ask(url: str, credentials: Credentials | None = None, **options: float) -> bytes:
    address = StoreAddress(url, url, url)
    with (
        SparqlClient(address, credentials or Credentials(), QUICK) as client,
        client.query("ASK {}", **options) as stream,  # type: ignore[arg-type]
    ):
        return stream.read()


def test_a_busy_server_is_asked_again() -> None:
    with peer((503, {"Retry-After": "0"}, b""), (502, {}, b""), (200, {}, EMPTY)) as (url, seen):
        assert ask(url) == EMPTY
        assert len(seen) == 3


def test_a_server_that_stays_busy_is_given_up() -> None:
    with peer((503, {}, b"overloaded")) as (url, seen):
        with pytest.raises(StoreError, match=r"failed \(503 overloaded\)"):
            ask(url)
        assert len(seen) == QUICK.tries


def test_a_server_that_is_down_is_told_with_what_to_do() -> None:
    (port,) = free_ports(1)
    with pytest.raises(StoreError, match=r"cannot be reached .* is it running, is the address right\?"):
        ask(f"http://127.0.0.1:{port}/sparql")


def test_another_server_is_never_followed_and_gets_no_password() -> None:
    with peer((200, {}, EMPTY)) as (other, seen_there), peer((307, {"Location": other}, b"")) as (url, _):
        with pytest.raises(StoreError, match="sends to another server"):
            ask(url, Credentials("me", "secret"))
        assert seen_there == []


def test_the_same_server_is_followed_but_not_for_ever() -> None:
    with peer((307, {"Location": "/other"}, b""), (200, {}, EMPTY)) as (url, seen):
        assert ask(url) == EMPTY
        assert len(seen) == 2
    with peer((307, {"Location": "/sparql"}, b"")) as (url, _), pytest.raises(StoreError, match="without end"):
        ask(url)


def test_an_answer_is_read_up_to_a_size_and_a_time() -> None:
    with peer((200, {}, b"x" * 200_000)) as (url, _), pytest.raises(StoreError, match="more than 100,000 bytes"):
        ask(url)
    with peer((200, {}, [b"x"] * 50)) as (url, _), pytest.raises(QueryError, match=r"stopped after 0.5 seconds"):
        ask(url, seconds=0.5)


def test_a_password_in_clear_goes_to_this_machine_only() -> None:
    challenge = (401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")
    with peer(challenge, (200, {}, EMPTY)) as (url, seen):
        assert ask(url, Credentials("me", "secret")) == EMPTY
        assert "Authorization" not in seen[0]
        assert seen[1]["Authorization"].startswith("Basic ")
        with pytest.raises(StoreError, match="use sparql\\+https") as caught:
            ask(url.replace("127.0.0.1", "0.0.0.0"), Credentials(token="secret"))  # noqa: S104, S106
        assert "secret" not in str(caught.value)


def test_a_refused_user_is_told() -> None:
    with peer((403, {}, b"no")) as (url, _), pytest.raises(StoreError, match="does not let strangers do this"):
        ask(url)
