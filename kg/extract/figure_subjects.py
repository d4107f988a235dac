"""Whose figure it is: possessor, grammatical subject, apposition, the nearest name that fits, or who was spoken of last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.annotate.coreference import antecedents
from kg.annotate.document import TokenMention
from kg.annotate.phrases import Phrase
from kg.extract.figure_view import SentenceView

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj", "nsubj:caus"})
_CLAUSAL = frozenset({"acl", "acl:relcl", "relcl", "appos"})
_MAX_CLIMB = 8

#: Entity → how well a metric can be said of it (0 best), ``None`` when not at all.
Rank = Callable[[int], "int | None"]


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity, the tokens that stand for it (``None`` when left out), how it was found and how sure that is."""

    entity: int
    mention: TokenMention | None
    how: str
    confidence: float


def find_subject(view: SentenceView, quantity: int, anchors: list[int], rank: Rank) -> Subject | None:
    """Return the subject of a figure.

    ``quantity`` is the token of the number, ``anchors`` the tokens of the words that name the metric, the number's noun
    first. The ways are tried in order of how much they can be trusted.
    """
    ways: list[tuple[str, float, Iterator[tuple[int, TokenMention | None]]]] = [
        ("possessor", 0.95, _possessors(view, anchors)),
        ("subject", 0.9, _climb(view, [*anchors, quantity])),
        ("near", 0.7, _near(view, quantity, rank)),
        ("before", 0.55, _earlier(view, quantity, rank)),
    ]
    for how, confidence, found in ways:
        for entity, mention in found:
            if rank(entity) is not None:
                return Subject(entity, mention, how, confidence)
    return None


def subject_beside(view: SentenceView, start: int, end: int, rank: Rank) -> Subject | None:
    """Return the last fitting name between two tokens (exclusive): the second subject of "X 13 % and Y 8 %"."""
    for mention in reversed(view.mentions()):
        if start < mention.first and mention.last < end and mention.kind != "pronoun" and rank(mention.entity) is not None:
            return Subject(mention.entity, mention, "beside", 0.85)
    return None


def subject_after(view: SentenceView, last: int, rank: Rank) -> Subject | None:
    """Return the name that follows a number with a preposition: "8 % pour Y", "1.2 million for Z"."""
    for phrase in view.annotated.phrases[view.number]:
        if phrase.prep_at == last + 1 and phrase.prep in view.lexicon.genitive:
            for entity, mention in _names_of(view, phrase):
                if mention is not None and rank(entity) is not None:
                    return Subject(entity, mention, "beside", 0.85)
    return None


# -- possessors --------------------------------------------------------------------------------------------------------


def _possessors(view: SentenceView, anchors: list[int]) -> Iterator[tuple[int, TokenMention | None]]:
    for anchor in anchors:
        phrase = _phrase_at(view, anchor)
        if phrase is None:
            yield from _beside_anchor(view, anchor)
            continue
        yield from _own(view, phrase)
        if phrase.owner >= 0:
            yield from _names_of(view, view.annotated.phrases[view.number][phrase.owner])
        for name in phrase.names:
            yield from _at(view, name)
        yield from _genitives(view, phrase)


def _beside_anchor(view: SentenceView, anchor: int) -> Iterator[tuple[int, TokenMention | None]]:
    if anchor > view.span.start and (mention := view.annotated.mention_at(view.number, anchor - 1)):
        yield mention.entity, mention


def _own(view: SentenceView, phrase: Phrase) -> Iterator[tuple[int, TokenMention | None]]:
    """Yield whom "its", "son" refer back to."""
    for token in range(max(view.span.start, phrase.first - 1), phrase.last + 1):
        if view.doc[token].lower_ in view.lexicon.own:
            yield from ((entity, None) for entity in antecedents(view.annotated, view.number, token))
            return


def _genitives(view: SentenceView, phrase: Phrase) -> Iterator[tuple[int, TokenMention | None]]:
    """Yield the names in "of X", "de X" that follow a phrase directly, one after another."""
    phrases = view.annotated.phrases[view.number]
    last = phrase.last
    for following in phrases[phrases.index(phrase) + 1 :]:
        if following.prep not in view.lexicon.genitive or following.prep_at != last + 1:
            return
        yield from _names_of(view, following)
        last = following.last


