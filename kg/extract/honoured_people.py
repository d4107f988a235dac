"""What people are named with: ``A pour « X », B pour « Y »`` in the running for an award, ``A dans « X »``.

The category of the prize tells what somebody did for the work; whoever is honoured *in* a work plays there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.annotate.phrases import Phrase
    from kg.extract.context import BlockContext

_LISTED, _ALONE = 0.76, 0.66
_CAST = "castMember"


def people_with_works(context: BlockContext) -> Iterator[Candidate]:
    """Yield what people did for the works that a preposition ties to their names."""
    describing = context.language.lexicon.describing
    playing = frozenset(describing.get("playing_words", ()))
    listed = {(p.head, p.partner) for members in context.pair_lists for p in members if p.partner >= 0}
    for number in range(len(context.phrases) - 1) if playing else ():
        person, work = context.phrases[number], context.phrases[number + 1]
        if not _beside(context, person, work) or _quoted_saying(context, person):
            continue
        many = (number, number + 1) in listed
        relation = _relation(context, person, work, many=many, playing=playing)
        if relation:
            yield Candidate(
                relation,
                context.mention_entity(work.name),
                context.mention_entity(person.name),
                context.number,
                work.name,
                work.name,
                person.name,
                own_clause=True,
                confidence=_LISTED if many else _ALONE,
                rule="describing/honoured",
            )


def _beside(context: BlockContext, person: Phrase, work: Phrase) -> bool:
    """Tell whether a title follows a human being's name and one preposition."""
    if not person.names or person.name != person.last or not work.names or work.name != work.last:
        return False
    if work.prep_at != person.last + 1 or work.prep not in {"pour", "dans"}:
        return False
    found = context.annotated.entities[context.mention_entity(work.name)]
    if found.soft or not found.types or not context.is_kind(context.mention_entity(work.name), "work"):
        return False
    return context.is_kind(context.mention_entity(person.name), "human")


def _quoted_saying(context: BlockContext, person: Phrase) -> bool:
    """``explique A dans « X »``: a verb right before the name tells where somebody says something."""
    at = person.first - 1
    return (at >= 0 and context.doc[at].pos_ in {"VERB", "AUX"}) or (at > 0 and context.doc[at].text == "-")


def _relation(context: BlockContext, person: Phrase, work: Phrase, *, many: bool, playing: frozenset[str]) -> str:
    screen = frozenset(context.language.kinds.classes["screen"])
    sentence = context.doc[person.first].sent
    texts = [t.lower_ for t in sentence]
    names = [
        context.annotated.entities[e].name.lower()
        for t in sentence
        if (e := context.mention_entity(t.i)) >= 0 and context.is_kind(e, "award")
    ]
    said = " ".join([*texts, *names])
    prizes = context.language.lexicon.describing.get("award_credit", {})
    relation = next((r for r, words in prizes.items() if any(word in said for word in words)), "")
    fits = context.fits(context.mention_entity(work.name), screen)
    if work.prep == "pour":
        return relation if many and (relation != _CAST or fits) else ""
    acting = many or relation == _CAST or bool(playing.intersection(texts))
    return _CAST if acting and fits else ""
