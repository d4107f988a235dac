"""Everything at once is the same as article by article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.ids import article_iri
from kg.store import GraphStore, article_quads, entities_quads
from kg.store.bulk import read_all_claims, read_headings, read_mentions
from kg.store.reading import read_article, read_claims
from kg.store.terms import iri, mkg
from kg.store.updates import replacement, statements

from . import strategies
from .samples import BASE, ENTITIES, IRI_OF, SYMMETRIC, article, claims

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import Claim

GRAPH = article_iri(BASE, article().id)


def engine_with(stated: list[Claim]) -> ox.Store:
    engine = ox.Store()
    quads = article_quads(article(), stated, IRI_OF, base=BASE, symmetric=SYMMETRIC)
    engine.update(replacement(iri(GRAPH), statements(quads, iri(GRAPH))))
    return engine


@settings(max_examples=100, deadline=None)
@given(st.lists(strategies.claims(), max_size=4, unique_by=lambda claim: claim.id))
def test_claims_are_those_of_the_article(stated: list[Claim]) -> None:
    engine = engine_with(stated)
    found = list(read_all_claims(engine, {GRAPH: article().id}))
    assert found == [(GRAPH, claim) for claim in read_claims(engine)]


def test_headings_are_the_articles_without_their_text() -> None:
    engine = engine_with([])
    assert read_headings(engine) == {GRAPH: replace(read_article(engine), text="")}


def test_mentions_are_the_entities_of_the_article() -> None:
    assert read_mentions(engine_with([])) == {GRAPH: tuple(sorted(set(IRI_OF.values())))}


def test_statements_about_a_claim_in_another_graph_are_no_qualifiers() -> None:
    engine = engine_with(claims())
    (first, *_) = read_claims(engine)
    elsewhere = iri(f"{BASE}graph/notes")
    engine.add(ox.Quad(iri(f"{BASE}claim/{first.id}"), mkg("roleTitle"), ox.Literal("a note"), elsewhere))
    assert next(claim for _, claim in read_all_claims(engine, {GRAPH: article().id})) == first


def test_a_claim_without_its_mode_is_reported() -> None:
    engine = engine_with(claims())
    for quad in list(engine.quads_for_pattern(None, mkg("mode"), None, None)):
        engine.remove(quad)
    with pytest.raises(StoreError, match="is incomplete in the store; rebuild"):
        list(read_all_claims(engine, {GRAPH: article().id}))


def test_the_store_gives_claims_and_mentions_with_their_articles(tmp_path: Path) -> None:
    quads = article_quads(article(), claims(), IRI_OF, base=BASE, symmetric=SYMMETRIC)
    with GraphStore.create_or_open(tmp_path / "g", base=BASE) as store:
        store.replace_entities(entities_quads(ENTITIES, BASE))
        store.replace_article(article().id, quads)
        heading = replace(next(store.articles()), text="")
        assert list(store.all_claims()) == [(heading, claim) for claim in store.claims(article().id)]
        assert store.mentions() == {GRAPH: tuple(sorted(set(IRI_OF.values())))}
