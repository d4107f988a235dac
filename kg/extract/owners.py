"""Who the thing that a noun names belongs to: ``de X``, ``X's``, ``son``, ``dont``, ``en``."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.annotate.antecedents import antecedents
from kg.annotate.cues import classes_of_phrase, name_beyond
from kg.annotate.morphology import features
from kg.extract.coordination import joined
from kg.extract.descriptions import titled_name
from kg.extract.possessives import implied_own, sentence_owners
from kg.extract.possessors import possessor
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.annotate.phrases import Phrase
    from kg.extract.context import BlockContext


#: How long what hangs on a possessed noun may be before the comma: ``Under its deal with X, Y …``.
_COMPLEMENT = 6


def owners(
    context: BlockContext, number: int, end: int, classes: frozenset[str], prepositions: frozenset[str]
) -> Iterator[Filler]:
    """Yield whose a noun phrase is: ``de X``, ``X's``, ``son``, ``X noun``; ``end`` is the noun's last token."""
    phrase = context.phrases[number]
    if phrase.owner >= 0:
        owner = context.referent(phrase.owner)
        if owner is not None:
            yield owner
            return
    titled = {f.token for f in titled_name(context, phrase)} if phrase.noun >= 0 else set()
    for name in phrase.names:
        compound = context.doc[min(name + 1, len(context.doc) - 1)].text == "-"
        if name < phrase.noun and name not in titled and not compound:
            yield Filler(context.mention_entity(name), name)
    relative = _relative_owner(context, phrase)
    if relative is not None and context.fits(relative.entity, classes):
        yield relative
        return
    found = [*prepositional_owners(context, number, end, classes, prepositions)] or _clitic_owner(
        context, phrase, classes
    )
    if found:
        yield from found
        return
    if phrase.own or implied_own(context, phrase):
        named = sentence_owners(context, number, classes)
        if named:
            yield from named
            return
        described = {f.entity for f in context.described(number)}
        described |= {f.entity for f in context.predicated(number)} if phrase.noun >= 0 else set()
        gender = context.language.grammar.words["own_gender"].get(phrase.det, "")
        coming = _coming_subject(context, phrase, classes)
        if coming is not None:
            yield coming
            return
        if (
            context.plural(phrase)
            and _names_firms(context, phrase)
            and classes & set(context.language.kinds.classes["titled"])
        ):
            # "ses studios": works own no firms
            return
        grammatical = [f for f in _grammatical(context, number) if f.entity not in described]
        if grammatical:
            yield from (f for f in grammatical if context.fits(f.entity, classes))
            return
        described |= _several(context, phrase) | _not_of_channel(context, phrase)
        for entity in antecedents(context.annotated, context.number, phrase.first):
            if (
                entity not in described
                and _may_own(context, entity, gender)
                and context.fits(entity, classes)
                and context.annotated.entities[entity].types
            ):
                yield Filler(entity, phrase.first)
                return


def _not_of_channel(context: BlockContext, phrase: Phrase) -> set[int]:
    """``France 2 suit avec « X », son nouveau thriller``: whoever was named before made nothing of the kind."""
    if not _of_channel(context, phrase):
        return set()
    return {e for e in range(len(context.annotated.entities)) if context.is_kind(e, "human")}


def _of_channel(context: BlockContext, phrase: Phrase) -> bool:
    """Tell whether a sentence has named a channel or service and nobody else before a possessive for a work."""
    classes = classes_of_phrase(context.doc, phrase, context.language.grammar)
    if not classes & set(context.language.kinds.classes["screen"]):
        return False
    start = context.doc[phrase.first].sent.start
    before = [e for i in range(start, phrase.first) if (e := context.mention_entity(i)) >= 0]
    shown = any({"Broadcaster", "StreamingService"} & set(context.annotated.entities[e].types) for e in before)
    return shown and not any(context.is_kind(e, "human") for e in before)


def _grammatical(context: BlockContext, number: int) -> list[Filler]:
    """Return the owner that the grammar of the sentence gives to a possessive, if of its gender."""
    phrase = context.phrases[number]
    gender = context.language.grammar.words["own_gender"].get(phrase.det, "")
    if not gender and phrase.det not in context.words("own_singular"):
        return []
    found = possessor(context, number)
    return [Filler(f.entity, phrase.first) for f in found if f.entity < 0 or _may_own(context, f.entity, gender)]


def _several(context: BlockContext, phrase: Phrase) -> set[int]:
    """``A et B … pour la reprise de sa filiale``: a possessive for one owner is not said of names that are joined."""
    if phrase.det not in context.words("own_singular"):
        return set()
    found: set[int] = set()
    start = context.doc[phrase.first].sent.start
    for first, second in itertools.pairwise(context.phrases):
        if first.first < start or second.last >= phrase.first or not (first.names and second.names) or second.prep:
            continue
        gap = [t.lower_ for t in context.doc[first.last + 1 : second.first]]
        if len(gap) == 1 and gap[0] in context.words("pair_joins"):
            found |= {context.mention_entity(first.name), context.mention_entity(second.name)}
    return found


def _may_own(context: BlockContext, entity: int, gender: str) -> bool:
    """``his``, ``her``: a person of that gender; ``its``: no person."""
    human = context.is_kind(entity, "human")
    if gender == "n":
        return not human
    return not gender or (human and context.annotated.entities[entity].gender in {"", gender})


def _names_firms(context: BlockContext, phrase: Phrase) -> bool:
    """Tell whether a phrase's noun stands for a kind of firm."""
    return bool(
        classes_of_phrase(context.doc, phrase, context.language.grammar) & set(context.language.kinds.classes["firm"])
    )


