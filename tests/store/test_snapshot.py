"""A snapshot is a graph of its own that no later build touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import GraphFolderError, StoreError
from kg.store import GraphStore
from kg.store.snapshot import open_snapshot, state_token

from .samples import BASE, build, fill

if TYPE_CHECKING:
    from pathlib import Path


def test_a_snapshot_stays_what_it_was(tmp_path: Path) -> None:
    folder = build(tmp_path / "graph", ("one",))
    snapshot = open_snapshot(folder)
    before = sorted(str(quad) for quad in snapshot.store.quads())
    with GraphStore.create_or_open(folder, base=BASE, wait=0.0) as store:
        fill(store, ("one", "two", "three"))
        store.remove_article("one")
        store.optimize()
    assert sorted(str(quad) for quad in snapshot.store.quads()) == before
    assert snapshot.store.query("ASK { ?a schema:headline ?h }").answer is True
    snapshot.close()
    later = open_snapshot(folder)
    assert set(later.store.article_states()) == {"two", "three"}
    assert later.token != snapshot.token
    later.close()


def test_a_snapshot_takes_no_space_and_leaves_nothing(tmp_path: Path) -> None:
    folder = build(tmp_path / "graph", ("one",))
    snapshot = open_snapshot(folder)
    tables = list(snapshot.store.folder.engine_path.glob("*.sst"))
    assert all(table.stat().st_nlink == 2 for table in tables)
    snapshot.close()
    assert not list((folder / "snapshots").glob("[0-9]*"))


def test_the_state_changes_with_the_graph_only(tmp_path: Path) -> None:
    folder = build(tmp_path / "graph", ("one",))
    token = state_token(folder)
    with GraphStore.open(folder) as store:
        store.counts()
    assert state_token(folder) == token
    with GraphStore.create_or_open(folder, base=BASE) as store:
        store.remove_article("one")
    assert state_token(folder) != token


def test_two_snapshots_live_side_by_side(tmp_path: Path) -> None:
    folder = build(tmp_path / "graph", ("one",))
    first, second = open_snapshot(folder), open_snapshot(folder)
    assert first.token == second.token
    first.close()
    assert second.store.counts().articles == 1
    second.close()


def test_no_snapshot_is_made_of_half_a_build(tmp_path: Path) -> None:
    folder = build(tmp_path / "graph", ("one",))
    with (
        GraphStore.create_or_open(folder, base=BASE),
        pytest.raises(StoreError, match="being written by"),
    ):
        open_snapshot(folder, wait=0.1)


def test_a_folder_that_is_no_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphFolderError, match="not a graph folder"):
        open_snapshot(tmp_path)
    with pytest.raises(GraphFolderError):
        state_token(tmp_path / "nowhere")
