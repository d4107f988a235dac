"""Whether a sentence asserts, reports, plans, doubts or denies what a word in it states, and who is its source.

Several signs may meet; the order of precedence is negated > hedged > planned > attributed > asserted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.morphology import features
from kg.extract.sources import Sources, says
from kg.extract.voice import is_infinitive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from kg.extract.context import BlockContext, Language
    from kg.model import Mode

#: Of several modes that fit the one of the highest rank stands.
RANK: dict[Mode, int] = {"asserted": 0, "attributed": 1, "planned": 2, "hedged": 3, "negated": 4}
_AUX_DEPS = frozenset({"aux", "aux:tense", "aux:pass", "auxpass", "cop", "aux:caus"})
_EMBEDDING = frozenset(
    {"xcomp", "ccomp", "advcl", "obj", "dobj", "pcomp", "prep", "obl:arg", "obl:mod", "conj", "pobj", "nmod"}
)
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
_OBJECTS = frozenset({"obj", "dobj"})
_MARKS = frozenset({"mark", "advmod", "fixed"})
_MAX_CHAIN = 6
_FUTURE = re.compile(r"r(?:ai|as|a|ons|ez|ont)$")
_CONDITIONAL = re.compile(r"r(?:ais|ait|ions|iez|aient)$")
#: How many words before a verb may say that it is about to happen.
_LEAD = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """The mode of a statement and the entity that is its source (an index), if one is named."""

    mode: Mode = "asserted"
    speaker: int | None = None

    def stronger(self, other: Reading) -> Reading:
        """Combine two signs: the higher mode, and whichever source is known."""
        mode = self.mode if RANK[self.mode] >= RANK[other.mode] else other.mode
        return Reading(mode, self.speaker if self.speaker is not None else other.speaker)


class Modality:
    """Reads modes with the word lists of one language (``[modality]`` of the lexicon)."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words = {key: frozenset(value) for key, value in language.lexicon.modality.items()}
        self.sources = Sources(language, self.words)

    def mode_at(self, context: BlockContext, token: int, *, own_clause: bool = False) -> Reading:
        """Return the reading of the statement that a token makes.

        ``own_clause`` is set for appositions and other descriptions, which do not share the mode of the main verb.
        """
        word = context.doc[token]
        reading = Reading()
        if not own_clause:
            below: Token | None = None
            for verb, direct in self._chain(word):
                outer = self._verb_reading(context, verb, direct=direct, below=below)
                announced = below is not None and says(below, self.words["announcing"])
                if announced and outer.speaker is not None and says(verb, self.sources.inserted):
                    reading = Reading(reading.mode, outer.speaker)  # "Reuters reports that X announced"
                reading = reading.stronger(outer)
                below = verb
        elif word.pos_ in {"VERB", "AUX"}:
            reading = self._verb_reading(context, word, direct=True, below=None)
        sentence = word.sent
        if not own_clause and self._misread_denial(sentence, word):
            reading = reading.stronger(Reading("negated"))
        if self._is_question(sentence) and not own_clause:
            reading = reading.stronger(Reading("hedged"))
        source = self.sources.of(context, word, sentence, own_clause=own_clause)
        if source is not None:
            reading = reading.stronger(Reading("attributed", source.speaker))
        return reading

    def mode_below(self, context: BlockContext, token: int) -> Reading:
        """Return the reading of whatever stands below a token: *denied any sale of*, *was to buy*, *talks about*."""
        word = context.doc[token]
        outer = self.mode_at(context, token)
        reading = self.mode_at(context, token, own_clause=True)
        if word.pos_ in {"VERB", "AUX"}:
            governed = self._verb_reading(context, word, direct=False, below=None)
            reading = reading if governed.mode == "attributed" else reading.stronger(governed)
        # what governs the word may be about something else, but a doubt is better kept
        return outer.stronger(reading) if outer.mode in {"negated", "hedged"} else reading

    # -- the verb and what governs it ----------------------------------------------------------------------------

    def _chain(self, word: Token) -> Iterator[tuple[Token, bool]]:
        """Yield the word's verb and what embeds it, nearest first; relative clauses end the chain."""
        node = word
        direct = True
        for _ in range(_MAX_CHAIN):
            yield node, direct
            head = node.head
            reported = head.lemma_.lower() in self.words["reporting_nouns"]
            relative = node.dep_ in {"relcl", "acl:relcl"} and not is_infinitive(node) and not reported
            ends = node.dep_ in {"parataxis", "appos"} or self._clause_apart(node) or self._misread_relative(node)
            if head.i == node.i or relative or ends:
                return
            if node.dep_ in {"acl", "relcl", "acl:relcl"}:
                if not is_infinitive(node) and head.lemma_.lower() not in self.words["reporting_nouns"]:
                    return
                # "plans to buy": the infinitive says what the noun is about
                direct = False
                node = head
                continue
            if node.dep_ == "conj":
                if not (node.pos_ in {"VERB", "AUX"} and head.pos_ in {"VERB", "AUX"}):
                    direct = False
                elif any(c.dep_ in {"nsubj", "nsubj:pass", "nsubjpass"} for c in node.children):
                    # a coordinated clause with a subject of its own has a mode of its own, its reporting verb aside
                    node = self._skip_conjuncts(node)
                    if node.head.i == node.i:
                        return
                    node = node.head
                    direct = False
                    continue
                else:
                    node = head
                    direct = node.dep_ != "conj"
                    continue
            elif node.dep_ not in _EMBEDDING | _SUBJECTS and not (
                node.pos_ in {"NOUN", "PROPN", "ADP"} and head.pos_ in {"VERB", "NOUN", "ADP", "AUX"}
            ):
                return
            direct = False
            node = head

    def _misread_relative(self, node: Token) -> bool:
        """``…, à qui l'on doit X``: a relative clause that the parser hangs on the main verb."""
        relative = self.language.grammar.words["relative"]
        return node.dep_ == "advcl" and any(
            c.pos_ == "PRON" and c.i < node.i and c.lower_ in relative and c.dep_ not in _MARKS for c in node.children
        )

    def _clause_apart(self, node: Token) -> bool:
        """``…, because X already owns Y``: a finite clause with a subject of its own says what is so anyway."""
        if node.dep_ != "advcl" or not any(c.dep_ in _SUBJECTS for c in node.children):
            return False
        marks = {c.lower_ for c in node.children if c.i < node.i and c.dep_ in _MARKS}
        return bool(marks & self.words["apart_marks"])

    @staticmethod
    def _skip_conjuncts(node: Token) -> Token:
        while node.dep_ == "conj" and node.head.i != node.i:
            node = node.head
        return node

    def _verb_reading(self, context: BlockContext, verb: Token, *, direct: bool, below: Token | None) -> Reading:
        reading = Reading()
        lemma = verb.lemma_.lower()
        words = self.words
        if self._negated(verb):
            reading = reading.stronger(Reading("negated"))
        if direct or verb.pos_ in {"VERB", "AUX"} or any(c.dep_ == "cop" for c in verb.children):
            lasting = lemma in words["continuing"] or (not direct and lemma in words["keeping"])
            reading = reading.stronger(self._auxiliary_reading(verb, lasting=lasting))
        if direct and (self._to_come(verb) or self._imminent(verb)):
            reading = reading.stronger(Reading("planned"))
        if self._without(verb, direct=direct):
            reading = reading.stronger(Reading("negated"))
        if below is not None and self._false_report(verb, below):
            reading = reading.stronger(Reading("negated"))
        if not direct and _is_to(verb, below):
            reading = reading.stronger(Reading("planned"))
        if not direct and (below is None or below.dep_ not in {"conj", "parataxis"}):
            hearsay = lemma in words["saying"] and any(c.dep_ in {"auxpass", "aux:pass"} for c in verb.children)
            if hearsay and below is not None and below.dep_ == "xcomp":
                reading = reading.stronger(Reading("hedged"))
            own_subject = below is not None and below.dep_ == "ccomp"
            for key, mode in (("negating", "negated"), ("hedging", "hedged"), ("planning", "planned")):
                if key == "planning" and own_subject and lemma in words["infinitive_planning"]:
                    continue
                nouns = {
                    n
                    for c in verb.children
                    for n in (c.lemma_.lower(),)
                    if c.dep_ in _OBJECTS and below is not None and c.i < below.i
                }
                if lemma in words[key] or verb.lower_ in words[key] or nouns & words[key]:
                    reading = reading.stronger(Reading(mode, self.sources.denier(context, verb)))  # type: ignore[arg-type]
            if says(verb, words["announcing"]):
                speaker = self.sources.denier(context, verb)
                reading = reading.stronger(
                    Reading("planned" if self._future_complement(verb) else "attributed", speaker)
                )
            elif says(verb, words["saying"]) or (own_subject and says(verb, words["inserted"])):
                reading = reading.stronger(Reading("attributed", self.sources.denier(context, verb)))
        return reading

    def _false_report(self, verb: Token, below: Token) -> bool:
        """``Reports that … are inaccurate``, ``la rumeur d'un rachat est infondée``."""
        if below.lemma_.lower() not in self.words["reporting_nouns"]:
            return False
        near = [verb, *verb.children]
        return any(t.lower_ in self.words["false"] or t.lemma_.lower() in self.words["false"] for t in near)

    def _to_come(self, verb: Token) -> bool:
        """``a game coming to Switch``, ``is coming to Switch``: the present of going somewhere is a future."""
        if verb.tag_ != "VBG" or verb.lemma_.lower() not in self.words["futurate"]:
            return False
        past = any(c.dep_ == "aux" and c.tag_ in {"VBD", "VBN"} for c in verb.children)
        return not past and any(c.dep_ == "prep" and c.lower_ in {"to", "on", "in"} for c in verb.children)

    def _imminent(self, verb: Token) -> bool:
        """``is about to buy``, ``est sur le point de racheter``: the words before a verb say that it is to come."""
        before = " ".join(t.lower_ for t in verb.doc[max(verb.sent.start, verb.i - _LEAD) : verb.i])
        return any(before.endswith(phrase) for phrase in self.words["imminent"])

    def _misread_denial(self, sentence: Span, word: Token) -> bool:
        """``X dément avoir …``: a verb of denial that the tagger took for something else, and so governs nothing."""
        before = sentence.doc[sentence.start : word.i]
        return any(t.lower_ in self.words["denying"] and t.pos_ not in {"VERB", "AUX", "NOUN"} for t in before)

    def _without(self, verb: Token, *, direct: bool) -> bool:
        """``sans racheter X``, ``no longer owns``, ``has yet to buy``: denials without a negation particle."""
        words = self.words
        adverbs = words["negating_adverbs"] if direct else words["negating_outer_adverbs"]
        if any(c.lower_ in adverbs for c in verb.children):
            return True
        before = [c.lower_ for c in verb.children if c.i < verb.i and c.dep_ in {"mark", "case"}]
        if verb.head.pos_ == "ADP" and verb.head.i < verb.i:
            before.append(verb.head.lower_)
        return direct and bool(words["negating_prepositions"].intersection(before))

    def _negated(self, verb: Token) -> bool:
        words = self.words
        near = [c for c in verb.children if abs(c.i - verb.i) <= 6]
        markers = [c for c in near if c.lower_ in words["negation"] or c.dep_ == "neg"]
        if not markers:
            before = verb.doc[max(verb.sent.start, verb.i - 4) : verb.i]
            markers = [t for t in before if t.lower_ in words["negation"] and t.head in {verb, *verb.children}]
        if not markers:
            return any(
                c.lower_ in words["negative_determiners"]
                for n in near
                if n.dep_ in {"nsubj", "obj", "dobj", "nsubj:pass", "nsubjpass"}
                for c in n.children
            )
        if self.language.grammar.language == "fr" and all(m.lower_ in {"ne", "n'"} for m in markers):
            window = verb.doc[verb.i : min(len(verb.doc), verb.i + 8)]
            second = [t.lower_ for t in [*near, *window]]
            if "que" in second or "qu'" in second:
                return any(w in words["negation_second"] for w in [t.lower_ for t in near])
            return any(w in words["negation_second"] for w in second)
        return True

    def _auxiliary_reading(self, verb: Token, *, lasting: bool) -> Reading:
        words = self.words
        reading = Reading()
        group = [verb, *(c for c in verb.children if c.dep_ in _AUX_DEPS or c.pos_ == "AUX")]
        for token in group:
            mood, tense = features(token, "Mood"), features(token, "Tense")
            if self.language.grammar.language == "fr":
                mood, tense = _checked(token.lower_, mood, tense)
            conditional = token.lower_ in words["reported_future"] or (mood == ["Cnd"] and token.i == verb.i)
            if conditional and self._reported(verb):
                reading = reading.stronger(Reading("planned"))
            elif mood == ["Cnd"] or token.lower_ in words["hedging_auxiliaries"]:
                reading = reading.stronger(Reading("hedged"))
            elif lasting:
                continue  # "will remain chairman": he is it now
            elif tense == ["Fut"] or (token.lower_ in words["future_auxiliaries"] and not _full_verb(token, verb)):
                reading = reading.stronger(Reading("planned"))
        if any(c.lower_ in words["hedging_adverbs"] for c in verb.children):
            reading = reading.stronger(Reading("hedged"))
        return reading

    def _reported(self, verb: Token) -> bool:
        """``said it would``, ``a annoncé qu'il rachèterait``: after a past the conditional is only a future."""
        saying = verb.head
        if verb.dep_ != "ccomp" or saying.lemma_.lower() not in self.words["saying"] | self.words["announcing"]:
            return False
        group = [saying, *(c for c in saying.children if c.dep_ in _AUX_DEPS)]
        return any(t.tag_ in {"VBD", "VBN"} or features(t, "Tense") in (["Past"], ["Imp"]) for t in group)

    def _future_complement(self, verb: Token) -> bool:
        """An announcement of a noun, an infinitive or a future is a plan; of a past it is a report."""
        for child in verb.children:
            if child.dep_ == "ccomp" and child.pos_ in {"VERB", "AUX"}:
                auxiliaries = [child, *child.children]
                past = any(
                    features(t, "Tense") in (["Past"], ["Imp"]) and t.dep_ in {*_AUX_DEPS, "ccomp"} for t in auxiliaries
                )
                perfect = any(t.dep_ in _AUX_DEPS and t.lemma_ in {"avoir", "have"} for t in auxiliaries)
                future = any(
                    t.lower_ in self.words["future_auxiliaries"] or features(t, "Tense") == ["Fut"] for t in auxiliaries
                )
                infinitive = any(features(t, "VerbForm") == ["Inf"] for t in [child])
                if (past or perfect) and not future and not infinitive:
                    return False
        return True

    @staticmethod
    def _is_question(sentence: Span) -> bool:
        last = sentence.end - 1
        while last > sentence.start and sentence.doc[last].text in {'"', ")", "…"}:
            last -= 1
        return sentence.doc[last].text == "?"


