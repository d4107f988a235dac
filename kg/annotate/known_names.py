"""Names of the knowledge base in a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.name_data import NameSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.name_data import NameData
    from kg.annotate.tokens import Words
    from kg.knowledge import KBEntry


#: What ends the name of a firm of partners.
_PARTNERS = frozenset({"Cie", "Co", "Co.", "Fils", "Associés", "Sons", "Associates"})


#: How many small words may join the parts of a paper's name: ``La Voix de la Loire``.
_MAX_JOINS = 2


class KnownNames:
    """Names that the knowledge base holds."""

    def __init__(self, data: NameData) -> None:
        self.data = data

    def find(self, words: Words, *, multi_only: bool) -> list[NameSpan]:
        """Return the known names of a block; with ``multi_only`` those of several words."""
        found = []
        for start, end, entries in self.data.knowledge.longest_matches(words.texts, self.data.grammar.language):
            firm = tuple(e for e in entries if not self.data.common.intersection(e.types))
            if not firm or (end - start == 1 and self.data.is_demonym(words.texts[start])):
                continue
            texts = words.texts[start:end]
            several = end - start > 1
            ambiguous = all(e.ambiguous for e in firm)
            if multi_only and (not several or ambiguous or not self._opens_name(texts)):
                continue
            if multi_only and several and self._subtitled(words, start, end, firm):
                continue
            if (ambiguous and not several) or self._partnered(words, end):
                continue
            if not self._opens_name(texts) and " ".join(texts).lower() in self.data.grammar.class_nouns:
                # "OpenAI's video generator": a noun for a kind of tool is no name
                continue
            if not several and (texts[0].lower() in self.data.never or not self._may_stand_alone(texts[0], firm)):
                continue
            if (
                multi_only
                and start > 0
                and self.data.capital(words.texts[start - 1])
                and not words.sentence_starts[start - 1]
            ):
                continue
            if (
                multi_only
                and end < len(words)
                and not self.data.is_full_person(words.texts[end : end + 2])
                and (self.data.capital(words.texts[end]) or (words.texts[end].isdigit() and len(words.texts[end]) <= 2))
            ):
                continue
            last = self._other_paper(words, start, end, firm)
            if last >= end:
                paper = NameSpan(start, last, self.data.surface(words, start, last), sure=True)
                paper.vote(firm[0].types[0], 1.0)
                found.append(paper)
                continue
            found.append(NameSpan(start, end - 1, self.data.surface(words, start, end - 1), entries=firm))
        return found

    def _other_paper(self, words: Words, start: int, end: int, entries: Sequence[KBEntry]) -> int:
        """Return the last word of ``L'Écho du Cotentin``, another paper than the known ``L'Écho``, or -1."""
        texts = words.texts
        papers = set(self.data.kinds.classes["quoted"])
        if end - start == 1 or texts[start].lower() not in self.data.articles | {"l'"}:
            return -1
        if not all(papers.issuperset(e.types) for e in entries):
            return -1
        k = end
        while k < len(texts) and k - end < _MAX_JOINS and texts[k].lower() in self.data.genitive_joins | {"la", "l'"}:
            k += 1
        if k == end or k >= len(texts) or not self.data.capital(texts[k]) or texts[k].lower() in self.data.never:
            return -1
        whose = self.data.is_full_person(texts[k : k + 2]) or texts[k] in self.data.knowledge.first_names
        other = any(not e.ambiguous for e in self.data.knowledge.lookup(texts[k])) and not self.data.is_place(texts[k])
        return -1 if whose or other else k

    def _partnered(self, words: Words, end: int) -> bool:
        """``Brume & Cie``: the name goes on."""
        following = words.texts[end : end + 2]
        return len(following) > 1 and following[0] in {"&", "et", "and"} and following[1] in _PARTNERS

    def _opens_name(self, texts: Sequence[str]) -> bool:
        """Tell whether the first word is written like that of a name: ``20th Century`` opens with a number."""
        return self.data.capital(texts[0]) or (texts[0][0].isdigit() and all(map(self.data.capital, texts[1:])))

    def _subtitled(self, words: Words, start: int, end: int, entries: Sequence[KBEntry]) -> bool:
        """Tell whether a colon joins a known title and a subtitle, or a title and this known name."""
        texts = words.texts
        titled = any(self.data.titled.intersection(e.types) for e in entries)
        before = titled and texts[end : end + 1] == [":"] and words.starts[end] == words.ends[end - 1]
        if before and end + 1 < len(texts) and self.data.capital(texts[end + 1]):
            return True
        colon = start - 1
        glued = colon > 1 and texts[colon] == ":" and words.starts[colon] == words.ends[colon - 1]
        return glued and self.data.capital(texts[colon - 1]) and not self.data.at_start(words, colon - 1)

    def _may_stand_alone(self, word: str, entries: Sequence[KBEntry]) -> bool:
        """A single lower-case word is a name only when it names a technique or a tool."""
        if not word[0].isalpha() or not self.data.capital(word):
            # "6play", "franceinfo": a firm that writes itself so
            firms = set(self.data.kinds.classes["firm"])
            letters = any(c.isalpha() for c in word)
            for e in entries:
                named = word in {e.name, *e.names.values(), *e.aliases} and not e.ambiguous
                if letters and named and firms.intersection(e.types):
                    return True
        if not word[0].isalpha():
            return False
        tools = set(self.data.kinds.classes["tool"])
        return self.data.capital(word) or any(tools.intersection(e.types) for e in entries)
