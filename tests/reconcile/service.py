"""A small reconciliation service on this machine, which also misbehaves on demand."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Iterator

#: name → (identifier, name, description, score, match)
THINGS = {
    "Anne Morel": [
        ("Q101", "Anne Morel", "French executive", 91.5, True),
        ("Q102", "Anne Morel", "painter", 60, False),
    ],
    "Phare Bleu": [("Q103", "Phare Bleu", "lighthouse in Brittany", 44, False)],
}
WIKIDATA = {
    "versions": ["0.1", "0.2"],
    "name": "Things of the world",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
}


class Service:
    """What the service says, how it misbehaves next, and what it was asked.

    ``trouble`` holds what the next requests for results meet: a status, ``(status, headers)``, ``"drop"`` (the line
    goes dead), ``"drip"`` (the answer never ends) or the bytes of an answer.
    """

    def __init__(self) -> None:
        self.manifest: Any = WIKIDATA
        self.things = THINGS
        self.trouble: list[Any] = []
        self.batches: list[dict[str, Any]] = []
        self.times: list[float] = []
        self.largest_batch = 1000
        self.url = ""

    def results(self, queries: dict[str, Any]) -> dict[str, Any]:
        return {key: {"result": [self._candidate(*t) for t in self.things.get(query["query"], [])]}
                for key, query in queries.items()}  # fmt: skip

    @staticmethod
    def _candidate(identifier: str, name: str, description: str, score: float, match: bool) -> dict[str, Any]:
        return {"id": identifier, "name": name, "description": description, "score": score, "match": match,
                "type": [{"id": "Q5", "name": "human"}]}  # fmt: skip


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, service: Service) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.service = service

    def handle_error(self, *_: object) -> None:
        """Say nothing when somebody hangs up."""


class Handler(BaseHTTPRequestHandler):
    """Speaks the protocol for the service that its server carries."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        manifest = self.server.service.manifest
        self._send(200, manifest if isinstance(manifest, bytes) else _json(manifest))

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8"))
        queries = json.loads(form["queries"][0])
        self.server.service.times.append(time.monotonic())
        if len(queries) > self.server.service.largest_batch:
            self._send(413, b"too many")
            return
        match self.server.service.trouble.pop(0) if self.server.service.trouble else None:
            case None:
                self.server.service.batches.append(queries)
                self._send(200, _json(self.server.service.results(queries)))
            case "drop":
                self.close_connection = True
                self.connection.close()
            case "drip":
                self._drip()
            case bytes() as content:
                self._send(200, content)
            case (status, headers):
                self._send(status, b"", headers)
            case status:
                self._send(status, b"<html>no</html>")

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def _send(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        try:
            self.wfile.write(content)
        except OSError:
            self.close_connection = True


@contextmanager
def running() -> Iterator[Service]:
    """Run the service on a free port until the block ends."""
    service = Service()

    server = _Server(service)
    service.url = f"http://127.0.0.1:{server.server_address[1]}/en/api"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
