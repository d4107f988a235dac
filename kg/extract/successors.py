"""Who comes and who goes: ``X succède à Y``, ``à la place de Y``, ``X laisse son fauteuil à Y``."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kg.extract.arguments import arguments, prepositional
from kg.extract.clauses import is_object_dep
from kg.extract.subjects import subjects
from kg.extract.surroundings import following_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from kg.extract.context import BlockContext
    from kg.extract.records import Filler

#: The preposition that "en remplacement de", "in place of" are read as.
_INSTEAD = "à la place de"
#: Steps from a name up to the verb of its clause.
_CLIMB = 5


def pairs(context: BlockContext) -> Iterator[tuple[Token, Filler, Filler]]:
    """Yield where one person follows another in something: the word, who comes and who goes."""
    for token in context.doc:
        if token.pos_ != "VERB":
            continue
        coming, going = _of_verb(context, token)
        if len(coming) == 1 and len(going) == 1 and coming[0].entity != going[0].entity:
            yield token, coming[0], going[0]
    for number, phrase in enumerate(context.phrases):
        if phrase.prep != _INSTEAD or not phrase.names:
            continue
        verb = next((t for t in islice(context.doc[phrase.name].ancestors, _CLIMB) if t.pos_ == "VERB"), None)
        going = _people(context, context.phrase_fillers(number))
        coming = _doing(context, verb) if verb is not None else []
        if verb is not None and len(going) == 1 and len(coming) == 1 and going[0].entity != coming[0].entity:
            yield verb, coming[0], going[0]


def _of_verb(context: BlockContext, verb: Token) -> tuple[list[Filler], list[Filler]]:
    describing = context.language.lexicon.describing
    lemma = verb.lemma_.lower()
    if lemma in describing.get("replacing_verbs", ()):
        roles = arguments(context, verb)
        return _people(context, roles.subject), _people(context, roles.object)
    if lemma in describing.get("succeeding_verbs", ()):
        going = _people(context, prepositional(context, verb, frozenset({"à"})))
        return _people(context, arguments(context, verb).subject), going
    if lemma in describing.get("succession_from", ()):
        going = _people(context, prepositional(context, verb, context.words("place_origins")))
        return _people(context, arguments(context, verb).subject), going
    if lemma in describing.get("inheriting_verbs", ()):
        return _people(context, arguments(context, verb).subject), _inherited_from(context, verb)
    if lemma in describing.get("yielding_verbs", ()) and _theme(context, verb, "yielded") is not None:
        coming = _people(context, prepositional(context, verb, frozenset({"à"})))
        return coming, _people(context, arguments(context, verb).subject)
    return [], []


def _inherited_from(context: BlockContext, verb: Token) -> list[Filler]:
    """``prend la suite de X``, ``assure la succession de X``: the name after what is taken over."""
    number = _theme(context, verb, "inherited")
    if number is None or number + 1 >= len(context.phrases):
        return []
    following = context.phrases[number + 1]
    tied = following.prep in context.words("genitive") and following.prep_at == context.phrases[number].last + 1
    return _people(context, context.phrase_fillers(number + 1)) if tied else []


def _theme(context: BlockContext, verb: Token, words: str) -> int | None:
    """Return the phrase of a verb's object when its noun is in a list of the lexicon."""
    listed = context.language.lexicon.describing.get(words, ())
    following = next(iter(following_phrases(context, verb)), -1)
    number = next((context.phrase_at(c.i) for c in verb.children if is_object_dep(c) and c.i > verb.i), following)
    if number < 0 or context.phrases[number].noun < 0:
        return None
    noun = context.doc[context.phrases[number].noun]
    return number if noun.lemma_.lower() in listed or noun.lower_ in listed else None


def _doing(context: BlockContext, verb: Token) -> list[Filler]:
    """Return whom the clause with ``à la place de`` speaks of: an object that is appointed, else the subject."""
    roles = arguments(context, verb)
    return (
        _people(context, roles.object) or _people(context, roles.subject) or _people(context, subjects(context, verb))
    )


def _people(context: BlockContext, fillers: Sequence[Filler]) -> list[Filler]:
    return [f for f in fillers if context.is_kind(f.entity, "human")]
