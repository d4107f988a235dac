"""The places of a sentence where the subject of a figure may stand, each yielding the mentions found there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.annotate.antecedents import antecedents
from kg.annotate.cues import classes_of_phrase, described_names

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.annotate.document import TokenMention
    from kg.annotate.phrases import Phrase
    from kg.extract.figure_view import SentenceView

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj", "nsubj:caus"})
_PASSIVE = frozenset({"nsubj:pass", "nsubjpass"})
_OBJECTS = frozenset({"obj", "dobj"})
_CLAUSAL = frozenset({"acl", "acl:relcl", "relcl", "appos"})
_MAX_CLIMB = 8
_LATTER = 4
_INCISE = frozenset({",", '"'})
#: How much the antecedents of a possessive weigh against the focus of the article, by their order.
_OWN_VOTES = (1.2, 0.8, 0.4)

#: Entity → how well a metric can be said of it (0 best), ``None`` when not at all.
Rank = Callable[[int], "int | None"]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A definite noun ("the studio") at a token: the classes it may stand for, its mention where one was found."""

    token: int
    classes: frozenset[str]
    mention: TokenMention | None
    votes: tuple[tuple[int, float], ...] = ()


Place: TypeAlias = "tuple[int, TokenMention | None] | Unnamed"


# -- possessors --------------------------------------------------------------------------------------------------------


def possessors(view: SentenceView, anchors: list[int]) -> Iterator[Place]:
    """Yield whose the nouns at tokens are: "its revenue", "X's revenue", "the revenue of X", "Netflix revenue"."""
    for anchor in anchors:
        phrase = _phrase_at(view, anchor)
        if phrase is None:
            yield from _beside_anchor(view, anchor)
            continue
        yield from _own(view, phrase)
        if phrase.owner >= 0:
            yield from names_of(view, view.annotated.phrases[view.number][phrase.owner])
        for name in phrase.names:
            if name not in anchors:
                yield from _at(view, name)
        yield from _genitives(view, phrase)


def _beside_anchor(view: SentenceView, anchor: int) -> Iterator[Place]:
    """Yield the name before a noun that is in no phrase of its own: "Netflix subscribers"."""
    if view.doc[anchor].pos_ not in {"NOUN", "PROPN"}:
        return
    if anchor > view.span.start and (mention := view.annotated.mention_at(view.number, anchor - 1)):
        yield mention.entity, mention


def _own(view: SentenceView, phrase: Phrase) -> Iterator[Place]:
    """Yield whom "its", "son" refer back to: a name that is subject of the sentence, else the likeliest antecedent."""
    for token in range(max(view.span.start, phrase.first - 1), phrase.last + 1):
        if view.doc[token].lower_ not in view.lexicon.own:
            continue
        before = list(antecedents(view.annotated, view.number, token))
        named = {m.entity for m in view.mentions() if m.last < token and m.kind != "nominal"}
        if before and before[0] in named:
            yield before[0], None
        votes = tuple(zip(before, _OWN_VOTES, strict=False))
        yield Unnamed(token, frozenset(), None, votes)
        yield from ((entity, None) for entity in before)
        return


def _genitives(view: SentenceView, phrase: Phrase) -> Iterator[Place]:
    """Yield the names in "of X", "de X" that follow a phrase directly, one after another."""
    phrases = view.annotated.phrases[view.number]
    last = phrase.last
    for following in phrases[phrases.index(phrase) + 1 :]:
        if following.prep not in view.lexicon.genitive or following.prep_at != last + 1:
            return
        yield from names_of(view, following)
        last = following.last


def names_of(view: SentenceView, phrase: Phrase) -> Iterator[Place]:
    """Yield the noun and names of a phrase, then the owner that its possessive refers to."""
    for token in ([phrase.noun] if phrase.noun >= 0 else []) + list(reversed(phrase.names)):
        yield from _at(view, token)
    yield from _own(view, phrase)


# -- syntax ------------------------------------------------------------------------------------------------------------


def climb(view: SentenceView, starts: list[int]) -> Iterator[Place]:
    """Yield what stands above tokens in the tree: nouns they describe, subjects of the verbs they belong to."""
    done: set[int] = set()
    for start in starts:
        node = view.doc[start]
        for _ in range(_MAX_CLIMB):
            if node.i in done:
                break
            done.add(node.i)
            yield from _noun(view, node)
            yield from _objects(view, node, done)
            yield from _subjects(view, node)
            if node.head.i == node.i or node.head.i < view.span.start or node.head.i >= view.span.end:
                break
            node = node.head


def _noun(view: SentenceView, node: Token) -> Iterator[Place]:
    if node.pos_ in {"NOUN", "PROPN"}:
        yield from _appositions(view, node)
    yield from _at(view, node.i)
    if node.pos_ in {"NOUN", "PROPN"} and node.dep_ in {"appos", "ROOT", "nmod", "attr", "conj"}:
        phrase = _phrase_at(view, node.i)
        if phrase is not None:
            yield from names_of(view, phrase)


