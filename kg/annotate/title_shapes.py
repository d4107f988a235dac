"""Shapes that only titles and a few firms have: ``Ada's Tale``, ``Otto and the Blue Door``, ``88 Lanterns``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.name_data import NameData, Tagged
    from kg.annotate.tokens import Words

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*|\d{4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_POSSESSIVE = frozenset({"'s", "'"})
_CLOSING = frozenset({",", ".", ")", "(", ";"})
#: Less than this is sooner the number of a part than a title.
_LEAST_TITLE = 10
_LONGEST_PAIR = 3


def is_known(text: str, data: NameData) -> bool:
    """Tell whether the knowledge base holds this name, and not as an ordinary word."""
    return any(not e.ambiguous for e in data.knowledge.lookup(text))


def opens_with_number(words: Words, tagged: Tagged, i: int, data: NameData) -> bool:
    """``which 9 Lanterns Media sells``: a number before a capitalised word that nobody knows belongs to the name."""
    texts = words.texts
    if not _NUMBER.fullmatch(texts[i]) or i + 1 >= len(texts) or words.sentence_starts[i + 1]:
        return False
    before = texts[i - 1].lower() if i and not words.sentence_starts[i] else ""
    if before in data.grammar.word_set("number_barriers") or before in data.never - data.connectors - {"as", "like"}:
        return False
    if _YEAR.fullmatch(texts[i]) and before not in _POSSESSIVE:
        return False
    end = i + 1
    while end + 1 < len(texts) and data.capital(texts[end + 1]) and not words.sentence_starts[end + 1]:
        end += 1
    first = texts[i + 1]
    if not data.capital(first) or first.lower() in data.never or first in data.separators or data.is_demonym(first):
        return False
    if (
        is_known(first, data)
        or is_known(data.surface(words, i + 1, end), data)
        or (first.isupper() and before not in _POSSESSIVE)
    ):
        return False
    # "40 Brightside stores": a number of things
    things = end + 1 < len(texts) and tagged.pos[end + 1] in {"NOUN", "ADJ"}
    return not (things and (texts[end + 1].endswith("s") or tagged.pos[end + 1] == "ADJ"))


def number_title(words: Words, i: int, data: NameData) -> bool:
    """``the gambling drama 31, directed by …``: a bare number after a noun for a film, an album or a game."""
    texts = words.texts
    if not texts[i].isdigit() or not i or int(texts[i]) < _LEAST_TITLE or _YEAR.fullmatch(texts[i]):
        return False
    classes = data.grammar.classes_of_noun(texts[i - 1])
    if not classes or not classes <= data.titled or classes <= frozenset(data.kinds.classes["serial"]):
        return False
    following = texts[i + 1] if i + 1 < len(texts) else "."
    return following in _CLOSING or following in data.grammar.word_set("work_followers") | {"by", "with"}


def pair_end(words: Words, first: int, j: int, data: NameData) -> int:
    """Return the first capitalised word after *and the* in ``Otto and the Blue Door``, or -1."""
    texts = words.texts
    if texts[j : j + 2] not in (["and", "the"], ["&", "the"]) or j - first != 1:
        return -1
    end = j + 2
    while end < len(texts) and end - j - 1 <= _LONGEST_PAIR and data.capital(texts[end]):
        end += 1
    named = texts[j + 2 : end]
    if not named or named[0].lower() in data.never or texts[first].isupper():
        return -1
    whole = (texts[first], named[0], " ".join(named), f"The {' '.join(named)}")
    if any(is_known(name, data) for name in whole) or named[-1] in data.grammar.suffix_class or named[0].isupper():
        return -1
    return j + 2


def owned_title(words: Words, tagged: Tagged, first: int, j: int, lone: frozenset[str], data: NameData) -> int:
    """Return the last word of ``Mabel's Tale``, whose owner the article never names otherwise, or -1."""
    texts = words.texts
    if j - first != 1 or texts[j] not in _POSSESSIVE or j + 1 >= len(texts) or words.starts[j] > words.ends[first]:
        return -1
    owner, owned = texts[first], texts[j + 1]
    if owner not in lone or owner.isupper() or is_known(owner, data) or data.at_start(words, first):
        return -1
    told = texts[first - 1] in _POSSESSIVE or _is_work_told(words, j + 1, data)
    common = owner in data.knowledge.first_names or tagged.pos[first] == "NOUN"
    if not (common or told) or not data.capital(owned) or owned.lower() in data.never or owned.isupper():
        return -1
    if is_known(owned, data) or data.is_person([owned]) or owned in data.separators or data.is_demonym(owner):
        return -1
    end = j + 1
    while end + 1 < len(texts) and data.capital(texts[end + 1]) and end - j < _LONGEST_PAIR:
        end += 1
    return end if texts[end] not in data.grammar.suffix_class and data.role_extent(words, j + 1) < 0 else -1


def names_apart(words: Words, first: int, j: int, k: int, data: NameData) -> bool:
    """``The Two Gates and The Fall``, ``the Republican Post of Hollow``: a new name, or the place of a paper."""
    texts = words.texts
    joined = [t.lower() for t in texts[j:k]]
    if texts[j] == "and" and texts[j + 1] in {"The", "A", "An"}:
        return texts[first] in {"The", "A", "An"}
    last = data.grammar.suffix_class.get(texts[j - 1], "")
    paper = last in data.kinds.classes["quoted"] or texts[j - 1].rpartition("-")[2] in data.grammar.double_class
    alone = k + 1 >= len(texts) or not data.capital(texts[k + 1])
    return joined == ["of"] and paper and alone and (j - first > 1 or "-" in texts[first])


def clipped_verb(words: Words, i: int, data: NameData) -> bool:
    """``Don't Look``: a negated auxiliary with a capital inside a sentence, before another capital."""
    texts = words.texts
    capital = texts[i][:1].isupper() and texts[i + 1 : i + 2] == ["n't"] and i + 2 < len(texts)
    return (
        capital
        and data.capital(texts[i + 2])
        and texts[i].lower() in data.grammar.word_set("title_words") | {"ca", "wo"}
    )


def _is_work_told(words: Words, at: int, data: NameData) -> bool:
    """``…, an eight-part series``: a noun for a work after the comma behind a name."""
    texts = words.texts
    comma = next((n for n in range(at + 1, min(at + 5, len(texts) - 2)) if texts[n] == ","), -1)
    if comma < 0 or texts[comma + 1] not in data.grammar.word_set("indefinite") | {"the"}:
        return False
    classes = (data.grammar.classes_of_noun(t) for t in texts[comma + 2 : comma + 6])
    return any(found and found <= data.titled for found in classes)


def after_maker(
    words: Words, tagged: Tagged, first: int, left: Sequence[str], joined: Sequence[str], data: NameData
) -> bool:
    """``Tess Farrow's Meet the Wardens``: what a person's possessive introduces goes on over small words."""
    texts = words.texts
    if first < 3 or texts[first - 1] not in _POSSESSIVE or joined[0] in data.grammar.word_set("weak_joins"):
        return False
    label = data.kinds.tagger_labels.get(tagged.labels[first - 2], ("", 0.0))[0]
    person = data.is_person(texts[first - 3 : first - 1]) or label == data.human_class
    return person and data.capital(texts[first - 2]) and not _any_known(left, data)


def _any_known(left: Sequence[str], data: NameData) -> bool:
    return is_known(" ".join(left), data) or is_known(left[0], data)
