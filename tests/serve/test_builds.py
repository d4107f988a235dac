"""A build and a running server leave each other alone."""

from __future__ import annotations

import shutil
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import StoreError
from kg.store import GraphStore
from kg.store.mapping import article_quads, entities_quads
from tests.store.samples import BASE, ENTITIES, IRI_OF, SYMMETRIC, article, build, claims

from .conftest import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Server

COUNT = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:Article }"


def articles(server: Server) -> int:
    return int(server.rows(COUNT)[0]["n"])


def add(store: GraphStore, name: str) -> None:
    found = article(name)
    quads = article_quads(found, claims(name, f"-{name}"), IRI_OF, base=BASE, symmetric=SYMMETRIC)
    store.replace_article(name, quads, content_hash=name, fingerprint="fp")


def test_a_build_need_not_wait_and_readers_see_the_last_complete_state(
    tmp_path: Path, start: Callable[..., Server]
) -> None:
    folder = build(tmp_path / "graph", ("one", "two"))
    server = start(folder)
    before = server.http.get("/health").json()
    assert articles(server) == 2
    with GraphStore.create_or_open(folder, base=BASE, wait=0.5) as store:
        for number in range(5):
            add(store, f"more-{number}")
            assert articles(server) == 2
        store.optimize()
        time.sleep(1.5)
        assert articles(server) == 2
        assert server.http.get("/health").json() == before
    until(lambda: articles(server) == 7)
    after = server.http.get("/health").json()
    assert after["generation"] != before["generation"]
    assert after["articles"] == 7
    assert server.http.get("/search?q=netflix", headers={"Accept": "application/json"}).json()["results"]
    until(lambda: len(list((folder / "snapshots").glob("[0-9]*"))) == 1)
    server.stop()
    assert not list((folder / "snapshots").glob("[0-9]*"))
    assert [line["event"] for line in server.lines() if "event" in line] == ["generation"]


def test_answers_go_on_while_states_change(tmp_path: Path, start: Callable[..., Server]) -> None:
    folder = build(tmp_path / "graph", ("one",))
    server = start(folder, "--client-rate", "10000")
    wrong: list[str] = []
    done = threading.Event()

    def ask() -> None:
        seen = 1
        while not done.is_set():
            answer = server.sparql(COUNT)
            number = int(answer.json()["results"]["bindings"][0]["n"]["value"]) if answer.status_code == 200 else -1
            if number < seen:
                wrong.append(f"{answer.status_code}: {number} after {seen}")
            seen = max(seen, number)

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(4):
        with GraphStore.create_or_open(folder, base=BASE) as store:
            add(store, f"more-{number}")
        expected = number + 2
        until(lambda expected=expected: articles(server) == expected)
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_what_a_killed_server_left_is_removed_by_the_next(tmp_path: Path, start: Callable[..., Server]) -> None:
    folder = build(tmp_path / "graph")
    killed = start(folder)
    killed.stop(signal.SIGKILL)
    (left,) = (folder / "snapshots").glob("[0-9]*")
    server, other = start(folder), start(folder)
    assert not left.exists()
    assert articles(server) == articles(other) == 1
    with GraphStore.open(folder) as store:
        assert store.counts().articles == 1


def test_a_graph_that_was_replaced_or_removed_is_served_on(tmp_path: Path, start: Callable[..., Server]) -> None:
    folder = build(tmp_path / "graph")
    server = start(folder)
    for name in ("store", "kg-graph.json"):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    time.sleep(1.5)
    assert articles(server) == 1
    assert server.http.get("/health").json()["status"] == "ok"


def test_a_build_that_changes_nothing_changes_no_answer(tmp_path: Path, start: Callable[..., Server]) -> None:
    folder = build(tmp_path / "graph")
    server = start(folder)
    with GraphStore.create_or_open(folder, base=BASE) as store:
        store.replace_entities(entities_quads([replace(entity) for entity in ENTITIES], BASE))
    time.sleep(1.5)
    assert articles(server) == 1


def test_where_no_snapshot_can_be_made_builds_have_to_wait(tmp_path: Path, start: Callable[..., Server]) -> None:
    folder = build(tmp_path / "graph")
    (folder / "snapshots").write_text("in the way", encoding="utf-8")
    server = start(folder)
    assert articles(server) == 1
    with pytest.raises(StoreError, match="being read by another process"):
        GraphStore.create_or_open(folder, base=BASE, wait=0.1)
    assert "builds have to wait" in server.stop()
    with GraphStore.create_or_open(folder, base=BASE, wait=0.1) as store:
        add(store, "more")


def test_the_server_ends_cleanly_on_either_signal(tmp_path: Path, start: Callable[..., Server]) -> None:
    folder = build(tmp_path / "graph")
    for number in (signal.SIGINT, signal.SIGTERM):
        server = start(folder)
        assert articles(server) == 1
        children = children_of(server.process.pid)
        assert children
        assert server.stop(number) == ""
        assert server.process.returncode == 0
        assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


def children_of(pid: int) -> list[int]:
    """Return the query processes of a server."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text(encoding="ascii").split()]
