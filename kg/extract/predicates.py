"""Whom a noun is said of through a verb or a preposition: ``X est le PDG``, ``X was named CEO``, ``X as chair``."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kg.extract.clauses import is_object_dep, is_subject_dep
from kg.extract.coordination import joined
from kg.extract.descriptions import name_phrase_ending_at
from kg.extract.records import Filler
from kg.extract.subjects import subjects
from kg.extract.told_careers import career_of, listed_role

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext


#: The preposition that "en tant que", "au poste de" are read as.
_AS = "comme"


def predicated(context: BlockContext, number: int) -> list[Filler]:
    """Return the subject that a phrase's noun is predicated of: ``X est le PDG``, ``X was named CEO``."""
    noun = context.doc[context.phrases[number].noun]
    lemmas = context.language.grammar.words["copula"]
    if any(c.dep_ == "cop" for c in noun.children):
        return [f for f in subjects(context, noun) if context.phrase_at(f.token) != number]
    beside = _as_role(context, number) or _through_role(context, number) or listed_role(context, number)
    if any(context.is_kind(f.entity, "human") or not context.annotated.entities[f.entity].types for f in beside):
        return beside
    inverse = _inverse_predicate(context, noun) or _named_by_copula(context, number) or _small_clause(context, number)
    if inverse:
        return inverse
    head = noun.head
    if head.lower_ in context.words("role_prepositions") and head.head.i != head.i:
        governor = head.head
        if governor.lower_ in context.words("time_nouns") and governor.head.i != governor.i:
            # "leaves after ten years as director"
            governor = governor.head.head if governor.head.pos_ == "ADP" else governor.head
        return _appointed(context, governor)
    if context.phrases[number].prep == _AS and context.phrases[number].prep_at < context.phrases[number].first - 1:
        # "promue au poste de PDG", "revient chez X en tant que directrice"
        verb = next((t for t in islice(noun.ancestors, 3) if t.pos_ in {"VERB", "AUX"}), None)
        return _appointed(context, verb) if verb is not None else []
    if head.lemma_ in lemmas and noun.dep_ in {"attr", "xcomp", "obj", "acomp", "oprd", "nsubj"}:
        return [f for f in subjects(context, head) if context.phrase_at(f.token) != number]
    if noun.dep_ in {"xcomp", "oprd", "obj", "dobj", "attr", "obl:mod", "obl:arg", "ccomp"}:
        # "travaille pour la société française": where somebody works is no description of them
        place = context.phrases[number].prep and head.lemma_ in context.words("joining_verbs")
        roles = context.words("role_prepositions")
        return _appointed(context, head) if not place or context.phrases[number].prep in roles else []
    if noun.dep_ == "flat:name" and head.i == noun.i - 1 and head.head.pos_ in {"VERB", "AUX"}:
        # "X a nommé Ada Holm présidente": the parser takes the post for a part of the name
        return _appointed(context, head.head)
    return _before_copula(context, number)


def _before_copula(context: BlockContext, number: int) -> list[Filler]:
    """``« X » est le deuxième long métrage de Y``: the name right before a copula."""
    phrase = context.phrases[number]
    at = phrase.first - 1
    if at < 1 or phrase.prep or phrase.names or context.doc[at].lemma_ not in context.language.grammar.words["copula"]:
        return []
    k = name_phrase_ending_at(context, at - 1)
    if k < 0 or context.phrases[k].prep or not context.doc[context.phrases[k].first].is_sent_start:
        return []
    name = context.phrases[k].name
    return [Filler(context.mention_entity(name), name)]


def _small_clause(context: BlockContext, number: int) -> list[Filler]:
    """``making X a shareholder of Y``: a noun with a subject of its own and no verb."""
    noun = context.doc[context.phrases[number].noun]
    if noun.dep_ != "ccomp" or noun.pos_ != "NOUN":
        return []
    subject = next((c for c in noun.children if is_subject_dep(c) and c.i < noun.i), None)
    found = context.token_fillers(subject.i) if subject is not None else []
    return [f for f in found if context.phrase_at(f.token) != number]


def _through_role(context: BlockContext, number: int) -> list[Filler]:
    """``X holds the title of president``, ``promoted to the position of head``: the post behind a noun for posts."""
    phrase, role = context.phrases[number], context.phrases[number - 1] if number else None
    if role is None or role.noun < 0 or phrase.prep_at != role.last + 1:
        return []
    if phrase.prep not in context.words("genitive") | {"as"}:
        return []
    if context.doc[role.noun].lemma_.lower() not in context.words("role_nouns"):
        return []
    whose = [f for f in context.described(number - 1) or [] if context.is_kind(f.entity, "human")]
    if whose:
        return whose
    verb = context.doc[role.noun].head
    if verb.pos_ == "ADP":
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    appointed = _appointed(context, verb)
    return appointed or [f for f in subjects(context, verb) if context.is_kind(f.entity, "human")]


