"""Dates and amounts of an article's blocks, placed on tokens, and the qualifiers they fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.dates import DateSpan, find_dates
from kg.annotate.morphology import features
from kg.annotate.numbers import QuantitySpan, find_quantities
from kg.annotate.text import normalise
from kg.extract.clauses import clause_end
from kg.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.annotate.document import AnnotatedArticle
    from kg.extract.candidates import Candidate
    from kg.extract.context import BlockContext
    from kg.lexicon import Entry

_CURRENCY_LENGTH = 3
#: The month that a part of a year begins with.
_FIRST_MONTHS = {"Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10", "H1": "01", "H2": "07"}


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """A date with its value and the tokens it stands on."""

    value: str
    first: int
    last: int
    span: DateSpan


@dataclass(frozen=True, slots=True)
class PlacedQuantity:
    """A quantity and the tokens it stands on."""

    span: QuantitySpan
    first: int
    last: int


class Expressions:
    """Finds the dates and amounts once per block; no date follows a word of ``recurring`` (``chaque dimanche``)."""

    def __init__(self, annotated: AnnotatedArticle, recurring: frozenset[str] = frozenset()) -> None:
        self.annotated = annotated
        self.recurring = recurring
        self._text = normalise(annotated.article.text)
        self._dates: dict[int, list[PlacedDate]] = {}
        self._amounts: dict[int, list[PlacedQuantity]] = {}

    def dates(self, number: int) -> list[PlacedDate]:
        """Return the dates of a block."""
        if number not in self._dates:
            block = self.annotated.blocks[number]
            article = self.annotated.article
            if not block.starts:
                self._dates[number] = []
                return []
            base, end = block.starts[0], block.ends[-1]
            placed = []
            for span in find_dates(self._text[base:end], article.lang, article.date):
                tokens = self._tokens(number, base + span.start, base + span.end)
                recurring = bool(tokens) and tokens[0] > 0 and block.doc[tokens[0] - 1].lower_ in self.recurring
                recurring = recurring or (bool(tokens) and block.doc[tokens[0]].lower_ in self.recurring)
                recurring = recurring or (len(tokens) == 1 and self._weekly(block.doc[tokens[0]]))
                named = any(self.annotated.mention_at(number, i) for i in tokens)
                if tokens and span.value and not recurring and not named:
                    placed.append(PlacedDate(span.value, tokens[0], tokens[-1], span))
            self._dates[number] = placed
        return self._dates[number]

    @staticmethod
    def _weekly(token: Token) -> bool:
        """``le dimanche``: a day with an article and no date is every such day."""
        return token.doc.lang_ == "fr" and token.i > 0 and token.nbor(-1).lower_ == "le" and token.is_alpha

    def amounts(self, number: int) -> list[PlacedQuantity]:
        """Return the sums of money of a block."""
        if number not in self._amounts:
            block = self.annotated.blocks[number]
            if not block.starts:
                self._amounts[number] = []
                return []
            base, end = block.starts[0], block.ends[-1]
            placed = []
            for span in find_quantities(self._text[base:end], self.annotated.article.lang):
                if span.unit and len(span.unit) == _CURRENCY_LENGTH and span.unit.isupper():
                    tokens = self._tokens(number, base + span.start, base + span.end)
                    if tokens:
                        placed.append(PlacedQuantity(span, tokens[0], tokens[-1]))
            self._amounts[number] = placed
        return self._amounts[number]

    def _tokens(self, number: int, start: int, end: int) -> list[int]:
        block = self.annotated.blocks[number]
        return [i for i in range(len(block.starts)) if block.starts[i] < end and block.ends[i] > start]

    def date_near(self, context: BlockContext, token: Token, *, before: bool = True) -> PlacedDate | None:
        """Return the date in the clause of a verb: after it first, else at the beginning of its clause."""
        end = clause_end(context.doc, token.i)
        sentence = token.sent
        after = [d for d in self.dates(context.number) if token.i < d.first < end]
        after = after or self._beyond_insertion(context, token, end)
        if after and not self._of_participle(context, token.i, after[0].first):
            return self._by_tense(context, after[0], token)
        if not before:
            return None
        start = max(
            (
                t.i
                for t in context.doc[sentence.start : token.i]
                if t.text in {";", ":"} or (t.pos_ == "VERB" and t.i < token.i - 1)
            ),
            default=sentence.start - 1,
        )
        earlier = [
            d
            for d in self.dates(context.number)
            if start < d.first < token.i and d.first >= sentence.start and not self._of_opening(context, d.first, token)
        ]
        return self._by_tense(context, earlier[-1], token) if earlier else None

    def _beyond_insertion(self, context: BlockContext, verb: Token, at: int) -> list[PlacedDate]:
        """``will release X, created by Y, on Friday``: the date right after a participle clause between commas."""
        doc = context.doc
        if at >= len(doc) or doc[at - 1].text != "," or features(doc[at], "VerbForm") != ["Part"]:
            return []
        closing = next((t.i for t in doc[at : verb.sent.end] if t.text == ","), -1)
        return [d for d in self.dates(context.number) if closing > 0 and closing < d.first <= closing + 3]

    @staticmethod
    def _of_opening(context: BlockContext, date: int, verb: Token) -> bool:
        """``Sorti le 20 mars, le jeu …``, ``X, mort en 2012, avait …``: the date belongs to a participle of its own."""
        between = context.doc[date : verb.i]
        if not any(t.text == "," for t in between):
            return False
        start = verb.sent.start
        openings = (t for t in context.doc[start:date] if t.i == start or t.nbor(-1).text == ",")
        return any(features(t, "VerbForm") == ["Part"] and not _auxiliary(t) for t in openings)

    @staticmethod
    def _of_participle(context: BlockContext, verb: int, date: int) -> bool:
        """``… avec la pianiste Ada Holm, morte en 1998``: a participle after a comma has the date to itself."""
        for token in context.doc[verb + 1 : date]:
            if (
                token.nbor(-1).text == ","
                and features(token, "VerbForm") == ["Part"]
                and token.dep_ not in {"aux", "aux:tense"}
                and not any(t.text == "," for t in context.doc[token.i : date])
            ):
                return True
        return False

    @staticmethod
    def _by_tense(context: BlockContext, date: PlacedDate, verb: Token) -> PlacedDate:
        """Of the two readings of "in February" take the one that the verb's tense asks for."""
        span = date.span
        if not span.past or not span.future or span.past == span.future:
            return date
        group = [verb, *(c for c in verb.children if c.dep_ in {"aux", "aux:tense", "auxpass", "aux:pass", "cop"})]
        tenses = {t for token in group for t in features(token, "Tense")}
        passive = verb.lemma_ not in context.words("unaccusative")
        if passive and any(c.dep_ == "aux:pass" and features(c, "Tense") == ["Pres"] for c in verb.children):
            # "est attendu", "est diffusé": the participle of a passive says nothing about time
            tenses -= {"Past"}
        if verb.lemma_ in context.words("awaiting"):
            return PlacedDate(span.future, date.first, date.last, span)
        finite_past = "Past" in tenses or "Imp" in tenses
        modal = any(t.tag_ == "MD" or "Fut" in features(t, "Tense") or "Cnd" in features(t, "Mood") for t in group)
        if modal or (not finite_past and "Pres" in tenses and verb.tag_ != "VBG"):
            return PlacedDate(span.future, date.first, date.last, span)
        return PlacedDate(span.past, date.first, date.last, span)

    def to_come(self, context: BlockContext, verb: Token) -> bool:
        """Tell a present that means the future by its date: "arrives on 12 December", "sort plus tard cette année"."""
        group = [verb, *(c for c in verb.children if c.dep_ in {"aux", "aux:tense", "auxpass", "aux:pass", "cop"})]
        tenses = {t for token in group for t in features(token, "Tense")}
        finite = any(features(token, "VerbForm") == ["Fin"] for token in group)
        today = self.annotated.article.date
        if not finite or "Pres" not in tenses or tenses & {"Past", "Imp"} or not today:
            return False
        found = self.date_near(context, verb)
        if found is None or found.span.modifier is not None or "/" in found.value:
            return False
        between = context.doc[min(verb.i, found.first) + 1 : max(verb.i, found.first)]
        if any(token.pos_ == "VERB" and features(token, "VerbForm") == ["Fin"] for token in between):
            return False
        later = {context.doc[i].lower_ for i in (max(0, found.first - 1), found.first)} & context.words("later")
        year, _, part = found.value.partition("-")
        begins = f"{year}-{_FIRST_MONTHS[part]}" if part in _FIRST_MONTHS else found.value
        now = today[: len(begins)]
        return begins > now or (bool(later) and begins == now and len(now) < len(today))

    def amount_near(self, context: BlockContext, token: Token) -> Quantity | None:
        """Return the sum of money in the clause of a word, the nearest after it first."""
        sentence = token.sent
        inside = [a for a in self.amounts(context.number) if sentence.start <= a.first < sentence.end]
        after = [a for a in inside if a.first > token.i]
        before = [a for a in inside if a.first < token.i]
        found = after[0] if after else (before[-1] if before else None)
        if found is None:
            return None
        return Quantity(value=found.span.value, unit=found.span.unit, bound=found.span.bound)

    def qualify(self, context: BlockContext, token: Token, entry: Entry, candidate: Candidate) -> None:
        """Fill the date and money qualifiers that an entry asks for."""
        if entry.date and entry.date not in candidate.qualifiers:
            found = self.date_near(context, token)
            if found is not None:
                candidate.qualifiers[entry.date] = found.value
        if entry.money and entry.money not in candidate.qualifiers:
            amount = self.amount_near(context, token)
            if amount is not None:
                candidate.qualifiers[entry.money] = amount


def _auxiliary(token: Token) -> bool:
    return token.dep_ in {"aux", "aux:tense", "aux:pass", "auxpass", "cop"}
