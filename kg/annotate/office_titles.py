"""Capitalised titles of office belong to no name: ``Chief Content Officer Laura Pembley``, ``Head of Drama``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.name_data import NameData
    from kg.annotate.tokens import Words

#: The longest title that is looked for: ``Executive Vice President of Worldwide Marketing and Distribution``.
_MAX_TITLE_WORDS = 10
#: What stands before a post: ``Lumio's Head of …``, ``as Director of …``.
_POST_LEADS = frozenset({"'s", "’s", "as", "its"})


def office_end(words: Words, i: int, taken: Sequence[bool], data: NameData) -> int:
    """Return the last word of a capitalised title of office that begins at ``i``, or -1.

    A title opens with a rank (``Chief``, ``Senior``) or an office (``Head``, ``Director``) and has an office in it;
    fields (``of Marketing and Distribution``) may follow. Whatever else is capitalised between the office and a
    person's name belongs to it too (``EVP Programming Joel Tarr``), but a known name, one of ``taken``, ends it.
    """
    grammar = data.grammar
    offices, ranks = grammar.word_set("offices"), grammar.word_set("office_ranks")
    joins, fields = grammar.word_set("office_joins"), grammar.word_set("office_fields")
    opening = words.texts[i].lower()
    if (opening not in offices and opening not in ranks) or not data.capital(words.texts[i]):
        return -1
    office, last = (0, i) if opening in offices else (-1, i)
    sound = True
    # "became Lumio's Head of Talk Strategy": whatever is capitalised after *of* is the field
    field = i > 0 and words.texts[i - 1].lower() in _POST_LEADS and words.texts[i + 1 : i + 2] == ["of"]
    for j in range(i + 1, min(len(words) - 1, i + _MAX_TITLE_WORDS)):
        lower = words.texts[j].lower()
        if words.sentence_starts[j]:
            break
        if _begins_name(words, j, data):
            return j - 1 if office >= 0 else -1
        if lower in joins:
            continue
        if not data.capital(words.texts[j]) or _is_known(words.texts[j], data):
            break
        if lower in offices:
            office = j
        elif lower not in ranks and lower not in fields:
            if taken[j]:
                break
            sound = field
        if sound:
            last = j
    return last if office >= 0 and last > i else -1


def _begins_name(words: Words, j: int, data: NameData) -> bool:
    """Tell whether a first name and another capitalised word stand at ``j``."""
    following = words.texts[j + 1]
    return (
        words.texts[j] in data.knowledge.first_names
        and words.texts[j].lower() not in data.never
        and data.capital(following)
        and following.lower() not in data.grammar.word_set("offices")
    )


def _is_known(word: str, data: NameData) -> bool:
    return any(not e.ambiguous and not data.common.intersection(e.types) for e in data.knowledge.lookup(word))
