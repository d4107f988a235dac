"""Morphological features of a token, with the absent ones as an empty list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def features(token: Token, name: str) -> list[str]:
    """Return the values of a feature (``Tense``, ``Mood``, ``Number`` …) in Universal Dependencies notation."""
    return list(token.morph.get(name, []))
