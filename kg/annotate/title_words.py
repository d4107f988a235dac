"""Titles by their function words: a capital inside a sentence that only the style of titles explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotate.name_data import NameData
    from kg.annotate.tokens import Words

_MARKS = frozenset({"!", "?"})
#: Before a function word that opens a title stand words, not the end of a heading or of a label.
_BARRIERS = frozenset({":", ".", "•", "|", "*", "#"})


def _titled(words: Words, i: int, data: NameData) -> bool:
    """Tell whether a word is a capitalised function word of titles."""
    word = words.texts[i]
    if word in data.knowledge.first_names and i + 1 < len(words) and words.texts[i + 1].lower() not in data.never:
        # "Will Okafor"
        return False
    return (
        word[:1].isupper()
        and not (word.isupper() and len(word) > 1)
        and word.lower() in data.grammar.word_set("title_words")
    )


def _goes_on(words: Words, i: int, data: NameData) -> bool:
    """Tell whether a capitalised word that is no date follows."""
    if i >= len(words) or words.sentence_starts[i] or not data.capital(words.texts[i]):
        return False
    return words.texts[i].lower() not in data.never or _titled(words, i, data)


def opens_title(words: Words, i: int, data: NameData) -> bool:
    """``… and Why Did She Go?``, ``How to Lose a Job``: a function word opens a title inside a sentence."""
    if not _titled(words, i, data) or (i and words.texts[i - 1] in _BARRIERS):
        return False
    if _goes_on(words, i + 1, data):
        return True
    if words.texts[i].lower() not in data.grammar.word_set("title_questions"):
        return False
    k = i + 1
    while k < len(words) and k - i <= 2 and words.texts[k] in data.connectors:
        k += 1
    return k > i + 1 and _goes_on(words, k, data)


def begins_title(words: Words, i: int, data: NameData) -> bool:
    """``Burn After Reading``: an ordinary word that opens a sentence before a capitalised function word."""
    if words.texts[i].lower() in data.never or i + 2 >= len(words) or words.sentence_starts[i + 1]:
        return False
    return _titled(words, i + 1, data) and _goes_on(words, i + 2, data)


def inside_title(words: Words, j: int, data: NameData) -> bool:
    """``Burn After Reading``: a capitalised function word between capitalised words."""
    return _titled(words, j, data) and (j + 1 >= len(words) or words.texts[j + 1] != "'s")


def ends_title(words: Words, first: int, j: int, data: NameData) -> bool:
    """``Why Did She Go?, …``: a mark inside a sentence closes a title that function words show to be one."""
    texts = words.texts
    if texts[j] not in _MARKS or words.starts[j] > words.ends[j - 1] or j + 1 >= len(words):
        return False
    following = texts[j + 1]
    goes_on = following in {",", ")", ";", ":"} or following[:1].islower()
    return goes_on and any(_titled(words, k, data) for k in range(first, j))


def is_title_run(words: Words, first: int, last: int, data: NameData) -> bool:
    """Tell whether a run of capitals holds a function word that only a title writes so."""
    inner = range(first if not words.sentence_starts[first] else first + 1, last + 1)
    return last > first and any(_titled(words, k, data) for k in inner)
