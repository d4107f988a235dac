"""What counts as a name, and where it begins and ends."""

from __future__ import annotations

import pytest

from kg.model import Article

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        # known names, whatever stands around them
        ("en", "Netflix and Disney+ announced a deal on Monday.", ["Netflix", "Disney+"]),
        ("fr", "Lundi, Netflix et Disney+ ont annoncé un accord.", ["Netflix", "Disney+"]),
        ("en", "The Guardian and Netflix have a deal.", ["The Guardian", "Netflix"]),
        ("fr", "Le Monde et Netflix ont un accord.", ["Le Monde", "Netflix"]),
        ("en", "Warner Bros. Discovery has hired Ada Holm.", ["Warner Bros. Discovery", "Ada Holm"]),
        # names with a word that tells their kind
        ("en", "Netflix has bought the French studio Lumio Films for $3 million.", ["Netflix", "Lumio Films"]),
        ("fr", "Netflix a racheté le studio français Lumio Films.", ["Netflix", "Lumio Films"]),
        (
            "fr",
            "Les Éditions du Sable publient le roman « Minerai » de Sékou Traoré.",
            ["Éditions du Sable", "« Minerai »", "Sékou Traoré"],
        ),
        # quoted titles
        (
            "fr",
            "Le film « Minerai » de Sékou Traoré sort mercredi sur Netflix.",
            ["« Minerai »", "Sékou Traoré", "Netflix"],
        ),
        ("en", "Her series “The Long Night” starts on Monday on BBC One.", ["“The Long Night”", "BBC One"]),
        ("fr", "Sorti mercredi, « Le Chant du loup gris » attire la foule.", ["« Le Chant du loup gris »"]),
        # quoted speech is no title
        ("fr", "« Nous allons investir encore davantage », assure la dirigeante Ada Holm.", ["Ada Holm"]),
        (
            "en",
            "“We are very happy with this deal,” said Ada Holm, chief executive of Lumio Films.",
            ["Ada Holm", "Lumio Films"],
        ),
        ("en", "“This is a great day for us”, she said.", []),
        ("fr", "« Nous sommes prêts. » Ada Holm en est sûre.", ["Ada Holm"]),
        # acronyms in brackets
        (
            "fr",
            "La Fédération des auteurs indépendants (FAI) proteste. La FAI demande un rendez-vous.",
            ["Fédération des auteurs indépendants", "FAI", "FAI"],
        ),
        (
            "en",
            "The Screen Directors Alliance (SDA) has called a strike.",
            ["Screen Directors Alliance", "SDA"],
        ),
        # the words before a person's name are not part of it
        ("en", "Bassist Ravi Sood has left the band.", ["Ravi Sood"]),
        ("fr", "Le rôle revient à l'Américain Brad Tillman.", ["Brad Tillman"]),
        ("fr", "Le rôle revient à l’Américain Brad Tillman.", ["Brad Tillman"]),
        ("en", "Managing Director Joan Pike will leave Lumio Films in May.", ["Joan Pike", "Lumio Films"]),
        ("en", "CEO Joan Pike will leave Lumio Films in May.", ["Joan Pike", "Lumio Films"]),
        ("fr", "Mme Holm quitte le groupe. Ada Holm avait 45 ans.", ["Holm", "Ada Holm"]),
        # where an agency writes from
        (
            "fr",
            "PARIS, 12 octobre (AFP) - La chaîne Harfang a annoncé un accord avec Canal+.",
            ["PARIS", "AFP", "Harfang", "Canal+"],
        ),
        (
            "en",
            "LOS ANGELES (AP) — Lumio Films has hired Ada Holm.",
            ["LOS ANGELES", "AP", "Lumio Films", "Ada Holm"],
        ),
        # capitals alone make no name
        ("en", "On Monday she left. Nothing has changed since January.", []),
        ("fr", "Lundi, elle est partie. Rien n'a changé depuis janvier.", []),
    ],
)
def test_names_of_a_text(annotate, lang, text, names):
    assert annotate(text, lang).names() == names


@pytest.mark.parametrize("quotes", ["«\u00a0{}\u00a0»", "« {} »", "“{}”", '"{}"'])
def test_any_double_quotes_mark_a_title(annotate, quotes):
    found = annotate(f"Le film {quotes.format('Le Chant du loup')} sort mercredi.", "fr")

    assert found.types("Le Chant du loup") == {"Film"}


def test_a_known_name_is_linked(annotate):
    (netflix,) = annotate("Netflix has raised its prices.", "en").article.entities

    assert (netflix.name, netflix.kb_id) == ("Netflix", "Q907311")
    assert "StreamingService" in netflix.types


def test_an_unknown_name_is_not_linked(annotate):
    (lumio,) = annotate("Lumio Films has raised its prices.", "en").article.entities

    assert (lumio.name, lumio.kb_id) == ("Lumio Films", None)


def test_speech_before_a_reflexive_verb_is_no_title(extractor):
    text = "« C'est une nouvelle page de notre histoire », s'est réjouie Rim Sassi, cofondatrice de Rivet Films."
    (found,) = extractor.extract([Article(id="a", text=text, lang="fr", date="2025-05-05")])
    assert [entity.name for entity in found.entities] == ["Rim Sassi", "Rivet Films"]


def test_the_code_of_a_currency_is_no_name(extractor):
    text = "Net sales rose 5 percent to SEK 9.6 billion in the quarter ended June 30, Tarn Games said."
    (found,) = extractor.extract([Article(id="a", text=text, lang="en", date="2025-09-05")])
    assert [entity.name for entity in found.entities] == ["Tarn Games"]


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a known paper's name that goes on is another paper
        ("L'Écho du Cotentin vend 18 400 exemplaires.", ["L'Écho du Cotentin"]),
        ("La Dépêche d'Avranches et Netflix s'allient.", ["La Dépêche d'Avranches", "Netflix"]),
        # whose it is does not belong to its name
        ("La Tribune de Rodolphe Saadé perd de l'argent.", ["La Tribune", "Rodolphe Saadé"]),
        # a participle that opens a sentence is none
        ("Installée à Nantes, la société Lumio Films grandit.", ["Nantes", "Lumio Films"]),
    ],
)
def test_how_far_a_french_name_goes(annotate, text, names):
    assert annotate(text, "fr").names() == names
