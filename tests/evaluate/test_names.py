"""Names are the same when only spelling tells them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.names import name_form, name_forms


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("L’Équipe", "Equipe"),
        ("The New York Times", "new york times"),
        ("Groupe M6", "M6"),
        ("Canal+", "Canal Plus"),
        ("A&E Networks", "A & E Networks"),
        ("Lumio Films, Inc.", "Lumio Films"),
        ("des Beaux Jours", "Beaux jours"),
    ],
)
def test_articles_signs_and_legal_forms_do_not_count(name, same):
    assert name_form(name) == name_form(same)


@pytest.mark.parametrize("name", ["Group", "The", "SA"])
def test_a_name_is_never_folded_away(name):
    assert name_form(name) == name.casefold()


def test_only_the_first_article_is_left_out():
    assert name_form("Le Monde de la nuit") == "monde de la nuit"


def test_names_without_letters_have_no_form():
    assert name_forms(["–", "", "Brume"]) == {"brume"}


@given(st.text(st.characters(codec="latin-1")))
def test_a_form_is_its_own_form_unless_another_article_follows(name):
    form = name_form(name)
    assert name_form(form) in {form, name_form(form.partition(" ")[2])}
