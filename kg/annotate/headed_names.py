"""Names built on a noun: institutions, prizes and their categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.name_data import NameSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.grammar import Grammar
    from kg.annotate.name_data import NameData, Tagged
    from kg.annotate.tokens import Words

MAX_HEADED_WORDS = 8
MAX_CATEGORY_WORDS = 6


class HeadedNames:
    """Names that a head noun opens, and categories of awards."""

    def __init__(self, data: NameData) -> None:
        self.data = data

    def categories(self, words: Words) -> list[NameSpan]:
        """Categories of awards, which no list can hold: ``best drama series``, ``album of the year``."""
        sets = self.data.grammar.name_sets
        if "award_openers" not in sets:
            return []
        lower = [w.lower() for w in words.texts]
        found = []
        for i in range(len(lower)):
            last = self._category_end(lower, i) if lower[i] in sets["award_openers"] else self._frame_end(lower, i)
            if last < 0:
                continue
            before = lower[i - 1] if i else ""
            named = last + 1 < len(lower) and self.data.award_class in self.data.grammar.classes_of_noun(
                lower[last + 1]
            )
            if not named and (before in sets["award_barriers"] or before in self.data.grammar.word_set("own")):
                continue
            span = NameSpan(i, last, self.data.surface(words, i, last))
            span.vote(self.data.award_class, 2.0)
            found.append(span)
        return found

    def _category_end(self, lower: Sequence[str], i: int) -> int:
        """Return the last word of ``best adapted screenplay`` or ``best actress in a drama series``, or -1."""
        sets = self.data.grammar.name_sets
        last = -1
        for j in range(i + 1, min(i + MAX_CATEGORY_WORDS, len(lower))):
            if not lower[j][:1].isalpha() or lower[j] in self.data.never or lower[j] in self.data.connectors:
                break
            if self._is_category_noun(lower[j]):
                last = j
        if last >= 0 and last + 2 < len(lower) and lower[last + 1] in sets["award_tail_joins"]:
            for j in range(last + 2, min(last + 5, len(lower))):
                if lower[j] in sets["award_tail_nouns"] or (j > last + 2 and self._is_category_noun(lower[j])):
                    last = j
                elif lower[j] not in sets["award_tail_fillers"]:
                    break
        return last

    def _frame_end(self, lower: Sequence[str], i: int) -> int:
        """Return the last word of ``album of the year``, or -1."""
        if not self._is_category_noun(lower[i]):
            return -1
        lengths = [
            n for n in (2, 3) if " ".join(lower[i + 1 : i + 1 + n]) in self.data.grammar.name_sets["award_frames"]
        ]
        return i + max(lengths) if lengths else -1

    def _is_category_noun(self, word: str) -> bool:
        titled = frozenset(self.data.kinds.classes["titled"])
        return (
            word in self.data.grammar.name_sets["award_heads"]
            or bool(self.data.grammar.classes_of_noun(word) & titled)
            or word in self.data.knowledge.occupations(self.data.grammar.language)
        )

    def find(self, words: Words, tagged: Tagged) -> list[NameSpan]:
        """Names that a head noun opens and lower-case words continue: ``Syndicat des rédactions unies``."""
        found: list[NameSpan] = []
        grammar = self.data.grammar
        i = 0
        while i < len(words):
            word = words.texts[i]
            cls = grammar.head_class.get(word) or grammar.lower_head_class.get(word)
            inner = i and word in self.data.grammar.suffix_class and self._within_run(words, i)
            if cls is None or inner or (word == word.lower() and not self._name_follows(words, i, cls)):
                i += 1
                continue
            last = self._extend_headed(words, tagged, i, cls)
            if last > i:
                span = NameSpan(i, last, self.data.surface(words, i, last))
                span.vote(cls, 1.0)
                span.entries = self.data.entries_of(span.text)
                found.append(span)
                i = last + 1
            else:
                i += 1
        return found

    def _within_run(self, words: Words, i: int) -> bool:
        """``Blossom Films``: the head noun ends a name that begins before it."""
        before = words.texts[i - 1]
        return (
            not words.sentence_starts[i]
            and self.data.capital(before)
            and before.lower() not in self.data.never
            and before not in self.data.separators
        )

    def _name_follows(self, words: Words, i: int, cls: str) -> bool:
        """Tell whether a lower-case head noun is followed by the rest of a name."""
        if cls == self.data.award_class:
            return self._award_follows(words, i)
        # "le festival de Locarno"
        following = words.texts[i + 1 : i + 3]
        named = self.data.is_full_person(words.texts[i + 2 : i + 4])
        proper = len(following) > 1 and self.data.capital(following[1]) and following[1].lower() not in self.data.never
        return proper and following[0] in self.data.genitive_joins and not named

    def _award_follows(self, words: Words, i: int) -> bool:
        """Tell whether a lower-case award noun is followed by the rest of an award's name."""
        following = words.texts[i + 1 : i + 4]
        if not following:
            return False
        if self.data.capital(following[0]) and following[0].lower() not in self.data.never:
            return True
        tails = self.data.grammar.name_sets.get("award_tails", frozenset())
        qualified = following[0] in self.data.grammar.name_sets.get("award_adjectives", frozenset())
        return (qualified or following[0] in self.data.connectors) and any(
            w.lower() in tails for w in following[0 if qualified else 1 :]
        )

    def _extend_headed(self, words: Words, tagged: Tagged, i: int, cls: str) -> int:
        """Return the last word of a headed name that starts at word ``i`` (``i`` itself when nothing follows)."""
        texts, pos = words.texts, tagged.pos
        acronym_end = self._acronym_extent(words, i)
        if acronym_end > i:
            return acronym_end
        long_heads = self.data.grammar.names.get("long_heads", ())
        tails = self.data.grammar.name_sets.get("award_tails", frozenset())
        last = i
        j = i + 1
        while j < len(texts) and j - i < MAX_HEADED_WORDS and not words.sentence_starts[j]:
            word = texts[j]
            other = grammar_class(self.data.grammar, word)
            if other and other != cls and texts[j - 1] in self.data.connectors:
                break
            if j == i + 1 and self.data.opens_event(texts[i]) and self.data.is_full_person(texts[j : j + 2]):
                # "le délégué général du Festival Ada Holm"
                break
            if self.data.capital(word) and word.lower() not in self.data.never and word not in self.data.separators:
                last = j
            elif word in self.data.connectors and (
                cls in long_heads
                or word.lower() in self.data.genitive_joins | self.data.articles
                or (texts[j - 1] in tails and "".join(texts[j + 1 : j + 2]) in tails)
            ):
                pass
            elif (
                (cls in long_heads or word.lower() in tails)
                and pos[j] in {"NOUN", "ADJ", "PROPN"}
                and texts[j - 1].lower() not in {"et", "and"}
            ):
                last = j
            elif not (self.data.opens_event(texts[i]) and self._inner_word(words, tagged, j)):
                break
            j += 1
        return last

    def _inner_word(self, words: Words, tagged: Tagged, j: int) -> bool:
        """``Festival de Bande dessinée d'Angoulême``: a lower-case word before the rest of an event's name."""
        following = words.texts[j + 1 : j + 3]
        return (
            tagged.pos[j] in {"NOUN", "ADJ", "PROPN"}
            and len(following) > 1
            and following[0] in self.data.genitive_joins
            and self.data.capital(following[1])
            and not self.data.is_full_person(words.texts[j + 2 : j + 4])
        )

    def _acronym_extent(self, words: Words, i: int) -> int:
        """Return the last word of the name that a bracketed acronym repeats: ``Syndicat … unies (SRU)``; else ``i``."""
        texts = words.texts
        for j in range(i + 1, min(i + MAX_HEADED_WORDS + 2, len(texts) - 1)):
            if texts[j] == "(" and texts[j + 1].isupper() and len(texts[j + 1]) > 1:
                initials = [w[0].upper() for w in texts[i:j] if w not in self.data.connectors]
                acronym = [c for c in texts[j + 1] if c.isalpha()]
                if acronym and acronym[0] == texts[i][0].upper() and len(initials) >= len(acronym) - 1:
                    return j - 1
                return i
            if texts[j] in {",", ".", ";", ":"}:
                return i
        return i


def grammar_class(grammar: Grammar, word: str) -> str:
    """Return the class of name that a capitalised head noun opens, or an empty string."""
    return grammar.head_class.get(word, "")
