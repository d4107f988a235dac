"""Signs of how sure a claim is, read from real sentences."""

from __future__ import annotations

import pytest

from kg.extract.signs import Signs
from kg.model import Article, Claim, EntityRef

pytestmark = pytest.mark.models

TEXT = (
    "Netflix has acquired Lumio Films, a Paris-based studio. The studio employs 200 people. "
    "“Ore”, written by Ada Holm, comes out in May. Netflix bought Lumio Films for $3 million."
)


@pytest.fixture(scope="module")
def signs(extractor):
    """Return the signs of each claim by predicate, as plain numbers."""
    language = extractor.language("en")
    with language.pipeline.memory_zone():
        trace = language.trace(Article(id="a", text=TEXT, lang="en", date="2025-03-01"))
        reader = Signs(trace.annotated, trace.keys, trace.uncalibrated, [claim for _, claim in trace.drafts])
        return {claim.predicate: reader.of(claim) for claim in trace.uncalibrated}


def marks(signs, start):
    return {name for name in signs if name.startswith(start)}


def test_rule_relation_and_mode_are_marks(signs):
    assert marks(signs["acquires"], "rule=") == {"rule=verb"}
    assert marks(signs["acquires"], "relation=") == {"relation=acquires"}
    assert marks(signs["acquires"], "mode=") == {"mode=asserted"}


def test_the_rule_of_a_figure_has_two_parts(signs):
    rules = marks(signs["employees"], "rule=")
    assert len(rules) == 2
    assert any(rule.startswith("rule=figure:") for rule in rules)
    assert any(rule.startswith("rule=figure/") for rule in rules)


def test_how_both_sides_are_mentioned_is_told(signs):
    assert {"subject=name", "object=name"} <= signs["acquires"].keys()
    assert {"subject=nominal", "object=literal"} <= signs["employees"].keys()


def test_what_is_said_twice_is_repeated(signs):
    assert signs["acquires"]["repeated"] == 1.0
    assert "repeated" not in signs["employees"]


def test_known_entities_are_linked(signs):
    assert signs["acquires"]["subject linked"] == 1.0
    assert "object linked" not in signs["acquires"]


def test_the_words_between_are_counted(signs):
    assert signs["headquarters"]["commas"] > 0
    assert signs["acquires"]["verbs"] > 0
    assert "commas" not in signs["acquires"]


def test_a_claim_whose_words_are_left_out_is_unsaid(extractor):
    language = extractor.language("en")
    with language.pipeline.memory_zone():
        trace = language.trace(Article(id="a", text=TEXT, lang="en"))
        claim = next(c for c in trace.uncalibrated if isinstance(c.object, EntityRef))
        bare = Claim(
            claim.id, "a", claim.subject, claim.predicate, claim.object,
            type(claim.evidence)(claim.evidence.start, claim.evidence.end, claim.evidence.quote), confidence=1.0,
        )  # fmt: skip
        found = Signs(trace.annotated, trace.keys, [bare], [bare]).of(bare)
    assert {"subject=unsaid", "object=unsaid", "apart"} <= found.keys()
