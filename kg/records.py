"""The records of :mod:`kg.model` as JSON-ready dictionaries, and back.

``extraction_to_dict`` is the cache format (loss-free); ``claim_line`` is the published line format of ``kg extract``.
"""

from __future__ import annotations

from typing import Any

from kg.model import (
    Claim,
    ClaimObject,
    DateValue,
    EntityRef,
    Evidence,
    Extraction,
    LocalEntity,
    Mention,
    QualifierValue,
    Quantity,
)

Json = dict[str, Any]


def quantity_to_dict(quantity: Quantity) -> Json:
    """Return the fields that are set; ``value`` is always there."""
    pairs = (
        ("unit", quantity.unit),
        ("period", quantity.period),
        ("change", quantity.change),
        ("bound", quantity.bound),
    )
    return {"value": quantity.value} | {key: value for key, value in pairs if value is not None}


def _object_to_dict(value: ClaimObject) -> Json:
    match value:
        case EntityRef(key):
            return {"entity": key}
        case DateValue(text):
            return {"date": text}
        case Quantity():
            return quantity_to_dict(value)


def _object_from_dict(data: Json) -> ClaimObject:
    if "entity" in data:
        return EntityRef(data["entity"])
    if "date" in data:
        return DateValue(data["date"])
    return Quantity(**data)


def _qualifier_to_json(value: QualifierValue) -> Any:  # noqa: ANN401 (JSON)
    match value:
        case Quantity():
            return {"quantity": quantity_to_dict(value)}
        case EntityRef(key):
            return {"entity": key}
        case _:
            return value


def _qualifier_from_json(value: Any) -> QualifierValue:  # noqa: ANN401 (JSON)
    if isinstance(value, dict):
        return EntityRef(value["entity"]) if "entity" in value else Quantity(**value["quantity"])
    return value if isinstance(value, bool) else str(value)


def extraction_to_dict(extraction: Extraction) -> Json:
    """Return a loss-free JSON form of everything found in one article."""
    return {
        "article": extraction.article_id,
        "lang": extraction.lang,
        "entities": [
            {
                "key": e.key,
                "name": e.name,
                "types": list(e.types),
                "aliases": list(e.aliases),
                "kb": e.kb_id,
                "mentions": [[m.start, m.end, m.text, m.kind] for m in e.mentions],
            }
            for e in extraction.entities
        ],
        "claims": [claim_to_dict(c) for c in extraction.claims],
    }


def claim_to_dict(claim: Claim) -> Json:
    """Return a loss-free JSON form of a claim, without the identifier of its article."""
    evidence = claim.evidence
    return {
        "id": claim.id,
        "subject": claim.subject.key,
        "predicate": claim.predicate,
        "object": _object_to_dict(claim.object),
        "mode": claim.mode,
        "attributedTo": claim.attributed_to.key if claim.attributed_to else None,
        "qualifiers": [[name, _qualifier_to_json(value)] for name, value in claim.qualifiers],
        "confidence": claim.confidence,
        "rule": claim.rule,
        "evidence": [evidence.start, evidence.end, evidence.quote, evidence.subject, evidence.object],
    }


def _span(value: list[int] | None) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None


def claim_from_dict(article_id: str, data: Json) -> Claim:
    """Invert :func:`claim_to_dict`; raises ``KeyError``/``ValueError`` on a damaged record."""
    start, end, quote, subject, object_ = data["evidence"]
    return Claim(
        id=data["id"],
        article_id=article_id,
        subject=EntityRef(data["subject"]),
        predicate=data["predicate"],
        object=_object_from_dict(data["object"]),
        evidence=Evidence(start, end, quote, _span(subject), _span(object_)),
        mode=data["mode"],
        attributed_to=EntityRef(data["attributedTo"]) if data["attributedTo"] else None,
        qualifiers=tuple((name, _qualifier_from_json(value)) for name, value in data["qualifiers"]),
        confidence=data["confidence"],
        rule=data["rule"],
    )


def extraction_from_dict(data: Json) -> Extraction:
    """Invert :func:`extraction_to_dict`; raises ``KeyError``/``ValueError`` on a damaged record."""
    return Extraction(
        article_id=data["article"],
        lang=data["lang"],
        entities=tuple(
            LocalEntity(
                key=e["key"],
                name=e["name"],
                types=tuple(e["types"]),
                aliases=tuple(e["aliases"]),
                kb_id=e["kb"],
                mentions=tuple(Mention(*m) for m in e["mentions"]),
            )
            for e in data["entities"]
        ),
        claims=tuple(claim_from_dict(data["article"], c) for c in data["claims"]),
    )


def claim_line(claim: Claim, entities: dict[str, Json]) -> Json:
    """Return one line of ``kg extract --format jsonl``.

    ``entities`` maps a local key of the claim's article to its published form (``iri``, ``label``, ``types``,
    ``aliases``).
    """
    match claim.object:
        case EntityRef(key):
            object_: Json = entities[key]
        case DateValue(text):
            object_ = {"value": text}
        case Quantity():
            object_ = quantity_to_dict(claim.object)
    return {
        "article": claim.article_id,
        "id": claim.id,
        "subject": entities[claim.subject.key],
        "predicate": claim.predicate,
        "object": object_,
        "qualifiers": {name: _published_qualifier(value, entities) for name, value in claim.qualifiers},
        "mode": claim.mode,
        "attributedTo": entities[claim.attributed_to.key] if claim.attributed_to else None,
        "confidence": claim.confidence,
        "evidence": {
            "quote": claim.evidence.quote,
            "start": claim.evidence.start,
            "end": claim.evidence.end,
            "subject": claim.evidence.subject,
            "object": claim.evidence.object,
        },
        "rule": claim.rule,
    }


def _published_qualifier(value: QualifierValue, entities: dict[str, Json]) -> Any:  # noqa: ANN401 (JSON)
    match value:
        case EntityRef(key):
            return entities[key]
        case Quantity():
            return quantity_to_dict(value)
        case _:
            return value
