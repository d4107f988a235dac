"""How the press writes: American quotation marks, compounds before names, parts of works, prepositions that say it all.

A case is (language, text, triples, mode): the triples are among the claims of the text, all of them in that mode.
"""

from __future__ import annotations

import pytest

from tests.extract.articles import relations_of

pytestmark = pytest.mark.models

FOUND = [
    # the comma before the closing quotation mark, single quotation marks
    ("en", 'Max has "The Penguin," directed by Craig Zobel.', [("The Penguin", "director", "Craig Zobel")], "asserted"),
    (
        "en",
        "Directed by Greta Gerwig, 'Barbie' took $1.4bn for Warner Bros.",
        [("Barbie", "director", "Greta Gerwig")],
        "asserted",
    ),
    # what stands before a name
    ("en", "London-based Blue Fox has teamed up with Arte.", [("Blue Fox", "headquarters", "London")], "asserted"),
    (
        "en",
        "Netflix shares fell. The Los Gatos, California-based streamer lost subscribers.",
        [("Netflix", "headquarters", "Los Gatos")],
        "asserted",
    ),
    (
        "en",
        "A Skydance-led consortium will buy National Amusements.",
        [("Skydance", "acquires", "National Amusements")],
        "planned",
    ),
    (
        "en",
        "Former Newsnight presenter Emily Maitlis now hosts The News Agents.",
        [("The News Agents", "presenter", "Emily Maitlis")],
        "asserted",
    ),
    # lists inside a description, pronouns for a list
    (
        "en",
        "The owner of CBS, MTV and Nickelodeon, Paramount Global, said profit fell.",
        [("Paramount Global", "owns", "CBS"), ("Paramount Global", "owns", "Nickelodeon")],
        "asserted",
    ),
    (
        "en",
        "Paramount Global and Skydance Media said on Sunday they had agreed to merge.",
        [("Paramount Global", "mergesWith", "Skydance Media")],
        "planned",
    ),
    # arrangements
    (
        "en",
        "Jeff Shell is to be named president of Paramount.",
        [("Jeff Shell", "presidentOf", "Paramount")],
        "planned",
    ),
    (
        "en",
        "Alex Mahon is leaving Channel 4 to run Superstruct Entertainment.",
        [("Alex Mahon", "chiefExecutiveOf", "Superstruct Entertainment")],
        "planned",
    ),
    # a conditional that only reports a future
    (
        "en",
        "Bertelsmann told reporters it would sell Prisma Media to Vivendi.",
        [("Vivendi", "acquires", "Prisma Media")],
        "planned",
    ),
    (
        "fr",
        "Vivendi a annoncé qu'il rachèterait Prisma Media.",
        [("Vivendi", "acquires", "Prisma Media")],
        "planned",
    ),
    (
        "fr",
        "Vivendi aurait racheté Prisma Media, selon Les Échos.",
        [("Vivendi", "acquires", "Prisma Media")],
        "hedged",
    ),
    # verbs in the present that look like nouns
    (
        "en",
        'Joaquin Phoenix and Pedro Pascal star in Ari Aster\'s "Eddington." Emma Stone co-stars.',
        [("Eddington", "castMember", "Joaquin Phoenix"), ("Eddington", "castMember", "Emma Stone")],
        "asserted",
    ),
    ("en", "The third season of The Bear premieres on Hulu.", [("The Bear", "broadcaster", "Hulu")], "asserted"),
    # a name between its owner and a noun, two nationalities
    (
        "en",
        "Take-Two Interactive is growing. Its Rockstar Games label has sold millions of copies.",
        [("Take-Two Interactive", "owns", "Rockstar Games")],
        "asserted",
    ),
    (
        "en",
        "Chilean-American actor Pedro Pascal arrived.",
        [("Pedro Pascal", "citizenship", "Chile"), ("Pedro Pascal", "citizenship", "United States")],
        "asserted",
    ),
    # what stands before the first sentence of an agency
    (
        "fr",
        "PARIS, 19 juin (AFP) – La présidente de France Télévisions, Delphine Ernotte Cunci, s'est réjouie.",
        [("Delphine Ernotte Cunci", "presidentOf", "France Télévisions")],
        "asserted",
    ),
    (
        "en",
        "LONDON, June 19 (Wire) - The chief executive of ITV, Carolyn McCall, said that revenue rose.",
        [("Carolyn McCall", "chiefExecutiveOf", "ITV")],
        "asserted",
    ),
    # a part stands for the work, whatever the verb
    ("fr", "La cinquième saison de « HPI » s'achèvera le 5 juin sur TF1.", [("HPI", "broadcaster", "TF1")], "planned"),
    ("fr", "La série « HPI » pulvérise ses records sur TF1.", [("HPI", "broadcaster", "TF1")], "asserted"),
    ("en", "The Crown bows out on Netflix in December.", [("The Crown", "broadcaster", "Netflix")], "planned"),
    # a participle beyond the author of the work
    (
        "fr",
        "Studiocanal a distribué « L'Amour ouf » de Gilles Lellouche, produit par Chi-Fou-Mi Productions.",
        [("L'Amour ouf", "productionCompany", "Chi-Fou-Mi Productions")],
        "asserted",
    ),
    (
        "fr",
        "« Les Yeux de Mona », le roman de Thomas Schlesser paru chez Albin Michel, s'est vendu partout.",
        [("Les Yeux de Mona", "publisher", "Albin Michel")],
        "asserted",
    ),
    (
        "fr",
        "L'actrice Audrey Fleurot, révélée par « Kaamelott » et « Engrenages », tournera ensuite pour Netflix.",
        [("Kaamelott", "castMember", "Audrey Fleurot"), ("Engrenages", "castMember", "Audrey Fleurot")],
        "asserted",
    ),
]

REFUSED = [
    # no sale is no end of ownership
    ("fr", "Yannick Bolloré, patron de Vivendi, ne souhaite pas céder Havas.", ("Yannick Bolloré", "owns", "Havas")),
    # a department is no organisation
    ("fr", "La ministre de la Culture, Rachida Dati, a salué l'accord.", ("Rachida Dati", "executiveOf", "Culture")),
    # an abbreviated month is no name
    ("en", '"Squid Game" returns to Netflix on Dec. 26.', ("Squid Game", "broadcaster", "Dec. 26")),
]


@pytest.fixture(scope="module")
def claims(extractor):
    return lambda lang, text: relations_of(extractor, text, lang, "2024-11-20")


@pytest.mark.parametrize(("lang", "text", "triples", "mode"), FOUND)
def test_claims_are_found(claims, lang, text, triples, mode):
    found = claims(lang, text)
    assert {triple: found.get(triple) for triple in triples} == dict.fromkeys(triples, mode)


@pytest.mark.parametrize(("lang", "text", "triple"), REFUSED)
def test_claims_are_not_made(claims, lang, text, triple):
    assert triple not in claims(lang, text)
