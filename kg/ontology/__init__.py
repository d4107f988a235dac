"""Ontology files → :class:`Schema`: which classes and relations exist, what they join and how they are called."""

from __future__ import annotations

from kg.ontology.implied import Implied, implications
from kg.ontology.load import load_schema
from kg.ontology.quads import ontology_quads
from kg.ontology.schema import PSEUDO_TYPES, ClassInfo, RelationInfo, RelationKind, Schema, Term

__all__ = [
    "PSEUDO_TYPES",
    "ClassInfo",
    "Implied",
    "RelationInfo",
    "RelationKind",
    "Schema",
    "Term",
    "implications",
    "load_schema",
    "ontology_quads",
]
