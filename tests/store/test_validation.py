"""A good graph has no findings; each kind of damage is found, named so that a person understands it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.errors import DataError, UsageError
from kg.ids import article_iri
from kg.model import Claim, Entity, EntityRef, Withheld
from kg.ontology import implications, load_schema, ontology_quads
from kg.store import GraphStore, article_quads, entities_quads
from kg.store.mapping import entities_graph, ontology_graph
from kg.store.report import to_turtle
from kg.store.terms import iri, mkg
from kg.store.validation import validate

from .samples import BASE, ENTITIES, IRI_OF, article, claims

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = load_schema()
PLACE = iri(article_iri(BASE, "le-monde-1"))
PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mkg: <https://w3id.org/mediakg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <https://example.org/rules#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
EVERY_COMPANY_HAS_A_SEAT = """
:Seat a sh:NodeShape ; sh:targetClass mkg:Company ;
    sh:property [ sh:path mkg:headquarters ; sh:minCount 1 ; sh:message "a company has a seat" ] .
"""


def good_claims() -> tuple[Claim, ...]:
    """The claims of the sample that an ontology allows, and one whose post follows from it."""
    deal, partners, release, revenue, founder, award = claims()
    return deal, partners, release, revenue, replace(founder, mode="asserted"), replace(award, object=EntityRef("reed"))


def graph(folder: Path, *stated: Claim, extra: tuple[ox.Quad, ...] = (), **entity: object) -> Path:
    """Write a graph of one article; ``entity`` changes the film's description."""
    doubtful = [Withheld(replace(claims()[0], id="w1"), "same", "both sides are Netflix")]
    with GraphStore.create_or_open(folder, base=BASE) as store:
        found = article()
        quads = article_quads(
            found, stated, IRI_OF, base=BASE, symmetric=SCHEMA.symmetric, implied=implications(SCHEMA),
            withheld=doubtful,
        )  # fmt: skip
        store.replace_article(found.id, [*quads, *extra], content_hash="c", fingerprint="f")
        entities = [replace(e, **entity) if e.iri == IRI_OF["film"] else e for e in ENTITIES]
        store.replace_entities(entities_quads(entities, BASE))
        store.replace_graph(ontology_graph(BASE), ontology_quads(ontology_graph(BASE).value))
    return folder


def findings(folder: Path, *shapes: Path, timeout: float = 300):
    with GraphStore.open(folder) as store:
        return validate(store, shapes, timeout=timeout)


@pytest.fixture
def shapes(tmp_path: Path):
    def shapes(turtle: str) -> Path:
        path = tmp_path / "rules.ttl"
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return path

    return shapes


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stated = [claim for claim in good_claims() if claim.predicate != "awardReceived"]
    return graph(tmp_path_factory.mktemp("sound") / "graph", *stated)


def test_a_graph_as_builds_make_it_has_no_findings(sound: Path) -> None:
    steps: list[tuple[int, int]] = []
    with GraphStore.open(sound) as store:
        found = validate(store, progress=lambda done, total: steps.append((done, total)))
    assert (found.findings, found.conforms, found.complete) == ((), True, True)
    assert steps == [(1, 1)]


def test_a_claim_of_the_wrong_classes_is_told_with_its_names_and_what_to_do(tmp_path: Path) -> None:
    (award,) = (claim for claim in good_claims() if claim.predicate == "awardReceived")
    found = findings(graph(tmp_path / "g", replace(award, mode="asserted")))
    assert not found.conforms
    (finding,) = found.findings
    assert finding.name == "L'Été « noir »"
    assert finding.message == "the object of awardReceived must be of class Award"
    assert (finding.rule, finding.path, finding.value) == ("awardReceived", "awardReceived", "Reed Hastings")
    assert "kg retype" in finding.advice


def test_a_damaged_claim_is_told_with_its_sentence(tmp_path: Path) -> None:
    confidence = ox.Quad(iri(f"{BASE}claim/a1"), mkg("confidence"), ox.Literal(87), PLACE)
    found = findings(graph(tmp_path / "g", good_claims()[0], extra=(confidence,)))
    named = {finding.message: finding for finding in found.findings}
    finding = named["a claim has exactly one confidence from 0 to 1"]
    assert finding.name == "Netflix – acquires – Studio Ciné-Mâché"
    assert (finding.quote or "").startswith("Netflix a racheté SCM")
    assert finding.article == "le-monde-1"
    assert finding.advice.endswith("kg drop a1")


def test_a_direct_triple_without_a_claim_and_a_wrong_quote_are_found_by_queries(tmp_path: Path) -> None:
    lone = ox.Quad(iri(IRI_OF["netflix"]), mkg("owns"), iri(IRI_OF["studio"]), PLACE)
    wrong = replace(good_claims()[0], evidence=replace(good_claims()[0].evidence, quote="Netflix"))
    found = findings(graph(tmp_path / "g", wrong, extra=(lone,)))
    rules = {finding.rule for finding in found.findings}
    assert rules == {"DirectTriples", "Quotes"}
    assert {finding.name for finding in found.findings} == {"Netflix", "Netflix – acquires – Studio Ciné-Mâché"}