def _full_verb(token: Token, verb: Token) -> bool:
    """``à qui l'on doit le jeu``: what is an auxiliary before an infinitive is none without one."""
    return token.i == verb.i and not any(is_infinitive(child) for child in verb.children)


def _checked(form: str, mood: list[str], tense: list[str]) -> tuple[list[str], list[str]]:
    """Mistrust a tagger that sees a future or a conditional in a form without their endings: "possède"."""
    if not mood and not tense:
        return french_tense(form)
    if tense == ["Fut"] and not _FUTURE.search(form):
        return mood, []
    return ([] if mood == ["Cnd"] and not _CONDITIONAL.search(form) else mood), tense


def french_tense(form: str) -> tuple[list[str], list[str]]:
    """Read conditional and future off the ending of a verb form that the tagger left unanalysed."""
    if form.endswith(("rait", "raient")):
        return ["Cnd"], []
    if form.endswith(("era", "eront", "ira", "iront", "dra", "dront")):
        return [], ["Fut"]
    return [], []


def _is_to(verb: Token, below: Token | None) -> bool:
    """``X is to buy Y``, ``X is leaving to run Y``: an arrangement, or the purpose of what is going on."""
    if below is None or not (is_infinitive(below) or any(c.tag_ == "TO" for c in below.children)):
        return False
    going_on = verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in verb.children)
    return (below.dep_ == "xcomp" and verb.lemma_ == "be") or (below.dep_ in {"advcl", "xcomp"} and going_on)
