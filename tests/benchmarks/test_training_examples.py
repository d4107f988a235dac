"""What the classifier is trained with: every gold name of a text is told, and what gold says of two things."""

from __future__ import annotations

import json

import pytest

from bench.training_examples import UNTOLD, Reader, named_by_gold, same_amount
from kg.extract.classifier import KINDS
from kg.extract.literals import LiteralMention
from kg.extract.questions import OF_PERIOD, SOURCE
from kg.model import MODES

pytestmark = pytest.mark.models

TEXT = (
    "Lumio Films will release The Cold Harbour on 3 May 2026, Ines Calder said. Lumio made €40 million last year. "
    "She likes cold harbours."
)
GOLD = {
    "id": "a",
    "lang": "en",
    "entities": [
        {"id": "l", "name": "Lumio Films", "aliases": ["Lumio"], "types": ["ProductionStudio"]},
        {"id": "h", "name": "The Cold Harbour", "aliases": [], "types": ["Film"]},
        {"id": "c", "name": "Ines Calder", "aliases": [], "types": ["Person"]},
    ],
    "claims": [
        {"subject": "h", "predicate": "distributor", "object": "l", "mode": "planned", "attributedTo": "c"},
        {"subject": "h", "predicate": "releaseDate", "object": "2026-05-03", "mode": "planned"},
    ],
    "figures": [{"subject": "l", "metric": "revenue", "value": 40_000_000, "unit": "EUR", "period": "2025"}],
}


@pytest.fixture(scope="module")
def reader(whole_extractor, extractor):
    return Reader(extractor, whole_extractor.weights.pieces)


@pytest.fixture(scope="module")
def examples(reader, tmp_path_factory):
    folder = tmp_path_factory.mktemp("gold")
    article = {"id": "a", "lang": "en", "title": "News of Lumio", "date": "2026-01-10", "text": TEXT}
    (folder / "x.articles.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    (folder / "x.gold.jsonl").write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return list(reader.read(folder / "x.gold.jsonl", tagged=True, figures=True))


def told(reader, example):
    return {
        (reader.relations[relation], MODES[mode] if mode >= 0 else None)
        for right, modes in zip(example.right, example.modes, strict=True)
        for relation, mode in zip(right, modes, strict=True)
    }


def test_an_article_is_read_with_the_names_found_and_with_those_of_gold(examples):
    found, named = examples
    assert found.tags is None
    assert named.tags is not None
    assert found.numbers == named.numbers


def test_gold_says_which_relation_holds_in_which_mode(reader, examples):
    assert told(reader, examples[1]) == {
        ("distributor", "planned"),
        ("releaseDate", "planned"),
        ("revenue", "asserted"),
        (SOURCE, None),
        (OF_PERIOD, None),
    }


def test_every_gold_name_is_tagged_as_a_whole_and_the_title_is_not_told(examples):
    named = examples[1]
    names = [(first, end) for first, end, _, classes, kind in named.places if kind == KINDS["name"] and classes]
    assert len(names) == 4
    for first, end in names:
        assert named.tags[first] % 2 == 1
        assert all(tag == named.tags[first] + 1 for tag in named.tags[first + 1 : end])
    assert sum(tag % 2 for tag in named.tags if tag > 0) == len(names)
    assert named.tags[0] == UNTOLD


def test_capitals_tell_a_title_from_its_words(extractor):
    from kg.model import Article

    language = extractor.language("en")
    with language.pipeline.memory_zone():
        found = language.annotate(Article(id="a", text=TEXT, lang="en"))
        places = named_by_gold(found, {"h": (("Film",), ("Cold Harbour",))}, ["?"] * len(found.entities))
    assert [TEXT[start:end] for start, end, _ in places] == ["Cold Harbour"]


@pytest.mark.parametrize(("value", "same"), [(4e7, True), (-4e7, True), (4.01e7, True), (4.1e7, False), (0, False)])
def test_amounts_are_the_same_up_to_rounding_and_sign(value, same):
    assert same_amount(LiteralMention(0, 0, 0, 0, 0, 1, "money", (4e7,)), value) is same
