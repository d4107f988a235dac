"""Finding the names in a block: knowledge base, quoted titles, persons and capitalised runs, with votes on their class."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.annotate.grammar import Grammar, Kinds
    from kg.annotate.tokens import Words
    from kg.knowledge import KBEntry, KnowledgeBase

MAX_TITLE_WORDS = 9
MAX_HEADED_WORDS = 8
MAX_CATEGORY_WORDS = 6


@dataclass(slots=True)
class NameSpan:
    """A name on words ``first..last`` (inclusive), with the weight of evidence per class."""

    first: int
    last: int
    text: str
    votes: dict[str, float] = field(default_factory=dict)
    label: tuple[str, float] | None = None
    entries: tuple[KBEntry, ...] = ()
    quoted: bool = False
    sure: bool = True

    def vote(self, cls: str, weight: float) -> None:
        """Add evidence for a class."""
        self.votes[cls] = self.votes.get(cls, 0.0) + weight


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger said about each word: coarse part of speech and (label, is the first word) of a named entity."""

    pos: Sequence[str]
    labels: Sequence[str]
    lemmas: Sequence[str]
    verb_like: Sequence[bool]


class NameFinder:
    """Finds names with the data of one language."""

    def __init__(
        self,
        grammar: Grammar,
        kinds: Kinds,
        knowledge: KnowledgeBase,
        roles: frozenset[str] = frozenset(),
        describing: frozenset[str] = frozenset(),
    ) -> None:
        self.roles = roles
        self.describing = describing
        self.grammar = grammar
        self.kinds = kinds
        self.knowledge = knowledge
        self._never = grammar.name_sets["never"]
        self._separators = grammar.name_sets["separators"]
        self._connectors = grammar.name_sets["connectors"]
        self._particles = grammar.name_sets["particles"]
        self._titles = grammar.name_sets["titles"]
        self._demonyms = knowledge.demonyms(grammar.language)
        self._human = kinds.first("human")
        self._work = kinds.first("work")
        self._common = {kinds.first("genre"), kinds.first("occupation")}
        self._award = kinds.first("award")
        self._titled = frozenset(kinds.classes["titled"])

    def find(
        self, words: Words, tagged: Tagged, confirmed: frozenset[str], *, title_case: bool = False
    ) -> list[NameSpan]:
        """Return the names of a block in order, without overlap.

        ``confirmed`` holds capitalised words seen in the middle of a sentence elsewhere in the article: such a word is
        a name at the start of a sentence too. In a ``title_case`` heading only known names count.
        """
        taken = [False] * len(words)
        spans: list[NameSpan] = []
        sources: tuple[Callable[[], Iterable[NameSpan]], ...] = (
            lambda: self._quoted(words, tagged),
            lambda: self._categories(words),
            lambda: self._known(words, multi_only=True),
            lambda: self._headed(words, tagged),
            lambda: () if title_case else self._capitalised(words, tagged, confirmed, taken),
            lambda: self._known(words, multi_only=False),
        )
        for source in sources:
            for span in source():
                if not any(taken[span.first : span.last + 1]):
                    taken[span.first : span.last + 1] = [True] * (span.last - span.first + 1)
                    spans.append(span)
        spans.sort(key=lambda s: s.first)
        for span in spans:
            self._weigh(span, words, tagged)
        return spans

    # -- sources of candidates -------------------------------------------------------------------------------------

    def _known(self, words: Words, *, multi_only: bool) -> list[NameSpan]:
        found = []
        for start, end, entries in self.knowledge.longest_matches(words.texts, self.grammar.language):
            firm = tuple(e for e in entries if not self._common.intersection(e.types))
            if not firm or (end - start == 1 and self._is_demonym(words.texts[start])):
                continue
            texts = words.texts[start:end]
            several = end - start > 1
            ambiguous = all(e.ambiguous for e in firm)
            if multi_only and (not several or ambiguous or not self._capital(texts[0])):
                continue
            if ambiguous and not several:
                continue
            if not self._capital(texts[0]) and " ".join(texts).lower() in self.grammar.class_nouns:
                # "OpenAI's video generator": a noun for a kind of tool is no name
                continue
            if not several and (
                texts[0].lower() in self._never
                or not texts[0][0].isalpha()
                or not self._may_stand_alone(texts[0], firm)
            ):
                continue
            if (
                multi_only
                and start > 0
                and self._capital(words.texts[start - 1])
                and not words.sentence_starts[start - 1]
            ):
                continue
            if (
                multi_only
                and end < len(words)
                and (self._capital(words.texts[end]) or (words.texts[end].isdigit() and len(words.texts[end]) <= 2))
            ):
                continue
            found.append(NameSpan(start, end - 1, self._surface(words, start, end - 1), entries=firm))
        return found

    def _may_stand_alone(self, word: str, entries: Sequence[KBEntry]) -> bool:
        """A single lower-case word is a name only when it names a technique or a tool."""
        tools = set(self.kinds.classes["tool"])
        return self._capital(word) or any(tools.intersection(e.types) for e in entries)

    def _quoted(self, words: Words, tagged: Tagged) -> list[NameSpan]:
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
            span = NameSpan(opening_at, i, self._surface(words, first, last), quoted=True)
            span.entries = self._entries_of(span.text)
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
            return following >= len(texts) or tagged.pos[following] in {"VERB", "AUX", "PRON", "ADV"}
        said_next = closing + 1 < len(texts) and tagged.pos[closing + 1] in {"VERB", "AUX"} and whole
        if said_next and sentence_like:
            return True
        return whole and sentence_like and closing - opening > 4

    def _categories(self, words: Words) -> list[NameSpan]:
        """Categories of awards, which no list can hold: ``best drama series``, ``album of the year``."""
        sets = self.grammar.name_sets
        if "award_openers" not in sets:
            return []
        lower = [w.lower() for w in words.texts]
        found = []
        for i in range(len(lower)):
            last = self._category_end(lower, i) if lower[i] in sets["award_openers"] else self._frame_end(lower, i)
            if last < 0:
                continue
            before = lower[i - 1] if i else ""
            named = last + 1 < len(lower) and self._award in self.grammar.classes_of_noun(lower[last + 1])
            if not named and (before in sets["award_barriers"] or before in self.grammar.word_set("own")):
                continue
            span = NameSpan(i, last, self._surface(words, i, last))
            span.vote(self._award, 2.0)
            found.append(span)
        return found

    def _category_end(self, lower: Sequence[str], i: int) -> int:
        """Return the last word of ``best adapted screenplay`` or ``best actress in a drama series``, or -1."""
        sets = self.grammar.name_sets
        last = -1
        for j in range(i + 1, min(i + MAX_CATEGORY_WORDS, len(lower))):
            if not lower[j][:1].isalpha() or lower[j] in self._never or lower[j] in self._connectors:
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
        lengths = [n for n in (2, 3) if " ".join(lower[i + 1 : i + 1 + n]) in self.grammar.name_sets["award_frames"]]
        return i + max(lengths) if lengths else -1

    def _is_category_noun(self, word: str) -> bool:
        titled = frozenset(self.kinds.classes["titled"])
        return (
            word in self.grammar.name_sets["award_heads"]
            or bool(self.grammar.classes_of_noun(word) & titled)
            or word in self.knowledge.occupations(self.grammar.language)
        )

    def _headed(self, words: Words, tagged: Tagged) -> list[NameSpan]:
        """Names that a head noun opens and lower-case words continue: ``Syndicat des rédactions unies``."""
        found: list[NameSpan] = []
        grammar = self.grammar
        i = 0
        while i < len(words):
            word = words.texts[i]
            cls = grammar.head_class.get(word) or grammar.lower_head_class.get(word)
            if cls is None or (word == word.lower() and not self._award_follows(words, i)):
                i += 1
                continue
            last = self._extend_headed(words, tagged, i, cls)
            if last > i:
                span = NameSpan(i, last, self._surface(words, i, last))
                span.vote(cls, 1.0)
                span.entries = self._entries_of(span.text)
                found.append(span)
                i = last + 1
            else:
                i += 1
        return found

    def _award_follows(self, words: Words, i: int) -> bool:
        """Tell whether a lower-case award noun is followed by the rest of an award's name."""
        following = words.texts[i + 1 : i + 4]
        if not following:
            return False
        if self._capital(following[0]) and following[0].lower() not in self._never:
            return True
        tails = self.grammar.name_sets.get("award_tails", frozenset())
        return following[0] in self._connectors and any(w.lower() in tails for w in following[1:])

    def _extend_headed(self, words: Words, tagged: Tagged, i: int, cls: str) -> int:
        """Return the last word of a headed name that starts at word ``i`` (``i`` itself when nothing follows)."""
        texts, pos = words.texts, tagged.pos
        acronym_end = self._acronym_extent(words, i)
        if acronym_end > i:
            return acronym_end
        long_heads = self.grammar.names.get("long_heads", ())
        tails = self.grammar.name_sets.get("award_tails", frozenset())
        last = i
        j = i + 1
        while j < len(texts) and j - i < MAX_HEADED_WORDS and not words.sentence_starts[j]:
            word = texts[j]
            other = grammar_class(self.grammar, word)
            if other and other != cls and texts[j - 1] in self._connectors:
                break
            if self._capital(word) and word.lower() not in self._never and word not in self._separators:
                last = j
            elif word in self._connectors and (
                cls in long_heads or word.lower() in self._genitive_joins | self._articles
            ):
                pass
            elif (
                (cls in long_heads or word.lower() in tails)
                and pos[j] in {"NOUN", "ADJ", "PROPN"}
                and texts[j - 1].lower() not in {"et", "and"}
            ):
                last = j
            else:
                break
            j += 1
        return last

    def _acronym_extent(self, words: Words, i: int) -> int:
        """Return the last word of the name that a bracketed acronym repeats: ``Syndicat … unies (SRU)``; else ``i``."""
        texts = words.texts
        for j in range(i + 1, min(i + MAX_HEADED_WORDS + 2, len(texts) - 1)):
            if texts[j] == "(" and texts[j + 1].isupper() and len(texts[j + 1]) > 1:
                initials = [w[0].upper() for w in texts[i:j] if w not in self._connectors]
                acronym = [c for c in texts[j + 1] if c.isalpha()]
                if acronym and acronym[0] == texts[i][0].upper() and len(initials) >= len(acronym) - 1:
                    return j - 1
                return i
            if texts[j] in {",", ".", ";", ":"}:
                return i
        return i

    def _capitalised(
        self, words: Words, tagged: Tagged, confirmed: frozenset[str], taken: Sequence[bool]
    ) -> list[NameSpan]:
        found = []
        i = 0
        while i < len(words):
            if taken[i] or not self._starts_name(words, tagged, confirmed, i):
                i += 1
                continue
            last = self._extent(words, tagged, i)
            if any(taken[i : last + 1]):
                last = i + list(taken[i : last + 1]).index(True) - 1
                while last > i and not self._capital(words.texts[last]) and not words.texts[last].isdigit():
                    last -= 1
            for span in self._segment(words, tagged, i, last):
                span.sure = span.sure or words.texts[span.first] in confirmed
                found.append(span)
            i = last + 1
        return found

    def _starts_name(self, words: Words, tagged: Tagged, confirmed: frozenset[str], i: int) -> bool:
        word = words.texts[i]
        lower = word.lower()
        if not self._capital(word) or word in self._separators or lower in self._titles:
            return False
        following = words.texts[i + 1] if i + 1 < len(words) else ""
        if self._is_demonym(word):
            return self._opens_with_demonym(words, tagged, i)
        if self._role_extent(words, i) >= 0 and word not in self.knowledge.first_names:
            return False
        if self._at_start(words, i):
            if lower in self.grammar.name_sets["never_first"] and word not in confirmed:
                return False
            if lower in self._never:
                inner = self.grammar.word_set("inner_words")
                title = self._capital(following) and following.lower() in inner and following != "I" and lower in inner
                return title or bool(
                    lower in self.grammar.word_set("name_articles")
                    and self._capital(following)
                    and following.lower() not in self._never
                    and word + " " + following in confirmed
                )
            known = any(not e.ambiguous for e in self.knowledge.lookup(word))
            if self._describes(lower, tagged, i) and not known and word not in confirmed:
                return False
            if (
                tagged.pos[i] in {"ADP", "DET", "CCONJ", "SCONJ", "PRON", "ADV", "AUX"}
                and not known
                and word not in confirmed
            ):
                return False
            return (
                word in confirmed
                or known
                or (tagged.pos[i] == "PROPN" and not self._is_common(word, tagged, i))
                or bool(tagged.labels[i])
                or lower in self.knowledge.first_names
                or word in self.knowledge.first_names
                or (self._capital(following) and following.lower() not in self._never)
            )
        if lower in self._never:
            articles = self.grammar.word_set("name_articles")
            if not self._capital(following):
                return False
            if lower not in articles:
                inner = self.grammar.word_set("inner_words")
                titled = tagged.pos[i] in {"ADJ", "NUM", "DET", "PROPN", "NOUN", "ADP"}
                return titled and lower in inner and following.lower() not in self._never
            after = words.texts[i + 2] if i + 2 < len(words) else ""
            titled = following.lower() in self.grammar.word_set("inner_words") and self._capital(after)
            return following.lower() not in self._never or titled
        return True

    def _is_common(self, word: str, tagged: Tagged, i: int) -> bool:
        """Tell whether a capitalised sentence opener is an ordinary word."""
        lower = word.lower()
        nouns = self.grammar.class_nouns
        return lower in nouns or tagged.lemmas[i].lower() in nouns or tagged.verb_like[i]

    def _is_demonym(self, word: str) -> bool:
        return word in self._demonyms or word.lower() in self._demonyms

    def _opens_with_demonym(self, words: Words, tagged: Tagged, i: int) -> bool:
        """``Canadian Newsroom Guild`` is a name, ``l'Américain Brad Tillman`` a nationality and a name."""
        last = self._extent(words, tagged, i)
        if last == i:
            return False
        texts = words.texts
        known = any(not e.ambiguous for e in self._entries_of(self._surface(words, i, last)))
        return known or texts[last] in self.grammar.suffix_class

    def _describes(self, lower: str, tagged: Tagged, i: int) -> bool:
        """A sentence may open with the noun that describes a name: ``Bassist Ravi Sood``."""
        occupations = self.knowledge.occupations(self.grammar.language)
        forms = (lower, tagged.lemmas[i].lower())
        return any(w in occupations or w in self.grammar.class_nouns or w in self.describing for w in forms)

    def _role_extent(self, words: Words, i: int) -> int:
        """Return the last word of a capitalised title of office that begins at ``i`` before a name, or -1."""
        for end in range(min(len(words) - 2, i + 3), i - 1, -1):
            key = " ".join(w.lower() for w in words.texts[i : end + 1])
            if key in self.roles and self._capital(words.texts[end + 1]) and not words.sentence_starts[end + 1]:
                return end
        return -1

    def _extent(self, words: Words, tagged: Tagged, i: int) -> int:
        """Return the last word of the capitalised run that starts at ``i``, connectors included."""
        texts = words.texts
        last = i
        j = i + 1
        while j < len(texts) and not words.sentence_starts[j]:
            word = texts[j]
            if self._continues(words, j) or (j == last + 1 and self._closes(words, tagged, j)):
                last = j
                j += 1
                continue
            if word.isdigit() and len(word) <= 2 and j == last + 1:
                last = j
                j += 1
                continue
            if (
                word == ":"
                and j == last + 1
                and words.starts[j] == words.ends[j - 1]
                and self._subtitle(words, tagged, i, j)
            ):
                last = j + 1 if words.texts[j + 1].lower() not in self._never else j + 2
                j = last + 1
                continue
            end = self._connected(words, tagged, i, j)
            if end < 0:
                break
            last = end
            j = end + 1
        return last

    def _closes(self, words: Words, tagged: Tagged, j: int) -> bool:
        """``Mistral AI``, ``BFM TV``: an abbreviation that may end a name when no noun follows that it would modify."""
        if words.texts[j] not in self.grammar.name_sets["final_only"]:
            return False
        return j + 1 >= len(words) or tagged.pos[j + 1] not in {"NOUN", "ADJ"}

    def _continues(self, words: Words, j: int) -> bool:
        word = words.texts[j]
        if self._role_extent(words, j) >= 0 and word not in self.knowledge.first_names:
            return False
        return (
            self._capital(word)
            and word not in self._separators
            and (
                word.lower() not in self._never
                or words.texts[j - 1].lower() in {"the", "of", "a"}
                or (j + 1 < len(words) and word.lower() in self._connectors and self._capital(words.texts[j + 1]))
                or word.lower() in self.grammar.word_set("inner_words")
            )
        )

    def _subtitle(self, words: Words, tagged: Tagged, i: int, colon: int) -> bool:
        """A colon without a blank before it joins a title and its subtitle inside a sentence."""
        after = colon + 1
        return (
            after < len(words)
            and self._capital(words.texts[after])
            and not self._at_start(words, i)
            and (words.texts[after].lower() not in self._never or self._article_opens(words, after))
            and "VERB" not in tagged.pos[i:colon]
            and words.texts[colon - 1] not in self.grammar.suffix_class
            and not (words.texts[colon - 1].isupper() and len(words.texts[colon - 1]) > 2)
        )

    def _article_opens(self, words: Words, at: int) -> bool:
        """Tell whether a capitalised article opens a subtitle: ``: The Last Voyage``."""
        following = words.texts[at + 1] if at + 1 < len(words) else ""
        return (
            words.texts[at].lower() in self._articles
            and self._capital(following)
            and following.lower() not in self._never
        )

    def _connected(self, words: Words, tagged: Tagged, first: int, j: int) -> int:
        """Return the end of ``connector+ Capital`` at ``j`` when it continues the name, else -1."""
        texts = words.texts
        k = j
        while k < len(texts) and texts[k].lower() in self._connectors and k - j < 3:
            k += 1
        if k == j or k >= len(texts) or not self._capital(texts[k]) or texts[k].lower() in self._never - {"the"}:
            return -1
        joined = [t.lower() for t in texts[j:k]]
        if self._possessive_title(words, first, j, k):
            return k
        if self._is_title(words, first, j):
            feeble = joined[0] in self.grammar.word_set("weak_joins")
            return -1 if feeble and any(not e.ambiguous for e in self.knowledge.lookup(texts[k])) else k
        if joined == ["&"]:
            return k
        left = texts[first:j]
        if self._is_person(left) and set(joined) <= self._particles:
            return k if not any(not e.ambiguous for e in self.knowledge.lookup(texts[k])) else -1
        if all(tagged.labels[n] and tagged.labels[n] == tagged.labels[first] for n in range(first, k + 1)):
            weak = joined[0] in self.grammar.word_set("weak_joins")
            return -1 if self._is_person(left) or weak else k
        if (
            left[0].lower() in self.grammar.word_set("name_articles")
            and len(left) > 1
            and joined[0] in self._genitive_joins
        ):
            return k
        if joined[0] in self._genitive_joins and not self._is_person(left) and not self._is_role(left):
            known_left = any(not e.ambiguous for e in self.knowledge.lookup(" ".join(left)))
            if self.grammar.language == "en":
                return -1 if known_left and len(left) == 1 and not self._is_place(texts[k]) else k
            return k if left[0] in self.grammar.head_class or left[-1] in self.grammar.suffix_class else -1
        return -1

    def _possessive_title(self, words: Words, first: int, j: int, k: int) -> bool:
        """``The Cartographer's Debt``: an article with a capital inside a sentence, a noun, ``'s`` and a noun."""
        texts = words.texts
        if texts[j:k] not in (["'s"], ["'"]) or (
            self._at_start(words, first) and first + 1 < len(texts) and words.sentence_starts[first]
        ):
            return False
        left = texts[first + 1 : j]
        if texts[first].lower() not in self.grammar.word_set("name_articles") or not 1 <= len(left) <= 2:
            return False
        known = self.knowledge.lookup(" ".join(left)) or self.knowledge.lookup(" ".join(texts[first:j]))
        return (
            not any(not e.ambiguous and not self._titled.intersection(e.types) for e in known)
            and not self._is_person(texts[k : k + 1])
            and left[-1] not in self.grammar.suffix_class
        )

    def _is_title(self, words: Words, first: int, end: int) -> bool:
        """A run that a noun for a work introduces, or that capitalises function words, is a title."""
        inner = [t.lower() for t in words.texts[first:end]]
        if any(t in self._never and t not in self._articles for t in inner[: max(1, len(inner))] if len(inner) > 1):
            return True
        if first == 0:
            return False
        works = self.grammar.classes_of_noun(words.texts[first - 1].lower())
        titled = frozenset(self.kinds.classes["titled"])
        return bool(works) and works <= titled

    @property
    def _articles(self) -> frozenset[str]:
        return self.grammar.word_set("name_articles")

    @property
    def _genitive_joins(self) -> frozenset[str]:
        return self.grammar.word_set("name_joins")

    def _segment(self, words: Words, tagged: Tagged, first: int, last: int) -> list[NameSpan]:
        """Cut a run where a known name is followed by a person or another known name: ``Apple | Tim Cook``."""
        texts = words.texts
        spans: list[NameSpan] = []
        whole = self._entries_of(self._surface(words, first, last))
        cut = first
        if not whole and last > first:
            for split in range(last, first, -1):
                left = " ".join(texts[first:split])
                right = texts[split : last + 1]
                left_known = any(not e.ambiguous for e in self.knowledge.lookup(left))
                if left_known and (
                    (self._is_person(right) and len(right) > 1 and not self._is_person(texts[first:split]))
                    or (len(right) > 1 and any(not e.ambiguous for e in self.knowledge.lookup(" ".join(right))))
                ):
                    cut = split
                    break
        if cut > first:
            spans.append(self._span(words, first, cut - 1))
        spans.append(self._span(words, cut, last))
        return [s for s in spans if not self._trivial(s) and not self._shouted(texts[s.first : s.last + 1], s)]

    # -- helpers -----------------------------------------------------------------------------------------------------

    def _span(self, words: Words, first: int, last: int) -> NameSpan:
        text = self._surface(words, first, last)
        return NameSpan(first, last, text, entries=self._entries_of(text), sure=not self._at_start(words, first))

    @staticmethod
    def _shouted(texts: Sequence[str], span: NameSpan) -> bool:
        """Several words in capitals are emphasis or a heading unless the knowledge base knows them."""
        letters = [t for t in texts if t.isalpha()]
        return not span.entries and len(letters) > 1 and all(t.isupper() and len(t) > 2 for t in letters)

    def _trivial(self, span: NameSpan) -> bool:
        return len(span.text) < 2 or span.text.lower() in self._never

    def _entries_of(self, text: str) -> tuple[KBEntry, ...]:
        return tuple(e for e in self.knowledge.lookup(text) if not self._common.intersection(e.types))

    @staticmethod
    def _surface(words: Words, first: int, last: int) -> str:
        out = words.texts[first]
        for i in range(first + 1, last + 1):
            gap = " " if words.starts[i] > words.ends[i - 1] else ""
            out += gap + words.texts[i]
        return out

    @staticmethod
    def _capital(word: str) -> bool:
        if not word:
            return False
        if any(c in "€$£¥%" for c in word):
            return False
        if word[0].isupper():
            return True
        inner = any(c.isupper() for c in word[1:]) and "-" not in word
        return inner and word[0].isalnum() and any(c.isalpha() for c in word[:2])

    @staticmethod
    def _at_start(words: Words, i: int) -> bool:
        if words.sentence_starts[i]:
            return True
        before = words.texts[i - 1]
        if before in {'"', "-", "–", "—", "(", "*", "#", "•"} and (i == 1 or words.sentence_starts[i - 1]):
            return True
        return before in {":", "…", '"'} and words.texts[i - 2 : i - 1] != ["("]

    def _is_person(self, texts: Sequence[str]) -> bool:
        first = texts[0]
        names: Mapping[str, str] = self.knowledge.first_names
        return first in names or first.split("-")[0] in names

    def _is_role(self, texts: Sequence[str]) -> bool:
        return texts[-1] in self._separators or texts[-1].lower() in self.knowledge.occupations(self.grammar.language)

    def _is_place(self, word: str) -> bool:
        place = self.kinds.classes["place"]
        return any(not set(place).isdisjoint(e.types) for e in self.knowledge.lookup(word))

    def _weigh(self, span: NameSpan, words: Words, tagged: Tagged) -> None:
        """Vote on the class of a name by its own form."""
        for entry in span.entries:
            weight = 0.4 if entry.ambiguous else 2.0
            for cls in entry.types:
                span.vote(cls, weight)
        texts = [t for t in words.texts[span.first : span.last + 1] if t != '"']
        suffix = self.grammar.suffix_class.get(texts[-1])
        if suffix and len(texts) > 1:
            span.vote(suffix, 1.2)
        head = self.grammar.head_class.get(texts[0])
        if head and len(texts) > 1:
            span.vote(head, 1.0)
        if span.quoted:
            span.vote(self._work, 1.0)
        elif (
            2 <= len(texts) <= 4
            and self._is_person(texts)
            and not suffix
            and all(self._capital(t) or t.lower() in self._particles for t in texts)
        ):
            span.vote(self._human, 1.2)
        labels = [label for label in tagged.labels[span.first : span.last + 1] if label]
        if labels and not span.quoted:
            mapped = self.kinds.tagger_labels.get(labels[-1])
            if mapped:
                weight = mapped[1] * len(labels) / len(texts)
                span.label = (mapped[0], weight if len(texts) > 1 else 0.6 * weight)


def grammar_class(grammar: Grammar, word: str) -> str:
    """Return the class of name that a capitalised head noun opens, or an empty string."""
    return grammar.head_class.get(word, "")
