"""One parsed block seen by the extraction rules: phrases, what they refer to, who is described, what a verb governs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.coreference import antecedents
from kg.annotate.cues import classes_of_phrase, followed_by_verb, is_possessor, name_beyond, noun_texts
from kg.annotate.morphology import features

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from spacy.tokens import Doc, Token

    from kg.annotate.document import AnnotatedArticle, Block
    from kg.annotate.grammar import Grammar, Kinds
    from kg.annotate.phrases import Phrase
    from kg.knowledge import KnowledgeBase
    from kg.lexicon import Lexicon
    from kg.ontology import Schema

_COMMAS = frozenset({",", "(", "–", "—", "-"})
_SUBJECT_DEPS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj"})
_OBJECT_DEPS = frozenset({"obj", "dobj"})
_STOPS = frozenset({";", ":", ".", "!", "?"})
#: How prominent a work must be to be meant several sentences after its last mention.
LEADING = 1.2


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity that fills a role, and the token that stands for it."""

    entity: int
    token: int


@dataclass(frozen=True, slots=True)
class Language:
    """The data of one language that the rules read."""

    grammar: Grammar
    kinds: Kinds
    lexicon: Lexicon
    knowledge: KnowledgeBase
    schema: Schema


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

    def referent(self, number: int) -> Filler | None:
        """Return what a phrase as a whole stands for: its name, or the antecedent of its noun."""
        phrase = self.phrases[number]
        if phrase.names and (phrase.noun < 0 or phrase.name > phrase.noun):
            return Filler(self.mention_entity(phrase.name), phrase.name)
        if phrase.noun >= 0:
            entity = self.mention_entity(phrase.noun)
            if entity >= 0:
                return Filler(entity, phrase.noun)
            described = self.described(number)
            if described:
                return described[0]
            return self._named_by_noun(number)
        return None

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
        fillers = []
        for k in self.coordination(number):
            referent = self.referent(k)
            if referent is not None and referent not in fillers:
                fillers.append(referent)
            phrase = self.phrases[k]
            if phrase.noun >= 0 and not phrase.names and referent is None:
                fillers.extend(f for f in self.described(k) if f not in fillers)
        return fillers

    def coordination(self, number: int) -> list[int]:
        """Return the phrase and the following ones that are listed with it: ``A, B et C``."""
        members = [number]
        k = number
        while k + 1 < len(self.phrases):
            skipped = self._past_apposition(k)
            if skipped >= 0:
                members.append(skipped)
                k = skipped
                continue
            phrase, following = self.phrases[k], self.phrases[k + 1]
            start = (
                following.prep_at if following.prep_at >= 0 and following.prep_at < following.first else following.first
            )
            between = [t.lower_ for t in self.doc[phrase.last + 1 : start]]
            if not between or not set(between) <= self._list_marks or ("que" in between and "ainsi" not in between):
                # "la série, que X diffuse" lists nothing
                break
            if following.prep and following.prep != self.phrases[number].prep:
                break
            has_name = following.names and (
                following.noun < 0 or (following.name > following.noun and self._describing_noun(k + 1))
            )
            conjoined = bool(set(between) - {","})
            if not has_name and not (conjoined and self.mention_entity(following.noun) >= 0):
                break
            if not conjoined and not self._list_goes_on(k + 1) and not self._comma_list(number, k + 1):
                break
            members.append(k + 1)
            k += 1
        return members

    def _describing_noun(self, number: int) -> bool:
        """Tell whether a phrase's noun is a class, an occupation or a post, and so may stand before a listed name."""
        phrase = self.phrases[number]
        grammar, lexicon = self.language.grammar, self.language.lexicon
        occupations = self.language.knowledge.occupations(grammar.language)
        wordings = list(noun_texts(self.doc, phrase.noun, phrase.first, phrase.last))
        demonyms = self.language.knowledge.demonyms(grammar.language)
        return any(
            w in grammar.class_nouns or w in occupations or w in lexicon.person_nouns or w in demonyms for w in wordings
        )

    def _past_apposition(self, k: int) -> int:
        """``A, the maker of X, and B``: the next member of a list after a description of the one before, or -1."""
        phrase = self.phrases[k]
        at = phrase.last + 1
        if at >= len(self.doc) or self.doc[at].text != "," or not phrase.names:
            return -1
        inner = k + 1
        if (
            inner >= len(self.phrases)
            or self.phrases[inner].first != at + 1
            or self.phrases[inner].noun < 0
            or self.phrases[inner].names
        ):
            return -1
        i = at + 1
        while i < len(self.doc) and self.doc[i].text not in {",", ".", ";", ":"}:
            if self.doc[i].pos_ in {"VERB", "AUX"}:
                return -1
            i += 1
        if (
            i + 2 >= len(self.doc)
            or self.doc[i].text != ","
            or self.doc[i + 1].lower_ not in self.words("conjunctions")
        ):
            return -1
        following = self.phrase_at(i + 2)
        if following < 0 or self.phrases[following].first != i + 2 or not self.phrases[following].names:
            return -1
        return following

    @property
    def _list_marks(self) -> frozenset[str]:
        return self.words("conjunctions") | {",", "que"}

    def _comma_list(self, first: int, last: int) -> bool:
        """A list by commas alone needs three names of one kind."""
        kinds = [self._main_type(k) for k in range(first, last + 1)]
        return last - first >= 1 and len(set(kinds)) == 1 and kinds[0] != "" and self._ends_list(last)

    def _ends_list(self, k: int) -> bool:
        after = self.phrases[k].last + 1
        return after >= len(self.doc) or self.doc[after].is_punct

    def _main_type(self, k: int) -> str:
        phrase = self.phrases[k]
        entity = self.mention_entity(phrase.name) if phrase.names else -1
        if entity < 0:
            return ""
        types = self.annotated.entities[entity].types
        return types[0] if types else ""

    def _list_goes_on(self, k: int) -> bool:
        """Tell whether a conjunction follows later in a list of names that continues at phrase ``k``."""
        while k + 1 < len(self.phrases):
            phrase, following = self.phrases[k], self.phrases[k + 1]
            between = [t.lower_ for t in self.doc[phrase.last + 1 : following.first]]
            if not between or not set(between) <= self._list_marks or not following.names:
                return False
            if set(between) & self.words("conjunctions"):
                return True
            k += 1
        return False

    # -- descriptions --------------------------------------------------------------------------------------------------

    def described(self, number: int) -> list[Filler]:
        """Return the names that a phrase's noun is said of by position: beside, in apposition, in brackets."""
        phrase = self.phrases[number]
        if phrase.noun < 0 or is_possessor(self.doc, phrase):
            return []
        if phrase.names and phrase.name > phrase.noun:
            return self._plural_list(number)
        titled = self._titled_name(phrase)
        if titled:
            return titled
        if self._is_predicate(phrase):
            return []
        beyond = name_beyond(self.doc, self.phrases, number, self.language.grammar)
        if beyond >= 0:
            return [Filler(self.mention_entity(beyond), beyond)]
        return self._apposed_before(number) or self._apposed_after(number) or self._shared_description(number)

    def _shared_description(self, number: int) -> list[Filler]:
        """``X, bassiste et compositeur``, ``le bassiste et compositeur X``: two nouns joined describe the same name."""
        conjunctions = self.words("conjunctions")
        phrase = self.phrases[number]
        before = self.phrases[number - 1] if number else None
        if before is not None and before.noun >= 0 and not before.names and not phrase.det and not phrase.prep:
            between = [t.lower_ for t in self.doc[before.last + 1 : phrase.first]]
            if len(between) == 1 and set(between) <= conjunctions:
                return self.described(number - 1)
        after = self.phrases[number + 1] if number + 1 < len(self.phrases) else None
        if (
            after is not None
            and after.noun >= 0
            and after.names
            and after.name > after.noun
            and not after.det
            and not after.prep
        ):
            between = [t.lower_ for t in self.doc[phrase.last + 1 : after.first]]
            if len(between) == 1 and set(between) <= conjunctions and not self.plural(phrase):
                return [Filler(self.mention_entity(after.name), after.name)]
        return []

    def _titled_name(self, phrase: Phrase) -> list[Filler]:
        """``Lumio named Ada Holm chief content officer``: a person right before the post she gets."""
        name = phrase.name
        if name < 0 or name != phrase.first or not self.is_kind(self.mention_entity(name), "human"):
            return []
        wordings = noun_texts(self.doc, phrase.noun, name + 1, phrase.last)
        if not any(w in self.language.lexicon.person_nouns for w in wordings):
            return []
        return [Filler(self.mention_entity(name), name)]

    def _is_predicate(self, phrase: Phrase) -> bool:
        """``X en sera la présidente, Y …``: a predicate is said of the subject, not of what follows it."""
        noun = self.doc[phrase.noun]
        if any(c.dep_ == "cop" for c in noun.children):
            return True
        return noun.dep_ in {"attr", "xcomp"} and noun.head.lemma_ in self.language.grammar.words["copula"]

    def _plural_list(self, number: int) -> list[Filler]:
        phrase = self.phrases[number]
        names = [Filler(self.mention_entity(phrase.name), phrase.name)]
        if self.plural(phrase):
            for k in self.coordination(number)[1:]:
                other = self.phrases[k]
                if other.noun < 0 and other.names:
                    names.append(Filler(self.mention_entity(other.name), other.name))
        return names

    def plural(self, phrase: Phrase) -> bool:
        """Tell whether a phrase's noun is plural."""
        noun = self.doc[phrase.noun]
        return features(noun, "Number") == ["Plur"] or phrase.det in self.words("plural_determiners")

    def _apposed_before(self, number: int) -> list[Filler]:
        """``NAME, noun …`` and ``A et B, noun …``; the noun phrase has no preposition."""
        phrase = self.phrases[number]
        if phrase.prep or number == 0 or followed_by_verb(self.doc, phrase):
            return []
        if phrase.owner >= 0 and self.phrases[phrase.owner].prep:
            return []
        first = self.phrases[phrase.owner].first if phrase.owner >= 0 else phrase.first
        while first > 0 and self.doc[first - 1].pos_ == "ADV":
            first -= 1
        mark = self.doc[first - 1].text if first else ""
        if first and self.doc[first - 1].lower_ in self.words("emphatic"):
            first -= 1
            mark = self.doc[first - 1].text if first else ""
        if mark not in _COMMAS or self.doc[first].is_sent_start:
            return []
        k = self._name_phrase_ending_at(first - 2)
        if k < 0:
            return self._apposed_to_anaphor(number, first - 2) or self._earlier_apposition(number)
        before = self.phrases[k]
        fillers = [Filler(self.mention_entity(before.name), before.name)]
        if self.plural(phrase):
            while k > 0 and self._joined(k - 1, k):
                k -= 1
                fillers.insert(0, Filler(self.mention_entity(self.phrases[k].name), self.phrases[k].name))
        return fillers

    def apposed_role(self, number: int) -> list[Filler]:
        """``X, la productrice``: a definite description without a genitive tells a role in what the text speaks of."""
        phrase = self.phrases[number]
        if not phrase.definite or phrase.names or phrase.prep:
            return []
        following = self.phrases[number + 1] if number + 1 < len(self.phrases) else None
        if following is not None and following.prep and following.prep_at == phrase.last + 1:
            return []
        return self._apposed_before(number) or self._apposed_after(number)

    def _apposed_to_anaphor(self, number: int, at: int) -> list[Filler]:
        """``The entrepreneur, a former violinist with X, …``: what stands before the comma is a noun for somebody."""
        k = self.phrase_at(at)
        if (
            k < 0
            or k == number
            or self.phrases[k].last != at
            or self.phrases[k].noun != at
            or self.plural(self.phrases[k])
        ):
            return []
        entity = self.mention_entity(at)
        return [Filler(entity, at)] if entity >= 0 and at not in self.phrases[k].names else []

    def _earlier_apposition(self, number: int) -> list[Filler]:
        """``NAME, one post of X, another post of Y``: a second description of the same name."""
        k = number - 1
        while k >= 0 and number - k <= 4:
            phrase = self.phrases[k]
            if phrase.noun >= 0 and not phrase.names and not phrase.prep:
                found = self._apposed_before(k)
                if found and not any(
                    t.pos_ in {"VERB", "AUX"} for t in self.doc[phrase.first : self.phrases[number].first]
                ):
                    return found
                return []
            k -= 1
        return []

    def _joined(self, a: int, b: int) -> bool:
        first, second = self.phrases[a], self.phrases[b]
        between = {t.lower_ for t in self.doc[first.last + 1 : second.first]}
        return bool(between) and between <= self._list_marks and bool(first.names) and first.name == first.last

    def _name_phrase_ending_at(self, token: int) -> int:
        while token > 0 and self.doc[token].text in {'"', ")"}:
            token -= 1
        k = self.phrase_at(token)
        if k < 0:
            return -1
        phrase = self.phrases[k]
        return k if phrase.names and phrase.last == token and phrase.name == token else -1

    def _apposed_after(self, number: int) -> list[Filler]:
        """``the noun, NAME,`` and ``noun : A, B et C``."""
        phrase = self.phrases[number]
        at = self._tail(number) + 1
        if at >= len(self.doc) or self.doc[at].text not in {",", ":"}:
            return []
        k = self.phrase_at(at + 1)
        if k < 0 or self.phrases[k].first != at + 1 or not self.phrases[k].names or self.phrases[k].prep:
            return []
        following = self.phrases[k]
        if following.noun >= 0 and following.name < following.noun:
            return []
        start = phrase.prep_at if 0 <= phrase.prep_at < phrase.first else phrase.first
        opens = not phrase.det and self.doc[start].is_sent_start
        opens = opens or phrase.det in self.words("genitive_relative") or self._introduces_work(number, following)
        if phrase.prep and self.doc[at].text == "," and not opens and not self._describing_noun(number):
            # "dans la version anglaise, X prête sa voix" describes nobody
            return []
        members = self.coordination(k) if self.plural(phrase) else [k]
        counted = len(members) > 1 and phrase.det == "" and bool(phrase.adjectives)
        if self.doc[at].text == "," and not (
            phrase.definite or phrase.own or phrase.owner >= 0 or phrase.names or opens or counted
        ):
            return []
        return [Filler(self.mention_entity(self.phrases[m].name), self.phrases[m].name) for m in members]

    def _introduces_work(self, number: int, following: Phrase) -> bool:
        """``dans une série argentine, « X »``: an indefinite noun for a work may introduce its title, too."""
        kinds = self.language.kinds.classes
        classes = classes_of_phrase(self.doc, self.phrases[number], self.language.grammar)
        entity = self.mention_entity(following.name)
        if not classes or entity < 0 or self.plural(self.phrases[number]):
            return False
        if classes <= frozenset(kinds["titled"]) and self.is_kind(entity, "work"):
            return True
        # "travaille sur un nouveau jeu, X", "lance un outil, X": a name of no known class at the end of its clause
        after = following.last + 1
        made = classes <= frozenset(kinds["titled"]) | frozenset(kinds["tool"])
        ends = after >= len(self.doc) or self.doc[after].text in {",", ".", ";", ")"}
        return made and ends and not self.annotated.entities[entity].types

    def _tail(self, number: int) -> int:
        """Return the last token of a phrase with the genitives that hang on it."""
        last = self.phrases[number].last
        k = number + 1
        while (
            k < len(self.phrases)
            and self.phrases[k].prep_at == last + 1
            and self.phrases[k].prep in (self.words("genitive") | self.words("post_prepositions"))
        ):
            last = self.phrases[k].last
            k += 1
        return last

    def predicated(self, number: int) -> list[Filler]:
        """Return the subject that a phrase's noun is predicated of: ``X est le PDG``, ``X was named CEO``."""
        noun = self.doc[self.phrases[number].noun]
        lemmas = self.language.grammar.words["copula"]
        if any(c.dep_ == "cop" for c in noun.children):
            return [f for f in self._subject_of(noun) if self.phrase_at(f.token) != number]
        beside = self._as_role(number)
        if beside:
            return beside
        inverse = self._inverse_predicate(noun)
        if inverse:
            return inverse
        head = noun.head
        if head.lower_ in self.words("role_prepositions") and head.head.i != head.i:
            return self._appointed(head.head)
        if head.lemma_ in lemmas and noun.dep_ in {"attr", "xcomp", "obj", "acomp", "oprd", "nsubj"}:
            return [f for f in self._subject_of(head) if self.phrase_at(f.token) != number]
        if noun.dep_ in {"xcomp", "oprd", "obj", "dobj", "attr", "obl:mod", "obl:arg", "ccomp"}:
            return self._appointed(head)
        if noun.dep_ == "flat:name" and head.i == noun.i - 1 and head.head.pos_ in {"VERB", "AUX"}:
            # "X a nommé Ada Holm présidente": the parser takes the post for a part of the name
            return self._appointed(head.head)
        return []

    def _as_role(self, number: int) -> list[Filler]:
        """``with X as its president``, ``X, Y and Z among its members``: the names right before the preposition."""
        phrase = self.phrases[number]
        if phrase.prep_at <= 0 or phrase.prep not in self.words("role_prepositions") | self.words("among"):
            return []
        if phrase.prep in self.words("genitive") or phrase.prep == "à":
            return []
        k = self._name_phrase_ending_at(phrase.prep_at - 1)
        if k < 0:
            return []
        fillers = [Filler(self.mention_entity(self.phrases[k].name), self.phrases[k].name)]
        if phrase.prep in self.words("among"):
            while k > 0 and self._joined(k - 1, k):
                k -= 1
                fillers.insert(0, Filler(self.mention_entity(self.phrases[k].name), self.phrases[k].name))
        return fillers

    def _inverse_predicate(self, noun: Token) -> list[Filler]:
        """``Its president is X``, ``Son président est X``: the noun is the subject, the name the predicate."""
        if noun.dep_ not in _SUBJECT_DEPS:
            return []
        head = noun.head
        if head.lemma_ in self.language.grammar.words["copula"]:
            for child in head.children:
                if child.dep_ in {"attr", "xcomp", "obj", "acomp"} and child.i > head.i:
                    return [f for f in self.token_fillers(child.i) if self.is_kind(f.entity, "human")]
        if any(c.dep_ == "cop" for c in head.children) and self.mention_entity(head.i) >= 0:
            return [f for f in self.token_fillers(head.i) if self.is_kind(f.entity, "human")]
        return []

    def appointer(self, number: int) -> list[Filler]:
        """Return the organisation that appoints somebody to the post a phrase names: ``X a nommé Y directeur``."""
        node = self.doc[self.phrases[number].noun].head
        for _ in range(3):
            if node.pos_ in {"VERB", "AUX"}:
                if node.lemma_ in self.language.lexicon.describing.get("naming_verbs", ()):
                    return [f for f in self._subject_of(node) if self.is_kind(f.entity, "group")]
                return []
            node = node.head
        return []

    def _appointed(self, verb: Token) -> list[Filler]:
        if verb.lemma_ not in self.language.lexicon.describing.get("naming_verbs", ()):
            return []
        objects = [c for c in verb.children if c.dep_ in _OBJECT_DEPS and self.phrase_at(c.i) >= 0]
        for child in objects:
            fillers = [f for f in self.token_fillers(child.i) if self.is_kind(f.entity, "human")]
            if fillers:
                return fillers
        return [f for f in self._subject_of(verb) if self.is_kind(f.entity, "human")]

    def _subject_of(self, verb: Token) -> list[Filler]:
        from kg.extract.arguments import subjects  # noqa: PLC0415 (the two modules look at each other)

        return subjects(self, verb)

    # -- possessors ----------------------------------------------------------------------------------------------------

    def is_kind(self, entity: int, kind: str) -> bool:
        """Tell whether an entity is of a kind (``human``, ``group``, ``work`` …)."""
        classes = set(self.language.kinds.classes[kind])
        schema = self.language.schema
        return any(schema.expand(t) & classes for t in self.annotated.entities[entity].types)

    def fits(self, entity: int, classes: frozenset[str]) -> bool:
        """Tell whether an entity may be of one of the classes; unknown types fit everything."""
        types = self.annotated.entities[entity].types
        if not types or not classes or self.annotated.entities[entity].soft:
            return True
        schema = self.language.schema
        return any(schema.expand(t) & classes or any(t in schema.expand(c) for c in classes) for t in types)

    def owners(self, number: int, end: int, classes: frozenset[str], prepositions: frozenset[str]) -> Iterator[Filler]:
        """Yield who a noun phrase belongs to: ``de X``, ``X's``, ``son``, ``X noun``; ``end`` is the noun's last token."""
        phrase = self.phrases[number]
        if phrase.owner >= 0:
            owner = self.referent(phrase.owner)
            if owner is not None:
                yield owner
                return
        titled = {f.token for f in self._titled_name(phrase)} if phrase.noun >= 0 else set()
        for name in phrase.names:
            if name < phrase.noun and name not in titled:
                yield Filler(self.mention_entity(name), name)
        relative = self._relative_owner(phrase)
        if relative is not None and self.fits(relative.entity, classes):
            yield relative
            return
        found = [*self._prepositional_owners(number, end, classes, prepositions)] or self._clitic_owner(phrase, classes)
        if found:
            yield from found
            return
        if phrase.own:
            described = {f.entity for f in self.described(number)}
            if phrase.noun >= 0:
                described |= {f.entity for f in self.predicated(number)}
            gender = self.language.grammar.words["own_gender"].get(phrase.det, "")
            coming = self._coming_subject(phrase, classes)
            if coming is not None:
                yield coming
                return
            if (
                self.plural(phrase)
                and self._names_firms(phrase)
                and classes & set(self.language.kinds.classes["titled"])
            ):
                # "ses studios": works own no firms
                return
            for entity in antecedents(self.annotated, self.number, phrase.first):
                if (
                    entity not in described
                    and self._may_own(entity, gender)
                    and self.fits(entity, classes)
                    and self.annotated.entities[entity].types
                ):
                    yield Filler(entity, phrase.first)
                    return

    def _may_own(self, entity: int, gender: str) -> bool:
        """``his``, ``her``: a person of that gender; ``its``: no person."""
        human = self.is_kind(entity, "human")
        if gender == "n":
            return not human
        return not gender or (human and self.annotated.entities[entity].gender in {"", gender})

    def _names_firms(self, phrase: Phrase) -> bool:
        """Tell whether a phrase's noun stands for a kind of firm."""
        return bool(
            classes_of_phrase(self.doc, phrase, self.language.grammar) & set(self.language.kinds.classes["firm"])
        )

    def _coming_subject(self, phrase: Phrase, classes: frozenset[str]) -> Filler | None:
        """``Dans « X », son nouveau film, Y raconte …``: a possessive may look forward."""
        sentence = self.doc[phrase.first].sent
        if self.doc[sentence.start].pos_ != "ADP":
            return None
        before = (self.mention_entity(i) for i in range(sentence.start, phrase.first))
        if any(e >= 0 and (self.is_kind(e, "human") or self.is_kind(e, "group")) for e in before):
            return None
        start = phrase.last + 1
        if start + 1 >= sentence.end or self.doc[start].text != ",":
            return None
        entity = self.mention_entity(start + 1)
        typed = entity >= 0 and bool(self.annotated.entities[entity].types)
        return Filler(entity, start + 1) if typed and self.fits(entity, classes) else None

    def _relative_owner(self, phrase: Phrase) -> Filler | None:
        """``X, dont le siège …``, ``X, whose lead …``: the owner is what the relative pronoun refers to."""
        relatives = self.words("genitive_relative")
        at = next((i for i in (phrase.first, phrase.first - 1) if i >= 0 and self.doc[i].lower_ in relatives), -1)
        if at < 0 and phrase.noun >= 0:
            # "X, dont Ada Holm était la présidente": the noun is the predicate of the relative clause
            noun = self.doc[phrase.noun]
            linked = (
                any(c.dep_ == "cop" for c in noun.children) or noun.head.lemma_ in self.language.grammar.words["copula"]
            )
            clause = (noun if any(c.dep_ == "cop" for c in noun.children) else noun.head).subtree if linked else ()
            at = min((c.i for c in clause if c.lower_ in relatives and c.i < phrase.first), default=-1)
        if at <= 0:
            return None
        i = at - 1
        while i > 0 and self.doc[i].text in {",", '"', ")"}:
            i -= 1
        number = self.phrase_at(i)
        return self.referent(number) if number >= 0 else None

    def _clitic_owner(self, phrase: Phrase, classes: frozenset[str]) -> list[Filler]:
        """``A et B en sont les présidents``, ``qui en assure la direction``: the group or work spoken of."""
        return self.salient(phrase.first, "", classes) if self.has_clitic_owner(phrase) else []

    def has_clitic_owner(self, phrase: Phrase) -> bool:
        """Tell whether ``en`` or ``y`` stands for whose the noun is: ``X, qui y est journaliste``."""
        if phrase.noun < 0:
            return False
        noun = self.doc[phrase.noun]
        clitics = self.words("genitive_clitic")
        linked = any(c.dep_ == "cop" for c in noun.children)
        verb = noun if linked else noun.head
        if not linked and noun.head.i >= phrase.first:
            return False
        return any(c.lower_ in clitics and c.pos_ in {"PRON", "ADV"} and c.i < phrase.first for c in verb.children)

    def _prepositional_owners(
        self, number: int, end: int, classes: frozenset[str], prepositions: frozenset[str]
    ) -> Iterator[Filler]:
        position = max(
            end, self.phrases[number].last if self.phrases[number].noun >= self.phrases[number].name else end
        )
        k = number if end <= self.phrases[number].last else self.phrase_at(end)
        k += 1
        while 0 < k < len(self.phrases):
            if k + 1 < len(self.phrases) and self.phrases[k + 1].owner == k:
                prep, prep_at = self.phrases[k].prep, self.phrases[k].prep_at
                if prep in prepositions and prep_at == position + 1:
                    yield from (f for f in self.phrase_fillers(k + 1) if self.fits(f.entity, classes))
                return
            following = self.phrases[k]
            gap = self.doc[position + 1 : following.prep_at if following.prep_at >= 0 else following.first]
            if following.prep not in prepositions or any(
                t.pos_ in {"VERB", "AUX"} or t.text in {",", ";", ":", "("} for t in gap
            ):
                return
            found = [f for f in self.phrase_fillers(k) if self.fits(f.entity, classes)]
            if found:
                yield from found
                return
            position = following.last
            k += 1

    def topic(self) -> str:
        """Return the class of work that the article speaks of most, by its class nouns; empty without a clear one."""
        if self.annotated.topic is None:
            counts: dict[str, int] = {}
            titled = frozenset(self.language.kinds.classes["titled"])
            for number, block in enumerate(self.annotated.blocks):
                for phrase in self.annotated.phrases[number]:
                    classes = classes_of_phrase(block.doc, phrase, self.language.grammar)
                    if len(classes) == 1 and classes <= titled:
                        cls = min(classes)
                        counts[cls] = counts.get(cls, 0) + 1
            for entity in self.annotated.entities:
                for cls in entity.types:
                    if cls in titled and not entity.soft:
                        counts[cls] = counts.get(cls, 0) + 1
            total = sum(counts.values())
            best = max(sorted(counts), key=lambda c: counts[c], default="")
            self.annotated.topic = best if best and counts[best] >= max(2, 0.5 * total) else ""
        return self.annotated.topic

    def salient(
        self, token: int, kind: str, classes: frozenset[str] = frozenset(), but: AbstractSet[int] = frozenset()
    ) -> list[Filler]:
        """Return the likeliest antecedent of a kind (and classes) that the text leaves unsaid at a token, if any."""

        def suits(entity: int) -> bool:
            typed = bool(self.annotated.entities[entity].types) and entity not in but
            return typed and (not kind or self.is_kind(entity, kind)) and self.fits(entity, classes)

        near = [entity for entity in antecedents(self.annotated, self.number, token) if suits(entity)]
        if kind == "work":
            # a film review names other films in passing: what it is about outweighs what was named last
            weight = self._prominence(token)
            near = near or [e for e in sorted(weight) if suits(e) and weight[e] >= LEADING]
            near = sorted(near, key=lambda e: near.index(e) - weight.get(e, 0.0))
        return [Filler(near[0], -1)] if near else []

    def _prominence(self, token: int) -> dict[int, float]:
        """Return how much each entity named before a token is the article's topic: its mentions, its place."""
        before = [o for o in self.annotated.history if (o.block, o.token) < (self.number, token)]
        weight: dict[int, float] = {}
        for seen in before:
            lead = 1.0 if seen.sentence == before[0].sentence and seen.entity not in weight else 0.0
            weight[seen.entity] = min(weight.get(seen.entity, 0.0) + 0.4 + lead, 2.4)
        return weight

    def previous_sentence_group(self, token: int, classes: frozenset[str]) -> Filler | None:
        """Return the likeliest owner of a post that the text leaves unsaid."""
        before = [o for o in self.annotated.history if (o.block, o.token) < (self.number, token)]
        scores: dict[int, float] = {}
        lead = self.annotated.history[0].sentence if self.annotated.history else 0
        for seen in before:
            entity = self.annotated.entities[seen.entity]
            if not entity.types or entity.soft or not self.fits(seen.entity, classes):
                continue
            weight = 1.0 + (0.5 if seen.subject else 0.0) + (1.0 if seen.sentence == lead else 0.0)
            same_sentence = seen.block == self.number and seen.token >= self.doc[token].sent.start
            weight += (1.0 if seen.block == self.number else 0.0) + (2.5 if same_sentence else 0.0)
            scores[seen.entity] = scores.get(seen.entity, 0.0) + weight
        if not scores:
            return None
        best = max(sorted(scores), key=lambda e: scores[e])
        return Filler(best, token)


def clause_end(doc: Doc, verb: int) -> int:
    """Return the token after the last one of the clause that a verb opens, found by the next finite verb or stop."""
    for i in range(verb + 1, len(doc)):
        token = doc[i]
        if token.is_sent_start or token.text in _STOPS:
            return i
        if (
            token.pos_ == "AUX"
            and i > verb + 1
            and token.dep_ in {"aux", "aux:tense", "aux:pass", "auxpass", "cop", "ROOT"}
            and token.head.i > i
        ):
            return i
        if token.pos_ == "VERB" and "VerbForm=Fin" in str(token.morph) and token.dep_ != "xcomp":
            return i
        listed = doc[i - 1].pos_ == "CCONJ" or doc[i - 1].text == ","
        if token.pos_ == "VERB" and listed and i > verb + 2:
            return i
    return len(doc)


def is_object_dep(token: Token) -> bool:
    """Tell whether a token is a direct object."""
    return token.dep_ in _OBJECT_DEPS


def is_subject_dep(token: Token) -> bool:
    """Tell whether a token is a subject."""
    return token.dep_ in _SUBJECT_DEPS


def texts(tokens: Sequence[Token]) -> list[str]:
    """Return the lower-case forms of tokens."""
    return [t.lower_ for t in tokens]
