"""Credits that follow from others: what brackets after a name list, and who takes over a role from whom.

``Les premiers épisodes seront réalisés par Ada Holm (Les Rascals)`` credits her with the film in brackets as with the
series; ``Ada Holm, qui présentait Minerai, sera remplacée par Rim Sassi`` gives the programme to another one; and what
``le cinéaste Paul Lenoir dévoile « Minerai »`` tells of him is that he directed it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.arguments import arguments, prepositional
from kg.extract.candidates import Candidate
from kg.inflection import verb_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from kg.extract.context import BlockContext
    from kg.extract.records import Filler

#: What brackets say is less certain than the credit that they extend.
BRACKETED = 0.85
SUCCEEDED = 0.8
PRESENTED = 0.72
HONOURED = 0.76
MAX_BRACKETED = 5


def bracketed_credits(context: BlockContext, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """``X (Titre, Autre titre)``: other works of somebody, credited like the one that the sentence tells of."""
    relations = frozenset(context.language.lexicon.describing.get("bracketed_credits", ()))
    if not relations:
        return
    for phrase in context.phrases:
        at = phrase.name + 1
        if phrase.name < 0 or at + 1 >= len(context.doc) or context.doc[at].text != "(":
            continue
        person = context.mention_entity(phrase.name)
        if not context.is_kind(person, "human"):
            continue
        titles = titles_in_brackets(context, at + 1)
        if not titles:
            continue
        sentence = context.doc[at].sent
        model = next(
            (
                c
                for c in found
                if c.object == person
                and c.relation in relations
                and c.block == context.number
                and sentence.start <= c.anchor < sentence.end
            ),
            None,
        )
        if model is None:
            continue
        for title in titles:
            entity = context.mention_entity(title)
            if entity != model.subject:
                yield replace(
                    model,
                    subject=entity,
                    anchor=title,
                    subject_token=title,
                    object_token=phrase.name,
                    own_clause=True,
                    confidence=model.confidence * BRACKETED,
                    rule="describing/brackets",
                    mode=None,
                    classes=(frozenset(), frozenset()),
                    qualifiers={},
                )


def titles_in_brackets(context: BlockContext, at: int) -> list[int]:
    """Return the tokens of the works that brackets list from token ``at`` on; empty when they hold anything else."""
    titles: list[int] = []
    for i in range(at, min(at + 2 * MAX_BRACKETED, len(context.doc))):
        token = context.doc[i]
        entity = context.mention_entity(i)
        if token.text == ")":
            return titles
        if entity >= 0 and (context.is_kind(entity, "work") or _nameless(context, entity)):
            titles.append(i)
        elif token.text not in {",", '"'} and token.lower_ not in context.words("conjunctions"):
            return []
    return []


def _nameless(context: BlockContext, entity: int) -> bool:
    """Tell whether nothing but a guess says what a name is, and it opens like a title: ``Les Rascals``."""
    found = context.annotated.entities[entity]
    return not found.types or (found.soft and found.name.split(" ")[0].lower() in context.words("definite"))


def successions(context: BlockContext, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """``X sera remplacé par Y``: Y takes over what the text has said that X presents."""
    describing = context.language.lexicon.describing
    relations = frozenset(describing.get("succeeded_roles", ()))
    for verb in context.doc if relations else ():
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        leaving, coming = _parties(context, verb)
        for old in leaving:
            model = _held(old.entity, found, relations)
            if model is None:
                continue
            for new in coming:
                if new.entity != old.entity and _may_be_person(context, new.entity):
                    yield replace(
                        model,
                        object=new.entity,
                        block=context.number,
                        anchor=verb.i,
                        subject_token=-1,
                        object_token=new.token,
                        own_clause=False,
                        confidence=model.confidence * SUCCEEDED,
                        rule="verb/succession",
                        mode=None,
                        qualifiers={},
                    )


def _may_be_person(context: BlockContext, entity: int) -> bool:
    """Tell whether a name is a person's or, of no known class, has several words."""
    found = context.annotated.entities[entity]
    return context.is_kind(entity, "human") or (not found.types and " " in found.name)


def _parties(context: BlockContext, verb: Token) -> tuple[list[Filler], list[Filler]]:
    """Return who leaves and who comes, as a verb of replacement, of succession or of giving way says it."""
    describing = context.language.lexicon.describing
    human = frozenset({context.language.kinds.first("human")})
    if _is_any(verb, describing.get("replacing_verbs", ())):
        roles = arguments(context, verb)
        return roles.object, roles.subject
    if _is_any(verb, describing.get("succeeding_verbs", ())):
        return prepositional(context, verb, frozenset({"à"}), human), arguments(context, verb).subject
    if _is_any(verb, describing.get("yielding_verbs", ())):
        roles = arguments(context, verb)
        phrase = context.phrases[roles.object_phrase] if roles.object_phrase >= 0 else None
        if phrase is not None and phrase.noun >= 0 and context.doc[phrase.noun].lower_ in describing["yielded"]:
            return roles.subject, prepositional(context, verb, frozenset({"à"}), human)
    return [], []


