"""Works named in passing: what somebody is known from, ``“X” star Ada Holm``, ``(X)``, ``her award for X``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.annotate.document import AnnotatedArticle, Occurrence
    from kg.annotate.grammar import Grammar

#: Words from a title to the noun that it only tells more of, and from an award to what it was given for.
_REACH, _AWARD_REACH = 8, 6


def in_passing(annotated: AnnotatedArticle, seen: Occurrence, grammar: Grammar, award: frozenset[int]) -> bool:
    """Tell whether a title only says who somebody is; ``award`` holds the entities that are awards."""
    doc = annotated.blocks[seen.block].doc
    return (
        _in_brackets(doc, seen.token)
        or _before_person(annotated, doc, seen, grammar)
        or _awarded(annotated, doc, seen, grammar, award)
    )


def _in_brackets(doc: Doc, token: int) -> bool:
    before = token - 1
    while before >= 0 and doc[before].text == '"':
        before -= 1
    return before >= 0 and doc[before].text == "("


def _before_person(annotated: AnnotatedArticle, doc: Doc, seen: Occurrence, grammar: Grammar) -> bool:
    """``“A” and “B” star X``: titles listed right before a noun for people and a name."""
    people, joins = grammar.word_set("work_people"), grammar.word_set("conjunctions") | {",", '"', "&"}
    for i in range(seen.token + 1, min(seen.token + _REACH, len(doc) - 1)):
        mention = annotated.mention_at(seen.block, i)
        if doc[i].lower_ in people and mention is None:
            return annotated.mention_at(seen.block, i + 1) is not None
        if mention is None and doc[i].lower_ not in joins:
            return False
    return False


def _awarded(annotated: AnnotatedArticle, doc: Doc, seen: Occurrence, grammar: Grammar, award: frozenset[int]) -> bool:
    """``an Oscar for X``: what an award was given for."""
    before = seen.token - 1
    if before <= 0 or doc[before].lower_ not in grammar.word_set("honouring_prepositions"):
        return False
    start = max(doc[seen.token].sent.start, before - _AWARD_REACH)
    found = (annotated.mention_at(seen.block, i) for i in range(start, before))
    return any(mention is not None and mention.entity in award for mention in found)
