"""What follows from claims is there, apart from what articles say, and goes with its article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.model import Claim, Entity, EntityRef, Evidence, Quantity
from kg.ontology import implications, load_schema, ontology_quads
from kg.store import GraphStore, article_quads, entities_quads
from kg.store.inference import is_current
from kg.store.mapping import ontology_graph

from .samples import BASE, article

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = load_schema()
IMPLIED = implications(SCHEMA)
ENTITIES = (
    Entity(f"{BASE}entity/a", "Ada", ("Person",)),
    Entity(f"{BASE}entity/b", "Brume", ("Company",)),
    Entity(f"{BASE}entity/c", "Cime", ("Company",)),
)
IRIS = {entity.name: entity.iri for entity in ENTITIES}


def claim(subject: str, predicate: str, target: str | Quantity, mode: str = "asserted", **qualifiers: object) -> Claim:
    return Claim(
        id=f"{subject}-{predicate}-{target if isinstance(target, str) else 'n'}-{mode}-{len(qualifiers)}",
        article_id="x",
        subject=EntityRef(subject),
        predicate=predicate,
        object=EntityRef(target) if isinstance(target, str) else target,
        evidence=Evidence(0, 1, "x"),
        mode=mode,
        qualifiers=tuple(qualifiers.items()),
        rule="hand",
    )


def quads(name: str, *claims: Claim, date: str | None = "2025-07-18") -> list:
    stated = [replace(claim, id=f"{name}-{claim.id}", article_id=name) for claim in claims]
    return article_quads(article(name, date), stated, IRIS, base=BASE, symmetric=SCHEMA.symmetric, implied=IMPLIED)


def followed(*claims: Claim, date: str | None = "2025-07-18") -> set[tuple[str, ...]]:
    """Return the triples that follow, by the last part of their IRIs."""
    return {
        tuple(term.value.rpartition("#")[2].rpartition("/")[2] for term in quad.triple)
        for quad in quads("x", *claims, date=date)
        if quad.graph_name.value.startswith(f"{BASE}inferred/") and quad.subject != quad.graph_name
    }


def test_a_post_implies_the_posts_above_it() -> None:
    assert followed(claim("Ada", "coChiefExecutiveOf", "Brume")) == {
        ("a", "chiefExecutiveOf", "b"),
        ("a", "holdsPositionAt", "b"),
    }


def test_a_symmetric_relation_holds_the_other_way_round() -> None:
    assert followed(claim("Brume", "partnersWith", "Cime")) == {("c", "partnersWith", "b")}
    assert followed(claim("Cime", "partnersWith", "Brume")) == {("c", "partnersWith", "b")}


def test_what_the_article_says_itself_is_not_inferred() -> None:
    stated = (claim("Ada", "chiefExecutiveOf", "Brume"), claim("Ada", "holdsPositionAt", "Brume"))
    assert followed(*stated) == set()
    assert not any(quad.graph_name.value.startswith(f"{BASE}inferred/") for quad in quads("x", *stated))


@pytest.mark.parametrize("mode", ["planned", "hedged", "negated"])
def test_nothing_follows_from_what_is_no_fact(mode: str) -> None:
    assert followed(claim("Ada", "chiefExecutiveOf", "Brume", mode)) == set()
    assert followed(claim("Ada", "chiefExecutiveOf", "Brume", "attributed")) == {("a", "holdsPositionAt", "b")}


@pytest.mark.parametrize(
    ("date", "qualifiers", "current"),
    [
        ("2025-07-18", {"former": True}, False),
        ("2025-07-18", {"former": False}, True),
        ("2025-07-18", {"endDate": "2025-07-17"}, False),
        ("2025-07-18", {"endDate": "2025-07"}, True),
        ("2025-07-18", {"endDate": "2025-06"}, False),
        ("2025-07-18", {"endDate": "2024"}, False),
        ("2025-07-18", {"endDate": "2026"}, True),
        (None, {"endDate": "2026"}, False),
        (None, {"startDate": "2020"}, True),
        ("2025", {"endDate": "2025-07-18"}, True),
    ],
)
def test_a_former_post_implies_nothing(date: str | None, qualifiers: dict, current: bool) -> None:
    post = claim("Ada", "chiefExecutiveOf", "Brume", **qualifiers)
    assert is_current(post, date) is current
    assert bool(followed(post, date=date)) is current


def test_figures_imply_no_other_direction() -> None:
    assert followed(claim("Brume", "revenue", Quantity(3, "EUR"))) == set()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    folder = tmp_path_factory.mktemp("inferred")
    with GraphStore.create_or_open(folder, base=BASE) as writer:
        writer.replace_entities(entities_quads(ENTITIES, BASE))
        writer.replace_graph(ontology_graph(BASE), ontology_quads(ontology_graph(BASE).value))
        writer.replace_article("one", quads("one", claim("Ada", "coChiefExecutiveOf", "Brume")))
        writer.replace_article("two", quads("two", claim("Brume", "partnersWith", "Cime")))
    with GraphStore.open(folder) as reader:
        yield reader


def test_queries_see_it_unless_told_not_to(store: GraphStore) -> None:
    query = "ASK { ?who mkg:holdsPositionAt ?where . e:c mkg:partnersWith e:b }"
    assert store.query(query).answer is True
    assert store.query(query, inferred=False).answer is False
    assert store.query("ASK { ?who mkg:coChiefExecutiveOf ?where . e:b mkg:partnersWith e:c }", inferred=False).answer
    assert store.query("ASK { GRAPH ?g { ?g a mkg:InferredGraph } }", inferred=False).answer is False


def test_it_can_be_told_from_what_articles_say(store: GraphStore) -> None:
    rows = store.query("""SELECT ?article { GRAPH ?graph { ?who mkg:chiefExecutiveOf ?where }
        ?graph a mkg:InferredGraph ; mkg:inferredFrom/dcterms:identifier ?article }""").rows
    assert [row[0].value for row in rows if row[0]] == ["one"]


def test_it_is_counted_apart(store: GraphStore) -> None:
    counts = store.counts()
    assert (counts.claims, counts.direct, counts.inferred) == (2, 2, 3)


def test_it_goes_and_comes_with_its_article(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        store.replace_article("one", quads("one", claim("Ada", "coChiefExecutiveOf", "Brume")))
        before = {str(quad) for quad in store.quads()}
        assert store.counts().inferred == 2
        store.replace_article("one", quads("one", claim("Ada", "acquires", "Brume")))
        assert store.counts().inferred == 0
        assert store.replace_article("one", quads("one", claim("Ada", "coChiefExecutiveOf", "Brume")))
        assert {str(quad) for quad in store.quads()} == before
        store.remove_article("one")
        assert list(store.quads()) == []


def test_a_change_of_the_rules_alone_changes_the_graph(tmp_path: Path) -> None:
    stated = claim("Ada", "chiefExecutiveOf", "Brume")
    plain = [quad for quad in quads("one", stated) if not quad.graph_name.value.startswith(f"{BASE}inferred/")]
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        assert store.replace_article("one", plain)
        assert store.replace_article("one", quads("one", stated))
        assert not store.replace_article("one", quads("one", stated))
        assert store.counts().inferred == 1
