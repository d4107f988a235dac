"""Titles without quotation marks whose later words are in lower case: ``dans Un si grand soleil``.

French capitalises only the first words of a title. What marks one inside a sentence is a capital on an ordinary word
(``La``, ``Demain``, ``Regarde``) or a noun for a work before it (``le film Vie privée``); what ends one is a mark, a
verb of the sentence, or its maker's name (``Vie privée de Ada Holm``). A language without ``title_openers`` has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.name_data import NameSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.name_data import NameData, Tagged
    from kg.annotate.tokens import Words

MAX_WORDS = 9
#: How far before a title the noun may stand that tells what it is: ``le jeu d'action à la première personne X``.
MAX_INTRODUCTION = 6
#: What the form of such a title alone says: less than a noun beside it, more than nothing.
BY_FORM = 0.6
_VERBS = frozenset({"VERB", "AUX"})
_CONTENT = frozenset({"NOUN", "ADJ", "PROPN", "NUM", "X", "PRON", "VERB", "ADV"})
_PLAIN = frozenset({"DET", "ADP", "ADV", "PRON", "VERB", "NOUN", "ADJ", "SCONJ", "CCONJ", "NUM"})
_JOINABLE = frozenset({"NOUN", "ADJ"})
_INFINITIVES = ("er", "ir", "re")


class RunningTitles:
    """Titles in running text."""

    def __init__(self, data: NameData, verb_forms: frozenset[str] = frozenset()) -> None:
        self.data = data
        self.verb_forms = verb_forms
        sets = data.grammar.name_sets
        self.openers = sets.get("title_openers", frozenset())
        self.breaks = sets.get("title_breaks", frozenset())
        self.hard_breaks = self.breaks | sets["never"] - sets.get("title_inner", frozenset())

    def find(self, words: Words, tagged: Tagged, taken: Sequence[bool]) -> list[NameSpan]:
        """Return the titles of a block that have words in lower case."""
        found: list[NameSpan] = []
        i = 1 if self.openers else len(words)
        while i < len(words):
            last = -1 if taken[i] else self._title_at(words, tagged, i)
            if last <= i or any(taken[i : last + 1]):
                i += 1
                continue
            span = NameSpan(i, last, self.data.surface(words, i, last))
            span.vote(self.data.work_class, BY_FORM)
            found.append(span)
            i = last + 1
        return found

    def _title_at(self, words: Words, tagged: Tagged, i: int) -> int:
        """Return the last word of the title that begins at word ``i``, or -1."""
        texts = words.texts
        word = texts[i]
        if not word[:1].isupper() or words.sentence_starts[i] or i + 1 >= len(words) or word in self.data.separators:
            return -1
        lower = word.lower()
        introduced = self.introduced(words, tagged, i)
        if self.data.at_start(words, i) and not (introduced and texts[i - 1] == ":"):
            return -1
        ordinary = (
            lower in self.openers
            or self._led(words, tagged, i)
            or (bool(tagged.labels[i] == tagged.labels[i + 1] == "MISC") and tagged.pos[i] in _PLAIN - {"NOUN", "ADJ"})
        )
        if texts[i - 1].lower() in self.data.person_titles or texts[i - 1] in self.data.knowledge.first_names:
            # "M. Petit", "Ada Petit"
            return -1
        if not (introduced or ordinary) or self._named_otherwise(words, i):
            return -1
        last = self._extent(words, tagged, i)
        if last <= i or all(self.data.capital(t) for t in texts[i : last + 1]):
            return -1
        inside = [t.lower() for t in texts[i : last + 1] if t.lower() not in self.openers]
        titled = frozenset(self.data.kinds.classes["titled"])
        if not inside or (not introduced and all(self.data.grammar.classes_of_noun(t) & titled for t in inside)):
            # "Le film" with a stray capital
            return -1
        return last

    def _led(self, words: Words, tagged: Tagged, i: int) -> bool:
        """``Dans Vie de château, il joue``, ``inspiré des Lettres romaines de X``: an ordinary noun with a capital."""
        texts = words.texts
        leads = self.data.grammar.word_set("title_leads")
        if texts[i - 1].lower() not in leads and " ".join(texts[max(0, i - 2) : i]).lower() not in leads:
            return False
        following = texts[i + 1]
        common = tagged.pos[i] in _PLAIN | {"PROPN"} and not tagged.unknown[i] and not texts[i].isupper()
        if not common or self.data.grammar.classes_of_noun(texts[i].lower()) or self.data.is_place(texts[i]):
            return False
        last = self._extent(words, tagged, i)
        end = texts[last + 1] if last + 1 < len(texts) else "."
        made = end in {"de", "d'"} and self.data.capital("".join(texts[last + 2 : last + 3]))
        closed = not end[0].isalnum() or end in self.breaks or made
        return following.islower() and last > i and closed

    def _named_otherwise(self, words: Words, i: int) -> bool:
        """A known name, a first name, a nationality or the head of an institution begins no title of this kind."""
        word = words.texts[i]
        if word.isupper() and len(word.strip("'")) > 1:
            return True
        if word.lower() in self.openers:
            pair = self.data.surface(words, i, i + 1)
            return any(
                not e.ambiguous and not self.data.titled.intersection(e.types) for e in self.data.entries_of(pair)
            )
        known = any(
            not e.ambiguous and word in {e.name, *e.names.values(), *e.aliases}
            for e in self.data.knowledge.lookup(word)
        )
        return (
            known
            or word in self.data.knowledge.first_names
            or self.data.is_demonym(word)
            or word in self.data.grammar.head_class
            or word.isupper()
            or self.data.role_extent(words, i) >= 0
        )

    def introduced(self, words: Words, tagged: Tagged, i: int) -> bool:
        """Tell whether a noun for a work stands before: ``la série comique X``, ``son dernier film, X``."""
        texts = words.texts
        j = i - 1
        owner = {t.lower() for t in texts[max(0, j - MAX_INTRODUCTION) : j]}
        if texts[j] == "," and not owner & self.data.grammar.word_set("own"):
            return False
        if texts[j] in {",", ":"}:
            j -= 1
        colon = texts[j + 1] == ":"
        titled = frozenset(self.data.kinds.classes["titled"])
        floor = max(0, i - MAX_INTRODUCTION)
        while j >= floor and (texts[j].islower() or colon):
            for text in (texts[j], " ".join(texts[max(0, j - 1) : j + 1])):
                classes = self.data.grammar.classes_of_noun(text.lower())
                if classes and classes <= titled:
                    return True
            joint = texts[j].lower() in self.data.grammar.word_set("naming_participles") | {"d'", "de"}
            passed = joint or (colon and self._before_colon(texts[j], tagged.pos[j]))
            if tagged.pos[j] not in _JOINABLE and not passed:
                return False
            j -= 1
        return False

    @staticmethod
    def _before_colon(word: str, pos: str) -> bool:
        """``nouvelle série annoncée :``: no verb but a participle stands between the noun and the colon."""
        return pos != "VERB" or word.rstrip("es").endswith("é")

    def _extent(self, words: Words, tagged: Tagged, i: int) -> int:
        """Return the last word of a title from its first word on."""
        texts = words.texts
        last = i
        j = i + 1
        while j < len(texts) and j - i < MAX_WORDS and not words.sentence_starts[j]:
            word = texts[j]
            lower = word.lower()
            owned = texts[j - 1] == "et" and lower in self.data.grammar.word_set("own")
            if not (word[0].isalpha() or (word.isdigit() and len(word) <= 2)) or (lower in self.breaks and not owned):
                break
            if self.data.capital(word):
                if not self._takes_capital(words, i, j):
                    break
                last = j
            elif tagged.pos[j] == "AUX" and self._copula_closes(words, i, j):
                return j + 1
            elif self._ends_title(words, tagged, i, j):
                break
            elif tagged.pos[j] in _CONTENT and lower not in self.data.connectors:
                last = j
            j += 1
        return last

    def _takes_capital(self, words: Words, i: int, j: int) -> bool:
        """Tell whether a capitalised word belongs to the title: ``Le Fils de Jean``; a maker's full name does not."""
        texts = words.texts
        before = texts[j - 1].lower()
        if before in self.data.genitive_joins and j - i > 1 and self.data.is_place(texts[j]):
            # "Les Demoiselles de Rochefort"
            return not self.data.is_place(texts[i])
        if any(not e.ambiguous for e in self.data.knowledge.lookup(texts[j])) and j - i > 1 and texts[j - 1].islower():
            return False
        if before in self.data.connectors:
            maker = self.data.is_demonym(texts[j]) or self.data.is_person(texts[j : j + 1])
            full = maker and j + 1 < len(texts) and self.data.capital(texts[j + 1])
            return not full and (not maker or j - i <= 3)
        return self.data.capital(texts[j - 1])

    def _ends_title(self, words: Words, tagged: Tagged, i: int, j: int) -> bool:
        """Tell whether a lower-case word goes on with the sentence."""
        lower = words.texts[j]
        following = words.texts[j + 1] if j + 1 < len(words) else ""
        owned = words.texts[j - 1] == "et" and lower in self.data.grammar.word_set("own")
        if (lower in self.hard_breaks and not owned) or (lower == "en" and following.endswith("ant")):
            return True
        if self.data.capital(words.texts[i + 1]) and words.texts[i + 1] != words.texts[j]:
            # "La Rochelle en …", "Le Festin de …": after two capitals only a complement or an adjective belongs to it
            joint = lower in self.data.genitive_joins | self.data.articles | {"l'", "et"}
            if not joint and tagged.pos[j] not in {"NOUN", "ADJ"}:
                return True
        if lower in self.data.grammar.word_set("conjunctions"):
            # "Elle et lui": a pair of words; "…, et la série" goes on
            return not self._pair(words, tagged, j)
        if self.data.grammar.classes_of_noun(lower) and words.texts[j - 1].lower() not in self.openers:
            return True
        if self.data.is_demonym(lower) or self._maker_noun(words, j):
            return True
        if lower in self.verb_forms and tagged.pos[j - 1] not in {"DET", "ADP", "ADV"}:
            # "Nés sur la banquise attire …": a verb taken for a noun
            return True
        if following[:1].isdigit() and len(lower) == 2 and lower in self.openers:
            # "le 4 octobre", "en 2021"
            return True
        if tagged.pos[j] in _VERBS:
            closing = tagged.labels[j] == "MISC" and not following[:1].isalnum()
            infinitive = lower.endswith(_INFINITIVES) and tagged.lemmas[j] == lower
            inner = tagged.pos[j - 1] == "PRON" or infinitive or closing
            return not (inner and tagged.pos[j] == "VERB")
        return False

    def _maker_noun(self, words: Words, j: int) -> bool:
        """``… sur la chaîne``, ``… du studio Leikor``, ``… de la franchise Tom Larcy``: no part of the title."""
        texts = words.texts
        if texts[j] not in self.data.grammar.word_set("prepositions") | {"sur", "pour"}:
            return False
        at = j + 1 + ("".join(texts[j + 1 : j + 2]) in self.data.grammar.word_set("definite"))
        noun = texts[at] if at < len(texts) else ""
        definite = at > j + 1 or texts[j] in {"du", "au"}
        return definite and noun in self.data.grammar.word_set("after_titles")

    def _copula_closes(self, words: Words, i: int, j: int) -> bool:
        """Tell whether a copula and one word end the title: ``La guerre est déclarée``."""
        texts = words.texts
        if texts[i].lower() not in self.openers or not texts[i + 1].islower():
            return False
        closing = texts[j + 2] if j + 2 < len(texts) else "."
        if closing in {"de", "d'"} and self.data.is_full_person(texts[j + 3 : j + 5]):
            # "Un homme est mort d'Ada Holm"
            return texts[j + 1].isalpha()
        return j + 1 < len(texts) and texts[j + 1].isalpha() and (not closing[0].isalpha() or closing in self.breaks)

    def _pair(self, words: Words, tagged: Tagged, j: int) -> bool:
        """Tell whether a conjunction joins two words of one title: ``De rouille et d'os``, ``Elle et lui``."""
        texts = words.texts
        if texts[j] != "et" or j + 1 >= len(texts):
            return False
        end = j + 1
        while end < len(texts) and end <= j + 3 and texts[end][0].isalpha():
            if end > j + 1 and (texts[end] in self.breaks or _digit(texts, end + 1)):
                break
            if tagged.pos[end] in _VERBS:
                return False
            end += 1
        inside = texts[j + 1 : end]
        if any(self.data.grammar.classes_of_noun(t.lower()) for t in inside):
            return False
        closed = end >= len(texts) or not texts[end][0].isalpha() or texts[end] in self.breaks
        closed = closed or _digit(texts, end + 1)
        short = 0 < len(inside) <= 2 and all(t.islower() for t in inside)
        titled = (
            len(inside) >= 2 and inside[0] in self.data.grammar.word_set("name_articles") and inside[1][:1].isupper()
        )
        return (closed and short) or titled


def _digit(texts: Sequence[str], at: int) -> bool:
    """Tell whether a number stands at ``at``: ``le 4 octobre`` goes on with the sentence."""
    return at < len(texts) and texts[at][0].isdigit()


def repeated(words: Words, titles: frozenset[tuple[str, ...]], data: NameData) -> list[NameSpan]:
    """Return the places where a title of the article stands again, without quotes or at the start of a sentence."""
    if not titles:
        return []
    openers: dict[str, list[tuple[str, ...]]] = {}
    for title in sorted(titles, key=lambda t: (-len(t), t)):
        openers.setdefault(title[0], []).append(title)
    found = []
    i = 0
    while i < len(words):
        match: tuple[str, ...] = next(
            (t for t in openers.get(words.texts[i], ()) if tuple(words.texts[i : i + len(t)]) == t), ()
        )
        if not match:
            i += 1
            continue
        last = i + len(match) - 1
        span = NameSpan(i, last, data.surface(words, i, last))
        span.vote(data.work_class, BY_FORM)
        found.append(span)
        i = last + 1
    return found
