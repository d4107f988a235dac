"""How business news speaks of firms: stakes and their size, posts of all kinds, names that no list holds.

A case is (text, triples, mode): the triples are among the claims of the text, all of them in that mode.
"""

from __future__ import annotations

import pytest

from tests.extract.articles import relations_of

pytestmark = pytest.mark.models

FOUND = [
    # the size of a stake tells a takeover from an investment
    (
        "Norvane has acquired a majority stake in Brightwell Pictures.",
        [("Norvane", "acquires", "Brightwell Pictures")],
        "asserted",
    ),
    (
        "Karhu Media will buy a 61.5 percent stake in Gladstone Productions for $40 million.",
        [("Karhu Media", "acquires", "Gladstone Productions")],
        "planned",
    ),
    (
        "Karhu holds a 12 per cent stake in Gladstone Productions.",
        [("Karhu", "investsIn", "Gladstone Productions")],
        "asserted",
    ),
    ("Provena currently owns 29.3 percent of Viasport.", [("Provena", "investsIn", "Viasport")], "asserted"),
    (
        "Oslo-based studio Larkspur Pictures was re-acquired by its co-founders Dana Holt and Petra Lindqvist.",
        [
            ("Dana Holt", "acquires", "Larkspur Pictures"),
            ("Petra Lindqvist", "acquires", "Larkspur Pictures"),
            ("Petra Lindqvist", "founderOf", "Larkspur Pictures"),
        ],
        "asserted",
    ),
    # posts: signatures, two in a row, fields and divisions, two organisations before the noun
    (
        "The plan came from Troy Halvorsen, co-CEO, Meridian Entertainment.",
        [("Troy Halvorsen", "coChiefExecutiveOf", "Meridian Entertainment")],
        "asserted",
    ),
    (
        "The plan came from Mara Venn, Chief Content Officer, Lumio.",
        [("Mara Venn", "executiveOf", "Lumio")],
        "asserted",
    ),
    (
        "The plan came from Daniel Sax, chairman of Nordlight Broadcasting and CEO of Provena.",
        [("Daniel Sax", "chairOf", "Nordlight Broadcasting"), ("Daniel Sax", "chiefExecutiveOf", "Provena")],
        "asserted",
    ),
    (
        "Joe Tarrant used to be senior vice president of sales and research for Peacock.",
        [("Joe Tarrant", "executiveOf", "Peacock")],
        "asserted",
    ),
    (
        "Ines Corrado reports to Paul Reed, the chairman of Lumio's television division.",
        [("Paul Reed", "chairOf", "Lumio")],
        "asserted",
    ),
    (
        "Dana Holt, a former BBC and Reuters exec, has retired.",
        [("Dana Holt", "executiveOf", "BBC"), ("Dana Holt", "executiveOf", "Reuters")],
        "asserted",
    ),
    (
        "Kristin Rolfe, Lumio's recently appointed chief content officer, has retired.",
        [("Kristin Rolfe", "executiveOf", "Lumio")],
        "asserted",
    ),
    (
        "Terence Walcott worked as a reporter for the Fenland Times, a critic at the Inquirer and a columnist at Time.",
        [
            ("Terence Walcott", "employeeOf", "Fenland Times"),
            ("Terence Walcott", "employeeOf", "Inquirer"),
            ("Terence Walcott", "employeeOf", "Time"),
        ],
        "asserted",
    ),
    (
        "Chief Executive Officer Ray Tomlin runs Lumio Pictures.",
        [("Ray Tomlin", "chiefExecutiveOf", "Lumio Pictures")],
        "asserted",
    ),
    # a plural noun and its examples
    (
        "Lumio runs several channels in India, including Nova and Comedy Plus.",
        [("Lumio", "owns", "Nova"), ("Lumio", "owns", "Comedy Plus")],
        "asserted",
    ),
    # who owns whom, turned round
    (
        "MediaNorth Group's parent company is Alder Global Capital.",
        [("Alder Global Capital", "owns", "MediaNorth Group")],
        "asserted",
    ),
    # a field, a division, a role: what stands between a person and the organisation
    (
        "Kareem Dale is chairman of Lumio's media and entertainment distribution group.",
        [("Kareem Dale", "chairOf", "Lumio")],
        "asserted",
    ),
    (
        "Corin Marsh, who led marketing at Lumio, now heads content for Brume TV.",
        [("Corin Marsh", "executiveOf", "Lumio"), ("Corin Marsh", "executiveOf", "Brume TV")],
        "asserted",
    ),
    (
        "Mike Pell has stepped into the role of chief executive of Lumio Radio.",
        [("Mike Pell", "chiefExecutiveOf", "Lumio Radio")],
        "asserted",
    ),
    (
        "Dana Holt was promoted to the position of head of drama at Channel 4.",
        [("Dana Holt", "executiveOf", "Channel 4")],
        "asserted",
    ),
    ("Mike Pell, who oversees Hulu, has retired.", [("Mike Pell", "executiveOf", "Hulu")], "asserted"),
    # the clause tells where the post is
    (
        "Ada Holm comes from Norvane, where she was head of marketing.",
        [("Ada Holm", "executiveOf", "Norvane")],
        "asserted",
    ),
    (
        "Ada Holm leaves Norvane after ten years as managing director.",
        [("Ada Holm", "chiefExecutiveOf", "Norvane")],
        "asserted",
    ),
    (
        "A council member of the Press Board Association, Tess Alder held senior roles at ITV and Sky.",
        [
            ("Tess Alder", "memberOf", "Press Board Association"),
            ("Tess Alder", "executiveOf", "ITV"),
            ("Tess Alder", "executiveOf", "Sky"),
        ],
        "asserted",
    ),
    # who follows whom
    (
        "Ada Holm has been appointed chief executive of Norvane, replacing Tom Berg.",
        [("Ada Holm", "chiefExecutiveOf", "Norvane"), ("Tom Berg", "chiefExecutiveOf", "Norvane")],
        "asserted",
    ),
    (
        "Ada Holm succeeds Tom Berg as chief executive of Norvane.",
        [("Ada Holm", "chiefExecutiveOf", "Norvane"), ("Tom Berg", "chiefExecutiveOf", "Norvane")],
        "asserted",
    ),
    # deals: a noun between the verb and the purchase, a sale, a list broken by a clause
    (
        "Canal+ cleared the final hurdle for the buyout of the operator MultiVision.",
        [("Canal+", "acquires", "MultiVision")],
        "asserted",
    ),
    (
        "Provena Group's sale of Brume TV to Norvane closed on Monday.",
        [("Norvane", "acquires", "Brume TV"), ("Provena Group", "owns", "Brume TV")],
        "asserted",
    ),
    (
        "The shareholders of Provena include Norvane, which holds 20 per cent, and Brume Capital.",
        [("Norvane", "investsIn", "Provena"), ("Brume Capital", "investsIn", "Provena")],
        "asserted",
    ),
    (
        "The round was led by Stripe Group, which injected $15m into Gimlane.",
        [("Stripe Group", "investsIn", "Gimlane")],
        "asserted",
    ),
    (
        "Gimlane Media was co-founded by Alec Bloom.",
        [("Alec Bloom", "founderOf", "Gimlane Media")],
        "asserted",
    ),
    # works of a firm
    (
        "Larkspur Pictures worked on films such as Night Ferry and Silver Tide.",
        [
            ("Night Ferry", "productionCompany", "Larkspur Pictures"),
            ("Silver Tide", "productionCompany", "Larkspur Pictures"),
        ],
        "asserted",
    ),
    # titles of the American trade press, bare possessives of plurals, small clauses
    (
        "Thom Sheridan has been promoted to executive VP, development at Northline TV.",
        [("Thom Sheridan", "executiveOf", "Northline TV")],
        "asserted",
    ),
    (
        "Kevin Lyle, chairman/CEO of Elekta Music, departed.",
        [("Kevin Lyle", "chairOf", "Elekta Music"), ("Kevin Lyle", "chiefExecutiveOf", "Elekta Music")],
        "asserted",
    ),
    ("HarperCollins' owner News Corp is growing.", [("News Corp", "owns", "HarperCollins")], "asserted"),
    (
        "BuzzWord bought HuffPaper, making Verizon a minority shareholder in BuzzWord.",
        [("Verizon", "investsIn", "BuzzWord")],
        "asserted",
    ),
    # roles that go on, participles before a name
    (
        "Michael Paulsen has been promoted to a new role overseeing Peacock and Hulu.",
        [("Michael Paulsen", "executiveOf", "Peacock"), ("Michael Paulsen", "executiveOf", "Hulu")],
        "asserted",
    ),
    (
        "David Kogel spent a decade at Harbour TV, rising to become managing director.",
        [("David Kogel", "chiefExecutiveOf", "Harbour TV")],
        "asserted",
    ),
    (
        "The Ada Holm-directed film Night Ferry won a prize.",
        [("Night Ferry", "director", "Ada Holm")],
        "asserted",
    ),
    ("Norvane-controlled publisher Brume Books cut jobs.", [("Norvane", "owns", "Brume Books")], "asserted"),
]

REFUSED = [
    ("Karhu holds a 12 per cent stake in Gladstone Productions.", ("Karhu", "owns", "Gladstone Productions")),
    ("Norvane has acquired a majority stake in Brightwell.", ("Norvane", "investsIn", "Brightwell")),
    ("Ada Holm is chief political correspondent at Time.", ("Ada Holm", "executiveOf", "Time")),
    ("Provena Group's sale of Brume TV to Norvane closed on Monday.", ("Norvane", "acquires", "Provena Group")),
    ("Ada Holm leaves Norvane with regret.", ("Ada Holm", "awardReceived", "Norvane")),
    ("Lumio runs several channels, including Nova.", ("Lumio", "chiefExecutiveOf", "Nova")),
]


@pytest.fixture(scope="module")
def claims(extractor):
    return lambda text: relations_of(extractor, text, "en", "2024-11-20")


@pytest.mark.parametrize(("text", "triples", "mode"), FOUND)
def test_claims_are_found(claims, text, triples, mode):
    found = claims(text)
    assert {triple: found.get(triple) for triple in triples} == dict.fromkeys(triples, mode)


@pytest.mark.parametrize(("text", "triple"), REFUSED)
def test_claims_are_not_made(claims, text, triple):
    assert triple not in claims(text)
