"""Where a post is held when its noun names no organisation: ``left X after ten years as director``, ``X, where …``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.relatives import where
from kg.extract.signatures import signed_organisation
from kg.extract.surroundings import following_phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext
    from kg.extract.records import Filler

_CLIMB = 4


def unsaid_organisation(context: BlockContext, number: int, end: int, classes: frozenset[str]) -> list[Filler]:
    """Return the organisation of a post that the noun itself does not name."""
    for found in (
        signed_organisation(context, number, end),
        context.appointer(number),
        _clause_organisation(context, number, classes),
        _opening_organisation(context, number, classes),
    ):
        fitting = [f for f in found if context.fits(f.entity, classes)]
        if fitting:
            return fitting
    return []


def _clause_organisation(context: BlockContext, number: int, classes: frozenset[str]) -> list[Filler]:
    """Return the organisation that the clause of a post speaks of, if it is the only place of the post."""
    phrase = context.phrases[number]
    noun = context.doc[phrase.noun]
    if noun.head.lemma_ in context.language.grammar.words["copula"]:
        found = [f for f in where(context, noun.head) if context.fits(f.entity, classes) and _group(context, f)]
        return found or _rising(context, noun, classes)
    if phrase.prep not in context.words("role_prepositions"):
        return []
    verb = _governor(context, phrase.prep_at)
    if verb is None:
        return []
    for k in following_phrases(context, verb):
        place = context.phrases[k]
        if place.first > phrase.first:
            break
        if place.prep and place.prep not in context.words("place_prepositions"):
            continue
        found = [f for f in context.phrase_fillers(k) if context.fits(f.entity, classes) and _group(context, f)]
        found = [f for f in found if not of_show(context, f)]
        if found:
            return found
    return []


def _opening_organisation(context: BlockContext, number: int, classes: frozenset[str]) -> list[Filler]:
    """``At Lumio, Ada Holm steps down as editor``, ``at Lumio, where editor Ada Holm …``: the place comes first."""
    phrase = context.phrases[number]
    before = phrase.first - 1
    if before > 1 and context.doc[before].lower_ in context.words("where"):
        k = context.phrase_at(before - 2 if context.doc[before - 1].text == "," else before - 1)
    else:
        start = context.doc[phrase.first].sent.start
        k = context.phrase_at(start + 1) if context.doc[start].lower_ in context.words("place_prepositions") else -1
        if k >= 0 and context.doc[context.phrases[k].last + 1].text != ",":
            k = -1
    if k < 0 or k >= number or not context.phrases[k].names:
        return []
    return [f for f in context.phrase_fillers(k) if context.fits(f.entity, classes) and _group(context, f)]


def _rising(context: BlockContext, noun: Token, classes: frozenset[str]) -> list[Filler]:
    """``spent nine years at X, rising to become director``: where the verb above the infinitive is."""
    node = noun.head
    while node.pos_ in {"VERB", "AUX"} and node.dep_ in {"xcomp", "advcl"} and "Fin" not in str(node.morph):
        node = node.head
    if node.i == noun.head.i or node.pos_ not in {"VERB", "AUX"}:
        return []
    for k in following_phrases(context, node):
        place = context.phrases[k]
        if place.first < noun.i and place.prep in context.words("place_prepositions"):
            found = [f for f in context.phrase_fillers(k) if context.fits(f.entity, classes) and _group(context, f)]
            if found:
                return found
    return []


def _governor(context: BlockContext, at: int) -> Token | None:
    node = context.doc[at].head
    for _ in range(_CLIMB):
        if node.pos_ in {"VERB", "AUX"}:
            return node
        if node.head.i == node.i or context.mention_entity(node.i) >= 0:
            return None
        node = node.head
    return None


def _group(context: BlockContext, filler: Filler) -> bool:
    entity = context.annotated.entities[filler.entity]
    return not entity.types or entity.soft or context.is_kind(filler.entity, "group")


def of_show(context: BlockContext, place: Filler) -> bool:
    """``producer on Night Shift``, ``returns as director with Low Tide``: what is no known organisation is a work."""
    k = context.phrase_at(place.token)
    if k < 0 or context.phrases[k].prep not in context.words("show_prepositions"):
        return False
    found = context.annotated.entities[place.entity]
    return found.soft or not context.is_kind(place.entity, "group")