def _is_any(verb: Token, verbs: Sequence[str]) -> bool:
    """Tell whether a token is a form of one of the verbs, also where its lemma is unknown."""
    return verb.lemma_.lower() in verbs or any(verb.lower_ in verb_forms(v, verb.doc.lang_) for v in verbs)


def _held(person: int, found: Sequence[Candidate], relations: frozenset[str]) -> Candidate | None:
    """Return the role of somebody, when the text has told of one only."""
    held = [c for c in found if c.object == person and c.relation in relations]
    return held[-1] if len({c.subject for c in held}) == 1 else None


def presented_works(context: BlockContext, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """``La réalisatrice X présente « Y »``, ``le chanteur X revient avec « Y »``: the trade tells what X did for Y."""
    describing = context.language.lexicon.describing
    verbs, trades = describing.get("presenting_work", ()), describing.get("work_of_trade", {})
    for verb in context.doc if trades else ():
        if verb.pos_ != "VERB" or not _is_any(verb, verbs):
            continue
        roles = arguments(context, verb)
        if roles.passive:
            continue
        works = roles.object or prepositional(context, verb, context.words("together"))
        for person in roles.subject:
            relation = _relation_of_trade(context, person.entity, found, trades)
            for work in works if relation else ():
                if context.is_kind(work.entity, "work") and work.token >= 0:
                    yield Candidate(
                        relation,
                        work.entity,
                        person.entity,
                        context.number,
                        verb.i,
                        work.token,
                        person.token,
                        own_clause=True,
                        confidence=PRESENTED,
                        rule=f"verb/trade:{verb.lemma_}",
                    )


def _relation_of_trade(
    context: BlockContext, person: int, found: Sequence[Candidate], trades: dict[str, Sequence[str]]
) -> str:
    """Return what somebody of a trade does for works: told by an occupation, or by other works."""
    entities = context.annotated.entities
    told = {c.relation for c in found if c.object == person and c.relation in trades}
    trade = {entities[c.object].name for c in found if c.subject == person and isinstance(c.object, int)}
    fitting = [relation for relation, names in trades.items() if relation in told or trade.intersection(names)]
    return fitting[0] if len(fitting) == 1 else ""


def credits_of_awards(context: BlockContext, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """``X a reçu le prix d'interprétation pour « Y »``: what an award is for tells what X did for the work."""
    describing = context.language.lexicon.describing
    prizes = describing.get("award_credit", {})
    won = [c for c in found if c.block == context.number and isinstance(c.object, int) and c.object_token >= 0]
    for claim in won if prizes else ():
        if not isinstance(claim.object, int) or not context.is_kind(claim.object, "award"):
            continue
        if not context.is_kind(claim.subject, "human"):
            continue
        if len({c.subject for c in won if c.object == claim.object and c.anchor == claim.anchor}) > 1:
            # several winners: for which of the works each was honoured is not said by place
            continue
        award = context.annotated.entities[claim.object].name.lower()
        relation = next((r for r, words in prizes.items() if any(word in award for word in words)), "")
        work = _honoured_work(context, claim) if relation else None
        if work is not None:
            yield Candidate(
                relation,
                work.entity,
                claim.subject,
                context.number,
                work.token,
                work.token,
                claim.subject_token,
                own_clause=True,
                confidence=HONOURED,
                rule="describing/award credit",
            )


def _honoured_work(context: BlockContext, claim: Candidate) -> Filler | None:
    """Return the work that an award is said to be for: the first one after ``pour``, ``dans`` in the same clause."""
    # "lauréate du prix X pour « Y », Z …": the winner may come last
    last = max(claim.object_token, claim.anchor)
    last = last if claim.subject_token > last else max(last, claim.subject_token)
    end = context.doc[last].sent.end
    for number, phrase in enumerate(context.phrases):
        if phrase.first <= last or phrase.first >= end:
            continue
        gap = context.doc[last + 1 : phrase.first]
        if any(t.text in {";", ":"} or (t.pos_ in {"VERB", "AUX"} and "Fin" in str(t.morph)) for t in gap):
            return None
        filler = context.referent(number)
        if filler is not None and filler.token >= 0 and context.is_kind(filler.entity, "human"):
            if filler.entity == claim.subject:
                continue
            return None
        named = filler is not None and bool(phrase.names) and context.is_kind(filler.entity, "work")
        if named and phrase.prep in context.words("honouring_prepositions"):
            return filler
    return None