def _names_of(view: SentenceView, phrase: Phrase) -> Iterator[tuple[int, TokenMention | None]]:
    for token in ([phrase.noun] if phrase.noun >= 0 else []) + list(reversed(phrase.names)):
        yield from _at(view, token)
    yield from _own(view, phrase)


# -- syntax ------------------------------------------------------------------------------------------------------------


def _climb(view: SentenceView, starts: list[int]) -> Iterator[tuple[int, TokenMention | None]]:
    """Yield what stands above tokens in the tree: nouns they describe, subjects of the verbs they belong to."""
    done: set[int] = set()
    for start in starts:
        node = view.doc[start]
        for _ in range(_MAX_CLIMB):
            if node.i in done:
                break
            done.add(node.i)
            yield from _noun(view, node)
            yield from _subjects(view, node)
            if node.head.i == node.i or node.head.i < view.span.start or node.head.i >= view.span.end:
                break
            node = node.head


def _noun(view: SentenceView, node: Token) -> Iterator[tuple[int, TokenMention | None]]:
    yield from _at(view, node.i)
    if node.pos_ in {"NOUN", "PROPN"} and node.dep_ in {"appos", "ROOT", "nmod", "attr", "conj"}:
        phrase = _phrase_at(view, node.i)
        if phrase is not None:
            yield from _names_of(view, phrase)


def _subjects(view: SentenceView, node: Token) -> Iterator[tuple[int, TokenMention | None]]:
    for child in node.children:
        if child.dep_ not in _SUBJECTS:
            continue
        if child.lower_ in view.lexicon.relative and node.dep_ in _CLAUSAL | {"advcl", "ROOT", "conj"}:
            yield from _described(view, node)
        yield from _at(view, child.i)
        phrase = _phrase_at(view, child.i)
        if phrase is not None:
            if phrase.owner >= 0:
                yield from _names_of(view, view.annotated.phrases[view.number][phrase.owner])
            yield from _names_of(view, phrase)
            yield from _genitives(view, phrase)
        for token in sorted(t.i for t in child.subtree):
            yield from _at(view, token)
    if node.dep_ in _CLAUSAL:
        yield from _described(view, node)


def _described(view: SentenceView, node: Token) -> Iterator[tuple[int, TokenMention | None]]:
    """Yield the noun that a relative clause, participle or apposition describes."""
    head = node.head
    if head.i == node.i:
        return
    yield from _at(view, head.i)
    phrase = _phrase_at(view, head.i)
    if phrase is not None:
        yield from _names_of(view, phrase)
    if head.dep_ == "appos":
        yield from _at(view, head.head.i)


# -- distance ----------------------------------------------------------------------------------------------------------


def _near(view: SentenceView, quantity: int, rank: Rank) -> Iterator[tuple[int, TokenMention | None]]:
    """Yield the mentions of the sentence: the likeliest class first, then before the number, then the nearest."""

    def order(mention: TokenMention) -> tuple[int, bool, int]:
        return rank(mention.entity) or 0, mention.first > quantity, abs(mention.first - quantity)

    fitting = [m for m in view.mentions() if rank(m.entity) is not None]
    yield from ((m.entity, m) for m in sorted(fitting, key=order))


def _earlier(view: SentenceView, quantity: int, rank: Rank) -> Iterator[tuple[int, TokenMention | None]]:
    """Yield who was spoken of before, then any entity of the article that fits."""
    yield from ((entity, None) for entity in antecedents(view.annotated, view.number, quantity))
    best = [(rank(e), e) for e in range(len(view.annotated.entities)) if rank(e) is not None]
    yield from ((entity, None) for _, entity in sorted((r or 0, e) for r, e in best))


def _at(view: SentenceView, token: int) -> Iterator[tuple[int, TokenMention | None]]:
    mention = view.annotated.mention_at(view.number, token)
    if mention is not None:
        yield mention.entity, mention


def _phrase_at(view: SentenceView, token: int) -> Phrase | None:
    for phrase in view.annotated.phrases[view.number]:
        if phrase.first <= token <= phrase.last:
            return phrase
    return None
