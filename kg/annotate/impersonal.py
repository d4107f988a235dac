"""Names that are nobody's, whatever the tagger says: ``The Quiet Mile``, ``Mirage 2``, ``Words With Strangers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.name_data import NameData

_MARKS = frozenset({"&", "+", ":", "!", "?", "and", "et"})
#: A surname may have a capitalised article, but hardly before two more words: ``Le Goff``, ``La Fouine``.
_LEAST_WITH_ARTICLE = 3


def is_nobody(texts: Sequence[str], data: NameData) -> bool:
    """Tell whether the words of a name speak against a human being."""
    if len(texts) == 1 or any(data.knowledge.lookup(" ".join(texts))):
        return False
    articles = data.grammar.word_set("plural_articles") | data.grammar.word_set("impersonal_openers")
    opening = texts[0].lower()
    if opening in articles or (opening in data.articles and len(texts) >= _LEAST_WITH_ARTICLE):
        return True
    if opening in data.never and texts[0] not in data.knowledge.first_names:
        return True
    return any(_impersonal(texts, at, data) for at in range(len(texts)))


def _impersonal(texts: Sequence[str], at: int, data: NameData) -> bool:
    word = texts[at]
    if word in _MARKS or word.isdigit():
        return True
    if word[:1].islower():
        return word.isalpha() and word not in data.particles
    inside = 0 < at < len(texts) - 1
    return inside and word.lower() in data.grammar.word_set("title_words") and word not in data.knowledge.first_names
