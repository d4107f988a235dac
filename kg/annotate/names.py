"""Finding the names in a block: all sources of names in their order, and the votes that a name casts on its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.capital_runs import CapitalRuns
from kg.annotate.headed_names import HeadedNames
from kg.annotate.impersonal import is_nobody
from kg.annotate.known_names import KnownNames
from kg.annotate.name_data import HINT, NameData, NameSpan, Tagged
from kg.annotate.opening_titles import OpeningTitles
from kg.annotate.quoted_names import QuotedNames
from kg.annotate.running_titles import RunningTitles, repeated
from kg.annotate.shared_surnames import complete_surnames
from kg.annotate.title_words import is_title_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.annotate.grammar import Grammar, Kinds
    from kg.annotate.read_names import BlockReading
    from kg.annotate.tokens import Words
    from kg.knowledge import KnowledgeBase

#: What the trained tagger is less sure of is no name for that alone.
SURE_READ = 0.7

__all__ = ["NameFinder", "NameSpan", "Tagged"]


class NameFinder:
    """Finds names with the data of one language."""

    def __init__(
        self,
        grammar: Grammar,
        kinds: Kinds,
        knowledge: KnowledgeBase,
        roles: frozenset[str] = frozenset(),
        describing: frozenset[str] = frozenset(),
        verb_forms: frozenset[str] = frozenset(),
    ) -> None:
        self.data = NameData(grammar, kinds, knowledge, roles, describing)
        self.known = KnownNames(self.data)
        self.quoted = QuotedNames(self.data)
        self.headed = HeadedNames(self.data)
        self.running = RunningTitles(self.data, verb_forms)
        self.runs = CapitalRuns(self.data)
        self.opening = OpeningTitles(self.data, verb_forms)

    def titles(self, blocks: Sequence[tuple[Words, Tagged]]) -> frozenset[tuple[str, ...]]:
        """Return the titles of several words, quoted or not, of a whole article: they may come again without quotes."""
        found: set[tuple[str, ...]] = set()
        for words, tagged in blocks:
            opening = self.opening.find(words, tagged, [False] * len(words))
            spans = [*self.quoted.find(words, tagged), *self.titles_of(words, tagged), *opening]
            found.update(
                tuple(t for t in words.texts[span.first : span.last + 1] if t != '"')
                for span in spans
                if " " in span.text
            )
        return frozenset(found)

    def titles_of(self, words: Words, tagged: Tagged) -> list[NameSpan]:
        """Return the unquoted titles of a block by themselves."""
        return self.running.find(words, tagged, [False] * len(words))

    def find(
        self,
        words: Words,
        tagged: Tagged,
        confirmed: frozenset[str],
        *,
        title_case: bool = False,
        titles: frozenset[tuple[str, ...]] = frozenset(),
        lone: frozenset[str] = frozenset(),
        reading: BlockReading | None = None,
    ) -> list[NameSpan]:
        """Return the names of a block in order, without overlap.

        ``confirmed`` holds capitalised words seen in the middle of a sentence elsewhere in the article: such a word is
        a name at the start of a sentence too. In a ``title_case`` heading only known names count. ``titles`` are those
        of the whole article, ``lone`` the capitalised words that stand in it once. What a trained tagger is sure of,
        its ``reading`` of the block, comes before all but quotation marks and longer known names.
        """
        taken = [False] * len(words)
        spans: list[NameSpan] = []
        known = list(self.known.find(words, multi_only=True))
        sources: tuple[Callable[[], Iterable[NameSpan]], ...] = (
            lambda: self.quoted.find(words, tagged),
            lambda: self._read(words, reading, known) if reading else (),
            lambda: repeated(words, titles, self.data),
            lambda: self.headed.categories(words),
            lambda: known,
            lambda: () if title_case else self.running.find(words, tagged, taken),
            lambda: () if title_case else self.opening.find(words, tagged, taken),
            lambda: self.headed.find(words, tagged),
            lambda: () if title_case else self.runs.find(words, tagged, confirmed, taken, lone),
            lambda: self.known.find(words, multi_only=False),
        )
        for source in sources:
            for span in source():
                if not any(taken[span.first : span.last + 1]):
                    taken[span.first : span.last + 1] = [True] * (span.last - span.first + 1)
                    spans.append(span)
        spans.sort(key=lambda s: s.first)
        spans = self._located(spans, words)
        for span in spans:
            self._weigh(span, words, tagged)
            if reading:
                span.read = reading.classes(span.first, span.last)
        complete_surnames(spans, words, self.data, confirmed)
        return spans

    def _read(self, words: Words, reading: BlockReading, known: Sequence[NameSpan]) -> Iterable[NameSpan]:
        """Yield the names that the tagger is sure of, but for amounts and parts of a longer ``known`` name."""
        longer = [(span.first, span.last) for span in known]
        for first, last, name in reading.names():
            inside = any(a <= first and last <= b and (a, b) != (first, last) for a, b in longer)
            texts = words.texts[first : last + 1]
            if name.sure < SURE_READ or inside or not any(map(self.data.capital, texts)):
                continue
            if name.likeliest in self.data.nations or (len(texts) == 1 and self.data.is_amount(texts[0])):
                continue
            span = NameSpan(first, last, self.data.surface(words, first, last))
            span.entries = self.data.entries_of(span.text)
            yield span

    def _located(self, spans: list[NameSpan], words: Words) -> list[NameSpan]:
        """``Austin, Texas-based``: the region between a city and the participle belongs to the name of the city."""
        tails = self.data.grammar.word_set("participle_tails")
        joined: list[NameSpan] = []
        for span in spans:
            city = joined[-1] if joined else None
            end = span.last + 1
            if (
                city is not None
                and city.last == span.first - 2
                and words.texts[span.first - 1] == ","
                and words.texts[end : end + 1] == ["-"]
                and "".join(words.texts[end + 1 : end + 2]).lower() in tails
                and self.data.is_place(span.text)
                and not city.quoted
                and not self._is_own(city)
            ):
                city.last = span.last
                city.vote(self.data.place_class, 1.5)
            else:
                joined.append(span)
        return joined

    def _is_own(self, before: NameSpan) -> bool:
        """``… and Alex Rourke, Copenhagen-based Ironpeak``: a person before the city is no part of its name."""
        return self.data.is_person(before.text.split()) and not self.data.is_place(before.text)

    def _vote_by_ends(self, span: NameSpan, texts: Sequence[str]) -> str:
        """Vote by the first and the last word of a name; return the class that the last word tells."""
        grammar = self.data.grammar
        suffix = grammar.suffix_class.get(texts[-1], "") or grammar.final_class.get(texts[-1], "")
        if suffix and len(texts) > 1:
            span.vote(suffix, 1.2)
        half, _, other = texts[-1].rpartition("-")
        if half[:1].isupper() and other in grammar.double_class:
            span.vote(grammar.double_class[other], 1.2)
        head = grammar.head_class.get(texts[0])
        if head and len(texts) > 1:
            span.vote(head, 1.0)
        return suffix

    def _weigh(self, span: NameSpan, words: Words, tagged: Tagged) -> None:
        """Vote on the class of a name by its own form."""
        for cls in sorted({c for e in span.entries if e.ambiguous for c in e.types}):
            span.vote(cls, HINT)
        for entry in span.entries:
            if not entry.ambiguous:
                for cls in entry.types:
                    span.vote(cls, 2.0)
        tail = words.texts[span.last + 1 : span.last + 3]
        if tail[:1] == ["-"] and tail[-1].lower() in self.data.grammar.word_set("award_participles"):
            span.vote(self.data.award_class, 2.0)
        texts = [t for t in words.texts[span.first : span.last + 1] if t != '"']
        suffix = self._vote_by_ends(span, texts)
        if span.first > 1 and words.texts[span.first - 1] == "'s" and words.texts[span.first - 2].isdigit():
            # "2022's Far Lights": what comes out in a year
            span.vote(self.data.work_class, 1.2)
        if span.quoted or ":" in texts:
            # "Low Orbit 2: Aftershock": a subtitle makes a title
            span.vote(self.data.work_class, 1.0)
        elif (
            2 <= len(texts) <= 4
            and self.data.is_person(texts)
            and not is_nobody(texts, self.data)
            and not suffix
            and all(self.data.capital(t) or t.lower() in self.data.particles for t in texts)
        ):
            span.vote(self.data.human_class, 1.2)
        elif is_title_run(words, span.first, span.last, self.data):
            span.vote(self.data.work_class, 0.8)
        labels = [label for label in tagged.labels[span.first : span.last + 1] if label]
        if labels and not span.quoted:
            mapped = self.data.kinds.tagger_labels.get(labels[-1])
            article = len(texts) > 1 and texts[0].lower() in self.data.grammar.word_set("plural_articles")
            titled = span.votes.get(self.data.work_class, 0.0) > 0 and not span.entries and texts[-1].islower()
            if mapped and (article or titled) and mapped[0] == self.data.human_class:
                # "Les Noces rouges" is nobody
                mapped = None
            if mapped and mapped[0] == self.data.human_class and is_nobody(texts, self.data):
                mapped = None
            if mapped:
                weight = mapped[1] * len(labels) / len(texts)
                span.label = (mapped[0], weight if len(texts) > 1 else 0.6 * weight)
