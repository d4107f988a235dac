"""Keys of names: what counts as the same spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.names import NameKeys
from kg.resolve.words import load_words
from kg.resources import ontologies_dir

name_key = NameKeys(load_words(ontologies_dir())).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Netflix", "NETFLIX"),
        ("Les Échos", "les echos"),
        ("The Guardian", "Guardian"),
        ("L'Équipe", "L’Équipe"),
        ("L’Équipe", "Equipe"),
        ("Canal+", "Canal +"),
        ("Canal+", "Canal Plus"),
        ("Brume & Fils", "Brume and Fils"),
        ("Brume-Films", "Brume Films"),
        ("Netflix Inc.", "Netflix"),
        ("Groupe TF1", "TF1"),
        ("Canal+ Group", "Canal+"),
        ("Lumio S.A.S.", "Lumio SAS"),
        ("Lumio Group Ltd", "Lumio"),
    ],
)
def test_spellings_of_one_name_meet(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harfang", "Harfang Éco"),
        ("Canal+", "Canal"),
        ("TF1", "TFX"),
        ("Company of Heroes", "Heroes"),
        ("Sa majesté", "Majesté"),
        ("Mad Max 2", "Mad Max"),
    ],
)
def test_other_names_stay_apart(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ["The Group", "Le Groupe", "Inc.", "SA", "The The", "Les", "+", "?", "東宝"])
def test_no_name_is_nothing(name):
    assert name_key(name)


@given(st.text(min_size=1).filter(lambda text: any(c.isalnum() for c in text)))
def test_case_and_surrounding_space_never_matter(name):
    assert name_key(name)
    assert name_key(f"  {name}\n") == name_key(name)
