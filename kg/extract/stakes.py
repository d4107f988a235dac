"""How large a stake is: whoever buys more than half of a firm takes it over, whoever holds as much owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.context import BlockContext

_HALF = 50.0
_PERCENT = frozenset({"%", "percent", "pct", "pc"})
_PER = frozenset({"per", "pour"})


def majority(context: BlockContext, first: int, last: int) -> bool:
    """Tell whether the words from one token to another speak of half of a firm or more."""
    low, high = min(first, last), max(first, last)
    words = context.doc[low : high + 1]
    if any(token.lower_ in context.words("majority_words") for token in words):
        return True
    return any(_share(context, token.i) >= _HALF for token in words)


def _share(context: BlockContext, at: int) -> float:
    """Return the percentage that a number at a token states, or 0."""
    doc = context.doc
    text = doc[at].text.replace(",", ".").rstrip("%")
    if not text[:1].isdigit() or not text.replace(".", "", 1).isdigit():
        return 0.0
    following = [t.lower_ for t in doc[at + 1 : at + 3] if t.text != "-"]
    if doc[at].text.endswith("%") or (following and (following[0] in _PERCENT or following[0] in _PER)):
        return float(text)
    return 0.0
