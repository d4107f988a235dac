"""JSON-LD with a context that anybody can use: the terms of the ontology by their plain names.

The context is published as ``ontologies/context.jsonld`` and stands in every export, so that nothing is fetched.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.resources import ontologies_dir
from kg.store import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.ontology import Schema

CONTEXT_NAME = "context.jsonld"
DEFAULT_BASE = "https://w3id.org/mediakg/"
_RDF_TYPE = terms.RDF + "type"
_SUFFIX = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*\Z")
_INTEGER = re.compile(r"(0|-?[1-9][0-9]{0,14})\Z")
#: Properties of other vocabularies whose values are things.
_LINKS = ("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "owl:sameAs", "owl:inverseOf",
          "schema:mentions", "prov:wasDerivedFrom", "skos:exactMatch", "skos:closeMatch", "schema:domainIncludes",
          "schema:rangeIncludes")  # fmt: skip
#: Properties of the claim record whose values are things.
_RECORD_LINKS = frozenset(
    {"subject", "predicate", "mode", "attributedTo", "evidence", "inferredFrom", "withheldSubject", "withheldPredicate",
     "withheldFrom"}
)  # fmt: skip


def make_context(schema: Schema, base: str = DEFAULT_BASE) -> dict[str, Any]:
    """Return the context for an ontology: prefixes, properties by their local name, and what their values are."""
    properties: dict[str, Any] = {}
    for name, info in schema.relations.items():
        thing = info.kind == "metric" or bool(info.range - {"date", "number", "text", "boolean"})
        properties[name] = {"@id": info.iri, "@type": "@id"} if thing and name != "forWork" else info.iri
    for name, term in schema.terms.items():
        if name[:1].islower():
            properties[name] = {"@id": term.iri, "@type": "@id"} if name in _RECORD_LINKS else term.iri
    classes = {name: info.iri for name, info in schema.classes.items()}
    classes |= {name: term.iri for name, term in schema.terms.items() if name[:1].isupper()}
    prefixes = {name: start for name, start in terms.prefixes(base).items() if name not in properties}
    links = {name: {"@id": name, "@type": "@id"} for name in _LINKS}
    short = {name: _shortened(value) for name, value in sorted((classes | properties).items())}
    return prefixes | links | short


def _shortened(value: Any) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(value, dict):
        return value | {"@id": _shortened(value["@id"])}
    return f"mkg:{value.removeprefix(terms.MKG)}" if value.startswith(terms.MKG) else value


@cache
def _published() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ontologies_dir() / CONTEXT_NAME).read_text(encoding="utf-8"))["@context"]
    return found


def context(base: str) -> dict[str, Any]:
    """Return the published context for a graph whose IRIs start with ``base``."""
    default, own = terms.prefixes(DEFAULT_BASE), terms.prefixes(base)
    return {name: own[name] if value == default.get(name) else value for name, value in _published().items()}


class JsonLdWriter:
    """Writes graphs of sorted quads to ``out``, one node a line."""

    def __init__(self, out: IO[bytes], base: str) -> None:
        self._out = out
        self._context = context(base)
        prefixes = {name: start for name, start in terms.prefixes(base).items() if self._context.get(name) == start}
        # The longest namespace first, so that each IRI has one way to be written.
        self._namespaces = sorted(((start, name) for name, start in prefixes.items()), key=lambda n: (-len(n[0]), n))
        self._names = _names(self._context, prefixes)
        self._separator = b""

    def begin(self) -> None:
        """Write what comes before the first graph."""
        self._out.write(b'{"@context":' + _json(self._context) + b',\n"@graph":[')

    def write_graph(self, name: str, quads: Iterable[ox.Quad]) -> None:
        """Write the graph called ``name``; ``quads`` are sorted by :func:`kg.store.turtle.quad_key`."""
        self._out.write(self._separator + b'\n{"@id":' + _json(self._iri(ox.NamedNode(name))) + b',"@graph":[')
        separator = b"\n"
        for subject, group in groupby(quads, key=lambda quad: quad.subject):
            self._out.write(separator + _json(self.node(subject, group)))
            separator = b",\n"
        self._out.write(b"]}")
        self._separator = b","

    def end(self) -> None:
        """Write what comes after the last graph."""
        self._out.write(b"]}\n")

    def node(self, subject: object, quads: Iterable[ox.Quad]) -> dict[str, Any]:
        """Return what the quads say of their subject as one JSON-LD object."""
        found: dict[str, Any] = {"@id": self._iri(subject)}
        for quad in quads:
            if quad.predicate.value == _RDF_TYPE and isinstance(quad.object, ox.NamedNode):
                found.setdefault("@type", []).append(self._names.get(quad.object.value) or self._iri(quad.object))
                continue
            key = self._names.get(quad.predicate.value) or self._iri(quad.predicate)
            found.setdefault(key, []).append(self._value(key, quad.object))
        return {key: value[0] if len(value) == 1 and key != "@id" else value for key, value in found.items()}

    def _value(self, key: str, term: object) -> Any:  # noqa: ANN401 (JSON)
        definition = self._context.get(key)
        link = isinstance(definition, dict) and definition.get("@type") == "@id"
        if not isinstance(term, ox.Literal):
            return self._iri(term) if link else {"@id": self._iri(term)}
        if term.language is not None:
            return {"@value": term.value, "@language": term.language}
        datatype = term.datatype.value
        if datatype == terms.XSD + "string":
            return {"@value": term.value} if link else term.value
        if datatype == terms.XSD + "integer" and _INTEGER.match(term.value):
            return int(term.value)
        if datatype == terms.XSD + "boolean" and term.value in {"true", "false"}:
            return term.value == "true"
        return {"@value": term.value, "@type": self._iri(term.datatype)}

    def _iri(self, term: object) -> str:
        if isinstance(term, ox.BlankNode):
            return f"_:{term.value}"
        iri = terms.text_value(term)
        for start, name in self._namespaces:
            if iri.startswith(start) and _SUFFIX.match(iri, len(start)):
                return f"{name}:{iri[len(start) :]}"
        return iri


def _names(found: Mapping[str, Any], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return IRI → the name that the context has for it."""
    names: dict[str, str] = {}
    for name, value in found.items():
        target = value["@id"] if isinstance(value, dict) else value
        prefix, colon, local = target.partition(":")
        if name not in prefixes and colon and prefix in prefixes:
            names[prefixes[prefix] + local] = name
        elif name not in prefixes:
            names[target] = name
    return names


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
