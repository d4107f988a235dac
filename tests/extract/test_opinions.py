"""Opinions: what the classifier says of a claim, whatever found it."""

from __future__ import annotations

import pytest

from kg.annotate.document import TokenMention
from kg.extract.classifier import Judgement
from kg.extract.literals import LiteralMention
from kg.extract.opinions import Opinions
from kg.extract.questions import SOURCE
from kg.model import Claim, DateValue, EntityRef, Evidence, Quantity

KEYS = ("e0", "e1", "e2")
DATE = LiteralMention(0, 8, 9, 9, 40, 45, "date", ("2025-03", "2026-03"))
SUM = LiteralMention(0, 11, 12, 12, 50, 60, "money", (4e7,))
ASSERTED, PLANNED = (0.9, 0.0, 0.1, 0.0, 0.0), (0.1, 0.0, 0.9, 0.0, 0.0)


def judgement(subject, relation, target, odds=2.0, modes=ASSERTED):
    one, other = TokenMention(0, 0, 0, 0, subject), TokenMention(0, 5, 5, 5, 1)
    return Judgement(subject, relation, target, odds, one, other, modes)


def claim(predicate, target, place=(20, 25), mode="asserted", source=None):
    evidence = Evidence(0, 80, "…", (0, 5), place)
    return Claim("c", "a", EntityRef("e0"), predicate, target, evidence, mode, source)


def opinions(*judgements):
    return Opinions(KEYS, [DATE, SUM], judgements, frozenset({"acquires", "releaseDate", "revenue"}))


def test_a_claim_between_entities_has_the_judgement_of_both():
    said = judgement(0, "acquires", 1)
    assert opinions(said).of(claim("acquires", EntityRef("e1"))) is said
    assert opinions(said).of(claim("owns", EntityRef("e1"))) is None
    assert opinions(said).of(claim("acquires", EntityRef("e2"))) is None


def test_dates_and_amounts_are_found_by_their_place_and_value():
    dated, amount = judgement(0, "releaseDate", 3), judgement(0, "revenue", 4)
    found = opinions(dated, amount)
    assert found.of(claim("releaseDate", DateValue("2026-03"), (40, 42))) is dated
    assert found.of(claim("releaseDate", DateValue("2024-03"), (40, 42))) is None
    assert found.of(claim("revenue", Quantity(4e7, "USD", None, None, None), (50, 60))) is amount
    assert found.of(claim("revenue", Quantity(4e7, "USD", None, None, None), (51, 60))) is None


@pytest.mark.parametrize(
    ("read", "modes", "alone", "mode"),
    [
        ("asserted", PLANNED, True, "planned"),
        # of what rules have found they know the mode
        ("negated", ASSERTED, False, "negated"),
        ("planned", ASSERTED, True, "asserted"),
        ("planned", (0.5, 0.0, 0.45, 0.05, 0.0), True, "planned"),
        ("hedged", (), True, "hedged"),
    ],
)
def test_the_mode_of_its_own_claims_is_what_both_agree_on_most(read, modes, alone, mode):
    found = opinions(judgement(0, "acquires", 1, modes=modes))
    assert found.reread(claim("acquires", EntityRef("e1"), mode=read), alone=alone).mode == mode


def test_a_source_of_both_sides_is_named_where_rules_have_none():
    said = (judgement(0, "acquires", 1), judgement(2, SOURCE, 0, 1.5), judgement(2, SOURCE, 1, 0.5))
    whole = claim("acquires", EntityRef("e1"), mode="planned")
    assert opinions(*said).reread(whole, alone=False).attributed_to == EntityRef("e2")
    assert opinions(*said[:2]).reread(whole, alone=False).attributed_to is None
    own = claim("acquires", EntityRef("e1"), mode="planned", source=EntityRef("e0"))
    assert opinions(*said).reread(own, alone=False).attributed_to == EntityRef("e0")


def test_what_the_writer_states_has_no_other_source():
    said = (judgement(0, "acquires", 1), judgement(2, SOURCE, 0, 3.0), judgement(2, SOURCE, 1, 3.0))
    assert opinions(*said).reread(claim("acquires", EntityRef("e1")), alone=False).attributed_to is None


def test_a_firm_is_the_source_of_its_own_news():
    said = (judgement(0, "acquires", 1), judgement(0, SOURCE, 1, 1.0))
    planned = claim("acquires", EntityRef("e1"), mode="planned")
    assert opinions(*said).reread(planned, alone=False).attributed_to == EntityRef("e0")


def test_nothing_changes_without_a_judgement():
    whole = claim("acquires", EntityRef("e1"), mode="hedged")
    assert Opinions(KEYS).reread(whole, alone=False) is whole


def test_of_what_is_no_plain_statement_somebody_is_the_source_more_often():
    said = (judgement(0, "acquires", 1), judgement(2, SOURCE, 0, -1.0), judgement(2, SOURCE, 1, -1.0))
    sources = {
        mode: opinions(*said).reread(claim("acquires", EntityRef("e1"), mode=mode), alone=False).attributed_to
        for mode in ("asserted", "planned")
    }
    assert sources == {"asserted": None, "planned": EntityRef("e2")}


def test_what_is_to_come_is_planned_whatever_the_classifier_says():
    found = Opinions(KEYS, [DATE], [judgement(0, "releaseDate", 3)], frozenset({"releaseDate"}), "2025-06-10")
    late, early = (claim("releaseDate", DateValue(value), (40, 42), "planned") for value in ("2026-03", "2025-03"))
    assert found.reread(late, alone=True).mode == "planned"
    assert found.reread(early, alone=True).mode == "asserted"


def test_a_date_in_another_paragraph_is_found_by_its_value():
    dated = judgement(0, "releaseDate", 3)
    assert opinions(dated).of(claim("releaseDate", DateValue("2025-03"), None)) is dated
