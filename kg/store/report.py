"""Findings of a validation as a SHACL report in Turtle, always the same bytes for the same findings."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import DataError
from kg.store import terms
from kg.store.turtle import TurtleWriter

if TYPE_CHECKING:
    from kg.store.validation import Finding, Validation

SHACL = "http://www.w3.org/ns/shacl#"
_TYPE = ox.NamedNode(terms.RDF + "type")


def to_turtle(found: Validation, out: IO[bytes]) -> None:
    """Write a ``sh:ValidationReport``; names, quotes and advice are part of the messages."""
    report = ox.BlankNode("report")
    triples = [
        ox.Triple(report, _TYPE, _shacl("ValidationReport")),
        ox.Triple(report, _shacl("conforms"), terms.boolean_literal(found.conforms)),
    ]
    wide = len(str(len(found.findings)))
    for number, finding in enumerate(found.findings, start=1):
        result = ox.BlankNode(f"result{number:0{wide}}")
        triples.append(ox.Triple(report, _shacl("result"), result))
        triples += _result(result, finding)
    TurtleWriter(out, {"sh": SHACL, "rdf": terms.RDF, "xsd": terms.XSD, "mkg": terms.MKG}).write_triples(triples)


def _result(node: ox.BlankNode, finding: Finding) -> list[ox.Triple]:
    quote = f" “{finding.quote}”" if finding.quote else ""
    message = f"{finding.name}: {finding.message}{quote}; {finding.advice}"
    return [
        ox.Triple(node, _TYPE, _shacl("ValidationResult")),
        ox.Triple(node, _shacl("focusNode"), _node(finding.focus)),
        ox.Triple(node, _shacl("resultMessage"), terms.text_literal(message)),
        ox.Triple(node, _shacl("resultSeverity"), _shacl(finding.severity)),
    ]


def _node(iri: str) -> ox.NamedNode | ox.Literal:
    try:
        return terms.iri(iri)
    except DataError:
        return terms.text_literal(iri)


def _shacl(name: str) -> ox.NamedNode:
    return ox.NamedNode(SHACL + name)
