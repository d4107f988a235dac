"""What the server refuses, what it never lets out, and that it goes on after every attack."""

from __future__ import annotations

import concurrent.futures
import contextlib
import json
import select
import socket
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from kg.cli import run

from .conftest import until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Server

ENDLESS = "SELECT (COUNT(*) AS ?z) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
TOKEN = "a-token-that-is-long-enough"  # noqa: S105 (for these tests only)
DIRECT = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
HOSTILE = [
    (ENDLESS, 503),
    ('SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "(a*)*(b*)*(c*)*$")) ?s2 ?p2 ?o2 . ?s3 ?p3 ?o3 . ?s4 ?p4 ?o4 }', None),
    (
        "SELECT (CONCAT(?a, ?a) AS ?b) { BIND(REPLACE('" + "x" * 50_000 + "', 'x', '" + "y" * 40_000 + "') AS ?a) }",
        None,
    ),
    ("SELECT * { " + "{" * 5000 + "}" * 5000 + " }", 400),
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 400),
    ("LOAD <file:///etc/passwd>", 400),
    ("DROP ALL", 400),
    ("SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * 3000 + "}", None),
    ("SELECT " + "?a" * 40_000 + " { ?s ?p ?o }", None),
    ("ASK { ?s " + "/".join(["rdfs:label"] * 9000) + " ?o }", None),
    ("ASK { ?s " + "!" * 50_000 + "rdfs:label ?o }", None),
    ("SELECT * { ?s (!rdfs:label)*/(!rdfs:label)*/(!rdfs:label)* ?o . ?s2 (!rdfs:label)* ?o2 }", None),
]


def test_after_every_hostile_query_the_next_one_is_answered(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample, "--timeout", "1", "--workers", "2")
    for query, status in HOSTILE:
        answer = server.sparql(query)
        assert answer.status_code in ({status} if status else {200, 400, 503}), query[:80]
        if answer.status_code == 503:
            assert int(answer.headers["retry-after"]) > 0
        assert server.rows("SELECT ?n { ?s a mkg:Film ; rdfs:label ?n }") == [{"n": "L'Été « noir »"}]


def test_a_cut_off_result_says_so(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample, "--max-rows", "3")
    query, about = "SELECT * { ?s ?p ?o }", f"{server.url}/about#limits"
    answer = server.sparql(query)
    assert "only the first 3 rows" in answer.headers["kg-notice"]
    assert answer.headers["link"] == f'<{about}>; rel="help"'
    assert answer.json()["head"]["link"] == [about]
    assert len(answer.json()["results"]["bindings"]) == 3
    assert f'<link href="{about}"/>' in server.sparql(query, "application/sparql-results+xml").text
    assert len(server.sparql(query, "text/csv").text.splitlines()) == 4
    turtle = server.sparql("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "text/turtle")
    assert turtle.text.endswith("# cut off at the row limit of the server\n")
    assert "kg-notice" in turtle.headers
    whole = server.sparql(f"{query} LIMIT 3")
    assert "kg-notice" not in whole.headers
    assert "link" not in whole.json()["head"]


def test_clients_that_ask_too_much_are_told_when_to_come_back(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample, "--client-rate", "0.1")
    statuses = [server.http.get("/health").status_code for _ in range(220)]
    assert statuses[:200] == [200] * 200
    assert 429 in statuses
    refused = server.http.get("/health")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1


def test_queries_wait_for_their_turn_and_too_many_are_refused(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample, "--workers", "1", "--client-queries", "1", "--timeout", "600")
    with contextlib.ExitStack() as stack:
        endless = asking(server, ENDLESS, stack)
        assert httpx.get(f"{server.url}/health").status_code == 200  # later than the query, so that runs now
        others = [asking(server, "ASK {}", stack) for _ in range(29)]
        refused = 0
        while refused < 13:  # one of them runs, and 16 wait
            ready, _, _ = select.select(others, [], [], 60)
            assert ready
            for connection in ready:
                assert status(connection) == 429
                others.remove(connection)
                refused += 1
        endless.close()
        assert [status(connection) for connection in others] == [200] * 16
    assert server.sparql("ASK {}").json()["boolean"] is True


def asking(server: Server, query: str, stack: contextlib.ExitStack) -> socket.socket:
    """Send a query and return the connection that its answer will come from."""
    host, port = server.url.removeprefix("http://").split(":")
    connection = stack.enter_context(socket.create_connection((host, int(port)), timeout=60))
    connection.sendall(DIRECT + f"Content-Length: {len(query)}\r\n\r\n{query}".encode())
    return connection


def status(connection: socket.socket) -> int:
    return int(connection.recv(65536).split()[1])


def test_a_client_that_leaves_ends_its_query(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample, "--workers", "1", "--timeout", "600")
    with pytest.raises(httpx.ReadTimeout):
        server.http.post("/sparql", data={"query": ENDLESS}, timeout=1)
    assert server.sparql("ASK {}").json()["boolean"] is True
    until(lambda: sorted(line["status"] for line in server.lines()) == [200, 499])


def test_a_client_that_leaves_while_it_asks_is_no_error(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample)
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(DIRECT + b"Content-Length: 9\r\n\r\nASK")
    until(lambda: [line.get("status") for line in server.lines()] == [499])
    assert server.sparql("ASK {}").json()["boolean"] is True


def test_a_client_that_stops_reading_is_cut_off(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample, "--answer-time", "1", "--max-rows", "1000000")
    host, port = server.url.removeprefix("http://").split(":")
    large = b"SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 60000"
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(30)
        connection.connect((host, int(port)))
        connection.sendall(DIRECT + f"Content-Length: {len(large)}\r\n\r\n".encode() + large)
        until(lambda: bool(server.lines()))
        got = 0
        with contextlib.suppress(ConnectionResetError):
            while part := connection.recv(65536):
                got += len(part)
    assert 0 < got < 10_000_000
    assert server.sparql("ASK {}").json()["boolean"] is True


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "1.2.3"])
def test_other_host_names_are_refused(server: Server, host: str) -> None:
    assert server.http.get("/health", headers={"Host": host}).status_code in {400, 421}


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "192.168.1.7"])
def test_addresses_and_localhost_are_own_names(server: Server, host: str) -> None:
    assert server.http.get("/health", headers={"Host": host}).status_code == 200


