"""Which names of one article mean the same thing."""

from __future__ import annotations

import pytest

from kg.annotate.clusters import words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Guardian", ("guardian",)),
        ("L'Équipe", ("equipe",)),
        ("Les Éditions du Sable", ("editions", "du", "sable")),
        ("Canal+", ("canal+",)),
        ("The", ("the",)),
    ],
)
def test_words_of_a_name_are_folded_and_without_article(name, words):
    assert words_of(name) == words


@pytest.mark.models
@pytest.mark.parametrize(
    ("lang", "text", "full"),
    [
        # surnames
        ("en", "Ada Holm founded Lumio Films in 2010. [Holm] left in May.", "Ada Holm"),
        ("fr", "Ada Holm a fondé Lumio Films en 2010. [Holm] a quitté Lyon.", "Ada Holm"),
        ("fr", "Ada Holm et Nils Berg dirigent Lumio Films. [Berg] arrive en mai.", "Nils Berg"),
        ("fr", "La PDG de Lumio Films, Ada Holm, est à Lyon. Mme [Holm] part en mai.", "Ada Holm"),
        ("fr", "Le directeur de Lumio Films, Jean-Marc Petit, est à Lyon. M. [Petit] part.", "Jean-Marc Petit"),
        # a known thing under two of its names, and a name with and without a blank
        ("en", "Universal Music Group has grown. [UMG] owns labels.", "Universal Music Group"),
        ("en", "Lumio Harbour has grown. [LumioHarbour] owns labels.", "Lumio Harbour"),
        ("en", "H+Q Harbour UK has grown. Nils Berg runs [H&Q Harbour UK].", "H+Q Harbour UK"),
        # two things that are both known
        ("en", "The New York Times Co. has grown. It owns [The New York Times].", "The New York Times"),
        # a founder is not the firm
        ("en", "The Walt Corden Company has grown. [Walt Corden] founded it.", "Walt Corden"),
        # acronyms
        (
            "fr",
            "La Fédération des auteurs indépendants ([FAI]) proteste. La [FAI] attend.",
            "Fédération des auteurs indépendants",
        ),
        ("en", "The Screen Directors Alliance ([SDA]) met. The [SDA] waits.", "Screen Directors Alliance"),
        # short names after the full one
        ("en", "Brume Media Group bought Ondine Records. [Brume] paid $3 million.", "Brume Media Group"),
    ],
)
def test_a_short_name_stands_for_the_full_one(annotate, lang, text, full):
    assert set(annotate(text, lang).referents()) == {full}


@pytest.mark.models
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "[Ada Holm] met [Nils Holm] in Oslo."),
        ("en", "[Mercury Films] hired the singer [Freddie Mercury]."),
        ("fr", "La chaîne [Ondine] et la chaîne [Ondine Kids] changent de numéro."),
        ("fr", "Le groupe Harfang a vendu le site [Harfang Éco] à Brume Média. [Harfang] garde son journal."),
        ("fr", "[Harfang] a lancé mardi [Harfang Éco], une offre avec publicité. Elle coûte 5 euros par mois."),
    ],
)
def test_namesakes_stay_apart(annotate, lang, text):
    assert not annotate(text, lang).same()


@pytest.mark.models
def test_an_entity_keeps_its_short_names_as_aliases(annotate):
    found = annotate("Ada Holm founded Lumio Films in 2010. Holm left in May.", "en")
    (ada,) = [e for e in found.article.entities if e.name == "Ada Holm"]

    assert ada.aliases == ("Holm",)
