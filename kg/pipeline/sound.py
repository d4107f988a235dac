"""The gate: the last look at a claim, once it is known who its two sides really are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Claim, Entity, EntityRef, Quantity, Withheld

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kg.model import WithheldReason
    from kg.ontology import Schema


def gate(
    claims: Iterable[Claim],
    iris: Mapping[str, str],
    entities: Mapping[str, Entity],
    schema: Schema,
    confirmed: Collection[str] = frozenset(),
) -> tuple[tuple[Claim, ...], tuple[Withheld, ...]]:
    """Return the claims that may stand in the graph, and those that wait for a person, each in their order.

    A claim waits when its two sides turned out to be one entity, or when its sides, typed over the whole corpus, do not
    fit the relation. ``iris`` maps the article's local keys, ``entities`` IRIs. ``confirmed`` are identifiers of claims
    that somebody found right: these pass whatever their sides.
    """
    sound: list[Claim] = []
    withheld: list[Withheld] = []
    for claim in claims:
        found = None if claim.id in confirmed else _doubt(claim, iris, entities, schema)
        if found is None:
            sound.append(claim)
        else:
            withheld.append(Withheld(claim, *found))
    return tuple(sound), tuple(withheld)


def _doubt(
    claim: Claim, iris: Mapping[str, str], entities: Mapping[str, Entity], schema: Schema
) -> tuple[WithheldReason, str] | None:
    """Return why a claim must wait."""
    subject = entities[iris[claim.subject.key]]
    target: Sequence[str]
    match claim.object:
        case EntityRef(key):
            target = entities[iris[key]].types
            if iris[key] == subject.iri:
                return "same", f"both sides are {subject.name}"
        case Quantity():
            if not subject.types:
                # A figure's subject was chosen with the whole article in view; that its class is not known is no doubt.
                return None
            target = ("quantity",)
        case _:
            target = ("date",)
    if schema.allows(claim.predicate, subject.types, target):
        return None
    info = schema.relations.get(claim.predicate)
    if info is None or info.kind == "qualifier":
        return "relation", f"the ontology has no relation {claim.predicate}"
    if not schema.fits(subject.types, info.domain):
        return "subject", f"the subject is {_classes(subject.types)}, the relation wants {_classes(info.domain)}"
    return "object", f"the object is {_classes(target)}, the relation wants {_classes(info.range)}"


def _classes(names: Iterable[str]) -> str:
    return " or ".join(sorted(names)) or "of no known class"
