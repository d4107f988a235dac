"""Claims that wait for a person, kept in the graph of their article but out of the way of every other query.

They have a class of their own and no property that a claim has, so that nothing can mistake one for a claim. The whole
record is one JSON literal; what people look for is beside it as plain properties.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

import pyoxigraph as ox

from kg.errors import DataError, StoreError
from kg.ids import article_iri
from kg.model import Claim, DateValue, EntityRef, Quantity, Withheld, WithheldReason
from kg.records import claim_from_dict, claim_to_dict
from kg.store import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.model import Article, QualifierValue

CLASS = terms.mkg("WithheldClaim")
SUBJECT, PREDICATE, OBJECT, QUOTE, REASON, DETAIL, SOURCE, RECORD = (
    terms.mkg(f"withheld{name}")
    for name in ("Subject", "Predicate", "Object", "Quote", "Reason", "Detail", "From", "Record")
)
_TYPE = ox.NamedNode(terms.RDF + "type")


@dataclass(frozen=True, slots=True)
class WithheldCard:
    """A claim in review with the names of its sides and its article (without the text).

    ``object_name`` is the name of an entity or the written form of a date.
    """

    claim: Claim
    reason: WithheldReason
    detail: str
    subject_name: str
    object_name: str
    article: Article


def withheld_quads(
    withheld: Iterable[Withheld], article_id: str, iri_of: Mapping[str, str], base: str
) -> list[ox.Quad]:
    """Return the claims in review as quads of their article's graph; raises :class:`DataError` like a claim does."""
    graph = terms.iri(article_iri(base, article_id))
    return [quad for item in withheld for quad in _quads(item, graph, iri_of, base)]


def _quads(item: Withheld, graph: ox.NamedNode, iri_of: Mapping[str, str], base: str) -> Iterator[ox.Quad]:
    claim = _with_references(item.claim, lambda key: _iri(iri_of, key))
    node = terms.iri(f"{base}withheld/{claim.id}")
    record = json.dumps(claim_to_dict(claim), ensure_ascii=False, sort_keys=True)
    values: list[tuple[ox.NamedNode, terms.Object]] = [
        (_TYPE, CLASS),
        (SUBJECT, terms.iri(claim.subject.key)),
        (PREDICATE, terms.mkg(claim.predicate)),
        (QUOTE, terms.text_literal(claim.evidence.quote)),
        (REASON, terms.text_literal(item.reason)),
        (DETAIL, terms.text_literal(item.detail)),
        (SOURCE, graph),
        (RECORD, terms.text_literal(record)),
    ]
    match claim.object:
        case EntityRef(iri):
            values.append((OBJECT, terms.iri(iri)))
        case DateValue(text):
            values.append((OBJECT, terms.date_literal(text)))
        case Quantity():
            pass
    return (ox.Quad(node, predicate, value, graph) for predicate, value in values)


def _iri(iri_of: Mapping[str, str], key: str) -> str:
    try:
        return iri_of[key]
    except KeyError:
        raise DataError(f"no entity was resolved for {key!r}; resolve it before storing") from None


def _with_references(claim: Claim, change: Callable[[str], str]) -> Claim:
    """Return the claim with another key for each entity it refers to."""

    def changed(value: QualifierValue) -> QualifierValue:
        return EntityRef(change(value.key)) if isinstance(value, EntityRef) else value

    speaker = claim.attributed_to
    return replace(
        claim,
        subject=EntityRef(change(claim.subject.key)),
        object=EntityRef(change(claim.object.key)) if isinstance(claim.object, EntityRef) else claim.object,
        attributed_to=EntityRef(change(speaker.key)) if speaker else None,
        qualifiers=tuple((name, changed(value)) for name, value in claim.qualifiers),
    )


def read_withheld(quads: Iterable[ox.Quad], article_id: str) -> list[Withheld]:
    """Return the claims in review that the quads of an article hold, sorted; entity keys are entity IRIs."""
    described: dict[object, dict[ox.NamedNode, str]] = {}
    for quad in quads:
        if quad.predicate in {RECORD, REASON, DETAIL}:
            described.setdefault(quad.subject, {})[quad.predicate] = terms.text_value(quad.object)
    try:
        found = [
            Withheld(claim_from_dict(article_id, json.loads(about[RECORD])), _reason(about[REASON]), about[DETAIL])
            for about in described.values()
        ]
    except (KeyError, ValueError, TypeError) as error:
        raise StoreError(f"article {article_id!r} has a damaged claim in review; rebuild the graph folder") from error
    return sorted(found, key=lambda item: item.claim.id)


def _reason(name: str) -> WithheldReason:
    reasons: tuple[WithheldReason, ...] = get_args(WithheldReason)
    return next((reason for reason in reasons if reason == name), "relation")


def withheld_card(item: Withheld, article: Article, names: Mapping[str, str]) -> WithheldCard:
    """Return a claim in review with the names of its sides; ``names`` maps entity IRIs."""
    value = item.claim.object
    target = names.get(value.key, value.key) if isinstance(value, EntityRef) else getattr(value, "value", "")
    return WithheldCard(
        claim=item.claim,
        reason=item.reason,
        detail=item.detail,
        subject_name=names.get(item.claim.subject.key, item.claim.subject.key),
        object_name=target if isinstance(target, str) else "",
        article=article,
    )
