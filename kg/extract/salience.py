"""What the text speaks of where it names nothing: the article's topic and the likeliest entity left unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.antecedents import antecedents
from kg.annotate.asides import PASSING
from kg.extract.passing_works import in_passing
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from kg.extract.context import BlockContext

#: How likely a work must be to be meant several sentences after its last mention.
LEADING = -0.8
#: What a mention of a work adds; that its name is in the title, in the same sentence; what each sentence back costs.
NAMED, TITLED, SAME_SENTENCE, BACK = 0.2, 0.6, 1.4, -0.6
#: What the title names seems no farther back than this.
REACH = 3
#: What it adds to a firm that the title names it.
TITLED_FIRM = 0.8
#: What it costs a work that it was only named in passing.
IN_PASSING = 4.0


#: A name that only tells more of another noun.
_ASIDE = frozenset({"compound", "nmod", "npadvmod"})


def salient(
    context: BlockContext,
    token: int,
    kind: str,
    classes: frozenset[str] = frozenset(),
    but: AbstractSet[int] = frozenset(),
) -> list[Filler]:
    """Return the likeliest antecedent of a kind (and classes) that the text leaves unsaid at a token, if any."""

    def suits(entity: int) -> bool:
        typed = bool(context.annotated.entities[entity].types) and entity not in but
        return typed and (not kind or context.is_kind(entity, kind)) and context.fits(entity, classes)

    near = [entity for entity in antecedents(context.annotated, context.number, token) if suits(entity)]
    if kind == "work":
        # a film review names other films in passing: what it is about outweighs what was named last
        weight = _work_weight(context, token)
        passing = _in_passing(context, token)
        if not near:
            near = [e for e in sorted(weight) if suits(e) and weight[e] >= LEADING]
        elif passing.issuperset(near):
            near = [*near, *(e for e in context.annotated.titled if e in weight and e not in near and suits(e))]
        near = sorted(near, key=lambda e: -weight.get(e, 0.0))
    return [Filler(near[0], -1)] if near else []


def _work_weight(context: BlockContext, token: int) -> dict[int, float]:
    """Return how likely a work named before a token is the one left unsaid: how often, where and how far back."""
    before = [o for o in context.annotated.history if (o.block, o.token) < (context.number, token)]
    if not before:
        return {}
    start = context.doc[token].sent.start
    here = next((o.sentence for o in before if o.block == context.number and o.token >= start), before[-1].sentence + 1)
    titled = context.annotated.titled
    weight: dict[int, float] = {}
    last: dict[int, float] = {}
    for seen in before:
        deep = 0.15 * max(0, min(seen.depth, PASSING) - 2)
        named = NAMED - deep + (0.4 if seen.sentence == before[0].sentence and seen.entity not in weight else 0.0)
        weight[seen.entity] = min(weight.get(seen.entity, 0.0) + named, 1.2)
        far = min(here - seen.sentence, REACH) if seen.entity in titled else here - seen.sentence
        last[seen.entity] = (BACK * far if far else SAME_SENTENCE) + (0.2 if seen.subject else 0.0)
    passing = _in_passing(context, token)
    return {
        e: w + last[e] + (TITLED if e in titled else 0.0) - (IN_PASSING if e in passing else 0.0)
        for e, w in weight.items()
    }


def fundraiser(context: BlockContext, token: int, classes: frozenset[str], but: AbstractSet[int]) -> list[Filler]:
    """Return the organisation that a nameless round or stake is about: the one in focus, no giver of this sentence."""
    sentence = context.doc[token].sent
    weight = _prominence(context, token)
    here = {
        m.entity
        for m in context.annotated.mentions
        if m.block == context.number and sentence.start <= m.head < sentence.end
    }
    first = context.annotated.history[0].sentence if context.annotated.history else 0
    for seen in context.annotated.history:
        if (seen.block, seen.token) >= (context.number, token):
            break
        if seen.entity in here and seen.block == context.number and seen.token >= sentence.start and seen.subject:
            here.discard(seen.entity)
        if context.annotated.blocks[seen.block].doc[seen.token].dep_ in _ASIDE:
            # "former Ubisoft developers" are not what the text is about
            weight[seen.entity] -= 0.4 + (1.0 if seen.sentence == first else 0.0)
        if seen.subject and seen.entity in weight:
            weight[seen.entity] += 0.6 if seen.sentence == first else 0.2
    for entity in (e for e in context.annotated.titled if e in weight):
        weight[entity] += TITLED_FIRM
    found = [
        e
        for e in sorted(weight)
        if e not in here | but
        and context.annotated.entities[e].types
        and context.is_kind(e, "group")
        and context.fits(e, classes)
    ]
    return [Filler(max(found, key=lambda e: weight[e]), -1)] if found else []


def _in_passing(context: BlockContext, token: int) -> frozenset[int]:
    """Return the works that are named before a token only to tell who somebody is."""
    annotated = context.annotated
    before = [o for o in annotated.history if (o.block, o.token) < (context.number, token)]
    works = [o for o in before if context.is_kind(o.entity, "work")]
    award = frozenset(n for n in range(len(annotated.entities)) if context.is_kind(n, "award"))
    meant = {o.entity for o in works if not in_passing(annotated, o, context.language.grammar, award)}
    return frozenset(o.entity for o in works) - meant


def _prominence(context: BlockContext, token: int) -> dict[int, float]:
    """Return how much each entity named before a token is the article's topic: its mentions, its place."""
    before = [o for o in context.annotated.history if (o.block, o.token) < (context.number, token)]
    weight: dict[int, float] = {}
    for seen in before:
        lead = 1.0 if seen.sentence == before[0].sentence and seen.entity not in weight else 0.0
        deep = 0.15 * max(0, min(seen.depth, 4) - 2)
        weight[seen.entity] = min(weight.get(seen.entity, 0.0) + 0.4 - deep + lead, 2.4)
    return weight


def _left_behind(context: BlockContext, block: int, token: int) -> bool:
    """``former Ubisoft designer Ada Holm``, ``Ubisoft veteran Ada Holm``: no post named later is there."""
    doc = context.annotated.blocks[block].doc
    if doc[token].dep_ not in _ASIDE:
        return False
    former, veterans = context.words("former"), context.words("veterans")
    before, behind = doc[max(0, token - 2) : token], doc[token + 1 : token + 4]
    return any(t.lower_ in former for t in before) or any(t.lower_ in veterans for t in behind)


def previous_sentence_group(context: BlockContext, token: int, classes: frozenset[str]) -> Filler | None:
    """Return the likeliest owner of a post that the text leaves unsaid."""
    before = [o for o in context.annotated.history if (o.block, o.token) < (context.number, token)]
    scores: dict[int, float] = {}
    lead = context.annotated.history[0].sentence if context.annotated.history else 0
    for seen in before:
        entity = context.annotated.entities[seen.entity]
        if not entity.types or entity.soft or not context.fits(seen.entity, classes):
            continue
        weight = 1.0 + (0.5 if seen.subject else 0.0) + (1.0 if seen.sentence == lead else 0.0)
        same_sentence = seen.block == context.number and seen.token >= context.doc[token].sent.start
        weight += (1.0 if seen.block == context.number else 0.0) + (2.5 if same_sentence else 0.0)
        if _left_behind(context, seen.block, seen.token):
            continue
        scores[seen.entity] = scores.get(seen.entity, 0.0) + weight
    if not scores:
        return None
    best = max(sorted(scores), key=lambda e: scores[e])
    return Filler(best, token)
