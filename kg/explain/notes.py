"""What an explanation says, as plain records: nothing in them points into a language pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Claim


@dataclass(frozen=True, slots=True)
class MentionNote:
    """Words of a sentence that stand for an entity; ``typed_by`` says where its classes come from.

    ``start`` and ``end`` are offsets in the article's text.
    """

    start: int
    end: int
    text: str
    kind: str
    entity: str
    types: tuple[str, ...]
    typed_by: str


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """A claim in words, beside the claim itself."""

    claim: Claim
    subject: str
    object: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class RejectedNote:
    """A candidate that became no claim of its own, and why; ``word`` made it by ``rule``."""

    subject: str
    relation: str
    object: str
    word: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class SentenceNote:
    """One sentence: what was seen in it and what came of it.

    ``gaps`` tells why a sentence with two known entities gave no claim; it is empty otherwise.
    """

    start: int
    end: int
    text: str
    heading: bool
    mentions: tuple[MentionNote, ...]
    claims: tuple[ClaimNote, ...]
    rejected: tuple[RejectedNote, ...]
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """An explained article."""

    id: str
    lang: str
    title: str
    text: str
    sentences: tuple[SentenceNote, ...]
