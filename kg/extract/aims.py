"""``X négocie pour le rachat de Y``: who pursues what a noun says, which has not happened yet."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kg.extract.subjects import subjects
from kg.extract.voice import is_passive

if TYPE_CHECKING:
    from kg.extract.context import BlockContext
    from kg.extract.records import Filler


def aiming(context: BlockContext, number: int) -> list[Filler]:
    """Return who is chosen for, or negotiates for, what the noun of a phrase says: ``retenu pour la reprise de Y``."""
    phrase = context.phrases[number]
    if phrase.noun < 0 or phrase.prep not in context.words("aims"):
        return []
    verb = next((t for t in islice(context.doc[phrase.noun].ancestors, 3) if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.i > phrase.first:
        return []
    passive = is_passive(context, verb) and verb.lemma_ in context.words("choosing_verbs")
    if not passive and verb.lemma_ not in context.words("pursuing_verbs"):
        return []
    return [
        f for f in subjects(context, verb) if context.is_kind(f.entity, "group") or context.is_kind(f.entity, "human")
    ]
