"""The classifier: a second opinion on every pair, and claims that no rule finds."""

from __future__ import annotations

import pytest

from kg.config import Config
from kg.extract import Extractor
from kg.extract.classified import LEAST_LIKELY, RULE
from kg.model import Article, EntityRef

pytestmark = pytest.mark.models

TEXT = {
    "en": (
        "Harrow Lane, the thriller that Ines Calder shot last autumn with Tom Vance in the lead, is from Brightwell "
        "Pictures. Netflix has nothing to do with it."
    ),
    "fr": (
        "Les Eaux dormantes, le thriller que Claire Morand a tourné l'automne dernier avec Paul Vasseur dans le rôle "
        "principal, vient de la maison Brumaire Productions."
    ),
}


@pytest.fixture(scope="module", params=["en", "fr"])
def trace(request, whole_extractor):
    language = whole_extractor.language(request.param)
    with language.pipeline.memory_zone():
        yield language.trace(Article(id="a", text=TEXT[request.param], lang=request.param, date="2025-03-01"))


def sides(trace, judgement):
    entities = trace.annotated.entities
    return entities[judgement.subject].name, judgement.relation, entities[judgement.object].name


def test_only_what_the_ontology_allows_is_judged(trace, whole_extractor):
    entities, schema = trace.annotated.entities, whole_extractor.schema
    assert trace.judgements
    for j in trace.judgements:
        assert schema.allows(j.relation, entities[j.subject].types, entities[j.object].types)


def test_each_relation_of_a_pair_is_judged_once(trace):
    assert len({sides(trace, j) for j in trace.judgements}) == len(trace.judgements)


def test_a_judgement_knows_the_mentions_it_rests_on(trace):
    for j in trace.judgements:
        assert (j.subject_mention.entity, j.object_mention.entity) == (j.subject, j.object)


def test_a_claim_of_the_classifier_has_its_sentence(trace):
    text = trace.annotated.article.text
    for claim in trace.claims:
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_claims_too_unsure_are_kept_apart(trace, whole_extractor):
    least = whole_extractor.language(trace.annotated.article.lang).calibration.least
    assert least > 0
    assert all(c.confidence >= least for c in trace.claims if isinstance(c.object, EntityRef))
    assert all(claim.confidence < least for claim in trace.unsure)
    assert len(trace.claims) + len(trace.unsure) == len(trace.uncalibrated)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_it_finds_stands_beside_what_rules_find(lang, whole_extractor, extractor):
    article = Article(id="a", text=TEXT[lang], lang=lang, date="2025-03-01")
    language, rules = whole_extractor.language(lang), extractor.language(lang)
    with language.pipeline.memory_zone():
        whole = language.trace(article)
    with rules.pipeline.memory_zone():
        alone = rules.trace(article)
    assert not alone.judgements
    assert not [c for c in alone.claims if c.rule == RULE]
    ruled = {(c.subject, c.predicate, c.object) for c in alone.uncalibrated}
    assert ruled <= {(c.subject, c.predicate, c.object) for c in whole.uncalibrated}
    for claim in whole.uncalibrated:
        if claim.rule == RULE:
            assert isinstance(claim.object, EntityRef)
            assert (claim.subject, claim.predicate, claim.object) not in ruled


def test_likely_judgements_become_candidates(trace):
    said = {(c.subject, c.relation, c.object) for c, _ in trace.drafts}
    symmetric = {"partnersWith", "competesWith", "mergesWith"}
    for j in trace.judgements:
        if j.odds > 1 and j.relation not in symmetric:
            assert (j.subject, j.relation, j.object) in said
    assert 0 < LEAST_LIKELY < 1


def test_the_same_article_gives_the_same_claims_whatever_was_read_before(whole_extractor):
    article = Article(id="a", text=TEXT["en"], lang="en", date="2025-03-01")
    first, _, again = whole_extractor.extract([article, Article(id="b", text=TEXT["fr"], lang="fr"), article])
    assert first == again


def test_the_classifier_can_be_left_out():
    assert Extractor(Config(classifier=False)).classifier is None


def test_the_fingerprint_tells_whether_the_classifier_reads_along(whole_extractor, extractor):
    assert whole_extractor.fingerprint != extractor.fingerprint


def test_signs_hold_what_the_classifier_says(trace, whole_extractor):
    from kg.extract.signs import Signs

    drafted = [claim for _, claim in trace.drafts]
    signs = Signs(
        trace.annotated, trace.keys, trace.uncalibrated, drafted, trace.judgements, whole_extractor.classifier.relations
    )
    for claim in trace.uncalibrated:
        if isinstance(claim.object, EntityRef):
            found = signs.of(claim)
            assert {"judged", "judged otherwise"} <= found.keys() or "unjudged" in found
