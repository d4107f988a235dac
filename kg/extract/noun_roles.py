"""Who fills a role of a noun by the place alone: what its verb lists, what stands before it, what follows a colon."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.arguments import objects
from kg.extract.descriptions import name_phrase_ending_at
from kg.extract.records import Filler
from kg.inflection import verb_forms

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext
    from kg.lexicon import Entry

#: Phrases between an arrival and where it leads: ``l'arrivée de X, PDG de Y, au conseil de Z``.
_REACH = 4
#: Words that the complement of a post has at most: ``of this year's international jury``.
_COMPLEMENT = 6


def included(context: BlockContext, number: int) -> list[Filler]:
    """``whose channels include A and B``: the objects of a verb of inclusion whose subject the noun is."""
    noun = context.doc[context.phrases[number].noun]
    relative = next((c for c in noun.children if c.dep_ == "acl:relcl" and _includes(context, c)), None)
    if relative is not None:
        # "un casting qui compte A, B et C"
        return objects(context, relative)[0]
    verb = noun.head
    if verb.pos_ == "ADP" and verb.head.lower_ in context.words("measuring"):
        # "some of its channels include A and B"
        verb = verb.head.head
    return objects(context, verb)[0] if _includes(context, verb) else []


def _includes(context: BlockContext, verb: Token) -> bool:
    """Tell whether a token is a form of a verb of inclusion; lemmatizers take ``compte`` for a noun."""
    verbs = context.words("include_verbs")
    return verb.lemma_ in verbs or verb.lower_ in _forms(verbs, context.language.grammar.language)


@cache
def _forms(verbs: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in verb_forms(verb, language))


def city(context: BlockContext, number: int) -> list[Filler]:
    """``the Toronto company``: a place name before the noun."""
    phrase = context.phrases[number]
    whole = [n for n in phrase.names if n < phrase.noun and context.doc[n + 1].text != "-"]
    return [Filler(context.mention_entity(n), n) for n in whole]


def signed(context: BlockContext, number: int) -> list[Filler]:
    """``Le scénario est signé X, la musique Y``: the name right after the noun or its participle."""
    if number + 1 >= len(context.phrases):
        return []
    last, k = context.phrases[number].last, number + 1
    while k + 1 < len(context.phrases) and context.phrases[k].prep in context.words("genitive"):
        # "La musique du film X est signée Y"
        if context.phrases[k].prep_at != last + 1:
            return []
        last, k = context.phrases[k].last, k + 1
    following = context.phrases[k]
    gap = context.doc[last + 1 : following.first]
    if (following.prep and following.prep not in context.words("by")) or len(gap) > 3:
        return []
    if any(t.is_punct for t in gap) or (k > number + 1 and not any(t.pos_ in {"VERB", "AUX"} for t in gap)):
        return []
    return context.phrase_fillers(k)


def listed(context: BlockContext, number: int) -> list[Filler]:
    """``Distribution : X.``: the names after the colon of a bare noun that opens a line or a sentence."""
    if number + 1 >= len(context.phrases):
        return []
    phrase, following = context.phrases[number], context.phrases[number + 1]
    first = phrase.first if phrase.prep_at < 0 else min(phrase.first, phrase.prep_at)
    opens = first == 0 or context.doc[first].is_sent_start or context.doc[first - 1].text in {".", ";", "–", "•"}
    between = context.doc[phrase.last + 1 : following.first]
    if ((phrase.det or phrase.prep) and not phrase.own) or not opens or [t.text for t in between] != [":"]:
        return []
    return context.phrase_fillers(number + 1)


def before(context: BlockContext, number: int) -> list[Filler]:
    """``avec X à la réalisation``, ``with X in the lead``: the name right before the noun's preposition."""
    phrase = context.phrases[number]
    k = name_phrase_ending_at(context, phrase.prep_at - 1) if phrase.prep_at > 0 else -1
    if k < 0 or phrase.prep in context.words("genitive"):
        return []
    return [Filler(context.mention_entity(context.phrases[k].name), context.phrases[k].name)]


def charged(context: BlockContext, number: int) -> list[Filler]:
    """``X, en charge des séries chez Y``: the person right before the preposition, a comma apart or not."""
    phrase = context.phrases[number]
    if phrase.prep_at <= 1 or phrase.det or phrase.prep in context.words("genitive"):
        return []
    k = name_phrase_ending_at(context, phrase.prep_at - 1)
    if k < 0 and context.doc[phrase.prep_at - 1].text == ",":
        k = name_phrase_ending_at(context, phrase.prep_at - 2)
    return _people(context, k)


def entrant(context: BlockContext, number: int) -> list[Filler]:
    """``l'arrivée de X, PDG de Y, au conseil``: the person whose arrival the noun ends."""
    phrase, doc = context.phrases[number], context.doc
    if phrase.prep not in context.words("place_prepositions"):
        return []
    for k in range(number - 1, max(0, number - 1 - _REACH), -1):
        person, arrival = context.phrases[k], context.phrases[k - 1]
        if any(t.pos_ in {"VERB", "AUX"} for t in doc[person.last + 1 : phrase.prep_at]):
            return []
        tied = person.prep in context.words("genitive") and person.prep_at == arrival.last + 1
        if tied and arrival.noun >= 0 and doc[arrival.noun].lemma_.lower() in context.words("arrivals"):
            return _people(context, k)
    return []


def _people(context: BlockContext, number: int) -> list[Filler]:
    """Return the person that a phrase ends with the name of, in a list."""
    if number < 0 or not context.phrases[number].names:
        return []
    name = context.phrases[number].name
    entity = context.mention_entity(name)
    return [Filler(entity, name)] if context.is_kind(entity, "human") else []


def whole(context: BlockContext, number: int, entry: Entry, classes: frozenset[str]) -> list[Filler]:
    """``le pôle radio (A, B)``: a part belongs to the group spoken of."""
    phrase = context.phrases[number]
    if not entry.implied or entry.roles[0] != ("of",) or not phrase.definite:
        return []
    group = context.previous_sentence_group(phrase.first, classes)
    return [group] if group is not None else []


def of_another_body(context: BlockContext, end: int) -> bool:
    """``president of this year's jury``: a post at something that the article only describes is no post elsewhere."""
    bodies = context.words("other_bodies")
    if context.doc[end].lower_ in bodies:
        return True
    links = context.words("genitive") | context.words("post_prepositions")
    following = context.phrase_at(end + 2) if end + 2 < len(context.doc) else -1
    if following < 0 or context.phrases[following].prep not in links:
        return False
    for token in context.doc[end + 2 : end + 2 + _COMPLEMENT]:
        if token.is_punct or token.pos_ in {"VERB", "AUX"}:
            return False
        if token.lower_ in bodies:
            return True
    return False