def test_more_names_can_be_given(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample, "--name", "graph.example")
    assert server.http.get("/health", headers={"Host": "Graph.Example:443"}).status_code == 200
    assert server.http.get("/health", headers={"Host": "graph.example.evil"}).status_code == 421


def test_a_server_for_others_says_so(sample: Path, start: Callable[..., Server], tmp_path: Path) -> None:
    server = start(sample, "--host", "0.0.0.0")  # noqa: S104 (what is tried)
    assert server.url.startswith("http://localhost:")
    assert server.http.get("/health").status_code == 200
    assert "whoever can reach this address can read the graph" in server.stop()
    secret = tmp_path / "token"
    secret.write_text(TOKEN, encoding="utf-8")
    assert start(sample, "--host", "0.0.0.0", "--token-file", str(secret)).stop() == ""  # noqa: S104


def test_a_request_with_two_hosts_is_refused(server: Server) -> None:
    assert raw(server, b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n").startswith(
        (b"HTTP/1.1 400", b"HTTP/1.1 421")
    )


def test_other_origins_get_nothing_unless_told(server: Server, sample: Path, start: Callable[..., Server]) -> None:
    origin = {"Origin": "https://app.example"}
    assert "access-control-allow-origin" not in server.http.get("/health", headers=origin).headers
    opened = start(sample, "--cors", "https://app.example")
    answer = opened.http.get("/health", headers=origin)
    assert answer.headers["access-control-allow-origin"] == "https://app.example"
    assert "Origin" in answer.headers["vary"]
    asked = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    before = opened.http.request("OPTIONS", "/sparql", headers=asked)
    assert before.status_code == 204
    assert "POST" in before.headers["access-control-allow-methods"]
    assert opened.http.request("OPTIONS", "/entity/x", headers=asked).status_code == 204
    assert opened.http.request("OPTIONS", "/entity/x").status_code == 405
    other = opened.http.get("/health", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers


def test_every_answer_has_the_headers_that_protect_browsers(server: Server) -> None:
    for path in ("/", "/sparql", "/health", "/nowhere", "/static/base.css", "/ontology"):
        headers = server.http.get(path, headers={"Accept": "text/html"}).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]
        assert "unsafe-eval" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


