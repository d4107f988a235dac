"""French titles that open a sentence, where a capital says nothing: ``Restez assis, la comédie de X, a pris …``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.name_data import NameSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.name_data import NameData, Tagged
    from kg.annotate.tokens import Words

#: What the place and the words after it say of such a title.
OPENING = 0.9
_LONGEST = 7
_LONGEST_APPOSITION = 14
#: ``Mirage 2``: from this number on it is sooner a year or a count.
_LAST_NUMBER = 20


class OpeningTitles:
    """Titles at the beginning of a sentence, and pairs of first names that are one title."""

    def __init__(self, data: NameData, verb_forms: frozenset[str]) -> None:
        self.data = data
        self.verb_forms = verb_forms
        sets = data.grammar.name_sets
        self.openers = sets.get("title_openers", frozenset())
        self.barriers = sets.get("opening_barriers", frozenset()) | sets["never_first"] | sets["titles"]

    def find(self, words: Words, tagged: Tagged, taken: Sequence[bool]) -> list[NameSpan]:
        """Return the titles of a block."""
        found: list[NameSpan] = []
        for i in range(len(words) if self.openers else 0):
            last = -1
            if words.sentence_starts[i] and not taken[i]:
                last = self._opening(words, tagged, i)
            elif not taken[i] and not words.sentence_starts[i]:
                last = self._pair(words, i)
            if last >= i and not any(taken[i : last + 1]):
                span = NameSpan(i, last, self.data.surface(words, i, last))
                span.vote(self.data.work_class, OPENING)
                found.append(span)
        return found

    def _opening(self, words: Words, tagged: Tagged, i: int) -> int:
        word = words.texts[i]
        if not word[:1].isupper() or word.lower() in self.barriers or (word.isupper() and len(word) > 1):
            return -1
        last = self._before_maker(words, tagged, i)
        return last if last >= 0 else self._before_apposition(words, tagged, i)

    def _before_maker(self, words: Words, tagged: Tagged, i: int) -> int:
        """``Les Otages de Sofia Carella``, ``Brumeland de Pascal Laurier``, ``Synthergie du studio Leikor``."""
        texts = words.texts
        article = texts[i].lower() in self.data.grammar.word_set("name_articles") | {"un", "une", "l'"}
        first = i + article
        if first + 2 >= len(texts) or not self._fresh(words, tagged, first, article=article):
            return -1
        end = first
        while end + 1 < len(texts) and self.data.capital(texts[end + 1]):
            end += 1
        if texts[end + 1 : end + 2] not in (["de"], ["d'"], ["du"]):
            return -1
        maker = texts[end + 2 : end + 4]
        if texts[end + 1] == "du":
            studio = bool(maker) and len(maker) == 2 and self.data.capital(maker[1])
            return end if studio and self._is_maker(maker[0]) else -1
        return end if self.data.is_full_person(maker) else -1

    def _is_maker(self, noun: str) -> bool:
        firms = frozenset(self.data.kinds.classes["firm"])
        classes = self.data.grammar.classes_of_noun(noun)
        return bool(classes & firms) or noun in self.data.knowledge.occupations(self.data.grammar.language)

    def _fresh(self, words: Words, tagged: Tagged, at: int, *, article: bool) -> bool:
        """Tell whether a word at the beginning may be a title: capitalised after an article, or in no list at all."""
        word = words.texts[at]
        if not self.data.capital(word) or word in self.data.grammar.head_class or self.data.is_demonym(word):
            return False
        if word in self.data.knowledge.first_names or any(not e.ambiguous for e in self.data.knowledge.lookup(word)):
            return False
        forms = {word.lower(), tagged.lemmas[at].lower()}
        described = forms & self.data.describing or any(self.data.grammar.classes_of_noun(f) for f in forms)
        occupied = forms & self.data.knowledge.occupations(self.data.grammar.language).keys()
        return not described and not occupied and (article or tagged.unknown[at] or tagged.labels[at] == "MISC")

    def _before_apposition(self, words: Words, tagged: Tagged, i: int) -> int:
        """``Restez tous assis, la comédie de Franck Dubreuil, a pris …``: an apposition between commas and a verb."""
        texts = words.texts
        comma = next((k for k in range(i + 2, min(i + _LONGEST + 1, len(texts))) if texts[k] == ","), -1)
        if comma < 0 or not all(t[0].isalnum() for t in texts[i:comma]):
            return -1
        if any(self.data.is_full_person(texts[k : k + 2]) for k in range(i, comma - 1)):
            return -1
        if all(self.data.capital(t) for t in texts[i:comma]) or any(words.sentence_starts[i + 1 : comma]):
            return -1
        if not self._names_work(words, tagged, comma + 1):
            return -1
        for k in range(comma + 2, min(comma + _LONGEST_APPOSITION, len(texts) - 1)):
            if words.sentence_starts[k]:
                return -1
            if texts[k] == ",":
                following = texts[k + 1]
                return comma - 1 if tagged.pos[k + 1] == "AUX" or following in self.verb_forms else -1
        return -1

    def _names_work(self, words: Words, tagged: Tagged, at: int) -> bool:
        """``la nouvelle comédie de …``: a noun for a work, and whose it is."""
        for k in range(at, min(at + 4, len(words) - 1)):
            for text in (" ".join(words.texts[k : k + 2]), words.texts[k]):
                classes = self.data.grammar.classes_of_noun(text)
                if classes and classes <= self.data.titled:
                    return True
            if tagged.pos[k] not in {"DET", "ADJ", "NUM", "NOUN"}:
                return False
        return False

    def _pair(self, words: Words, i: int) -> int:
        """``avec Marguerite et Lucien, film adapté de …``: two first names and a noun for one work."""
        texts = words.texts
        if texts[i] == "Moi" and texts[i + 1 : i + 2] == [","] and self.data.capital("".join(texts[i + 2 : i + 3])):
            # "Moi, Daniel Brun"
            end = i + 2
            while end + 1 < len(texts) and self.data.capital(texts[end + 1]):
                end += 1
            return end
        if i + 5 >= len(texts) or texts[i + 1] not in {"et", "&"} or texts[i + 3] != ",":
            return -1
        names = self.data.knowledge.first_names
        if texts[i] not in names or texts[i + 2] not in names or self.data.capital(texts[i - 1]):
            return -1
        at = i + 4 + (texts[i + 4] in self.data.grammar.word_set("indefinite"))
        classes = self.data.grammar.classes_of_noun(texts[at])
        return i + 2 if classes and classes <= self.data.titled and not texts[at].endswith("s") else -1
