"""Names of classes, relations and modes as people write them."""

import pytest

from kg.analyse.naming import classes_below, did_you_mean, modes_of, relations_below
from kg.errors import UsageError
from kg.ontology import load_schema


@pytest.fixture(scope="module")
def schema():
    return load_schema()


def test_a_class_brings_the_classes_below_it(schema):
    assert {"Organization", "Broadcaster", "MusicGroup"} <= set(classes_below(schema, ["Organization"]))
    assert classes_below(schema, ["Film"]) == ("Film",)
    assert classes_below(schema, []) == ()


@pytest.mark.parametrize(
    "name", ["StreamingService", "mkg:StreamingService", "streamingservice", "service de streaming"]
)
def test_a_class_is_known_by_name_and_label(schema, name):
    assert classes_below(schema, [name]) == ("StreamingService",)


def test_a_relation_brings_the_relations_below_it(schema):
    assert {"holdsPositionAt", "chiefExecutiveOf", "coChiefExecutiveOf"} <= set(
        relations_below(schema, ["holdsPositionAt"])
    )
    assert relations_below(schema, ["revenue"]) == ("revenue",)


@pytest.mark.parametrize(
    ("call", "wrong", "right"), [(classes_below, "Flim", "Film"), (relations_below, "aquires", "acquires")]
)
def test_an_unknown_name_gets_a_suggestion(schema, call, wrong, right):
    with pytest.raises(UsageError, match=f"there is no .* '{wrong}'; did you mean {right}"):
        call(schema, [wrong])


def test_qualifiers_are_no_relations(schema):
    with pytest.raises(UsageError, match="there is no relation 'roleTitle'"):
        relations_below(schema, ["roleTitle"])


def test_modes_come_in_their_order():
    assert modes_of(["negated", "asserted"]) == ("asserted", "negated")
    with pytest.raises(UsageError, match="did you mean hedged"):
        modes_of(["heged"])


def test_where_nothing_is_close_the_choice_is_listed():
    assert did_you_mean("zzzz", ["Film", "Song"]) == "choose among Film, Song"
