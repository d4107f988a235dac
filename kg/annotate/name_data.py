"""Spans of names, and what every finder of names needs to know of a word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.annotate.figure_words import load_words
from kg.lexicon import pattern_ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.annotate.grammar import Grammar, Kinds
    from kg.annotate.tokens import Words
    from kg.knowledge import KBEntry, KnowledgeBase


#: What a known entity weighs whose name is also an ordinary word.
HINT = 0.4
#: ``9H``, ``18H30``: an hour is no name.
_HOUR = re.compile(r"\d{1,2}[Hh](?:\d\d)?")


@dataclass(slots=True)
class NameSpan:
    """A name on words ``first..last`` (inclusive), with the weight of evidence per class."""

    first: int
    last: int
    text: str
    votes: dict[str, float] = field(default_factory=dict)
    label: tuple[str, float] | None = None
    entries: tuple[KBEntry, ...] = ()
    quoted: bool = False
    sure: bool = True
    #: How likely the trained tagger takes it for a name of each class.
    read: Mapping[str, float] = field(default_factory=dict)

    def vote(self, cls: str, weight: float) -> None:
        """Add evidence for a class."""
        self.votes[cls] = self.votes.get(cls, 0.0) + weight


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger said about each word: coarse part of speech and (label, is the first word) of a named entity.

    ``unknown`` are the words that the pipeline's own word list lacks.
    """

    pos: Sequence[str]
    labels: Sequence[str]
    lemmas: Sequence[str]
    verb_like: Sequence[bool]
    unknown: Sequence[bool] = ()