def _subjects(view: SentenceView, node: Token) -> Iterator[Place]:
    children = [c for c in node.children if c.dep_ in _SUBJECTS]
    if said := next((c for c in node.children if c.dep_ == "ccomp" and c.i < node.i), None):
        yield from _subjects(view, said)  # "X loses $1 billion a year, Y reported, and has 45 million subscribers"
        return
    for child in sorted(children, key=lambda c: (abs(c.i - node.i), c.i)):
        if child.i > node.i and node.i > view.span.start and view.doc[node.i - 1].text in _INCISE:
            continue  # ", assure le distributeur": who says it
        if child.lower_ in view.lexicon.relative and node.dep_ in _CLAUSAL | {"advcl", "ROOT", "conj"}:
            yield from _described(view, node)
            if node.head.pos_ in {"VERB", "AUX"}:
                yield from _left_of_relative(view, child)
        yield from _before_relative(view, child, node)
        yield from _appositions(view, child)
        yield from _at(view, child.i)
        if is_name(view, child.i):
            continue
        phrase = _phrase_at(view, child.i)
        if phrase is not None:
            if phrase.owner >= 0:
                yield from names_of(view, view.annotated.phrases[view.number][phrase.owner])
            yield from names_of(view, phrase)
            yield from _genitives(view, phrase)
        for token in sorted(t.i for t in child.subtree):
            yield from _at(view, token)
    if node.dep_ in _CLAUSAL:
        yield from _described(view, node)


def _objects(view: SentenceView, node: Token, climbed: Collection[int]) -> Iterator[Place]:
    """Yield what those counted do something to: "640,000 people watch it"; a number's own object is no subject."""
    subjects = [c for c in node.children if c.dep_ in _SUBJECTS and c.i in climbed]
    if subjects:
        for child in node.children:
            if child.dep_ in _OBJECTS and child.i not in climbed:
                yield from _at(view, child.i)


def _appositions(view: SentenceView, noun: Token) -> Iterator[Place]:
    """Yield the names in apposition to a common noun: "le numéro un du secteur, Netflix", "Boreal, the drama"."""
    if is_name(view, noun.i):
        return
    for token in sorted(t.i for t in noun.subtree if t.dep_ == "appos"):
        if is_name(view, token):
            yield from _at(view, token)
    phrase = _phrase_at(view, noun.i)
    if phrase is not None:
        phrases = view.annotated.phrases[view.number]
        for name, _ in described_names(view.doc, phrases, phrases.index(phrase), view.lexicon.grammar):
            yield from _at(view, name)


def is_name(view: SentenceView, token: int) -> bool:
    """Tell whether a token is a name (names and titles are one token)."""
    mention = view.annotated.mention_at(view.number, token)
    return mention is not None and mention.kind == "name"


def _before_relative(view: SentenceView, subject: Token, verb: Token) -> Iterator[Place]:
    """Yield the noun before ", qui …, VERB" where the parser took a name inside the relative clause for the subject."""
    if not (is_name(view, subject.i) and subject.i < verb.i and _comma_between(view, subject.i, verb.i)):
        return
    for token in view.doc[view.span.start + 1 : subject.i]:
        if token.lower_ in view.lexicon.relative and view.doc[token.i - 1].text == ",":
            phrase = _phrase_at(view, token.i - 2)
            if phrase is not None:
                yield from names_of(view, phrase)
            return


def _comma_between(view: SentenceView, first: int, last: int) -> bool:
    following = [t.text for t in view.doc[first + 1 : last]]
    return "," in following[:2]


def _left_of_relative(view: SentenceView, pronoun: Token) -> Iterator[Place]:
    """Yield the noun before a relative pronoun that the parser has hung elsewhere: "X, son casque de …, qui …"."""
    place = pronoun.i - 1
    if place > view.span.start and view.doc[place].text == ",":
        place -= 1
    phrase = _phrase_at(view, place)
    phrases = view.annotated.phrases[view.number]
    while phrase is not None and phrase.prep in view.lexicon.genitive and phrases.index(phrase) > 0:
        previous = phrases[phrases.index(phrase) - 1]
        if previous.last != phrase.prep_at - 1:
            break
        phrase = previous
    if phrase is not None:
        if phrase.noun >= 0:
            yield from _appositions(view, view.doc[phrase.noun])
        yield from names_of(view, phrase)


def _described(view: SentenceView, node: Token) -> Iterator[Place]:
    """Yield the noun that a relative clause, participle or apposition describes; a name beside that noun first."""
    head = node.head
    if head.i == node.i:
        return
    if not is_name(view, head.i):
        if head.dep_ == "appos":
            yield from _at(view, head.head.i)
        yield from _appositions(view, head)
        phrase = _phrase_at(view, head.i)
        if phrase is not None:
            yield from names_of(view, phrase)
    yield from _at(view, head.i)


