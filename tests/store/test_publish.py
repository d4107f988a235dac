"""What the store says of one IRI, and of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.ids import article_iri
from kg.store import GraphStore
from kg.store.publish import describe, ontology_triples, plain_statements, replacement_of, void_description, written
from kg.store.terms import MKG, OA, RDFS

from .samples import BASE, IRI_OF, build

if TYPE_CHECKING:
    from pathlib import Path


def test_a_claim_comes_with_its_evidence_its_quantities_and_the_names_of_its_sides(graph: GraphStore) -> None:
    found = describe(graph, f"{BASE}claim/a1-le-monde-1")
    predicates = {triple.predicate.value for triple in found}
    assert {f"{MKG}subject", f"{MKG}evidence", f"{OA}exact", f"{MKG}value", f"{RDFS}label"} <= predicates


def test_an_entity_comes_with_what_points_at_it(graph: GraphStore) -> None:
    node = ox.NamedNode(IRI_OF["studio"])
    found = describe(graph, node.value)
    assert any(triple.object == node for triple in found)
    assert ox.Triple(node, ox.NamedNode(f"{RDFS}label"), ox.Literal("Studio Ciné-Mâché")) in found


def test_an_article_is_its_whole_graph(graph: GraphStore) -> None:
    iri = article_iri(BASE, "le-monde-1")
    stored = {quad.triple for quad in graph.graph_quads(iri)}
    assert stored <= set(describe(graph, iri))


@pytest.mark.parametrize("iri", [f"{BASE}entity/nobody", "no iri", "http://[", ""])
def test_what_the_store_does_not_know_has_no_description(graph: GraphStore, iri: str) -> None:
    assert describe(graph, iri) == []
    assert plain_statements(graph, iri) == []
    assert replacement_of(graph, iri) is None


def test_a_description_is_bounded(graph: GraphStore) -> None:
    assert len(describe(graph, IRI_OF["netflix"], limit=2)) < len(describe(graph, IRI_OF["netflix"]))


def test_a_replaced_iri_has_a_successor(tmp_path: Path) -> None:
    with GraphStore.create_or_open(build(tmp_path / "graph"), base=BASE) as store:
        old, new = f"{BASE}entity/old", IRI_OF["reed"]
        replaced = f"<{old}> <http://purl.org/dc/terms/isReplacedBy> <{new}>"
        store.engine.update(f"INSERT DATA {{ GRAPH <{BASE}graph/entities> {{ {replaced} }} }}")
        assert replacement_of(store, old) == new
        assert replacement_of(store, new) is None


@pytest.mark.parametrize(("name", "syntax"), [("turtle", "TURTLE"), ("ntriples", "N_TRIPLES"), ("jsonld", "JSON_LD"),
                                              ("rdfxml", "RDF_XML")])  # fmt: skip
def test_every_format_holds_the_same_statements(graph: GraphStore, name: str, syntax: str) -> None:
    found = describe(graph, IRI_OF["netflix"])
    content = written(found, name, {"mkg": MKG})
    assert {quad.triple for quad in ox.parse(content, format=getattr(ox.RdfFormat, syntax))} == set(found)
    assert written(found, name, {"mkg": MKG}) == content


def test_a_graph_without_a_copy_of_the_ontology_gives_the_shipped_one(graph: GraphStore) -> None:
    assert any(triple.subject.value == f"{MKG}Person" for triple in ontology_triples(graph))


def test_the_dataset_is_described_with_its_classes(graph: GraphStore) -> None:
    found = void_description("http://localhost/void", "http://localhost/sparql", BASE, graph.counts())
    values = {triple.predicate.value.rsplit("#", 1)[-1]: triple.object for triple in found}
    assert values["uriSpace"] == ox.Literal(BASE)
    classes = {t.object.value for t in found if t.predicate.value.endswith("#class")}
    assert f"{MKG}StreamingService" in classes
