"""Noun phrases of a parsed block: determiner, adjectives, head noun, names and the preposition before.

Flat chunks by part of speech, the same for French and English: attachment is left to extraction, which knows what it
is looking for. A name or quoted title is one token (see :mod:`kg.annotate.document`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

    from kg.annotate.grammar import Grammar

_NOUNISH = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "SYM", "X"})


@dataclass(slots=True)
class Phrase:
    """Tokens ``first..last`` (inclusive, without the preposition).

    ``noun`` is the head common noun or -1; ``names`` the name tokens; ``own`` is set for a possessive determiner;
    ``owner`` is the number of the phrase that owns this one by ``'s``; ``prep`` the base form of the preposition.
    """

    first: int
    last: int
    noun: int = -1
    names: list[int] = field(default_factory=list)
    nouns: list[int] = field(default_factory=list)
    adjectives: list[int] = field(default_factory=list)
    prep: str = ""
    prep_at: int = -1
    det: str = ""
    definite: bool = False
    own: bool = False
    owner: int = -1

    @property
    def name(self) -> int:
        """The last name token, which the nouns before it describe; -1 without one."""
        return self.names[-1] if self.names else -1


def find_phrases(doc: Doc, is_name: Callable[[int], bool], grammar: Grammar) -> list[Phrase]:
    """Return the noun phrases of a block in order; they do not overlap."""
    phrases: list[Phrase] = []
    i = 0
    while i < len(doc):
        if not _can_start(doc[i], is_name(i), grammar):
            i += 1
            continue
        phrase, end = _read(doc, i, is_name, grammar)
        if phrase is None:
            i += 1
            continue
        _attach(doc, phrase, phrases, grammar)
        phrases.append(phrase)
        i = end
    return phrases


def _can_start(token: Token, name: bool, grammar: Grammar) -> bool:
    if token.text == "/":
        return False
    owned = token.i > 0 and token.pos_ == "VERB" and token.nbor(-1).lower_ == "'s" and token.tag_ in {"VBG", "VBN"}
    return name or token.pos_ in _INSIDE or token.lower_ in grammar.word_set("own") or owned or _trade(token, grammar)


def _trade(token: Token, grammar: Grammar) -> bool:
    """``to publishing powerhouse X``: a noun for a trade that is taken for a verb."""
    return (
        token.tag_ == "VBG"
        and token.lower_ in grammar.word_set("trades")
        and token.i + 1 < len(token.doc)
        and (token.nbor(1).pos_ in {"NOUN", "PROPN"} or token.nbor(1).lower_ in grammar.class_nouns)
    )


def _read(  # noqa: C901, PLR0912, PLR0915 (one case a part of speech)
    doc: Doc, i: int, is_name: Callable[[int], bool], grammar: Grammar
) -> tuple[Phrase | None, int]:
    phrase = Phrase(i, i)
    english = grammar.language == "en"
    own = grammar.word_set("own") | grammar.word_set("speaker_own")
    j = i
    while j < len(doc):
        token = doc[j]
        lower = token.lower_
        if (j > i and token.is_sent_start) or token.text == "/":
            # "president/GM"
            break
        if english and phrase.names and phrase.names[-1] == j - 1 and _tells_time(doc, j, grammar):
            # "with X next week", "sued X Tuesday"
            break
        if is_name(j):
            if not english and ((phrase.names and phrase.names[-1] == j - 1) or _only_time(doc, phrase, grammar)):
                # "lance lundi X": a day before a name belongs to the verb
                break
            phrase.names.append(j)
        elif lower in own and token.pos_ in {"DET", "PRON", "ADJ"}:
            if j > i:
                break
            phrase.own = True
            phrase.det = lower
        elif token.pos_ == "DET" or (
            j == i and (lower in grammar.word_set("definite") or lower in grammar.word_set("indefinite"))
        ):
            if phrase.noun >= 0 or phrase.names or phrase.adjectives:
                break
            phrase.det = lower
            phrase.definite = lower in grammar.word_set("definite")
        elif (
            english
            and token.pos_ == "VERB"
            and lower in grammar.class_nouns
            and phrase.det
            and phrase.noun < 0
            and j == phrase.last + (j > i)
            and phrase.names
        ):
            # "the Toronto startup Lumeno", "startup" taken for a verb
            phrase.nouns.append(j)
            phrase.noun = j
        elif (token.pos_ in _NOUNISH or _trade(token, grammar)) and (
            token.is_alpha or "-" in lower or len(lower) > 1 or lower == "%"
        ):
            if phrase.names and not english:
                break
            if phrase.noun >= 0 and not english and not _compound(doc, j):
                break
            phrase.nouns.append(j)
            phrase.noun = j if english or phrase.noun < 0 else phrase.noun
        elif english and lower == "such" and phrase.noun >= 0:
            # "films such as X"
            break
        elif token.pos_ in {"ADJ", "NUM", "SYM", "X"} or (token.pos_ == "ADV" and phrase.det and phrase.noun < 0):
            if english and phrase.names and (token.pos_ != "ADJ" or _of_time(doc, j, grammar)):
                break
            if english and phrase.noun >= 0 and token.pos_ in {"NUM", "SYM"}:
                break
            phrase.adjectives.append(j)
        elif (
            lower in {"-", "–"}
            and english
            and j + 1 < len(doc)
            and doc[j + 1].lower_ in grammar.word_set("participle_tails")
        ):
            phrase.adjectives.append(j + 1)
            j += 1
        elif (
            token.pos_ == "VERB"
            and english
            and token.tag_ in {"VBN", "VBG"}
            and phrase.noun < 0
            and (phrase.det or phrase.own or j == i)
            and j + 1 < len(doc)
            and doc[j + 1].pos_ in {"NOUN", "PROPN", "ADJ"}
        ):
            phrase.adjectives.append(j)
        elif (
            token.pos_ == "CCONJ"
            and phrase.adjectives
            and phrase.noun < 0
            and j + 1 < len(doc)
            and doc[j + 1].pos_ == "ADJ"
        ) or _joins_names(doc, j, phrase, is_name, grammar):
            pass
        elif english and _acronym_in_brackets(doc, j, is_name):
            # an acronym: "artificial intelligence (AI) company Lumeno"
            j += 2
        else:
            break
        phrase.last = j
        j += 1
    if phrase.noun < 0 and not phrase.names:
        # "l'Américain Brad Tillman" is a name; "l'Américaine", "le premier" stand for somebody by an adjective alone.
        if not phrase.adjectives or not phrase.det:
            return None, j
        if doc[phrase.adjectives[-1]].lower_ in grammar.class_nouns:
            # "the single" taken for an adjective
            phrase.noun = phrase.adjectives[-1]
    elif phrase.noun < 0 and phrase.det and not english:
        # "le documentaire X", taken for an adjective
        at = phrase.names[0] - 1
        phrase.noun = at if at in phrase.adjectives and doc[at].lower_ in grammar.class_nouns else -1
    return phrase, max(j, i + 1)


def _only_time(doc: Doc, phrase: Phrase, grammar: Grammar) -> bool:
    """Tell whether all nouns of a phrase so far are days or times: ``lundi``, ``le 3 mars``, ``cette semaine``."""
    words = grammar.word_set("time_nouns") | grammar.name_sets["never"]
    return bool(phrase.nouns) and all(doc[i].lower_ in words for i in phrase.nouns)


def _of_time(doc: Doc, j: int, grammar: Grammar) -> bool:
    """``launched X last year``: an adjective of time belongs to no name."""
    return j + 1 < len(doc) and doc[j + 1].lower_ in grammar.word_set("time_nouns")


def _joins_names(doc: Doc, j: int, phrase: Phrase, is_name: Callable[[int], bool], grammar: Grammar) -> bool:
    """``a former X and Y executive``: two names before one noun with a determiner of its own."""
    return (
        grammar.language == "en"
        and doc[j].pos_ == "CCONJ"
        and bool(phrase.det)
        and phrase.noun < 0
        and bool(phrase.names)
        and phrase.names[-1] == j - 1
        and j + 2 < len(doc)
        and is_name(j + 1)
        and doc[j + 2].pos_ == "NOUN"
        and not is_name(j + 2)
    )


def _tells_time(doc: Doc, j: int, grammar: Grammar) -> bool:
    """Tell whether a time begins at a token: ``next week``, ``Tuesday``, ``today``."""
    lower = doc[j].lower_
    if lower in grammar.word_set("time_openers"):
        return j + 1 < len(doc) and doc[j + 1].lower_ in grammar.word_set("time_nouns") | grammar.word_set("calendar")
    return lower in grammar.word_set("calendar")


def _acronym_in_brackets(doc: Doc, j: int, is_name: Callable[[int], bool]) -> bool:
    """Tell whether ``(AI)`` repeats the name or noun before it, inside a phrase that goes on."""
    return (
        doc[j].text == "("
        and j + 3 < len(doc)
        and doc[j + 2].text == ")"
        and is_name(j + 1)
        and doc[j + 3].pos_ in {"NOUN", "PROPN"}
    )


def _compound(doc: Doc, j: int) -> bool:
    """French noun + noun (``numéro un``, ``film culte``, ``directeur marketing``) unless a determiner begins anew."""
    return doc[j].pos_ == "NOUN" or doc[j].pos_ == "PROPN"


def _attach(doc: Doc, phrase: Phrase, before: list[Phrase], grammar: Grammar) -> None:
    at = phrase.first - 1
    if at < 0 or doc[phrase.first].is_sent_start:
        return
    token = doc[at]
    lower = token.lower_
    if lower == "'s" or (lower == "'" and (token.pos_ == "PART" or token.dep_ == "case")):
        if before and before[-1].last == at - 1:
            phrase.owner = len(before) - 1
        return
    if before and grammar.language == "en" and _past_participle(doc, at) == before[-1].last + 1:
        # "X's recently appointed chief executive"
        phrase.owner = len(before) - 1
        return
    if token.dep_ == "prt":
        return
    adposition = token.pos_ == "ADP" or (lower == "to" and token.dep_ == "prep")
    if (adposition and lower not in grammar.word_set("relative")) or lower in grammar.word_set("prepositions"):
        phrase.prep = grammar.base_form(lower)
        phrase.prep_at = at
        if phrase.prep != lower and lower not in grammar.word_set("indefinite") and not phrase.det:
            phrase.definite = True
    elif token.pos_ == "DET" and lower in grammar.words["contracted"]:
        phrase.prep = grammar.base_form(lower)
        phrase.prep_at = at
    _join_preposition(doc, phrase, before, grammar)
    first = doc[phrase.first].lower_
    if not phrase.prep and first in grammar.words["contracted"] and phrase.last > phrase.first:
        phrase.prep = grammar.base_form(first)
        phrase.prep_at = phrase.first
        phrase.definite = first in {"du", "des", "au", "aux"}
        _join_preposition(doc, phrase, before, grammar)


def _past_participle(doc: Doc, at: int) -> int:
    """Return the possessive ``'s`` before adverbs and a participle that end at a token, or -1."""
    while at > 0 and (doc[at].pos_ == "ADV" or doc[at].tag_ in {"VBN", "VBG"}):
        at -= 1
    return at if at > 0 and doc[at].lower_ == "'s" else -1


def _join_preposition(doc: Doc, phrase: Phrase, before: list[Phrase], grammar: Grammar) -> None:
    """Read several words as one preposition (``aux côtés de``): the noun in them is no phrase of its own."""
    joined: dict[str, str] = grammar.words["joined_prepositions"]
    end = max(phrase.prep_at + 1, 0) or phrase.first
    for length in (6, 5, 4, 3, 2):
        start = end - length
        if start < 0:
            continue
        found = joined.get(" ".join(t.lower_ for t in doc[start:end]))
        if found is not None and not any(t.is_sent_start for t in doc[start + 1 : end]):
            phrase.prep, phrase.prep_at = found, start
            while before and before[-1].first >= start:
                before.pop()
            return
