"""Names by their capitals: where a run starts, how far it goes, where it is cut."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.annotate.name_data import NameSpan
from kg.annotate.office_titles import office_end
from kg.annotate.title_shapes import (
    after_maker,
    clipped_verb,
    names_apart,
    number_title,
    opens_with_number,
    owned_title,
    pair_end,
)
from kg.annotate.title_words import begins_title, ends_title, inside_title, opens_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.name_data import NameData, Tagged
    from kg.annotate.tokens import Words


#: A title of more words than this seldom goes on after *and*.
_LONG_TITLE = 4
#: What the shape of a title alone says.
TITLED = 0.9


class CapitalRuns:
    """Runs of capitalised words, cut into names."""

    def __init__(self, data: NameData) -> None:
        self.data = data
        self._lone: frozenset[str] = frozenset()

    def find(
        self,
        words: Words,
        tagged: Tagged,
        confirmed: frozenset[str],
        taken: Sequence[bool],
        lone: frozenset[str] = frozenset(),
    ) -> list[NameSpan]:
        """Return the names of a block that only their capitals show; ``lone`` words stand once in the article."""
        found = []
        self._lone = lone
        i = 0
        while i < len(words):
            office = office_end(words, i, taken, self.data)
            if office >= 0:
                i = office + 1
                continue
            role = self.data.role_extent(words, i) if self.data.capital(words.texts[i]) else -1
            if role > i and words.texts[i] not in self.data.knowledge.first_names:
                # "Chief Executive Officer Ada Holm": no word of the title opens a name
                i = role + 1
                continue
            numbered = not taken[i] and opens_with_number(words, tagged, i, self.data)
            if not taken[i] and number_title(words, i, self.data):
                found.append(self._span(words, i, i))
                found[-1].vote(self.data.work_class, TITLED)
            if taken[i] or not (numbered or self._starts_name(words, tagged, confirmed, i)):
                i += 1
                continue
            last = self._extent(words, tagged, i + numbered)
            if any(taken[i : last + 1]):
                last = i + list(taken[i : last + 1]).index(True) - 1
                while last > i and not self.data.capital(words.texts[last]) and not words.texts[last].isdigit():
                    last -= 1
            for span in self._segment(words, i, last):
                # a word that is in no list and opens a sentence is sooner a name than a noun
                new = span.first == span.last and tagged.unknown[span.first]
                span.sure = span.sure or words.texts[span.first] in confirmed or new
                found.append(span)
            i = last + 1
        return found

    def _starts_name(  # noqa: C901, PLR0911, PLR0912 (a cascade of cues: the first that holds decides)
        self, words: Words, tagged: Tagged, confirmed: frozenset[str], i: int
    ) -> bool:
        word = words.texts[i]
        lower = word.lower()
        if not self.data.capital(word) or word in self.data.separators or lower in self.data.person_titles:
            return False
        following = words.texts[i + 1] if i + 1 < len(words) else ""
        if following[:1].isdigit() and lower in self.data.grammar.word_set("currency_codes"):
            return False
        if self._is_portfolio(words, i) or "-turned-" in lower or self._before_article(words, tagged, confirmed, i):
            return False
        if not words.sentence_starts[i] and clipped_verb(words, i, self.data):
            return True
        if self.data.is_occupation(lower) and self.data.is_full_person(words.texts[i + 1 : i + 3]):
            # "Publisher Ada Holm"
            return False
        if self.data.is_demonym(word):
            return self._opens_with_demonym(words, tagged, i)
        if self.data.role_extent(words, i) >= 0 and word not in self.data.knowledge.first_names:
            return False
        if self.data.at_start(words, i):
            if lower in self.data.grammar.name_sets["never_first"] and word not in confirmed:
                return False
            if begins_title(words, i, self.data):
                return True
            if lower in self.data.former and not self.data.knowledge.lookup(f"{word} {following}"):
                return False
            if lower in self.data.never:
                inner = self.data.grammar.word_set("inner_words")
                title = (
                    self.data.capital(following) and following.lower() in inner and following != "I" and lower in inner
                )
                return title or bool(
                    lower in self.data.grammar.word_set("name_articles")
                    and self.data.capital(following)
                    and following.lower() not in self.data.never
                    and word + " " + following in confirmed
                )
            known = any(not e.ambiguous for e in self.data.knowledge.lookup(word))
            if following in self.data.grammar.suffix_class and self.data.capital(following):
                return True
            if (self._describes(lower, tagged, i) or self._participle(words, tagged, i)) and not (
                known or word in confirmed
            ):
                return False
            if (
                tagged.pos[i] in {"ADP", "DET", "CCONJ", "SCONJ", "PRON", "ADV", "AUX"}
                and not known
                and word not in confirmed
            ):
                return False
            return (
                word in confirmed
                or tagged.unknown[i]
                or any(a.islower() and b.isupper() for a, b in itertools.pairwise(word))
                or known
                or (tagged.pos[i] == "PROPN" and not self._is_common(word, tagged, i))
                or bool(tagged.labels[i])
                or lower in self.data.knowledge.first_names
                or word in self.data.knowledge.first_names
                or (self.data.capital(following) and following.lower() not in self.data.never)
            )
        if lower in self.data.never:
            articles = self.data.grammar.word_set("name_articles")
            if opens_title(words, i, self.data):
                return True
            if not self.data.capital(following):
                return False
            if word in self.data.knowledge.first_names and following.lower() not in self.data.never:
                # "guitarist Will Okafor", "on Tuesday Sony said"
                return words.texts[i - 1].lower() not in self.data.grammar.word_set("date_prepositions")
            if lower not in articles:
                inner = self.data.grammar.word_set("inner_words")
                titled = tagged.pos[i] in {"ADJ", "NUM", "DET", "PROPN", "NOUN", "ADP"}
                return titled and lower in inner and following.lower() not in self.data.never
            after = words.texts[i + 2] if i + 2 < len(words) else ""
            titled = following.lower() in self.data.grammar.word_set("inner_words") and self.data.capital(after)
            return following.lower() not in self.data.never or titled
        return True

    def _before_article(self, words: Words, tagged: Tagged, confirmed: frozenset[str], i: int) -> bool:
        """``At The Bugle, …``: a preposition that opens the sentence is no part of the name."""
        following = words.texts[i + 1] if i + 1 < len(words) else ""
        return (
            tagged.pos[i] == "ADP"
            and words.sentence_starts[i]
            and following.lower() in self.data.articles
            and f"{words.texts[i]} {following}" not in confirmed
        )

    def _is_portfolio(self, words: Words, i: int) -> bool:
        """``la ministre de la Culture``: the capital marks a department, not a name."""
        links = self.data.grammar.word_set("portfolio_links")
        j = i - 1
        while j >= 0 and i - j <= 3 and words.texts[j].lower() in links:
            j -= 1
        return 0 <= j < i - 1 and words.texts[j].lower() in self.data.grammar.word_set("portfolio_nouns")

    def _participle(self, words: Words, tagged: Tagged, i: int) -> bool:
        """``Installée à Biot, la société …``: what opens a sentence and goes on in small letters, no first name."""
        word, following = words.texts[i], words.texts[i + 1 : i + 2]
        endings = self.data.grammar.word_set("participle_endings")
        alone = bool(following) and following[0].islower() and word not in self.data.knowledge.first_names
        return alone and tagged.pos[i] in {"VERB", "ADJ"} and word.endswith(tuple(endings))

    def _is_common(self, word: str, tagged: Tagged, i: int) -> bool:
        """Tell whether a capitalised sentence opener is an ordinary word."""
        lower = word.lower()
        nouns = self.data.grammar.class_nouns
        return lower in nouns or tagged.lemmas[i].lower() in nouns or tagged.verb_like[i]

    def _opens_with_demonym(self, words: Words, tagged: Tagged, i: int) -> bool:
        """``Canadian Newsroom Guild`` is a name, ``l'Américain Brad Tillman`` a nationality and a name."""
        last = self._extent(words, tagged, i)
        if last == i:
            return False
        texts = words.texts
        known = any(not e.ambiguous for e in self.data.entries_of(self.data.surface(words, i, last)))
        return known or texts[last] in self.data.grammar.suffix_class

    def _describes(self, lower: str, tagged: Tagged, i: int) -> bool:
        """A sentence may open with the noun that describes a name: ``Bassist Ravi Sood``."""
        occupations = self.data.knowledge.occupations(self.data.grammar.language)
        forms = (lower, tagged.lemmas[i].lower())
        return any(w in occupations or w in self.data.grammar.class_nouns or w in self.data.describing for w in forms)

    def _extent(self, words: Words, tagged: Tagged, i: int) -> int:
        """Return the last word of the capitalised run that starts at ``i``, connectors included."""
        texts = words.texts
        last = i
        j = i + 1
        if self.data.opens_event(texts[i]) and self.data.is_full_person(texts[j : j + 2]):
            # "le délégué général du Festival Ada Holm"
            return last
        while j < len(texts) and not words.sentence_starts[j]:
            word = texts[j]
            if self._continues(words, j) or (j == last + 1 and self._closes(words, tagged, j)):
                last = j
                j += 1
                continue
            clipped = word == "n't" and j == last + 1 and clipped_verb(words, j - 1, self.data)
            if clipped or (word.isdigit() and len(word) <= 2 and j == last + 1) or ends_title(words, i, j, self.data):
                last = j
                j += 1
                continue
            if (
                word == ":"
                and j == last + 1
                and words.starts[j] == words.ends[j - 1]
                and self._subtitle(words, tagged, i, j)
            ):
                last = j + 1 if words.texts[j + 1].lower() not in self.data.never else j + 2
                j = last + 1
                continue
            end = owned_title(words, tagged, i, j, self._lone, self.data) if j == last + 1 else -1
            end = self._connected(words, tagged, i, j) if end < 0 else end
            if end < 0:
                break
            last = end
            j = end + 1
        return last

    def _closes(self, words: Words, tagged: Tagged, j: int) -> bool:
        """``Mistral AI``, ``BFM TV``: an abbreviation that may end a name when no noun follows that it would modify."""
        if words.texts[j] not in self.data.grammar.name_sets["final_only"]:
            return False
        following = words.texts[j + 1].lower() if j + 1 < len(words) else ""
        return not following or following in self.data.never or tagged.pos[j + 1] not in {"NOUN", "ADJ"}

    def _continues(self, words: Words, j: int) -> bool:
        word = words.texts[j]
        if self.data.role_extent(words, j) >= 0 and word not in self.data.knowledge.first_names:
            return False
        return (
            self.data.capital(word)
            and word not in self.data.separators
            and (
                word.lower() not in self.data.never
                or words.texts[j - 1].lower() in {"the", "of", "a"}
                or words.texts[j - 1] in self.data.knowledge.first_names
                or (
                    j + 1 < len(words)
                    and word.lower() in self.data.connectors
                    and self.data.capital(words.texts[j + 1])
                )
                or word.lower() in self.data.grammar.word_set("inner_words")
                or inside_title(words, j, self.data)
            )
        )

    def _subtitle(self, words: Words, tagged: Tagged, i: int, colon: int) -> bool:
        """A colon without a blank before it joins a title and its subtitle inside a sentence."""
        after = colon + 1
        return (
            after < len(words)
            and self.data.capital(words.texts[after])
            and not self.data.at_start(words, i)
            and (words.texts[after].lower() not in self.data.never or self._opens_subtitle(words, after))
            and ("VERB" not in tagged.pos[i:colon] or self._introduced(words, i))
            and words.texts[colon - 1] not in self.data.grammar.suffix_class
            and not (words.texts[colon - 1].isupper() and len(words.texts[colon - 1]) > 2)
        )

    def _introduced(self, words: Words, i: int) -> bool:
        """Tell whether a noun for a work stands right before: ``the horror film Unhinged: The Cellar``."""
        classes = self.data.grammar.classes_of_noun(words.texts[i - 1].lower()) if i else frozenset()
        return bool(classes) and classes <= self.data.titled

    def _opens_subtitle(self, words: Words, at: int) -> bool:
        """Tell whether a capitalised small word opens a subtitle: ``: The Last Voyage``, ``: Here We Stay``."""
        following = words.texts[at + 1] if at + 1 < len(words) else ""
        return (
            words.texts[at].lower() in self.data.articles | self.data.grammar.word_set("title_words")
            and self.data.capital(following)
            and (following.lower() not in self.data.never or inside_title(words, at + 1, self.data))
        )

    def _connected(  # noqa: PLR0911 (a cascade of cues: the first that holds decides)
        self, words: Words, tagged: Tagged, first: int, j: int
    ) -> int:
        """Return the end of ``connector+ Capital`` at ``j`` when it continues the name, else -1."""
        texts = words.texts
        left = texts[first:j]
        person = self.data.is_person(left) and "&" not in left
        k = j
        while (
            k < len(texts)
            and (texts[k].lower() in self.data.connectors or (person and texts[k] in self.data.particles))
            and k - j < 3
        ):
            k += 1
        if (
            k == j
            or k >= len(texts)
            or not self.data.capital(texts[k])
            or texts[k].lower() in self.data.never - {"the"}
        ):
            return -1
        joined = [t.lower() for t in texts[j:k]]
        if pair_end(words, first, j, self.data) == k or after_maker(words, tagged, first, left, joined, self.data):
            return k
        if self._possessive_title(words, first, j, k):
            return k
        if self._apart(words, first, j, k) or self._maker_follows(words, left, joined, k, person=person):
            return -1
        if self._is_title(words, first, j):
            feeble = joined[0] in self.data.grammar.word_set("weak_joins")
            return -1 if feeble and self._own_name(words, k) else k
        if joined == ["&"]:
            return k
        if person and set(joined) <= self.data.particles:
            if all(tagged.labels[n] == "PER" for n in range(first, k + 1)):
                # "Cécile de France"
                return k
            return k if not any(not e.ambiguous for e in self.data.knowledge.lookup(texts[k])) else -1
        if all(tagged.labels[n] and tagged.labels[n] == tagged.labels[first] for n in range(first, k + 1)):
            weak = joined[0] in self.data.grammar.word_set("weak_joins")
            return -1 if person or weak else k
        if (
            left[0].lower() in self.data.grammar.word_set("name_articles")
            and len(left) > 1
            and joined[0] in self.data.genitive_joins
        ):
            return k
        if joined[0] in self.data.genitive_joins and not person and not self.data.is_role(left):
            known_left = any(not e.ambiguous for e in self.data.knowledge.lookup(" ".join(left)))
            if self.data.grammar.language == "en":
                return -1 if known_left and len(left) == 1 and not self.data.is_place(texts[k]) else k
            # "Blossom Films de Curtiz" is whose it is, "Brume Productions de Lyon" a name
            placed = left[-1] in self.data.grammar.suffix_class and self.data.is_place(texts[k])
            return k if left[0] in self.data.grammar.head_class or placed else -1
        return -1

    def _own_name(self, words: Words, k: int) -> bool:
        """Tell whether a known name or a person's full name begins at ``k``: no part of a title before it."""
        if any(not e.ambiguous for e in self.data.knowledge.lookup(words.texts[k])):
            return True
        end = k
        while end + 1 < len(words) and self.data.capital(words.texts[end + 1]) and not words.sentence_starts[end + 1]:
            end += 1
        if end > k and words.texts[end] in self.data.grammar.suffix_class:
            return True
        named = end > k and words.texts[k + 1].lower() not in self.data.never
        return named and words.texts[k] in self.data.knowledge.first_names

    def _maker_follows(self, words: Words, left: Sequence[str], joined: Sequence[str], k: int, *, person: bool) -> bool:
        """``Jaffa de Keren Yedaya``, ``Lina de Marcello Quintana``: a first name and a surname are those of a maker."""
        if self.data.grammar.language != "fr" or list(joined) not in (["de"], ["d'"]):
            return False
        maker = self.data.is_full_person(words.texts[k : k + 2])
        headed = left[0] in self.data.grammar.head_class or self._maker_comes(words, k + 2)
        return maker and (person or not headed)

    def _maker_comes(self, words: Words, at: int) -> bool:
        """``La Mort de Josef Halder, roman d'Olivier Brun``: the maker comes in the apposition."""
        texts = words.texts
        if texts[at : at + 1] != [","]:
            return False
        noun = next(
            (n for n in range(at + 1, min(at + 4, len(texts))) if texts[n] in self.data.grammar.class_nouns), -1
        )
        return 0 < noun < len(texts) - 2 and texts[noun + 1] in {"de", "d'"} and self.data.capital(texts[noun + 2])

    def _apart(self, words: Words, first: int, j: int, k: int) -> bool:
        """``Last Stop by Ada Holm``, ``Low Orbit 2 and Ember``: a new name follows *by*, or a long title and *and*."""
        left, joined, right = words.texts[first:j], [t.lower() for t in words.texts[j:k]], words.texts[k]
        if joined == ["by"]:
            return right.lower() not in self.data.never and right != left[-1]
        whole = len(left) > _LONG_TITLE or ":" in left or any(w.isdigit() for w in left)
        return (joined == ["and"] and whole) or names_apart(words, first, j, k, self.data)

    def _possessive_title(self, words: Words, first: int, j: int, k: int) -> bool:
        """``The Cartographer's Debt``: an article with a capital inside a sentence, a noun, ``'s`` and a noun."""
        texts = words.texts
        if texts[j:k] not in (["'s"], ["'"]) or (
            self.data.at_start(words, first) and first + 1 < len(texts) and words.sentence_starts[first]
        ):
            return False
        left = texts[first + 1 : j]
        if texts[first].lower() not in self.data.grammar.word_set("name_articles") or not 1 <= len(left) <= 2:
            return False
        known = self.data.knowledge.lookup(" ".join(left)) or self.data.knowledge.lookup(" ".join(texts[first:j]))
        return (
            not any(not e.ambiguous and not self.data.titled.intersection(e.types) for e in known)
            and not self.data.is_person(texts[k : k + 1])
            and left[-1] not in self.data.grammar.suffix_class
        )

    def _is_title(self, words: Words, first: int, end: int) -> bool:
        """A run that a noun for a work introduces, or that capitalises function words, is a title."""
        inner = [t.lower() for t in words.texts[first:end]]
        if self.data.is_person(words.texts[first:end]):
            # "Julie de Bona": a particle makes no title
            inner = [t for t in inner if t not in self.data.particles]
        if any(
            t in self.data.never and t not in self.data.articles for t in inner[: max(1, len(inner))] if len(inner) > 1
        ):
            return True
        if first == 0:
            return False
        if opens_title(words, first, self.data):
            return True
        works = self.data.grammar.classes_of_noun(words.texts[first - 1].lower())
        titled = frozenset(self.data.kinds.classes["titled"])
        return bool(works) and works <= titled

    def _segment(self, words: Words, first: int, last: int) -> list[NameSpan]:
        """Cut a run where a known name is followed by a person or another known name: ``Apple | Tim Cook``."""
        texts = words.texts
        spans: list[NameSpan] = []
        whole = self.data.entries_of(self.data.surface(words, first, last))
        if not whole and last > first and self._is_department(texts, first, last):
            whole_span = self._span(words, first, last - 1)
            whole_span.last = last
            return [whole_span]
        cut = first
        if not whole and last > first and ":" not in texts[first:last]:
            for split in range(last, first, -1):
                left = " ".join(texts[first:split])
                right = texts[split : last + 1]
                left_known = any(not e.ambiguous for e in self.data.knowledge.lookup(left))
                if left_known and (
                    (self.data.is_person(right) and len(right) > 1 and not self.data.is_person(texts[first:split]))
                    or (len(right) > 1 and any(not e.ambiguous for e in self.data.knowledge.lookup(" ".join(right))))
                ):
                    cut = split
                    break
        if cut > first:
            spans.append(self._span(words, first, cut - 1))
        spans.append(self._span(words, cut, last))
        return [s for s in spans if not self._trivial(s) and not self._shouted(texts[s.first : s.last + 1], s)]

    def _is_department(self, texts: Sequence[str], first: int, last: int) -> bool:
        """``ITV Drama``: a known organisation and a department without a name of its own."""
        known = self.data.knowledge.lookup(" ".join(texts[first:last]))
        department = texts[last].lower() in self.data.grammar.word_set("department_names")
        return department and any(not e.ambiguous and not self.data.titled.intersection(e.types) for e in known)

    def _span(self, words: Words, first: int, last: int) -> NameSpan:
        text = self.data.surface(words, first, last)
        return NameSpan(
            first, last, text, entries=self.data.entries_of(text), sure=not self.data.at_start(words, first)
        )

    @staticmethod
    def _shouted(texts: Sequence[str], span: NameSpan) -> bool:
        """Several words in capitals are emphasis or a heading unless the knowledge base knows them."""
        letters = [t for t in texts if t.isalpha()]
        return not span.entries and len(letters) > 1 and all(t.isupper() and len(t) > 2 for t in letters)

    def _trivial(self, span: NameSpan) -> bool:
        words = span.text.split(" ")
        regions = self.data.grammar.name_sets.get("regions", frozenset())
        regional = len(words) == 2 and words[0] in regions and self.data.is_demonym(words[1])
        regional = regional or span.text in self.data.grammar.name_sets.get("region_adjectives", frozenset())
        return len(span.text) < 2 or span.text.lower() in self.data.never or (regional and not span.entries)
