"""Titles of office and half adjectives beside names: they belong to no name, and say what they say."""

from __future__ import annotations

import pytest

from kg.model import Article, EntityRef

pytestmark = pytest.mark.models

PEOPLE = [
    ("en", "Executive Vice President of Content Marisa Quell joined Brightwave Media in 2019.", "Marisa Quell"),
    ("en", "EVP Programming Joel Tarr joined Brightwave Media from Hulu.", "Joel Tarr"),
    ("en", "They met Culture Secretary Lisa Nandel on Monday.", "Lisa Nandel"),
    ("en", "The film follows Detective Inspector Joan Marsh.", "Joan Marsh"),
    ("en", "Director of Photography Luis Ferrante shot the film.", "Luis Ferrante"),
    ("en", "The Agatha Christie-inspired play stars Naomi Feld.", "Agatha Christie"),
    ("fr", "Le Directeur Général Adjoint Information Alexandre Karmel quitte le groupe.", "Alexandre Karmel"),
]

STATED = [
    (
        "en",
        "Disney's Chief Marketing and Brand Officer Doug Hartnell left.",
        ("Doug Hartnell", "executiveOf", "Disney"),
    ),
    ("en", "Hulu's SVP Drama Joel Tarr was in Berlin.", ("Joel Tarr", "executiveOf", "Hulu")),
    ("en", "Pulitzer Prize-winning reporter Hal Brennan is back.", ("Hal Brennan", "awardReceived", "Pulitzer Prize")),
    ("en", "Pulitzer Prize-winning reporter Hal Brennan is back.", ("Hal Brennan", "occupation", "reporter")),
    ("en", "The Emmy-nominated writer Ines Calloway left.", ("Ines Calloway", "nominatedFor", "Emmy")),
    ("en", 'An A24-produced drama, "The Long Weir", opens.', ("The Long Weir", "productionCompany", "A24")),
    (
        "en",
        'The David Fincher-directed thriller "Cold Ash" cost too much.',
        ("Cold Ash", "director", "David Fincher"),
    ),
    (
        "fr",
        "Clara Voss, directrice générale des contenus de Mediawan, pilotera le projet.",
        ("Clara Voss", "executiveOf", "Mediawan"),
    ),
    ("fr", "Lina Marsan prend la présidence du CNC.", ("Lina Marsan", "presidentOf", "CNC")),
    (
        "fr",
        "Nommée directrice générale de France 24, Lina Marsan succède à Marc Saik.",
        ("Marc Saik", "chiefExecutiveOf", "France 24"),
    ),
    (
        "en",
        "Ruth Calder takes over from Jeremy Darvill at the helm of Sky.",
        ("Ruth Calder", "chiefExecutiveOf", "Sky"),
    ),
    (
        "fr",
        "Arthur Delaunay, directeur général du groupe TF1, pilotera le projet.",
        ("Arthur Delaunay", "chiefExecutiveOf", "TF1"),
    ),
]


@pytest.mark.parametrize(("lang", "text", "name"), PEOPLE, ids=[case[2] for case in PEOPLE])
def test_a_title_of_office_is_no_part_of_a_name(extractor, lang, text, name):
    (found,) = extractor.extract([Article(id="1", text=text, lang=lang)])
    assert name in {entity.name for entity in found.entities if "Person" in entity.types}


@pytest.mark.parametrize(("lang", "text", "triple"), STATED, ids=[" ".join(case[2]) for case in STATED])
def test_what_stands_before_a_name_is_said_of_it(extractor, lang, text, triple):
    (found,) = extractor.extract([Article(id="1", text=text, lang=lang)])
    names = {entity.key: entity.name for entity in found.entities}
    said = {
        (names[c.subject.key], c.predicate, names[c.object.key])
        for c in found.claims
        if isinstance(c.object, EntityRef)
    }
    assert triple in said


def test_a_word_that_opens_a_sentence_is_no_part_of_a_name(extractor):
    text = "Following Paramount's purchase of Larkmoor Pictures, the unit was folded into a larger group."
    (found,) = extractor.extract([Article(id="1", text=text, lang="en")])
    assert {"Paramount", "Larkmoor Pictures"} <= {entity.name for entity in found.entities}


@pytest.mark.parametrize(
    ("lang", "text"),
    [("fr", "Un texte court, sans nom.\n\nÉgalement condamnée pour «"), ("en", "It was sold to broadcaster Lumio")],
)
def test_a_paragraph_may_end_anywhere(extractor, lang, text):
    (found,) = extractor.extract([Article(id="1", text=text, lang=lang)])
    assert found.article_id == "1"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Rivet Films bought « Low Tide ». Ada Holm, who was president of this year's jury, left."),
        ("fr", "Rivet Films a acheté « La Dune ». Ada Holm, présidente du jury du concours, est partie."),
    ],
)
def test_a_post_at_another_body_is_none_at_the_firm_spoken_of(extractor, lang, text):
    (found,) = extractor.extract([Article(id="a", text=text, lang=lang, date="2025-05-05")])
    assert "presidentOf" not in {claim.predicate for claim in found.claims}
