"""The shapes accept a good graph and report each kind of damage; they agree with the ontology."""

from __future__ import annotations

import pytest
import rdflib
from pyshacl import validate
from rdflib.namespace import RDF, SH

from kg.ontology import load_schema
from kg.resources import ontologies_dir

MKG = rdflib.Namespace("https://w3id.org/mediakg/ontology#")
SHAPES = rdflib.Namespace("https://w3id.org/mediakg/shapes#")

PREFIXES = """
@prefix mkg: <https://w3id.org/mediakg/ontology#> .
@prefix kg: <https://w3id.org/mediakg/> .
@prefix e: <https://w3id.org/mediakg/entity/> .
@prefix article: <https://w3id.org/mediakg/article/> .
@prefix claim: <https://w3id.org/mediakg/claim/> .
@prefix ev: <https://w3id.org/mediakg/evidence/> .
@prefix q: <https://w3id.org/mediakg/quantity/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
GOOD = (
    PREFIXES
    + """
e:harfang a mkg:Company ; rdfs:label "Harfang" ; skos:prefLabel "Harfang"@en, "Harfang"@fr ;
    skos:altLabel "Harfang SA" ; owl:sameAs wd:Q1 .
e:ondine a mkg:ProductionStudio ; rdfs:label "Studio Ondine" .
e:lea a mkg:Person ; rdfs:label "Léa Marquet" .
e:film a mkg:Film ; rdfs:label "Le Gué" .
e:prize a mkg:Award ; rdfs:label "Golden Reed" .

article:a1 a schema:Article ; dcterms:identifier "a1" ; schema:headline "Harfang"@fr ; schema:inLanguage "fr" ;
    schema:datePublished "2025-03-04"^^xsd:date ; schema:publisher "La Dépêche des écrans" ;
    schema:url "https://example.org/a1"^^xsd:anyURI ; schema:mentions e:harfang, e:ondine, e:lea, e:film, e:prize ;
    mkg:text "Harfang a racheté Ondine 🎬 pour 40 M€, dit Léa Marquet." ;
    mkg:contentHash "c0" ; mkg:pipelineFingerprint "f0" ; mkg:quadsHash "q0" .

claim:c1 a mkg:Claim ; mkg:subject e:harfang ; mkg:predicate mkg:acquires ; mkg:object e:ondine ;
    mkg:mode mkg:attributed ; mkg:attributedTo e:lea ; mkg:confidence 0.87 ; mkg:rule "lexicon:acquires/buy" ;
    prov:wasDerivedFrom article:a1 ; mkg:evidence ev:c1 ; mkg:price q:c1-price ; mkg:date "2025-03"^^xsd:gYearMonth .
ev:c1 a oa:TextQuoteSelector, oa:TextPositionSelector ; oa:exact "Ondine 🎬 pour" ; oa:start 18 ; oa:end 31 ;
    mkg:subjectSpan "0-7" ; mkg:objectSpan "18-24" .
q:c1-price a mkg:Quantity ; mkg:value 40000000 ; mkg:unit "EUR" ; mkg:bound "about" .
e:harfang mkg:acquires e:ondine .

claim:c2 a mkg:Claim ; mkg:subject e:harfang ; mkg:predicate mkg:revenue ; mkg:object q:c2 ;
    mkg:mode mkg:asserted ; mkg:confidence 1.0 ; mkg:rule "figure" ;
    prov:wasDerivedFrom article:a1 ; mkg:evidence ev:c1 .
q:c2 a mkg:Quantity ; mkg:change -2.5 ; mkg:period "2025-Q2" .
e:harfang mkg:revenue q:c2 .

claim:c3 a mkg:Claim ; mkg:subject e:film ; mkg:predicate mkg:releaseDate ; mkg:object "2026"^^xsd:gYear ;
    mkg:mode mkg:planned ; mkg:confidence 0.5 ; mkg:rule "date" ;
    prov:wasDerivedFrom article:a1 ; mkg:evidence ev:c1 .

