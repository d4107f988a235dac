"""The classifier: a second opinion on every pair, and claims that no rule finds."""

from __future__ import annotations

import pytest

from kg.config import Config
from kg.extract import Extractor
from kg.extract.classified import LEAST_LIKELY, RULE
from kg.extract.questions import SOURCE
from kg.model import MODES, Article, EntityRef

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


def between_entities(trace):
    entities = len(trace.annotated.entities)
    return [j for j in trace.opinions.judgements if j.object < entities and j.relation != SOURCE]


def stated(trace, claim):
    named = dict(zip(trace.keys, (entity.name for entity in trace.annotated.entities), strict=True))
    target = named[claim.object.key] if isinstance(claim.object, EntityRef) else str(claim.object)
    return named[claim.subject.key], claim.predicate, target


def test_only_what_the_ontology_allows_is_judged(trace, whole_extractor):
    entities, schema = trace.annotated.entities, whole_extractor.schema
    assert trace.opinions.judgements
    for j in between_entities(trace):
        assert schema.allows(j.relation, entities[j.subject].types, entities[j.object].types)


def test_each_relation_of_a_pair_is_judged_once(trace):
    judged = [(j.subject, j.relation, j.object) for j in trace.opinions.judgements]
    assert len(set(judged)) == len(judged)


def test_a_judgement_knows_the_mentions_it_rests_on(trace):
    for j in between_entities(trace):
        assert (j.subject_mention.entity, j.object_mention.entity) == (j.subject, j.object)


def test_a_claim_of_the_classifier_has_its_sentence(trace):
    text = trace.annotated.article.text
    for claim in trace.claims:
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_claims_too_unsure_are_kept_apart(trace, whole_extractor):
    least = whole_extractor.language(trace.annotated.article.lang).calibration.least
    assert least > 0
    assert all(c.confidence >= least for c in trace.claims)
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
    assert not alone.opinions.judgements
    assert not [c for c in alone.claims if c.rule == RULE]
    # names may be read otherwise; where they are the same the claims of rules stay
    names = {entity.name for entity in whole.annotated.entities}
    ruled = {stated(alone, claim) for claim in alone.uncalibrated}
    assert {said for said in ruled if said[0] in names} <= {stated(whole, claim) for claim in whole.uncalibrated}
    added = [claim for claim in whole.uncalibrated if claim.rule == RULE]
    assert ruled.isdisjoint(stated(whole, claim) for claim in added)


def test_likely_judgements_become_candidates(trace):
    said = {(c.subject, c.relation, c.object) for c, _ in trace.drafts}
    symmetric = {"partnersWith", "competesWith", "mergesWith"}
    for j in between_entities(trace):
        if j.odds > 1 and j.relation not in symmetric:
            assert (j.subject, j.relation, j.object) in said
    assert 0 < LEAST_LIKELY < 1


def test_the_same_article_gives_the_same_claims_whatever_was_read_before(whole_extractor):
    article = Article(id="a", text=TEXT["en"], lang="en", date="2025-03-01")
    first, _, again = whole_extractor.extract([article, Article(id="b", text=TEXT["fr"], lang="fr"), article])
    assert first == again


def test_the_classifier_can_be_left_out():
    assert Extractor(Config(classifier=False)).weights is None


def test_the_fingerprint_tells_whether_the_classifier_reads_along(whole_extractor, extractor):
    assert whole_extractor.fingerprint != extractor.fingerprint


def test_signs_hold_what_the_classifier_says(trace):
    from kg.extract.signs import Signs

    drafted = [claim for _, claim in trace.drafts]
    signs = Signs(trace.annotated, trace.keys, trace.uncalibrated, drafted, trace.opinions)
    for claim in trace.uncalibrated:
        if isinstance(claim.object, EntityRef):
            found = signs.of(claim)
            assert {"judged", "judged otherwise"} <= found.keys() or "unjudged" in found


def test_a_likely_judgement_tells_in_which_mode_it_is_stated(trace):
    told = [j for j in trace.opinions.judgements if j.modes]
    assert told
    for judgement in told:
        assert len(judgement.modes) == len(MODES)
        assert sum(judgement.modes) == pytest.approx(1, abs=1e-5)
        assert judgement.modes[MODES.index(judgement.mode)] == max(judgement.modes)
