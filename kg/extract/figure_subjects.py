"""Whose figure it is: possessor, subject, apposition, the nearest name that fits, or who was spoken of last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.annotate.coreference import antecedents
from kg.annotate.cues import classes_of_phrase, described_names

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.annotate.document import TokenMention
    from kg.annotate.phrases import Phrase
    from kg.extract.figure_view import SentenceView
    from kg.extract.focus import Focus

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj", "nsubj:caus"})
_CLAUSAL = frozenset({"acl", "acl:relcl", "relcl", "appos"})
_MAX_CLIMB = 8
#: Tokens from a number to the noun that it counts ("2 million new American subscribers").
_LONGEST_COUNT = 5
_INCISE = frozenset({",", '"'})

#: Entity → how well a metric can be said of it (0 best), ``None`` when not at all.
Rank = Callable[[int], "int | None"]


@dataclass(frozen=True, slots=True)
class Ranks:
    """How well metrics can be said of an entity.

    ``fits_or_unknown`` also accepts names of unknown class and the unlikely classes of the data, ``doubtful`` any thing
    or group that no knowledge base vouches for: its class may be wrong.
    """

    fits: Rank
    fits_or_unknown: Rank
    doubtful: Rank


@dataclass(frozen=True, slots=True)
class _Unnamed:
    """A definite noun ("the studio") at a token: the classes it may stand for, its mention where one was found."""

    token: int
    classes: frozenset[str]
    mention: TokenMention | None
    votes: tuple[tuple[int, float], ...] = ()


Place: TypeAlias = "tuple[int, TokenMention | None] | _Unnamed"


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity, the tokens that stand for it (``None`` when left out), how it was found and how sure that is."""

    entity: int
    mention: TokenMention | None
    how: str
    confidence: float


#: How much the coreference of a definite noun weighs against the focus of the article.
_NOMINAL_VOTE = 1.2
#: The same for a possessive, by the order of its possible antecedents.
_OWN_VOTES = (1.2, 0.8, 0.4)


def find_subject(
    view: SentenceView, quantity: int, anchors: list[int], ranks: Ranks, focus: Focus, metrics: tuple[str, ...] = ()
) -> Subject | None:
    """Return the subject of a figure.

    ``quantity`` is the token of the number, ``anchors`` the tokens of the words that name the metric, the number's noun
    first. The ways are tried in order of how much they can be trusted: a name in the right place of the sentence may be
    of unknown class, one that is merely near must be of a fitting class.
    """
    starts = [*anchors, quantity]
    rank = ranks.fits
    for how, confidence, found, accept in (
        ("possessor", 0.95, _possessors(view, [*anchors, *_other_cues(view, anchors, metrics)]), ranks.fits_or_unknown),
        ("subject", 0.9, _climb(view, starts), ranks.fits_or_unknown),
        ("near", 0.7, _near(view, quantity, rank, direct=True), rank),
        ("subject", 0.6, _subject_names(view, starts), ranks.doubtful),
        ("near", 0.65, _near(view, quantity, rank), rank),
    ):
        for place in found:
            if isinstance(place, _Unnamed):
                entity = _who(view, place, quantity, rank, focus)
                if entity is not None:
                    return Subject(entity, place.mention, how, confidence - 0.15)
                if how == "subject" and _is_unnamed_thing(view, place, rank, focus):
                    return None
            elif accept(place[0]) is not None and not _counted(place[1], quantity, anchors):
                return Subject(place[0], place[1], how, confidence)
    hints = [c for pattern, c in view.lexicon.hints if pattern.search(view.folded, view.start, view.end)]
    entities = focus.ranked(view.number, view.span.start, quantity, rank, hints)
    return Subject(entities[0], None, "before", 0.55) if entities else None


def _counted(mention: TokenMention | None, quantity: int, anchors: list[int]) -> bool:
    """Tell whether a mention is part of what is counted: "640,000 Canadians", "2,000 American jobs"."""
    if mention is None:
        return False
    noun = anchors[0] if anchors else quantity
    return mention.head in anchors or (quantity < mention.head <= noun <= quantity + _LONGEST_COUNT)


def _subject_names(view: SentenceView, starts: list[int]) -> Iterator[Place]:
    """Yield the names that are the grammatical subject of the first verb above a token."""
    for start in starts:
        node = view.doc[start]
        for _ in range(_MAX_CLIMB):
            if node.pos_ in {"VERB", "AUX"}:
                for child in node.children:
                    if child.dep_ in _SUBJECTS and _is_name(view, child.i):
                        yield from _at(view, child.i)
                break
            node = node.head


