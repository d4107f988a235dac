"""What a statement with one relation says of others, by the ontology alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ontology.schema import Schema

#: A relation that holds too, and whether its subject and object are the other way round.
Implied = tuple[str, bool]
#: Relations that one statement may imply; more is no help to anybody and would flood the graph.
MAX_IMPLIED = 100


def implications(schema: Schema) -> dict[str, tuple[Implied, ...]]:
    """Return relation → what each statement with it implies, sorted; relations that imply nothing are left out.

    Super-properties, inverses and symmetry are followed as far as they lead: with *A below B, B the inverse of C*, a
    statement ``x A y`` implies ``x B y`` and ``y C x``. Of a relation that would imply more than
    :data:`MAX_IMPLIED` others, nothing is taken.
    """
    found = {name: _closure(name, schema) for name in schema.relations}
    return {name: implied for name, implied in sorted(found.items()) if 0 < len(implied) <= MAX_IMPLIED}


def _closure(relation: str, schema: Schema) -> tuple[Implied, ...]:
    start: Implied = (relation, False)
    seen = {start}
    todo = [start]
    while todo and len(seen) <= MAX_IMPLIED + 1:
        name, turned = todo.pop()
        info = schema.relations[name]
        more = {(parent, turned) for parent in info.parents} | {(other, not turned) for other in info.inverses}
        if info.symmetric:
            more.add((name, not turned))
        fresh = {step for step in more if step[0] in schema.relations} - seen
        seen |= fresh
        todo += fresh
    return tuple(sorted(seen - {start}))