def subject_names(view: SentenceView, starts: list[int], *, passive: bool = False) -> Iterator[Place]:
    """Yield the names that are the grammatical subject (``passive``: what is acted on) of the first verb above."""
    roles = _PASSIVE if passive else _SUBJECTS
    for start in starts:
        node = view.doc[start]
        for _ in range(_MAX_CLIMB):
            if node.pos_ in {"VERB", "AUX"}:
                for child in node.children:
                    if child.dep_ in roles and is_name(view, child.i):
                        yield from _at(view, child.i)
                break
            node = node.head


# -- distance ----------------------------------------------------------------------------------------------------------


def near(view: SentenceView, quantity: int, rank: Rank, *, direct: bool = False) -> Iterator[Place]:
    """Yield the mentions of the sentence: likeliest class first, those after a preposition last, the nearest first.

    ``direct`` leaves out definite nouns and what stands after a preposition.
    """

    def order(mention: TokenMention) -> tuple[int, bool, bool, int]:
        oblique = after_preposition(view, mention)
        return rank(mention.entity) or 0, oblique, mention.first > quantity, abs(mention.first - quantity)

    fitting = [m for m in view.mentions() if rank(m.entity) is not None and not _reports(view, m)]
    for mention in sorted(fitting, key=order):
        if not direct or (is_name(view, mention.head) and not after_preposition(view, mention)):
            yield from _at(view, mention.head)


def _reports(view: SentenceView, mention: TokenMention) -> bool:
    """Tell whether somebody is only named as the one who says it: "…, Nielsen said"."""
    said = view.lexicon.grammar.word_set("reporting_verbs")
    after = view.doc[mention.last + 1].lower_ if mention.last + 1 < view.span.end else ""
    before = view.doc[mention.first - 1].text if mention.first > view.span.start else ""
    return after in said and before in {",", '"'}


def after_preposition(view: SentenceView, mention: TokenMention) -> bool:
    """Tell whether a mention stands in a phrase with a preposition."""
    phrase = _phrase_at(view, mention.head)
    return phrase is not None and bool(phrase.prep)


def _latter(view: SentenceView, token: int) -> Iterator[Place]:
    """Yield who was named before the sentence, the last first: "ce dernier", "celle-ci", "the latter"."""
    word = view.doc[token]
    if word.lower_ not in view.lexicon.latter or ("-" not in word.lower_ and not _pointed_at(view, token)):
        return
    before = [m for m in view.annotated.mentions if m.block == view.number and m.last < view.span.start]
    for mention in sorted(before, key=lambda m: -m.first)[:_LATTER]:
        yield mention.entity, None


def _pointed_at(view: SentenceView, token: int) -> bool:
    before = view.doc[token - 1].lower_ if token > view.span.start else ""
    return before == "the" or before in view.lexicon.grammar.word_set("demonstrative")


def opening_latter(view: SentenceView) -> Iterator[Place]:
    """Yield whom a sentence is about that opens with "ce dernier" or "celle-ci", whatever its parse."""
    for token in range(view.span.start, min(view.span.start + 2, view.span.end)):
        yield from _latter(view, token)


def _at(view: SentenceView, token: int) -> Iterator[Place]:
    yield from _latter(view, token)
    mention = view.annotated.mention_at(view.number, token)
    if mention is None or mention.kind != "nominal":
        if mention is not None:
            yield mention.entity, mention
            return
        phrase = _phrase_at(view, token)
        if phrase is None or phrase.names or phrase.noun != token or not _known(view, phrase):
            return
    phrase = _phrase_at(view, token)
    if phrase is not None and phrase.own:
        yield from (p for p in list(_own(view, phrase))[:1] if not isinstance(p, Unnamed))
    classes = classes_of_phrase(view.doc, phrase, view.lexicon.grammar) if phrase is not None else frozenset()
    kinds = view.lexicon.kinds
    if classes & kinds.generic:
        classes |= frozenset(kinds.classes["firm"])
    if mention is not None or classes:
        yield Unnamed(token, classes, mention)


def _known(view: SentenceView, phrase: Phrase) -> bool:
    """Tell whether a noun stands for something known already: "the show", "his show", "whose show"."""
    before = view.doc[phrase.first - 1].lower_ if phrase.first > view.span.start else ""
    return (
        phrase.definite
        or phrase.own
        or phrase.owner >= 0
        or before in view.lexicon.relative
        or phrase.det in view.lexicon.relative
    )


def _phrase_at(view: SentenceView, token: int) -> Phrase | None:
    for phrase in view.annotated.phrases[view.number]:
        if phrase.first <= token <= phrase.last:
            return phrase
    return None
