"""``En partenariat avec X, Y lance …``: with whom an organisation does what it does."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.subjects import subjects
from kg.extract.voice import is_passive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import BlockContext

CONFIDENCE = 0.7
#: Steps from the partner up to the verb.
_CLIMB = 4


def companions(context: BlockContext) -> Iterator[Candidate]:
    """Yield the partner that a preposition like ``in partnership with`` names beside a verb in the active."""
    for number, phrase in enumerate(context.phrases):
        at = phrase.prep_at
        if phrase.prep not in context.words("together") or at < 0 or at + 1 >= phrase.first or not phrase.names:
            continue
        if context.doc[at + 1].lower_ not in context.words("joint_nouns"):
            continue
        verb = next((t for t in islice(context.doc[phrase.name].ancestors, _CLIMB) if t.pos_ == "VERB"), None)
        if verb is None or is_passive(context, verb):
            continue
        partners = [f for f in context.phrase_fillers(number) if context.is_kind(f.entity, "group")]
        doing = [f for f in subjects(context, verb) if context.is_kind(f.entity, "group")]
        for relation in context.language.lexicon.describing.get("joint", ()):
            for one in doing[:1]:
                for other in partners:
                    if one.entity != other.entity:
                        yield Candidate(
                            relation,
                            one.entity,
                            other.entity,
                            context.number,
                            verb.i,
                            one.token,
                            other.token,
                            confidence=CONFIDENCE,
                            rule=f"joint/{relation}",
                        )
