"""Keys under which names of one thing meet: folded, without article, legal form and punctuation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.ids import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.resolve.words import NameWords

_ARTICLE = re.compile(r"^(?:(?:the|an?|les?|la|une?|des)\s+|l['’]\s*)(?=\S)", re.IGNORECASE)
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
#: Signs that are words, and letters that are more than one with an accent.
_SPELT = str.maketrans({"+": " plus ", "&": " and "})
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_SIGNS = re.compile(r"[^\w]+")


def fold_letters(text: str) -> str:
    """Return a text without case, accents, strokes and ligatures."""
    return fold(text).translate(_LETTERS)


class NameKeys:
    """Makes the keys of names, each name once."""

    def __init__(self, words: NameWords) -> None:
        """Take the legal forms and the words for groups, which tell no two firms apart."""
        self._legal = re.compile(
            rf"^(?:{_either(words.groups)}) (?=\w)|(?: (?:{_either(words.legal_forms | words.groups)}))+$"
        )
        self._plain: dict[str, str] = {}
        self._firm: dict[str, str] = {}

    def key(self, name: str, *, firm: bool = True) -> str:
        """Return the form under which two spellings of a name are the same; never empty unless the name is blank.

        Without ``firm`` the name is that of a thing that has no legal form: the film "Bad Company" is no "Bad".
        """
        known = (self._firm if firm else self._plain).get(name)
        return self._remember(name, firm=firm) if known is None else known

    def _remember(self, name: str, *, firm: bool) -> str:
        text = fold_letters(_ARTICLE.sub("", name.strip())).translate(_SPELT)
        plain = _SIGNS.sub(" ", _INITIALS.sub("", text)).strip() or fold(name.strip())
        self._plain[name] = plain
        if firm:
            self._firm[name] = self._legal.sub("", plain) or plain
        return self._firm[name] if firm else plain


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
