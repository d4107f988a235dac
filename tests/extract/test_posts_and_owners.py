"""Posts between two names, firms of persons, staff in lists, possessives that the sentence resolves."""

from __future__ import annotations

import pytest

from tests.extract.articles import relations_of

FOUND = [
    (
        "Gavotte chief commercial and content officer Paul Ostrow cheered. The Gavotte is a daily newspaper.",
        [("Paul Ostrow", "executiveOf", "Gavotte")],
    ),
    ("The slate was shown by ITV director of content Mira Holt.", [("Mira Holt", "executiveOf", "ITV")]),
    ("He sat next to Hulu VP of original content Tara Singh.", [("Tara Singh", "executiveOf", "Hulu")]),
    (
        "Brightwave Records chairman/CEO Otis Kane left in May.",
        [("Otis Kane", "chairOf", "Brightwave Records"), ("Otis Kane", "chiefExecutiveOf", "Brightwave Records")],
    ),
    (
        "Comcast Chairman and CEO Leo Marsh is looking to buy the Denver Post.",
        [
            ("Leo Marsh", "chairOf", "Comcast"),
            ("Leo Marsh", "chiefExecutiveOf", "Comcast"),
            ("Leo Marsh", "acquires", "Denver Post"),
        ],
    ),
    ("The Denver Post hired her, Publisher Nora Lane said.", [("Nora Lane", "executiveOf", "The Denver Post")]),
    ("The film comes from Ada Holm's Lantern Pictures.", [("Ada Holm", "owns", "Lantern Pictures")]),
    (
        "Mia Torres sells it through her Copper Door Entertainment.",
        [("Mia Torres", "owns", "Copper Door Entertainment")],
    ),
    (
        "Ada Holm and Ian Crowe will produce under their Tidepool banner.",
        [("Ada Holm", "owns", "Tidepool"), ("Ian Crowe", "owns", "Tidepool")],
    ),
    (
        "Producers are Kite Films' Tom Ashby, Greta Lowe and Sam Pike.",
        [
            ("Tom Ashby", "employeeOf", "Kite Films"),
            ("Greta Lowe", "employeeOf", "Kite Films"),
            ("Sam Pike", "employeeOf", "Kite Films"),
        ],
    ),
    ("Rosa Vidal and Henrik Moe of Northlight Capital agreed.", [("Rosa Vidal", "employeeOf", "Northlight Capital")]),
    ("ITV has hired Dan Reyes to run flagship channel ITV1.", [("ITV", "owns", "ITV1")]),
    (
        "Brume History, which is a joint venture between Hearst and Lumio TV, runs two channels.",
        [("Hearst", "owns", "Brume History"), ("Lumio TV", "owns", "Brume History")],
    ),
    (
        "It follows Tencent's acquisition of Dara Pictures and its purchase of Ludus Games.",
        [("Tencent", "acquires", "Dara Pictures"), ("Tencent", "acquires", "Ludus Games")],
    ),
    (
        "Ember Games raised $20 million from firms such as Kestrel Capital and Nora Lane's Tamarind Company.",
        [("Kestrel Capital", "investsIn", "Ember Games"), ("Tamarind Company", "investsIn", "Ember Games")],
    ),
    (
        "Jo Marlow will assume the presidency of Star Records, which was launched in 1962 as part of Decca Records.",
        [("Jo Marlow", "presidentOf", "Star Records"), ("Decca Records", "owns", "Star Records")],
    ),
    ("Vera Lind, director of ITV Drama, paid tribute to him.", [("Vera Lind", "executiveOf", "ITV")]),
    ("Malcolm Reeve, director of the Royal Playhouse, agreed.", [("Malcolm Reeve", "executiveOf", "Royal Playhouse")]),
    (
        "Ember Games' CEO is Ravi Shah, and former Ubisoft designer Joan Pell will serve as chief technical officer.",
        [("Ravi Shah", "chiefExecutiveOf", "Ember Games"), ("Joan Pell", "executiveOf", "Ember Games")],
    ),
    (
        "Ember Games' CEO is Ravi Shah, and Blizzard veteran Karl Olsen will be chief operating officer.",
        [("Karl Olsen", "executiveOf", "Ember Games")],
    ),
    (
        "At The Daily Beacon, Ingrid Falk said she would give up her job as editor-in-chief this autumn.",
        [("Ingrid Falk", "executiveOf", "The Daily Beacon")],
    ),
    (
        "The suit, in which Sony Music and EMI accused Lumio AI of copying songs, goes on.",
        [("Sony Music", "sues", "Lumio AI"), ("EMI", "sues", "Lumio AI")],
    ),
    (
        "Google has signed a licensing deal to use articles from Axel Springer for training.",
        [("Google", "partnersWith", "Axel Springer")],
    ),
    (
        "Rupert Dane controls the Denver Post - the biggest daily in Colorado - and the Boulder Star.",
        [("Rupert Dane", "owns", "Denver Post"), ("Rupert Dane", "owns", "Boulder Star")],
    ),
    (
        "Pearson owns the Economist and Penguin in addition to the flagship Financial Times.",
        [("Pearson", "owns", "Financial Times"), ("Pearson", "owns", "Economist")],
    ),
    ("ITV bought the crime series Low Tide.", [("Low Tide", "broadcaster", "ITV")]),
    ("Cases by Sony and Warner against Suno go on.", [("Sony", "sues", "Suno"), ("Warner", "sues", "Suno")]),
    (
        "Ada Holm and Ian Crowe have been appointed to the board of Channel 4.",
        [("Ada Holm", "memberOf", "Channel 4"), ("Ian Crowe", "memberOf", "Channel 4")],
    ),
    (
        "Lena Brandt's previous roles include creative director at Lumio Pictures and head of drama at ITV.",
        [("Lena Brandt", "executiveOf", "Lumio Pictures"), ("Lena Brandt", "executiveOf", "ITV")],
    ),
    (
        "Omar Said will run the desk. His career began as a reporter at The Village Voice.",
        [("Omar Said", "employeeOf", "The Village Voice")],
    ),
    ("Nora Fisk won two awards in her eight-year stint at Ubisoft.", [("Nora Fisk", "employeeOf", "Ubisoft")]),
    ("Last month, Disney set up Brume Media Ltd, based in Lyon.", [("Brume Media Ltd", "headquarters", "Lyon")]),
    ("Dan Reyes then became Spotify's Head of Sound Research.", [("Dan Reyes", "executiveOf", "Spotify")]),
    (
        "Microsoft will close studios including Arkane Austin and Ember Games.",
        [("Microsoft", "owns", "Arkane Austin"), ("Microsoft", "owns", "Ember Games")],
    ),
]

