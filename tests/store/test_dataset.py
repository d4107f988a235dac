from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Literal, URIRef

from kg.errors import GraphFolderError, StoreError
from kg.ids import article_iri
from kg.ontology import ontology_quads
from kg.store import GraphStore, article_quads, entities_quads, ontology_graph

from .samples import BASE, ENTITIES, IRI_OF, SYMMETRIC, article, build, claims

if TYPE_CHECKING:
    from pathlib import Path


def sample_quads(name: str = "le-monde-1", number: int = 6) -> list:
    return article_quads(article(name), claims(name)[:number], IRI_OF, base=BASE, symmetric=SYMMETRIC)


def test_a_stored_article_can_be_read_after_reopening(tmp_path: Path) -> None:
    with GraphStore.open(build(tmp_path)) as store:
        assert list(store.articles()) == [article(date="2025-07-01")]
        assert len(store.claims("le-monde-1")) == len(claims())
        assert [entity.iri for entity in store.entities()] == sorted(IRI_OF.values())


def test_the_state_of_an_article_says_what_it_was_made_of(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        assert store.article_states() == {}
        assert store.replace_article("le-monde-1", sample_quads(), content_hash="c", fingerprint="f")
        content, fingerprint, quads = store.article_states()["le-monde-1"]
    assert (content, fingerprint, len(quads)) == ("c", "f", 32)
    with GraphStore.open(tmp_path) as store:
        assert store.article_states() == {"le-monde-1": ("c", "f", quads)}


def test_writing_the_same_again_writes_nothing(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        quads = sample_quads()
        assert store.replace_article("le-monde-1", quads, content_hash="c", fingerprint="f")
        assert not store.replace_article("le-monde-1", list(reversed(quads)), content_hash="c", fingerprint="f")
        assert store.replace_article("le-monde-1", quads, content_hash="c", fingerprint="g")


def test_a_replaced_article_leaves_nothing_of_the_old_one(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        store.replace_article("le-monde-1", sample_quads())
        store.replace_article("le-monde-1", sample_quads(number=1))
        assert [claim.id for claim in store.claims("le-monde-1")] == ["a1"]
        assert len(list(store.quads())) == len(set(sample_quads(number=1))) + 3


def test_a_removed_article_leaves_nothing_and_others_stay(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        for name in ("one", "two"):
            store.replace_article(name, sample_quads(name))
        assert store.remove_article("one")
        assert not store.remove_article("one")
        assert list(store.article_states()) == ["two"]
        assert {quad.graph_name.value for quad in store.quads()} == {article_iri(BASE, "two")}


def test_quads_of_another_graph_are_refused_and_nothing_changes(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        store.replace_article("one", sample_quads("one"))
        before = set(store.quads())
        with pytest.raises(StoreError, match="pass the graph's own quads"):
            store.replace_article("one", sample_quads("two"))
        assert set(store.quads()) == before


def test_only_what_changed_of_the_entities_is_written(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        everything = entities_quads(ENTITIES, BASE)
        assert store.replace_entities(everything) == len(everything)
        assert store.replace_entities(everything) == 0
        without_last = entities_quads(ENTITIES[:-1], BASE)
        assert store.replace_entities(without_last) == len(everything) - len(without_last)
        assert len(store.entities()) == len(ENTITIES) - 1


def test_a_reader_cannot_write(graph: GraphStore) -> None:
    with pytest.raises(StoreError, match="reading only"):
        graph.replace_article("le-monde-1", sample_quads())
    with pytest.raises(StoreError, match="reading only"):
        graph.remove_article("le-monde-1")
    with pytest.raises(StoreError, match="reading only"):
        graph.optimize()


def test_a_second_writer_and_a_reader_beside_a_writer_are_refused(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE):
        with pytest.raises(StoreError, match="being written by process"):
            GraphStore.create_or_open(tmp_path, wait=0)
        with pytest.raises(StoreError, match="being written by process"):
            GraphStore.open(tmp_path, wait=0)


def test_a_writer_beside_a_reader_is_refused(graph_folder: Path, graph: GraphStore) -> None:
    assert graph.article_states()
    with pytest.raises(StoreError, match="being read"):
        GraphStore.create_or_open(graph_folder, wait=0)


def test_a_closed_store_says_so_and_lets_others_in(tmp_path: Path) -> None:
    store = GraphStore.open(build(tmp_path))
    dataset = store.dataset()
    store.close()
    store.close()
    for use in (store.article_states, store.counts, lambda: store.query("ASK {}"), store.dataset):
        with pytest.raises(StoreError, match="was closed"):
            use()
    with pytest.raises(AttributeError):
        len(dataset)
    GraphStore.create_or_open(tmp_path, wait=0).close()


def test_a_folder_without_a_build_is_not_opened_for_reading(tmp_path: Path) -> None:
    GraphStore.create_or_open(tmp_path, base=BASE).close()
    GraphStore.open(tmp_path).close()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "kg-graph.json").write_text((tmp_path / "kg-graph.json").read_text())
    with pytest.raises(GraphFolderError, match="is empty"):
        GraphStore.open(tmp_path / "new")


def test_broken_files_are_an_error_with_a_way_out(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "store" / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="cannot be opened"):
        GraphStore.open(tmp_path)
    with pytest.raises(StoreError, match="cannot be opened"):
        GraphStore.create_or_open(tmp_path, wait=0)


# rdflib 7.6 calls its own deprecated property.
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_the_store_is_an_rdflib_dataset_over_all_graphs(graph: GraphStore) -> None:
    dataset = graph.dataset()
    found = dataset.query("SELECT ?n WHERE { ?x mkg:revenue/mkg:unit 'USD' ; rdfs:label ?n }")
    assert {str(row[0]) for row in found} == {"Netflix"}
    node = URIRef(IRI_OF["netflix"])
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    assert [str(name) for name in dataset.objects(node, label)] == ["Netflix"]
    graphs = {str(g.identifier) for g in dataset.graphs() if len(g)}
    assert article_iri(BASE, "le-monde-1") in graphs
    assert Literal("x") not in dataset.objects(node)


def test_the_ontology_may_be_kept_beside_the_articles(tmp_path: Path) -> None:
    quads = ontology_quads(ontology_graph(BASE).value)
    build(tmp_path)
    with GraphStore.create_or_open(tmp_path) as store:
        assert store.replace_graph(ontology_graph(BASE), quads) > 100
        assert store.replace_graph(ontology_graph(BASE), reversed(quads)) == 0
    with GraphStore.open(tmp_path) as store:
        found = store.query("SELECT DISTINCT ?n { ?x a/rdfs:subClassOf* mkg:Organization ; rdfs:label ?n } ORDER BY ?n")
        assert [row[0].value for row in found.rows if row[0]] == ["Netflix", "Studio Ciné-Mâché"]


def test_tidying_changes_nothing(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        store.replace_article("le-monde-1", sample_quads())
        before = set(store.quads())
        store.optimize()
        assert set(store.quads()) == before
