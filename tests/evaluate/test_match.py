"""When a found claim is an expected one."""

import pytest

from kg.evaluate.match import close, figure_matches, is_entity, likeness, statement

from .conftest import line, side

LUMIO, NETFLIX, HOLM = side("Lumio Films"), side("Netflix"), side("Ada Holm")


def test_a_side_goes_by_any_name_of_the_entity(golds):
    assert is_entity(golds[0], "n", side("X", "The Streaming Giant"))
    assert not is_entity(golds[0], "n", side("Disney"))
    assert not is_entity(golds[0], "n", None)


def test_subject_predicate_and_object_must_be_the_same(golds, schema):
    wanted = golds[0].claims[0]
    assert likeness(golds[0], wanted, line(NETFLIX, "acquires", LUMIO), schema) == "exact"
    assert likeness(golds[0], wanted, line(LUMIO, "acquires", NETFLIX), schema) is None
    assert likeness(golds[0], wanted, line(NETFLIX, "owns", LUMIO), schema) is None


@pytest.mark.parametrize(
    ("predicate", "same"),
    [
        ("presidentOf", "exact"),
        ("holdsPositionAt", "related"),
        ("executiveOf", "related"),
        ("coChiefExecutiveOf", None),
        ("owns", None),
    ],
)
def test_posts_are_related_by_their_direct_parent(golds, schema, predicate, same):
    assert likeness(golds[0], golds[0].claims[1], line(HOLM, predicate, LUMIO), schema) == same


def test_dates_must_be_equally_precise(golds, schema):
    wanted = golds[0].claims[2]
    assert likeness(golds[0], wanted, line(LUMIO, "foundingDate", {"value": "1999"}), schema) == "exact"
    assert likeness(golds[0], wanted, line(LUMIO, "foundingDate", {"value": "1999-05"}), schema) is None


def test_symmetric_relations_hold_in_both_directions(golds, schema):
    wanted = golds[1].claims[0]
    assert likeness(golds[1], wanted, line(side("Phare"), "mergesWith", side("Brume")), schema) == "exact"


def test_figures_need_subject_metric_value_and_unit(golds):
    wanted = golds[0].figures[0]

    def matches(**quantity):
        return figure_matches(golds[0], wanted, line(LUMIO, "revenue", quantity))

    assert matches(value=12_000_000, unit="USD")
    assert matches(value=12_050_000, unit="USD")
    assert not matches(value=12_100_000, unit="USD")
    assert not matches(value=12_000_000, unit="EUR")
    assert not matches(value=None, change=5)
    assert not figure_matches(golds[0], wanted, line(NETFLIX, "revenue", {"value": 12_000_000, "unit": "USD"}))


def test_numbers_are_close_up_to_rounding():
    assert close(0, 0)
    assert not close(0.001, 0)
    assert close(-99.6, -100)
    assert not close(None, 1)


def test_names_in_another_order_make_the_same_statement(schema):
    first = line(side("Lumio", "Lumio Films"), "owns", side("Brume"))
    second = line(side("Lumio Films", "Lumio"), "owns", side("Groupe Brume"))
    assert statement(first, schema.metrics) == statement(second, schema.metrics)


def test_another_period_makes_another_figure(schema):
    first = line(LUMIO, "revenue", {"value": 1, "period": "2024"})
    second = line(LUMIO, "revenue", {"value": 1, "period": "2025"})
    assert statement(first, schema.metrics) != statement(second, schema.metrics)
