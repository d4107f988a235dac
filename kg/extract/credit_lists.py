"""Credits that no verb with its object makes: ``Producers are A and B``, ``with A directing``, ``a nurse (A)``.

The words are lists of ``[describing]`` in the lexicon. Where the text names no work, the work spoken of is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.name_lists import Item, list_before, list_from
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from kg.extract.context import BlockContext, Language

_SCREEN = frozenset({"Film", "Series", "Programme", "VideoGame"})
_HUMAN = frozenset({"Person"})
_CONFIDENCE, _IMPLIED = 0.76, 0.68
#: Words between a label and the verb that lists its names, between a gerund and its subject.
_GAP, _ADVERBS = 5, 3


class CreditRules:
    """Rules for credits, word by word."""

    def __init__(self, language: Language) -> None:
        self.language = language
        describing = language.lexicon.describing
        self.labels: Mapping[str, str] = describing.get("credit_labels", {})
        self.gerunds: Mapping[str, str] = describing.get("credit_gerunds", {})
        self.firm_gerunds: Mapping[str, str] = describing.get("firm_gerunds", {})
        self.links = frozenset(describing.get("credit_links", ()))
        self.fillers = frozenset(describing.get("credit_fillers", ()))
        self.openers = frozenset(describing.get("credit_openers", ()))
        self.modifiers = frozenset(describing.get("credit_modifiers", ()))
        self.crew = frozenset(describing.get("crew_nouns", ()))
        self.casting = frozenset(describing.get("casting_words", ()))
        self.banners = frozenset(describing.get("banner_nouns", ()))
        self.under = frozenset(describing.get("banner_prepositions", ()))
        self.screen = frozenset(c for c in _SCREEN if c in language.schema.classes)

    def find(self, context: BlockContext) -> Iterator[Candidate]:
        """Yield the credits of a block."""
        if not self.labels:
            return
        for i in range(len(context.doc)):
            if context.mention_entity(i) >= 0:
                continue
            yield from self._label(context, i)
            yield from self._inverted(context, i)
            yield from self._gerund(context, i)
            yield from self._character(context, i)
        for number in range(len(context.phrases)):
            yield from self._banner(context, number)
            yield from self._past_work(context, number)

    # -- "Producers are A and B", "The cast includes A" ----------------------------------------------------------------

    def _label(self, context: BlockContext, i: int) -> Iterator[Candidate]:
        relation, last = self._longest_label(context.doc, i)
        if not relation:
            return
        doc, works, j = context.doc, [], last + 1
        while j < len(doc) and j - last <= _GAP and not doc[j].is_sent_start:
            if doc[j].lemma_.lower() in self.links or doc[j].lower_ in self.links:
                break
            entity = context.mention_entity(j)
            if entity >= 0 and context.fits(entity, self.screen) and not context.is_kind(entity, "human"):
                works.append(Filler(entity, j))
            elif doc[j].lower_ not in self.fillers and doc[j].text != '"' and entity < 0:
                return
            j += 1
        else:
            return
        if j >= len(doc) or doc[j].is_sent_start:
            return
        items = list_from(context, self._past_fillers(doc, j + 1))
        yield from self._credit(context, i, relation, items, works or self._owner(context, i))

    def _longest_label(self, doc: Doc, i: int) -> tuple[str, int]:
        for length in (3, 2, 1):
            words = [t.lower_ for t in doc[i : i + length]]
            relation = self.labels.get(" ".join(words)) if len(words) == length else None
            if relation:
                return relation, i + length - 1
        return "", -1

    def _past_fillers(self, doc: Doc, j: int) -> int:
        while j < len(doc) and not doc[j].is_sent_start and doc[j].lower_ in self.fillers:
            j += 1
        return j

    def _owner(self, context: BlockContext, i: int) -> list[Filler]:
        """``X's cast includes …``, ``the film's producers are …``: whose the label is."""
        number = context.phrase_at(i)
        if number < 0 or context.phrases[number].owner < 0:
            return []
        owner = context.referent(context.phrases[number].owner)
        return [owner] if owner is not None and context.is_kind(owner.entity, "work") else []

    # -- "Rounding out the cast are A and B", "Also starring are A" ----------------------------------------------------

    def _inverted(self, context: BlockContext, i: int) -> Iterator[Candidate]:
        doc = context.doc
        if not doc[i].is_sent_start or doc[i].lower_ not in self.openers:
            return
        verb = next((t for t in doc[i + 1 : i + 9] if t.lemma_ in context.words("copula")), None)
        if verb is None or any(t.is_sent_start for t in doc[i + 1 : verb.i + 1]):
            return
        head = doc[i : verb.i]
        named = [self.gerunds.get(t.lower_) or self.labels.get(t.lower_) for t in head]
        relation = next((r for r in reversed(named) if r), "")
        if relation:
            works = [
                Filler(e, t.i) for t in head if (e := context.mention_entity(t.i)) >= 0 and context.is_kind(e, "work")
            ]
            yield from self._credit(context, i, relation, list_from(context, verb.i + 1), works)

    # -- "with A and B producing" --------------------------------------------------------------------------------------

    def _gerund(self, context: BlockContext, i: int) -> Iterator[Candidate]:
        doc = context.doc
        relation = self.gerunds.get(doc[i].lower_, "")
        by_firm = self.firm_gerunds.get(doc[i].lower_, "")
        if not relation and not by_firm:
            return
        j = i - 1
        while j > 0 and i - j <= _ADVERBS and doc[j].lower_ in self.modifiers:
            j -= 1
        listed = list_before(context, j)
        people = [f for f in listed if relation and self._person(context, f)]
        if not people:
            people = [f for f in listed if by_firm and context.is_kind(f.entity, "group")]
            relation = by_firm
        if not people or people[0].token == 0:
            return
        before = people[0].token - 1
        if doc[before].text == '"':
            before -= 1
        if doc[before].lower_ not in context.words("together") | {"while"}:
            return
        target = i + 1 if i + 1 < len(doc) else -1
        works = []
        if target > 0 and (number := context.phrase_at(target)) >= 0 and not context.phrases[number].prep:
            referent = context.referent(number)
            if referent is None:
                return
            works = [referent] if context.is_kind(referent.entity, "work") else []
        for person in people:
            yield from self._made(context, i, relation, person, works)

    # -- "a nurse (A)", "Lissy (B)" ------------------------------------------------------------------------------------

    def _character(self, context: BlockContext, i: int) -> Iterator[Candidate]:
        """A person alone in brackets after a character plays it."""
        doc = context.doc
        if doc[i].text != "(" or i == 0 or i + 2 >= len(doc) or doc[i + 2].text != ")":
            return
        entity = context.mention_entity(i + 1)
        if entity < 0 or not context.is_kind(entity, "human") or doc[i].is_sent_start:
            return
        number = context.phrase_at(i - 1)
        if number < 0 or self.crew & {t.lower_ for t in doc[i].sent}:
            return
        phrase = context.phrases[number]
        if phrase.noun == i - 1:
            texts = {t.lower_ for t in doc[phrase.first : phrase.noun + 1]}
            if texts & self.crew or self.language.grammar.classes_of_noun(doc[phrase.noun].lower_) - _HUMAN:
                return
        elif not phrase.names or phrase.name != i - 1 or not self._fictional(context, phrase.name):
            return
        yield from self._made(context, i + 1, "castMember", Filler(entity, i + 1), [])

    def _fictional(self, context: BlockContext, token: int) -> bool:
        """A name before an actor in brackets may be that of a character: no known entity, no work, no firm."""
        entity = context.annotated.entities[context.mention_entity(token)]
        return not entity.kb_id and (not entity.types or set(entity.types) <= _HUMAN or entity.soft)

    # -- "A (“X”) joins the cast" --------------------------------------------------------------------------------------

    def _past_work(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        """Works in brackets behind somebody who is being cast are works that he or she was in."""
        phrase = context.phrases[number]
        after = phrase.last + 1
        doc = context.doc
        if not phrase.names or phrase.name != phrase.last or after >= len(doc) or doc[after].text != "(":
            return
        filler = Filler(context.mention_entity(phrase.name), phrase.name)
        if not self._person(context, filler):
            return
        sentence = {t.lower_ for t in doc[phrase.first].sent}
        if not sentence & self.casting or sentence & self.crew:
            return
        item = list_from(context, phrase.name)[0]
        for work in item.bracketed:
            if context.fits(work.entity, self.screen) and not context.is_kind(work.entity, "human"):
                yield self._candidate(context, "castMember", work, filler, filler.token, _IMPLIED)

    # -- "under their X banner" ----------------------------------------------------------------------------------------

    def _banner(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        phrase = context.phrases[number]
        if phrase.noun < 0 or phrase.prep not in self.under or context.doc[phrase.noun].lower_ not in self.banners:
            return
        names = [n for n in phrase.names if n < phrase.noun]
        for at in names[-1:]:
            for work in self._work(context, at):
                firm = Filler(context.mention_entity(at), at)
                yield self._candidate(context, "productionCompany", work, firm, at, _IMPLIED)

    # -- making candidates ---------------------------------------------------------------------------------------------

    def _credit(
        self, context: BlockContext, at: int, relation: str, items: Sequence[Item], works: Sequence[Filler]
    ) -> Iterator[Candidate]:
        for item in items:
            if self._person(context, item.filler):
                yield from self._made(context, at, relation, item.filler, works)

    def _made(
        self, context: BlockContext, at: int, relation: str, who: Filler, works: Sequence[Filler]
    ) -> Iterator[Candidate]:
        named = bool(works)
        for work in works or self._work(context, who.token):
            yield self._candidate(context, relation, work, who, at, _CONFIDENCE if named else _IMPLIED)

    def _work(self, context: BlockContext, token: int) -> list[Filler]:
        return context.salient(token, "work", self.screen)

    def _person(self, context: BlockContext, filler: Filler) -> bool:
        entity = context.annotated.entities[filler.entity]
        return context.is_kind(filler.entity, "human") or (not entity.types and " " in entity.name)

    @staticmethod
    def _candidate(
        context: BlockContext, relation: str, work: Filler, who: Filler, anchor: int, confidence: float
    ) -> Candidate:
        return Candidate(
            relation,
            work.entity,
            who.entity,
            context.number,
            anchor,
            work.token,
            who.token,
            confidence=confidence,
            rule=f"credit/{relation}",
        )


def opens_credits(context: BlockContext, number: int, labels: Mapping[str, str]) -> bool:
    """``Producers are A and B``: a noun that opens a list of credits tells no trade."""
    phrase = context.phrases[number]
    after = phrase.last + 1
    return (
        not phrase.det
        and not phrase.names
        and after < len(context.doc)
        and context.doc[phrase.noun].lower_ in labels
        and (context.doc[after].text == ":" or context.doc[after].lemma_ in context.words("copula"))
    )
