"""Posts between an organisation and whoever holds them: ``Lumio director of content Ada Holm``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.departments import names_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import BlockContext, Language
    from kg.lexicon import Entry

#: ``senior vice-president of global marketing and distribution``: the longest run that is read.
_LONGEST = 11
#: The longest post in words.
_WINDOW = 6
_JOINS = frozenset({"and", "&", "/", "et"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ", "SYM", "X"})
_CONFIDENCE = 0.84


class TitleRuns:
    """Reads the words between the name of an organisation and the name of a person as posts and fields."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.nouns = language.lexicon.nouns
        self.patterns = language.lexicon.noun_patterns
        self.former = language.grammar.word_set("former")

    def find(self, context: BlockContext) -> Iterator[Candidate]:
        """Yield the posts of a block that a name before and a name after enclose."""
        if self.language.grammar.language != "en":
            # French puts the organisation behind the post
            return
        for phrase in context.phrases:
            if phrase.name <= phrase.noun or phrase.name < 0:
                continue
            person = context.mention_entity(phrase.name)
            if context.is_kind(person, "human"):
                yield from self._posts(context, phrase.name, person)

    def _posts(self, context: BlockContext, at: int, person: int) -> Iterator[Candidate]:
        first = self._organisation(context, at)
        if first < 0:
            return
        group = context.mention_entity(first)
        start = first + (2 if context.doc[first + 1].lower_ in {"'s", "'"} else 1)
        former = any(t.lower_ in self.former for t in context.doc[max(0, first - 2) : at])
        for begin, end, entry in self._titles(context, start, at):
            relation = entry.relation
            if entry.department and names_field(context, begin, end, start, at):
                relation = entry.department
            fits = context.fits(group, entry.object) and context.fits(person, entry.subject)
            if not fits or group == person:
                continue
            block = context.block
            wording = context.annotated.article.text[block.starts[begin] : block.ends[end]]
            yield Candidate(
                relation,
                person,
                group,
                context.number,
                end,
                at,
                first,
                own_clause=True,
                confidence=min(entry.confidence, _CONFIDENCE),
                rule=f"noun/{entry.origin}",
                classes=(entry.subject, entry.object),
                qualifiers={entry.title: wording, **({"former": True} if former else {})},
                post=True,
            )

    def _organisation(self, context: BlockContext, at: int) -> int:
        """Return the token of the organisation that opens the run of title words before a name, or -1."""
        doc = context.doc
        for i in range(at - 1, max(-1, at - _LONGEST - 1), -1):
            if doc[i + 1].is_sent_start:
                return -1
            entity = context.mention_entity(i)
            if entity >= 0:
                types = context.annotated.entities[entity].types
                open_ = not types or context.annotated.entities[entity].soft
                vocabulary = set(types) & set(self.language.kinds.classes["vocabulary"])
                if vocabulary or i == at - 1:
                    # "chief AI officer"
                    if i == at - 1:
                        return -1
                    continue
                return i if open_ or context.is_kind(entity, "group") else -1
            inside = doc[i].pos_ in _INSIDE or doc[i].lower_ in {"of", "-", "'s", "'"} or doc[i].tag_ == "VBG"
            if not inside:
                return -1
        return -1

    def _titles(self, context: BlockContext, start: int, at: int) -> Iterator[tuple[int, int, Entry]]:
        """Yield the posts of a run; none unless the run consists of posts, fields before and fields after *of*."""
        doc = context.doc
        found: list[tuple[int, int, Entry]] = []
        i = start
        while i < at:
            hit = next((e for e in range(min(at, i + _WINDOW) - 1, i - 1, -1) if self._entry(context, i, e)), -1)
            entry = self._entry(context, i, hit) if hit >= 0 else None
            if entry is None:
                i += 1
                continue
            found.append((i, hit, entry))
            i = hit + 1
        if not found:
            return
        last = found[-1][1]
        tail = [t.lower_ for t in doc[last + 1 : at]]
        if tail and tail[0] != "of":
            return
        for position, (begin, end, entry) in enumerate(found):
            after = doc[end + 1].lower_
            joined = after in _JOINS and position + 1 < len(found) and found[position + 1][0] == end + 2
            closes = end == at - 1 or after == "of"
            if entry.implied or after == "of":
                yield from [(begin, end, entry)] if joined or closes else []

    def _entry(self, context: BlockContext, begin: int, end: int) -> Entry | None:
        doc = context.doc
        if doc[begin].lower_ in _JOINS or doc[end].lower_ in _JOINS or doc[end].lower_ == "of":
            return None
        key = " ".join(t.lower_ for t in doc[begin : end + 1])
        entries = self.nouns.get(key)
        if not entries and end > begin + 1:
            entries = next((e for a, b, e in self.patterns if key.startswith(a) and key.endswith(b)), None)
        if end == begin < len(doc) - 1 and doc[begin].pos_ == "ADJ":
            return None
        human = frozenset(self.language.kinds.classes["human"])
        return next((e for e in entries or () if e.title and (not e.subject or e.subject & human)), None)


def without_guesses(found: list[Candidate]) -> list[Candidate]:
    """Leave out the organisations guessed for a post that stands between two names."""
    stated = {(c.block, c.anchor, c.subject) for c in found if c.post and not c.implied}
    return [c for c in found if not (c.implied and (c.block, c.anchor, c.subject) in stated)]