def _as_role(context: BlockContext, number: int) -> list[Filler]:
    """``with X as its president``, ``X, Y and Z among its members``: the names right before the preposition."""
    phrase = context.phrases[number]
    if phrase.prep_at <= 0 or phrase.prep not in context.words("role_prepositions") | context.words("among"):
        return []
    if phrase.prep in context.words("genitive") or phrase.prep == "à":
        return []
    k = name_phrase_ending_at(context, phrase.prep_at - 1)
    if k < 0:
        return []
    fillers = [Filler(context.mention_entity(context.phrases[k].name), context.phrases[k].name)]
    if phrase.prep in context.words("among"):
        while k > 0 and joined(context, k - 1, k):
            k -= 1
            fillers.insert(0, Filler(context.mention_entity(context.phrases[k].name), context.phrases[k].name))
    return fillers


def _inverse_predicate(context: BlockContext, noun: Token) -> list[Filler]:
    """``Its president is X``, ``Son président est X``: the noun is the subject, the name the predicate."""
    if not is_subject_dep(noun):
        return []
    head = noun.head
    if head.lemma_ in context.language.grammar.words["copula"]:
        for child in head.children:
            if child.dep_ in {"attr", "xcomp", "obj", "acomp"} and child.i > head.i:
                return [f for f in context.token_fillers(child.i) if _bearer(context, f.entity)]
    if any(c.dep_ == "cop" for c in head.children) and context.mention_entity(head.i) >= 0:
        return [f for f in context.token_fillers(head.i) if _bearer(context, f.entity)]
    return []


def _named_by_copula(context: BlockContext, number: int) -> list[Filler]:
    """``dont le principal actionnaire est X``: the name right after the copula, whatever the parser makes of it."""
    phrase = context.phrases[number]
    at = phrase.last + 1
    if not (phrase.definite or phrase.own) or phrase.names or phrase.prep or at + 1 >= len(context.doc):
        return []
    if context.doc[at].lemma_ not in context.language.grammar.words["copula"] or context.doc[at].pos_ == "NOUN":
        return []
    following = context.phrase_at(at + 1)
    if following < 0 or context.phrases[following].prep or context.phrases[following].first != at + 1:
        return []
    named = context.phrases[following]
    if named.name < 0 or named.name < named.noun or not _bearer(context, context.mention_entity(named.name)):
        return []
    return [Filler(context.mention_entity(named.name), named.name)]


def _bearer(context: BlockContext, entity: int) -> bool:
    """Tell whether somebody or an organisation may be what a noun says: ``Its parent company is X``."""
    return context.is_kind(entity, "human") or context.is_kind(entity, "group")


def appointer(context: BlockContext, number: int) -> list[Filler]:
    """Return the organisation that appoints somebody to the post a phrase names: ``X a nommé Y directeur``."""
    node = context.doc[context.phrases[number].noun].head
    for _ in range(3):
        if node.pos_ in {"VERB", "AUX"}:
            if node.lemma_ in context.language.lexicon.describing.get("naming_verbs", ()):
                return [f for f in subjects(context, node) if context.is_kind(f.entity, "group")]
            if node.lemma_ in context.words("joining_verbs"):
                return _joined_group(context, node, number)
            return []
        node = node.head
    return []


def _joined_group(context: BlockContext, verb: Token, number: int) -> list[Filler]:
    """``rejoint X comme directrice``, ``revient chez X au poste de PDG``: the organisation between verb and post."""
    for k in range(number):
        phrase = context.phrases[k]
        if phrase.first > verb.i and phrase.prep in {"", *context.words("post_prepositions")}:
            found = [f for f in context.phrase_fillers(k) if context.is_kind(f.entity, "group")]
            if found:
                return found
    return []


def _appointed(context: BlockContext, verb: Token) -> list[Filler]:
    if verb.lemma_ in context.words("joining_verbs"):
        return [f for f in subjects(context, verb) if context.is_kind(f.entity, "human")]
    if verb.lemma_ not in context.language.lexicon.describing.get("naming_verbs", ()):
        return []
    objects = [c for c in verb.children if is_object_dep(c) and context.phrase_at(c.i) >= 0]
    for child in objects:
        fillers = [f for f in context.token_fillers(child.i) if context.is_kind(f.entity, "human")]
        if fillers:
            return fillers
    people = [f for f in subjects(context, verb) if context.is_kind(f.entity, "human")]
    return people or career_of(context, verb)