def _coming_subject(context: BlockContext, phrase: Phrase, classes: frozenset[str]) -> Filler | None:
    """``Dans « X », son nouveau film, Y raconte …``: a possessive may look forward."""
    sentence = context.doc[phrase.first].sent
    if not _fronted(context, phrase, sentence.start):
        return None
    before = (context.mention_entity(i) for i in range(sentence.start, phrase.first))
    if any(e >= 0 and (context.is_kind(e, "human") or context.is_kind(e, "group")) for e in before):
        return None
    start = _insertion_end(context, phrase.last + 1, sentence.end)
    if start + 1 >= sentence.end or context.doc[start].text != ",":
        return None
    coming = context.phrase_at(start + 1)
    apposed = coming >= 0 and context.is_kind(context.mention_entity(start + 1), "work")
    after = context.phrases[coming].last + 1 if apposed else sentence.end
    if after + 1 < sentence.end and context.doc[after].text == ",":
        # "Depuis son dernier album, « X », Y …"
        coming = context.phrase_at(after + 1)
    found = context.referent(coming) if coming >= 0 and not context.phrases[coming].prep else None
    if found is None or not context.annotated.entities[found.entity].types:
        return None
    return found if context.fits(found.entity, classes) else None


def _fronted(context: BlockContext, phrase: Phrase, start: int) -> bool:
    """``Depuis son rachat par X, Y …``, ``Trois mois après son rachat …``: what tells when stands first."""
    opening = context.doc[start : phrase.first]
    if context.doc[start].pos_ == "ADP":
        return True
    timed = bool(opening) and opening[-1].pos_ in {"ADP", "SCONJ"} and opening[0].pos_ in {"NUM", "DET", "ADV"}
    return timed and not any(t.pos_ in {"VERB", "AUX"} for t in opening)


def _insertion_end(context: BlockContext, at: int, end: int) -> int:
    """Return the comma after a participle clause: ``…, son nouveau thriller porté par A et B, X …``; else ``at``."""
    comma = next((t.i for t in context.doc[at : min(end, at + _COMPLEMENT)] if t.text == ","), at)
    if comma > at and not any(t.pos_ in {"VERB", "AUX"} for t in context.doc[at:comma]):
        # "Under its deal with X, Y …"
        return comma
    if at >= end or context.doc[at].text == "," or features(context.doc[at], "VerbForm") != ["Part"]:
        return at
    for token in context.doc[at + 1 : end]:
        if token.pos_ in {"VERB", "AUX"} and features(token, "VerbForm") == ["Fin"]:
            return at
        if token.text == "," and token.i + 1 < end and context.mention_entity(token.i + 1) >= 0:
            return token.i
    return at


