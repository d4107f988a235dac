"""Persons and organisations of one name that may be two are told, and parted by a decision only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.decisions import new_decision, replay
from kg.model import Claim, DateValue, EntityRef, Evidence, Extraction
from kg.resolve import resolve

from .conftest import BASE
from .test_resolution import entity

CLASSES = {
    "citizenship": "Country",
    "occupation": "Occupation",
    "headquarters": "Place",
    "director": "Film",
    "castMember": "Film",
}
#: Relations whose subject is the other side.
BACKWARDS = {"director", "castMember"}


def told(id_, name, *facts, kind="Person", mode="asserted", since=""):
    """Return an article that tells facts, as (relation, other side), of one thing."""
    things, claims = {name: entity(name, kind)}, []
    for number, (relation, value) in enumerate(facts):
        if value[0].isdigit():
            sides = EntityRef(name), DateValue(value)
        else:
            things[value] = entity(value, CLASSES.get(relation, "Company"))
            sides = EntityRef(name), EntityRef(value)
        one, other = reversed(sides) if relation in BACKWARDS else sides
        more = (("startDate", since),) if since else ()
        said = Claim(f"{id_}-{number}", id_, one, relation, other, Evidence(0, 0, ""), mode, qualifiers=more)
        claims.append(said)
    return Extraction(id_, "en", tuple(things.values()), tuple(claims))


def reasons(found):
    return [link.text for link in found.namesakes]


def test_two_years_of_birth_are_asked_about_and_a_decision_settles_it(resolved):
    articles = (
        told("a", "Paula Renwick", ("birthDate", "1951-03-02"), ("director", "Low Tide")),
        told("b", "Paula Renwick", ("birthDate", "1983"), ("chiefExecutiveOf", "Halcyon")),
    )
    found = resolved(*articles)
    who = found.iri_of("a", "Paula Renwick")
    assert found.iri_of("b", "Paula Renwick") == who
    (link,) = found.namesakes
    assert (link.one, link.other, link.reason) == (who, f"{who}@b", "contradiction")
    assert link.text == "“Paula Renwick” may be two of one name: born 1951-03-02 in a, but born 1983 in b"
    parted = resolve(articles, BASE, decisions=replay([new_decision("different", link.other, link.one)]))
    assert parted.namesakes == ()
    assert parted.iri_of("b", "Paula Renwick") != parted.iri_of("a", "Paula Renwick")


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ([("deathDate", "1992")], [("chiefExecutiveOf", "Halcyon")], "died 1992 in a, but CEO of Halcyon (2019) in b"),
        ([("birthDate", "2015")], [("presidentOf", "Halcyon")], "born 2015 in a, but president of Halcyon (2019) in b"),
        (
            [("citizenship", "Portugal"), ("director", "Low Tide")],
            [("citizenship", "Canada"), ("castMember", "Ember")],
            "citizen of Portugal in a, but citizen of Canada in b",
        ),
        (
            [("occupation", "footballer"), ("employeeOf", "Redwood")],
            [("occupation", "cinematographer"), ("castMember", "Ember")],
            "works as footballer in a, but works as cinematographer in b",
        ),
        (
            [("chairOf", "Halcyon")],
            [("director", "Ember")],
            "chair of Halcyon in a, but director of Ember in b",
        ),
    ],
)
def test_what_contradicts_is_asked_about(resolved, one, other, text):
    found = resolved(told("a", "Paula Renwick", *one), told("b", "Paula Renwick", *other, since="2019-05"))
    assert reasons(found) == [f"“Paula Renwick” may be two of one name: {text}"]


def test_organisations_too(resolved):
    one = told("a", "Mercer Lane", ("foundingDate", "1924"), kind="Company")
    other = told("b", "Mercer Lane", ("foundingDate", "2016-01"), kind="Company")
    assert reasons(resolved(one, other)) == [
        "“Mercer Lane” may be two of one name: founded 1924 in a, but founded 2016-01 in b"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # sources that differ by a year
        ([("birthDate", "1951")], [("birthDate", "1952-01")]),
        # one circle: the same film
        ([("birthDate", "1951"), ("director", "Low Tide")], [("birthDate", "1983"), ("castMember", "Low Tide")]),
        # nothing but the citizenship is known of one
        ([("citizenship", "Portugal")], [("citizenship", "Canada"), ("castMember", "Ember")]),
        # one of two citizenships is the same
        (
            [("citizenship", "Portugal"), ("citizenship", "Canada"), ("director", "Low Tide")],
            [("citizenship", "Canada"), ("castMember", "Ember")],
        ),
        # a career that many have
        (
            [("occupation", "screenwriter"), ("director", "Low Tide")],
            [("occupation", "film director"), ("castMember", "Ember")],
        ),
        ([("occupation", "actor"), ("castMember", "Low Tide")], [("occupation", "singer"), ("castMember", "Ember")]),
        # leading a firm and working for another one
        ([("chairOf", "Halcyon")], [("employeeOf", "Redwood")]),
        # a post before the death
        ([("deathDate", "2021")], [("chiefExecutiveOf", "Halcyon")]),
        # nothing but other neighbours
        ([("director", "Low Tide")], [("castMember", "Ember")]),
    ],
)
def test_what_may_well_be_one_is_not(resolved, one, other):
    found = resolved(told("a", "Paula Renwick", *one), told("b", "Paula Renwick", *other, since="2019-05"))
    assert reasons(found) == []


def test_who_is_known_may_do_several_things(resolved):
    def known(id_, *facts):
        made = told(id_, "Luc Besson", *facts)
        return replace(made, entities=(replace(made.entities[0], kb_id="Q484779"), *made.entities[1:]))

    one, other = known("a", ("chairOf", "Halcyon")), known("b", ("director", "Ember"))
    assert reasons(resolved(one, other)) == []
    assert reasons(resolved(one, known("b", ("deathDate", "1951"), ("birthDate", "1899")))) == []
    assert len(reasons(resolved(known("a", ("birthDate", "1959")), known("b", ("birthDate", "1899"))))) == 1


def test_what_is_denied_or_rumoured_contradicts_nothing(resolved):
    one = told("a", "Paula Renwick", ("birthDate", "1951"))
    for mode in ("negated", "hedged", "planned"):
        assert reasons(resolved(one, told("b", "Paula Renwick", ("birthDate", "1983"), mode=mode))) == []


def test_articles_that_share_something_speak_for_one_another(resolved):
    articles = (
        told("a", "Paula Renwick", ("birthDate", "1951"), ("director", "Low Tide")),
        told("b", "Paula Renwick", ("castMember", "Low Tide"), ("employeeOf", "Redwood")),
        told("c", "Paula Renwick", ("birthDate", "1983"), ("employeeOf", "Redwood")),
    )
    assert reasons(resolved(*articles)) == []
