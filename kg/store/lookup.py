"""Finding an entity in the store without reading all of them.

What the engine has an index for (IRIs, identifiers, names as they are written) is asked of it; only a name in another
case, or another name of an entity, needs a look at all names. :func:`kg.store.cards.find` does the same for entities
that are in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import DataError
from kg.ids import spoken
from kg.store import cards, mapping, reading, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Entity
    from kg.store.engine import Engine

Nodes = set[ox.NamedNode]


def find(engine: Engine, wanted: str, base: str) -> list[Entity]:
    """Return the entities that ``wanted`` may mean, sorted by IRI, by the best kind of match only.

    The kinds and their order are those of :func:`kg.store.cards.find`.
    """
    graph = mapping.entities_graph(base)
    nodes = next((found for found in _tiers(engine, wanted.strip(), base) if found), Nodes())
    best = [_read(engine, node, graph) for node in sorted(nodes, key=lambda node: node.value)]
    if not best and (of_class := cards.OF_CLASS.fullmatch(wanted.strip())):
        best = [entity for entity in find(engine, of_class[1], base) if of_class[2] in entity.types]
    return best


class StoredNames:
    """The names of entities, read one by one when they are asked for, each once."""

    def __init__(self, engine: Engine, base: str) -> None:
        self._engine = engine
        self._graph = mapping.entities_graph(base)
        self._known: dict[str, str | None] = {}

    def get(self, iri: str, default: str, /) -> str:
        """Return the name of an entity, ``default`` when there is none."""
        if iri not in self._known:
            quads = self._engine.quads_for_pattern(terms.iri(iri), mapping.LABEL, None, self._graph)
            self._known[iri] = min((terms.text_value(quad.object) for quad in quads), default=None)
        return self._known[iri] or default


def _tiers(engine: Engine, wanted: str, base: str) -> Iterator[Nodes]:
    """Yield the entities of each kind of match, the best kind first."""
    graph = mapping.entities_graph(base)

    def subjects(predicate: ox.NamedNode, value: terms.Object) -> Nodes:
        return _subjects(engine.quads_for_pattern(None, predicate, value, graph))

    iris = _nodes(wanted, f"{base}entity/{wanted.removeprefix('e:')}")
    replaced = (q.object for node in iris for q in engine.quads_for_pattern(node, mapping.REPLACED_BY, None, graph))
    standing = {node for node in iris if any(engine.quads_for_pattern(node, mapping.LABEL, None, graph))}
    yield standing | {node for node in replaced if isinstance(node, ox.NamedNode)}
    linked = _nodes(wanted, terms.WD + wanted) if cards.WIKIDATA_ID.match(wanted) else _nodes(wanted)
    yield {subject for node in linked for subject in subjects(mapping.SAME_AS, node)}
    try:
        yield subjects(mapping.LABEL, terms.text_literal(wanted))
    except DataError:
        return
    folded = spoken(wanted)

    def called(predicate: ox.NamedNode) -> Nodes:
        quads = engine.quads_for_pattern(None, predicate, None, graph)
        return _subjects(quad for quad in quads if spoken(terms.text_value(quad.object)) == folded)

    yield called(mapping.LABEL)
    yield called(mapping.ALT_LABEL) | called(mapping.PREF_LABEL)


def _nodes(*iris: str) -> Nodes:
    """Return those texts that are IRIs."""
    found = Nodes()
    for iri in iris:
        try:
            found.add(terms.iri(iri))
        except DataError:
            continue
    return found


def _subjects(quads: Iterable[ox.Quad]) -> Nodes:
    return {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _read(engine: Engine, node: ox.NamedNode, graph: ox.NamedNode) -> Entity:
    quads = list(engine.quads_for_pattern(node, None, None, graph))
    quads += engine.quads_for_pattern(None, mapping.REPLACED_BY, node, graph)
    return next(entity for entity in reading.read_entities(quads) if entity.iri == node.value)
