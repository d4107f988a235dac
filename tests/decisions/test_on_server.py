"""Decisions about a graph on a SPARQL server are kept on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from store.remote.servers import PASSWORD, missing, running

import kg
from kg.decisions import DECISIONS_NAME
from kg.store.open import folder_of, open_store

from .handmade import write_graph

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if reason := missing("oxigraph"):
        pytest.skip(reason)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    with running("oxigraph", tmp_path) as server:
        yield write_graph(server.address)


def claims(address):
    with open_store(address) as store:
        return {claim.id for article in store.article_states() for claim in store.claims(article)}


def test_a_decision_changes_the_graph_on_the_server_and_can_be_taken_back(address):
    before = claims(address)
    outcome = kg.decide(address, "drop", "brume-1")
    assert not outcome.problem
    assert claims(address) == before - {"brume-1"}
    assert (folder_of(address) / DECISIONS_NAME).is_file()
    assert len(list(kg.decisions_of(address))) == 1
    kg.undo(address)
    assert claims(address) == before
