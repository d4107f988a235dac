"""Whether a claim that was found is one that was expected.

A found claim is a line of ``kg extract`` (:func:`kg.records.claim_line`): things are compared by their names, for no
identifier is shared between a gold file and an extraction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.evaluate.names import name_form, name_forms

if TYPE_CHECKING:
    from kg.evaluate.gold import GoldArticle, GoldClaim, GoldFigure
    from kg.ontology import Schema

Line: TypeAlias = Mapping[str, Any]
Likeness: TypeAlias = Literal["exact", "related"]

#: How far a number may be from the expected one, as a part of it: what rounding in a text does.
TOLERANCE = 0.005
_LEAST = 1e-9


def forms_of(side: object) -> frozenset[str]:
    """Return the folded names of one side of a line; none for a literal."""
    if not isinstance(side, Mapping):
        return frozenset()
    return name_forms([str(side.get("label") or ""), *map(str, side.get("aliases", ()))])


def literal_of(side: object) -> str:
    """Return what a side of a line reads: its name or its literal value."""
    return str(side.get("label") or side.get("value")) if isinstance(side, Mapping) else str(side)


def statement(line: Line, metrics: frozenset[str]) -> tuple[object, ...]:
    """Return what makes two lines of an article the same statement; modes and sentences do not count."""
    target = line["object"]
    if line["predicate"] in metrics:
        return (line["predicate"], forms_of(line["subject"]), json.dumps(target, sort_keys=True))
    named = forms_of(target) if isinstance(target, Mapping) and target.get("label") else literal_of(target)
    return (line["predicate"], forms_of(line["subject"]), named)


def is_entity(article: GoldArticle, reference: str, side: object) -> bool:
    """Tell whether a side of a line goes by a name of a gold entity."""
    known = article.entities.get(reference)
    found = forms_of(side)
    return not known.isdisjoint(found) if known else name_form(reference) in found


def likeness(article: GoldArticle, wanted: GoldClaim, line: Line, schema: Schema) -> Likeness | None:
    """Compare a relation: ``related`` if the predicates are parent and child, or children of one parent."""
    kind = _predicates(wanted.predicate, line["predicate"], schema)
    if kind is None:
        return None
    sides = [(line["subject"], line["object"])]
    if wanted.predicate in schema.symmetric:
        sides.append((line["object"], line["subject"]))
    for subject, target in sides:
        if not is_entity(article, wanted.subject, subject):
            continue
        if wanted.object in article.entities:
            if is_entity(article, wanted.object, target):
                return kind
        elif literal_of(target) == wanted.object:
            return kind
    return None


def _predicates(wanted: str, found: str, schema: Schema) -> Likeness | None:
    if wanted == found:
        return "exact"
    mine, other = _parents(wanted, schema), _parents(found, schema)
    return "related" if found in mine or wanted in other or mine & other else None


def _parents(predicate: str, schema: Schema) -> set[str]:
    info = schema.relations.get(predicate)
    return set(info.parents) if info is not None else set()


def figure_matches(article: GoldArticle, wanted: GoldFigure, line: Line) -> bool:
    """Compare a figure: subject, metric, value and unit; the change where no value is expected."""
    if wanted.metric != line["predicate"] or not is_entity(article, wanted.subject, line["subject"]):
        return False
    found = line["object"]
    if wanted.value is None:
        return wanted.change is not None and close(found.get("change"), wanted.change)
    return close(found.get("value"), wanted.value) and (found.get("unit") or "") == (wanted.unit or "")


def close(found: float | None, wanted: float) -> bool:
    """Tell whether two numbers are the same up to rounding."""
    return found is not None and abs(float(found) - wanted) <= TOLERANCE * max(abs(wanted), _LEAST)
