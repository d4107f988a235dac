"""When two names are the same for measuring: case, accents, punctuation, articles and legal forms aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.ids import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEADING = frozenset({"the", "a", "an", "le", "la", "les", "l", "un", "une", "des", "du", "de"})
_LEGAL = frozenset({"inc", "corp", "corporation", "co", "ltd", "llc", "plc", "sa", "sas", "ag", "gmbh", "nv"})
_LEGAL |= {"group", "groupe", "company"}
_SPELT = str.maketrans({"+": " plus ", "&": " and "})
_WORDS = re.compile(r"\w+")


def name_form(name: str) -> str:
    """Return the folded form of a name; a name that is a legal form and nothing else keeps it."""
    words = _WORDS.findall(fold(name).translate(_SPELT))
    if len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return " ".join([w for w in words if w not in _LEGAL] or words)


def name_forms(names: Iterable[str]) -> frozenset[str]:
    """Return the folded forms of several names, empty ones left out."""
    return frozenset(form for form in map(name_form, names) if form)
