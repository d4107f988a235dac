"""Nominal anaphora: "le studio", "the streaming giant" and the entity that the noun stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.antecedents import gender_of, wordings_of
from kg.annotate.cues import classes_of_phrase, described_names, head_of_group, phrase_tail
from kg.annotate.morphology import features
from kg.annotate.owned_firms import other_than, owner_of_firm
from kg.annotate.ranking import NEAR_REACH, NOMINAL_REACH, Anaphor, best

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from kg.annotate.coreference import Resolver
    from kg.annotate.phrases import Phrase

#: How well a studio or channel fits "the company", and a work of no known kind "the film".
FIRM, WIDER = 0.8, 0.7


def nominal(resolver: Resolver, block: int, position: int, phrase: Phrase) -> None:
    """Resolve a definite noun phrase and add it as a mention, where one entity fits it best."""
    doc = resolver.annotated.blocks[block].doc
    if (
        phrase.noun < 0
        or not (phrase.definite or _own_firm(resolver, doc, phrase))
        or not _only_places(resolver, block, phrase)
    ):
        return
    if _relative(resolver, doc, phrase) or _plural(resolver, doc, phrase) or _describes_name(resolver, block, position):
        return
    reach = NEAR_REACH if phrase.det in resolver.grammar.word_set("demonstrative") else NOMINAL_REACH
    owner = owner_of_firm(resolver, block, position)
    if _has_genitive(resolver, block, position) and owner is None:
        # "adapté du roman de X" brings in another work
        if phrase.prep or not _work_of_name(resolver, block, position):
            return
        reach = 2
    wordings = wordings_of(doc, phrase)
    person_noun = any(w in resolver.occupations or w in resolver.lexicon.person_nouns for w in wordings)
    classes = classes_of_phrase(doc, phrase, resolver.grammar) or (
        resolver.kinds.generic if owner is not None else frozenset()
    )
    if resolver.human in classes:
        person_noun = True
    if person_noun and _is_body(resolver, block, position):
        return
    if not classes and not person_noun:
        return
    fresh = _another(resolver, doc, phrase, classes)
    entity = None
    if person_noun and classes - {resolver.human}:
        # "the broadcaster", "the publisher": sooner a firm than somebody
        firms = _accepts_classes(resolver, classes - {resolver.human})
        entity = best(resolver, Anaphor(block, phrase.first, phrase.noun, wordings, reach, described_only=fresh), firms)
        person_noun = entity is None
    if entity is None:
        accept = _accepts_person(resolver, doc, phrase) if person_noun else _accepts_classes(resolver, classes)
        if owner is not None:
            accept, reach = other_than(resolver, accept, owner), 2
        anaphor = Anaphor(
            block,
            phrase.first,
            phrase.noun,
            wordings,
            reach,
            person=person_noun,
            sure=owner is not None,
            described_only=fresh,
        )
        entity = best(resolver, anaphor, accept)
    if entity is not None:
        _take_class(resolver, entity, classes, person_noun=person_noun)
        last = phrase.last if not phrase.names or phrase.name < phrase.noun else phrase.noun
        resolver.add(block, phrase.first, last, phrase.noun, entity, "nominal")


def _another(resolver: Resolver, doc: Doc, phrase: Phrase, classes: frozenset[str]) -> bool:
    """``the third studio``, ``the new company``, ``le premier film``: one that was not spoken of, if not so called."""
    words = {token.lower_ for token in doc[phrase.first : phrase.noun]}
    if words & resolver.grammar.word_set("distinguishing"):
        return True
    return bool(words & resolver.grammar.word_set("renewing")) and not classes & set(resolver.kinds.classes["titled"])


def _is_body(resolver: Resolver, block: int, position: int) -> bool:
    """``le conseil d'administration``: a noun that means somebody only without a complement."""
    phrases = resolver.annotated.phrases[block]
    following = phrases[position + 1] if position + 1 < len(phrases) else None
    doc = resolver.annotated.blocks[block].doc
    return (
        following is not None
        and following.prep_at == phrases[position].last + 1
        and doc[phrases[position].noun].lemma_.lower() in resolver.grammar.word_set("body_nouns")
    )


def _take_class(resolver: Resolver, entity: int, classes: frozenset[str], *, person_noun: bool) -> None:
    """Give an entity of vague class the one that the noun for it names."""
    found = resolver.annotated.entities[entity]
    narrower = [
        c for c in classes if found.types and found.types[0] in resolver.schema.expand(c) and c not in found.types
    ]
    if len(classes) == 1 and narrower and not found.soft:
        found.types = tuple(narrower)
    if (not found.types or found.soft) and not person_noun:
        found.soft = False
        for cls in sorted(classes):
            found.votes[cls] = found.votes.get(cls, 0.0) + 0.5
        # "la plateforme" is sooner the firm that runs it than a product: of equals the narrower class
        narrow = {cls: len(resolver.schema.expand(cls)) for cls in found.votes}
        found.types = (max(sorted(found.votes), key=lambda c: (found.votes[c], narrow[c])),)


def _own_firm(resolver: Resolver, doc: Doc, phrase: Phrase) -> bool:
    """``sa société``, ``her studio``: the firm just spoken of in connection with somebody."""
    classes = classes_of_phrase(doc, phrase, resolver.grammar)
    thing = resolver.grammar.words["own_gender"].get(phrase.det) == "n"
    return phrase.own and not thing and bool(classes & resolver.kinds.generic) and not phrase.names


