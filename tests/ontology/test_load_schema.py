"""Users bring their own ontologies, sometimes broken, sometimes hostile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.ontology import load_schema
from kg.ontology import turtle as turtle_module

if TYPE_CHECKING:
    import random

PREFIXES = """@prefix : <http://example.org/sport#> .
@prefix mkg: <https://w3id.org/mediakg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SPORT = (
    PREFIXES
    + """
<http://example.org/sport> a owl:Ontology .
:Athlete a owl:Class ; rdfs:label "athlete"@en, "athlète"@fr ; skos:exactMatch schema:Person .
:Team a owl:Class ; rdfs:subClassOf schema:SportsTeam, [ a owl:Restriction ; owl:onProperty :playsFor ] .
:NationalTeam a rdfs:Class ; rdfs:subClassOf :Team .
:Match a owl:Class .
:playsFor a owl:ObjectProperty ; rdfs:domain :Athlete ; rdfs:range :Team ; mkg:phrase "plays for"@en .
:captainOf a owl:ObjectProperty ; rdfs:subPropertyOf :playsFor .
:beats a owl:ObjectProperty ; rdfs:domain [ a owl:Class ; owl:unionOf ( :Athlete :Team ) ] ; rdfs:range owl:Thing .
:rivalOf a owl:ObjectProperty, owl:SymmetricProperty ; rdfs:domain :Team ; rdfs:range :Athlete .
:playedOn a owl:DatatypeProperty ; rdfs:domain :Match ; rdfs:range xsd:date .
:nickname a owl:DatatypeProperty ; rdfs:domain :Team ; rdfs:range rdfs:Literal .
:attendance a owl:ObjectProperty ; rdfs:subPropertyOf mkg:metric ; rdfs:domain :Match .
:transferFee a owl:ObjectProperty ; rdfs:domain :Athlete ; rdfs:range mkg:Quantity .
:shirtNumber a owl:DatatypeProperty ; rdfs:subPropertyOf mkg:qualifier ; rdfs:range xsd:integer .
:related a rdf:Property .
"""
)


