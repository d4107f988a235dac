"""``négocie avec X pour la cession de Y``: who is to buy what a noun for a sale speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.morphology import features
from kg.extract.aims import aiming

if TYPE_CHECKING:
    from kg.extract.context import BlockContext
    from kg.extract.records import Filler

#: Phrases between the noun and the partner that its owner negotiates with.
_REACH = 4


def counterpart(context: BlockContext, number: int) -> list[Filler]:
    """Return with whom somebody negotiates for what the noun of a phrase says, or nobody."""
    phrase, doc = context.phrases[number], context.doc
    if phrase.prep not in context.words("aims") and phrase.prep not in context.words("deal_topics"):
        return []
    start = doc[phrase.first].sent.start
    for k in range(number - 1, max(-1, number - 1 - _REACH), -1):
        partner = context.phrases[k]
        if partner.first < start or any(
            t.text in {";", ":"} or (t.pos_ in {"VERB", "AUX"} and "Fin" in features(t, "VerbForm"))
            for t in doc[partner.last + 1 : phrase.first]
        ):
            return []
        if partner.prep in context.words("together"):
            before = doc[max(start, partner.prep_at - _REACH) : partner.prep_at]
            words = context.words("step_nouns") | context.words("pursuing_verbs")
            if not any(t.lemma_.lower() in words for t in before):
                return []
            return [f for f in context.phrase_fillers(k) if context.is_kind(f.entity, "group")]
    return []


def pursued(context: BlockContext, number: int, names: tuple[str, ...], filler: Filler) -> bool:
    """Tell whether what the noun says is only negotiated by who fills a role."""
    return ("doer" in names and filler in aiming(context, number)) or (
        "counterpart" in names and filler in counterpart(context, number)
    )