def _relative_owner(context: BlockContext, phrase: Phrase) -> Filler | None:
    """``X, dont le siège …``, ``X, whose lead …``: the owner is what the relative pronoun refers to."""
    relatives = context.words("genitive_relative")
    at = next((i for i in (phrase.first, phrase.first - 1) if i >= 0 and context.doc[i].lower_ in relatives), -1)
    if at < 0 and phrase.noun >= 0:
        # "X, dont Ada Holm était la présidente": the noun is the predicate of the relative clause
        noun = context.doc[phrase.noun]
        linked = (
            any(c.dep_ == "cop" for c in noun.children) or noun.head.lemma_ in context.language.grammar.words["copula"]
        )
        clause = (noun if any(c.dep_ == "cop" for c in noun.children) else noun.head).subtree if linked else ()
        at = min((c.i for c in clause if c.lower_ in relatives and c.i < phrase.first), default=-1)
    if at <= 0:
        return None
    i = at - 1
    while i > 0 and context.doc[i].text in {",", '"', ")"}:
        i -= 1
    number = context.phrase_at(i)
    return context.referent(number) if number >= 0 else None


def _clitic_owner(context: BlockContext, phrase: Phrase, classes: frozenset[str]) -> list[Filler]:
    """``A et B en sont les présidents``, ``qui en assure la direction``: the group or work spoken of."""
    return context.salient(phrase.first, "", classes) if context.has_clitic_owner(phrase) else []


def has_clitic_owner(context: BlockContext, phrase: Phrase) -> bool:
    """Tell whether ``en`` or ``y`` stands for whose the noun is: ``X, qui y est journaliste``."""
    if phrase.noun < 0:
        return False
    noun = context.doc[phrase.noun]
    clitics = context.words("genitive_clitic")
    linked = any(c.dep_ == "cop" for c in noun.children)
    verb = noun if linked else noun.head
    if not linked and noun.head.i >= phrase.first:
        return False
    return any(c.lower_ in clitics and c.pos_ in {"PRON", "ADV"} and c.i < phrase.first for c in verb.children)


def _of_part(context: BlockContext, owner: int, classes: frozenset[str]) -> list[Filler]:
    """``chair of X's television division``: a part without a name of its own stands for its organisation."""
    last = owner + 1
    while last + 1 < len(context.phrases) and _goes_on(context, owner, last + 1):
        # "X's media and entertainment distribution group"
        last += 1
    part = context.phrases[last]
    if part.names or part.noun < 0 or context.doc[part.noun].lemma_.lower() not in context.words("internal_parts"):
        return []
    return [f for f in context.phrase_fillers(owner) if context.fits(f.entity, classes)]


def _is_field(context: BlockContext, number: int, k: int, prepositions: frozenset[str]) -> bool:
    """``executive vice-president, development, at X``: the field of a post between commas."""
    if k != number + 1 or k + 1 >= len(context.phrases):
        return False
    before, phrase, after = context.phrases[number], context.phrases[k], context.phrases[k + 1]
    plain = phrase.noun >= 0 and not (phrase.names or phrase.prep or phrase.det or phrase.own or phrase.owner >= 0)
    if not plain or [t.text for t in context.doc[before.last + 1 : phrase.first]] != [","]:
        return False
    gap = [t.text for t in context.doc[phrase.last + 1 : max(after.prep_at, 0)]]
    return after.prep in prepositions and bool(after.names) and gap in ([], [","])


def _goes_on(context: BlockContext, number: int, k: int) -> bool:
    """``vice-president of sales and research for X``: a second field of the same post."""
    before, phrase = context.phrases[k - 1], context.phrases[k]
    if k - 1 <= number or before.names or phrase.names or phrase.prep or phrase.det or phrase.own:
        return False
    between = {t.lower_ for t in context.doc[before.last + 1 : phrase.first]}
    return bool(between) and between <= context.words("conjunctions") | {",", "&"}