def _only_places(resolver: Resolver, block: int, phrase: Phrase) -> bool:
    """``the Kyoto company`` is still an anaphor; a phrase with any other name is not."""
    places = {*resolver.kinds.classes["place"], *resolver.kinds.classes["tool"]}
    doc = resolver.annotated.blocks[block].doc
    if _headed(resolver, block, phrase):
        return True
    for name in phrase.names:
        mention = resolver.annotated.mention_at(block, name)
        if name < phrase.noun and doc[name + 1].text == "-":
            # "the Tencent-backed studio": whoever backs it is no other name for it
            continue
        if (
            name > phrase.noun
            or mention is None
            or not places.intersection(resolver.annotated.entities[mention.entity].types)
        ):
            return False
    return True


def _headed(resolver: Resolver, block: int, phrase: Phrase) -> bool:
    """``le patron du groupe Ada Holm``: the group is one thing, its head another."""
    mention = resolver.annotated.mention_at(block, phrase.name) if phrase.name > phrase.noun else None
    if mention is None or len(phrase.names) > 1 or phrase.prep not in resolver.grammar.word_set("genitive"):
        return False
    classes = classes_of_phrase(resolver.annotated.blocks[block].doc, phrase, resolver.grammar)
    return head_of_group(classes, resolver.annotated.entities[mention.entity].types, resolver.kinds)


def _work_of_name(resolver: Resolver, block: int, position: int) -> bool:
    """``le jeu de Sandfall``: a work with its maker's name may be one spoken of just before."""
    doc = resolver.annotated.blocks[block].doc
    phrases = resolver.annotated.phrases[block]
    phrase = phrases[position]
    classes = classes_of_phrase(doc, phrase, resolver.grammar)
    titled = frozenset(resolver.kinds.classes["titled"])
    tail, _ = phrase_tail(phrases, position, resolver.grammar.word_set("genitive"))
    owner = phrases[phrase.owner] if phrase.owner >= 0 else phrases[tail]
    broadcasters = resolver.kinds.classes["channel"]
    mention = resolver.annotated.mention_at(block, owner.name) if owner.names else None
    if mention is not None and set(broadcasters) & set(resolver.annotated.entities[mention.entity].types):
        # "la matinale de FranceInfo": every channel has one
        return False
    # "le nouvel opus de X" is another one
    renewed = any(doc[i].lower_ in resolver.grammar.word_set("renewing") for i in phrase.adjectives)
    return bool(classes) and classes <= titled and bool(owner.names) and phrase.owner < 0 and not renewed


def _relative(resolver: Resolver, doc: Doc, phrase: Phrase) -> bool:
    """``dont le principal actionnaire``: whose it is stands before it."""
    return bool(phrase.first) and doc[phrase.first - 1].lower_ in resolver.grammar.word_set("genitive_relative")


def _plural(resolver: Resolver, doc: Doc, phrase: Phrase) -> bool:
    head = doc[phrase.noun]
    return features(head, "Number") == ["Plur"] or phrase.det in resolver.grammar.word_set("plural_determiners")


def _has_genitive(resolver: Resolver, block: int, position: int) -> bool:
    """A definite noun with a genitive of its own names something new: ``le studio de Lyon``, ``the head of news``."""
    phrases = resolver.annotated.phrases[block]
    phrase = phrases[position]
    if phrase.owner >= 0:
        return True
    following = phrases[position + 1] if position + 1 < len(phrases) else None
    return (
        following is not None
        and following.prep in resolver.grammar.word_set("genitive")
        and following.prep_at == phrase.last + 1
        and bool(following.names or following.det or following.own)
    )


def _describes_name(resolver: Resolver, block: int, position: int) -> bool:
    doc = resolver.annotated.blocks[block].doc
    if _headed(resolver, block, resolver.annotated.phrases[block][position]):
        return False
    return any(True for _ in described_names(doc, resolver.annotated.phrases[block], position, resolver.grammar))


def _accepts_classes(resolver: Resolver, classes: frozenset[str]) -> Callable[[int], float | None]:
    generic = bool(classes & resolver.kinds.generic)

    def accept(entity: int) -> float | None:
        types = resolver.annotated.entities[entity].types
        if not types:
            return -0.3
        if resolver.annotated.entities[entity].soft:
            if any(resolver.schema.expand(t) & classes for t in types):
                return 0.7
            wider = all(t in resolver.schema.expand(c) for t in types for c in classes)
            return 0.2 if wider else -0.3
        score: float | None = None
        for cls in types:
            lineage = resolver.schema.expand(cls)
            if lineage & classes:
                score = max(score or 0.0, 1.0)
            elif generic and cls in resolver.firms:
                score = max(score or 0.0, FIRM)
            elif cls in resolver.kinds.generic and classes & set(resolver.firms):
                score = max(score or 0.0, 0.5)
            elif any(cls in resolver.schema.expand(c) for c in classes):
                score = max(score or 0.0, 0.5 if generic else WIDER)
        return score

    return accept


def _accepts_person(resolver: Resolver, doc: Doc, phrase: Phrase) -> Callable[[int], float | None]:
    gender = gender_of(doc[phrase.noun]) if resolver.grammar.language == "fr" else ""

    def accept(entity: int) -> float | None:
        found = resolver.annotated.entities[entity]
        if resolver.human not in found.types:
            return None
        if gender and found.gender and gender != found.gender:
            return None
        return 0.5

    return accept
