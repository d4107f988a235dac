"""``La station du groupe X``, ``la firme de Cupertino``: anaphors that say whose a firm is, or where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.antecedents import SUBJECT_DEPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.annotate.coreference import Resolver


def owner_of_firm(resolver: Resolver, block: int, position: int) -> int | None:
    """``La station du groupe X``, ``la firme de Cupertino``: a firm just spoken of, with whose or where it is.

    Returns the entity in the genitive, or ``None`` when the noun does not stand for a firm in this way.
    """
    doc = resolver.annotated.blocks[block].doc
    phrases = resolver.annotated.phrases[block]
    phrase = phrases[position]
    following = phrases[position + 1] if position + 1 < len(phrases) else None
    if following is None or following.prep not in resolver.grammar.word_set("genitive") or phrase.owner >= 0:
        return None
    if following.prep_at != phrase.last + 1 or not following.names or following.name < following.noun:
        return None
    mention = resolver.annotated.mention_at(block, following.name)
    if mention is None or phrase.prep not in {"", *resolver.grammar.word_set("by")}:
        return None
    types = frozenset(resolver.annotated.entities[mention.entity].types)
    places = types & set(resolver.kinds.classes["place"])
    nouns = resolver.grammar.word_set("located_nouns" if places else "owned_nouns")
    owns = any({resolver.group, resolver.human} & resolver.schema.expand(t) for t in types)
    subject = doc[phrase.noun].dep_ in SUBJECT_DEPS or phrase.prep
    fits = doc[phrase.noun].lemma_.lower() in nouns and subject and (places or owns)
    return mention.entity if fits else None


def other_than(resolver: Resolver, accept: Callable[[int], float | None], owner: int) -> Callable[[int], float | None]:
    """Who belongs to somebody is somebody else, and an organisation."""

    def other(entity: int) -> float | None:
        types = resolver.annotated.entities[entity].types
        group = any(resolver.group in resolver.schema.expand(t) for t in types)
        return accept(entity) if entity != owner and group else None

    return other
