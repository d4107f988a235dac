"""The words for numbers, units and dates of one language, read from ``ontologies/figures*.toml``.

Words are data, grammar is code: this module turns word lists into compiled expressions and checks that every table the
grammar needs is there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.annotate.text import normalise
from kg.errors import DataError
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from pathlib import Path

Table = Mapping[str, Any]
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, eq=False)
class FigureWords:
    """The word tables of one language; ``shared`` holds what is the same in all (metrics, currency signs).

    Compared by identity, so that expressions compiled from it can be cached.
    """

    lang: str
    source: str
    words: Table
    shared: Table

    def table(self, *path: str) -> Any:  # noqa: ANN401 (a TOML value; the caller knows its shape)
        """Return the value at a path of keys; raises :class:`DataError` naming file and key when it is missing."""
        value: Any = self.words
        for key in path:
            if not isinstance(value, Mapping) or key not in value:
                raise DataError(f"{self.source}: {'.'.join(path)} is missing; add it or restore the shipped file")
            value = value[key]
        return value


def fold(text: str) -> str:
    """Return ``text`` in lower case with plain quotes, blanks and minus signs; same length, so offsets hold."""
    plain = normalise(text)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def phrase(words: str) -> str:
    """Return a regular expression for a phrase: blanks match any blanks, a ``*`` any word characters."""
    parts = [re.escape(fold(word)).replace(r"\*", r"\w*") for word in words.split()]
    out = parts[0]
    for before, part in zip(words.split(), parts[1:], strict=False):
        out += (r"\s*" if before.endswith("'") else r"\s+") + part
    head = r"(?<!\w)" if re.match(r"[\w*]", words) else ""
    tail = r"(?!\w)" if re.search(r"[\w*]$", words) else ""
    return head + out + tail


def any_of(phrases: Iterable[str]) -> str:
    """Return an expression that matches any of the phrases, the longest first."""
    ordered = sorted(set(phrases), key=lambda words: (-len(words), words))
    return "(?:" + "|".join(phrase(words) for words in ordered) + ")" if ordered else "(?!)"


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; raises :class:`DataError` when it cannot be read or parsed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path}: cannot be read as TOML ({error}); restore or fix the file") from error


@lru_cache(maxsize=8)
def load_words(lang: str, folder: Path | None = None) -> FigureWords:
    """Return the figure words of a language from ``folder`` (the shipped data when ``None``).

    Raises :class:`DataError` when the language has no file or the file is broken.
    """
    root = folder or ontologies_dir()
    path = root / f"figures.{lang}.toml"
    if not path.is_file():
        raise DataError(f"{path}: no figure words for language {lang!r}; add the file or use another language")
    return FigureWords(lang=lang, source=path.name, words=read_toml(path), shared=read_toml(root / "figures.toml"))