claim:c4 a mkg:Claim ; mkg:subject e:lea ; mkg:predicate mkg:awardReceived ; mkg:object e:prize ;
    mkg:mode mkg:asserted ; mkg:confidence 0.9 ; mkg:rule "award" ; mkg:forWork e:film ; mkg:former false ;
    mkg:roleTitle "réalisatrice" ; prov:wasDerivedFrom article:a1 ; mkg:evidence ev:c1 .
e:lea mkg:awardReceived e:prize .
"""
)


@pytest.fixture(scope="module")
def shapes():
    return rdflib.Graph().parse(ontologies_dir() / "shapes.ttl", format="turtle")


@pytest.fixture(scope="module")
def ontology():
    return rdflib.Graph().parse(ontologies_dir() / "media.ttl", format="turtle")


@pytest.fixture
def messages(shapes, ontology):
    def messages(turtle: str) -> set[str]:
        data = rdflib.Graph().parse(data=turtle, format="turtle")
        conforms, report, text = validate(data, shacl_graph=shapes, ont_graph=ontology)
        found = {str(m) for m in report.objects(None, SH.resultMessage)}
        assert conforms == (not found), text
        return found

    return messages


def test_a_good_graph_conforms(messages):
    assert messages(GOOD) == set()


def test_the_shapes_are_valid_shacl(shapes, ontology):
    data = rdflib.Graph().parse(data=GOOD, format="turtle")
    conforms, _, text = validate(data, shacl_graph=shapes, ont_graph=ontology, meta_shacl=True)
    assert conforms, text


DAMAGE = {
    "no subject": (
        "mkg:subject e:harfang ; mkg:predicate mkg:acquires",
        "mkg:predicate mkg:acquires",
        "exactly one subject",
    ),
    "unknown predicate": ("mkg:predicate mkg:acquires", "mkg:predicate mkg:aquires", "a property of the ontology"),
    "two objects": ("mkg:object e:ondine", "mkg:object e:ondine, e:film", "exactly one object"),
    "object is text": ("mkg:object e:prize", 'mkg:object "Golden Reed"', "exactly one object"),
    "unknown mode": ("mkg:mode mkg:planned", "mkg:mode mkg:likely", "five modes"),
    "no mode": ("mkg:mode mkg:planned ;", "", "five modes"),
    "source without a class": ("mkg:attributedTo e:lea", "mkg:attributedTo e:nobody", "one source"),
    "confidence above one": ("mkg:confidence 0.87", "mkg:confidence 87", "confidence from 0 to 1"),
    "no rule": ('mkg:rule "figure" ;', "", "exactly one rule"),
    "no article": (
        "prov:wasDerivedFrom article:a1 ; mkg:evidence ev:c1 ; mkg:price",
        "mkg:evidence ev:c1 ; mkg:price",
        "one article",
    ),
    "no evidence": ("mkg:evidence ev:c1 ; mkg:price", "mkg:price", "one piece of evidence"),
    "former is text": ("mkg:former false", 'mkg:former "no"', "former must be a boolean"),
    "date is text": ('mkg:date "2025-03"^^xsd:gYearMonth', 'mkg:date "March"', "date must be a date"),
    "work without a class": ("mkg:forWork e:film", "mkg:forWork e:gone", "forWork must be"),
    "wrong offsets": ("oa:start 18 ; oa:end 31", "oa:start 17 ; oa:end 30", "not what stands in its article"),
    "end before start": ("oa:start 18 ; oa:end 31", "oa:start 31 ; oa:end 18", "before its end"),
    "negative start": ("oa:start 18", "oa:start -1", "from 0"),
    "no quote": ('oa:exact "Ondine 🎬 pour" ;', "", "exactly one quote"),
    "odd span": ('mkg:subjectSpan "0-7"', 'mkg:subjectSpan "0..7"', "subjectSpan must look like"),
    "empty quantity": ("mkg:change -2.5 ;", "", "a value or a change"),
    "value is text": ("mkg:value 40000000", 'mkg:value "40 millions"', "value must be one number"),
    "unknown unit": ('mkg:unit "EUR"', 'mkg:unit "€"', "unit must be"),
    "odd period": ('mkg:period "2025-Q2"', 'mkg:period "Q2 2025"', "period must be"),
    "unknown bound": ('mkg:bound "about"', 'mkg:bound "roughly"', "bound must be"),
    "article without text": ("mkg:text ", "schema:description ", "exactly one text"),
    "article without marker": ('mkg:pipelineFingerprint "f0" ;', "", "pipeline fingerprint"),
    "odd language": ('schema:inLanguage "fr"', 'schema:inLanguage "French"', "one language code"),
    "odd publication date": ('"2025-03-04"^^xsd:date', '"4 mars"', "datePublished must be"),
    "mention without a class": ("schema:mentions e:harfang", "schema:mentions e:ghost, e:harfang", "mentions must be"),
    "two names": ('rdfs:label "Harfang"', 'rdfs:label "Harfang", "Harfang SA"', "exactly one name"),
    "two labels in one language": ('"Harfang"@en', '"Harfang"@en, "Snowy Owl"@en', "preferred label"),
    "class outside the ontology": ("e:lea a mkg:Person", "e:lea a mkg:Persn", "classes of the ontology only"),
    "identifier is text": ("owl:sameAs wd:Q1", 'owl:sameAs "Q1"', "sameAs must be"),
    "hedged claim as a fact": ("mkg:mode mkg:attributed", "mkg:mode mkg:hedged", "no asserted or attributed claim"),
    "edge without a claim": (
        "e:lea mkg:awardReceived",
        "e:harfang mkg:owns e:film . e:lea mkg:awardReceived",
        "no asserted",
    ),
    "wrong domain": (
        "e:lea mkg:awardReceived",
        "e:film mkg:chiefExecutiveOf e:harfang . e:lea mkg:awardReceived",
        "subject of chiefExecutiveOf must be of class Person",
    ),
    "wrong range": (
        "e:lea mkg:awardReceived",
        "e:film mkg:director e:harfang . e:lea mkg:awardReceived",
        "object of director must be of class Person",
    ),
    "date expected": (
        "e:lea mkg:awardReceived",
        'e:film mkg:releaseDate "soon" . e:lea mkg:awardReceived',
        "object of releaseDate must be a date",
    ),
    "quantity expected": (
        "e:lea mkg:awardReceived",
        "e:film mkg:boxOffice 12 . e:lea mkg:awardReceived",
        "object of boxOffice must be a quantity",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), DAMAGE.values(), ids=DAMAGE)
def test_each_kind_of_damage_is_reported(messages, old, new, message):
    assert old in GOOD
    assert [m for m in messages(GOOD.replace(old, new, 1)) if message in m]


def _classes(shapes: rdflib.Graph, node) -> set[str]:
    """Return the local names of the classes that a shape asks for, one or a choice."""
    direct = set(shapes.objects(node, SH["class"]))
    choice = shapes.value(node, SH["or"])
    members = rdflib.collection.Collection(shapes, choice) if choice else ()
    direct |= {c for member in members for c in shapes.objects(member, SH["class"])}
    return {str(c).removeprefix(str(MKG)) for c in direct}


def test_direct_triple_shapes_are_the_domains_and_ranges_of_the_ontology(shapes):
    schema = load_schema()
    predicates = {n: i for n, i in schema.relations.items() if i.kind != "qualifier"}
    targets = {str(o).removeprefix(str(MKG)): s for s, o in shapes.subject_objects(SH.targetSubjectsOf)}
    assert set(targets) == set(predicates)
    for name, info in predicates.items():
        shape = targets[name]
        assert (shape, RDF.type, SH.NodeShape) in shapes
        extra = {"Claim"} if name in schema.qualifiers else set()
        assert _classes(shapes, shape) == info.domain | extra, name
        (side,) = shapes.objects(shape, SH.property)
        assert shapes.value(side, SH.path) == MKG[name]
        if info.range == {"date"}:
            assert shapes.value(side, SH.node) == SHAPES.DateLiteral
        else:
            assert _classes(shapes, side) == ({"Quantity"} if info.range == {"quantity"} else info.range), name
