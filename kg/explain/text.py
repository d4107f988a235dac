"""Explanations as text for a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from kg.explain.reasons import literal_text
from kg.model import EntityRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.explain.notes import ArticleNote, ClaimNote, MentionNote, RejectedNote, SentenceNote


def explanation_text(articles: Iterable[ArticleNote], width: int = 100) -> str:
    """Return articles sentence by sentence, wrapped to ``width`` columns."""
    return "\n".join("\n".join(_article(article, width)) + "\n" for article in articles)


def claim_words(note: ClaimNote) -> str:
    """Return a claim in one line: the statement, and in brackets mode, source, qualifiers, rule and confidence."""
    return f"{note.subject} – {note.claim.predicate} – {note.object} [{', '.join(claim_details(note))}]"


def claim_details(note: ClaimNote) -> list[str]:
    """Return what else is known of a claim: mode, source, qualifiers, rule, confidence."""
    claim = note.claim
    details: list[str] = [str(claim.mode)]
    if note.source:
        details.append(f"source {note.source}")
    for name, value in claim.qualifiers:
        details.append(name if isinstance(value, bool | EntityRef) else f"{name} {literal_text(value)}")
    return [*details, claim.rule, f"{claim.confidence:.2f}"]


def mention_words(note: MentionNote) -> str:
    """Return a mention in one line: the words, the entity behind them, its classes and who says so."""
    behind = "" if note.text == note.entity else f" = {note.entity}"
    kind = "" if note.kind == "name" else f", {note.kind}"
    return f"{_flat(note.text)}{behind}{kind}: {', '.join(note.types) or 'no class'} ({note.typed_by})"


def rejected_words(note: RejectedNote) -> str:
    """Return a rejected candidate in one line."""
    return f"{note.subject} – {note.relation} – {note.object} [“{note.word}”, {note.rule}]: {note.reason}"


def _article(article: ArticleNote, width: int) -> Iterator[str]:
    yield f"{article.id} ({article.lang}) {article.title}".rstrip()
    for number, sentence in enumerate(article.sentences, 1):
        yield ""
        yield from _wrap(f"{number:>3}  ", _flat(sentence.text), width)
        yield from _sentence(sentence, width)


def _sentence(sentence: SentenceNote, width: int) -> Iterator[str]:
    blocks = (
        ("mention", map(mention_words, sentence.mentions)),
        ("claim", map(claim_words, sentence.claims)),
        ("rejected", map(rejected_words, sentence.rejected)),
        ("no claim", sentence.gaps),
    )
    for title, lines in blocks:
        for line in lines:
            yield from _wrap(f"     {title:<9} ", line, width)


def _wrap(start: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=start, subsequent_indent=" " * len(start), break_on_hyphens=False)


def _flat(text: str) -> str:
    return " ".join(text.split())
