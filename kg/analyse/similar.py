"""Entities that are alike because they are linked to the same others in the same way."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.analyse.graph import GraphData

#: How something is linked: its side of the relation, the relation, and the entity on the other side.
Trait: TypeAlias = tuple[Literal["subject", "object"], str, str]

#: A trait that more entities share than this makes nobody alike, and would make all pairs of them be looked at.
TOO_COMMON = 100


@dataclass(frozen=True, slots=True)
class Similar:
    """Two entities (the smaller IRI first), how alike they are, from 0 to 1, and what they share, the rarest first."""

    one: str
    other: str
    score: float
    shared: tuple[Trait, ...]


def traits_of(data: GraphData) -> dict[str, frozenset[Trait]]:
    """Return the traits of each entity that has any."""
    found: dict[str, set[Trait]] = defaultdict(set)
    for edge in data.edges:
        if edge.subject != edge.object:
            found[edge.subject].add(("subject", edge.predicate, edge.object))
            found[edge.object].add(("object", edge.predicate, edge.subject))
    return {iri: frozenset(found[iri]) for iri in sorted(found)}


def similar(data: GraphData, families: Mapping[str, frozenset[str]], *, most: int = 5) -> list[Similar]:
    """Return for each entity the pairs with the ``most`` others that are most alike, the most alike first.

    The score is a Jaccard index (1901) in which a shared trait counts the more, the fewer entities have it (as in
    Adamic and Adar 2003): the weight of what both have over that of what either has. It is multiplied by n / (n + 1)
    for n shared traits, so that two that have but one thing in common, and nothing else, are not taken for twins.
    ``families`` are the kinds of entities; only those that share one are compared.
    """
    traits = traits_of(data)
    holders: dict[Trait, list[str]] = defaultdict(list)
    for iri, found in traits.items():
        if iri in families:
            for trait in found:
                holders[trait].append(iri)
    weights = {trait: math.log(1 + len(traits) / len(iris)) for trait, iris in holders.items()}
    total = {iri: math.fsum(weights[trait] for trait in traits[iri]) for iri in traits if iri in families}
    pairs: dict[tuple[str, str], float] = {}
    for iri, whole in total.items():
        shared: set[str] = set()
        for trait in traits[iri]:
            if 1 < len(holders[trait]) <= TOO_COMMON:
                shared.update(holders[trait])
        near = []
        for other in shared - {iri}:
            if families[iri] & families[other]:
                both = traits[iri] & traits[other]
                common = math.fsum(weights[trait] for trait in both)
                score = common / (whole + total[other] - common) * len(both) / (len(both) + 1)
                near.append((-round(score, 9), other))
        pairs |= {(min(iri, other), max(iri, other)): -score for score, other in sorted(near)[:most]}
    return [
        Similar(
            one,
            other,
            pairs[one, other],
            tuple(sorted(traits[one] & traits[other], key=lambda trait: (-round(weights[trait], 9), trait))),
        )
        for one, other in sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    ]
