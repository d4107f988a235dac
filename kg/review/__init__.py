"""What a person should look at first: doubtful pairs, unsure claims, claims in review and proposed identifiers."""

from __future__ import annotations

from kg.review.answers import Applied, answer_of, apply_answers, apply_file, item_to_dict
from kg.review.items import ANSWERS, MAX_CONFIDENCE, ReviewItem, Side, collect
from kg.review.quotes import Quote

__all__ = [
    "ANSWERS",
    "MAX_CONFIDENCE",
    "Applied",
    "Quote",
    "ReviewItem",
    "Side",
    "answer_of",
    "apply_answers",
    "apply_file",
    "collect",
    "item_to_dict",
]
