"""Whom ``its``, ``his``, ``son`` goes back to by grammar: the name it is joined to, the subject of its own clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.antecedents import SUBJECT_DEPS
from kg.annotate.cues import noun_texts
from kg.extract.records import Filler
from kg.extract.subjects import subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext
#: An owner that the sentence has but the text does not name.
NOBODY = Filler(-1, -1)
_CLIMB = 4


def possessor(context: BlockContext, number: int) -> list[Filler]:
    """Return who owns by grammar what a possessive phrase names; empty where only the text around it can tell."""
    return joined_owner(context, number) or _clause_subject(context, number)


def joined_owner(context: BlockContext, number: int) -> list[Filler]:
    """``X and its Y``, ``X et ses Y``: the name right before."""
    phrase, before = context.phrases[number], context.phrases[number - 1] if number else None
    if before is None or not before.names or before.name != before.last:
        return []
    between = [t.lower_ for t in context.doc[before.last + 1 : phrase.first]]
    repeated = len(between) == 2 and between[1] == context.doc[before.prep_at].lower_ and before.prep_at >= 0
    if not between or between[0] not in context.words("conjunctions") or (len(between) > 1 and not repeated):
        return []
    referent = context.referent(number - 1)
    return [referent] if referent is not None else []


def _clause_subject(context: BlockContext, number: int) -> list[Filler]:
    """``X wanted to keep Y from selling its channels``: the subject of the verb that governs the phrase."""
    phrase = context.phrases[number]
    verb = _governor(context.doc[phrase.noun if phrase.noun >= 0 else phrase.last])
    if verb is None:
        return []
    if _unclear_subject(context, verb):
        return [NOBODY]
    found = [f for f in subjects(context, verb) if context.phrase_at(f.token) != number and f.token < phrase.first]
    return found if len(found) == 1 else []


def _unclear_subject(context: BlockContext, verb: Token) -> bool:
    """``L'animateur garde ses émissions``: a subject that somebody is, but nobody knows who."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECT_DEPS), None)
    number = context.phrase_at(subject.i) if subject is not None and subject.pos_ == "NOUN" else -1
    if number < 0 or context.phrases[number].noun < 0 or not context.phrases[number].definite:
        return False
    phrase = context.phrases[number]
    wordings = noun_texts(context.doc, phrase.noun, phrase.first, phrase.last)
    people = context.language.lexicon.person_nouns
    return any(w in people for w in wordings) and not context.phrase_fillers(number)


def _governor(noun: Token) -> Token | None:
    """Return the verb whose object or adjunct a noun is; none when the noun is (in) its subject."""
    node = noun
    for _ in range(_CLIMB):
        if node.dep_ in SUBJECT_DEPS or node.head.i == node.i:
            return None
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            return node
    return None
