"""Lists of works in careers: ``series such as X, Y and Z``, ``roles included X in 1989 and 1982's Y``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc

    from kg.annotate.grammar import Grammar

#: Words between the mark of a list and the next title: "an appearance in the 1976 BBC series".
_DESCRIPTION = 8
_YEAR_LENGTH = 4
_VERBAL = frozenset({"VERB", "AUX", "PRON"})


@dataclass(frozen=True, slots=True)
class ListedWork:
    """The token of a title and the year beside it, if any."""

    token: int
    year: str


def career_lists(doc: Doc, is_name: Callable[[int], bool], grammar: Grammar) -> Iterator[tuple[int, list[ListedWork]]]:
    """Yield the lists of works of a block, each with the token that opens it."""
    heads, openers = grammar.word_set("career_nouns"), grammar.word_set("list_openers")
    if not heads:
        return
    for i in range(1, len(doc)):
        ranging = doc[i].lower_ == "from" and doc[i - 1].lemma_ == "range"
        opener = doc[i].lower_ in openers or (doc[i].lower_ == "as" and doc[i - 1].lower_ == "such") or ranging
        if not opener or doc[i].is_sent_start:
            continue
        before = [t.lower_ for t in doc[max(0, i - 6) : i]]
        if not heads.intersection(before):
            continue
        found = _works(doc, i + 1, is_name, grammar, frozenset({"to"} if ranging else ()))
        if found:
            yield i, found


def _works(
    doc: Doc, start: int, is_name: Callable[[int], bool], grammar: Grammar, more: frozenset[str]
) -> list[ListedWork]:
    found: list[ListedWork] = []
    marks = grammar.word_set("conjunctions") | {",", ";"} | more
    at = start
    while at < len(doc):
        name = _name(doc, at, is_name, grammar)
        if name < 0:
            break
        last = name + 1 if name + 1 < len(doc) and doc[name + 1].text == '"' else name
        year = _year_before(doc, at, name)
        if last + 2 < len(doc) and doc[last + 1].lower_ == "in" and _is_year(doc[last + 2].text):
            year, last = doc[last + 2].text, last + 2
        found.append(ListedWork(name, year))
        following = last + 1
        while following < len(doc) and following - last <= 2 and doc[following].lower_ in marks:
            following += 1
        if following == last + 1 or following >= len(doc) or doc[following].is_sent_start:
            break
        at = following
    return found


def _name(doc: Doc, start: int, is_name: Callable[[int], bool], grammar: Grammar) -> int:
    """Return the title that an item names: the last name before a mark, without verbs in between."""
    # "her roles include head of drama at X": a post, and no title
    offices = grammar.word_set("offices")
    for i in range(start, min(start + _DESCRIPTION, len(doc))):
        if doc[i].is_sent_start and i > start:
            return -1
        if is_name(i):
            after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
            if after in {"'s", "'"} or grammar.class_nouns.get(after) or after in {"tv", "television"}:
                # "the Ada Holm film X", "the BBC series X"
                continue
            return i
        if doc[i].lower_ in offices or doc[i].pos_ in _VERBAL or doc[i].text in {",", ".", ";"}:
            return -1
    return -1


def _year_before(doc: Doc, start: int, name: int) -> str:
    return next((t.text for t in doc[start:name] if _is_year(t.text)), "")


def _is_year(text: str) -> bool:
    return len(text) == _YEAR_LENGTH and text.isdigit() and text[:2] in {"19", "20"}
