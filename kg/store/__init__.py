"""Claims and entities as RDF: the dataset on disk, safe queries, exports.

The only stage that knows how the graph is kept. :class:`GraphStore` is its face.
"""

from __future__ import annotations

from kg.store.dataset import GraphStore
from kg.store.mapping import article_quads, entities_quads, entity_quads, ontology_graph
from kg.store.query import QueryLimits, QueryResult
from kg.store.terms import Term

__all__ = [
    "GraphStore",
    "QueryLimits",
    "QueryResult",
    "Term",
    "article_quads",
    "entities_quads",
    "entity_quads",
    "ontology_graph",
]
