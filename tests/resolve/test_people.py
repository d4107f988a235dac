"""Persons under several spellings are one person; namesakes, families and generations are not."""

from __future__ import annotations

import pytest

from kg.model import Claim, EntityRef, Evidence, Extraction
from kg.resolve.persons import compatible, parse_person
from kg.resolve.words import load_words
from kg.resources import ontologies_dir

from .test_resolution import article, entity, together

WORDS = load_words(ontologies_dir())


def person(name, key=None):
    return entity(name, "Person", key=key)


def about(id_, name, *others):
    """Return an article that connects a person with other things."""
    locals_ = [person(name), *others]
    claims = [
        Claim(f"{id_}-{n}", id_, EntityRef(name), "partnersWith", EntityRef(other.key), Evidence(0, 0, ""))
        for n, other in enumerate(others)
    ]
    return Extraction(id_, "en", tuple(locals_), tuple(claims))


@pytest.mark.parametrize(
    ("name", "given", "particles", "family"),
    [
        ("Ted Sarandos", ("ted",), "", "sarandos"),
        ("Sarandos, Ted", ("ted",), "", "sarandos"),
        ("SARANDOS Ted", ("ted",), "", "sarandos"),
        ("Sir Ridley Scott", ("ridley",), "", "scott"),
        ("Mme Anne-Lise Brun", ("anne-lise",), "", "brun"),
        ("J.J. Abrams", ("j", "j"), "", "abrams"),
        ("J. J. Abrams", ("j", "j"), "", "abrams"),
        ("J.-P. Sauvaire", ("j-p",), "", "sauvaire"),
        ("Vincent D'Onofrio", ("vincent",), "", "donofrio"),
        ("Ursula von der Leyen", ("ursula",), "vonder", "leyen"),
        ("von der Leyen, Ursula", ("ursula",), "vonder", "leyen"),
        ("Ewan Le Goff", ("ewan",), "le", "goff"),
        ('Robert "Bob" Tennant', ("robert",), "", "tennant"),
        ("Michael B. Jordan", ("michael", "b"), "", "jordan"),
    ],
)
def test_a_name_is_taken_apart(name, given, particles, family):
    found = parse_person(name, WORDS)

    assert (found.given, found.particles, found.family) == (given, particles, family)


@pytest.mark.parametrize("name", ["Robyn", "Lord Hexham", "Mme Brun", "", " , ", "…", "Jr."])
def test_a_single_word_is_not_taken_apart(name):
    assert parse_person(name, WORDS) is None


@pytest.mark.parametrize(
    ("name", "same_as"),
    [("Ada Holm Jr.", "Ada Holm, Jr."), ("Ada Holm fils", "Ada Holm Junior"), ("Ada Holm II", None)],
)
def test_generations_are_told_apart(name, same_as):
    found = parse_person(name, WORDS)

    assert (found.family, found.generation is not None) == ("holm", True)
    assert same_as is None or parse_person(same_as, WORDS).generation == found.generation


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("b",), (), True),
        (("b",), ("bakari",), True),
        (("b",), ("c",), False),
        ((), (), True),
        (("a", "c"), ("a", "b", "c"), True),
    ],
)
def test_middle_names_may_be_short_or_left_out(one, other, expected):
    assert compatible(one, other) is expected
    assert compatible(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Ted Sarandos", "Sarandos, Ted", "name-order"),
        ("Ted Sarandos", "SARANDOS Ted", "name-order"),
        ("Paul Kervadec", "Kervadec Paul", "name-order"),
        ("Jean-Baptiste Kervella", "J.-B. Kervella", "initials"),
        ("Ada Holm", "A. Holm", "initials"),
        ("Jeffrey Jacob Holm", "J.J. Holm", "initials"),
        ("Bob Tennant", "Robert Tennant", "nickname"),
        ("Liz Ormond", "Elizabeth Ormond", "nickname"),
        ("Manu Lacaze", "Emmanuel Lacaze", "nickname"),
        ("Michael B. Tarn", "Michael Tarn", "middle-name"),
        ("Michael B. Tarn", "Michael Bakari Tarn", "middle-name"),
        ("Guillaume de Kermadec", "Guillaume Kermadec", "particle"),
        ("J.J. Holmsen", "J. J. Holmsen", "spacing"),
        ("Sir Ridley Holm", "Ridley Holm", "spacing"),
    ],
)
def test_spellings_of_one_name_are_one_person(resolved, one, other, reason):
    found = resolved(article("a", person(one, "x")), article("b", person(other, "y"), lang="fr"))

    (merges,) = found.merges.values()
    assert together(found, ("a", "x"), ("b", "y"))
    assert [link.reason for link in merges] == [reason]


