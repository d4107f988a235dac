"""Quads back to records: the inverse of :mod:`kg.store.mapping`.

Entities are referred to by their IRI, since the local keys of an article end with its build.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import (
    MODES,
    Article,
    Claim,
    ClaimObject,
    DateValue,
    Entity,
    EntityRef,
    Evidence,
    Mode,
    QualifierValue,
    Quantity,
)
from kg.store import mapping, terms
from kg.store.terms import MKG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Description: TypeAlias = dict[ox.NamedNode, list[terms.Object]]
Descriptions: TypeAlias = dict[ox.NamedNode, Description]

_QUANTITY = terms.mkg("Quantity")


def describe(quads: Iterable[ox.Quad]) -> Descriptions:
    """Return what the quads say of each subject, as predicate → values in a fixed order."""
    found: Descriptions = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, (ox.NamedNode, ox.Literal)):
            found[quad.subject][quad.predicate].append(quad.object)
    for description in found.values():
        for values in description.values():
            values.sort(key=str)
    return found


def read_article(quads: Iterable[ox.Quad]) -> Article:
    """Return the article of an article graph, without its ``source``."""
    described = describe(quads)
    for node, description in described.items():
        if mapping.ARTICLE in description.get(mapping.TYPE, ()):
            return Article(
                id=_text(description, mapping.IDENTIFIER) or node.value,
                text=_text(description, mapping.TEXT) or "",
                lang=_text(description, mapping.LANGUAGE) or "",
                title=_text(description, mapping.HEADLINE) or "",
                date=_text(description, mapping.PUBLISHED),
                publisher=_text(description, mapping.PUBLISHER),
                url=_text(description, mapping.URL),
                author=_text(description, mapping.AUTHOR),
            )
    raise StoreError("a graph without article metadata was read as an article; rebuild the graph folder")


def read_claims(quads: Iterable[ox.Quad]) -> list[Claim]:
    """Return the claims of an article graph, sorted by identifier; entity keys are entity IRIs."""
    described = describe(quads)
    ids = {n: _text(d, mapping.IDENTIFIER) or n.value for n, d in described.items() if mapping.IDENTIFIER in d}
    nodes = [n for n, d in described.items() if terms.mkg("Claim") in d.get(mapping.TYPE, ())]
    return [_claim(node, described, ids) for node in sorted(nodes, key=lambda n: n.value)]


def read_entities(quads: Iterable[ox.Quad]) -> list[Entity]:
    """Return the entities that the quads describe, sorted by IRI; their members are not stored."""
    described = describe(quads)
    replaced: dict[ox.NamedNode, list[str]] = defaultdict(list)
    for node, description in described.items():
        for new in description.get(mapping.REPLACED_BY, ()):
            if isinstance(new, ox.NamedNode):
                replaced[new].append(node.value)
    nodes = (node for node, description in described.items() if mapping.REPLACED_BY not in description)
    return [_entity(node, described[node], replaced.get(node, [])) for node in sorted(nodes, key=lambda n: n.value)]


def _entity(node: ox.NamedNode, description: Description, replaces: Sequence[str]) -> Entity:
    labels = (v for v in description.get(mapping.PREF_LABEL, ()) if isinstance(v, ox.Literal))
    return Entity(
        iri=node.value,
        name=_text(description, mapping.LABEL) or node.value,
        types=tuple(sorted(terms.local_name(v) for v in description.get(mapping.TYPE, ()))),
        aliases=tuple(sorted(v.value for v in description.get(mapping.ALT_LABEL, ()))),
        labels=tuple(sorted((v.language or "", v.value) for v in labels)),
        same_as=tuple(sorted(v.value for v in description.get(mapping.SAME_AS, ()))),
        replaces=tuple(sorted(replaces)),
    )


def _claim(node: ox.NamedNode, described: Descriptions, article_ids: dict[ox.NamedNode, str]) -> Claim:
    description = described[node]
    try:
        article = next(v for v in description[mapping.DERIVED] if isinstance(v, ox.NamedNode))
        speaker = _text(description, terms.mkg("attributedTo"))
        return Claim(
            id=node.value.rsplit("/", 1)[1],
            article_id=article_ids.get(article, article.value),
            subject=EntityRef(description[terms.mkg("subject")][0].value),
            predicate=terms.local_name(description[terms.mkg("predicate")][0]),
            object=_object(description[terms.mkg("object")][0], described),
            evidence=_evidence(described[_node(description, "evidence")]),
            mode=_mode(terms.local_name(description[terms.mkg("mode")][0])),
            attributed_to=EntityRef(speaker) if speaker else None,
            qualifiers=tuple(_qualifiers(description, described)),
            confidence=float(terms.number_value(description[terms.mkg("confidence")][0]) or 0.0),
            rule=_text(description, terms.mkg("rule")) or "",
        )
    except (KeyError, IndexError, StopIteration, ValueError) as error:
        raise StoreError(f"claim {node.value} is incomplete in the store; rebuild the graph folder") from error


def _mode(name: str) -> Mode:
    return next(mode for mode in MODES if mode == name)


def _object(term: terms.Object, described: Descriptions) -> ClaimObject:
    if isinstance(term, ox.Literal):
        return DateValue(term.value)
    return _quantity(described[term]) if _is_quantity(term, described) else EntityRef(term.value)


def _qualifiers(description: Description, described: Descriptions) -> Iterator[tuple[str, QualifierValue]]:
    for predicate in sorted(description, key=lambda p: p.value):
        name = terms.local_name(predicate)
        if predicate.value.startswith(MKG) and name not in mapping.CLAIM_FIELDS:
            for term in description[predicate]:
                yield name, _qualifier(term, described)


def _qualifier(term: terms.Object, described: Descriptions) -> QualifierValue:
    if isinstance(term, ox.Literal):
        value = terms.literal_value(term)
        return value if isinstance(value, bool) else term.value
    return _quantity(described[term]) if _is_quantity(term, described) else EntityRef(term.value)


def _is_quantity(term: terms.Object, described: Descriptions) -> bool:
    return isinstance(term, ox.NamedNode) and _QUANTITY in described.get(term, {}).get(mapping.TYPE, ())


def _quantity(description: Description) -> Quantity:
    return Quantity(
        value=_number(description, "value"),
        unit=_text(description, terms.mkg("unit")),
        period=_text(description, terms.mkg("period")),
        change=_number(description, "change"),
        bound=_text(description, terms.mkg("bound")),
    )


def _evidence(description: Description) -> Evidence:
    return Evidence(
        start=int(description[mapping.START][0].value),
        end=int(description[mapping.END][0].value),
        quote=description[mapping.EXACT][0].value,
        subject=span_of(_text(description, terms.mkg("subjectSpan"))),
        object=span_of(_text(description, terms.mkg("objectSpan"))),
    )


def span_of(text: str | None) -> tuple[int, int] | None:
    """Return the offsets of ``"12-20"`` as they are stored; ``None`` when there are none."""
    if not text:
        return None
    start, end = text.split("-")
    return int(start), int(end)


def _text(description: Description, predicate: ox.NamedNode) -> str | None:
    values = description.get(predicate)
    return values[0].value if values else None


def _number(description: Description, name: str) -> float | int | None:
    values = description.get(terms.mkg(name))
    return terms.number_value(values[0]) if values else None


def _node(description: Description, name: str) -> ox.NamedNode:
    return next(v for v in description[terms.mkg(name)] if isinstance(v, ox.NamedNode))
