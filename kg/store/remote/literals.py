"""Literals that some servers change, written so that they come back as they were.

Virtuoso keeps numbers and dates as values: an integer beyond 64 bits is refused, a decimal of more than 15 places is
rounded, and a truth value comes back as 0 or 1. Such numbers, and dates before the calendar of today, are written
there as text of a datatype of our own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from kg.store.terms import MKG, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

Found = TypeVar("Found")
_EXACT = f"{MKG}exact-"
_TYPED = re.compile(rf'"([^"\\]*)"\^\^<{re.escape(XSD)}(integer|decimal|date|dateTime|gYear|gYearMonth)>\Z')
_BOOLEAN = XSD + "boolean"
_SAFE = {
    "integer": re.compile(r"-?[0-9]{1,18}\Z"),
    "decimal": re.compile(r"-?[0-9]{1,15}(\.[0-9]{0,14}[1-9])?\Z"),
    "date": re.compile(r"(1[6-9]|[2-9][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}\Z"),
    "dateTime": re.compile(r"(1[6-9]|[2-9][0-9])[0-9]{2}-[0-9T:Z+-]*\Z"),
    "gYear": re.compile(r"[0-9]{4}\Z"),
    "gYearMonth": re.compile(r"[0-9]{4}-[0-9]{2}\Z"),
}


def encoded(lines: Iterable[str]) -> list[str]:
    """Return N-Triples statements (without dot) in which a server that keeps values finds none it would change."""
    return [_TYPED.sub(_kept, line) for line in lines]


def _kept(found: re.Match[str]) -> str:
    value, datatype = found.groups()
    return found.group() if _SAFE[datatype].match(value) else f'"{value}"^^<{_EXACT}{datatype}>'


def decoded(term: Found) -> Found:
    """Return a term as it was before :func:`encoded` and the server; all but such literals are returned as they are."""
    if not isinstance(term, ox.Literal) or term.language is not None:
        return term
    datatype = term.datatype.value
    if datatype == _BOOLEAN and term.value in {"0", "1"}:
        return ox.Literal("true" if term.value == "1" else "false", datatype=term.datatype)  # type: ignore[return-value]
    if datatype.startswith(_EXACT):
        name = ox.NamedNode(XSD + datatype.removeprefix(_EXACT))
        return ox.Literal(term.value, datatype=name)  # type: ignore[return-value]
    return term
