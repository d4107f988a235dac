"""Arguments that the parser leaves open or gives to the wrong phrase, and posts behind a noun for posts.

A case is (language, text, triples): the triples are among the claims of the text, those of WRONG are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Article, EntityRef

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor

pytestmark = pytest.mark.models

FOUND = [
    # a participle describes the nearest name that fits, not the subject of its sentence
    (
        "en",
        "The Marlowe brothers are set to produce the heist comedy “Glass Harbour,” starring Ada Holm and Tom Krige.",
        [("Glass Harbour", "castMember", "Ada Holm"), ("Glass Harbour", "castMember", "Tom Krige")],
    ),
    (
        "en",
        "They had their biggest opening with the film “Salt Road” (Tarn Pictures), a dark comedy featuring Ada Holm.",
        [("Salt Road", "castMember", "Ada Holm")],
    ),
    (
        "fr",
        "Le studio Brume a dévoilé « La Digue », un nouveau jeu, attendu le 15 décembre sur PlayStation 5.",
        [("La Digue", "gamePlatform", "PlayStation 5")],
    ),
    # who acts for or thanks to a deal makes it
    (
        "en",
        "Spain's Corvo Media said it had cleared the last hurdle for the takeover of the broadcaster Tejo TV.",
        [("Corvo Media", "acquires", "Tejo TV")],
    ),
    (
        "fr",
        "Corvo Médias espère convaincre les investisseurs grâce au rachat du diffuseur Télé-Lac.",
        [("Corvo Médias", "acquires", "Télé-Lac")],
    ),
    (
        "fr",
        "Le groupe Corvo a bouclé un tour de table pour financer l'acquisition du studio Brume Films.",
        [("Corvo", "acquires", "Brume Films")],
    ),
    (
        "en",
        "In May, the label Corvo Records snagged an exclusive deal with the singer Ada Holm.",
        [("Corvo Records", "partnersWith", "Ada Holm")],
    ),
    # posts behind "title", "role", "fonctions", "poste"
    ("en", "Ada Holm will bear the title of president of Tarn Media.", [("Ada Holm", "presidentOf", "Tarn Media")]),
    (
        "en",
        "Ada Holm takes the role of chief financial officer of Tarn Media.",
        [("Ada Holm", "executiveOf", "Tarn Media")],
    ),
    (
        "en",
        "Ada Holm began as a researcher at Tarn Media.",
        [("Ada Holm", "employeeOf", "Tarn Media")],
    ),
    (
        "en",
        "Its president is Paul Renner, once the chief executive of Tarn Media.",
        [("Paul Renner", "chiefExecutiveOf", "Tarn Media")],
    ),
    (
        "fr",
        "Ada Holm occupe aussi les fonctions de directrice générale de Télé-Lac.",
        [("Ada Holm", "chiefExecutiveOf", "Télé-Lac")],
    ),
    (
        "fr",
        "Le conseil a validé la nomination de Paul Renner au poste de directeur des programmes de Télé-Lac.",
        [("Paul Renner", "executiveOf", "Télé-Lac")],
    ),
    (
        "fr",
        "La ministre a annoncé la nomination d'Ada Holm en tant que présidente-directrice générale de Télé-Lac.",
        [("Ada Holm", "chiefExecutiveOf", "Télé-Lac")],
    ),
]

WRONG = [
    # the subject of the main verb is no member of the cast
    (
        "en",
        "The Marlowe brothers are set to produce the heist comedy “Glass Harbour,” starring Ada Holm and Tom Krige.",
        ("Glass Harbour", "castMember", "Marlowe"),
    ),
    # the agent stands after the participle
    (
        "en",
        "Lumio Films has boarded Vera Lund’s thriller “The Quiet Mine”, written by Tom Krige.",
        ("The Quiet Mine", "screenwriter", "Vera Lund"),
    ),
    # an adviser makes no deal
    (
        "en",
        "Corvo Media advised the studio Tarn Pictures after the takeover of the broadcaster Tejo TV.",
        ("Corvo Media", "acquires", "Tejo TV"),
    ),
]


def _triples(extractor: Extractor, lang: str, text: str) -> set[tuple[str, str, str]]:
    (found,) = extractor.extract([Article(id="a", text=text, lang=lang, date="2024-11-20")])
    names = {e.key: e.name for e in found.entities}
    return {
        (names[c.subject.key], c.predicate, names[c.object.key])
        for c in found.claims
        if isinstance(c.object, EntityRef)
    }


@pytest.mark.parametrize(("lang", "text", "triples"), FOUND, ids=[case[1][:40] for case in FOUND])
def test_is_found(extractor: Extractor, lang: str, text: str, triples: list[tuple[str, str, str]]) -> None:
    assert set(triples) <= _triples(extractor, lang, text)


@pytest.mark.parametrize(("lang", "text", "triple"), WRONG, ids=[case[1][:40] for case in WRONG])
def test_is_not_claimed(extractor: Extractor, lang: str, text: str, triple: tuple[str, str, str]) -> None:
    assert triple not in _triples(extractor, lang, text)
