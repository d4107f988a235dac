"""Claims in review are kept whole, and nothing takes them for claims."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.model import EntityRef, Withheld
from kg.ontology import ontology_quads
from kg.store import GraphStore, article_quads, entities_quads
from kg.store.mapping import ontology_graph

from .samples import BASE, ENTITIES, IRI_OF, SYMMETRIC, article, claims

if TYPE_CHECKING:
    from pathlib import Path

STATED = claims()
WITHHELD = (
    Withheld(STATED[0], "subject", "the subject is Film"),
    Withheld(STATED[2], "object", "the object is date"),
    Withheld(replace(STATED[5], id="a9"), "same", "both sides are Netflix"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    folder = tmp_path_factory.mktemp("review")
    with GraphStore.create_or_open(folder, base=BASE) as writer:
        found = article()
        quads = article_quads(found, STATED[3:4], IRI_OF, base=BASE, symmetric=SYMMETRIC, withheld=WITHHELD)
        writer.replace_article(found.id, quads)
        writer.replace_article("other", article_quads(article("other"), (), IRI_OF, base=BASE))
        writer.replace_entities(entities_quads(ENTITIES, BASE))
        writer.replace_graph(ontology_graph(BASE), ontology_quads(ontology_graph(BASE).value))
    with GraphStore.open(folder) as reader:
        yield reader


def test_they_come_back_whole_with_their_reason(store: GraphStore) -> None:
    found = store.withheld("le-monde-1")
    assert [(item.claim.id, item.reason, item.detail) for item in found] == [
        (item.claim.id, item.reason, item.detail) for item in WITHHELD
    ]
    (deal, *_) = found
    assert deal.claim.subject == EntityRef(IRI_OF["netflix"])
    assert deal.claim.attributed_to == EntityRef(IRI_OF["reed"])
    assert (deal.claim.qualifiers, deal.claim.evidence, deal.claim.mode, deal.claim.confidence) == (
        STATED[0].qualifiers,
        STATED[0].evidence,
        "attributed",
        0.87,
    )
    assert found[2].claim.qualifiers == (("forWork", EntityRef(IRI_OF["film"])),)
    assert store.withheld("other") == []


def test_the_list_for_review_names_both_sides_and_the_article(store: GraphStore) -> None:
    deal, date, _ = store.review()
    assert (deal.subject_name, deal.object_name, deal.article.publisher) == ("Netflix", "Studio Ciné-Mâché", "Le Monde")
    assert date.object_name == "2025-07"
    assert deal.article.text == ""


def test_no_reader_of_claims_sees_them(store: GraphStore) -> None:
    assert [claim.id for claim in store.claims("le-monde-1")] == ["a4"]
    counts = store.counts()
    assert (counts.claims, counts.direct, counts.withheld) == (1, 1, 3)
    assert [item.claim.id for item in store.entity("Netflix").outgoing] == ["a4"]


@pytest.mark.parametrize(
    "pattern",
    [
        "?x a mkg:Claim",
        "?x mkg:subject ?y",
        "?x mkg:mode ?y",
        "?x prov:wasDerivedFrom ?y",
        "?x oa:exact ?y",
        "?x a mkg:Quantity",
    ],
)
def test_no_pattern_of_a_query_over_claims_matches_them(store: GraphStore, pattern: str) -> None:
    rows = store.query(f"SELECT DISTINCT ?x {{ {pattern} }}").rows
    assert [row[0].value.rpartition("/")[2] for row in rows if row[0]] == ["a4"]
    direct = "ASK { ?x mkg:acquires|mkg:releaseDate|mkg:awardReceived ?y }"
    assert store.query(direct).answer is False


def test_a_query_may_ask_for_them(store: GraphStore) -> None:
    query = (
        "SELECT ?name ?why { ?w a mkg:WithheldClaim ; mkg:withheldSubject/rdfs:label ?name ; mkg:withheldReason ?why }"
    )
    rows = store.query(query).rows
    assert {(name.value, why.value) for name, why in rows if name and why} == {
        ("Netflix", "subject"),
        ("L'Été « noir »", "object"),
        ("L'Été « noir »", "same"),
    }


def test_they_go_with_their_article(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        store.replace_article("le-monde-1", article_quads(article(), (), IRI_OF, base=BASE, withheld=WITHHELD))
        assert store.counts().withheld == 3
        store.remove_article("le-monde-1")
        assert store.counts().withheld == 0
        assert store.review() == []
