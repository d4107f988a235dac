"""Candidates to claims: types settled, domains and ranges enforced, modes read, duplicates folded, evidence cut."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.kinds_of_work import settle_works
from kg.extract.modality import Modality, Reading
from kg.ids import digest
from kg.model import Claim, DateValue, EntityRef, Evidence, Mode, QualifierValue, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.annotate.document import AnnotatedArticle
    from kg.extract.candidates import Candidate
    from kg.extract.context import BlockContext, Language

#: A claim once per article; of several modes the strongest stands (annotation rule 2 of the ontology).
STRENGTH: dict[Mode, int] = {"asserted": 4, "attributed": 3, "planned": 2, "hedged": 1, "negated": 0}


#: What the tagger's own guess weighs against the relations that an entity stands in.
SOFT_PRIOR = 0.3

#: A class asked for about as often as the one chosen stays possible.
NEAR = 0.1


def settle_types(annotated: AnnotatedArticle, candidates: Sequence[Candidate], language: Language) -> None:
    """Give entities without a class the one that the relations they stand in ask for most often."""
    wanted: dict[int, dict[str, float]] = {}
    human = language.kinds.first("human")
    inhuman: set[int] = set()
    works = frozenset(language.kinds.classes["titled"])
    group = language.kinds.first("group")
    firms = frozenset(language.kinds.classes["firm"])
    for candidate in candidates:
        relation = language.schema.relations.get(candidate.relation)
        if relation is None or not isinstance(candidate.object, int):
            continue
        sides = (candidate.classes[0] or relation.domain, candidate.classes[1] or relation.range)
        for entity, classes in zip((candidate.subject, candidate.object), sides, strict=True):
            if not isinstance(entity, int) or (
                annotated.entities[entity].types and not annotated.entities[entity].soft
            ):
                continue
            named = _asked_for(classes, group, language)
            if named and human not in named:
                inhuman.add(entity)
            for cls in named:
                votes = wanted.setdefault(entity, {})
                # several kinds of work are one thing to the rest of the article
                alike = works.issuperset(named) or firms.issuperset(named)
                share = 1 if alike else len(named)
                votes[cls] = votes.get(cls, 0.0) + candidate.confidence / share
    _settle_ties(annotated, candidates, language)
    settle_works(annotated, candidates, language)
    for entity, votes in wanted.items():
        lone = " " not in annotated.entities[entity].name
        if lone and (entity in inhuman or human not in annotated.entities[entity].types):
            # one unknown word is too little to take for a human being
            votes.pop(human, None)
            if not votes:
                continue
        for cls in annotated.entities[entity].types:
            if cls == human and lone and entity in inhuman:
                continue
            votes[cls] = votes.get(cls, 0.0) + SOFT_PRIOR
        best = max(sorted(votes), key=lambda c: (round(votes[c], 6), c == group))
        found = annotated.entities[entity]
        found.types = (best,)
        titled = frozenset(language.kinds.classes["screen"])
        if best in titled and not found.others:
            found.others = tuple(c for c in sorted(votes) if c in titled - {best} and votes[c] > votes[best] - NEAR)


def _asked_for(classes: frozenset[str], group: str, language: Language) -> list[str]:
    """Return the classes that a relation asks for; several kinds of organisation ask for an organisation."""
    named = sorted(c for c in classes if c in language.schema.classes)
    firms = [c for c in named if c != group and group in language.schema.expand(c)]
    return named if len(firms) < 2 else [c for c in named if c not in firms] + [group] * (group not in named)


def _settle_ties(annotated: AnnotatedArticle, candidates: Sequence[Candidate], language: Language) -> None:
    """Of classes with equal evidence (*a drama*: film or series) take the one that fits more relations."""
    fitting: dict[int, dict[str, float]] = {}
    for candidate in candidates:
        relation = language.schema.relations.get(candidate.relation)
        sides = (relation.domain, relation.range) if relation is not None else (frozenset[str](), frozenset[str]())
        for number, entity in enumerate((candidate.subject, candidate.object)):
            if not isinstance(entity, int) or not annotated.entities[entity].others:
                continue
            found = annotated.entities[entity]
            votes = fitting.setdefault(entity, {})
            for cls in {found.types[0], *found.others}:
                if _suits(cls, candidate.classes[number], sides[number], language):
                    votes[cls] = votes.get(cls, 0.0) + candidate.confidence
    for entity, votes in fitting.items():
        found = annotated.entities[entity]
        if found.others == language.kinds.classes["quoted"] and found.types != language.kinds.classes["work"]:
            # what "the film" stands for is no paper
            found.others = ()
            continue
        first = {found.types[0]: votes.get(found.types[0], 0.0) + SOFT_PRIOR}
        best = max((found.types[0], *found.others), key=lambda c: first.get(c, votes.get(c, 0.0)))
        found.others = tuple(c for c in (found.types[0], *found.others) if c != best)
        found.types = (best,)


def _suits(cls: str, asked: frozenset[str], side: frozenset[str], language: Language) -> bool:
    """Tell whether a class is one of those asked for; where an entry leaves it open, the relation's side decides."""
    lineage = language.schema.expand(cls)
    work = language.kinds.first("work")
    if asked:
        below = cls == work and 2 * sum(work in language.schema.expand(c) for c in asked) > len(asked)
        return below or cls in asked or bool(lineage & asked - {work})
    return bool(lineage & side)


