"""Which of the things named before a definite noun it most likely stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.antecedents import SUBJECT_DEPS, governor_of
from kg.annotate.asides import PASSING
from kg.annotate.morphology import features

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Token

    from kg.annotate.coreference import Resolver

#: Sentences that a noun may look back over, and one that "this" introduces.
NOMINAL_REACH, NEAR_REACH = 5, 2
#: By how much "la station du groupe X" must prefer one station to the next.
SURE_LEAD = 1.0
#: What it costs to be named in passing, for each word deeper in the sentence.
ASIDE = 0.15
#: What the first sentence names stays in mind: its distance counts no more than this, if its class fits well.
LEAD_REACH, LEAD_FIT = 3, 0.9
#: What it adds that the title names something, that it is the subject, that it was named in the same paragraph.
TITLED, SUBJECT, PARAGRAPH = 0.2, 0.4, 0.25
#: What it adds or costs that an adjective of nationality fits what was said of something, or does not.
NATION, FOREIGN = 0.5, 0.8
#: How far an object is from a noun that is a share of it.
_PORTION_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A definite noun: where it stands, how it is worded, how far back it may look, and how sure it must be."""

    block: int
    first: int
    token: int
    wordings: Sequence[str]
    reach: int
    person: bool = False
    sure: bool = False
    described_only: bool = False


@dataclass(slots=True)
class _Seen:
    """The last sentence that named an entity: how far back, whether as a subject, how deep, in which block."""

    distance: int
    subject: bool
    depth: int
    block: int


def best(resolver: Resolver, anaphor: Anaphor, accept: Callable[[int], float | None]) -> int | None:
    """Return the likeliest antecedent; a person, or what must be ``sure``, only well before all others."""
    scores = scored(resolver, anaphor, accept)
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda c: (-c[1], c[0]))
    first, score = ranked[0]
    if anaphor.sure and len(ranked) > 1 and ranked[1][1] > score - SURE_LEAD:
        return None
    close = len(ranked) > 1 and ranked[1][1] > score - 0.4
    if anaphor.person and close and not _described(resolver, first, anaphor):
        return None
    return first if score > -1.2 else None


def scored(resolver: Resolver, anaphor: Anaphor, accept: Callable[[int], float | None]) -> dict[int, float]:
    """Return how well each entity named before fits a noun; who cannot be meant is left out."""
    doc = resolver.annotated.blocks[anaphor.block].doc
    generic = bool(set(anaphor.wordings) & resolver.grammar.word_set("generic_nouns"))
    demonstrative = anaphor.token > 0 and _demonstrative(resolver, anaphor)
    barred = _barred(resolver, anaphor, doc[anaphor.token])
    nations = resolver.nations_of(doc, anaphor.first, anaphor.token)
    scores: dict[int, float] = {}
    for entity, seen in _last_seen(resolver).items():
        fit = accept(entity) if entity not in barred else None
        if fit is None or (fit < 0 and (not seen.subject or seen.distance > 1)):
            continue
        described = _described(resolver, entity, anaphor)
        lead = entity in resolver.leads and fit >= LEAD_FIT and not demonstrative
        if (seen.distance > anaphor.reach and not described and not lead) or (anaphor.described_only and not described):
            continue
        score = (
            fit
            - 0.35 * min(seen.distance, LEAD_REACH if lead else NOMINAL_REACH)
            + (0.3 if lead else 0.0)
            - ASIDE * max(0, min(seen.depth, PASSING) - 2)
            + (SUBJECT if seen.subject else 0.0)
            + (TITLED if entity in resolver.annotated.titled and not anaphor.sure else 0.0)
            + (PARAGRAPH if seen.block == anaphor.block else 0.0)
            + min(resolver.counts.get(entity, 0), 6) * 0.12
        )
        if demonstrative and seen.distance == 0:
            score += 0.4
        known = resolver.nations.get(entity, set())
        if nations and known:
            score += NATION if nations & known else -FOREIGN
        if described:
            # nearly every firm has been called a group once
            score += 1.5 if anaphor.person else (0.3 if generic else 0.7)
        elif anaphor.person:
            score -= 0.5
        scores[entity] = score
    return scores


def _described(resolver: Resolver, entity: int, anaphor: Anaphor) -> bool:
    return bool(resolver.descriptors.get(entity, set()) & set(anaphor.wordings))


def _demonstrative(resolver: Resolver, anaphor: Anaphor) -> bool:
    doc = resolver.annotated.blocks[anaphor.block].doc
    return doc[anaphor.token - 1].lower_ in resolver.grammar.word_set("demonstrative")


def _last_seen(resolver: Resolver) -> dict[int, _Seen]:
    """Return the last sentence before that named each entity; of several mentions in it the best place counts."""
    found: dict[int, _Seen] = {}
    for seen in reversed(resolver.annotated.history):
        distance = resolver.sentence - seen.sentence
        present = found.get(seen.entity)
        if present is None:
            found[seen.entity] = _Seen(distance, seen.subject, seen.depth, seen.block)
        elif present.distance == distance:
            present.subject = present.subject or seen.subject
            present.depth = min(present.depth, seen.depth)
    for position, entity in enumerate(resolver.annotated.titled):
        # the title is read before the text
        known = resolver.annotated.entities[entity]
        if entity not in found and known.types and not known.soft:
            found[entity] = _Seen(max(1, resolver.sentence), position == 0, 0, -1)
    return found


def _barred(resolver: Resolver, anaphor: Anaphor, noun: Token) -> set[int]:
    """Return who cannot be meant: other arguments of the same verb, and whoever takes a part of the thing."""
    doc = noun.doc
    governor = governor_of(noun)
    portion = _portion_verb(resolver, noun)
    found: set[int] = set()
    for seen in reversed(resolver.annotated.history):
        if seen.sentence != resolver.sentence:
            break
        if seen.block != anaphor.block:
            continue
        controls = seen.subject and _controls(doc[seen.token], governor)
        if controls or resolver.same_clause(anaphor.block, seen.token, governor) or _takes(doc[seen.token], portion):
            found.add(seen.entity)
    return found


def _controls(token: Token, governor: int) -> bool:
    """``X accepte d'investir dans l'entreprise``: who governs an infinitive is not its object."""
    verb = token.doc[governor] if governor >= 0 else None
    if verb is None or verb.dep_ not in {"xcomp", "advcl"} or features(verb, "VerbForm") != ["Inf"]:
        return False
    return governor_of(token) == verb.head.i


def _portion_verb(resolver: Resolver, noun: Token) -> int:
    """``X buys 75 % of the business``: the verb whose object is a part of the thing, or -1."""
    portions = resolver.grammar.word_set("portions")
    node, portion = noun, False
    for _ in range(_PORTION_DEPTH):
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            return int(node.i) if portion else -1
        portion = portion or node.lemma_.lower() in portions or node.text == "%"
    return -1


def _takes(token: Token, verb: int) -> bool:
    """Tell whether a name is the subject of a verb, or what its relative clause hangs on."""
    if verb < 0:
        return False
    head = token.doc[verb].head if token.doc[verb].dep_ in {"relcl", "acl:relcl"} else None
    if head is not None and token.i in {head.i, head.head.i if head.dep_ == "appos" else head.i}:
        return True
    return token.dep_ in SUBJECT_DEPS and governor_of(token) == verb
