"""What somebody of a trade has to do with works: ``l'acteur X (« A », « B »)``, ``X revient avec « A »``.

The trade that the text tells decides; where it tells none, the kind of work that the article is about.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase
from kg.extract.arguments import arguments, opening, prepositional
from kg.extract.candidates import Candidate
from kg.extract.credits import titles_in_brackets
from kg.extract.descriptions import name_phrase_ending_at
from kg.inflection import verb_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.context import BlockContext

_BRACKETED, _COMING, _PRESUMED = 0.74, 0.72, 0.62
#: Words between somebody and the work that he or she comes with.
_REACH = 14


def works_of_trades(context: BlockContext, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield what people did for works in brackets behind their names, and for those that they come with."""
    describing = context.language.lexicon.describing
    trades: Mapping[str, Sequence[str]] = describing.get("trade_credits", {})
    yield from signed_works(context)
    if not trades:
        return
    for number, phrase in enumerate(context.phrases):
        if not phrase.names or phrase.name != phrase.last:
            continue
        entity = context.mention_entity(phrase.name)
        if context.is_kind(entity, "human"):
            yield from _in_brackets(context, phrase.name, entity, found, trades)
        elif context.is_kind(entity, "work") and phrase.prep in {"avec", "pour"} and phrase.noun < 0:
            yield from _come_with(context, number, found, trades)


def _in_brackets(
    context: BlockContext, at: int, person: int, found: Sequence[Candidate], trades: Mapping[str, Sequence[str]]
) -> Iterator[Candidate]:
    if at + 2 >= len(context.doc) or context.doc[at + 1].text != "(":
        return
    titles = titles_in_brackets(context, at + 2)
    relation = trade_of(context, person, found, trades) if titles else ""
    for title in titles if relation else ():
        yield _candidate(context, relation, title, at, person, _BRACKETED)


def _come_with(
    context: BlockContext, number: int, found: Sequence[Candidate], trades: Mapping[str, Sequence[str]]
) -> Iterator[Candidate]:
    """``A, en compétition avec « X »``, ``A sera là pour « X »``: the name before a word for coming."""
    phrase = context.phrases[number]
    coming = context.language.lexicon.describing.get("coming_with", ())
    start = context.doc[phrase.first].sent.start
    cue = False
    for i in range(phrase.prep_at - 1, max(start - 1, phrase.prep_at - _REACH), -1):
        entity = context.mention_entity(i)
        cue = cue or context.doc[i].lower_ in coming
        if entity < 0 and context.doc[i].text not in {";", ":"}:
            continue
        if entity >= 0 and (context.is_kind(entity, "event") or context.is_kind(entity, "place")):
            continue
        if not cue or entity < 0 or not context.is_kind(entity, "human"):
            return
        who = _named_before(context, start, i)
        for k in (context.phrase_at(who), *_before(context, context.phrase_at(who))):
            token = context.phrases[k].name if k >= 0 else who
            person = context.mention_entity(token)
            relation = trade_of(context, person, found, trades)
            presumed = context.language.lexicon.describing.get("topic_credits", {}).get(context.topic(), "")
            if relation or presumed:
                sure = _COMING if relation else _PRESUMED
                yield _candidate(context, relation or presumed, phrase.name, token, person, sure)
        return


def _named_before(context: BlockContext, start: int, at: int) -> int:
    """``Quant à X, …, il …``: the name of a human being earlier in the sentence that a pronoun stands for."""
    mention = context.annotated.mention_at(context.number, at)
    if mention is None or mention.kind == "name":
        return at
    names = (p.name for p in context.phrases if p.names and start <= p.name < at)
    return next((i for i in names if context.is_kind(context.mention_entity(i), "human")), at)


def _before(context: BlockContext, number: int) -> list[int]:
    """Return the phrases joined by a conjunction before the one of a human being: ``A et B``."""
    if number < 1:
        return []
    at = context.phrases[number].first - 1
    if at < 1 or context.doc[at].lower_ not in context.words("conjunctions"):
        return []
    k = name_phrase_ending_at(context, at - 1)
    return [k] if k >= 0 and context.is_kind(context.mention_entity(context.phrases[k].name), "human") else []


def signed_works(context: BlockContext) -> Iterator[Candidate]:
    """``Avec « X », A signe son premier film``: the noun for what is made tells what A did for X."""
    describing = context.language.lexicon.describing
    credits_of: Mapping[str, str] = describing.get("signed_credits", {})
    verbs = frozenset(form for v in describing.get("signing_verbs", ()) for form in _forms(v, context.doc.lang_))
    for verb in context.doc if credits_of else ():
        if verb.pos_ not in {"VERB", "AUX"} or verb.lower_ not in verbs:
            continue
        roles = arguments(context, verb)
        phrase = context.phrases[roles.object_phrase] if roles.object_phrase >= 0 else None
        if roles.passive or phrase is None or phrase.noun < 0 or phrase.names or context.plural(phrase):
            continue
        classes = classes_of_phrase(context.doc, phrase, context.language.grammar)
        relations = {credits_of[cls] for cls in classes if cls in credits_of}
        together = context.words("together")
        works = opening(context, verb, together) or prepositional(context, verb, together)
        for maker in roles.subject if len(relations) == 1 else ():
            human = context.is_kind(maker.entity, "human")
            relation = min(relations)
            for work in works:
                made = context.is_kind(work.entity, "work") or not context.annotated.entities[work.entity].types
                if made and human != (relation == "developer"):
                    yield _candidate(context, relation, work.token, maker.token, maker.entity, _COMING)


@cache
def _forms(verb: str, language: str) -> frozenset[str]:
    return frozenset(verb_forms(verb, language))


def trade_of(
    context: BlockContext, person: int, found: Sequence[Candidate], trades: Mapping[str, Sequence[str]]
) -> str:
    """Return what somebody does for works, when the text tells of one trade only."""
    entities = context.annotated.entities
    told = {entities[c.object].name for c in found if c.subject == person and isinstance(c.object, int)}
    fitting = [relation for relation, names in trades.items() if told.intersection(names)]
    if not fitting:
        fitting = _by_noun(context, person)
    if not fitting:
        fitting = sorted({c.relation for c in found if c.object == person and c.relation in trades})
    return fitting[0] if len(fitting) == 1 else ""


def _by_noun(context: BlockContext, person: int) -> list[str]:
    """``la star X``, ``les acteurs X et Y``: what a noun beside somebody's name tells."""
    nouns: Mapping[str, Sequence[str]] = context.language.lexicon.describing.get("trade_nouns", {})
    texts = set()
    for number, phrase in enumerate(context.phrases):
        if phrase.noun >= 0 and phrase.name > phrase.noun:
            named = [f.entity for f in context.described(number)]
            if person in named:
                texts.add(context.doc[phrase.noun].lower_)
    return [relation for relation, words in nouns.items() if texts.intersection(words)]


def _candidate(
    context: BlockContext, relation: str, work: int, token: int, person: int, confidence: float
) -> Candidate:
    return Candidate(
        relation,
        context.mention_entity(work),
        person,
        context.number,
        work,
        work,
        token,
        own_clause=True,
        confidence=confidence,
        rule="describing/trade",
    )
