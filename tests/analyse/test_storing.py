"""Measures kept in the graph: complete, refreshed, and never older than what they measure."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest
import rdflib
from pyshacl import validate

from kg.analyse.analysis import AnalysisOptions
from kg.analyse.scope import Scope
from kg.analyse.storing import drop_analysis, store_analysis
from kg.graph import open_graph
from kg.ids import entity_iri
from kg.model import Article, Claim, Entity, EntityRef, Evidence
from kg.resources import ontologies_dir
from kg.store import GraphStore, article_quads, entities_quads
from kg.store.measures import analysis_graph

BASE = "https://w3id.org/mediakg/"
TEXT = "Brume possède Phare. Phare possède Vague."
NAMES = ("Brume", "Phare", "Vague")
IRIS = {name: entity_iri(BASE, name, name) for name in NAMES}


def quads(*owned: tuple[str, str], text: str = TEXT):
    claims = [
        Claim(f"c{number}", "a1", EntityRef(one), "owns", EntityRef(other), Evidence(0, 20, text[:20]),
              confidence=0.5, rule="test")
        for number, (one, other) in enumerate(owned)
    ]  # fmt: skip
    return article_quads(Article("a1", text, "fr", "Brume"), claims, IRIS, base=BASE)


ALL = quads(("Brume", "Phare"), ("Phare", "Vague"))


@pytest.fixture
def folder(tmp_path):
    with GraphStore.create_or_open(tmp_path / "g", base=BASE) as store:
        store.replace_entities(entities_quads([Entity(iri, name, ("Company",)) for name, iri in IRIS.items()], BASE))
        store.replace_article("a1", ALL, content_hash="x", fingerprint="y")
    return tmp_path / "g"


def stored(folder) -> list[str]:
    with GraphStore.open(folder) as store:
        return sorted(map(str, store.graph_quads(analysis_graph(BASE).value)))


def exported(folder, form: str = "nquads") -> bytes:
    out = io.BytesIO()
    with open_graph(folder) as graph:
        graph.export(form, out)
    return out.getvalue()


def test_measures_can_be_queried_beside_names(folder):
    store_analysis(folder)
    with open_graph(folder) as graph:
        rows = graph.query(
            "SELECT ?name ?degree ?n ?between ?core ?rank ?label { ?e rdfs:label ?name ; mkg:degree ?degree ;"
            " mkg:neighbours ?n ; mkg:betweenness ?between ; mkg:coreNumber ?core ; mkg:pageRank ?rank ;"
            " mkg:community ?c . ?c rdfs:label ?label ; mkg:size 3 FILTER(LANG(?label) = 'fr') } ORDER BY ?name"
        ).rows
    values = [[cell.python() for cell in row] for row in rows]
    assert [row[:5] for row in values] == [["Brume", 1, 1, 0.0, 1], ["Phare", 2, 2, 1.0, 1], ["Vague", 1, 1, 0.0, 1]]
    assert sum(row[5] for row in values) == pytest.approx(1, abs=1e-5)
    assert {row[6] for row in values} == {"Phare, Brume et Vague – entreprise"}


def test_storing_again_changes_nothing_and_other_options_replace_it(folder):
    store_analysis(folder)
    first = stored(folder)
    store_analysis(folder)
    assert stored(folder) == first
    store_analysis(folder, AnalysisOptions(scope=Scope(classes=("Film",))))
    assert not any("pageRank" in quad for quad in stored(folder))
    assert any("classes: Film" in quad for quad in stored(folder))


def test_forgetting_leaves_the_graph_as_it_was(folder):
    before = exported(folder)
    store_analysis(folder)
    assert exported(folder) != before
    assert drop_analysis(folder)
    assert exported(folder) == before
    assert not drop_analysis(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.replace_article("a1", quads(("Brume", "Phare")), content_hash="z", fingerprint="y"),
        lambda store: store.remove_article("a1"),
        lambda store: store.replace_entities(entities_quads([Entity(IRIS["Phare"], "Phare", ("Film",))], BASE)),
    ],
    ids=["replaced article", "removed article", "entities"],
)
def test_measures_go_when_what_they_measure_changes(folder, change):
    store_analysis(folder)
    assert stored(folder)
    with GraphStore.open(folder, read_only=False) as store:
        assert change(store)
    assert stored(folder) == []


def test_what_changes_nothing_keeps_them(folder):
    store_analysis(folder)
    with GraphStore.open(folder, read_only=False) as store:
        assert not store.replace_article("a1", ALL, content_hash="x", fingerprint="y")
    assert stored(folder)


def test_a_graph_with_measures_has_the_right_shape(folder):
    store_analysis(folder)
    data = rdflib.Graph().parse(data=exported(folder, "turtle"), format="turtle")
    ontology = rdflib.Graph().parse(ontologies_dir() / "media.ttl")
    shapes = rdflib.Graph().parse(ontologies_dir() / "shapes.ttl")
    assert validate(data, shacl_graph=shapes, ont_graph=ontology)[2] == "Validation Report\nConforms: True\n"


def test_the_bytes_do_not_depend_on_the_seed_of_hashes(folder):
    outputs = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "kg", "analyse", "-g", str(folder), "--format", "json"],
            env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True,
        )  # fmt: skip
        outputs.add(done.stdout)
    assert len(outputs) == 1
