"""Values for the parameters of a query: what people type becomes RDF terms, never a part of the query's text.

A parameter is a ``VALUES ?name { … }`` in the query. What is put between the braces is written by the RDF library,
so that no value can be anything else than a term there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol

from kg.errors import DataError, UsageError
from kg.ids import article_iri
from kg.store import terms
from kg.store.sparql import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from kg.model import Entity

_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?\Z")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?\Z")
#: Values that one parameter may have.
MAX_VALUES = 1000


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be set in a query; without a ``default``, it does not restrict anything unless it is set."""

    name: str
    type: str
    default: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)

    def description(self, lang: str = "en") -> str:
        """Return what it is, in ``lang`` or in English."""
        return self.about.get(lang) or self.about.get("en", "")


class Names(Protocol):
    """What the values of parameters are looked up in."""

    @property
    def base(self) -> str:
        """Return what all IRIs of the graph start with."""

    def entities_named(self, name: str) -> Sequence[Entity]:
        """Return the entities that a name, identifier or IRI means; raises :class:`UsageError` with similar ones."""

    def has_article(self, article_id: str) -> bool:
        """Tell whether the graph has this article."""

    def words(self, kind: str) -> Collection[str]:
        """Return the local names of the ontology's ``relation``, ``metric`` or ``class`` terms."""


def with_values(text: str, parameters: Sequence[Parameter], settings: Mapping[str, Sequence[str]], names: Names) -> str:
    """Return the query with ``settings`` (parameter → values) and the defaults of the other parameters.

    Raises :class:`UsageError` for an unknown parameter and for a value that is none, with what may have been meant.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in settings:
        if name not in known:
            raise UsageError(_unknown("parameter", name, known) if known else f"this query has no parameter {name!r}")
    places: list[tuple[int, int, str]] = []
    for parameter in parameters:
        values = settings.get(parameter.name) or ([parameter.default] if parameter.default is not None else [])
        if len(values) > MAX_VALUES:
            raise UsageError(f"{parameter.name}: more than {MAX_VALUES} values; give fewer")
        if values:
            found = [term for value in values for term in _terms(parameter, value, names)]
            written = f" {' '.join(map(str, found))} "
            places += ((*place, written) for place in values_blocks(text, parameter.name, "the query"))
    # From the end, so that the places of the others stay what they are.
    for start, end, written in sorted(places, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def values_blocks(text: str, name: str, where: str) -> list[tuple[int, int]]:
    """Return where the values of a parameter stand: the offsets between the braces of each of its ``VALUES``.

    Raises :class:`DataError` when there is none.
    """
    found = list(tokens(text))
    places = []
    for index, token in enumerate(found[:-2]):
        variable, opening = found[index + 1 : index + 3]
        if token.text.upper() == "VALUES" and variable.text in {f"?{name}", f"${name}"} and opening.text == "{":
            closing = next((t for t in found[index + 3 :] if t.kind == "mark" and t.text == "}"), None)
            if closing is not None:
                places.append((opening.end, closing.start))
    if not places:
        raise DataError(f"{where}: needs a 'VALUES ?{name} {{ UNDEF }}' for its parameter {name!r}")
    return places


def _terms(parameter: Parameter, value: str, names: Names) -> list[terms.Object]:
    try:
        return TYPES[parameter.type](value.strip(), names)
    except (UsageError, DataError) as error:
        raise UsageError(f"{parameter.name}: {error}") from error


def _entities(value: str, names: Names) -> list[terms.Object]:
    """A name that several entities have stands for all of them."""
    return [terms.iri(entity.iri) for entity in names.entities_named(value)]


def _article(value: str, names: Names) -> list[terms.Object]:
    if names.has_article(value):
        return [terms.iri(article_iri(names.base, value))]
    start = f"{names.base}article/"
    if value.startswith((start, "article:")):
        return [terms.iri(start + value.removeprefix(start).removeprefix("article:"))]
    raise UsageError(f"the graph has no article {value!r}; give its identifier or IRI")


def _word(kind: str) -> Callable[[str, Names], list[terms.Object]]:
    def word(value: str, names: Names) -> list[terms.Object]:
        name = value.removeprefix("mkg:").removeprefix(terms.MKG)
        known = names.words(kind)
        if name not in known:
            raise UsageError(_unknown(kind, name, known))
        return [terms.mkg(name)]

    return word


def _date(value: str, _: Names) -> list[terms.Object]:
    if not _DATE.match(value):
        raise UsageError(f"{value!r} is no date; write 2025, 2025-06 or 2025-06-30")
    # Dates of all precisions are compared as text: an xsd:gYear and an xsd:date cannot be compared in SPARQL.
    return [terms.text_literal(value)]


def _number(value: str, _: Names) -> list[terms.Object]:
    if not _NUMBER.match(value):
        raise UsageError(f"{value!r} is no number; write 1000 or 0.5")
    return [terms.typed(value, "decimal" if "." in value else "integer")]


def _text(value: str, _: Names) -> list[terms.Object]:
    return [terms.text_literal(value)]


def _unknown(kind: str, name: str, known: Collection[str]) -> str:
    folded = {other.casefold(): other for other in sorted(known)}
    close = get_close_matches(name.casefold(), folded, n=2, cutoff=0.6)
    hint = f"did you mean {' or '.join(folded[key] for key in close)}?" if close else f"known: {_few(known)}"
    return f"there is no {kind} {name[:60]!r}; {hint}"


def _few(known: Collection[str]) -> str:
    names = sorted(known)
    return ", ".join(names[:8]) + (" …" if len(names) > 8 else "")


#: Every type of a parameter and what makes terms of what is typed.
TYPES: dict[str, Callable[[str, Names], list[terms.Object]]] = {
    "entity": _entities,
    "article": _article,
    "relation": _word("relation"),
    "metric": _word("metric"),
    "class": _word("class"),
    "date": _date,
    "number": _number,
    "text": _text,
}
