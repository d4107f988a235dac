"""Posts told of a career: ``her roles include head of drama at X``, ``his career began as a reporter at Y``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.antecedents import antecedents
from kg.extract.clauses import is_subject_dep
from kg.extract.records import Filler

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext

#: How far a member of a list may be from its verb.
_CLIMB = 8


def listed_role(context: BlockContext, number: int) -> list[Filler]:
    """``Ada Holm's roles include director of X, head of Y and editor of Z``: whose posts a verb of inclusion lists."""
    node = context.doc[context.phrases[number].noun]
    for _ in range(_CLIMB):
        if node.pos_ in {"VERB", "AUX"} or node.head.i == node.i:
            break
        if context.mention_entity(node.i) >= 0:
            # the parser hangs the next post on the name of the last employer
            node = node.head
            continue
        node = node.head
    if node.lemma_.lower() not in context.words("include_verbs"):
        return []
    return _whose(context, node, context.words("role_nouns"))


def career_of(context: BlockContext, verb: Token) -> list[Filler]:
    """``His career in journalism began as …``: whose career the subject is."""
    return _whose(context, verb, context.words("career_words"))


def _whose(context: BlockContext, verb: Token, nouns: frozenset[str]) -> list[Filler]:
    subject = next((c for c in verb.children if is_subject_dep(c) and c.i < verb.i), None)
    number = context.phrase_at(subject.i) if subject is not None else -1
    if number < 0 or context.phrases[number].noun < 0:
        return []
    phrase = context.phrases[number]
    if context.doc[phrase.noun].lemma_.lower() not in nouns:
        return []
    if phrase.owner >= 0:
        owner = context.referent(phrase.owner)
        return [owner] if owner is not None and context.is_kind(owner.entity, "human") else []
    if not phrase.own:
        return []
    found = (e for e in antecedents(context.annotated, context.number, phrase.first) if context.is_kind(e, "human"))
    entity = next(found, -1)
    return [Filler(entity, phrase.first)] if entity >= 0 else []
