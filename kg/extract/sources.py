"""Who says what a sentence states: "selon X", "X said that …", the speaker of a quotation, a denier, an interviewee."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.antecedents import antecedents
from kg.extract.subjects import subjects
from kg.extract.surroundings import is_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc, Span, Token

    from kg.extract.context import BlockContext
    from kg.extract.records import Filler, Language

_MAX_CHAIN = 6
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
_PASSIVE = frozenset({"aux:pass", "auxpass"})
_AGENTS = frozenset({"agent", "obl:agent"})
_REACH = 8
#: How far after an inverted verb its subject may stand: "s'est félicité mardi auprès de l'agence le directeur de X".
_INVERSION = 12


@dataclass(frozen=True, slots=True)
class Source:
    """That somebody says it, and which entity if it is named."""

    speaker: int | None = None


def says(verb: Token, lemmas: frozenset[str]) -> bool:
    """Tell whether a verb is one of these; taggers leave many French forms without their infinitive."""
    form = verb.lower_
    if verb.lemma_.lower() in lemmas or form in lemmas:
        return True
    if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_.lower() != form:
        return False
    return f"{form}r" in lemmas or (form.endswith("ent") and f"{form[:-2]}r" in lemmas)


def inside_quotes(doc: Doc, token: int) -> bool:
    """Tell whether a token stands between double quotes (counted from the block's beginning)."""
    return sum(t.text == '"' for t in doc[:token]) % 2 == 1


class Sources:
    """Finds sources with the word lists of one language (``[modality]`` of the lexicon)."""

    def __init__(self, language: Language, words: Mapping[str, frozenset[str]]) -> None:
        self.language = language
        self.words = words
        self.reporting = words["saying"] | words["announcing"]
        self.inserted = self.reporting | words["inserted"]

    def of(self, context: BlockContext, word: Token, sentence: Span, *, own_clause: bool) -> Source | None:
        """Return the source of a word: ``selon X`` in its sentence, the quotation or reported clause around it.

        ``own_clause`` is set for appositions and other descriptions, which only a quotation or interview reaches.
        """
        speech = context.annotated.spoken.get(context.number)
        if speech is not None:
            return Source(speech)
        quoted = inside_quotes(context.doc, word.i)
        if own_clause:
            return self._quotation(context, sentence, word) if quoted else None
        according = self._according(context, sentence, word)
        if according is not None:
            return according
        if quoted:
            return self._quotation(context, sentence, word)
        return self._incise(context, sentence, word) or self._as_said(context, sentence, word)

    # -- who speaks ----------------------------------------------------------------------------------------------------

    def denier(self, context: BlockContext, verb: Token) -> int | None:
        """Return who says, announces or denies: the subject of the verb, the agent of a passive."""
        if verb.pos_ not in {"VERB", "AUX"} or not (says(verb, self.inserted) or says(verb, self.words["denying"])):
            return None
        if any(c.dep_ in _PASSIVE for c in verb.children):
            found = self._agent(context, verb)
        else:
            found = self._able(context, subjects(context, verb)) or self._of_subject(context, verb)
        return found[0].entity if found else self._before_verb(context, verb)

    def _before_verb(self, context: BlockContext, verb: Token) -> int | None:
        """``quand X, le patron de Y, affirme que``: the last person before a verb whose subject the parser missed."""
        after = context.doc[verb.i + 1].lower_ if verb.i + 1 < len(context.doc) else ""
        if after not in self.words["complementisers"] or any(c.dep_ in _SUBJECTS for c in verb.children):
            return None
        start = verb.sent.start
        people = [
            m
            for m in context.annotated.mentions
            if m.block == context.number and start <= m.first < verb.i and context.is_kind(m.entity, "human")
        ]
        return max(people, key=lambda m: m.first).entity if people else None

    def _agent(self, context: BlockContext, verb: Token) -> list[Filler]:
        for child in verb.children:
            if child.dep_ in _AGENTS:
                token = next((c for c in child.children if c.dep_ == "pobj"), child)
                return self._able(context, context.token_fillers(token.i))
        return []

    def _able(self, context: BlockContext, found: list[Filler]) -> list[Filler]:
        """Keep who can speak: human beings, groups, names of unknown class."""
        return [
            f
            for f in found
            if context.is_kind(f.entity, "human")
            or context.is_kind(f.entity, "group")
            or not context.annotated.entities[f.entity].types
        ]

    def _speakers(self, context: BlockContext, verb: Token) -> list[Filler]:
        """Return the speaker of a verb of saying beside what is said: right after it, or its subject."""
        if any(c.dep_ in _SUBJECTS and c.i < verb.i for c in verb.children):
            # "X told Y": Y only hears it
            found = self._able(context, subjects(context, verb)) or self._of_subject(context, verb)
        else:
            found = self._able(context, self._right_after(context, verb) or subjects(context, verb))
        return self._outside(context, verb, found) or self._able(context, self._further_on(context, verb))

    def _right_after(self, context: BlockContext, verb: Token) -> list[Filler]:
        """``assure X``: the name right after the verb."""
        i = verb.i + 1
        while i < len(context.doc) and (
            context.doc[i].pos_ in {"ADV", "PRON"}
            or context.doc[i].lower_.startswith("-")
            or says(context.doc[i], self.reporting)
        ):
            if context.mention_entity(i) >= 0:
                return context.token_fillers(i)
            i += 1
        number = context.phrase_at(i) if i < len(context.doc) else -1
        return self._of_phrase(context, number) if number >= 0 and not context.phrases[number].prep else []

    def _further_on(self, context: BlockContext, verb: Token) -> list[Filler]:
        """``a annoncé mardi auprès de l'agence la directrice de X``: over time expressions and complements."""
        if any(c.dep_ in _SUBJECTS and c.i < verb.i for c in verb.children):
            return []
        for number, phrase in enumerate(context.phrases):
            if not verb.i < phrase.first <= verb.i + _INVERSION or phrase.first >= verb.sent.end:
                continue
            between = context.doc[verb.i + 1 : phrase.first]
            if any(t.text in {'"', ",", ";", ":"} or t.lower_ in self.words["complementisers"] for t in between):
                return []
            if not phrase.prep and not is_time(context, number):
                return self._of_phrase(context, number)
        return []

    def _of_phrase(self, context: BlockContext, number: int) -> list[Filler]:
        """Return whom a phrase stands for; for "a spokesperson for X" and "the report in X" that is X."""
        found = context.phrase_fillers(number) or context.described(number)
        if found:
            return found
        phrase = context.phrases[number]
        links = frozenset(context.words("genitive"))
        if phrase.noun >= 0 and context.doc[phrase.noun].lemma_.lower() in self.words["voices"]:
            links |= self.words["speaking_for"]
        return list(context.owners(number, phrase.last, frozenset(), links))[:1]

    def _of_subject(self, context: BlockContext, verb: Token) -> list[Filler]:
        """``a spokeswoman for X confirmed``: the voice of X."""
        child = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        number = context.phrase_at(child.i) if child is not None else -1
        if number < 0 or child is None or child.lemma_.lower() not in self.words["voices"]:
            return []
        return self._able(context, self._of_phrase(context, number))

    def _outside(self, context: BlockContext, verb: Token, found: list[Filler]) -> list[Filler]:
        """Resolve ``affirme-t-elle`` to somebody whom the quotation does not name itself."""
        if not found or context.is_kind(found[0].entity, "human"):
            return found
        mention = context.annotated.mention_at(context.number, found[0].token)
        if mention is None or mention.kind != "pronoun":
            return found
        start = verb.sent.start
        inside = {
            m.entity
            for m in context.annotated.mentions
            if m.block == context.number and start <= m.first < verb.i and inside_quotes(context.doc, m.first)
        }
        if found[0].entity not in inside:
            return found
        others = antecedents(context.annotated, context.number, found[0].token)
        human = next((e for e in others if e not in inside and context.is_kind(e, "human")), None)
        return [type(found[0])(human, found[0].token)] if human is not None else found

    # -- where it is said ----------------------------------------------------------------------------------------------

    def _according(self, context: BlockContext, sentence: Span, word: Token) -> Source | None:
        lowered = [t.lower_ for t in sentence]
        for marker in self.language.lexicon.modality["according"]:
            parts = marker.split(" ")
            for at in range(len(lowered) - len(parts)):
                if lowered[at : at + len(parts)] != parts:
                    continue
                after = sentence.start + at + len(parts)
                if context.doc[after].lower_ in self.words["according_relatives"]:
                    continue  # "la rumeur selon laquelle": the noun before is the source
                if len(parts) == 1 and _is_rate(context, after):
                    continue
                # only the first noun phrase after the marker is the source
                for i in range(after, min(after + _REACH, sentence.end)):
                    number = context.phrase_at(i)
                    if number >= 0:
                        found = self._of_phrase(context, number)[:1]
                        if found and found[0].token == word.i:
                            return None
                        return Source(found[0].entity if found else None)
                    entity = context.mention_entity(i)
                    if entity >= 0:
                        return Source(entity)
                return Source()
        return None

    def _quotation(self, context: BlockContext, sentence: Span, word: Token) -> Source:
        """Return the speaker of a quotation: named in its sentence, the next, the one before, the block before."""
        speaker = self._sentence_speaker(context, sentence, word)
        if speaker is None:
            for at in (sentence.end, sentence.start - 1):
                if 0 <= at < len(context.doc):
                    speaker = self._sentence_speaker(context, context.doc[at].sent, word)
                    if speaker is not None:
                        break
        return Source(speaker if speaker is not None else self._continued(context))

    def _continued(self, context: BlockContext) -> int | None:
        """Return the last speaker of the block before one that opens with a quotation mark and names nobody."""
        if not context.number or not len(context.doc) or context.doc[0].text != '"':
            return None
        before = type(context)(context.annotated, context.number - 1, context.language)
        for sentence in reversed(list(before.doc.sents)):
            found = self._sentence_speaker(before, sentence, None)
            if found is not None:
                return found
        return None

    def _sentence_speaker(self, context: BlockContext, sentence: Span, word: Token | None) -> int | None:
        for verb in sentence:
            if verb.pos_ not in {"VERB", "AUX"} or inside_quotes(context.doc, verb.i):
                continue
            if (word is None or verb.i != word.i) and says(verb, self.inserted):
                found = self._speakers(context, verb)
                if found:
                    return found[0].entity
        return None

    def _incise(self, context: BlockContext, sentence: Span, word: Token) -> Source | None:
        """``…, assure X`` and ``…, X said``: a verb of saying set off by a comma after the statement."""
        for verb in sentence:
            if verb.pos_ not in {"VERB", "AUX"} or not says(verb, self.inserted) or verb.i == word.i:
                continue
            if verb.i < word.i:
                if says(verb, self.words["saying"]) and self._between_commas(context.doc, verb):
                    found = self._speakers(context, verb)
                    return Source(found[0].entity if found else None)
                continue
            if verb.head.i == word.i or self._governs(verb, word) or self._inserted_after(context, verb):
                opening = max((t.i for t in context.doc[word.i : verb.i] if t.text in {",", '"'}), default=-1)
                if opening < 0 or any(t.lower_ in self.words["complementisers"] for t in verb.children if t.i > verb.i):
                    continue
                found = self._speakers(context, verb)
                return Source(found[0].entity if found else None)
        return None

    def _inserted_after(self, context: BlockContext, verb: Token) -> bool:
        """``…, croit savoir X.``: a verb right after a comma with its subject right behind."""
        before = context.doc[verb.i - 1] if verb.i > verb.sent.start else None
        return before is not None and before.text == "," and bool(self._right_after(context, verb))

    def _as_said(self, context: BlockContext, sentence: Span, word: Token) -> Source | None:
        """``Comme l'a révélé X, …`` and ``as X reported``."""
        for mark in sentence:
            if mark.lower_ not in self.words["as_said"]:
                continue
            clause = context.doc[mark.i + 1 : min(sentence.end, mark.i + _REACH)]
            verb = next((t for t in clause if t.pos_ in {"VERB", "AUX"} and says(t, self.inserted)), None)
            if verb is None or verb.i == word.i or any(t.text == "," for t in context.doc[mark.i : verb.i]):
                continue
            found = self._speakers(context, verb)
            if found and found[0].token != word.i:
                return Source(found[0].entity)
        return None

    @staticmethod
    def _between_commas(doc: Doc, verb: Token) -> bool:
        """``Sony, she added, is …``: the verb of saying and its subject stand between commas."""
        left = doc[max(verb.sent.start, verb.i - 4) : verb.i]
        right = doc[verb.i + 1 : min(verb.sent.end, verb.i + 5)]
        return any(t.text == "," for t in left) and any(t.text == "," for t in right)

    @staticmethod
    def _governs(verb: Token, word: Token) -> bool:
        node = word
        for _ in range(_MAX_CHAIN):
            if node.head.i == verb.i and node.dep_ in {"ccomp", "parataxis", "conj", "advcl"}:
                return True
            if node.head.i == node.i or node.dep_ in {"relcl", "acl:relcl"}:
                return False
            node = node.head
        return False


def _is_rate(context: BlockContext, at: int) -> bool:
    """Tell whether a bare noun begins at a token: ``per cent``, ``per share`` name no source."""
    number = context.phrase_at(at)
    if number < 0:
        return False
    phrase = context.phrases[number]
    return phrase.first == at == phrase.noun or (bool(phrase.nouns) and phrase.nouns[0] == at and not phrase.names)
