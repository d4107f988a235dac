"""What the words around a name say about its class."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("lang", "text", "name", "cls"),
    [
        # a class noun before the name
        ("en", "The record label Harfang has a new owner.", "Harfang", "RecordLabel"),
        ("fr", "La chaîne Harfang change de propriétaire.", "Harfang", "Broadcaster"),
        ("en", "The video game Deep Harbor is out.", "Deep Harbor", "VideoGame"),
        ("fr", "Le film « Minerai » sort mercredi.", "Minerai", "Film"),
        ("fr", "Le roman « Minerai » sort mercredi.", "Minerai", "Book"),
        # an apposition after it
        ("fr", "Le drame de Sékou Traoré, « Minerai », sort mercredi.", "Minerai", "Film"),
        ("en", "Ravi Sood, the bassist of the band Quiet Harbour, is 45.", "Quiet Harbour", "MusicGroup"),
        # what the name itself says
        ("en", "Lumio Films is for sale.", "Lumio Films", "ProductionStudio"),
        ("en", "Ondine Records is for sale.", "Ondine Records", "RecordLabel"),
        ("fr", "L'Autorité des écrans et des ondes a tranché.", "Autorité des écrans et des ondes", "PublicBody"),
        # posts and occupations are people's
        ("fr", "Ada Holm, romancière, est à Lyon.", "Ada Holm", "Person"),
        ("en", "Bassist Ravi Sood has left the band.", "Ravi Sood", "Person"),
        ("en", "Joan Pike, chief executive of Brume Media, has left.", "Joan Pike", "Person"),
    ],
)
def test_the_class_of_a_name(annotate, lang, text, name, cls):
    assert annotate(text, lang).types(name) == {cls}


def test_a_quoted_title_without_class_noun_is_some_work(annotate):
    assert annotate("Sorti mercredi, « Le Chant du loup gris » attire la foule.", "fr").types(
        "Le Chant du loup gris"
    ) == {"CreativeWork"}


def test_a_class_noun_counts_for_all_mentions_of_the_article(annotate):
    found = annotate("[Harfang] a un nouveau siège. Lundi, la chaîne [Harfang] a quitté Lyon.", "fr")

    assert found.referents() == ["Harfang", "Harfang"]
    assert found.types("Harfang") == {"Broadcaster"}