def possessed(context: BlockContext, number: int) -> int:
    """``X's Y``, ``X and Z's Y``: the phrase that what opens at ``number`` owns, or -1."""
    last = number
    while last + 1 < len(context.phrases) and context.phrases[last + 1].owner < 0:
        if not joined(context, last, last + 1) or context.phrases[last + 1].prep:
            return -1
        last += 1
    return last + 1 if last + 1 < len(context.phrases) and context.phrases[last + 1].owner == last else -1


def prepositional_owners(
    context: BlockContext, number: int, end: int, classes: frozenset[str], prepositions: frozenset[str]
) -> Iterator[Filler]:
    """Yield the names that prepositions tie to a noun: ``CEO of X``, ``head of drama at X``, ``Ada Holm, of X``."""
    beyond = name_beyond(context.doc, context.phrases, number, context.language.grammar)
    if beyond >= 0 and end <= context.phrases[number].last:
        # "la chaîne de télévision X de Y": whose X is stands behind its name
        named = context.phrase_at(beyond)
        found = [*_tied(context, number, context.phrases[named].last, named + 1, classes, prepositions)]
        if found:
            yield from found
            return
    if context.plural(context.phrases[number]) and context.phrases[number].name > context.phrases[number].noun >= 0:
        # "les chaînes A, B et C du groupe X": whose they are stands behind the last name
        last = context.coordination(number)[-1]
        found = [*_tied(context, number, context.phrases[last].last, last + 1, classes, prepositions)]
        if last > number and found:
            yield from found
            return
    position = max(
        end, context.phrases[number].last if context.phrases[number].noun >= context.phrases[number].name else end
    )
    k = number if end <= context.phrases[number].last else context.phrase_at(end)
    yield from _tied(context, number, position, k + 1, classes, prepositions)


def _tied(
    context: BlockContext, number: int, position: int, k: int, classes: frozenset[str], prepositions: frozenset[str]
) -> Iterator[Filler]:
    """Yield the names that prepositions tie to a noun, from phrase ``k`` on; ``position`` is the last token before."""
    while 0 < k < len(context.phrases):
        shared = possessed(context, k)
        if shared > k + 1 and context.phrases[k].prep in prepositions and context.phrases[k].prep_at == position + 1:
            yield from (f for f in context.phrase_fillers(shared) if context.fits(f.entity, classes))
            return
        if k + 1 < len(context.phrases) and context.phrases[k + 1].owner == k:
            prep, prep_at = context.phrases[k].prep, context.phrases[k].prep_at
            if prep in prepositions and prep_at == position + 1:
                found = [f for f in context.phrase_fillers(k + 1) if context.fits(f.entity, classes)]
                yield from found or _of_part(context, k, classes)
            return
        following = context.phrases[k]
        if _goes_on(context, number, k) or _is_field(context, number, k, prepositions):
            position = following.last + (context.doc[following.last + 1 : following.last + 2].text == ",")
            k += 1
            continue
        gap = context.doc[position + 1 : following.prep_at if following.prep_at >= 0 else following.first]
        if following.noun >= 0 and context.doc[following.noun].text == "%" and following.prep and not gap:
            # "filiale à 51 % de X": the share says nothing of whose it is
            position, k = following.last, k + 1
            continue
        beside = k == number + 1 and context.phrases[number].name > context.phrases[number].noun >= 0
        apart = beside and [t.text for t in gap] == [","] and following.prep in context.words("genitive")
        if beside and any(t.lower_ in context.words("conjunctions") for t in gap):
            # "de la chaîne X et du site Y": Y owns nothing
            return
        if following.prep not in prepositions or (
            not apart
            and any(
                (t.pos_ in {"VERB", "AUX"} and t.lower_ not in context.words("in_charge"))
                or t.text in {",", ";", ":", "("}
                for t in gap
            )
        ):
            return
        found = [f for f in context.phrase_fillers(k) if context.fits(f.entity, classes)]
        if found:
            yield from found
            return
        position = following.last
        k += 1