class NameData:
    """The data of one language that finding names needs, with the questions every finder asks of a word."""

    def __init__(
        self,
        grammar: Grammar,
        kinds: Kinds,
        knowledge: KnowledgeBase,
        roles: frozenset[str] = frozenset(),
        describing: frozenset[str] = frozenset(),
    ) -> None:
        self.roles = roles
        self.role_patterns = tuple(pattern_ends(role) for role in sorted(roles) if "*" in role)
        self.describing = describing
        self.grammar = grammar
        self.kinds = kinds
        self.knowledge = knowledge
        self.never = grammar.name_sets["never"]
        self.separators = grammar.name_sets["separators"]
        self.connectors = grammar.name_sets["connectors"]
        self.particles = grammar.name_sets["particles"]
        self.person_titles = grammar.name_sets["titles"]
        self.former = grammar.word_set("former") | grammar.word_set("future_adjectives")
        self.demonyms = knowledge.demonyms(grammar.language)
        self.human_class = kinds.first("human")
        self.work_class = kinds.first("work")
        self.common = {kinds.first("genre"), kinds.first("occupation")}
        self.award_class = kinds.first("award")
        self.place_class = kinds.first("place")
        # nationalities are read as countries, but are no names
        self.nations = frozenset(kinds.classes.get("nation", ()))
        self.signs = frozenset(load_words(grammar.language).shared["currencies"])
        self.titled = frozenset(kinds.classes["titled"])

    def is_amount(self, word: str) -> bool:
        """Tell a sign of a currency, alone or before a number: ``Rs``, ``SEK37.7``."""
        sign = word.rstrip("0123456789.,")
        return sign in self.signs and (sign == word or not word.isalnum())

    def is_demonym(self, word: str) -> bool:
        """Tell whether a word is a nationality, or two of them: ``Franco-Belgian`` is left to the data."""
        halves = word.split("-") if "-" in word else [word]
        if len(halves) > 1 and halves[0] in self.grammar.name_sets.get("regions", frozenset()):
            # "Sud-Coréen", "North-American"
            halves = halves[1:]
        return all(half in self.demonyms or half.lower() in self.demonyms for half in halves)

    def entries_of(self, text: str) -> tuple[KBEntry, ...]:
        """Return what a name may be in the knowledge base, common nouns left out."""
        return tuple(e for e in self.knowledge.lookup(text) if not self.common.intersection(e.types))

    @staticmethod
    def surface(words: Words, first: int, last: int) -> str:
        """Return the text of words ``first..last`` with the blanks it has."""
        out = words.texts[first]
        for i in range(first + 1, last + 1):
            gap = " " if words.starts[i] > words.ends[i - 1] else ""
            out += gap + words.texts[i]
        return out

    @staticmethod
    def capital(word: str) -> bool:
        """Tell whether a word is written like a name."""
        if not word:
            return False
        if any(c in "€$£¥%" for c in word) or _HOUR.fullmatch(word):
            return False
        if word[0].isupper():
            return True
        inner = any(c.isupper() for c in word[1:]) and "-" not in word
        return inner and word[0].isalnum() and any(c.isalpha() for c in word[:2])

    @staticmethod
    def at_start(words: Words, i: int) -> bool:
        """Tell whether a word opens a sentence, a quotation or what follows a colon."""
        if words.sentence_starts[i]:
            return True
        before = words.texts[i - 1]
        if before in {'"', "-", "–", "—", "(", "*", "#", "•"} and (i == 1 or words.sentence_starts[i - 1]):
            return True
        if before == '"' and words.starts[i] > words.ends[i - 1]:
            # the quotation mark closed a title
            return False
        return before in {":", "…", '"'} and words.texts[i - 2 : i - 1] != ["("]

    def is_person(self, texts: Sequence[str]) -> bool:
        """Tell whether words begin with a first name."""
        first = texts[0]
        names: Mapping[str, str] = self.knowledge.first_names
        if first.lower() in self.grammar.word_set("plural_articles"):
            # "Les" is an English first name, too
            return False
        return first in names or first.split("-")[0] in names

    def is_full_person(self, texts: Sequence[str]) -> bool:
        """Tell whether words are a first name and another name."""
        return (
            len(texts) > 1
            and self.is_person(texts[:1])
            and self.capital(texts[1])
            and texts[1].lower() not in self.never
        )

    def opens_event(self, word: str) -> bool:
        """Tell whether a word is the head of an event's name, before which nobody's name stands: ``Festival``."""
        return self.grammar.head_class.get(word) == self.kinds.first("event")

    def is_role(self, texts: Sequence[str]) -> bool:
        """Tell whether words end in a post or an occupation."""
        return texts[-1] in self.separators or texts[-1].lower() in self.knowledge.occupations(self.grammar.language)

    def is_occupation(self, word: str) -> bool:
        """Tell whether a lower-case word is an occupation."""
        return word in self.knowledge.occupations(self.grammar.language)

    def is_place(self, word: str) -> bool:
        """Tell whether a word is a place of the knowledge base."""
        place = self.kinds.classes["place"]
        return any(not set(place).isdisjoint(e.types) for e in self.knowledge.lookup(word))

    @property
    def articles(self) -> frozenset[str]:
        """Articles that may begin a name."""
        return self.grammar.word_set("name_articles")

    @property
    def genitive_joins(self) -> frozenset[str]:
        """Prepositions that join the parts of a name."""
        return self.grammar.word_set("name_joins")

    def role_extent(self, words: Words, i: int) -> int:
        """Return the last word of a capitalised title of office that begins at ``i``, or -1.

        A title of one word stands before a name; longer ones may end what is said of somebody:
        ``Ada Holm, Chief Content Officer, Lumio``.
        """
        for end in range(min(len(words) - 2, i + 4), i - 1, -1):
            if any(words.sentence_starts[i + 1 : end + 1]):
                continue
            key = " ".join(w.lower() for w in words.texts[i : end + 1])
            if key not in self.roles and not self._is_role_pattern(key):
                continue
            if words.texts[end + 1] in self.grammar.suffix_class and end == i:
                # "Critics Association", "Producers Guild"
                continue
            if self.capital(words.texts[end + 1]) and not words.sentence_starts[end + 1]:
                return end
            if end > i and self.capital(words.texts[end]):
                return end
            joined = words.texts[end + 1] in {"and", "&", "/"} and end + 2 < len(words)
            if joined and self.capital(words.texts[end]) and self.capital(words.texts[end + 2]):
                # "Lumio Chairman and CEO Ada Holm"
                second = self.role_extent(words, end + 2)
                if second >= 0:
                    return second
        return -1

    def _is_role_pattern(self, key: str) -> bool:
        """``chief * officer``: a title of office with a free part."""
        return any(key.startswith(a) and key.endswith(b) and len(key) > len(a) + len(b) for a, b in self.role_patterns)
