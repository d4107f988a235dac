"""Entities are found in the store by the engine's indexes as they are found among all entities in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Entity
from kg.store import GraphStore, cards, entities_quads
from kg.store.lookup import StoredNames

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE = "https://w3id.org/mediakg/"
ENTITIES = [
    Entity(
        iri=f"{BASE}entity/canal",
        name="Canal+",
        types=("Company",),
        aliases=("Groupe Canal", "Canal Plus"),
        labels=(("en", "Canal+ Group"), ("fr", "Groupe Canal+")),
        same_as=("http://www.wikidata.org/entity/Q1",),
        replaces=(f"{BASE}entity/canal-old",),
    ),
    Entity(iri=f"{BASE}entity/elan-film", name="Élan", types=("Film",)),
    Entity(iri=f"{BASE}entity/elan-firm", name="Élan", types=("Company",), aliases=("canal+",)),
    Entity(iri=f"{BASE}entity/elan-plain", name="elan", types=("Person",)),
]
WANTED = [
    "Canal+",
    "canal+",
    "  Canal+ ",
    "CANAL PLUS",
    "groupe canal+",
    "Q1",
    "http://www.wikidata.org/entity/Q1",
    "e:canal",
    f"{BASE}entity/canal",
    f"{BASE}entity/canal-old",
    "e:canal-old",
    "Élan",
    "elan",
    "ÉLAN",
    "Élan (Film)",
    "ÉLAN (Person)",
    "Élan (Series)",
    "Canal+ (Company)",
    "",
    "()",
    "nobody",
    "Q2",
    "e:",
    "http://",
    "a\0b",
    "\ud800",
    '<x> { } \\ "',
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with GraphStore.create_or_open(tmp_path / "graph", base=BASE) as made:
        made.replace_entities(entities_quads(ENTITIES, BASE))
        yield made


@pytest.mark.parametrize("wanted", WANTED)
def test_a_name_means_the_same_in_the_store_and_in_memory(store: GraphStore, wanted: str) -> None:
    assert store.find(wanted) == cards.find(store.entities(), wanted, BASE)


def test_the_kinds_of_match_are_not_mixed(store: GraphStore) -> None:
    assert [entity.iri.rsplit("/", 1)[1] for entity in store.find("Élan")] == ["elan-film", "elan-firm"]
    assert [entity.iri.rsplit("/", 1)[1] for entity in store.find("elan")] == ["elan-plain"]
    assert [entity.name for entity in store.find("canal+")] == ["Canal+"]


def test_names_are_read_when_they_are_asked_for(store: GraphStore) -> None:
    names = StoredNames(store.engine, BASE)
    assert names.get(f"{BASE}entity/elan-film", "?") == "Élan"
    assert names.get(f"{BASE}entity/nothing", "?") == "?"


def test_an_article_is_known_by_its_identifier_only(store: GraphStore) -> None:
    assert not store.has_article("a1")
    assert not store.has_article("../entities")
