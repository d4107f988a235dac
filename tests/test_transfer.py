"""Copies between folders and servers: complete, only what differs, and again after an interruption."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from kg.cli import run
from kg.errors import StoreError
from kg.store import GraphStore
from kg.store.open import create_store, open_store
from kg.transfer import transfer
from tests.store.remote.conftest import _own_home, server
from tests.store.samples import BASE, build, fill

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.remote.servers import Server

__all__ = ["_own_home", "server"]

NAMES = tuple(f"article-{number}" for number in range(60))
PUSH = "import sys; from kg.cli import run; print('x', flush=True); sys.exit(run(sys.argv[1:]))"


def quads(store: GraphStore) -> bytes:
    out = io.BytesIO()
    store.export("nquads", out)
    return out.getvalue()


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("transfer") / "graph", NAMES)


def test_a_graph_goes_to_a_server_and_comes_back_the_same(
    server: Server, graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kg.toml").write_text(f'base = "{BASE}"\n')
    assert run(["push", "-g", str(graph), server.address]) == 0
    assert "60 articles written" in capsys.readouterr().out
    assert run(["push", "-g", str(graph), server.address]) == 0
    assert "0 articles written, 60 unchanged" in capsys.readouterr().out
    assert run(["pull", server.address, "-g", str(tmp_path / "copy")]) == 0
    with GraphStore.open(graph) as first, GraphStore.open(tmp_path / "copy") as second:
        assert quads(first) == quads(second)
    for verb in (["stats"], ["show", "Netflix"], ["query", "SELECT ?a { ?a mkg:acquires ?b }"]):
        capsys.readouterr()
        assert run([verb[0], "-g", str(graph), *verb[1:]]) == 0
        local = capsys.readouterr().out
        assert run([verb[0], "--store", server.address, *verb[1:]]) == 0
        assert capsys.readouterr().out.replace(server.address, str(graph)) == local


def test_only_what_differs_is_copied_and_what_is_gone_is_removed(graph: Path, tmp_path: Path) -> None:
    with create_store(tmp_path / "copy", base=BASE) as copy:
        fill(copy, ("article-0", "old"))
        with open_store(graph) as source:
            report = transfer(source, copy)
            assert (report.written, report.unchanged, report.removed) == (59, 1, 1)
            assert quads(copy) == quads(source)


def test_copies_need_the_same_base(graph: Path, tmp_path: Path) -> None:
    with (
        create_store(tmp_path / "copy", base="https://example.org/other/") as copy,
        open_store(graph) as source,
        pytest.raises(StoreError, match="needs the same"),
    ):
        transfer(source, copy)


def test_a_copy_that_was_killed_goes_on(server: Server, graph: Path, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(f'base = "{BASE}"\n')
    with create_store(server.address, base=BASE) as store:
        for name in list(store.article_states()):
            store.remove_article(name)
    moments = random.Random(11)  # noqa: S311 (moments, not secrets)
    command = [sys.executable, "-c", PUSH, "push", "-g", str(graph), server.address]
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moments.uniform(0.3, 1.2))
        process.kill()
        process.communicate()
        with open_store(server.address, base=BASE) as store:
            assert store.damaged() == []
    with create_store(server.address, base=BASE) as store, open_store(graph) as source:
        transfer(source, store)
        assert quads(store) == quads(source)
