"""Who plays whom: the actor in brackets after a character, ``Safin (Ada Holm)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import BlockContext

SURE = 0.66
_CLOSERS = frozenset({")", ","})


def actors_in_brackets(context: BlockContext) -> Iterator[Candidate]:
    """Yield the actors that brackets name after the characters of the film or series spoken of."""
    relations = context.language.lexicon.describing.get("bracketed_actor", ())
    fiction = frozenset(context.language.kinds.classes["screen"])
    for phrase in context.phrases if relations else ():
        actor = context.mention_entity(phrase.name) if phrase.name >= 0 else -1
        if actor < 0 or phrase.first != phrase.last or not _plays_in_brackets(context, phrase.first, actor):
            continue
        for work in context.salient(phrase.first, "work", fiction) or _coming(context, phrase.last, fiction):
            for relation in relations:
                yield Candidate(
                    relation,
                    work.entity,
                    actor,
                    context.number,
                    phrase.name,
                    -1,
                    phrase.name,
                    own_clause=True,
                    confidence=SURE,
                    rule="describing/actor in brackets",
                    classes=(fiction, frozenset()),
                )


def _coming(context: BlockContext, at: int, fiction: frozenset[str]) -> list[Filler]:
    """``A (X) et B (Y) vivent dans « Z »``: the film or series that the sentence names later."""
    end = context.doc[at].sent.end
    for phrase in context.phrases:
        if at < phrase.first < end and phrase.names and phrase.prep in {"dans", "de"}:
            entity = context.mention_entity(phrase.name)
            if context.is_kind(entity, "work") and context.fits(entity, fiction):
                return [Filler(entity, phrase.name)]
    return []


def _plays_in_brackets(context: BlockContext, at: int, actor: int) -> bool:
    """Tell whether brackets hold a person's full name alone and stand right after a character's name."""
    doc = context.doc
    named = context.is_kind(actor, "human") and " " in context.annotated.entities[actor].name
    if not named or at < 2 or at + 1 >= len(doc) or doc[at - 1].text != "(" or doc[at + 1].text not in _CLOSERS:
        return False
    character = Filler(context.mention_entity(at - 2), at - 2)
    if character.entity < 0 or character.entity == actor:
        return False
    found = context.annotated.entities[character.entity]
    # what nothing but a relation has given a class may well be somebody in a story
    return found.kb_id is None and (context.is_kind(character.entity, "human") or not found.votes)


def plays_nobody(context: BlockContext, candidate: Candidate) -> bool:
    """``The series features Joel (Ada Holm)``: who has an actor in brackets behind is somebody in a story."""
    doc, at = context.doc, candidate.object_token
    relations = context.language.lexicon.describing.get("credit_labels", {}).values()
    if candidate.relation not in relations or candidate.rule.startswith("credit") or at < 0 or at + 3 >= len(doc):
        return False
    actor = context.mention_entity(at + 2)
    if doc[at + 1].text != "(" or doc[at + 3].text not in _CLOSERS or actor < 0 or actor == candidate.object:
        return False
    name = context.annotated.entities[candidate.object].name if isinstance(candidate.object, int) else ""
    return bool(name) and " " not in name and context.is_kind(actor, "human")
