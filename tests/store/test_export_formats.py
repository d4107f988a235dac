"""What other programs make of the exports: independent parsers read back what is stored."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import duckdb
import networkx as nx
import pandas as pd
import pyoxigraph as ox
import pytest
import rdflib
from lxml import etree

from kg.errors import UsageError
from kg.model import Entity, EntityRef
from kg.ontology import implications, load_schema, ontology_quads
from kg.store import GraphStore, article_quads, entities_quads, rdf_export
from kg.store.claim_table import CSV_COLUMNS, safe_cell
from kg.store.mapping import ontology_graph
from tools import context

from .samples import BASE, ENTITIES, IRI_OF, SYMMETRIC, article, claims

NAMES = ("le-monde-1", "variety-2")
FORMULA = Entity(IRI_OF["studio"], '=HYPERLINK("http://x","y")', ("ProductionStudio",), aliases=("-2+3", "a;b"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    folder = tmp_path_factory.mktemp("formats")
    implied = implications(load_schema())
    with GraphStore.create_or_open(folder, base=BASE) as writer:
        for name in NAMES:
            stated = [
                replace(c, mode="asserted") if c.predicate == "founderOf" else c for c in claims(name, f"-{name}")
            ]
            quads = article_quads(article(name), stated, IRI_OF, base=BASE, symmetric=SYMMETRIC, implied=implied)
            writer.replace_article(name, quads, content_hash="c", fingerprint="f")
        writer.replace_entities(entities_quads([FORMULA if e.iri == FORMULA.iri else e for e in ENTITIES], BASE))
        writer.replace_graph(ontology_graph(BASE), ontology_quads(ontology_graph(BASE).value))
    with GraphStore.open(folder) as reader:
        yield reader


def exported(store: GraphStore, format_name: str, **options: bool) -> bytes:
    out = io.BytesIO()
    store.export(format_name, out, **options)
    return out.getvalue()


def rapper(data: bytes, parser: str) -> set[str]:
    done = subprocess.run(
        ["rapper", "-q", "-i", parser, "-o", "ntriples", "-", BASE], input=data, capture_output=True, check=True
    )
    assert done.stderr == b""
    return set(done.stdout.decode().splitlines())


def lines(store: GraphStore, *, inferred: bool) -> set[str]:
    kept = (q for q in store.quads() if inferred or not q.graph_name.value.startswith(f"{BASE}inferred/"))
    return {f"{ox.Quad(q.subject, q.predicate, q.object)} ." for q in kept}


def ascii_lines(found: set[str]) -> set[str]:
    """The statements as the engine writes them: rapper escapes what is not ASCII."""
    parsed = ox.parse("\n".join(found), format=ox.RdfFormat.N_TRIPLES)
    return {f"{ox.Quad(q.subject, q.predicate, q.object)} ." for q in parsed}


@pytest.mark.skipif(shutil.which("rapper") is None, reason="Debian's raptor2-utils is not installed")
@pytest.mark.parametrize(
    ("format_name", "inferred"), [("turtle", False), ("turtle", True), ("nquads", True), ("trig", True)]
)
def test_rapper_reads_the_same_statements(store: GraphStore, format_name: str, inferred: bool) -> None:
    found = rapper(exported(store, format_name, inferred=inferred), format_name)
    assert ascii_lines(found) == lines(store, inferred=inferred)


def test_inferred_statements_are_written_where_they_can_be_told_apart(store: GraphStore) -> None:
    everything = {f"{q} ." for q in store.quads()}
    assert set(exported(store, "nquads").decode().splitlines()) == everything
    without = set(exported(store, "nquads", inferred=False).decode().splitlines())
    assert everything - without == {line for line in everything if f"<{BASE}inferred/" in line}
    assert b"mkg:holdsPositionAt e:" not in exported(store, "turtle")
    assert b"mkg:holdsPositionAt e:" in exported(store, "turtle", inferred=True)
    with pytest.raises(UsageError, match="csv holds claims only, nothing inferred"):
        exported(store, "csv", inferred=True)


def test_turtle_that_is_sorted_on_disk_is_the_same(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = exported(store, "turtle")
    monkeypatch.setattr(rdf_export, "CHUNK", 37)
    assert exported(store, "turtle") == at_once


def test_jsonld_has_plain_names_and_needs_no_other_file(store: GraphStore) -> None:
    document = json.loads(exported(store, "jsonld"))
    nodes = {node["@id"]: node for graph in document["@graph"] for node in graph["@graph"]}
    deal = nodes["claim:a1-le-monde-1"]
    assert deal["@type"] == "Claim"
    assert (deal["predicate"], deal["mode"], deal["former"]) == ("mkg:acquires", "mkg:attributed", True)
    assert deal["subject"] == f"e:{IRI_OF['netflix'].rpartition('/')[2]}"
    assert deal["confidence"] == {"@value": "0.87", "@type": "xsd:decimal"}
    assert deal["evidence"] == "kg:evidence/a1-le-monde-1"
    assert document["@context"]["evidence"] == {"@id": "mkg:evidence", "@type": "@id"}
    assert document["@context"]["e"] == f"{BASE}entity/"


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_jsonld_means_what_is_stored(store: GraphStore) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=exported(store, "jsonld"), format="json-ld")
    found = {line for line in dataset.serialize(format="nquads").splitlines() if line}
    again = {f"{q} ." for q in ox.parse("\n".join(found), format=ox.RdfFormat.N_QUADS)}
    assert again == {f"{q} ." for q in store.quads()}


def test_the_published_context_is_up_to_date() -> None:
    from kg.resources import ontologies_dir

    assert (ontologies_dir() / "context.jsonld").read_text(encoding="utf-8") == context.text(), (
        "run python -m tools.context"
    )


@pytest.mark.parametrize(("format_name", "form"), [
    ("nquads", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG), ("turtle", ox.RdfFormat.TURTLE),
])  # fmt: skip
def test_rdf_1_2_says_what_each_claim_states_without_asserting_it(store: GraphStore, format_name: str, form) -> None:
    found = list(ox.parse(exported(store, format_name, rdf12=True), format=form))
    stated = {str(q.subject): q.object for q in found if q.predicate == rdf_export.REIFIES}
    assert len(stated) == 6 * len(NAMES)
    planned = stated[f"<{BASE}claim/a6-variety-2>"]
    assert isinstance(planned, ox.Triple)
    assert planned.predicate.value.endswith("#awardReceived")
    assert all(q.triple != planned for q in found)
    with pytest.raises(UsageError, match="jsonld has no triple terms"):
        exported(store, "jsonld", rdf12=True)


def test_pandas_and_duckdb_read_the_parquet(store: GraphStore, tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    path.write_bytes(exported(store, "parquet"))
    frame = pd.read_parquet(path)
    assert tuple(frame.columns) == CSV_COLUMNS
    assert len(frame) == 6 * len(NAMES)
    figure = frame[frame["predicate"] == "revenue"].iloc[0]
    assert (figure["value"], figure["unit"], figure["change"]) == (11.08e9, "USD", 16.0)
    assert frame["start"].dtype == "int32"
    table = duckdb.read_parquet(str(path))
    assert table.filter("predicate = 'acquires'").aggregate("subject_name, max(confidence)").fetchall() == [
        ("Netflix", 0.87)
    ]
    assert path.read_bytes() == exported(store, "parquet")


def test_without_the_library_for_parquet_the_error_says_how_to_get_it(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'mediakg\[parquet\]'"):
        exported(store, "parquet")


def test_no_cell_of_the_csv_is_a_formula(store: GraphStore) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(store, "csv").decode())))
    assert {row["object_name"] for row in rows if row["predicate"] == "acquires"} == {f"'{FORMULA.name}"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@", "\t", "\r"))]
    assert [safe_cell(text) for text in ("-5", "+3.2", "-5+2", "@x", "a=b", "")] == [
        "-5", "+3.2", "'-5+2", "'@x", "a=b", "",
    ]  # fmt: skip


def test_gexf_keeps_the_rules_of_its_version_and_opens_in_networkx(store: GraphStore) -> None:
    data = exported(store, "gexf")
    rules = etree.XMLSchema(etree.parse(Path(__file__).parent / "gexf13.xsd"))
    document = etree.fromstring(data)
    assert rules.validate(document), rules.error_log
    declared = {a.get("id"): a.get("type") for a in document.iter("{*}attribute")}
    used = {v.get("for") for v in document.iter("{*}attvalue")}
    assert used <= set(declared)
    assert (declared["edge-confidence"], declared["edge-former"]) == ("double", "boolean")
    assert {edge.get("timestamp") for edge in document.iter("{*}edge")} == {"2025-07-18"}
    found = nx.read_gexf(io.BytesIO(data))
    assert found.number_of_edges() == 4 * len(NAMES)


def test_graphml_has_typed_attributes(store: GraphStore) -> None:
    found = nx.read_graphml(io.BytesIO(exported(store, "graphml")), force_multigraph=True)
    edges = [data for *_, data in found.edges(data=True) if data["predicate"] == "acquires"]
    assert {(edge["former"], edge["confidence"]) for edge in edges} == {(True, 0.87)}


def test_neo4j_gets_nodes_and_relationships_with_typed_headers(store: GraphStore) -> None:
    data = exported(store, "neo4j")
    assert data == exported(store, "neo4j")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["nodes.csv", "relationships.csv"]
        nodes, relations = (
            list(csv.DictReader(io.StringIO(archive.read(name).decode()))) for name in archive.namelist()
        )
    by_id = {node["id:ID"]: node for node in nodes}
    assert len(by_id) == len(nodes)
    studio = by_id[IRI_OF["studio"]]
    assert (studio["name"], studio[":LABEL"]) == (FORMULA.name, "Entity;ProductionStudio")
    assert studio["aliases:string[]"] == "-2+3;a,b"
    figure = by_id["value:a4-le-monde-1"]
    assert (figure[":LABEL"], figure["value:double"], figure["change:double"]) == ("Figure", "11080000000", "16")
    assert {(r[":START_ID"] in by_id, r[":END_ID"] in by_id) for r in relations} == {(True, True)}
    deal = next(r for r in relations if r[":TYPE"] == "ACQUIRES")
    assert (deal["confidence:double"], deal["former:boolean"], deal["mode"]) == ("0.87", "true", "attributed")
    assert {r[":TYPE"] for r in relations} >= {"RELEASE_DATE", "FOUNDER_OF", "PARTNERS_WITH"}


def test_claims_in_review_are_in_no_table(tmp_path: Path) -> None:
    from kg.model import Withheld

    with GraphStore.create_or_open(tmp_path, base=BASE) as other:
        doubtful = [Withheld(replace(claims()[0], subject=EntityRef("film")), "subject", "a film buys nothing")]
        other.replace_article("le-monde-1", article_quads(article(), (), IRI_OF, base=BASE, withheld=doubtful))
        assert len(exported(other, "csv").decode().splitlines()) == 1
        assert b"<edge " not in exported(other, "gexf")
