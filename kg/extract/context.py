"""One parsed block seen by the extraction rules: phrases, what they refer to, who is described, what a verb governs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase, head_of_group
from kg.annotate.morphology import features
from kg.extract import coordination, descriptions, owners, predicates, salience, topics
from kg.extract.adaptations import adapted
from kg.extract.examples import examples
from kg.extract.pair_lists import Pair, pair_lists
from kg.extract.pairs import pair_before
from kg.extract.records import Filler, Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from spacy.tokens import Doc

    from kg.annotate.document import AnnotatedArticle, Block
    from kg.annotate.phrases import Phrase

__all__ = ["BlockContext", "Filler", "Language"]


class BlockContext:
    """Look-ups inside one block; built once per block and read by all rules."""

    def __init__(self, annotated: AnnotatedArticle, number: int, language: Language) -> None:
        self.annotated = annotated
        self.number = number
        self.language = language
        self.block: Block = annotated.blocks[number]
        self.doc: Doc = self.block.doc
        self.phrases: list[Phrase] = annotated.phrases[number]
        self.words = language.grammar.word_set
        self._phrase_of: dict[int, int] = {}
        for k, phrase in enumerate(self.phrases):
            for i in range(phrase.first, phrase.last + 1):
                self._phrase_of[i] = k

    # -- phrases and referents -----------------------------------------------------------------------------------------

    def phrase_at(self, token: int) -> int:
        """Return the number of the phrase that covers a token, or -1."""
        return self._phrase_of.get(token, -1)

    def mention_entity(self, token: int) -> int:
        """Return the entity mentioned at a token, or -1."""
        mention = self.annotated.mention_at(self.number, token)
        return mention.entity if mention is not None else -1

    def surface(self, token: int) -> str:
        """Return the text that a token stands on in the article; a name's token is a stand-in for its words."""
        return self.annotated.article.text[self.block.starts[token] : self.block.ends[token]]

    def plural(self, phrase: Phrase) -> bool:
        """Tell whether a phrase's noun is plural."""
        noun = self.doc[phrase.noun]
        return features(noun, "Number") == ["Plur"] or phrase.det in self.words("plural_determiners")

    def referent(self, number: int) -> Filler | None:
        """Return what a phrase as a whole stands for: its name, or the antecedent of its noun."""
        phrase = self.phrases[number]
        if self._apart(phrase):
            return Filler(self.mention_entity(phrase.noun), phrase.noun)
        if phrase.names and (phrase.noun < 0 or phrase.name > phrase.noun):
            return Filler(self.mention_entity(phrase.name), phrase.name)
        if phrase.noun >= 0:
            entity = self.mention_entity(phrase.noun)
            if entity >= 0:
                return Filler(entity, phrase.noun)
            whole = self._whole(number)
            if whole is not None:
                return whole
            described = self.described(number)
            if described:
                return described[0]
            return self._leader(phrase) or self._named_by_noun(number) or adapted(self, number) or self._project(phrase)
        return None

    def _project(self, phrase: Phrase) -> Filler | None:
        """``the project``: a word for works in the making, which tells no class."""
        vague = phrase.definite and not phrase.names and phrase.owner < 0
        if not vague or self.doc[phrase.noun].lemma_.lower() not in self.words("work_anaphors"):
            return None
        found = self.salient(phrase.first, "work", frozenset(self.language.kinds.classes["screen"]))
        return Filler(found[0].entity, phrase.noun) if found else None

    def _apart(self, phrase: Phrase) -> bool:
        """``le patron du groupe Ada Holm``: the noun stands for the group spoken of, the name for its head."""
        if phrase.noun < 0 or phrase.name < phrase.noun or self.mention_entity(phrase.noun) < 0:
            return False
        types = self.annotated.entities[self.mention_entity(phrase.name)].types
        return head_of_group(classes_of_phrase(self.doc, phrase, self.language.grammar), types, self.language.kinds)

    def _whole(self, number: int) -> Filler | None:
        """``the second season of X``: what is said of a part of a work is said of the work."""
        following = self.phrases[number + 1] if number + 1 < len(self.phrases) else None
        phrase = self.phrases[number]
        numbered = phrase.last + 1 < len(self.doc) and self.doc[phrase.last + 1].pos_ == "NUM"
        if (
            following is None
            or following.prep not in self.words("genitive")
            or following.prep_at != phrase.last + (2 if numbered else 1)
            or self.doc[phrase.noun].lemma_.lower() not in self.words("part_nouns")
        ):
            return None
        found = self.referent(number + 1)
        return found if found is not None and self.is_kind(found.entity, "work") else None

    def _leader(self, phrase: Phrase) -> Filler | None:
        """``a Skydance-led group``: what a group does, whoever leads it does."""
        leading = self.words("leading_tails")
        at = next((i - 2 for i in phrase.adjectives if self.doc[i].lower_ in leading and i - 2 in phrase.names), -1)
        classes = classes_of_phrase(self.doc, phrase, self.language.grammar)
        if at < 0 or not any(
            self.language.schema.expand(c) & set(self.language.kinds.classes["group"]) for c in classes
        ):
            return None
        return Filler(self.mention_entity(at), at)

    def _named_by_noun(self, number: int) -> Filler | None:
        """``the Snowdrop engine``: the noun only repeats the class of the name before it."""
        phrase = self.phrases[number]
        at = phrase.noun - 1
        if at not in phrase.names:
            return None
        entity = self.mention_entity(at)
        classes = classes_of_phrase(self.doc, phrase, self.language.grammar)
        named = self.annotated.entities[entity]
        tools = frozenset(self.language.kinds.classes["tool"])
        if not named.types or named.soft:
            return Filler(entity, at) if phrase.definite and classes and classes <= tools else None
        same = any(self.language.schema.expand(t) & classes for t in named.types)
        return Filler(entity, at) if same else None

    def token_fillers(self, token: int) -> list[Filler]:
        """Return the entities that a token stands for, coordination included; pronouns are resolved."""
        number = self.phrase_at(token)
        if number < 0:
            entity = self.mention_entity(token)
            return [Filler(entity, token)] if entity >= 0 else []
        return self.phrase_fillers(number)

    def phrase_fillers(self, number: int) -> list[Filler]:
        """Return the referents of a phrase and of the phrases coordinated with it."""
        fillers: list[Filler] = []
        for k in self.coordination(number):
            many = self.described(k) if self.phrases[k].noun >= 0 and not self.phrases[k].names else []
            if len(many) > 1:
                fillers.extend(f for f in many if f not in fillers)
                continue
            referent = self.referent(k)
            if referent is not None and referent not in fillers:
                fillers.append(referent)
            phrase = self.phrases[k]
            if phrase.noun >= 0 and not phrase.names and referent is None:
                fillers.extend(f for f in self.described(k) if f not in fillers)
        return fillers or examples(self, number) or self._members(number) or pair_before(self, number)

    def _members(self, number: int) -> list[Filler]:
        """``a consortium of A, B and C``, ``le tandem formé par A et B``: who takes part stands for the whole."""
        phrase, k = self.phrases[number], number + 1
        if phrase.noun < 0 or k >= len(self.phrases) or self.doc[phrase.noun].lemma_ not in self.words("collectives"):
            return []
        following = self.phrases[k]
        formed = following.prep_at == phrase.last + 2 and self.doc[phrase.last + 1].lemma_ in self.words("forming")
        links = self.words("genitive") | (self.words("by") if formed else frozenset())
        apart = following.prep_at != phrase.last + 1 + formed or following.prep not in links
        return [] if apart or not following.names else self.phrase_fillers(k)

    def coordination(self, number: int) -> list[int]:
        """Return the phrase and the following ones that are listed with it: ``A, B et C``."""
        return coordination.coordination(self, number)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the article, in small letters."""
        return frozenset(t.lower_ for block in self.annotated.blocks for t in block.doc)

    @cached_property
    def pair_lists(self) -> list[list[Pair]]:
        """The lists of pairs of the block: ``« A » de X, « B » de Y``."""
        return pair_lists(self)

    # -- kinds of entity -----------------------------------------------------------------------------------------------

    def is_kind(self, entity: int, kind: str) -> bool:
        """Tell whether an entity is of a kind (``human``, ``group``, ``work`` …); -1, no entity, is of none."""
        if entity < 0:
            return False
        classes = set(self.language.kinds.classes[kind])
        schema = self.language.schema
        return any(schema.expand(t) & classes for t in self.annotated.entities[entity].types)

    def fits(self, entity: int, classes: frozenset[str]) -> bool:
        """Tell whether an entity may be of one of the classes; unknown types fit everything, -1 fits nothing."""
        if entity < 0:
            return False
        found = self.annotated.entities[entity]
        if not found.types or not classes or found.soft:
            return True
        types = (*found.types, *found.others)
        schema = self.language.schema
        return any(schema.expand(t) & classes or any(t in schema.expand(c) for c in classes) for t in types)

    # -- descriptions --------------------------------------------------------------------------------------------------

    def described(self, number: int) -> list[Filler]:
        """Return the names that a phrase's noun is said of by position: beside, in apposition, in brackets."""
        return descriptions.described(self, number)

    def apposed_role(self, number: int) -> list[Filler]:
        """``X, la productrice``: a definite description without a genitive tells a role in what the text speaks of."""
        return descriptions.apposed_role(self, number)

    def predicated(self, number: int) -> list[Filler]:
        """Return the subject that a phrase's noun is predicated of: ``X est le PDG``, ``X was named CEO``."""
        return predicates.predicated(self, number)

    def appointer(self, number: int) -> list[Filler]:
        """Return the organisation that appoints somebody to the post a phrase names: ``X a nommé Y directeur``."""
        return predicates.appointer(self, number)

    # -- possessors ----------------------------------------------------------------------------------------------------

    def owners(self, number: int, end: int, classes: frozenset[str], prepositions: frozenset[str]) -> Iterator[Filler]:
        """Yield whose a noun phrase is: ``de X``, ``X's``, ``son``, ``X noun``; ``end`` is the noun's last token."""
        return owners.owners(self, number, end, classes, prepositions)

    def has_clitic_owner(self, phrase: Phrase) -> bool:
        """Tell whether ``en`` or ``y`` stands for whose the noun is: ``X, qui y est journaliste``."""
        return owners.has_clitic_owner(self, phrase)

    # -- what the text speaks of ---------------------------------------------------------------------------------------

    def topic(self) -> str:
        """Return the class of work that the article speaks of most, by its class nouns; empty without a clear one."""
        return topics.topic(self)

    def salient(
        self, token: int, kind: str, classes: frozenset[str] = frozenset(), but: AbstractSet[int] = frozenset()
    ) -> list[Filler]:
        """Return the likeliest antecedent of a kind (and classes) that the text leaves unsaid at a token, if any."""
        return salience.salient(self, token, kind, classes, but)

    def fundraiser(self, token: int, classes: frozenset[str], but: AbstractSet[int] = frozenset()) -> list[Filler]:
        """Return the organisation that a round of funding named without its receiver is about."""
        return salience.fundraiser(self, token, classes, but)

    def previous_sentence_group(self, token: int, classes: frozenset[str]) -> Filler | None:
        """Return the likeliest owner of a post that the text leaves unsaid."""
        return salience.previous_sentence_group(self, token, classes)
