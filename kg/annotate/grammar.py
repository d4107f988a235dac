"""The grammar data of a language (``grammar.LANG.toml``) and the kinds of thing (``kinds.toml``), as frozen records."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.errors import DataError
from kg.inflection import plural_forms, spaced

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Kinds:
    """Which ontology classes are human beings, groups, works and so on; class names stand only in the data file.

    A noun of a ``generic`` class ("the company") may stand for anything of the kind ``firm``.
    """

    classes: Mapping[str, tuple[str, ...]]
    tagger_labels: Mapping[str, tuple[str, float]]
    masks: Mapping[str, Mapping[str, str]]
    generic: frozenset[str]
    topic_firms: Mapping[str, str]

    def first(self, kind: str) -> str:
        """Return the main class of a kind, e.g. the class of human beings for ``human``."""
        return self.classes[kind][0]


@dataclass(frozen=True)
class Grammar:
    """Function words, parts of names and class nouns of one language."""

    language: str
    names: Mapping[str, Any]
    words: Mapping[str, Any]
    class_nouns: Mapping[str, frozenset[str]]
    abbreviations: frozenset[str]
    topic_nouns: Mapping[str, str]
    topic_names: Mapping[str, str]
    class_gender: Mapping[str, str]

    def word_set(self, key: str) -> frozenset[str]:
        """Return a list of ``[words]`` as a set of lower-case forms."""
        return self._sets[key]

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {key: frozenset(value) for key, value in self.words.items()}

    @cached_property
    def name_sets(self) -> dict[str, frozenset[str]]:
        """The lists of ``[names]`` as sets."""
        return {key: frozenset(value) for key, value in self.names.items() if isinstance(value, list)}

    @cached_property
    def suffix_class(self) -> dict[str, str]:
        """Last word of a name → class."""
        return {word: cls for cls, words in self.names["suffixes"].items() for word in words}

    @cached_property
    def double_class(self) -> dict[str, str]:
        """Second half of a double name (``Star-Tribune``) → class."""
        return {word: cls for cls, words in self.names.get("doubles", {}).items() for word in words}

    @cached_property
    def final_class(self) -> dict[str, str]:
        """Last word of a name that elsewhere is a word of its own (``AI``) → class."""
        return {word: cls for cls, words in self.names.get("finals", {}).items() for word in words}

    @cached_property
    def made_by(self) -> dict[str, tuple[str, str]]:
        """Noun for a maker → class of what stands before it, and whether a ``person`` or a ``firm`` makes it."""
        makers: Mapping[str, Mapping[str, list[str]]] = self.names.get("made_by", {})
        return {word: (cls, who) for who, table in makers.items() for cls, words in table.items() for word in words}

    @cached_property
    def head_class(self) -> dict[str, str]:
        """First word of a name → class."""
        return {word: cls for cls, words in self.names["heads"].items() for word in words}

    @cached_property
    def lower_head_class(self) -> dict[str, str]:
        """Lower-case first word of a name → class."""
        return {word: cls for cls, words in self.names["lower_heads"].items() for word in words}

    @cached_property
    def compound_nouns(self) -> frozenset[str]:
        """The class nouns of several words."""
        return frozenset(noun for noun in self.class_nouns if " " in noun)

    def classes_of_noun(self, *forms: str) -> frozenset[str]:
        """Return the classes that a common noun (any of its forms) may stand for."""
        for form in forms:
            found = self.class_nouns.get(form)
            if found:
                return found
        return frozenset()

    def nouns_of_class(self, cls: str) -> tuple[str, ...]:
        """Return all forms of the nouns that may stand for a class."""
        return tuple(sorted(noun for noun, classes in self.class_nouns.items() if cls in classes))

    def base_form(self, word: str) -> str:
        """Undo a contraction of preposition and article (``du`` → ``de``)."""
        contracted: Mapping[str, str] = self.words["contracted"]
        return contracted.get(word, word)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error}); correct the file or restore the shipped one") from error


def load_kinds(folder: Path) -> Kinds:
    """Read ``kinds.toml``; raises :class:`DataError` when it is missing or broken."""
    path = folder / "kinds.toml"
    data = _read(path)
    try:
        return Kinds(
            classes={kind: tuple(names) for kind, names in data["kinds"].items()},
            tagger_labels={label: (d["class"], float(d["weight"])) for label, d in data["tagger_labels"].items()},
            masks=data["masks"],
            generic=frozenset(data.get("generic", {}).get("classes", ())),
            topic_firms=data.get("topic_firms", {}),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path}: missing or malformed entry {error}; compare with the shipped file") from error


def load_grammar(folder: Path, language: str) -> Grammar:
    """Read ``grammar.LANGUAGE.toml``; raises :class:`DataError` when it is missing or broken."""
    path = folder / f"grammar.{language}.toml"
    data = _read(path)
    try:
        nouns: dict[str, set[str]] = {}
        for cls, words in data["class_nouns"].items():
            for word in words:
                for form in (word, *plural_forms(word, language)):
                    nouns.setdefault(spaced(form), set()).add(cls)
        return Grammar(
            language=language,
            names=data["names"],
            words=data["words"],
            class_nouns={noun: frozenset(classes) for noun, classes in nouns.items()},
            abbreviations=frozenset(data["abbreviations"]["list"]),
            topic_nouns={
                spaced(form): cls
                for cls, names in data.get("topic_nouns", {}).items()
                for word in names
                for form in (word, *plural_forms(word, language))
            },
            topic_names={"": data.get("usual_topic", {}).get("class", "")}
            | {word: cls for cls, names in data.get("topic_names", {}).items() for word in names},
            class_gender={cls: gender for gender, names in data.get("class_gender", {}).items() for cls in names},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: missing or malformed entry {error}; compare with the shipped file") from error
