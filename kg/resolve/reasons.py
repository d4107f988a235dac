"""Why two groups are taken for one thing, for programs (the member) and for people (:func:`tell`)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Reason(StrEnum):
    """Kinds of evidence."""

    DECISION = "decision"
    SAME_NAME = "same-name"
    IDENTIFIER = "identifier"
    KNOWN_NAME = "known-name"
    ONLY_BEARER = "only-bearer"
    EXPLAINED = "explained"
    SPACING = "spacing"
    WORD_ORDER = "word-order"
    NAME_ORDER = "name-order"
    MIDDLE_NAME = "middle-name"
    PARTICLE = "particle"
    INITIALS = "initials"
    NICKNAME = "nickname"
    GENERATION = "generation"
    SURNAME = "surname"
    ACRONYM = "acronym"
    TRADE = "trade"
    SEASON = "season"
    NUMBER = "number"
    SUBTITLE = "subtitle"
    SPELLING = "spelling"
    SAME_ARTICLE = "same-article"
    NAMESAKE = "namesake"
    CONTRADICTION = "contradiction"


_PLACE = re.compile(r"\{(\d)\}")
#: {0} and {1} are the two names.
_SENTENCES = {
    Reason.DECISION: "{2}",
    Reason.SAME_NAME: "both are called “{1}”",
    Reason.IDENTIFIER: "both are {2} in the knowledge base",
    Reason.KNOWN_NAME: "“{1}” is a name of “{0}” in the knowledge base",
    Reason.ONLY_BEARER: "“{1}”, whose kind an article leaves open, is called like “{0}” and like nothing else",
    Reason.EXPLAINED: "an article also calls “{0}” “{1}”, and nothing else of that kind is called so",
    Reason.SPACING: "“{1}” and “{0}” differ in spaces and signs only",
    Reason.WORD_ORDER: "“{1}” and “{0}” have the same words",
    Reason.NAME_ORDER: "“{1}” has the names of “{0}” in the other order",
    Reason.MIDDLE_NAME: "“{1}” and “{0}” differ in a middle name that one of them leaves out",
    Reason.PARTICLE: "“{1}” and “{0}” differ in the particle of the family name",
    Reason.INITIALS: "“{1}” has the initials of “{0}”, and nobody else of that family name in the articles has",
    Reason.NICKNAME: "“{1}” has a short form of the first name of “{0}”",
    Reason.GENERATION: "“{1}” and “{0}” may be of two generations of a family",
    Reason.SURNAME: "“{1}” is the family name of “{0}”",
    Reason.ACRONYM: "“{1}” are the initials of “{0}”",
    Reason.TRADE: "“{1}” and “{0}” differ in words for a trade only",
    Reason.SEASON: "“{1}” is a season of “{0}”",
    Reason.NUMBER: "“{1}” and “{0}” write the same number in two ways",
    Reason.SUBTITLE: "“{1}” is “{0}” with or without a subtitle",
    Reason.SPELLING: "“{1}” and “{0}” are nearly the same spelling",
    Reason.NAMESAKE: "“{0}” may be two works: one by {1}, and one by {2} in {3}",
    Reason.CONTRADICTION: "“{0}” may be two of one name: {1} in {2}, but {3} in {4}",
    Reason.SAME_ARTICLE: "“{0}” and “{1}” are alike, but one article speaks of both ({2})",
}


def tell(reason: Reason, about: Sequence[str]) -> str:
    """Return a reason in a sentence; what the sentence has no place for is put in brackets.

    ``about`` holds the two names and then whatever else supports the reason, such as shared neighbours.
    """
    sentence = _SENTENCES[reason]
    taken = max(2, *(int(number) + 1 for number in _PLACE.findall(sentence)))
    words = [*about, *[""] * (taken - len(about))]
    more = "; ".join(words[taken:])
    return sentence.format(*words) + (f" ({more})" if more else "")
