from __future__ import annotations

import csv
import io
import json
import warnings
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import StoreError, UsageError
from kg.store import GraphStore, article_quads, entities_quads
from kg.store.export import CSV_COLUMNS, FORMATS

from .samples import BASE, ENTITIES, IRI_OF, SYMMETRIC, article, claims
from .strategies import HOSTILE

NAMES = ("le-monde-1", "variety-2", "a b/c")


def exported(store: GraphStore, format_name: str) -> bytes:
    out = io.BytesIO()
    store.export(format_name, out)
    return out.getvalue()


def write(store: GraphStore, name: str) -> None:
    """An article whose every text is hostile."""
    text = "\n".join(HOSTILE)
    found = article(name, text=text)
    stated = claims(name, f"-{NAMES.index(name)}")
    store.replace_article(name, article_quads(found, stated, IRI_OF, base=BASE, symmetric=SYMMETRIC))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    with GraphStore.create_or_open(folder, base=BASE) as store:
        for name in NAMES:
            write(store, name)
        store.replace_entities(entities_quads(ENTITIES, BASE))
    return folder


def ox_terms(quads: object) -> set[tuple[str, ...]]:
    return {(str(q.subject), str(q.predicate), str(q.object), str(q.graph_name)) for q in quads}


def rdflib_term(term: object) -> str:
    if isinstance(term, rdflib.URIRef):
        return f"<{term}>"
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return str(ox.Literal(str(term), language=term.language))
    return str(
        ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))
    )


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_same_content_gives_the_same_bytes_whatever_its_history(
    hostile: Path, tmp_path: Path, format_name: str
) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        store.replace_entities(entities_quads(ENTITIES[:2], BASE))
        for name in reversed(NAMES):
            store.replace_article(name, article_quads(article(name, text="old"), (), {}, base=BASE))
        for name in sorted(NAMES):
            write(store, name)
        store.replace_entities(reversed(entities_quads(ENTITIES, BASE)))
        store.replace_article("gone", article_quads(article("gone"), (), {}, base=BASE))
        store.remove_article("gone")
        other = exported(store, format_name)
    with GraphStore.open(hostile) as store:
        assert exported(store, format_name) == other


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("format_name", "parser"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")])
def test_an_independent_parser_reads_all_quads_back(hostile: Path, format_name: str, parser: str) -> None:
    dataset = rdflib.Dataset()
    with GraphStore.open(hostile) as store:
        dataset.parse(data=exported(store, format_name), format=parser)
        stored = ox_terms(store.quads())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        read = {(*(rdflib_term(term) for term in quad[:3]), f"<{quad[3]}>") for quad in dataset.quads()}
    assert read == stored


def test_an_independent_parser_reads_the_turtle(hostile: Path) -> None:
    found = rdflib.Graph()
    with GraphStore.open(hostile) as store:
        found.parse(data=exported(store, "turtle"), format="turtle")
        stored = {quad[:3] for quad in ox_terms(store.quads())}
    assert {tuple(rdflib_term(term) for term in triple) for triple in found} == stored


def test_an_export_of_quads_is_a_backup(hostile: Path) -> None:
    restored = ox.Store()
    with GraphStore.open(hostile) as store:
        restored.load(exported(store, "nquads"), format=ox.RdfFormat.N_QUADS)
        assert set(restored) == set(store.quads())


def test_graphml_opens_in_networkx(hostile: Path) -> None:
    with GraphStore.open(hostile) as store:
        found = nx.read_graphml(io.BytesIO(exported(store, "graphml")), force_multigraph=True)
    assert set(found) == set(IRI_OF.values())
    assert found.nodes[IRI_OF["film"]]["label"] == "L'Été « noir »"
    edges = [data for *_, data in found.edges(data=True)]
    assert len(edges) == 4 * len(NAMES)
    assert {(edge["predicate"], edge["mode"]) for edge in edges} >= {
        ("acquires", "attributed"),
        ("founderOf", "hedged"),
    }
    assert {edge["confidence"] for edge in edges} == {0.87, 0.5}


def test_gexf_opens_in_networkx(hostile: Path) -> None:
    with GraphStore.open(hostile) as store:
        found = nx.read_gexf(io.BytesIO(exported(store, "gexf")))
    assert set(found) == set(IRI_OF.values())
    assert found.nodes[IRI_OF["netflix"]]["types"] == "Company; StreamingService"
    assert {data["mode"] for *_, data in found.edges(data=True)} == {"attributed", "asserted", "hedged", "planned"}


def test_csv_has_one_line_for_each_claim(hostile: Path) -> None:
    with GraphStore.open(hostile) as store:
        rows = list(csv.DictReader(io.StringIO(exported(store, "csv").decode())))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert len(rows) == len(claims()) * len(NAMES)
    deal = next(row for row in rows if row["claim"] == "a1-0")
    assert (deal["subject_name"], deal["predicate"], deal["object_name"]) == (
        "Netflix",
        "acquires",
        "Studio Ciné-Mâché",
    )
    price = {"value": 1500000000, "unit": "USD", "bound": "about"}
    assert json.loads(deal["qualifiers"]) == {"date": "2025-07", "former": True, "price": price}
    figure = next(row for row in rows if row["claim"] == "a4-0")
    assert [figure[name] for name in ("value", "unit", "period", "change", "bound")] == [
        "11080000000", "USD", "2025-Q2", "16", "atLeast",
    ]  # fmt: skip


@pytest.mark.parametrize("format_name", FORMATS)
def test_an_empty_graph_can_be_exported(tmp_path: Path, format_name: str) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        assert isinstance(exported(store, format_name), bytes)


def test_an_unknown_format_names_the_known_ones(graph: GraphStore) -> None:
    with pytest.raises(
        UsageError, match="choose one of turtle, trig, nquads, jsonld, csv, parquet, graphml, gexf, neo4j"
    ):
        exported(graph, "rdfxml")


def test_a_full_disk_is_a_store_error(graph: GraphStore) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(StoreError, match="No space left"):
        graph.export("nquads", full)
