"""What a statement implies follows from the ontology file alone, the shipped one or a user's own."""

from __future__ import annotations

import pytest

from kg.ontology import implications, load_schema, ontology_quads
from kg.ontology.implied import MAX_IMPLIED

HEADER = """
@prefix : <https://example.org/o#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Thing a owl:Class .
"""


@pytest.fixture
def implied(tmp_path):
    def implied(turtle: str) -> dict:
        path = tmp_path / "own.ttl"
        path.write_text(HEADER + turtle, encoding="utf-8")
        return implications(load_schema(path))

    return implied


def test_a_co_chief_executive_is_chief_executive_and_holds_a_post():
    found = implications(load_schema())
    assert found["coChiefExecutiveOf"] == (("chiefExecutiveOf", False), ("holdsPositionAt", False))
    assert found["founderOf"] == (("holdsPositionAt", False),)


def test_symmetric_relations_hold_the_other_way_round():
    found = implications(load_schema())
    assert {name for name, more in found.items() if (name, True) in more} == {
        "mergesWith",
        "partnersWith",
        "competesWith",
    }


def test_relations_without_a_rule_imply_nothing():
    found = implications(load_schema())
    assert {"acquires", "owns", "director", "revenue", "price", "roleTitle"}.isdisjoint(found)


def test_inverses_are_read_from_either_side(implied):
    both = implied(":owns a owl:ObjectProperty ; owl:inverseOf :ownedBy . :ownedBy a owl:ObjectProperty .")
    assert both == {"owns": (("ownedBy", True),), "ownedBy": (("owns", True),)}


def test_rules_follow_each_other(implied):
    found = implied("""
        :buys a owl:ObjectProperty ; rdfs:subPropertyOf :gets . :gets a owl:ObjectProperty .
        :goesTo a owl:ObjectProperty ; owl:inverseOf :gets ; rdfs:subPropertyOf :touches .
        :touches a owl:ObjectProperty, owl:SymmetricProperty .
    """)
    assert found["buys"] == (("gets", False), ("goesTo", True), ("touches", False), ("touches", True))


def test_circles_end(implied):
    found = implied("""
        :a a owl:ObjectProperty ; rdfs:subPropertyOf :b . :b a owl:ObjectProperty ; rdfs:subPropertyOf :a .
    """)
    assert found == {"a": (("b", False),), "b": (("a", False),)}


def test_an_ontology_that_would_flood_the_graph_is_not_followed(implied):
    many = "".join(
        f":p{n} a owl:ObjectProperty . :q a owl:ObjectProperty ; rdfs:subPropertyOf :p{n} .\n"
        for n in range(MAX_IMPLIED + 1)
    )
    assert implied(many) == {}


def test_an_own_ontology_stands_in_the_graph_under_the_names_that_claims_have(tmp_path):
    path = tmp_path / "own.ttl"
    path.write_text(
        HEADER
        + ":buys a owl:ObjectProperty ; rdfs:subPropertyOf :gets ; rdfs:domain :Thing . :gets a owl:ObjectProperty .",
        encoding="utf-8",
    )
    stored = {tuple(part.value.rpartition("/")[2] for part in quad.triple) for quad in ontology_quads("x:g", path)}
    assert {
        ("ontology#buys", "rdf-schema#subPropertyOf", "ontology#gets"),
        ("ontology#buys", "rdf-schema#domain", "ontology#Thing"),
        ("ontology#Thing", "22-rdf-syntax-ns#type", "owl#Class"),
        ("ontology#buys", "core#exactMatch", "o#buys"),
    } <= stored
    assert not any(subject.startswith("o#") for subject, _, _ in stored)
