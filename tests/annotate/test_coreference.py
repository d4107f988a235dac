"""Who is meant by a pronoun or a noun."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        # nouns of the class of what was named before
        ("fr", "Le studio Lumio Films ferme. [Le studio] employait trente personnes.", "Lumio Films"),
        ("en", "Netflix raised its prices. [The streaming giant] now has more rivals.", "Netflix"),
        ("fr", "Ada Holm quitte Lumio Films. Elle dirigeait [la société] depuis 2010.", "Lumio Films"),
        ("en", "Ada Holm left Lumio Films. She had run [the company] since 2010.", "Lumio Films"),
        ("fr", "Lumio Films a sorti « Minerai » en mai. [Le film] a coûté cher.", "Minerai"),
        ("en", "Lumio Films released the film “Ore” in May. [The film] cost $3 million.", "Ore"),
        ("en", "The video game Deep Harbor is out. [The game] sold well.", "Deep Harbor"),
        # nouns for somebody described before
        ("en", "Actress Ada Holm and director Nina Berg met in Oslo. [The actress] left early.", "Ada Holm"),
        (
            "fr",
            "L'actrice Ada Holm a rencontré le réalisateur Nils Berg à Oslo. [L'actrice] est repartie lundi.",
            "Ada Holm",
        ),
        # pronouns
        ("fr", "Ada Holm quitte Lumio Films. [Elle] dirigeait la société depuis 2010.", "Ada Holm"),
        ("en", "Ada Holm left Lumio Films. [She] had run the company since 2010.", "Ada Holm"),
        ("fr", "Ada Holm a rencontré Nils Berg à Oslo. [Il] est reparti lundi.", "Nils Berg"),
        ("en", "Ada Holm met Nils Berg in Oslo. [He] left on Monday.", "Nils Berg"),
    ],
)
def test_a_reference_is_resolved(annotate, lang, text, name):
    assert annotate(text, lang).referents() == [name]


def test_a_new_paragraph_goes_on_with_the_person_whom_the_title_names(annotate):
    text = (
        "Ada Holm wrote her own songs. Nina Berg met Ada Holm in Oslo.\n\n[She] composed for the cinema from 1984 on."
    )
    assert annotate(text, "en").referents() == ["Nina Berg"]
    assert annotate(text, "en", title="Ada Holm, Singer of ‘Rain’, Dies at 81").referents() == ["Ada Holm"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # nothing was named
        ("en", "[The company] was founded in 2010."),
        ("fr", "[L'entreprise] a été fondée en 2010."),
        ("fr", "[Elle] est partie lundi."),
        # nothing of that kind, gender or number
        ("en", "Ada Holm has left Oslo. [The film] was a success."),
        ("fr", "Nils Berg a quitté Lyon. [Elle] ne regrette rien."),
        ("fr", "Lumio Films est à vendre. [Les studios] ne le sont pas."),
        # not a reference at all
        ("fr", "Lumio Films tourne à Lyon. [Il] pleut depuis lundi."),
        ("en", "Lumio Films is for sale. [The studio] of Lyon is not."),
    ],
)
def test_what_has_no_clear_referent_is_left_alone(annotate, lang, text):
    assert annotate(text, lang).referents() == [None]


def test_a_reference_does_not_reach_back_over_the_whole_article(annotate):
    gap = " Rien n'a changé depuis lundi. Tout va bien. Les rues sont vides. La nuit tombe. Le vent se lève." * 2
    text = f"Le film « Minerai » sort lundi.{gap} Nils Berg est né à Oslo. [Elle] attend."

    assert annotate(text, "fr").referents() == [None]
