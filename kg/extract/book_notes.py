"""Notices of books: ``« X », de Y, Actes Sud, 240 p.``, ``« X », d'Y (Gallimard, 21 €)``: author and publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.pair_lists import made_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import BlockContext

_SURE = 0.78
#: The classes of what a book publisher brings out.
PRINTED = frozenset({"Book", "Comic"})


def publisher_after(context: BlockContext, number: int) -> int:
    """Return the phrase of the publisher that stands after the work of a phrase and its maker, or -1."""
    publishers = frozenset(context.language.lexicon.describing.get("book_publishers", ()))
    maker = made_by(context, number) if publishers else -1
    k = maker + 1
    if maker < 0 or k >= len(context.phrases):
        return -1
    author, firm = context.phrases[maker], context.phrases[k]
    gap = [t.text for t in context.doc[author.last + 1 : firm.first] if t.lower_ not in context.words("imprints")]
    if gap not in ([","], ["("]) or firm.prep or not firm.names:
        return -1
    known = publishers.intersection(context.annotated.entities[context.mention_entity(firm.name)].types)
    return k if known else -1


def book_notes(context: BlockContext) -> Iterator[Candidate]:
    """Yield author and publisher of the works whose maker a publisher's name follows."""
    for number, phrase in enumerate(context.phrases):
        k = publisher_after(context, number)
        work = context.mention_entity(phrase.name) if k >= 0 else -1
        if work < 0 or not context.fits(work, PRINTED):
            continue
        for relation, token in (("author", context.phrases[k - 1].name), ("publisher", context.phrases[k].name)):
            yield Candidate(
                relation,
                work,
                context.mention_entity(token),
                context.number,
                phrase.name,
                phrase.name,
                token,
                own_clause=True,
                confidence=_SURE,
                rule="describing/notice",
                classes=(PRINTED, frozenset()),
            )
