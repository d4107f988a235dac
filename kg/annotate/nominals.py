"""Nominal anaphora: "le studio", "the streaming giant" and the entity that the noun stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.antecedents import gender_of, governor_of, wordings_of
from kg.annotate.cues import classes_of_phrase, described_names, head_of_group, phrase_tail
from kg.annotate.morphology import features
from kg.annotate.owned_firms import other_than, owner_of_firm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc

    from kg.annotate.coreference import Resolver
    from kg.annotate.phrases import Phrase

#: Sentences that a noun may look back over.
NOMINAL_REACH = 5
#: By how much "la station du groupe X" must prefer one station to the next.
SURE_LEAD = 0.5
#: What it costs to be named in passing, for each word deeper in the sentence.
ASIDE = 0.15
#: What the first sentence names stays in mind: its distance counts no more than this, if its class fits well.
LEAD_REACH, LEAD_FIT = 3, 0.9


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
    reach = NOMINAL_REACH
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
    if not classes and not person_noun:
        return
    entity = None
    if person_noun and classes - {resolver.human}:
        # "the broadcaster", "the publisher": sooner a firm than somebody
        firms = _accepts_classes(resolver, classes - {resolver.human})
        entity = _best(resolver, (block, phrase.noun), firms, wordings, reach, person_noun=False)
        person_noun = entity is None
    if entity is None:
        accept = _accepts_person(resolver, doc, phrase) if person_noun else _accepts_classes(resolver, classes)
        if owner is not None:
            accept, reach = other_than(resolver, accept, owner), 2
        sure = owner is not None
        entity = _best(resolver, (block, phrase.noun), accept, wordings, reach, person_noun=person_noun, sure=sure)
    if entity is not None:
        _take_class(resolver, entity, classes, person_noun=person_noun)
        last = phrase.last if not phrase.names or phrase.name < phrase.noun else phrase.noun
        resolver.add(block, phrase.first, last, phrase.noun, entity, "nominal")


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
    return phrase.own and bool(classes & resolver.kinds.generic) and not phrase.names


def _only_places(resolver: Resolver, block: int, phrase: Phrase) -> bool:
    """``the Kyoto company`` is still an anaphor; a phrase with any other name is not."""
    places = set(resolver.kinds.classes["place"])
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
                score = max(score or 0.0, 0.6)
            elif cls in resolver.kinds.generic and classes & set(resolver.firms):
                score = max(score or 0.0, 0.5)
            elif any(cls in resolver.schema.expand(c) for c in classes):
                score = max(score or 0.0, 0.5 if generic else 0.3)
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


def _best(
    resolver: Resolver,
    place: tuple[int, int],
    accept: Callable[[int], float | None],
    wordings: Sequence[str],
    reach: int,
    *,
    person_noun: bool,
    sure: bool = False,
) -> int | None:
    """Return the likeliest antecedent; a person, or what must be ``sure``, only well before all others."""
    block, token = place
    candidates: dict[int, float] = {}
    doc = resolver.annotated.blocks[block].doc
    governor = governor_of(doc[token])
    generic = bool(set(wordings) & resolver.grammar.word_set("generic_nouns"))
    demonstrative = token > 0 and doc[token - 1].lower_ in resolver.grammar.word_set("demonstrative")
    for seen in reversed(resolver.annotated.history):
        distance = resolver.sentence - seen.sentence
        if seen.entity in candidates:
            continue
        fit = accept(seen.entity)
        if fit is None or (fit < 0 and (not seen.subject or distance > 1)):
            continue
        described = bool(resolver.descriptors.get(seen.entity, set()) & set(wordings))
        lead = seen.entity in resolver.leads and fit >= LEAD_FIT
        if distance > reach and not described and not lead:
            continue
        if distance == 0 and seen.block == block and resolver.same_clause(block, seen.token, governor):
            continue
        if distance == 0 and seen.block == block and seen.subject and _controls(resolver, block, seen.token, governor):
            continue
        score = (
            fit
            - 0.35 * min(distance, LEAD_REACH if lead else NOMINAL_REACH)
            + (0.3 if lead else 0.0)
            - ASIDE * max(0, min(seen.depth, 4) - 2)
            + (0.4 if seen.subject else 0.0)
            + min(resolver.counts.get(seen.entity, 0), 6) * 0.12
        )
        if demonstrative and distance == 0:
            score += 0.4
        if described:
            # nearly every firm has been called a group once
            score += 1.5 if person_noun else (0.3 if generic else 0.7)
        elif person_noun:
            score -= 0.5
        candidates[seen.entity] = score
    if not candidates:
        return None
    ranked = sorted(candidates.items(), key=lambda c: (-c[1], c[0]))
    best, score = ranked[0]
    if sure and len(ranked) > 1 and ranked[1][1] > score - SURE_LEAD:
        return None
    if (
        person_noun
        and not (resolver.descriptors.get(best, set()) & set(wordings))
        and len(ranked) > 1
        and ranked[1][1] > score - 0.4
    ):
        return None
    return best if score > -1.2 else None


def _controls(resolver: Resolver, block: int, token: int, governor: int) -> bool:
    """``X accepte d'investir dans l'entreprise``: who governs an infinitive is not its object."""
    doc = resolver.annotated.blocks[block].doc
    if governor < 0 or doc[governor].dep_ not in {"xcomp", "advcl"} or features(doc[governor], "VerbForm") != ["Inf"]:
        return False
    return governor_of(doc[token]) == doc[governor].head.i
