"""Longest matches of known forms in a sequence of tokens, whatever tokenizer cut them.

Forms and tokens are both cut into *atoms* (runs of letters and digits, single signs). Hyphens, apostrophes and colons
are dropped, so "Spider-Man" is found in ``Spider - Man`` and ``Spider-Man`` alike; a match must begin and end where a
token does. Keys are folded (no case, no accents); case and accents are then checked against each form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.ids import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.knowledge.entry import KBEntry

_ATOM = re.compile(r"\w+|[^\w\s]")
_DROPPED = frozenset("-‐‑–'’ʼ:\u00ad")
#: "Warner Bros." and "Jeopardy!" are also written without their last sign.
_TRAILING = " .!?…"
#: Up to this length capitals carry the meaning: "UN" is no French "un", "CES" no "ces".
ACRONYM_MAX = 5
#: Never part of a form, so that no match runs over a line break.
_BREAK = "\n"


class Form(NamedTuple):
    """One way to write an entry: ``anycase`` forms are common nouns, ``lang`` is empty for names."""

    text: str
    entry: KBEntry
    weak: bool
    anycase: bool
    lang: str


class Match(NamedTuple):
    """Tokens ``start`` to ``end`` (exclusive) are a form of ``entries``, the likeliest first."""

    start: int
    end: int
    entries: tuple[KBEntry, ...]


@lru_cache(maxsize=65536)
def _atoms(token: str) -> tuple[tuple[str, str], ...]:
    """Cut a token into (raw, folded) atoms."""
    found = tuple([(raw, _fold(raw)) for raw in _ATOM.findall(token) if raw not in _DROPPED])
    return found or (((_BREAK, _BREAK),) if _BREAK in token else ())


def _fold(text: str) -> str:
    return text.lower() if text.isascii() else fold(text)


def _raw_atoms(text: str) -> list[str]:
    return [raw for raw in _ATOM.findall(text) if raw not in _DROPPED]


class FormIndex:
    """All forms by folded key; built once, read only."""

    __slots__ = ("_by_key", "_lengths")

    def __init__(self, forms: Iterable[Form]) -> None:
        """Index the forms; of equal keys the earlier comes first."""
        self._by_key: dict[str, list[Form]] = {}
        self._lengths: dict[str, int] = {}
        for form in forms:
            text = form.text
            if text.isalnum():
                self._add((_fold(text),), form)
                continue
            atoms = [_fold(raw) for raw in _raw_atoms(text)]
            self._add(atoms, form)
            if text[-1] in _TRAILING and len(bare := text.rstrip(_TRAILING)) > 1:
                self._add([_fold(raw) for raw in _raw_atoms(bare)], form)

    def _add(self, atoms: Sequence[str], form: Form) -> None:
        if not atoms:
            return
        first = atoms[0]
        self._lengths[first] = self._lengths.get(first, 0) | (1 << len(atoms))
        self._by_key.setdefault(" ".join(atoms), []).append(form)

    def find(self, text: str) -> list[Form]:
        """Return the forms whose folded key is that of ``text``, without a check of case."""
        key = " ".join([_fold(raw) for raw in _raw_atoms(text)])
        return self._by_key.get(key, []) if key else []

    def longest_matches(self, tokens: Sequence[str], lang: str = "") -> list[tuple[int, int, list[Form]]]:
        """Return the leftmost longest non-overlapping matches as (start, end, forms)."""
        raws: list[str] = []
        folded: list[str] = []
        token_of: list[int] = []
        for i, token in enumerate(tokens):
            for raw, key in _atoms(token):
                raws.append(raw)
                folded.append(key)
                token_of.append(i)
        size = len(raws)
        lengths = self._lengths
        found: list[tuple[int, int, list[Form]]] = []
        at = 0
        while at < size:
            mask = lengths.get(folded[at])
            hit = None
            if mask is not None and (at == 0 or token_of[at - 1] != token_of[at]):
                hit = self._match_at(at, mask, raws, folded, token_of, lang)
            if hit is None:
                at += 1
                continue
            end, forms = hit
            found.append((token_of[at], token_of[end - 1] + 1, forms))
            at = end
        return found

    def _match_at(
        self, at: int, mask: int, raws: list[str], folded: list[str], token_of: list[int], lang: str
    ) -> tuple[int, list[Form]] | None:
        for count in range(min(mask.bit_length() - 1, len(raws) - at), 0, -1):
            end = at + count
            if not mask >> count & 1 or (end < len(raws) and token_of[end] == token_of[end - 1]):
                continue
            candidates = self._by_key.get(" ".join(folded[at:end]))
            if candidates is not None:
                written = raws[at:end]
                fitting = [form for form in candidates if _fits(form, written, lang)]
                if fitting:
                    return end, fitting
        return None


def _fits(form: Form, written: Sequence[str], lang: str) -> bool:
    """Tell whether case and accents of the written atoms allow the form."""
    if form.lang and lang and form.lang != lang:
        return False
    atoms = _raw_atoms(form.text)[: len(written)]
    if form.anycase and not _is_acronym(form.text):
        return all(_same_accents(a, w) for a, w in zip(atoms, written, strict=False))
    if not any(c.isupper() or c.isdigit() for c in form.text):
        return list(written) == atoms
    strict = form.weak or len(atoms) < 3
    for position, (atom, word) in enumerate(zip(atoms, written, strict=False)):
        if atom == word:
            continue
        if (position == 0 or strict) and atom[0].isupper() and not word[0].isupper():
            return False
        if 1 < len(atom) <= ACRONYM_MAX and atom.isupper() and not word.isupper():
            return False
        if not _accents_allow(atom, word, several=len(atoms) > 1):
            return False
    return True


def _is_acronym(text: str) -> bool:
    return len(text) <= ACRONYM_MAX + 1 and text == text.upper() and any(c.isalpha() for c in text)


def _same_accents(atom: str, word: str) -> bool:
    return atom == word or atom.lower() == word.lower() or (word.isupper() and word.isascii())


def _accents_allow(atom: str, word: str, *, several: bool) -> bool:
    """Accents may be missing in the text; added ones ("Rosé" for "Rose") only inside a longer name."""
    return several or word.isascii() or unicodedata.normalize("NFC", word).lower() == atom.lower()
