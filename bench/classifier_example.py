"""What the classifier learns from, in a module of its own because files of it name it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """One window: pieces, mentions, pairs of entities with their nearest mentions, and what is right of each pair.

    ``places`` are (first piece, end, sentence, classes, kind); ``pairs`` lists of (subject mention, object mention);
    ``allowed`` and ``right`` the numbers of relations, ``modes`` those of the modes that the right ones are stated in
    (-1: none); ``tags`` a class for each piece, ``None`` if not told.
    """

    numbers: tuple[int, ...]
    places: tuple[tuple[int, int, int, tuple[int, ...], int], ...]
    pairs: tuple[tuple[tuple[int, int], ...], ...]
    allowed: tuple[tuple[int, ...], ...]
    right: tuple[tuple[int, ...], ...]
    modes: tuple[tuple[int, ...], ...]
    tags: tuple[int, ...] | None
