"""How trade news of games, technology and the press is written: examples for a noun, rounds of funding, owners, posts.

A case is (text, triples, mode): the triples are among the claims of the text, all of them in that mode.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Article, EntityRef

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor

pytestmark = pytest.mark.models

FOUND = [
    # examples stand for their noun
    (
        "Tolvane Media owns newspapers such as the Averley Herald and the Brackmoor Post.",
        [("Tolvane Media", "owns", "Averley Herald"), ("Tolvane Media", "owns", "Brackmoor Post")],
        "asserted",
    ),
    (
        "Quillon Interactive developed games like Ember Reach, Low Orbit and Saltmarsh 2.",
        [(game, "developer", "Quillon Interactive") for game in ("Ember Reach", "Low Orbit", "Saltmarsh 2")],
        "asserted",
    ),
    (
        "Norvane Group will retain the studios Dusk Harbor, Bramble and Tin Kettle.",
        [("Norvane Group", "owns", studio) for studio in ("Dusk Harbor", "Bramble", "Tin Kettle")],
        "planned",
    ),
    (
        "Spotify has signed deals with hosts such as Ada Holm and Femi Oduya.",
        [("Spotify", "partnersWith", "Ada Holm"), ("Spotify", "partnersWith", "Femi Oduya")],
        "asserted",
    ),
    # rounds of funding: the receiver was named before
    (
        "Tin Kettle Games raised $12m. The round was led by Norvane Capital and included investment from Makers Fund.",
        [(giver, "investsIn", "Tin Kettle Games") for giver in ("Norvane Capital", "Makers Fund")],
        "asserted",
    ),
    # an owner or backer beside the noun
    (
        "The Tencent-backed studio Tin Kettle Games has hired Ada Holm.",
        [("Tencent", "investsIn", "Tin Kettle Games")],
        "asserted",
    ),
    (
        "Ember Reach was developed by Tin Kettle Games. Parent company Quillon Interactive will close the studio.",
        [("Quillon Interactive", "owns", "Tin Kettle Games")],
        "asserted",
    ),
    # a deal that the clause behind it tells of
    (
        "The partnership Norvane Media signed with Averley Press in May does not cover video.",
        [("Averley Press", "partnersWith", "Norvane Media")],
        "asserted",
    ),
    # who made it, where somebody works
    (
        "Two new games were shown – Ember Reach by Tin Kettle Games and Saltmarsh 2 by Quillon Interactive.",
        [("Ember Reach", "developer", "Tin Kettle Games"), ("Saltmarsh 2", "developer", "Quillon Interactive")],
        "asserted",
    ),
    (
        "Ada Holm and Femi Oduya from developer Tin Kettle Games spoke at the show.",
        [("Ada Holm", "employeeOf", "Tin Kettle Games"), ("Femi Oduya", "employeeOf", "Tin Kettle Games")],
        "asserted",
    ),
    # titles of office with a part that no list holds; what a name does not begin with
    ("Netflix Chief Accessibility Officer Ada Holm quit.", [("Ada Holm", "executiveOf", "Netflix")], "asserted"),
    ("Following Amazon's purchase of Twitch, staff left.", [("Amazon", "acquires", "Twitch")], "asserted"),
    (
        "Spotify has struck a deal with YouTuber-turned-podcaster Ada Holm.",
        [("Ada Holm", "occupation", "podcaster"), ("Spotify", "partnersWith", "Ada Holm")],
        "asserted",
    ),
    # what an owner is said to have, in lists and examples
    (
        "Some of Larkspur Media's properties include Tidewater, Hearthside and Grit. It also owns the Averley Herald.",
        [("Larkspur Media", "owns", paper) for paper in ("Tidewater", "Hearthside", "Averley Herald")],
        "asserted",
    ),
    (
        "Larkspur Media titles like The Averley Herald and the Brackmoor Post will close.",
        [("Larkspur Media", "owns", "The Averley Herald"), ("Larkspur Media", "owns", "Brackmoor Post")],
        "asserted",
    ),
    # participles before a noun that stands for a name
    (
        "Pellucid AI has launched a chatbot. The Microsoft-backed company said it would be free.",
        [("Microsoft", "investsIn", "Pellucid AI")],
        "asserted",
    ),
    ("Ada Holm co-founded Pellucid AI in 2019.", [("Ada Holm", "founderOf", "Pellucid AI")], "asserted"),
    # acronyms in brackets, times right after a name
    (
        "Brackmoor Media is starting a partnership with the artificial intelligence (AI) firm Pellucid AI.",
        [("Brackmoor Media", "partnersWith", "Pellucid AI")],
        "asserted",
    ),
    (
        "Brackmoor Media will sign a deal with Pellucid AI next week.",
        [("Brackmoor Media", "partnersWith", "Pellucid AI")],
        "planned",
    ),
    # deals and owners that exist, whatever the sentence plans or denies
    (
        "Under its deal with Pellucid AI, Brackmoor Media will build new tools.",
        [("Brackmoor Media", "partnersWith", "Pellucid AI")],
        "asserted",
    ),
    (
        "Brackmoor Media's deal with Pellucid AI does not include video.",
        [("Brackmoor Media", "partnersWith", "Pellucid AI")],
        "asserted",
    ),
    (
        "Ubisoft said 38 people at its Tin Kettle Games studio will be laid off.",
        [("Ubisoft", "owns", "Tin Kettle Games")],
        "asserted",
    ),
    (
        "Ember Reach, a game coming to PlayStation 5 later this year, was shown on Monday.",
        [("Ember Reach", "gamePlatform", "PlayStation 5")],
        "planned",
    ),
    # a maker's noun between what is made and who makes it
    ("Robocraft 2 developer Freejam has closed.", [("Robocraft 2", "developer", "Freejam")], "asserted"),
]

NOT_FOUND = [
    # who is named only to tell where people come from has raised nothing; a subtitle makes a title, no employer
    (
        "Former Ubisoft developers have set up Tin Kettle Games. The seed round was led by Bitkraft Ventures.",
        ("Bitkraft Ventures", "investsIn", "Ubisoft"),
    ),
    (
        "Ada Holm worked as production director on Low Orbit 2: Wings of Ash.",
        ("Ada Holm", "executiveOf", "Low Orbit 2: Wings of Ash"),
    ),
    # a backer is no owner, an investor of the round no receiver
    ("The Tencent-backed studio Tin Kettle Games has hired Ada Holm.", ("Tencent", "owns", "Tin Kettle Games")),
    (
        "Tin Kettle Games raised $12m. The round was led by Norvane Capital and included investment from Makers Fund.",
        ("Makers Fund", "investsIn", "Norvane Capital"),
    ),
]


def read(extractor: Extractor, text: str) -> dict[tuple[str, str, str], str]:
    """Return the claims between entities, with their mode."""
    (extraction,) = extractor.extract([Article(id="1", text=text, lang="en", date="2025-03-10")])
    name = {entity.key: entity.name for entity in extraction.entities}
    claims = [c for c in extraction.claims if isinstance(c.object, EntityRef)]
    return {(name[c.subject.key], c.predicate, name[c.object.key]): c.mode for c in claims}  # type: ignore[union-attr]


@pytest.mark.parametrize(("text", "triples", "mode"), FOUND)
def test_found(extractor: Extractor, text: str, triples: list[tuple[str, str, str]], mode: str) -> None:
    claims = read(extractor, text)
    flipped = {(o, p, s): m for (s, p, o), m in claims.items() if p == "partnersWith"}
    assert {triple: (claims | flipped).get(triple) for triple in triples} == dict.fromkeys(triples, mode)


@pytest.mark.parametrize(("text", "triple"), NOT_FOUND)
def test_not_found(extractor: Extractor, text: str, triple: tuple[str, str, str]) -> None:
    assert triple not in read(extractor, text)
