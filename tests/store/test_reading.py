from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.ids import article_iri
from kg.model import Article, Claim, EntityRef, QualifierValue
from kg.store import article_quads, entities_quads
from kg.store.reading import read_article, read_claims, read_entities
from kg.store.terms import iri
from kg.store.updates import replacement, statements

from . import strategies
from .samples import BASE, ENTITIES, IRI_OF, SYMMETRIC, article, claims


def through_the_engine(found: Article, stated: list[Claim]) -> list[ox.Quad]:
    """Write with an update, as the store does, and read back."""
    graph = iri(article_iri(BASE, found.id))
    engine = ox.Store()
    quads = article_quads(found, stated, IRI_OF, base=BASE, symmetric=SYMMETRIC)
    engine.update(replacement(graph, statements(quads, graph)))
    return list(engine)


def with_iris(claim: Claim) -> Claim:
    """The claim as it comes back: entities by IRI."""

    def known(value: QualifierValue) -> QualifierValue:
        return EntityRef(IRI_OF[value.key]) if isinstance(value, EntityRef) else value

    return replace(
        claim,
        subject=known(claim.subject),
        object=known(claim.object),
        attributed_to=known(claim.attributed_to) if claim.attributed_to else None,
        qualifiers=tuple((name, known(value)) for name, value in claim.qualifiers),
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(strategies.claims(), max_size=4, unique_by=lambda claim: claim.id))
def test_claims_come_back_as_they_were(stated: list[Claim]) -> None:
    expected = sorted((with_iris(claim) for claim in stated), key=lambda claim: f"{BASE}claim/{claim.id}")
    assert read_claims(through_the_engine(article(), stated)) == expected


@settings(max_examples=100, deadline=None)
@given(strategies.texts, strategies.texts, strategies.dates, strategies.texts.filter(bool))
def test_articles_come_back_as_they_were(text: str, title: str, date: str, publisher: str) -> None:
    found = Article("le-monde-1", text, "en", title, date, publisher)
    assert read_article(through_the_engine(found, [])) == found


def test_an_article_with_nothing_but_text_comes_back() -> None:
    found = Article("x", "y")
    assert read_article(through_the_engine(found, [])) == found


def test_the_sample_comes_back() -> None:
    quads = through_the_engine(article(), list(claims()))
    assert read_article(quads) == article()
    assert [claim.id for claim in read_claims(quads)] == ["a1", "a2", "a3", "a4", "a5", "a6"]


def test_entities_come_back_sorted() -> None:
    found = read_entities(entities_quads(reversed(ENTITIES), BASE))
    assert found == sorted(
        (replace(e, types=tuple(sorted(e.types)), aliases=tuple(sorted(e.aliases))) for e in ENTITIES),
        key=lambda entity: entity.iri,
    )


def test_a_graph_without_its_article_is_an_error() -> None:
    with pytest.raises(StoreError, match="without article metadata"):
        read_article([])


def test_a_claim_without_evidence_is_an_error() -> None:
    quads = [q for q in through_the_engine(article(), list(claims())) if not q.predicate.value.endswith("#evidence")]
    with pytest.raises(StoreError, match="incomplete"):
        read_claims(quads)
