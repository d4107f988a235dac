"""Scores of small cases, computed by hand."""

import pytest

from kg.evaluate import Counts, Share, evaluate, names_found
from kg.model import Extraction, LocalEntity

from .conftest import line, side

LUMIO, NETFLIX, HOLM, DISNEY = side("Lumio Films"), side("Netflix"), side("Ada Holm"), side("Disney")
BRUME, PHARE = side("Brume"), side("Phare")
REVENUE = {"value": 12_000_000, "unit": "USD", "period": "2023", "change": 5.01}


@pytest.fixture
def measure(golds, schema):
    def measure(*lines, **more):
        return evaluate(golds, lines, schema, **more)

    return measure


def test_nothing_found_is_nothing_right(measure):
    total = measure().total
    assert total.relations == Counts(4, 0, 0)
    assert (total.relations.precision, total.relations.recall, total.relations.f1) == (0, 0, 0)
    assert total.mode.part is None
    assert len(total.missed) == 5


def test_counts_and_their_means(measure):
    total = measure(
        line(NETFLIX, "acquires", LUMIO, mode="planned", attributedTo=HOLM),
        line(HOLM, "chiefExecutiveOf", LUMIO),
        line(BRUME, "mergesWith", PHARE, article="b"),
    ).total
    assert total.relations == Counts(4, 3, 2)
    assert (total.relations.precision, total.relations.recall) == (2 / 3, 1 / 2)
    assert total.relations.f1 == pytest.approx(4 / 7)
    assert total.lenient == Counts(4, 3, 3)


def test_languages_and_relations_are_counted_apart(measure):
    evaluation = measure(line(NETFLIX, "acquires", LUMIO), line(PHARE, "mergesWith", BRUME, article="b"))
    assert {lang: s.relations for lang, s in evaluation.languages.items()} == {
        "en": Counts(3, 1, 1),
        "fr": Counts(1, 1, 1),
    }
    assert evaluation.total.by_relation["acquires"] == Counts(1, 1, 1)
    assert evaluation.total.by_relation["presidentOf"] == Counts(1, 0, 0)


def test_modes_and_sources_are_those_of_right_relations(measure):
    total = measure(line(NETFLIX, "acquires", LUMIO, attributedTo=NETFLIX), line(HOLM, "presidentOf", LUMIO)).total
    assert total.mode == Share(1, 2)
    assert total.attribution == Share(0, 1)


def test_periods_and_changes_are_those_of_right_figures(measure):
    total = measure(line(LUMIO, "revenue", REVENUE)).total
    assert total.figures == Counts(1, 1, 1)
    assert total.period == Share(0, 1)
    assert total.change == Share(1, 1)
    assert total.by_metric == {"revenue": Counts(1, 1, 1)}


def test_a_statement_made_twice_counts_once(measure):
    twice = line(NETFLIX, "acquires", LUMIO), line(NETFLIX, "acquires", LUMIO, mode="planned")
    assert measure(*twice).total.relations == Counts(4, 1, 1)


def test_an_expected_claim_takes_one_found_claim(measure):
    short = line(side("Lumio"), "foundingDate", {"value": "1999"})
    full = line(LUMIO, "foundingDate", {"value": "1999"})
    assert measure(short, full).total.relations == Counts(4, 2, 1)


def test_other_articles_do_not_count(measure):
    assert measure(line(NETFLIX, "acquires", LUMIO, article="z")).total.relations == Counts(4, 0, 0)


def test_claims_that_are_not_sure_enough_are_left_out(measure):
    unsure = line(NETFLIX, "acquires", LUMIO, confidence=0.89)
    assert measure(unsure, min_confidence=0.9).total.relations.found == 0
    assert measure(unsure, min_confidence=0.89).total.relations.found == 1


def test_every_found_claim_is_judged(measure):
    total = measure(line(NETFLIX, "acquires", LUMIO), line(NETFLIX, "acquires", DISNEY)).total
    assert [(j.right, j.cause) for j in total.judged] == [(True, ""), (False, "not in the gold file at all")]
    assert [j.line["object"]["label"] for j in total.wrong] == ["Disney"]


def test_misses_have_a_cause(measure):
    names = names_found(
        [
            Extraction(
                "a", "en",
                (LocalEntity("e0", "Netflix", ()), LocalEntity("e1", "Lumio", ()), LocalEntity("e2", "Holm", ())), (),
            )
        ]
    )  # fmt: skip
    total = measure(line(HOLM, "chiefExecutiveOf", LUMIO), names=names).total
    causes = {(m.article, m.sides): m.cause for m in total.missed}
    assert causes == {
        ("a", ("Netflix", "Lumio Films")): "both names known, no relation found",
        ("a", ("Ada Holm", "Lumio Films")): "another relation between the same two",
        ("a", ("Lumio Films", "1999")): "both names known, no relation found",
        ("a", ("Lumio Films", "12,000,000 USD 2024")): "the figure was not read",
        ("b", ("Groupe Brume", "Phare")): "a name was not recognised",
    }
