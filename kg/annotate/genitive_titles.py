"""Titles that begin with a first name in the genitive, which a tagger takes for two names: ``Augustin's Bestiary``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.annotate.read_names import ReadName

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kg.annotate.grammar import Kinds
    from kg.knowledge import KnowledgeBase

_GENITIVE = re.compile("(\\w+)['\N{RIGHT SINGLE QUOTATION MARK}]s ")


class GenitiveTitles:
    """Joins what belongs to one title.

    Whoever made a work is called by a family name or by a name that the article gives in full elsewhere, so a first
    name that stands nowhere but before a title, and is nobody known, is a part of the title. ``works`` are the classes
    of works.
    """

    def __init__(self, kinds: Kinds, knowledge: KnowledgeBase, works: Collection[str]) -> None:
        self._human = kinds.first("human")
        self._knowledge = knowledge
        self._works = works

    def join(self, blocks: Sequence[Sequence[ReadName]], text: str) -> list[list[ReadName]]:
        """Return the names of each block of an article with such titles as one name."""
        pairs = [(a, b) for names in blocks for a, b in pairwise(names) if self._owner(a, b, text)]
        owners = {owner.start for owner, _ in pairs}
        people = [n for names in blocks for n in names if n.likeliest == self._human and n.start not in owners]
        said = {word for person in people for word in text[person.start : person.end].split()}
        titles = {
            # what is unsure of either is where it ends
            owner.start: ReadName(owner.start, title.end, max(owner.sure, title.sure), title.classes)
            for owner, title in pairs
            if self._owner(owner, title, text) not in said
        }
        ends = {title.end for title in titles.values()}
        return [[titles.get(n.start, n) for n in names if n.start in titles or n.end not in ends] for names in blocks]

    def _owner(self, owner: ReadName, title: ReadName, text: str) -> str:
        """Return the first name that may open a title; nothing where these two are something else."""
        found = _GENITIVE.fullmatch(text[owner.start : title.start])
        name = found[1] if found else ""
        likely = owner.likeliest == self._human or owner.likeliest in self._works
        unknown = name in self._knowledge.first_names and not self._knowledge.lookup(name)
        return name if likely and unknown and title.likeliest in self._works else ""
