"""Works named in passing: they only say who somebody is, what a prize was for, what somebody did before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.annotate.coreference import Resolver

#: The depth of what is named in passing.
PASSING = 6
#: Works in brackets stand no farther behind the bracket.
_BRACKET = 9
#: Words between a work and the noun for somebody that it hangs on.
_CLIMB = 4
_LINKS = frozenset({"ADP", "PART", "PROPN", "PUNCT", "CCONJ"})


def said_of_person(resolver: Resolver, block: int, token: Token, entity: int) -> bool:
    """``Ada Holm (“Ore”, “Brume”)``, ``“Ore” and “Brume” director Ada Holm``: works that say who somebody is."""
    types = resolver.annotated.entities[entity].types
    if resolver.human in types or (types and not _is_work(resolver, entity)):
        return False
    doc = resolver.annotated.blocks[block].doc
    opening = next((i for i in range(token.i - 1, max(-1, token.i - _BRACKET), -1) if doc[i].text in "()"), -1)
    if opening > 0 and doc[opening].text == "(":
        before = resolver.annotated.mention_at(block, opening - 1)
        return before is not None and resolver.human in resolver.annotated.entities[before.entity].types
    phrases = resolver.annotated.phrases[block]
    position = next((k for k, p in enumerate(phrases) if token.i in p.names), -1)
    if position < 0:
        return False
    joins = resolver.grammar.word_set("conjunctions") | {",", '"'}
    while (
        position + 1 < len(phrases)
        and phrases[position].noun < 0
        and {t.lower_ for t in doc[phrases[position].last + 1 : phrases[position + 1].first]} <= joins
    ):
        # "“Ore” and “Brume” star Ada Holm"
        position += 1
    phrase = phrases[position]
    if phrase.noun <= token.i or (phrase.names and phrase.names[0] > phrase.noun):
        return False
    named = resolver.annotated.mention_at(block, phrase.name) if phrase.name > phrase.noun else None
    return named is not None and resolver.human in resolver.annotated.entities[named.entity].types


def in_passing(resolver: Resolver, token: Token, entity: int) -> bool:
    """``the star of “Ore”``, ``an Oscar for “Ore”``: a work that hangs on a noun for somebody or for a prize."""
    if not _is_work(resolver, entity):
        return False
    node = token
    for _ in range(_CLIMB):
        node = node.head
        if node.pos_ == "NOUN":
            word = node.lemma_.lower()
            people = resolver.lexicon.person_nouns
            return word in people or word in resolver.occupations or word in resolver.grammar.word_set("prize_nouns")
        if node.pos_ not in _LINKS:
            return False
    return False


def _is_work(resolver: Resolver, entity: int) -> bool:
    types = resolver.annotated.entities[entity].types
    return bool(types) and bool(resolver.works.intersection(*(resolver.schema.expand(t) for t in types)))
