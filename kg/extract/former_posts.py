"""Posts that the clause puts into the past: ``who most recently served as chairman``, ``auparavant directeur de X``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext

#: Steps from the noun of a post up to the verb that it goes with.
_STEPS = 4
#: Words between such an adverb and what it puts into the past.
_REACH = 3


def held_before(context: BlockContext, noun: Token) -> bool:
    """Tell whether an adverb beside a post, or beside the verb that it goes with, says that it is over."""
    adverbs = context.words("formerly")
    verb = noun
    for _ in range(_STEPS):
        if verb.pos_ in {"VERB", "AUX"} or verb.head.i == verb.i:
            break
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"} or abs(verb.i - noun.i) > 2 * _REACH:
        verb = noun
    return any(
        token.lower_ in adverbs or f"{context.doc[max(0, token.i - 1)].lower_} {token.lower_}" in adverbs
        for head in (noun, verb)
        for token in context.doc[max(head.sent.start, head.i - _REACH) : head.i]
        if not any(between.is_punct for between in context.doc[token.i : head.i])
    )
