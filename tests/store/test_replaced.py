"""The IRIs of things that were merged lead to the thing they became."""

from __future__ import annotations

import pytest

from kg.model import Entity
from kg.store import GraphStore, entities_quads

BASE = "https://example.org/"
OLD, NEW = f"{BASE}entity/t-sarandos-1", f"{BASE}entity/ted-sarandos-2"
SARANDOS = Entity(NEW, "Ted Sarandos", ("Person",), replaces=(OLD,))
OTHER = Entity(f"{BASE}entity/other-3", "Other", ("Person",))


@pytest.fixture
def folder(tmp_path):
    with GraphStore.create_or_open(tmp_path / "graph", base=BASE) as store:
        store.replace_entities(entities_quads([SARANDOS, OTHER], BASE))
    return tmp_path / "graph"


def test_entities_are_read_as_they_were_written(folder):
    with GraphStore.open(folder) as store:
        assert store.entities() == sorted([SARANDOS, OTHER], key=lambda entity: entity.iri)
        assert store.counts().entities == 2


@pytest.mark.parametrize("wanted", [OLD, NEW, "e:t-sarandos-1", "t-sarandos-1"])
def test_an_old_iri_finds_the_thing(folder, wanted):
    with GraphStore.open(folder) as store:
        assert store.find(wanted) == [SARANDOS]


def test_a_query_follows_an_old_iri(folder):
    with GraphStore.open(folder) as store:
        (row,) = store.query("SELECT ?name { e:t-sarandos-1 dcterms:isReplacedBy?/rdfs:label ?name }").rows
        assert row[0].value == "Ted Sarandos"


def test_a_merge_that_is_taken_back_leaves_no_trace(folder):
    apart = [Entity(OLD, "T. Sarandos", ("Person",)), Entity(NEW, "Ted Sarandos", ("Person",)), OTHER]
    with GraphStore.create_or_open(folder, base=BASE) as store:
        store.replace_entities(entities_quads(apart, BASE))
        assert {e.iri: e.replaces for e in store.entities()} == {e.iri: () for e in apart}
