"""What follows from the claims of an article, in a graph of its own beside the article's.

A sub-property implies the property above it, a symmetric relation its other direction, a relation its inverse
(:func:`kg.ontology.implications`). Only facts of the present imply anything: from a claim that is planned, doubtful,
denied or over nothing follows, so that no former post looks like one that is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ids import article_iri, inferred_iri
from kg.model import FACTUAL_MODES
from kg.store import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kg.model import Claim

CLASS = terms.mkg("InferredGraph")
SOURCE = terms.mkg("inferredFrom")
_TYPE = ox.NamedNode(terms.RDF + "type")


def inferred_prefix(base: str) -> str:
    """Return what the names of all graphs of inferred statements start with."""
    return f"{base}inferred/"


def is_current(claim: Claim, date: str | None) -> bool:
    """Tell whether a claim states a fact that still held at the date of its article."""
    if claim.mode not in FACTUAL_MODES or ("former", True) in claim.qualifiers:
        return False
    ends = [value for name, value in claim.qualifiers if name == "endDate"]
    return all(isinstance(end, str) and date is not None and end >= date[: len(end)] for end in ends)


def inferred_quads(
    stated: Iterable[tuple[ox.NamedNode, str, terms.Object]],
    known: Collection[ox.Triple],
    implied: Mapping[str, Collection[tuple[str, bool]]],
    *,
    article_id: str,
    base: str,
) -> list[ox.Quad]:
    """Return the graph of what follows from the statements of an article, or nothing when that is nothing new.

    ``stated`` are subject, relation and object of the claims that imply something, ``known`` the direct triples of the
    article, ``implied`` what each relation implies.
    """
    graph = terms.iri(inferred_iri(base, article_id))
    found = {triple for s, relation, o in stated for triple in _implied(s, o, implied.get(relation, ()))}
    quads = [ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found.difference(known)]
    if quads:
        quads += [
            ox.Quad(graph, _TYPE, CLASS, graph),
            ox.Quad(graph, SOURCE, terms.iri(article_iri(base, article_id)), graph),
        ]
    return quads


def _implied(
    subject: ox.NamedNode, value: terms.Object, relations: Collection[tuple[str, bool]]
) -> Iterable[ox.Triple]:
    for name, turned in relations:
        if not turned:
            yield ox.Triple(subject, terms.mkg(name), value)
        elif isinstance(value, ox.NamedNode):
            yield ox.Triple(value, terms.mkg(name), subject)