def test_an_entity_of_no_known_class_is_a_warning_only(tmp_path: Path) -> None:
    found = findings(graph(tmp_path / "g", types=()))
    assert found.conforms
    assert {(f.severity, f.name, f.message) for f in found.findings} == {
        ("Warning", "L'Été « noir »", "what kind of thing this is, is not known")
    }


def test_shapes_of_ones_own_are_added(sound: Path, shapes) -> None:
    found = findings(sound, shapes(EVERY_COMPANY_HAS_A_SEAT))
    assert [(f.name, f.message, f.rule) for f in found.findings] == [
        ("Netflix", "a company has a seat", "https://example.org/rules#Seat")
    ]


def test_shapes_with_queries_run(sound: Path, shapes) -> None:
    rule = shapes("""
        : sh:declare [ sh:prefix "mkg" ; sh:namespace "https://w3id.org/mediakg/ontology#"^^xsd:anyURI ] .
        :Sure a sh:NodeShape ; sh:targetClass mkg:Claim ; sh:severity sh:Warning ; sh:sparql [ sh:prefixes : ;
            sh:message "not sure enough" ;
            sh:select "SELECT $this { $this mkg:confidence ?sure FILTER (?sure < 0.6) }" ] .
    """)
    assert {(f.severity, f.message, f.name) for f in findings(sound, rule).findings} == {
        ("Warning", "not sure enough", "Netflix – partnersWith – Studio Ciné-Mâché"),
        ("Warning", "not sure enough", "Netflix – revenue – 11080000000"),
        ("Warning", "not sure enough", "Reed Hastings – founderOf – Netflix"),
    }


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        (':x sh:select "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }" .', "uses SERVICE"),
        (':x sh:select "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }" .', "uses FROM"),
        (r':x sh:ask "ASK { \\u0053ERVICE <http://x/> { ?s ?p ?o } }" .', "hides characters"),
        (':x sh:declare [ sh:prefix "a: <b> SELECT" ; sh:namespace "http://x/" ] .', "is no prefix"),
        (':x sh:declare [ sh:prefix "a" ; sh:namespace "x> SELECT * FROM <file:///y> #" ] .', "not an absolute IRI"),
        (':x sh:js [ sh:jsFunctionName "f" ] .', "runs a script"),
        (":x a rdfs:Class .", "holds no SHACL shape"),
        (":x sh:path", "rules.ttl:4: not valid Turtle"),
    ],
)
def test_hostile_shapes_do_not_run(sound: Path, shapes, turtle: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        findings(sound, shapes(turtle))


def test_nothing_is_imported(sound: Path, shapes) -> None:
    rule = shapes(":r <http://www.w3.org/2002/07/owl#imports> <http://example.org/more> .\n" + EVERY_COMPANY_HAS_A_SEAT)
    assert len(findings(sound, rule).findings) == 1


def test_shapes_that_take_for_ever_are_stopped(tmp_path: Path, shapes) -> None:
    folder = graph(tmp_path / "g", aliases=("a" * 60 + "!",))
    slow = shapes(':Slow a sh:NodeShape ; sh:targetClass mkg:Film ; sh:property [ '
                  '<http://www.w3.org/ns/shacl#path> <http://www.w3.org/2004/02/skos/core#altLabel> ; '
                  'sh:pattern "^(a+)+$" ] .')  # fmt: skip
    with pytest.raises(UsageError, match="stopped after 6 seconds"):
        findings(folder, slow, timeout=6)
    assert findings(folder).conforms


def test_the_report_is_shacl_that_others_read(tmp_path: Path) -> None:
    (award,) = (claim for claim in good_claims() if claim.predicate == "awardReceived")
    folder = graph(tmp_path / "g", replace(award, mode="asserted"))
    out, again = io.BytesIO(), io.BytesIO()
    to_turtle(findings(folder), out)
    to_turtle(findings(folder), again)
    assert out.getvalue() == again.getvalue()
    report = rdflib.Graph().parse(data=out.getvalue(), format="turtle")
    (result,) = report.subjects(RDF.type, SH.ValidationResult)
    assert str(report.value(result, SH.focusNode)) == IRI_OF["film"]
    assert not report.value(None, SH.conforms, rdflib.Literal(True), any=False)


def test_descriptions_of_entities_are_checked(tmp_path: Path) -> None:
    folder = graph(tmp_path / "g")
    with GraphStore.create_or_open(folder, base=BASE) as store:
        quads = entities_quads([*ENTITIES, Entity(f"{BASE}entity/x", "", ("Person",))], BASE)
        store.replace_graph(entities_graph(BASE), quads)
        mentioned = article_quads(article(), (), IRI_OF | {"x": f"{BASE}entity/x"}, base=BASE)
        store.replace_article("le-monde-1", mentioned, content_hash="d", fingerprint="f")
    assert {f.message for f in findings(folder).findings} == {"an entity has exactly one name"}
