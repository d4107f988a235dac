"""The phrases around a verb inside its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clauses import clause_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.extract.context import BlockContext
    from kg.extract.records import Filler


def is_time(context: BlockContext, number: int) -> bool:
    """Tell whether a phrase is a bare time expression (``le 11 février``, ``next year``), no object."""
    phrase = context.phrases[number]
    words = context.words("time_nouns") | context.language.grammar.name_sets["never"]
    nouns = phrase.nouns or phrase.adjectives
    return (
        not phrase.names
        and bool(nouns)
        and all(context.doc[i].lower_ in words or context.doc[i].like_num for i in nouns)
    )


def following_phrases(context: BlockContext, verb: Token) -> Iterator[int]:
    """Yield the phrases after a verb up to the end of its clause, in order."""
    end = clause_end(context.doc, verb.i)
    for number, phrase in enumerate(context.phrases):
        if verb.i < phrase.first < end:
            yield number


def between(context: BlockContext, verb: Token) -> list[Filler]:
    """``une fiction que X programme``: the name between the pronoun and a verb that the tagger took for a noun."""
    number = context.phrase_at(verb.i - 1)
    if number < 0 or not context.phrases[number].names or context.phrases[number].prep:
        return []
    before = context.phrases[number].first - 1
    if before < 0 or context.doc[before].lower_ not in context.words("object_relative"):
        return []
    return context.phrase_fillers(number)