def _other_cues(view: SentenceView, anchors: list[int], metrics: tuple[str, ...]) -> list[int]:
    """Return a noun that names the metric before the words that were chosen: "the price of X to £22 a month"."""
    tokens = [view.token_at(cue.end - 1) for cue in view.cues if cue.metric in metrics and not cue.work]
    return [t for t in tokens if anchors and t < anchors[0] and view.doc[t].pos_ == "NOUN"][-1:]


def _who(view: SentenceView, place: _Unnamed, quantity: int, rank: Rank, focus: Focus) -> int | None:
    """Return whom a definite noun stands for: the class it names, the coreference found, the focus of the article."""
    votes = dict(place.votes)
    if place.mention is not None:
        votes[place.mention.entity] = _NOMINAL_VOTE
    if place.mention is not None and rank(place.mention.entity) is None:
        return None
    if place.votes:
        votes = {entity: weight for entity, weight in place.votes if rank(entity) is not None}
        if not votes:
            return None
    elif place.mention is None and not any(_may_be(view, e, place.classes, focus) for e in _fitting(view, rank)):
        return None
    entities = focus.ranked(view.number, view.span.start, min(quantity, place.token), rank, place.classes, votes)
    return entities[0] if entities else None


def _is_unnamed_thing(view: SentenceView, place: _Unnamed, rank: Rank, focus: Focus) -> bool:
    """Tell whether a noun stands for a product or work that the article does not name: it is nobody else's figure."""
    things = {c for kind in ("tool", "work") for c in view.lexicon.kinds.classes.get(kind, ())}
    if place.mention is not None or place.votes or not place.classes:
        return False
    if not all(any(focus.is_a(c, thing) for thing in things) for c in place.classes):
        return False
    return not any(_may_be(view, e, place.classes, focus) for e in _fitting(view, rank))


def _fitting(view: SentenceView, rank: Rank) -> list[int]:
    return [e for e in range(len(view.annotated.entities)) if rank(e) is not None]


def _may_be(view: SentenceView, entity: int, classes: frozenset[str], focus: Focus) -> bool:
    types = view.annotated.entities[entity].types
    return any(focus.is_a(t, c) or focus.is_a(c, t) for t in types for c in classes)


def subject_beside(view: SentenceView, start: int, end: int, rank: Rank) -> Subject | None:
    """Return the last fitting name between two tokens (exclusive): the second subject of "X 13 % and Y 8 %"."""
    for mention in reversed(view.mentions()):
        if (
            start < mention.first
            and mention.last < end
            and mention.kind != "pronoun"
            and rank(mention.entity) is not None
        ):
            return Subject(mention.entity, mention, "beside", 0.85)
    return None


def subject_after(view: SentenceView, last: int, rank: Rank) -> Subject | None:
    """Return the name that follows a number with a preposition: "8 % pour Y", "1.2 million for Z"."""
    for phrase in view.annotated.phrases[view.number]:
        if phrase.prep_at == last + 1 and phrase.prep in view.lexicon.beside:
            for place in _names_of(view, phrase):
                if not isinstance(place, _Unnamed) and place[1] is not None and rank(place[0]) is not None:
                    return Subject(place[0], place[1], "beside", 0.85)
    return None


# -- possessors --------------------------------------------------------------------------------------------------------


def _possessors(view: SentenceView, anchors: list[int]) -> Iterator[Place]:
    for anchor in anchors:
        phrase = _phrase_at(view, anchor)
        if phrase is None:
            yield from _beside_anchor(view, anchor)
            continue
        yield from _own(view, phrase)
        if phrase.owner >= 0:
            yield from _names_of(view, view.annotated.phrases[view.number][phrase.owner])
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
        yield _Unnamed(token, frozenset(), None, votes)
        yield from ((entity, None) for entity in before)
        return


def _genitives(view: SentenceView, phrase: Phrase) -> Iterator[Place]:
    """Yield the names in "of X", "de X" that follow a phrase directly, one after another."""
    phrases = view.annotated.phrases[view.number]
    last = phrase.last
    for following in phrases[phrases.index(phrase) + 1 :]:
        if following.prep not in view.lexicon.genitive or following.prep_at != last + 1:
            return
        yield from _names_of(view, following)
        last = following.last


def _names_of(view: SentenceView, phrase: Phrase) -> Iterator[Place]:
    for token in ([phrase.noun] if phrase.noun >= 0 else []) + list(reversed(phrase.names)):
        yield from _at(view, token)
    yield from _own(view, phrase)


