"""Grammar files and kinds of thing: what the data says, and what is said when it is broken."""

from __future__ import annotations

import shutil

import pytest

from kg.annotate.grammar import load_grammar, load_kinds
from kg.errors import DataError
from kg.ontology import load_schema
from kg.resources import ontologies_dir


@pytest.fixture
def folder(tmp_path):
    for name in ("kinds.toml", "grammar.fr.toml"):
        shutil.copy(ontologies_dir() / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_class_nouns_stand_for_classes_of_the_ontology(language):
    grammar = load_grammar(ontologies_dir(), language)

    classes = load_schema().classes.keys()
    assert {cls for found in grammar.class_nouns.values() for cls in found} <= classes
    assert {*grammar.suffix_class.values(), *grammar.head_class.values()} <= classes


def test_the_kinds_are_classes_of_the_ontology():
    kinds = load_kinds(ontologies_dir())

    classes = load_schema().classes.keys()
    assert {cls for names in kinds.classes.values() for cls in names} <= classes
    assert {cls for cls, _ in kinds.tagger_labels.values()} <= classes
    assert kinds.masks.keys() <= {*classes, "other", "opening"}
    assert kinds.generic <= classes
    assert (kinds.first("human"), kinds.first("work")) == ("Person", "CreativeWork")


@pytest.mark.parametrize(
    ("language", "noun", "cls"),
    [
        ("fr", "film", "Film"),
        ("fr", "films", "Film"),
        ("fr", "festivals", "Event"),
        ("fr", "maison de disques", "RecordLabel"),
        ("fr", "maisons de disques", "RecordLabel"),
        ("fr", "jeux vidéo", "VideoGame"),
        ("en", "video games", "VideoGame"),
        ("en", "record label", "RecordLabel"),
    ],
)
def test_a_noun_stands_for_a_class_in_the_plural_too(language, noun, cls):
    grammar = load_grammar(ontologies_dir(), language)

    assert cls in grammar.classes_of_noun(noun)
    assert noun in grammar.nouns_of_class(cls)


def test_the_first_known_form_of_a_noun_decides():
    grammar = load_grammar(ontologies_dir(), "fr")

    assert grammar.classes_of_noun("sarwen", "film", "roman") == grammar.classes_of_noun("film")
    assert grammar.classes_of_noun("sarwen") == frozenset()
    assert grammar.nouns_of_class("Sarwen") == ()


def test_a_contraction_is_undone():
    grammar = load_grammar(ontologies_dir(), "fr")

    assert [grammar.base_form(word) for word in ("du", "aux", "chez")] == ["de", "à", "chez"]


@pytest.mark.parametrize("text", [b"[kinds", b"\xff\xfe", b"", b"[kinds]\nhuman = 3"])
def test_a_broken_file_of_kinds_is_named(folder, text):
    (folder / "kinds.toml").write_bytes(text)

    with pytest.raises(DataError) as caught:
        load_kinds(folder)

    assert str(caught.value).startswith(f"{folder / 'kinds.toml'}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", [b"[names", b"\xff\xfe", b"", b"[class_nouns]\nFilm = 3"])
def test_a_broken_grammar_is_named(folder, text):
    (folder / "grammar.fr.toml").write_bytes(text)

    with pytest.raises(DataError) as caught:
        load_grammar(folder, "fr")

    assert str(caught.value).startswith(f"{folder / 'grammar.fr.toml'}: ")
    assert "\n" not in str(caught.value)


def test_a_language_without_grammar_is_named(folder):
    with pytest.raises(DataError, match=r"grammar\.de\.toml: cannot be read"):
        load_grammar(folder, "de")