REFUSED = [
    ("Low Tide, directed by Norwegian director Ada Holm, won.", ("Ada Holm", "occupation", "director")),
    ("The best actor in a comedy hopefuls are Ada Holm and Ian Crowe.", ("Ada Holm", "occupation", "actor")),
    ("During her time, History's ratings grew. Ada Holm left.", ("Ada Holm", "employeeOf", "History")),
    ("Last month, Disney set up Brume Media Ltd, based in Lyon.", ("Disney", "headquarters", "Lyon")),
    ("Ian Crowe is back for another stint as director with Low Water.", ("Ian Crowe", "executiveOf", "Low Water")),
    ("ITV bought the crime series Low Tide.", ("ITV", "acquires", "Low Tide")),
    ("Ada Holm worked as a production director on Night Shift.", ("Ada Holm", "executiveOf", "Night Shift")),
    ("Lumio Pictures' new drama Ebb, directed by Ada Holm, opens.", ("Ada Holm", "executiveOf", "Lumio Pictures")),
    ("EMI accused Lumio AI of copying songs.", ("EMI", "sues", "Lumio AI")),
    ("He left to join the A&R head of Brume Records, Ian Crowe.", ("Ian Crowe", "executiveOf", "A&R")),
    ("Brume Media, a rival of Ada Holm's new empire, is preparing to split.", ("Ada Holm", "owns", "Brume Media")),
    ('The cast met for Ada Holm\'s "Eddington." Ian Crowe appears.', ("Ada Holm", "owns", "Eddington")),
    ("It works with ITV drama star Mira Holt.", ("Mira Holt", "executiveOf", "ITV")),
    ("Netflix's Ada Holm met Sony's Ian Crowe.", ("Ian Crowe", "employeeOf", "Netflix")),
    (
        "It follows Tencent's acquisition of Dara Pictures and its purchase of Ludus Games.",
        ("Dara Pictures", "acquires", "Ludus Games"),
    ),
]


@pytest.fixture(scope="module")
def claims(extractor):
    return lambda text: set(relations_of(extractor, text, "en", "2024-11-20"))


@pytest.mark.parametrize(("text", "triples"), FOUND)
def test_claims_are_found(claims, text, triples):
    assert set(triples) <= claims(text)


@pytest.mark.parametrize(("text", "triple"), REFUSED)
def test_claims_are_not_made(claims, text, triple):
    assert triple not in claims(text)