@pytest.fixture
def write(tmp_path):
    def write(text, name="own.ttl"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_an_ontology_of_another_field_loads(write):
    schema = load_schema(write(SPORT))
    assert schema.namespace == "http://example.org/sport#"
    assert set(schema.classes) == {"Athlete", "Team", "NationalTeam", "Match"}
    assert schema.is_a("NationalTeam", "Team")
    assert schema.classes["Team"].alignments == (("subClassOf", "https://schema.org/SportsTeam"),)
    assert schema.label("Athlete", "fr") == "athlète"
    assert schema.label("NationalTeam", "fr") == "national team"
    assert schema.phrase("playsFor", "fr") == "plays for"


def test_its_relations_join_its_own_classes(write):
    schema = load_schema(write(SPORT))
    assert schema.allows("playsFor", ["Athlete"], ["NationalTeam"])
    assert not schema.allows("playsFor", ["Team"], ["Athlete"])
    assert schema.allows("beats", ["Team"], ["anything"])
    assert schema.allows("related", [], [])
    assert schema.allows("playedOn", ["Match"], ["date"])
    assert schema.allows("nickname", ["Team"], ["text"])
    assert schema.allows("rivalOf", ["Athlete"], ["Team"]), "symmetric relations may be told from either side"
    assert schema.symmetric == {"rivalOf"}


def test_sub_properties_inherit_domain_and_range(write):
    info = load_schema(write(SPORT)).relations["captainOf"]
    assert (info.domain, info.range, info.parents) == ({"Athlete"}, {"Team"}, ("playsFor",))


def test_metrics_and_qualifiers_are_told_by_the_core_terms(write):
    schema = load_schema(write(SPORT))
    assert schema.metrics == {"attendance", "transferFee"}
    assert schema.qualifiers == {"shirtNumber"}
    assert schema.relations["attendance"].range == {"quantity"}
    assert schema.relations["shirtNumber"].range == {"number"}


def test_an_ontology_may_add_to_the_shipped_one(write):
    own = write(
        PREFIXES
        + "<http://example.org/sport> a owl:Ontology ; owl:imports <https://w3id.org/mediakg/ontology> .\n"
        + ":Podcast a owl:Class ; rdfs:subClassOf mkg:Programme .\n"
        + ":hosts a owl:ObjectProperty ; rdfs:domain mkg:Person ; rdfs:range :Podcast ."
    )
    schema, shipped = load_schema(own), load_schema()
    assert schema.namespace == "http://example.org/sport#"
    assert set(schema.classes) == {*shipped.classes, "Podcast"}
    assert schema.is_a("Podcast", "CreativeWork")
    assert schema.allows("hosts", ["Person"], ["Podcast"])
    assert schema.allows("presenter", ["Podcast"], ["Person"])
    assert schema.iri("Podcast") == "http://example.org/sport#Podcast"
    assert schema.iri("owns") == shipped.iri("owns")
    assert schema.fingerprint != shipped.fingerprint


def test_without_a_header_the_namespace_of_most_classes_counts(write):
    text = "@prefix o: <http://www.w3.org/2002/07/owl#> .\n"
    text += "<http://b.org/X> a o:Class . <http://a.org/v/Y> a o:Class . <http://a.org/v/Z> a o:Class ."
    assert load_schema(write(text)).namespace == "http://a.org/v/"


def test_a_byte_order_mark_is_no_obstacle(write):
    assert (
        load_schema(write(b"\xef\xbb\xbf" + SPORT.encode())).classes.keys() == load_schema(write(SPORT)).classes.keys()
    )


def test_classes_that_contain_each_other_do_not_hang(write):
    schema = load_schema(
        write(PREFIXES + ":A a owl:Class ; rdfs:subClassOf :B . :B a owl:Class ; rdfs:subClassOf :A .")
    )
    assert schema.is_a("A", "B")
    assert schema.is_a("B", "A")
    assert schema.narrowest(["A", "B"]) == ("A", "B")


@given(st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(tmp_path_factory, chance: random.Random):
    statements = [line for line in SPORT.removeprefix(PREFIXES).splitlines() if line]
    chance.shuffle(statements)
    path = tmp_path_factory.mktemp("ontology") / "own.ttl"
    path.write_text(PREFIXES + "\n".join(statements), encoding="utf-8")
    shuffled, first = load_schema(path), load_schema_of_sport(tmp_path_factory)
    assert (shuffled.classes, shuffled.relations, shuffled.terms) == (first.classes, first.relations, first.terms)


def load_schema_of_sport(tmp_path_factory):
    path = tmp_path_factory.mktemp("ontology") / "sport.ttl"
    path.write_text(SPORT, encoding="utf-8")
    return load_schema(path)


BROKEN = {
    "syntax": (":A a owl:Class", r"own\.ttl:9: not valid Turtle \(Unexpected end\)"),
    "no class": (":a :b :c .", r"own\.ttl: declares no class"),
    "unknown range": (
        ":A a owl:Class .\n:p a owl:ObjectProperty ; rdfs:range :Missing .",
        r"own\.ttl:10: p its range <http://example.org/sport#Missing> is no class",
    ),
    "foreign domain": (
        ":A a owl:Class .\n:p a owl:ObjectProperty ; rdfs:domain schema:Person .",
        r"own\.ttl:10: .*declare",
    ),
    "two ranges": (":A a owl:Class .\n:p a owl:ObjectProperty ; rdfs:range :A, xsd:date .", r"own\.ttl:10: .*unionOf"),
    "odd range": (
        ":A a owl:Class .\n:p a owl:ObjectProperty ; rdfs:range [ a owl:Class ] .",
        r"own\.ttl:10: .*unionOf",
    ),
    "name twice": (
        "<http://example.org/sport> a owl:Ontology ; owl:imports mkg: . :A a owl:Class .\n:Film a owl:Class .",
        r"own\.ttl:10: Film declared as .* rename",
    ),
    "endless list": (
        ":A a owl:Class .\n:p a owl:ObjectProperty ; rdfs:range [ owl:unionOf _:l ] . _:l rdf:rest _:l .",
        r"own\.ttl:10: .*unionOf",
    ),
    "deep hierarchy": (
        "\n".join(f":C{i} a owl:Class ; rdfs:subClassOf :C{i + 1} ." for i in range(300)),
        r"more than 200 ancestors",
    ),
    "wide union": (
        ":A a owl:Class .\n:p a owl:ObjectProperty ; rdfs:range [ owl:unionOf (" + ":A " * 3000 + ") ] .",
        r"own\.ttl:10: .*at most 1000",
    ),
    "too many terms": ("\n".join(f":C{i} a owl:Class ." for i in range(10_001)), "more than 10,000 terms"),
    "long IRI": ("@prefix l: <http://example.org/" + "x" * 3000 + "> . l:a a owl:Class .", "an IRI of more than 2,000"),
    "relative IRI": ("<A> a owl:Class .", r"own\.ttl:9: not valid Turtle"),
    "not text": (b"\xff\xfe\x00", r"own\.ttl:\d+: not valid Turtle"),
    "nested": ("[" * 100_000, r"own\.ttl:\d+: not valid Turtle"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_says_where_and_what_to_do(write, text, message):
    path = write(PREFIXES.encode() + text if isinstance(text, bytes) else PREFIXES + text)
    with pytest.raises(DataError, match=message) as caught:
        load_schema(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_or_a_folder_is_a_data_error(tmp_path):
    for path in (tmp_path / "none.ttl", tmp_path):
        with pytest.raises(DataError, match="cannot be read"):
            load_schema(path)


def test_a_huge_file_is_refused(write, monkeypatch):
    monkeypatch.setattr(turtle_module, "MAX_BYTES", 100)
    with pytest.raises(DataError, match="larger than 100 bytes"):
        load_schema(write(SPORT))


def test_a_file_that_never_ends_is_refused():
    with pytest.raises(DataError, match="larger than"):
        load_schema(Path("/dev/zero"))


def test_too_many_triples_are_refused(write, monkeypatch):
    monkeypatch.setattr(turtle_module, "MAX_TRIPLES", 5)
    with pytest.raises(DataError, match="more than 5 triples"):
        load_schema(write(SPORT))


def test_a_prefix_bomb_does_not_fill_the_memory(write):
    bomb = "@prefix b: <http://example.org/" + "y" * 1_000_000 + "> .\n" + "b:x b:x b:x .\n" * 100_000
    with pytest.raises(DataError, match="an IRI of more than"):
        load_schema(write(PREFIXES + bomb))


@given(st.binary(max_size=300))
def test_any_bytes_either_load_or_give_a_data_error(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("ontology") / "any.ttl"
    path.write_bytes(data)
    with pytest.raises(DataError):
        load_schema(path)
