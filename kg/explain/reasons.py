"""Why a candidate became no claim: its types, a better reading of the same word, or the same said elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.explain.notes import RejectedNote
from kg.model import DateValue, EntityRef, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.annotate.document import AnnotatedArticle
    from kg.extract.candidates import Candidate
    from kg.extract.extractor import Trace
    from kg.model import Claim
    from kg.ontology import Schema


def rejections(trace: Trace, schema: Schema) -> Iterator[tuple[tuple[int, int], RejectedNote]]:
    """Yield the candidates that became no claim, each with its place: block and first token of its sentence."""
    drafts = {id(candidate): claim for candidate, claim in trace.drafts}
    kept = {claim.id for claim in trace.claims}
    unsure = {claim.id: claim for claim in trace.unsure}
    for candidate in trace.candidates:
        draft = drafts.get(id(candidate))
        if draft is not None and draft.id in kept:
            continue
        if draft is None:
            reason = _misfit(trace, candidate, schema)
        elif draft.id in unsure:
            reason = f"too unsure: the signs together give {unsure[draft.id].confidence:.2f}"
        else:
            reason = _repeated(trace, draft)
        context = trace.contexts[candidate.block]
        yield (
            (candidate.block, context.doc[candidate.anchor].sent.start),
            RejectedNote(
                subject=trace.annotated.entities[candidate.subject].name,
                relation=candidate.relation,
                object=_object_text(trace.annotated, candidate),
                word=context.surface(candidate.anchor),
                rule=candidate.rule,
                reason=reason or _weaker(trace, candidate),
            ),
        )


def literal_text(value: object) -> str:
    """Return a date or a quantity in words."""
    match value:
        case Quantity():
            number = "" if value.value is None else f"{value.value:,}"
            change = "" if value.change is None else f"({value.change:+g} %)"
            return " ".join(part for part in (number, value.unit, value.period, change) if part)
        case DateValue(text):
            return text
        case _:
            return str(value)


def wanted_text(classes: frozenset[str]) -> str:
    """Return the classes that may stand on a side, in words."""
    return " or ".join(sorted(classes)) or "anything"


def _object_text(annotated: AnnotatedArticle, candidate: Candidate) -> str:
    if isinstance(candidate.object, int):
        return annotated.entities[candidate.object].name
    return literal_text(candidate.object)


def _misfit(trace: Trace, candidate: Candidate, schema: Schema) -> str:
    """Say which side's classes the relation does not take; empty when both fit."""
    if candidate.object == candidate.subject:
        return "both sides are the same"
    info = schema.relations.get(candidate.relation)
    entities = trace.annotated.entities
    subject = entities[candidate.subject]
    pairs = [("subject", subject.name, subject.types, info.domain if info else frozenset())]
    if isinstance(candidate.object, int):
        target = entities[candidate.object]
        pairs.append(("object", target.name, target.types, info.range if info else frozenset()))
    faults = []
    for side, name, types, wanted in pairs:
        if not types:
            faults.append(f"{name} has no known class")
        elif wanted and not any(wanted & schema.expand(t) for t in types):
            faults.append(f"{name} is {' and '.join(types)}, but its {side} must be {wanted_text(wanted)}")
    return "types do not fit: " + "; ".join(faults) if faults else ""


def _weaker(trace: Trace, candidate: Candidate) -> str:
    pair = {candidate.subject, candidate.object}
    for other, claim in trace.drafts:
        same = (other.block, other.anchor) == (candidate.block, candidate.anchor)
        if same and isinstance(other.object, int) and {other.subject, other.object} == pair:
            weights = f"{other.confidence:.2f} against {candidate.confidence:.2f}"
            return f"the same word is read as {claim.predicate} ({weights})"
    return "another reading of the same word is surer"


def _repeated(trace: Trace, draft: Claim) -> str:
    sides = {draft.subject.key, draft.object.key if isinstance(draft.object, EntityRef) else str(draft.object)}
    for claim in trace.claims:
        target = claim.object.key if isinstance(claim.object, EntityRef) else str(claim.object)
        if {claim.subject.key, target} == sides:
            where = f"at {claim.evidence.start}-{claim.evidence.end}"
            if claim.predicate == draft.predicate:
                return f"said again; kept {where} ({claim.mode}, {claim.rule})"
            return f"{claim.predicate} between the same two says more or is surer; kept {where} ({claim.rule})"
    return "dropped: the article says otherwise elsewhere"
