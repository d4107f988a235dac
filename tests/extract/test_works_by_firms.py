"""Credits of companies and people that no verb makes, and which of several works a bare credit is about.

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
    # what somebody is known from is not what the article is about
    (
        (
            "“Frost Parish” and “Nine Bells” star Orla Kemp has joined the cast of “The Lodger” starring Tim Asher. "
            "Petra Dunne is directing from a screenplay by Hugh Sale. Tall Elm Pictures is producing the project."
        ),
        [
            ("The Lodger", "castMember", "Orla Kemp"),
            ("The Lodger", "castMember", "Tim Asher"),
            ("The Lodger", "director", "Petra Dunne"),
            ("The Lodger", "screenwriter", "Hugh Sale"),
            ("The Lodger", "productionCompany", "Tall Elm Pictures"),
        ],
    ),
    # people behind the name of their firm, and who joins in along with them
    (
        (
            "The thriller “The Weir House” starts shooting in May. Producers are Tall Elm’s Kate Wells, Max Prout "
            "and Ann Stowe, alongside Bramble Films’ Ted Shore. Rhoda Scant will executive produce along "
            "with Bramble Films’ Ben Hale."
        ),
        [
            ("The Weir House", "producer", "Kate Wells"),
            ("The Weir House", "producer", "Max Prout"),
            ("The Weir House", "producer", "Ann Stowe"),
            ("The Weir House", "producer", "Ted Shore"),
            ("The Weir House", "producer", "Rhoda Scant"),
            ("The Weir House", "producer", "Ben Hale"),
        ],
    ),
    # a work that two possess
    (
        "Moira Tate and Ned Oakes have joined the ensemble of Al Corby and A24’s Grief Road, starring Gil Marsh.",
        [
            ("Grief Road", "castMember", "Moira Tate"),
            ("Grief Road", "castMember", "Ned Oakes"),
            ("Grief Road", "castMember", "Gil Marsh"),
        ],
    ),
    # companies: their lists of works, co-productions, associations, epithets
    (
        "Bramble Films also worked on movies including Grey Harvest and Paper Kites.",
        [
            ("Grey Harvest", "productionCompany", "Bramble Films"),
            ("Paper Kites", "productionCompany", "Bramble Films"),
        ],
    ),
    (
        "Bramble Films' credits range from Grey Harvest and Salt Mile to The Slow Field.",
        [
            ("Grey Harvest", "productionCompany", "Bramble Films"),
            ("Salt Mile", "productionCompany", "Bramble Films"),
            ("The Slow Field", "productionCompany", "Bramble Films"),
        ],
    ),
    (
        "Harrowfield Games has made hits such as Rootbound and Lantern Deep.",
        [("Rootbound", "developer", "Harrowfield Games"), ("Lantern Deep", "developer", "Harrowfield Games")],
    ),
    (
        "“Salt Mile” is a co-production between Bramble Films and Elm Pictures in association with Tern Entertainment.",
        [
            ("Salt Mile", "productionCompany", "Bramble Films"),
            ("Salt Mile", "productionCompany", "Elm Pictures"),
            ("Salt Mile", "productionCompany", "Tern Entertainment"),
        ],
    ),
    ("“Salt Mile” producer Bramble Films has moved.", [("Salt Mile", "productionCompany", "Bramble Films")]),
    (
        "The group bought a stake in Grey Harvest and Salt Mile outfit Elm Pictures.",
        [("Grey Harvest", "productionCompany", "Elm Pictures"), ("Salt Mile", "productionCompany", "Elm Pictures")],
    ),
    (
        "The group has bought Elm Pictures, the company behind “Grey Harvest” and “Salt Mile”.",
        [("Grey Harvest", "productionCompany", "Elm Pictures"), ("Salt Mile", "productionCompany", "Elm Pictures")],
    ),
    # rights, sales and where a film ends up
    ("Neon bought North American rights to “Salt Mile” out of Cannes.", [("Salt Mile", "distributor", "Neon")]),
    (
        "The thriller “Salt Mile” opens the festival. Goodfellas is handling international sales.",
        [("Salt Mile", "distributor", "Goodfellas")],
    ),
    ("The documentary “Salt Mile” has sold to Neon for the US.", [("Salt Mile", "distributor", "Neon")]),
    # what is said of a predicate, and what somebody possesses behind a verb
    (
        "“Crumbs” is a sitcom pilot penned by Mona Lund and Rhys Thorne and produced by Kudos.",
        [("Crumbs", "productionCompany", "Kudos")],
    ),
    (
        "The film is by Studio Langford, which made the BBC’s drama “Nine Sisters.”",
        [("Nine Sisters", "productionCompany", "Studio Langford"), ("Nine Sisters", "broadcaster", "BBC")],
    ),
    (
        "She also wrote Amazon Studios’ recent adaptation of “Bright Fair”.",
        [("Bright Fair", "productionCompany", "Amazon Studios")],
    ),
    # years that own a title, roles that somebody owns, nominations for the award spoken of
    ("Ida Holt co-starred in 2015's Low Orchard.", [("Low Orchard", "releaseDate", "2015")]),
    (
        "Ida Holt is known for her role as a judge in the 1982 film Low Orchard.",
        [("Low Orchard", "castMember", "Ida Holt")],
    ),
    (
        "The nominations for the Emmy Awards are out. HBO received 94 nominations.",
        [("HBO", "nominatedFor", "Emmy Awards")],
    ),
    (
        "Ember Nexus is a title from Harrowfield Games. Ember Nexus will be available for PS5 and PC.",
        [("Ember Nexus", "gamePlatform", "PS5"), ("Ember Nexus", "developer", "Harrowfield Games")],
    ),
    # what somebody serves as, parts in a row, two trades of one person, firms in small clauses
    (
        "The drama “Salt Mile” has begun shooting. Max Prout and Ann Stowe serve as executive producers.",
        [("Salt Mile", "producer", "Max Prout"), ("Salt Mile", "producer", "Ann Stowe")],
    ),
    (
        "“Salt Mile” stars Tim Asher as a priest, Orla Kemp as his sister and Gil Marsh as the mayor.",
        [("Salt Mile", "castMember", name) for name in ("Tim Asher", "Orla Kemp", "Gil Marsh")],
    ),
    (
        "Tim Asher has been cast in “Salt Mile”, the new film from writer-director Petra Dunne.",
        [("Salt Mile", "director", "Petra Dunne"), ("Salt Mile", "screenwriter", "Petra Dunne")],
    ),
    (
        "Rootbound, the survival game from Harrowfield Games, was released in 2022, with Devolver Digital publishing.",
        [("Rootbound", "publisher", "Devolver Digital"), ("Rootbound", "releaseDate", "2022")],
    ),
    # who brings out a film: a buyer, and the studio before its name in box-office news
    (
        "Sony Pictures Classics picked up the film “Salt Mile”, starring Orla Kemp, in Venice.",
        [("Salt Mile", "distributor", "Sony Pictures Classics")],
    ),
    (
        "Lionsgate's thriller “Salt Mile” grossed $9 million over the weekend in 2,000 theaters.",
        [("Salt Mile", "distributor", "Lionsgate")],
    ),
    # a quoted title is no paper
    ("“Tart Town” was created by Ida Holt.", [("Tart Town", "creator", "Ida Holt")]),
    # when an album is out
    (
        "Singer Lena Frost has finished her third album, Brine, out January 9 on Moss Records.",
        [("Brine", "releaseDate", "2025-01-09"), ("Brine", "recordLabel", "Moss Records")],
    ),
]

ABSENT = [
    # what starts shooting is not out, whoever has an actor in brackets is in the story, who serves has no trade
    ("The film “Salt Mile” starts shooting in May.", "releaseDate", "2025-05"),
    ("“Salt Mile” features Joel (Tim Asher) as a priest.", "castMember", "Joel"),
    ("“Salt Mile” is a drama. Ann Stowe serves as executive producer.", "occupation", "Ann Stowe"),
    ("“Salt Mile” is a drama, with Max Prout returning as director.", "castMember", "Max Prout"),
    # who sells rights is no distributor, and a study is no work
    ("Ida Holt sold the rights to “Salt Mile” to her agent.", "distributor", "Ida Holt"),
    ("The 2019 study owned by Elm Pictures' Max Prout is long.", "releaseDate", "2019"),
    # who acts with others joins no crew of writers
    (
        "“Salt Mile” is set in Kent. Ann Stowe will write and direct, with Ben Hale producing.",
        "screenwriter",
        "Ben Hale",
    ),
    ("Ida Holt, whose credits include “Salt Mile”, wrote for Elm Pictures.", "productionCompany", "Ida Holt"),
    ("“Frost Parish” star Orla Kemp has joined “The Lodger”. Petra Dunne will direct.", "director", "Frost Parish"),
]


def _read(extractor: Extractor, text: str) -> set[tuple[str, str, str]]:
    (extraction,) = extractor.extract([Article(id="a", text=text, lang="en", date="2024-11-20")])
    names = {entity.key: entity.name for entity in extraction.entities}
    return {
        (
            names[claim.subject.key],
            claim.predicate,
            names[claim.object.key] if isinstance(claim.object, EntityRef) else str(getattr(claim.object, "value", "")),
        )
        for claim in extraction.claims
    }


@pytest.mark.parametrize(("text", "triples"), FOUND)
def test_found(extractor: Extractor, text: str, triples: list[tuple[str, str, str]]) -> None:
    claims = _read(extractor, text)
    assert [triple for triple in triples if triple not in claims] == []


@pytest.mark.parametrize(("text", "predicate", "name"), ABSENT)
def test_absent(extractor: Extractor, text: str, predicate: str, name: str) -> None:
    assert [c for c in _read(extractor, text) if c[1] == predicate and name in {c[0], c[2]}] == []
