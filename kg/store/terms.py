"""All conversion between Python values and RDF terms; nothing else in the package builds or reads a term.

The vocabularies are the ones of the ontology, schema.org, PROV-O, Web Annotation, SKOS and Dublin Core.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias
from typing import Literal as OneOf

import pyoxigraph as ox

from kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MKG = "https://w3id.org/mediakg/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
WD = "http://www.wikidata.org/entity/"
WDT = "http://www.wikidata.org/prop/direct/"

Object: TypeAlias = ox.NamedNode | ox.Literal
Scalar: TypeAlias = str | int | float | bool
TermKind: TypeAlias = OneOf["iri", "literal", "bnode", "triple"]

_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_LANG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DATES = (
    (re.compile(r"[0-9]{4}\Z"), "gYear"),
    (re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])\Z"), "gYearMonth"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"), "date"),
    # Only forms that the engine gives back unchanged: no fraction of a second, no zone written as an offset of zero.
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}(:[0-9]{2}){2}(Z|[+-](?!00:00)[0-9]{2}:[0-9]{2})?\Z"), "dateTime"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """One RDF term of a query result, free of any RDF library; ``value`` is the IRI, label or lexical form."""

    kind: TermKind
    value: str
    datatype: str | None = None
    lang: str | None = None

    def python(self) -> Scalar:
        """Return a number or truth value for such literals and the text of everything else."""
        short = (self.datatype or "").removeprefix(XSD)
        try:
            if short in {"integer", "int", "long"}:
                return int(self.value)
            if short in {"decimal", "double", "float"}:
                return float(self.value)
        except ValueError:
            return self.value
        return self.value in {"true", "1"} if short == "boolean" else self.value


def prefixes(base: str) -> dict[str, str]:
    """Return the prefixes that every query may use and every export declares; ``base`` is that of the graph."""
    return {
        "mkg": MKG,
        "rdf": RDF,
        "rdfs": RDFS,
        "owl": OWL,
        "xsd": XSD,
        "skos": SKOS,
        "schema": SCHEMA,
        "prov": PROV,
        "oa": OA,
        "dcterms": DCTERMS,
        "wd": WD,
        "wdt": WDT,
        "kg": base,
        "e": f"{base}entity/",
        "article": f"{base}article/",
        "claim": f"{base}claim/",
        "evidence": f"{base}evidence/",
        "quantity": f"{base}quantity/",
        "inferred": f"{base}inferred/",
        "withheld": f"{base}withheld/",
    }


@lru_cache(maxsize=4096)
def iri(text: str) -> ox.NamedNode:
    """Return an absolute IRI as a term; raises :class:`DataError` when it is none."""
    try:
        return ox.NamedNode(text)
    except (ValueError, UnicodeError) as error:
        raise DataError(f"{text!r} is not an absolute IRI ({error}); correct the identifier") from error


@lru_cache(maxsize=1024)
def mkg(name: str) -> ox.NamedNode:
    """Return the ontology IRI of a class, relation or qualifier given by its local name."""
    if not _LOCAL_NAME.match(name):
        raise DataError(f"{name!r} is not a name of the ontology; use letters, digits, '-' and '_' only")
    return ox.NamedNode(MKG + name)


def text_literal(text: str, lang: str | None = None) -> ox.Literal:
    """Return ``text`` as a literal, tagged with ``lang`` when that is a well-formed language tag.

    Raises :class:`DataError` for what no RDF syntax can carry: NUL characters and lone surrogates.
    """
    bad = _UNSTORABLE.search(text)
    if bad:
        raise DataError(f"text has the forbidden character {bad.group()!a} at offset {bad.start()}; remove it")
    return ox.Literal(text, language=lang.lower()) if lang and _LANG.match(lang) else ox.Literal(text)


def typed(text: str, datatype: str) -> ox.Literal:
    """Return a literal of the XML Schema datatype with local name ``datatype``."""
    return ox.Literal(text_literal(text).value, datatype=_xsd(datatype))


@lru_cache(maxsize=64)
def _xsd(name: str) -> ox.NamedNode:
    return ox.NamedNode(XSD + name)


def number_literal(value: float) -> ox.Literal:
    """Return an xsd:integer for an ``int`` and an xsd:decimal for a ``float``; raises on infinity and NaN."""
    if isinstance(value, int):
        return typed(str(int(value)), "integer")
    if not math.isfinite(value):
        raise DataError(f"{value} is not a number that can be stored; leave the value out")
    plain = format(Decimal(repr(value)), "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return typed("0" if plain == "-0" else plain, "decimal")


def boolean_literal(value: bool) -> ox.Literal:
    """Return an xsd:boolean."""
    return typed("true" if value else "false", "boolean")


def date_literal(text: str) -> ox.Literal:
    """Return an ISO 8601 date typed by its precision; what is no calendar date stays a plain string."""
    for pattern, datatype in _DATES:
        if pattern.match(text) and _on_the_calendar(text, datatype):
            return typed(text, datatype)
    return text_literal(text)


def _on_the_calendar(text: str, datatype: str) -> bool:
    if datatype.startswith("g"):
        return True
    try:
        if datatype == "date":
            dt.date.fromisoformat(text)
        else:
            dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def literal_value(literal: ox.Literal) -> Scalar:
    """Return the Python value of a stored literal: numbers and truth values as such, all else as text."""
    return to_term(literal).python()


def number_value(term: object) -> float | int | None:
    """Return the number of a stored literal, or ``None`` when it holds none."""
    value = literal_value(term) if isinstance(term, ox.Literal) else None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def text_value(term: object) -> str:
    """Return the IRI or the text of a stored term."""
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal, ox.BlankNode)) else str(term)


def to_term(term: object) -> Term:
    """Return a stored term as a :class:`Term`."""
    match term:
        case ox.NamedNode():
            return Term("iri", term.value)
        case ox.Literal():
            datatype = term.datatype.value
            plain = datatype == XSD + "string" or term.language is not None
            return Term("literal", term.value, None if plain else datatype, term.language)
        case ox.BlankNode():
            return Term("bnode", term.value)
        case _:
            return Term("triple", str(term))


def from_term(term: Term) -> Object | ox.BlankNode:
    """Invert :func:`to_term`; raises :class:`DataError` for a quoted triple, which has no place in RDF 1.1."""
    if term.kind == "iri":
        return iri(term.value)
    if term.kind == "bnode":
        return ox.BlankNode(term.value)
    if term.kind == "triple":
        raise DataError(f"{term.value}: quoted triples cannot be written in RDF 1.1; select their parts")
    if term.lang is not None:
        return ox.Literal(term.value, language=term.lang)
    return ox.Literal(term.value, datatype=iri(term.datatype)) if term.datatype else ox.Literal(term.value)


def triples_from_rows(rows: Iterable[tuple[Term | None, ...]]) -> Iterator[ox.Triple]:
    """Return the triples of a graph result; rows that hold no RDF 1.1 triple are left out."""
    for row in rows:
        if len(row) == 3 and all(cell is not None and cell.kind != "triple" for cell in row):
            subject, predicate, value = (from_term(cell) for cell in row if cell is not None)
            if isinstance(predicate, ox.NamedNode) and not isinstance(subject, ox.Literal):
                yield ox.Triple(subject, predicate, value)


def local_name(term: object) -> str:
    """Return the part of an IRI after the last ``#`` or ``/``."""
    return text_value(term).rsplit("#", 1)[-1].rsplit("/", 1)[-1]