# -- syntax ------------------------------------------------------------------------------------------------------------


def _climb(view: SentenceView, starts: list[int]) -> Iterator[Place]:
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


def _noun(view: SentenceView, node: Token) -> Iterator[Place]:
    if node.pos_ in {"NOUN", "PROPN"}:
        yield from _appositions(view, node)
    yield from _at(view, node.i)
    if node.pos_ in {"NOUN", "PROPN"} and node.dep_ in {"appos", "ROOT", "nmod", "attr", "conj"}:
        phrase = _phrase_at(view, node.i)
        if phrase is not None:
            yield from _names_of(view, phrase)


def _subjects(view: SentenceView, node: Token) -> Iterator[Place]:
    children = [c for c in node.children if c.dep_ in _SUBJECTS]
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
        if _is_name(view, child.i):
            continue
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


def _appositions(view: SentenceView, noun: Token) -> Iterator[Place]:
    """Yield the names in apposition to a common noun: "le numéro un du secteur, Netflix", "Boreal, the drama"."""
    if _is_name(view, noun.i):
        return
    for token in sorted(t.i for t in noun.subtree if t.dep_ == "appos"):
        if _is_name(view, token):
            yield from _at(view, token)
    phrase = _phrase_at(view, noun.i)
    if phrase is not None:
        phrases = view.annotated.phrases[view.number]
        for name, _ in described_names(view.doc, phrases, phrases.index(phrase), view.lexicon.grammar):
            yield from _at(view, name)


def _is_name(view: SentenceView, token: int) -> bool:
    mention = view.annotated.mention_at(view.number, token)
    return mention is not None and mention.kind == "name"


def _before_relative(view: SentenceView, subject: Token, verb: Token) -> Iterator[Place]:
    """Yield the noun before ", qui …, VERB" where the parser took a name inside the relative clause for the subject."""
    if not (_is_name(view, subject.i) and subject.i < verb.i and _comma_between(view, subject.i, verb.i)):
        return
    for token in view.doc[view.span.start + 1 : subject.i]:
        if token.lower_ in view.lexicon.relative and view.doc[token.i - 1].text == ",":
            phrase = _phrase_at(view, token.i - 2)
            if phrase is not None:
                yield from _names_of(view, phrase)
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
        yield from _names_of(view, phrase)


def _described(view: SentenceView, node: Token) -> Iterator[Place]:
    """Yield the noun that a relative clause, participle or apposition describes; a name beside that noun first."""
    head = node.head
    if head.i == node.i:
        return
    if not _is_name(view, head.i):
        if head.dep_ == "appos":
            yield from _at(view, head.head.i)
        yield from _appositions(view, head)
        phrase = _phrase_at(view, head.i)
        if phrase is not None:
            yield from _names_of(view, phrase)
    yield from _at(view, head.i)


# -- distance ----------------------------------------------------------------------------------------------------------


def _near(view: SentenceView, quantity: int, rank: Rank, *, direct: bool = False) -> Iterator[Place]:
    """Yield the mentions of the sentence: likeliest class first, those after a preposition last, the nearest first.

    ``direct`` leaves out definite nouns and what stands after a preposition.
    """

    def order(mention: TokenMention) -> tuple[int, bool, bool, int]:
        oblique = after_preposition(view, mention)
        return rank(mention.entity) or 0, oblique, mention.first > quantity, abs(mention.first - quantity)

    fitting = [m for m in view.mentions() if rank(m.entity) is not None]
    for mention in sorted(fitting, key=order):
        if not direct or (_is_name(view, mention.head) and not after_preposition(view, mention)):
            yield from _at(view, mention.head)


def after_preposition(view: SentenceView, mention: TokenMention) -> bool:
    """Tell whether a mention stands in a phrase with a preposition."""
    phrase = _phrase_at(view, mention.head)
    return phrase is not None and bool(phrase.prep)


def _at(view: SentenceView, token: int) -> Iterator[Place]:
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
        yield from (p for p in list(_own(view, phrase))[:1] if not isinstance(p, _Unnamed))
    classes = classes_of_phrase(view.doc, phrase, view.lexicon.grammar) if phrase is not None else frozenset()
    kinds = view.lexicon.kinds
    if classes & kinds.generic:
        classes |= frozenset(kinds.classes["firm"])
    if mention is not None or classes:
        yield _Unnamed(token, classes, mention)


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
