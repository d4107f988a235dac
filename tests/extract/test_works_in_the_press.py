"""How the press writes about works: titles without quotation marks, adaptations, credits that name no work.

A case is (language, text, triples, mode) as in ``test_press_style``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Article, EntityRef

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor

pytestmark = pytest.mark.models

FOUND = [
    # titles by their function words, cut before the firm that follows
    (
        "en",
        "Joel and Ethan Corman directed the comedy Lie After Midnight with Frances Doyle.",
        [
            ("Lie After Midnight", "director", "Joel Corman"),
            ("Lie After Midnight", "director", "Ethan Corman"),
            ("Lie After Midnight", "castMember", "Frances Doyle"),
        ],
        "asserted",
    ),
    (
        "en",
        (
            "Nils Harbury is to write and direct an adaptation of Petra Quist's novel The Salt Ledger for Dunmore "
            "Lane Pictures. Colin Ashby will produce and star."
        ),
        [
            ("The Salt Ledger", "screenwriter", "Nils Harbury"),
            ("The Salt Ledger", "director", "Nils Harbury"),
            ("The Salt Ledger", "productionCompany", "Dunmore Lane Pictures"),
            ("The Salt Ledger", "producer", "Colin Ashby"),
            ("The Salt Ledger", "castMember", "Colin Ashby"),
        ],
        "planned",
    ),
    (
        "en",
        (
            "Mona Sale adapted Ida Blount's novel “Harrow Mill” into a period drama. The drama was produced by "
            "Rusty Production."
        ),
        [
            ("Harrow Mill", "author", "Ida Blount"),
            ("Harrow Mill", "screenwriter", "Mona Sale"),
            ("Harrow Mill", "productionCompany", "Rusty Production"),
        ],
        "asserted",
    ),
    (
        "en",
        "Hugo Dane is behind the drama series “When We Wake”. It is produced by Studio Gantry.",
        [("When We Wake", "creator", "Hugo Dane"), ("When We Wake", "productionCompany", "Studio Gantry")],
        "asserted",
    ),
]

FOUND += [
    # credits that name no work
    (
        "en",
        (
            "The thriller “Dreamhouse” is directed by Nick Jarvis. Producers are Cass Elwood and Jon Vane. Other cast "
            "members are Jake Owen, newcomer Dina Benson, and Vi McGrew. Rounding out the ensemble is Tom Fay."
        ),
        [
            ("Dreamhouse", "producer", "Cass Elwood"),
            ("Dreamhouse", "producer", "Jon Vane"),
            ("Dreamhouse", "castMember", "Jake Owen"),
            ("Dreamhouse", "castMember", "Dina Benson"),
            ("Dreamhouse", "castMember", "Vi McGrew"),
            ("Dreamhouse", "castMember", "Tom Fay"),
        ],
        "asserted",
    ),
    (
        "en",
        (
            "A24 will finance the film “Sorrow Street”. Marvin Gray will direct, with Gray and Lars Kudsen producing "
            "under their Round Peg banner. Access Works will co-finance with Danny Colman executive producing."
        ),
        [
            ("Sorrow Street", "director", "Marvin Gray"),
            ("Sorrow Street", "productionCompany", "Round Peg"),
            ("Sorrow Street", "producer", "Danny Colman"),
        ],
        "planned",
    ),
    (
        "en",
        "The film “Dreamhouse” follows Lissy (Julia Moor) after a death. She meets a nurse (Ida Krohn).",
        [("Dreamhouse", "castMember", "Julia Moor"), ("Dreamhouse", "castMember", "Ida Krohn")],
        "asserted",
    ),
    (
        "en",
        "Levi Fiedler (The Fostered) has joined the cast of the drama “Dreamhouse”. Mercy Lane star Josh Rand is in.",
        [
            ("The Fostered", "castMember", "Levi Fiedler"),
            ("Dreamhouse", "castMember", "Levi Fiedler"),
            ("Mercy Lane", "castMember", "Josh Rand"),
        ],
        "asserted",
    ),
    # awards
    (
        "en",
        (
            "Oscar winner Julia Moor and Emmy-nominated writer Tom Fay were at the premiere. Two-time Grammy winner "
            "Ana Bell sang. The Oscar-winning drama The Long Lane is back."
        ),
        [
            ("Julia Moor", "awardReceived", "Oscar"),
            ("Tom Fay", "nominatedFor", "Emmy"),
            ("Ana Bell", "awardReceived", "Grammy"),
            ("The Long Lane", "awardReceived", "Oscar"),
        ],
        "asserted",
    ),
    (
        "en",
        (
            "Among comedies, best actor nominees are Omar Lind of “Soft Landing,” Theo Grant of “The Last Baker "
            "in Town,” and Paul Renner (Quiet)."
        ),
        [
            ("Omar Lind", "nominatedFor", "best actor"),
            ("Theo Grant", "nominatedFor", "best actor"),
            ("Paul Renner", "nominatedFor", "best actor"),
            ("The Last Baker in Town", "castMember", "Theo Grant"),
            ("Quiet", "castMember", "Paul Renner"),
        ],
        "asserted",
    ),
    # careers
    (
        "en",
        (
            "Ron Griffin landed parts in series such as Minder Lane and The Sweep. Other roles in his career included "
            "an appearance in 1982's Ghandour, Shirley Ballantine in 1989 and 2008 Tim Cross film Valhalla."
        ),
        [
            ("Minder Lane", "castMember", "Ron Griffin"),
            ("The Sweep", "castMember", "Ron Griffin"),
            ("Ghandour", "castMember", "Ron Griffin"),
            ("Ghandour", "releaseDate", "1982"),
            ("Shirley Ballantine", "castMember", "Ron Griffin"),
            ("Shirley Ballantine", "releaseDate", "1989"),
            ("Valhalla", "castMember", "Ron Griffin"),
            ("Valhalla", "castMember", "Tim Cross"),
        ],
        "asserted",
    ),
]

ABSENT = [
    # an actress before a noun for a film has not directed it; the bracket of a composer is no character's
    ("The Dora Ridge drama “Sometimes I Wait” opened on Friday.", "director", "Dora Ridge"),
    ("The film “Ore” is out. Evan Cole (Violet Garden) is composing the music.", "castMember", "Violet Garden"),
    ("The film “Ore” is out. Producers are Cass Elwood and Jon Vane.", "occupation", "producer"),
    # whoever adapts a novel has not written it
    ("Nils Harbury will write an adaptation of Petra Quist's novel The Salt Ledger.", "author", "Nils Harbury"),
]


def read(extractor: Extractor, text: str, language: str) -> dict[tuple[str, str, str], str]:
    """Return the modes of the claims of a text."""
    (found,) = extractor.extract([Article(id="t", text=text, lang=language, date="2024-11-20")])
    names = {e.key: e.name for e in found.entities}
    return {
        (
            names[c.subject.key],
            c.predicate,
            names[c.object.key] if isinstance(c.object, EntityRef) else str(getattr(c.object, "value", c.object)),
        ): c.mode
        for c in found.claims
    }


@pytest.mark.parametrize(("language", "text", "triples", "mode"), FOUND)
def test_the_claims_of_a_text(
    extractor: Extractor, language: str, text: str, triples: list[tuple[str, str, str]], mode: str
) -> None:
    claims = read(extractor, text, language)
    assert {triple: claims.get(triple) for triple in triples} == dict.fromkeys(triples, mode)


@pytest.mark.parametrize(("text", "predicate", "target"), ABSENT)
def test_claims_that_a_text_does_not_make(extractor: Extractor, text: str, predicate: str, target: str) -> None:
    assert not [t for t in read(extractor, text, "en") if t[1:] == (predicate, target)]