def best_per_anchor(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of several readings of one word for the same two sides keep the surest."""
    best: dict[tuple[int, int, str, frozenset[int]], Candidate] = {}
    out: list[Candidate] = []
    for candidate in candidates:
        if not isinstance(candidate.object, int) or candidate.rule.startswith("describing"):
            out.append(candidate)
            continue
        pair = frozenset({candidate.subject, candidate.object})
        key = (candidate.block, candidate.anchor, candidate.rule.split("/", 1)[0], pair)
        present = best.get(key)
        if present is None or candidate.confidence > present.confidence:
            best[key] = candidate
    kept = {id(c) for c in best.values()} | {id(c) for c in out}
    return [c for c in candidates if id(c) in kept]


def allowed(annotated: AnnotatedArticle, candidate: Candidate, language: Language) -> bool:
    """Tell whether the types of both sides fit the relation."""
    subject = annotated.entities[candidate.subject].types
    match candidate.object:
        case int():
            target: tuple[str, ...] = annotated.entities[candidate.object].types
            if candidate.object == candidate.subject:
                return False
        case Quantity():
            target = ("quantity",)
        case _:
            target = ("date",)
    return bool(subject) and bool(target) and language.schema.allows(candidate.relation, subject, target)


def read_mode(context: BlockContext, candidate: Candidate, modality: Modality) -> Reading:
    """Return the mode of a candidate: the lexicon's own, strengthened by what the sentence says."""
    if candidate.above:
        reading = modality.mode_below(context, candidate.anchor)
    else:
        reading = modality.mode_at(context, candidate.anchor, own_clause=candidate.own_clause)
    if candidate.mode is not None:
        reading = reading.stronger(Reading(candidate.mode))
    when = candidate.object if isinstance(candidate.object, str) else candidate.qualifiers.get("date")
    when = when or candidate.qualifiers.get("startDate")
    today = context.annotated.article.date
    if today and isinstance(when, str) and reading.mode in {"asserted", "attributed"} and when > today[: len(when)]:
        reading = reading.stronger(Reading("planned"))
    if reading.speaker is not None and reading.speaker == candidate.subject and reading.mode == "attributed":
        return replace(reading, speaker=reading.speaker)
    return reading


def make_claim(context: BlockContext, candidate: Candidate, reading: Reading, keys: Sequence[str]) -> Claim:
    """Cut the evidence and mint the claim; its id does not depend on who the entities turn out to be."""
    block = context.block
    article = context.annotated.article
    sentence = context.doc[candidate.anchor].sent
    start, end = block.sentence_offsets(sentence)
    subject = _span(context, candidate.subject_token)
    target = _span(context, candidate.object_token)
    literal = "" if isinstance(candidate.object, int) else str(candidate.object)
    claim_id = digest(
        "claim",
        article.id,
        candidate.relation,
        str(start),
        str(end),
        str(subject),
        str(target),
        literal,
        keys[candidate.subject],
        keys[candidate.object] if isinstance(candidate.object, int) else "",
    )
    match candidate.object:
        case int():
            value: EntityRef | DateValue | Quantity = EntityRef(keys[candidate.object])
        case Quantity():
            value = candidate.object
        case _:
            value = DateValue(candidate.object)
    return Claim(
        id=claim_id,
        article_id=article.id,
        subject=EntityRef(keys[candidate.subject]),
        predicate=candidate.relation,
        object=value,
        evidence=Evidence(start, end, article.text[start:end], subject, target),
        mode=reading.mode,
        attributed_to=EntityRef(keys[reading.speaker]) if reading.speaker is not None else None,
        qualifiers=_qualifiers(candidate, keys),
        confidence=round(candidate.confidence, 2),
        rule=candidate.rule,
    )


def _span(context: BlockContext, token: int) -> tuple[int, int] | None:
    if token < 0:
        return None
    mention = context.annotated.mention_at(context.number, token)
    if mention is not None:
        return context.block.span_offsets(mention.first, mention.last)
    return context.block.span_offsets(token, token)


def _qualifiers(candidate: Candidate, keys: Sequence[str]) -> tuple[tuple[str, QualifierValue], ...]:
    out: list[tuple[str, QualifierValue]] = []
    for name, value in sorted(candidate.qualifiers.items()):
        if isinstance(value, int) and not isinstance(value, bool):
            out.append((name, EntityRef(keys[value])))
        else:
            out.append((name, value))
    return tuple(out)


def fold_duplicates(
    claims: Iterable[Claim], symmetric: frozenset[str], parents: dict[str, frozenset[str]]
) -> list[Claim]:
    """Keep one claim per statement, the strongest and surest; drop a claim that a more specific one implies."""
    best: dict[tuple[object, ...], Claim] = {}
    order: list[tuple[object, ...]] = []
    for claim in claims:
        key = _key(claim, symmetric)
        present = best.get(key)
        if present is None:
            order.append(key)
            best[key] = claim
            continue
        stronger = (STRENGTH[claim.mode], claim.confidence) > (STRENGTH[present.mode], present.confidence)
        keep, other = (claim, present) if stronger else (present, claim)
        merged = dict(other.qualifiers) | dict(keep.qualifiers)
        best[key] = replace(
            keep,
            qualifiers=tuple(sorted(merged.items(), key=lambda q: q[0])),
            confidence=round(min(0.99, 1 - (1 - keep.confidence) * (1 - other.confidence * 0.5)), 2),
        )
    kept = _without_weaker_posts([best[key] for key in order], parents)
    present_keys = {(c.subject.key, c.predicate, str(c.object)) for c in kept}
    return [
        c
        for c in kept
        if not any(
            (c.subject.key, child, str(c.object)) in present_keys for child in parents.get(c.predicate, frozenset())
        )
    ]


def _without_weaker_posts(claims: list[Claim], parents: dict[str, frozenset[str]]) -> list[Claim]:
    """``X hired Y as president``: what the verb alone says of the pair gives way to the post named beside it."""
    families = [members for members in parents.values() if len(members) > 1]
    dropped = set()
    for claim in claims:
        if not claim.rule.startswith("noun/"):
            continue
        for other in claims:
            said = other.rule.startswith("verb/") and other.evidence.start == claim.evidence.start
            if (
                (said or other.rule == "describing/genitive")
                and (other.subject, other.object) == (claim.subject, claim.object)
                and any({claim.predicate, other.predicate} <= members for members in families)
            ):
                dropped.add(other.id)
    return [c for c in claims if c.id not in dropped]


def _key(claim: Claim, symmetric: frozenset[str]) -> tuple[object, ...]:
    subject, target = claim.subject.key, str(claim.object)
    if claim.predicate in symmetric and isinstance(claim.object, EntityRef):
        subject, target = sorted((claim.subject.key, claim.object.key))
    if isinstance(claim.object, Quantity):
        return (subject, claim.predicate, target, claim.mode)
    return (subject, claim.predicate, target)
