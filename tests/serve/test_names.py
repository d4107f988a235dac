"""Finding entities by what people type."""

from __future__ import annotations

import pytest

from kg.model import Entity
from kg.serve.names import NameIndex

INDEX = NameIndex(
    [
        Entity("http://e/1", "Netflix", ("Company",), ("NFLX",), same_as=("http://www.wikidata.org/entity/Q907311",)),
        Entity("http://e/2", "Netflix France", ("Company",)),
        Entity("http://e/3", "Les amis de Netflix", ("Organization",)),
        Entity("http://e/4", "Éditions de l’Île", ("NewsPublisher",), labels=(("en", "Island Press"),)),
        Entity("http://e/5", "Antinetflix", ("Organization",)),
    ]
)


def found(text: str) -> list[str]:
    return [entity.name for entity in INDEX.search(text)]


def test_the_whole_name_comes_first_then_beginnings_of_names_of_words_and_the_rest() -> None:
    assert found("netflix") == ["Netflix", "Netflix France", "Les amis de Netflix", "Antinetflix"]


@pytest.mark.parametrize("text", ["editions", "ÉDITIONS  DE", "ile", "island"])
def test_accents_case_and_language_do_not_matter(text: str) -> None:
    assert found(text) == ["Éditions de l’Île"]


def test_another_name_is_told() -> None:
    assert [(one.name, one.alias) for one in INDEX.search("nflx")] == [("Netflix", "NFLX")]


def test_an_identifier_finds_its_entity() -> None:
    assert found("Q907311") == found("q907311") == ["Netflix"]
    assert found("Q90731") == []


@pytest.mark.parametrize("text", ["", "   ", "xyz", "Q"])
def test_nothing_is_found_for_nothing(text: str) -> None:
    assert found(text) == []


def test_only_so_many_are_given() -> None:
    assert len(INDEX.search("e", limit=2)) == 2


def test_entities_of_a_class_come_by_name() -> None:
    assert [one.name for one in INDEX.of_type("Organization")] == ["Antinetflix", "Les amis de Netflix"]
