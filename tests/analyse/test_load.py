"""From a real store to graph records."""

from __future__ import annotations

import pytest

from kg.analyse.graph import GraphRef
from kg.analyse.load import load_graph
from kg.ids import article_iri, claim_iri, entity_iri
from kg.model import Article, Claim, DateValue, Entity, EntityRef, Evidence, Quantity
from kg.store import GraphStore, article_quads, entities_quads

BASE = "https://example.org/kg/"
TEXT = "Le patron parle. Lumio a racheté Ciné Sud pour 5 millions d’euros."
START = TEXT.index("Lumio")
IRIS = {key: entity_iri(BASE, key, key) for key in ("lumio", "sud", "boss")}


@pytest.fixture
def graph(tmp_path):
    def evidence(subject=(START, START + 5), object_=None):
        return Evidence(START, len(TEXT), TEXT[START:], subject, object_)

    lumio, sud, boss = (EntityRef(key) for key in IRIS)
    sud_at = (TEXT.index("Ciné"), TEXT.index("Ciné") + 8)
    claims = (
        Claim("0" * 16, "art", lumio, "acquires", sud, evidence(object_=sud_at), "attributed", boss,
              (("price", Quantity(5_000_000, "EUR")), ("forWork", sud)), 0.9),
        Claim("1" * 16, "art", boss, "holdsPositionAt", lumio, evidence(subject=(0, 9)), "hedged"),
        Claim("2" * 16, "art", lumio, "revenue", Quantity(10, "EUR", "2025-Q1", -2, "about"), evidence()),
        Claim("3" * 16, "art", lumio, "foundingDate", DateValue("1999"), evidence()),
    )  # fmt: skip
    entities = [Entity(IRIS["lumio"], "Lumio", ("Company",), ("Lumio SA",), (("fr", "Lumio"),), ("http://wd/Q1",))]
    article = Article("art", TEXT, "fr", "Rachat", "2025-07-18", "Le Soir", "https://example.org/art")
    with GraphStore.create_or_open(tmp_path / "g", base=BASE) as store:
        store.replace_article("art", article_quads(article, claims, IRIS, base=BASE, symmetric=frozenset()))
        store.replace_entities(entities_quads(entities, BASE))
        yield load_graph(store)


def test_entities_come_with_all_their_names(graph):
    lumio = next(node for node in graph.nodes if node.iri == IRIS["lumio"])
    assert (lumio.label, lumio.types, lumio.aliases) == ("Lumio", ("Company",), ("Lumio SA",))
    assert (lumio.same_as, lumio.labels) == (("http://wd/Q1",), (("fr", "Lumio"),))


def test_entities_without_a_description_are_not_lost(graph):
    assert {node.iri for node in graph.nodes} == set(IRIS.values())


def test_edges_carry_their_whole_evidence(graph):
    edge = graph.edges[0]
    assert (edge.subject, edge.predicate, edge.object) == (IRIS["lumio"], "acquires", IRIS["sud"])
    assert (edge.mode, edge.attributed_to, edge.confidence) == ("attributed", IRIS["boss"], 0.9)
    assert edge.claim_iri == claim_iri(BASE, edge.claim_id)
    assert (edge.article_iri, edge.article_title) == (article_iri(BASE, "art"), "Rachat")
    assert (edge.publisher, edge.date, edge.url, edge.lang) == (
        "Le Soir",
        "2025-07-18",
        "https://example.org/art",
        "fr",
    )
    assert dict(edge.qualifiers) == {"price": Quantity(5_000_000, "EUR"), "forWork": GraphRef(IRIS["sud"])}


def test_offsets_are_relative_to_the_quote(graph):
    edge, other = graph.edges
    assert edge.quote_start == START
    assert edge.quote[slice(*edge.subject_offsets)] == "Lumio"
    assert edge.quote[slice(*edge.object_offsets)] == "Ciné Sud"
    assert other.subject_offsets is None  # "Le patron" stands outside the quote


def test_figures_and_dates_are_kept_apart(graph):
    figure, fact = graph.figures[0], graph.facts[0]
    assert (figure.metric, figure.value, figure.unit, figure.period) == ("revenue", 10, "EUR", "2025-Q1")
    assert (figure.change, figure.bound) == (-2, "about")
    assert (fact.predicate, fact.value) == ("foundingDate", "1999")
