"""Whose film it is in an article on the box office: there a studio's name before a film tells who brings it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.candidates import Candidate
    from kg.extract.context import BlockContext

#: Words of the trade that must be in an article, in one block or another.
_LEAST = 3


def distributors(contexts: Sequence[BlockContext], found: Sequence[Candidate]) -> None:
    """Make distributors of the studios that possess a film, where an article tells what films have taken."""
    describing = contexts[0].language.lexicon.describing if contexts else {}
    words = frozenset(describing.get("box_office_words", ()))
    if sum(token.lower_ in words for context in contexts for token in context.doc) < _LEAST:
        return
    switched: dict[str, str] = describing.get("box_office_relations", {})
    for candidate in found:
        if candidate.rule == "describing/genitive" and candidate.relation in switched:
            candidate.relation = switched[candidate.relation]