@pytest.mark.parametrize("name", ["Jean Baptiste Kervella", "Jean‑Baptiste Kervella", "JEAN-BAPTISTE KERVELLA"])
def test_hyphens_and_capitals_make_no_other_person(resolved, name):
    found = resolved(article("a", person("Jean-Baptiste Kervella", "x")), article("b", person(name, "y")))

    assert together(found, ("a", "x"), ("b", "y"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean-Baptiste Kervella", "Jean Kervella"),
        ("Ada Holm", "B. Holm"),
        ("Ada Holm", "Ida Holm"),
        ("Daniel Roche", "Danielle Roche"),
        ("Maria Feld", "Marie Feld"),
        ("Bill Ormond", "Liz Ormond"),
        ("Bob Tennant", "Robert Tennent-Moss"),
        ("Marcus Dell", "Marcus Dell Jr."),
        ("Marcus Dell Sr.", "Marcus Dell Jr."),
        ("Alain Brossard père", "Alain Brossard fils"),
        ("Michael B. Tarn", "Michael C. Tarn"),
        ("Paul Martin", "Martin Paul"),
        ("Paul Morel", "Paul Morell"),
        ("Dana Oakes", "Oakes"),
    ],
)
def test_other_persons_stay_apart(resolved, one, other):
    found = resolved(article("a", person(one, "x")), article("b", person(other, "y")))

    assert not together(found, ("a", "x"), ("b", "y"))


def test_a_father_and_his_son_are_in_doubt(resolved):
    found = resolved(article("a", person("Marcus Dell")), article("b", person("Marcus Dell Jr.")))

    assert [link.reason for link in found.doubts] == ["generation"]


def test_initials_that_fit_two_persons_are_in_doubt(resolved):
    found = resolved(
        article("a", person("Paul Vasseur")),
        article("b", person("Pauline Vasseur")),
        article("c", person("P. Vasseur")),
    )

    assert len(found.entities) == 3
    assert {link.reason for link in found.doubts} == {"initials"}
    assert len(found.doubts) == 2


def test_what_they_are_connected_with_tells_which_of_two_is_meant(resolved):
    radio = entity("Radio du Lac", "Broadcaster")
    found = resolved(
        about("a", "Paul Vasseur", radio), article("b", person("Pauline Vasseur")), about("c", "P. Vasseur", radio)
    )

    assert together(found, ("a", "Paul Vasseur"), ("c", "P. Vasseur"))
    assert not together(found, ("b", "Pauline Vasseur"), ("c", "P. Vasseur"))


def test_a_common_family_name_needs_more_than_initials(resolved):
    family = [
        article(f"f{n}", person(name)) for n, name in enumerate(["Ann Lee", "Bea Lee", "Cy Lee", "Dora Lee", "Eve Lee"])
    ]
    radio = entity("Radio du Lac", "Broadcaster")

    assert not together(resolved(*family, article("x", person("D. Lee"))), ("f3", "Dora Lee"), ("x", "D. Lee"))
    assert together(
        resolved(*family, about("y", "Dora Lee", radio), about("x", "D. Lee", radio)),
        ("f3", "Dora Lee"),
        ("x", "D. Lee"),
    )


def test_two_names_that_one_article_keeps_apart_are_two_persons(resolved):
    both = article("a", person("Robert Tennant"), person("Bob Tennant"))

    assert len(resolved(both).entities) == 2
    assert [link.reason for link in resolved(both).doubts] == ["same-article"]


def test_a_known_person_is_found_under_other_spellings(resolved, knowledge):
    (entry,) = [e for e in knowledge.lookup("Steven Spielberg") if "Person" in e.types]
    found = resolved(
        article("a", entity("Steven Spielberg", "Person", kb=entry.id)),
        article("b", person("S. Spielberg")),
        article("c", person("Spielberg, Steven")),
        article("d", person("Steve Spielberg")),
    )

    (spielberg,) = found.entities
    assert spielberg.same_as == (f"http://www.wikidata.org/entity/{entry.qid}",)


def test_thousands_of_bearers_of_one_family_name_are_no_matter(resolved):
    """Pair by pair this would be two million comparisons."""
    syllables = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se"]
    names = [f"{a}{b}{c}".title() + " Martin" for a in syllables for b in syllables for c in syllables]

    assert len(resolved(*(article(name, person(name)) for name in names)).entities) == len(names)


def test_a_family_name_alone_is_in_doubt_unless_it_shares_its_context(resolved):
    radio = entity("Radio du Lac", "Broadcaster")
    alone = resolved(article("a", person("Ada Holm")), article("b", person("Holm")))
    shared = resolved(about("a", "Ada Holm", radio), about("b", "Holm", radio))
    other = resolved(about("a", "Ada Holm", radio), article("b", person("Ada")))

    assert [link.reason for link in alone.doubts] == ["surname"]
    assert together(shared, ("a", "Ada Holm"), ("b", "Holm"))
    assert not together(other, ("a", "Ada Holm"), ("b", "Ada"))
