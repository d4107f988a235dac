"""Arguments that the parser leaves open or gives to the wrong phrase: classes and word order tell who is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.morphology import features
from kg.extract.clauses import is_object_dep, is_subject_dep
from kg.extract.relatives import phrase_referents
from kg.extract.subjects import subjects
from kg.extract.voice import is_participle

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext, Filler

#: Phrases between a participle and the name that it describes.
_PHRASES = 4
#: Steps from a noun up to the verb whose purpose or time it tells.
_STEPS = 5


def nearest_fitting(context: BlockContext, verb: Token, classes: frozenset[str]) -> list[Filler]:
    """``set to produce the comedy X, starring Y``: a participle may describe the nearest name before it that fits.

    Only names of known classes count; no finite verb stands in between.
    """
    if not classes or not is_participle(context, verb) or any(is_subject_dep(c) for c in verb.children):
        return []
    seen = 0
    for number in range(len(context.phrases) - 1, -1, -1):
        phrase = context.phrases[number]
        if phrase.last >= verb.i:
            continue
        gap = context.doc[phrase.last + 1 : verb.i]
        if phrase.first < verb.sent.start or seen == _PHRASES or any(_closes(t) for t in gap):
            return []
        seen += 1
        if not phrase.names or phrase.prep in context.words("by"):
            continue
        found = [f for f in phrase_referents(context, number) if _surely(context, f, classes)]
        if found:
            return found
    return []


def _closes(token: Token) -> bool:
    finite = token.pos_ in {"VERB", "AUX"} and "Fin" in features(token, "VerbForm")
    return finite or token.tag_ in {"VBD", "MD"} or token.text in {";", ":"}


def _surely(context: BlockContext, filler: Filler, classes: frozenset[str]) -> bool:
    entity = context.annotated.entities[filler.entity]
    return bool(entity.types) and not entity.soft and context.fits(filler.entity, classes)


def purposed(context: BlockContext, number: int) -> list[Filler]:
    """``X has cleared the last hurdle for the takeover of Y``: who acts for, with or after a deal is who makes it.

    The subject is a firm and the verb does nothing to another one: an adviser or a court makes no deal.
    """
    phrase = context.phrases[number]
    if phrase.prep not in context.words("purpose") or phrase.own or phrase.owner >= 0:
        return []
    verb = context.doc[phrase.noun]
    for _ in range(_STEPS):
        if verb.pos_ == "VERB" or verb.head.i == verb.i:
            break
        verb = verb.head
    if verb.pos_ != "VERB" or any(_firm(context, f) for f in _objects(context, verb)):
        return []
    return [f for f in subjects(context, verb) if _firm(context, f)]


def _objects(context: BlockContext, verb: Token) -> list[Filler]:
    return [f for c in verb.children if is_object_dep(c) for f in context.token_fillers(c.i)]


def _firm(context: BlockContext, filler: Filler) -> bool:
    return context.is_kind(filler.entity, "firm")
