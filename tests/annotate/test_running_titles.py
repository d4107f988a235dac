"""Titles without quotation marks, in lower case after their first word."""

from __future__ import annotations

import pytest

TITLES = [
    ("Elle joue dans Un si long hiver sur France 2.", "Un si long hiver"),
    ("Son nouveau film, La Porte bleue, avec Anna Berg, sort mercredi.", "La Porte bleue"),
    ("Depuis son dernier album Presque heureux, le chanteur se tait.", "Presque heureux"),
    ("Il a présenté La nuit est tombée primé au festival.", "La nuit est tombée"),
    ("On la retrouvera dans Le Bal des ombres, de Marie Castel.", "Le Bal des ombres"),
    ("La chanteuse publiera Mille vies le 4 octobre.", "Mille vies"),
    ("Le documentaire animalier Nés sur la banquise attire les foules.", "Nés sur la banquise"),
    ("Ce film sur les mineurs de Lens est son premier : Le Fond du puits.", None),
    ("Les Restos du cœur ont chanté à La Rochelle en mars.", None),
    ("Le directeur, M. Petit, part.", None),
    ("Le quotidien La Croix annonce la nouvelle.", None),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_title_in_lower_case_is_one_name(annotate, text, title):
    works = [e.name for e in annotate(text, "fr").article.entities if " " in e.name and e.name.split(" ")[-1].islower()]
    assert works == ([] if title is None else [title])


def test_a_title_in_quotation_marks_is_known_without_them(annotate):
    text = "« La couleur du vent » est paru lundi. La couleur du vent raconte un exil."
    entities = annotate(text, "fr").article.entities
    assert [e.name for e in entities] == ["La couleur du vent"]


def test_the_maker_of_a_title_is_a_name_of_its_own(annotate):
    names = {
        e.name for e in annotate("Le long-métrage Jours calmes de Rebecca Lind sera projeté.", "fr").article.entities
    }
    assert {"Jours calmes", "Rebecca Lind"} <= names


def test_a_place_belongs_to_a_title(annotate):
    assert "Les Oiseaux de Kaboul" in annotate("Elle adapte le roman Les Oiseaux de Kaboul au cinéma.", "fr").names()
