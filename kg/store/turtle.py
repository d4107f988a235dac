"""Turtle and TriG in one fixed order (the engine's own writer declares prefixes in a random one)."""

from __future__ import annotations

import re
from itertools import groupby
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kg.store import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PLAIN_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*)\Z")
_SHORT_FORMS = {
    terms.XSD + "integer": re.compile(r"[+-]?[0-9]+\Z"),
    terms.XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+\Z"),
    terms.XSD + "boolean": re.compile(r"(true|false)\Z"),
}
_TYPE = terms.RDF + "type"


class TurtleWriter:
    """Writes sorted triples or quads to ``out``; ``prefixes`` are declared in the order given."""

    def __init__(self, out: IO[bytes], prefixes: Mapping[str, str]) -> None:
        self._out = out
        # The longest namespace first, so that each IRI has one way to be written.
        self._namespaces = sorted(((start, name) for name, start in prefixes.items()), key=lambda n: (-len(n[0]), n))
        for name, start in prefixes.items():
            self._write(f"@prefix {name}: <{start}> .\n")

    def write_triples(self, triples: Iterable[ox.Triple]) -> None:
        """Write Turtle; ``triples`` are sorted by :func:`triple_key`."""
        self._write("\n")
        self._subjects(triples, "")

    def write_quads(self, quads: Iterable[ox.Quad]) -> None:
        """Write TriG; ``quads`` are sorted by :func:`quad_key`."""
        for graph, group in groupby(quads, key=lambda quad: quad.graph_name):
            name = "" if isinstance(graph, ox.DefaultGraph) else f"{self._term(graph)} "
            self._write(f"\n{name}{{\n")
            self._subjects((quad.triple for quad in group), "  ")
            self._write("}\n")

    def _subjects(self, triples: Iterable[ox.Triple], indent: str) -> None:
        for subject, group in groupby(triples, key=lambda triple: triple.subject):
            lines = []
            for predicate, objects in groupby(group, key=lambda triple: triple.predicate):
                verb = "a" if predicate.value == _TYPE else self._term(predicate)
                lines.append(f"{verb} {', '.join(self._term(triple.object) for triple in objects)}")
            joined = f" ;\n{indent}  ".join(lines)
            self._write(f"{indent}{self._term(subject)} {joined} .\n")

    def _term(self, term: object) -> str:
        if isinstance(term, ox.NamedNode):
            return self._iri(term.value)
        if isinstance(term, ox.Literal) and term.language is None and term.datatype.value != terms.XSD + "string":
            datatype = term.datatype.value
            short = _SHORT_FORMS.get(datatype)
            if short is not None and short.match(term.value):
                return term.value
            return f"{ox.Literal(term.value)}^^{self._iri(datatype)}"
        if isinstance(term, ox.Triple):
            return f"<<( {self._term(term.subject)} {self._term(term.predicate)} {self._term(term.object)} )>>"
        return str(term)

    def _iri(self, iri: str) -> str:
        for start, name in self._namespaces:
            if iri.startswith(start) and _PLAIN_LOCAL.match(iri, len(start)):
                return f"{name}:{iri[len(start) :]}"
        return f"<{iri}>"

    def _write(self, text: str) -> None:
        self._out.write(text.encode())


def triple_key(triple: ox.Triple) -> tuple[str, ...]:
    """Sort by subject, predicate and object, with ``rdf:type`` before all other predicates."""
    predicate = triple.predicate.value
    return (str(triple.subject), "" if predicate == _TYPE else predicate, str(triple.object))


def quad_key(quad: ox.Quad) -> tuple[str, ...]:
    """Sort by graph, then as :func:`triple_key`."""
    return (str(quad.graph_name), *triple_key(quad.triple))
