"""Words and sentence starts of a block: spaCy's tokenizer with repairs that media names need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spacy.tokens import Doc

    from kg.annotate.grammar import Grammar

_CLOSERS = frozenset("\"')]")
_ENDERS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "?..", "!.."})
#: ``Rocky V.``: at the end of a text these are numbers, not initials.
_NUMERALS = frozenset("IVX")
#: A dateline is shorter.
DATELINE_WORDS = 14
_CURRENCY_SIGNS = frozenset("€$£¥")
#: Before a hyphen these are no words of their own: ``co-founded``.
_PREFIXES = frozenset({"co", "re", "self"})


@dataclass(slots=True)
class Words:
    """The words of a block with their offsets inside it and which of them begin a sentence."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    sentence_starts: list[bool]

    def __len__(self) -> int:
        return len(self.texts)


def tokenise(text: str, tokenizer: Callable[[str], Doc], grammar: Grammar) -> Words:
    """Cut normalised text to words; white space is no word, offsets are into ``text``."""
    pieces: list[tuple[int, int]] = []
    for token in tokenizer(text):
        if not token.is_space:
            pieces.extend(_split(text, token.idx, token.idx + len(token.text), grammar))
    pieces = _merge(text, pieces, grammar)
    spellings: Mapping[str, str] = grammar.words.get("spellings", {})
    texts = [spellings.get(text[a:b], text[a:b]) for a, b in pieces]
    return Words(texts, [a for a, _ in pieces], [b for _, b in pieces], _sentence_starts(texts))


def _split(text: str, start: int, end: int, grammar: Grammar) -> list[tuple[int, int]]:
    """Split double quotes, dashes and an ``ex-`` off a token."""
    body = text[start:end]
    if len(body) > 1:
        for mark in ('"', "—", "…"):
            at = body.find(mark)
            if at >= 0:
                cut = start + at
                parts = [*(_split(text, start, cut, grammar) if cut > start else []), (cut, cut + 1)]
                return parts + (_split(text, cut + 1, end, grammar) if cut + 1 < end else [])
        if body.lower().startswith("ex-") and len(body) > 4:
            return [(start, start + 3), (start + 3, end)]
        hyphen = body.rfind("-")
        compound = hyphen > 0 and body[:hyphen].lower() not in _PREFIXES
        if compound and body[hyphen + 1 :].lower() in grammar.word_set("participle_tails"):
            return [(start, start + hyphen), (start + hyphen, start + hyphen + 1), (start + hyphen + 1, end)]
        if _ends_with_unit(text, start, end):
            return [(start, end - 1), (end - 1, end)]
    return [(start, end)]


def _ends_with_unit(text: str, start: int, end: int) -> bool:
    """Tell whether a token is a unit after a number with a full stop: ``3 M€.``, ``£20 m.``, ``20 h.``."""
    unit = text[start : end - 1]
    if text[end - 1] != "." or "." in unit:
        return False
    after_number = text[:start].rstrip()[-1:].isdigit()
    return unit[-1] in _CURRENCY_SIGNS or (after_number and len(unit) == 1 and unit.islower())


def _merge(text: str, pieces: list[tuple[int, int]], grammar: Grammar) -> list[tuple[int, int]]:
    """Join what the tokenizer cut wrongly: hyphen compounds, abbreviations, a plus sign that ends a name."""
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(pieces):
        start, end = pieces[i]
        i += 1
        while i < len(pieces) and pieces[i][0] == end:
            following = text[pieces[i][0] : pieces[i][1]]
            body = text[start:end]
            after = text[pieces[i + 1][0] : pieces[i + 1][1]] if i + 1 < len(pieces) else ""
            touching = i + 1 < len(pieces) and pieces[i + 1][0] == pieces[i][1]
            if following == "+" and body[-1].isalnum():
                end = pieces[i][1]
                i += 1
            elif (
                following == "-"
                and touching
                and body[-1].isalpha()
                and after[:1].isalpha()
                and (after.lower() not in grammar.word_set("participle_tails") or body.lower() in _PREFIXES)
                and body.lower() != "ex"
            ):
                end = pieces[i + 1][1]
                i += 2
            elif _ends_word(body, following, grammar, last=pieces[i][1] == len(text)):
                end = pieces[i][1]
                i += 1
            else:
                break
        out.append((start, end))
    return out


def _ends_word(body: str, following: str, grammar: Grammar, *, last: bool) -> bool:
    """Tell whether a piece ends the word before it: the stop of an abbreviation, an ``s`` cut off its apostrophe."""
    if body.lower() in grammar.words.get("clipped", ()) and following[:1].islower():
        return True
    if following == "s":
        return body.endswith("'") and len(body) > 2
    initial = len(body) == 1 and body.isupper() and not (last and body in _NUMERALS)
    return following == "." and (initial or body + "." in grammar.abbreviations)


def _sentence_starts(words: list[str]) -> list[bool]:
    """Mark the first word of each sentence, inside quotations too."""
    starts = [False] * len(words)
    if not words:
        return starts
    starts[0] = True
    quoted = False
    for i, word in enumerate(words):
        if word == '"':
            quoted = not quoted
        if i == 0 or starts[i]:
            continue
        before = i - 1
        while before > 0 and words[before] in _CLOSERS and not (words[before] == '"' and quoted):
            before -= 1
        if words[before] not in _ENDERS:
            continue
        opens = word == '"' and quoted
        if opens or word[:1].isupper() or word[:1].isdigit() or word in "([—–-":
            closing = word in _CLOSERS and not opens
            if not closing:
                starts[i] = True
    after = _dateline(words) + 1
    if after:
        starts[after] = True
    return starts


def _dateline(words: list[str]) -> int:
    """Return the dash that ends a dateline (``PARIS, 19 juin (AFP) –``, ``(Reuters) -``) at the beginning, or -1."""
    dash = next((i for i, word in enumerate(words[:DATELINE_WORDS]) if word in {"–", "—", "-"}), 0)
    if dash < 1 or dash + 1 >= len(words) or not (words[dash + 1][:1].isupper() or words[dash + 1] == '"'):
        return -1
    place = (len(words[0]) > 2 and words[0].isupper()) or "(" in words[:dash]
    dated = all(
        not word[:1].islower() or words[i - 1].isdigit() or word in {"de", "du", "le", "of"}
        for i, word in enumerate(words[:dash])
    )
    return dash if place and dated else -1
