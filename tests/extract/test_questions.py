"""What the classifier is asked: only what the ontology allows, of amounts only metrics of their unit."""

from __future__ import annotations

import pytest

from kg.annotate.document import TokenMention
from kg.extract.questions import OF_PERIOD, SOURCE, Asker
from kg.extract.windows import Place
from kg.ontology import load_schema

RELATIONS = ("acquires", "director", "releaseDate", "revenue", "share", "audience", SOURCE, OF_PERIOD)
UNITS = {"revenue": "money", "share": "percent", "audience": "person"}


@pytest.fixture(scope="module")
def asker():
    return Asker(RELATIONS, load_schema(), UNITS, frozenset({"Person", "Organization"}))


def place(thing, types, at):
    return Place(TokenMention(0, at, at, at, thing), thing, types, "name", at, at + 1, 0)


@pytest.mark.parametrize(
    ("subject", "target", "relations"),
    [
        (("Company",), ("Company",), {"acquires", SOURCE}),
        (("Film",), ("Person",), {"director"}),
        (("Film",), ("date",), {"releaseDate"}),
        (("Company",), ("date",), set()),
        (("Company",), ("money",), {"revenue"}),
        (("Broadcaster",), ("percent",), {"share"}),
        # a sum may stand without its currency
        (("Broadcaster",), ("number",), {"audience", "revenue"}),
        (("Person",), (), {SOURCE}),
        ((), ("Person",), set()),
        (("money",), ("Company",), set()),
        # which time a figure is about
        (("money",), ("date",), {OF_PERIOD}),
        (("number",), ("period",), {OF_PERIOD}),
        (("date",), ("period",), set()),
        (("money",), ("number",), set()),
        (("Film",), ("period",), set()),
    ],
)
def test_relations_are_asked_by_the_classes_of_both(asker, subject, target, relations):
    assert {RELATIONS[n] for n in asker.asked(subject, target)} == relations


def test_both_ways_are_asked_with_the_nearest_mentions_first(asker):
    one, other = ("Company",), ("Company",)
    places = [place(0, one, 0), place(1, other, 5), place(0, one, 6), place(1, other, 30), place(0, one, 90)]
    found = {(q.subject, q.target): q.mentions for q in asker.questions(places)}
    assert found.keys() == {(0, 1), (1, 0)}
    assert found[0, 1] == ((2, 1), (0, 1), (2, 3))


def test_nothing_is_asked_of_one_thing_alone(asker):
    assert list(asker.questions([place(0, ("Company",), 0), place(0, ("Company",), 3)])) == []
