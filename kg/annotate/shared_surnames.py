"""``Joel and Ethan Corman``: a first name that shares the surname of the person it is joined to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.name_data import NameData
    from kg.annotate.names import NameSpan
    from kg.annotate.tokens import Words


def complete_surnames(spans: Sequence[NameSpan], words: Words, data: NameData, confirmed: frozenset[str]) -> None:
    """Give single first names before ``and FIRST LAST`` that surname; ``confirmed`` pairs name somebody else."""
    conjunctions = data.grammar.word_set("conjunctions") | {"&"}
    for position in range(len(spans) - 1, 0, -1):
        full = spans[position].text.split(" ")
        if len(full) < 2 or spans[position].quoted or not _person(spans[position], data):
            continue
        surname = " ".join(full[1:])
        at, mark = position - 1, conjunctions
        while at >= 0 and _joined(spans[at], spans[at + 1], words, mark) and _bare(spans[at], data, confirmed):
            spans[at].text = f"{spans[at].text} {surname}"
            spans[at].entries = data.entries_of(spans[at].text)
            spans[at].vote(data.human_class, 1.0)
            at, mark = at - 1, frozenset({","})


def _joined(left: NameSpan, right: NameSpan, words: Words, marks: frozenset[str]) -> bool:
    between = words.texts[left.last + 1 : right.first]
    return len(between) == 1 and between[0].lower() in marks


def _person(span: NameSpan, data: NameData) -> bool:
    known = any(not e.ambiguous and data.human_class not in e.types for e in span.entries)
    return data.is_person(span.text.split(" ")) and not known and span.votes.get(data.human_class, 0.0) > 0


def _bare(span: NameSpan, data: NameData, confirmed: frozenset[str]) -> bool:
    """Tell whether a name is one first name that is nobody's stage name and opens no other full name."""
    if " " in span.text or span.quoted or span.text not in data.knowledge.first_names:
        return False
    if any(not e.ambiguous for e in span.entries):
        return False
    return not any(pair.startswith(span.text + " ") for pair in confirmed)
