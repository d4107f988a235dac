"""Names tied to names: ``Netflix's Dark``, ``« Minerai », de Sékou Traoré, avec A et B``, ``« X » (Gallimard)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase, noun_texts
from kg.extract import topics
from kg.extract.book_notes import PRINTED, publisher_after
from kg.extract.brackets import LISTED, bracketed
from kg.extract.candidates import Candidate
from kg.extract.context import BlockContext, Filler, Language
from kg.extract.coordination import joined
from kg.extract.descriptions import presented
from kg.extract.possessives import possessive_owner, staff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.annotate.phrases import Phrase
    from kg.lexicon import Genitive

#: The "preposition" of a genitive whose owner stands before the noun without a possessive.
_COMPOUND = "+"
#: Words before a preposition that opens a sentence: "Après dix ans à la tête de".
_LEAD = 4
_YEAR = re.compile(r"(?:19|20)\d\d")


def _opens_bracket(gap: list[str]) -> bool:
    """``X (Arte``, ``X (2019, Arte``: an opening bracket, with or without a year before the name in it."""
    return gap == ["("] or (len(gap) == 3 and gap[0] == "(" and gap[2] == "," and bool(_YEAR.fullmatch(gap[1])))


def about_phrase(context: BlockContext, number: int) -> list[Filler]:
    """Return who or what a phrase is about: its name, what its noun is said of, or what the noun stands for."""
    phrase = context.phrases[number]
    if phrase.names and (phrase.noun < 0 or phrase.name > phrase.noun):
        return [Filler(context.mention_entity(phrase.name), phrase.name)]
    found = context.described(number) or (context.predicated(number) if phrase.noun >= 0 else [])
    if found:
        return found
    if phrase.noun >= 0 and context.mention_entity(phrase.noun) >= 0:
        return [Filler(context.mention_entity(phrase.noun), phrase.noun)]
    return []


def certain(context: BlockContext, entity: int, classes: frozenset[str]) -> bool:
    """Tell whether an entity is known to be of one of the classes."""
    schema = context.language.schema
    found = context.annotated.entities[entity]
    return any(schema.expand(t) & classes for t in (*found.types, *found.others))


class GenitiveRules:
    """The lexicon's genitives."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.firms = frozenset(language.kinds.classes["firm"])

    def find(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        """Yield what the names tied to the name of a phrase are to it."""
        yield from self._genitives(context, number)
        yield from self._opening_links(context, number)

    def _genitives(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        """``Netflix's Dark``, ``« Minerai », de Sékou Traoré``, ``the BBC series The Split``, ``la série de Lumio``."""
        phrase = context.phrases[number]
        about = about_phrase(context, number)
        if not about:
            return
        owners = [(self._link(context, phrase, owner), owner) for owner in self._owners_of_name(context, number)]
        for link, owner in [*owners, *self._linked(context, number)]:
            group = context.is_kind(owner.entity, "group")
            listed = self._joined_before(context, number) if link else staff(context, number) if group else []
            for filler in [*about, *listed]:
                if owner.entity == filler.entity or (phrase.noun >= 0 and context.is_kind(filler.entity, "human")):
                    # what a noun beside a person's name says is for the noun's own rules
                    continue
                rule = self._genitive_rule(context, number, owner.entity, filler.entity, link)
                if rule is None:
                    continue
                yield _genitive(context, rule, owner, filler)

    @staticmethod
    def _link(context: BlockContext, phrase: Phrase, owner: Filler) -> str:
        """``the Ada Holm thriller “Ore”``: somebody right before a noun for a work is sooner its star than a maker."""
        before = phrase.noun >= 0 and phrase.owner < 0 and owner.token in phrase.names and owner.token < phrase.noun
        return _COMPOUND if before and context.is_kind(owner.entity, "human") else ""

    def _opening_links(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        """``À la tête de X depuis 2004, Y …``: a preposition that opens the sentence ties its name to the subject."""
        phrase = context.phrases[number]
        links = {link for rule in self.language.lexicon.genitives for link in rule.prepositions}
        if phrase.prep not in links or not phrase.names or not self._opens(context, phrase):
            return
        for owner in context.phrase_fillers(number):
            for filler in presented(context, number):
                rule = self._genitive_rule(context, number, owner.entity, filler.entity, phrase.prep)
                if rule is None or owner.entity == filler.entity:
                    continue
                yield _genitive(context, rule, owner, filler)

    @staticmethod
    def _opens(context: BlockContext, phrase: Phrase) -> bool:
        """``À la tête de X``, ``Après dix ans à la tête de X``: nothing but a time stands before."""
        start = context.doc[phrase.first].sent.start
        if phrase.prep_at == start:
            return True
        lead = context.doc[start : phrase.prep_at]
        if not 0 < len(lead) <= _LEAD or "de" in phrase.prep.split(" ")[:1]:
            return False
        plain = all(t.pos_ in {"ADP", "NUM", "NOUN", "ADV", "DET", "ADJ"} for t in lead)
        return plain and " " in phrase.prep and not any(context.mention_entity(t.i) >= 0 for t in lead)

    def _owners_of_name(self, context: BlockContext, number: int) -> Iterator[Filler]:
        phrase = context.phrases[number]
        genitive = frozenset(context.words("genitive"))
        if phrase.owner >= 0:
            owner = context.referent(phrase.owner)
            if owner is not None:
                yield owner
            return
        if phrase.noun >= 0:
            for name in (n for n in phrase.names if n < phrase.noun):
                entity = context.mention_entity(name)
                # "Netflix-produced series": the participle says more than the place of the name
                if context.doc[name + 1].text != "-" or context.is_kind(entity, "place"):
                    yield Filler(entity, name)
        if phrase.own:
            yield from possessive_owner(context, number)
            return
        k = number + 1
        if k >= len(context.phrases):
            return
        following = context.phrases[k]
        gap = [t.text for t in context.doc[phrase.last + 1 : following.prep_at]] if following.prep_at >= 0 else None
        extra = context.words("name_genitive")
        year = gap is not None and gap[:1] == ["("] and gap[2:] in ([")"], [")", ","]) and _YEAR.fullmatch(gap[1])
        if year:
            # a year in brackets between a title and its maker
            gap = []
        if gap in ([], [","]) and following.prep in genitive | extra and following.names:
            if gap == [","] and not phrase.names:
                return
            yield from context.phrase_fillers(k)

    def _linked(self, context: BlockContext, number: int) -> Iterator[tuple[str, Filler]]:
        """``« X », de Y, avec A et B``, ``« X » (Gallimard)``: names that other prepositions tie to a name."""
        phrase = context.phrases[number]
        if phrase.name < 0 or phrase.name != phrase.last:
            return
        links = {link for rule in self.language.lexicon.genitives for link in rule.prepositions}
        position = phrase.last
        for k in range(number + 1, min(number + 5, len(context.phrases))):
            following = context.phrases[k]
            if position >= following.first - 1 or not following.names:
                return
            gap = [
                t.text
                for t in context.doc[position + 1 : following.first if following.prep_at < 0 else following.prep_at]
            ]
            if _opens_bracket(gap) and "(" in links and not following.prep:
                yield from bracketed(context, k)
                return
            if gap not in ([], [","]) or not following.prep:
                return
            if following.prep in links:
                yield from ((following.prep, filler) for filler in context.phrase_fillers(k))
            elif following.prep not in context.words("genitive"):
                return
            position = context.phrases[context.coordination(k)[-1]].last

    @staticmethod
    def _joined_before(context: BlockContext, number: int) -> list[Filler]:
        """``A and B from X``: people joined before the name that a preposition follows belong there, too."""
        found = []
        while number and joined(context, number - 1, number) and context.phrases[number].noun < 0:
            number -= 1
            before = context.phrases[number].name
            if context.phrases[number].noun >= 0 or not context.is_kind(context.mention_entity(before), "human"):
                break
            found.append(Filler(context.mention_entity(before), before))
        return found

    def _genitive_rule(self, context: BlockContext, number: int, owner: int, owned: int, link: str) -> Genitive | None:
        phrase = context.phrases[number]
        nouns = set(noun_texts(context.doc, phrase.noun, phrase.first, phrase.last)) if phrase.noun >= 0 else set()
        for rule in self.language.lexicon.genitives:
            if (rule.nouns and not nouns & rule.nouns) or (
                link not in rule.prepositions if link else rule.prepositions
            ):
                continue
            if rule.amid and not rule.amid & context.vocabulary:
                continue
            if rule.bare and (phrase.noun >= 0 or not (phrase.owner >= 0 or phrase.own)):
                continue
            may = certain(context, owner, rule.owner) or (link == LISTED and context.fits(owner, rule.owner))
            if not may or self._noun_forbids(context, number, owned, rule):
                continue
            tool = context.annotated.entities[owned].soft and context.is_kind(owned, "tool")
            guessed = tool or (rule.owned <= self.firms and self._may_be_work(context, owned))
            guessed = guessed or (context.annotated.entities[owned].soft and context.is_kind(owned, "human"))
            if (certain(context, owned, rule.owned) and not guessed) or self._presumed(context, number, owned, rule):
                return rule
        return None

    @staticmethod
    def _may_be_work(context: BlockContext, entity: int) -> bool:
        """``Ada Holm's “Ore”``: somebody owns nothing that may be a title."""
        found = context.annotated.entities[entity]
        return found.soft or not context.is_kind(entity, "group")

    def _noun_forbids(self, context: BlockContext, number: int, owned: int, rule: Genitive) -> bool:
        """``A's novel X`` makes an author even where X is a film, too."""
        phrase = context.phrases[number]
        if phrase.noun < 0 or len(context.annotated.entities[owned].types) < 2:
            return False
        classes = classes_of_phrase(context.doc, phrase, self.language.grammar)
        schema = self.language.schema
        return bool(classes) and not any(schema.expand(c) & rule.owned for c in classes)

    def _presumed(self, context: BlockContext, number: int, owned: int, rule: Genitive) -> bool:
        """A name of no known class that somebody owns is a work of the kind the article is about."""
        entity = context.annotated.entities[owned]
        vague = not entity.types or entity.soft or entity.types == (context.language.kinds.first("work"),)
        if not rule.owned & PRINTED and publisher_after(context, number) >= 0:
            return False
        bare = context.phrases[number].noun < 0
        titled = entity.types == (context.language.kinds.first("work"),) or " " in entity.name
        return bare and vague and titled and (rule.presumed or topics.likely(context) in rule.owned)


def _genitive(context: BlockContext, rule: Genitive, owner: Filler, owned: Filler) -> Candidate:
    subject, target = (owner, owned) if rule.owner_is_subject else (owned, owner)
    return Candidate(
        rule.relation,
        subject.entity,
        target.entity,
        context.number,
        owned.token,
        subject.token,
        target.token,
        own_clause=True,
        confidence=rule.confidence,
        rule="describing/genitive",
        classes=(rule.owner, rule.owned) if rule.owner_is_subject else (rule.owned, rule.owner),
    )
