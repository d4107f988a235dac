"""Whom ``its``, ``his``, ``son`` goes back to by grammar: the name it is joined to, the subject of its own clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.antecedents import SUBJECT_DEPS
from kg.extract.subjects import subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext
    from kg.extract.records import Filler

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
    if len(between) != 1 or between[0] not in context.words("conjunctions"):
        return []
    referent = context.referent(number - 1)
    return [referent] if referent is not None else []


def _clause_subject(context: BlockContext, number: int) -> list[Filler]:
    """``X wanted to keep Y from selling its channels``: the subject of the verb that governs the phrase."""
    phrase = context.phrases[number]
    verb = _governor(context.doc[phrase.noun if phrase.noun >= 0 else phrase.last])
    if verb is None:
        return []
    found = [f for f in subjects(context, verb) if context.phrase_at(f.token) != number and f.token < phrase.first]
    return found if len(found) == 1 else []


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
