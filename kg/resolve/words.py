"""The words of ``ontologies/names.toml``: legal forms, particles, nicknames and what else names are made of."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WORDS_NAME = "names.toml"


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is written about words of names, all folded.

    ``legal_forms`` may be of several words. ``generations`` maps a word to the row it stands in, ``numbers`` a word to
    its number, ``full_names`` a short first name to the first names it may stand for, itself left out;
    ``makers``, ``contradicted``, ``life`` (its begin and its end), ``post``, ``trade``, ``leading`` and ``making`` are
    relations, not words.
    ``lines_of_work`` maps an occupation to the row it stands in.
    """

    legal_forms: frozenset[str]
    groups: frozenset[str]
    trades: frozenset[str]
    branches: frozenset[str]
    small_words: frozenset[str]
    particles: frozenset[str]
    honorifics: frozenset[str]
    generations: Mapping[str, int]
    seasons: frozenset[str]
    makers: frozenset[str]
    contradicted: frozenset[str]
    life: tuple[str, str]
    post: str
    trade: str
    leading: frozenset[str]
    making: frozenset[str]
    lines_of_work: Mapping[str, int]
    parts: frozenset[str]
    numbers: Mapping[str, int]
    spelling: tuple[tuple[str, str], ...]
    full_names: Mapping[str, tuple[str, ...]]


def load_words(folder: Path) -> NameWords:
    """Read ``names.toml`` of a folder; raises :class:`DataError` when it is missing or broken."""
    path = folder / WORDS_NAME
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error}); correct the file or restore the shipped one") from error
    try:
        return _words(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"{path}: missing or malformed entry {error}; compare with the shipped file") from error


def _words(data: Mapping[str, Any]) -> NameWords:
    full_names: dict[str, set[str]] = defaultdict(set)
    for full, shorts in data["nicknames"].items():
        for short in _texts(shorts):
            full_names[short].add(str(full))
    lives = data["lives"]
    return NameWords(
        legal_forms=frozenset(_texts(data["legal_forms"])),
        groups=frozenset(_texts(data["groups"])),
        trades=frozenset(_texts(data["trades"])),
        branches=frozenset(_texts(data["branches"])),
        small_words=frozenset(_texts(data["small_words"])),
        particles=frozenset(_texts(data["particles"])),
        honorifics=frozenset(_texts(data["honorifics"])),
        generations={word: row for row, words in enumerate(data["generations"]) for word in _texts(words)},
        seasons=frozenset(_texts(data["seasons"])),
        makers=frozenset(_texts(data["makers"])),
        contradicted=frozenset(_texts(lives["contradicted"])),
        life=(str(lives["begin"]), str(lives["end"])),
        post=str(lives["post"]),
        trade=str(lives["trade"]),
        leading=frozenset(_texts(lives["leading"])),
        making=frozenset(_texts(lives["making"])),
        lines_of_work={word: row for row, words in enumerate(lives["lines"]) for word in _texts(words)},
        parts=frozenset(_texts(data["parts"])),
        numbers={str(word): int(number) for word, number in data["numbers"].items()},
        spelling=tuple((str(one), str(other)) for one, other in data["spelling"]["pairs"]),
        full_names={short: tuple(sorted(fulls)) for short, fulls in sorted(full_names.items())},
    )


def _texts(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise ValueError(f"{value!r} is no list of words")
    return value
