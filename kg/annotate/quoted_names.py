"""Titles between double quotes in a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.name_data import NameSpan

if TYPE_CHECKING:
    from kg.annotate.name_data import NameData, Tagged
    from kg.annotate.tokens import Words

MAX_TITLE_WORDS = 9


class QuotedNames:
    """Titles between quotation marks; speech is left alone."""

    def __init__(self, data: NameData) -> None:
        self.data = data

    def find(self, words: Words, tagged: Tagged) -> list[NameSpan]:
        """Titles between double quotes; speech between quotes is left alone."""
        found = []
        texts = words.texts
        opening = -1
        for i, word in enumerate(texts):
            if word != '"':
                continue
            if opening < 0:
                opening = i
                continue
            first, last = opening + 1, i - 1
            opening_at, opening = opening, -1
            if first > last or last - first >= MAX_TITLE_WORDS:
                continue
            if not (texts[first][:1].isupper() or texts[first][:1].isdigit()):
                continue
            if texts[last] in {",", ".", ";"} or any(w in {".", "?"} for w in texts[first:last]):
                continue
            if self._is_speech(words, tagged, opening_at, i):
                continue
            span = NameSpan(opening_at, i, self.data.surface(words, first, last), quoted=True)
            span.entries = self.data.entries_of(span.text)
            found.append(span)
        return found

    def _is_speech(self, words: Words, tagged: Tagged, opening: int, closing: int) -> bool:
        texts = words.texts
        after = texts[closing + 1] if closing + 1 < len(texts) else ""
        before = texts[opening - 1] if opening else ""
        inside = range(opening + 1, closing)
        if before == ":" and closing - opening > 4 and any(tagged.pos[k] in {"VERB", "AUX", "PRON"} for k in inside):
            return True
        pronouns = any(tagged.pos[k] == "PRON" for k in inside)
        verbs = any(tagged.pos[k] in {"VERB", "AUX"} for k in inside)
        sentence_like = pronouns and verbs
        whole = (opening == 0 or words.sentence_starts[opening]) and (after in {"", ","} or closing == len(texts) - 1)
        if after == "," and whole:
            following = closing + 2
            breaks = self.data.grammar.name_sets.get("title_breaks", frozenset())
            reflexive = sentence_like and texts[following : following + 1] in (["se"], ["s'"])
            if following < len(texts) and texts[following] in breaks and not reflexive:
                # "« X », réalisé par Y": what is told of a work; "« … », s'est réjoui Y" is speech
                return False
            return following >= len(texts) or tagged.pos[following] in {"VERB", "AUX", "PRON", "ADV"}
        said_next = closing + 1 < len(texts) and tagged.pos[closing + 1] in {"VERB", "AUX"} and whole
        if said_next and sentence_like:
            return True
        return whole and sentence_like and closing - opening > 4
