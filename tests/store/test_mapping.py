from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.errors import ArticleError, DataError
from kg.ids import article_iri
from kg.model import Claim, Entity, EntityRef, Quantity
from kg.store import article_quads, entity_quads
from kg.store.terms import MKG, OA, PROV, SCHEMA

from .samples import BASE, IRI_OF, SENTENCE, SYMMETRIC, TEXT, article, claims


def quads_of(*found: Claim) -> list[ox.Quad]:
    return article_quads(article(), found, IRI_OF, base=BASE, symmetric=SYMMETRIC)


def objects(quads: list[ox.Quad], subject: str, predicate: str) -> list[str]:
    return [str(q.object) for q in quads if q.subject.value == subject and q.predicate.value == predicate]


def direct(quads: list[ox.Quad]) -> set[tuple[str, str]]:
    entities = set(IRI_OF.values())
    return {(q.subject.value, q.predicate.value) for q in quads if q.subject.value in entities}


def test_everything_of_an_article_is_in_its_graph_and_has_an_iri() -> None:
    graph = article_iri(BASE, "le-monde-1")
    for quad in quads_of(*claims()):
        assert quad.graph_name.value == graph
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_the_text_and_the_metadata_are_kept() -> None:
    quads, node = quads_of(), article_iri(BASE, "le-monde-1")
    assert objects(quads, node, MKG + "text") == [str(ox.Literal(TEXT))]
    assert objects(quads, node, SCHEMA + "headline") == ['"Netflix rachète SCM"@fr']
    assert objects(quads, node, SCHEMA + "datePublished") == ['"2025-07-18"^^<http://www.w3.org/2001/XMLSchema#date>']
    assert objects(quads, node, SCHEMA + "mentions") == [f"<{iri}>" for iri in sorted(IRI_OF.values())]


def test_a_claim_points_to_its_evidence_and_article() -> None:
    quads, node = quads_of(*claims()), f"{BASE}claim/a1"
    evidence = f"{BASE}evidence/a1"
    assert objects(quads, node, MKG + "evidence") == [f"<{evidence}>"]
    assert objects(quads, node, PROV + "wasDerivedFrom") == [f"<{article_iri(BASE, 'le-monde-1')}>"]
    assert objects(quads, evidence, OA + "exact") == [str(ox.Literal(TEXT[slice(*SENTENCE)]))]
    assert objects(quads, evidence, MKG + "subjectSpan") == ['"0-7"']


@pytest.mark.parametrize(
    ("mode", "written"),
    [("asserted", True), ("attributed", True), ("planned", False), ("hedged", False), ("negated", False)],
)
def test_only_asserted_and_attributed_claims_are_direct_statements(mode: str, written: bool) -> None:
    claim = replace(claims()[0], mode=mode)
    assert (direct(quads_of(claim)) == {(IRI_OF["netflix"], MKG + "acquires")}) is written


def test_a_figure_is_a_direct_statement_about_a_quantity() -> None:
    quads = quads_of(claims()[3])
    assert objects(quads, IRI_OF["netflix"], MKG + "revenue") == [f"<{BASE}quantity/a4>"]
    assert objects(quads, f"{BASE}quantity/a4", MKG + "unit") == ['"USD"']


def test_a_symmetric_relation_has_the_smaller_iri_as_subject_and_its_spans_follow() -> None:
    first, second = sorted(("netflix", "studio"), key=lambda key: IRI_OF[key])
    forward = replace(claims()[1], subject=EntityRef(first), object=EntityRef(second))
    evidence = forward.evidence
    backward = replace(
        forward,
        subject=EntityRef(second),
        object=EntityRef(first),
        evidence=replace(evidence, subject=evidence.object, object=evidence.subject),
    )
    assert set(quads_of(forward)) == set(quads_of(backward))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"article_id": "other"}, "belongs to article 'other'"),
        ({"subject": EntityRef("nobody")}, "no entity was resolved for 'nobody'"),
        ({"id": "a/b"}, "cannot be part of an IRI"),
        ({"predicate": "owns it"}, "not a name of the ontology"),
        ({"qualifiers": (("mode", "x"),)}, "must not be named 'mode'"),
        ({"rule": "a\0b"}, "forbidden character"),
        ({"object": Quantity(float("nan"))}, "not a number"),
    ],
)
def test_what_cannot_be_stored_rejects_the_article_and_says_why(change: dict[str, object], message: str) -> None:
    with pytest.raises(ArticleError, match=f"article 'le-monde-1': .*{message}"):
        quads_of(replace(claims()[0], **change))


def test_a_text_with_nul_is_an_article_error() -> None:
    with pytest.raises(ArticleError, match="forbidden character"):
        article_quads(article(text="a\0b"), (), {}, base=BASE)


def test_an_entity_with_a_broken_iri_is_refused() -> None:
    with pytest.raises(DataError, match="not an absolute IRI"):
        entity_quads(Entity("no iri", "X", ("Person",)), BASE)
