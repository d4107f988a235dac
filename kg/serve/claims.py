"""Claims as the pages show them: readable words, a path for every IRI, the quote cut at the words it is about."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ids import article_iri
from kg.model import DateValue, EntityRef, Quantity
from kg.store.terms import MKG

if TYPE_CHECKING:
    from kg.model import Article, Evidence, QualifierValue
    from kg.ontology import Schema
    from kg.serve.live import Generation
    from kg.store.cards import CardClaim

_DATE = re.compile(r"([1-9][0-9]{3})-([0-9]{2})(?:-([0-9]{2}))?")
#: Units after "millions" and "milliards" in French.
_OF_MILLIONS = {"hour": "d’heures", "person": "de personnes", "copy": "d’exemplaires"}
_LOCALES = {"en": "en_GB", "fr": "fr_FR"}


@dataclass(frozen=True, slots=True)
class Link:
    """Words that may lead somewhere."""

    text: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim; ``pieces`` are (text, ``subject`` or ``object`` or nothing) and make up the quote."""

    subject: Link
    relation: Link
    object: Link
    mode: str
    speaker: Link | None
    confidence: int
    rule: str
    pieces: tuple[tuple[str, str], ...]
    qualifiers: tuple[tuple[str, Link], ...]
    article: Link
    publisher: str
    date: str


def local_path(iri: str, base: str) -> str | None:
    """Return the address on this server of one of the graph's own IRIs or of a term of its ontology."""
    if iri.startswith(MKG):
        return f"/ontology#{iri.removeprefix(MKG)}"
    return "/" + iri.removeprefix(base) if iri.startswith(base) else None


class ClaimReader:
    """Turns claims into what a page in one language shows."""

    def __init__(self, generation: Generation, lang: str) -> None:
        self._base = generation.base
        self._names = generation.names
        self._schema: Schema = generation.schema
        self._lang = lang

    def view(self, card: CardClaim) -> ClaimView:
        """Return one claim."""
        claim, schema, lang = card.claim, self._schema, self._lang
        return ClaimView(
            subject=self.entity(claim.subject.key),
            relation=Link(schema.phrase(claim.predicate, lang), f"/ontology#{claim.predicate}"),
            object=self._value(claim.object),
            mode=claim.mode,
            speaker=self.entity(claim.attributed_to.key) if claim.attributed_to else None,
            confidence=round(claim.confidence * 100),
            rule=claim.rule,
            pieces=tuple(marked(claim.evidence)),
            qualifiers=tuple((schema.label(name, lang), self._value(value)) for name, value in claim.qualifiers),
            article=self.article(card.article),
            publisher=card.article.publisher or "",
            date=date_text(card.article.date or "", lang),
        )

    def entity(self, iri: str) -> Link:
        """Return the name of an entity and its page."""
        return Link(self._names.name(iri), local_path(iri, self._base))

    def article(self, article: Article) -> Link:
        """Return the title of an article and its page."""
        return Link(article.title or article.id, self._path(article_iri(self._base, article.id)))

    def _path(self, iri: str) -> str:
        return "/" + iri.removeprefix(self._base)

    def _value(self, value: QualifierValue | EntityRef | DateValue) -> Link:
        match value:
            case EntityRef(iri):
                return self.entity(iri)
            case DateValue(text):
                return Link(date_text(text, self._lang))
            case Quantity():
                return Link(quantity_text(value, self._lang))
            case bool():
                return Link({"en": ("no", "yes"), "fr": ("non", "oui")}[self._lang][value])
            case _:
                return Link(date_text(str(value), self._lang))


def quantity_text(quantity: Quantity, lang: str) -> str:
    """Return a quantity in words: bound, number with unit, change, period."""
    from babel.numbers import (  # noqa: PLC0415 (heavy)
        format_compact_currency,
        format_compact_decimal,
        format_currency,
        format_decimal,
    )

    bounds = {
        "en": {"atLeast": "at least", "atMost": "at most", "about": "about"},
        "fr": {"atLeast": "au moins", "atMost": "au plus", "about": "environ"},
    }
    units = {
        "en": {"hour": "hours", "person": "people", "copy": "copies", "percent": "%"},
        "fr": {"hour": "heures", "person": "personnes", "copy": "exemplaires", "percent": "%"},
    }
    parts = [bounds[lang].get(quantity.bound or "", "")]
    if quantity.value is not None:
        unit = quantity.unit or ""
        value, large = quantity.value, abs(quantity.value) >= 1_000_000
        if len(unit) == 3 and unit.isupper():
            short = format_compact_currency(value, unit, locale=lang, fraction_digits=2) if large else None
            parts.append(short or format_currency(value, unit, locale=lang, currency_digits=False))
        else:
            long = format_compact_decimal(value, format_type="long", locale=lang, fraction_digits=2) if large else None
            number = long or format_decimal(value, locale=lang)
            named = _OF_MILLIONS.get(unit) if long and lang == "fr" else None
            parts.append(f"{number} {named or units[lang].get(unit, unit)}".strip())
    if quantity.change is not None:
        parts.append(f"({'+' if quantity.change > 0 else ''}{format_decimal(quantity.change, locale=lang)} %)")
    if quantity.period:
        parts.append(f"· {quantity.period}")
    return " ".join(part for part in parts if part)


def date_text(text: str, lang: str) -> str:
    """Return an ISO date as people write it; what is none stays as it is."""
    from babel.dates import format_date  # noqa: PLC0415 (heavy)

    parts = _DATE.fullmatch(text)
    if parts is None:
        return text
    try:
        day = dt.date(int(parts[1]), int(parts[2]), int(parts[3] or 1))
    except ValueError:
        return text
    return format_date(day, "long" if parts[3] else "MMMM y", locale=_LOCALES[lang])


def marked(evidence: Evidence) -> list[tuple[str, str]]:
    """Return the quote in pieces, those that stand for the two sides of the claim with their role."""
    spans: list[tuple[int, int, str]] = []
    for role, span in (("subject", evidence.subject), ("object", evidence.object)):
        if span is not None and evidence.start <= span[0] < span[1] <= evidence.end:
            spans.append((span[0] - evidence.start, span[1] - evidence.start, role))
    pieces, done = [], 0
    for start, end, role in sorted(spans):
        if start < done:
            continue
        pieces += [(evidence.quote[done:start], ""), (evidence.quote[start:end], role)]
        done = end
    pieces.append((evidence.quote[done:], ""))
    return [piece for piece in pieces if piece[0]]
