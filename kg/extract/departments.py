"""Posts of a department: ``directrice générale des contenus de X`` is not the chief executive of X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase
from kg.extract.stakes import majority

if TYPE_CHECKING:
    from kg.extract.context import BlockContext
    from kg.lexicon import Entry


def stated_relation(context: BlockContext, number: int, start: int, end: int, entry: Entry, last: int) -> str:
    """Return which relation the noun of an entry on tokens ``start..end`` states of a thing at token ``last``."""
    if entry.majority and majority(context, context.phrases[number].first, last):
        return entry.majority
    if entry.department and (_field_before(context, number, start) or _field_after(context, number, end)):
        return _of_show(context, number, entry) or entry.department
    return entry.relation


def _of_show(context: BlockContext, number: int, entry: Entry) -> str:
    """``les rênes de la matinale de X``: whoever has a show works for the channel."""
    if entry.title or number + 1 >= len(context.phrases):
        return ""
    noun = context.phrases[number + 1].noun
    shows = noun >= 0 and context.doc[noun].lemma_.lower() in context.words("shows")
    return next(iter(context.language.lexicon.describing.get("show_post", ())), "") if shows else ""


def names_field(context: BlockContext, begin: int, end: int, start: int, stop: int) -> bool:
    """``Lumio CEO of recorded music Ada Holm``: a field stands beside the post on ``begin..end`` of a run of titles."""
    fields = context.words("office_fields") - context.words("whole_fields")
    before = begin > start and context.doc[begin - 1].lower_ in fields
    behind = context.doc[end + 1 : stop]
    return before or bool(
        len(behind) > 1
        and behind[0].lower_ in context.words("field_prepositions")
        and not {t.lemma_.lower() for t in behind} & context.words("whole_nouns")
    )


def _field_before(context: BlockContext, number: int, start: int) -> bool:
    """``the network's marketing boss``: the word right before the post is a field, and no name."""
    before = start - 1
    return (
        before >= context.phrases[number].first
        and context.mention_entity(before) < 0
        and context.doc[before].lower_ in context.words("office_fields") - context.words("whole_fields")
    )


def _field_after(context: BlockContext, number: int, end: int) -> bool:
    """``managing director of worldwide distribution``, ``directrice des contenus``: no organisation follows."""
    if context.phrase_at(end) != number or number + 1 >= len(context.phrases):
        return False
    following = context.phrases[number + 1]
    joined = [t.lower_ for t in context.doc[end + 1 : following.first] if t.dep_ not in {"det", "amod", "nmod"}]
    if following.names or following.noun < 0 or following.prep not in context.words("field_prepositions"):
        return False
    if any(not word.isalpha() for word in joined) or context.mention_entity(following.noun) >= 0:
        return False
    groups = set(context.language.kinds.classes["group"])
    return not classes_of_phrase(context.doc, following, context.language.grammar) & groups and (
        context.doc[following.noun].lemma_.lower() not in context.words("whole_nouns")
    )