def test_a_token_is_asked_for_and_never_logged(sample: Path, start: Callable[..., Server], tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(TOKEN + "\n", encoding="utf-8")
    server = start(sample, "--token-file", str(secret))
    for headers in (
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": "Bearer é"},
    ):
        encoded = {name: value.encode("latin-1") for name, value in headers.items()}
        answer = server.http.get("/sparql?query=ASK%7B%7D", headers=encoded)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
    good = {"Authorization": f"Bearer {TOKEN}"}
    assert server.http.get(f"/sparql?query=ASK%7B%7D&x={TOKEN}", headers=good).json()["boolean"] is True
    assert server.http.get("/health").status_code == 200
    assert server.http.get("/", auth=("anybody", TOKEN)).status_code == 200
    assert server.http.get("/", auth=("anybody", "wrong")).status_code == 401
    server.stop()
    assert TOKEN not in server.log.read_text(encoding="utf-8")


def test_the_token_may_be_in_the_environment(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample, KG_SERVE_TOKEN=TOKEN)
    assert server.http.get("/").status_code == 401
    assert server.http.get("/", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_log_has_a_line_of_json_for_each_request_and_no_query(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample)
    server.http.get("/sparql", params={"query": "ASK { ?secret ?p ?o }"})
    server.http.get("/entity/%1b[2J%0a")
    server.stop()
    first, second = server.lines()
    assert set(first) == {"time", "client", "method", "path", "status", "ms", "bytes", "query"}
    assert (first["client"], first["method"], first["path"], first["status"]) == ("127.0.0.1", "GET", "/sparql", 200)
    assert second["status"] == 404
    text = server.log.read_text(encoding="utf-8")
    assert "secret" not in text
    assert len(text.splitlines()) == 2
    assert text.isprintable() or all(c.isprintable() or c == "\n" for c in text)


def test_proxies_are_not_believed_unless_told(sample: Path, start: Callable[..., Server]) -> None:
    said = {"X-Forwarded-For": "203.0.113.9"}
    plain, trusting = start(sample), start(sample, "--trusted-proxy", "127.0.0.1")
    for server in (plain, trusting):
        server.http.get("/health", headers=said)
        server.stop()
    assert plain.lines()[0]["client"] == "127.0.0.1"
    assert trusting.lines()[0]["client"] == "203.0.113.9"


def raw(server: Server, data: bytes) -> bytes:
    """Send bytes and return what comes back."""
    host, port = server.url.removeprefix("http://").split(":")
    parts: list[bytes] = []
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        # The server may have hung up before everything was sent, or before the sending side is closed (ENOTCONN).
        with contextlib.suppress(OSError):
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            while part := connection.recv(65536):
                parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\xff\xfe\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET " + b"/a" * 40_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /static/../server.py HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /static/..%2fserver.py HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_broken_requests_are_refused(server: Server, data: bytes) -> None:
    answer = raw(server, data)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4"), answer[:100]
    assert server.http.get("/health").status_code == 200


def test_clients_that_send_too_slowly_are_cut_off(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample, "--request-time", "1")
    host, port = server.url.removeprefix("http://").split(":")
    heads = [
        b"",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        DIRECT + b"Content-Length: 9\r\n\r\nASK",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /he",
    ]
    connections = []
    for head in heads:
        connections.append(socket.create_connection((host, int(port)), timeout=30))
        connections[-1].sendall(head)
    answers = []
    for connection in connections:
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        answers.append(b"".join(parts))
        connection.close()
    assert answers[:2] == [b"", b""]
    assert answers[2].startswith(b"HTTP/1.1 408")
    assert answers[3].count(b"HTTP/1.1 ") == 1


def test_one_client_cannot_take_all_connections(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample)
    host, port = server.url.removeprefix("http://").split(":")
    with contextlib.ExitStack() as stack:
        for _ in range(100):
            stack.enter_context(socket.create_connection((host, int(port)), timeout=30))
        elsewhere = stack.enter_context(socket.create_connection((host, int(port)), 30, ("127.0.0.2", 0)))
        elsewhere.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert elsewhere.recv(65536).startswith(b"HTTP/1.1 200")
        with pytest.raises(httpx.TransportError):
            httpx.get(f"{server.url}/health")
    until(lambda: answers(server))


def answers(server: Server) -> bool:
    try:
        return httpx.get(f"{server.url}/health").status_code == 200
    except httpx.TransportError:
        return False


def test_a_server_that_is_told_to_stop_ends_its_queries(sample: Path, start: Callable[..., Server]) -> None:
    server = start(sample, "--timeout", "600")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        asked = pool.submit(lambda: httpx.post(f"{server.url}/sparql", data={"query": ENDLESS}, timeout=60))
        time.sleep(1)
        assert server.stop() == ""
        with contextlib.suppress(httpx.TransportError):
            asked.result()
    assert server.process.returncode == 0
    assert not list((sample / "snapshots").glob(f"{server.process.pid}-*"))


PATIENCE = [
    "a" * 30_000,
    "a/" * 15_000,
    " " * 30_000 + "a",
    "*/*;" + " " * 30_000 + "x",
    ";q=" * 10_000,
    "*/*;q=0.5," * 3000,
]


@pytest.mark.parametrize("name", ["Accept", "Accept-Language", "If-None-Match", "Cookie", "Authorization", "Origin"])
def test_no_header_keeps_the_server_busy(server: Server, name: str) -> None:
    for value in PATIENCE:
        answer = server.http.get("/ontology", headers={name: value.strip()}, timeout=30)
        assert answer.status_code in {200, 406}


def test_a_port_that_is_taken_is_a_clear_error(
    sample: Path, server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_SERVE_TOKEN", raising=False)
    port = server.url.rpartition(":")[2]
    assert run(["serve", "-g", str(sample), "--port", port]) == 2
    said = capsys.readouterr().err
    assert said == f"error: port {port} is taken by another program; stop it, or give another --port\n"


@pytest.mark.parametrize("token", ["short", "with blanks in the token text", "éééééééééééééééééééé"])
def test_a_token_that_is_too_weak_is_a_clear_error(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], token: str
) -> None:
    path = tmp_path / "token"
    path.write_text(token, encoding="utf-8")
    assert run(["serve", "-g", str(sample), "--token-file", str(path)]) == 2
    assert "a token has at least 16 ASCII characters" in capsys.readouterr().err


def test_a_folder_that_is_no_graph_is_a_clear_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "-g", str(tmp_path), "--port", "0"]) == 2
    assert "not a graph folder" in capsys.readouterr().err


def test_health_tells_the_state(server: Server) -> None:
    told = json.loads(server.http.get("/health").text)
    assert told["status"] == "ok"
    assert (told["articles"], told["entities"], told["claims"]) == (2, 4, 12)
    assert len(told["generation"]) == 16
