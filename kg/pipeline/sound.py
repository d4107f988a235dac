"""The last look at a claim, once it is known who its two sides really are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Claim, Entity, EntityRef, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.ontology import Schema


def sound_claims(
    claims: Iterable[Claim], iris: Mapping[str, str], entities: Mapping[str, Entity], schema: Schema
) -> tuple[Claim, ...]:
    """Return the claims that may stand in the graph.

    Left out are claims whose two sides turned out to be one entity, and those whose sides, typed over the whole corpus,
    no longer fit the relation. ``iris`` maps the article's local keys, ``entities`` IRIs.
    """
    return tuple(claim for claim in claims if _sound(claim, iris, entities, schema))


def _sound(claim: Claim, iris: Mapping[str, str], entities: Mapping[str, Entity], schema: Schema) -> bool:
    subject = iris[claim.subject.key]
    target: Sequence[str]
    match claim.object:
        case EntityRef(key):
            if iris[key] == subject:
                return False
            target = entities[iris[key]].types
        case Quantity():
            # a figure's subject was chosen with the whole article in view; its class alone does not overrule that
            return True
        case _:
            target = ("date",)
    return schema.allows(claim.predicate, entities[subject].types, target)
