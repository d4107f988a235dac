"""The arguments of a verb: by dependency first, by position where the parse leaves a gap."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.clauses import is_object_dep, is_subject_dep
from kg.extract.owners import possessed
from kg.extract.pair_lists import whole_subject
from kg.extract.records import Filler
from kg.extract.relatives import has_relative_subject, phrase_referents
from kg.extract.subjects import subjects
from kg.extract.surroundings import between, following_phrases, is_time
from kg.extract.voice import in_compound, is_passive, reduced

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext

#: How far the second of two joined participles may stand.
_JOINED = 3
_REDUCED = frozenset({"acl", "acl:relcl", "amod", "relcl"})


@dataclass(slots=True)
class Arguments:
    """Who fills the roles of a verb; ``passive`` tells that subject and object were swapped already."""

    subject: list[Filler] = field(default_factory=list)
    object: list[Filler] = field(default_factory=list)
    object_phrase: int = -1
    theme_phrase: int = -1
    passive: bool = False
    participle: bool = False


def arguments(context: BlockContext, verb: Token) -> Arguments:
    """Return the logical subject and object of a verb (a passive is turned round)."""
    verb = _governed(verb)
    passive = is_passive(context, verb)
    described = whole_subject(context, verb, subjects(context, verb))
    if passive:
        agent = agents(context, verb)
        theme = next((context.phrase_at(c.i) for c in verb.children if is_subject_dep(c)), -1)
        if theme < 0 and verb.dep_ in _REDUCED and verb.head.i < verb.i:
            theme = context.phrase_at(verb.head.i)
        theme = theme if theme >= 0 else _before_comma(context, verb)
        return Arguments(agent, described, _object_phrase(context, verb), theme, passive=True, participle=reduced(verb))
    found, phrase = objects(context, verb)
    if not found and phrase < 0:
        found, phrase = _shared_object(context, verb)
    inverted = _relative_object(context, verb)
    bare = verb.dep_ == "relcl" and context.language.grammar.language == "en" and verb.head.i < verb.i
    if bare and not inverted and not found and phrase < 0 and not has_relative_subject(context, verb):
        # "the show he has fronted": a relative clause without a pronoun
        found = phrase_referents(context, context.phrase_at(verb.head.i))
    if inverted:
        found = inverted
        if not described or described == found:
            described = between(context, verb) or _following(context, verb)
    return Arguments(described, found, phrase, phrase)


def _before_comma(context: BlockContext, verb: Token) -> int:
    """``au conseil de surveillance de X, présidé par Y``: the noun that heads the phrases before the comma."""
    if verb.i < 2 or verb.nbor(-1).text != ",":
        return -1
    number = context.phrase_at(verb.i - 2)
    while number > 0 and context.phrases[number].prep in context.words("genitive"):
        if context.phrases[number].prep_at != context.phrases[number - 1].last + 1:
            break
        number -= 1
    return number


def _governed(verb: Token) -> Token:
    """``s'est vu décerner le prix``, ``a fait jouer X``: parsers give the arguments to the infinitive."""
    head = verb.head
    if head.i == verb.i + 1 and verb.dep_ in {"mark", "dep", "aux:caus"} and "Inf" in str(head.morph):
        return head
    return verb


def is_caused(verb: Token) -> bool:
    """``a fait jouer X dans « Y »``: whoever is the subject makes somebody else do it."""
    before = verb.nbor(-1) if verb.i else verb
    return before.lemma_ == "faire" and before.pos_ in {"VERB", "AUX"} and "Inf" in str(verb.morph)


def agents(context: BlockContext, verb: Token) -> list[Filler]:
    """Return the agents of a passive: the ``par``/``by`` phrase after the verb, or ``X-owned``."""
    if in_compound(context, verb):
        entity = context.mention_entity(verb.i - 2)
        return [Filler(entity, verb.i - 2)] if entity >= 0 else []
    for number in following_phrases(context, verb):
        phrase = context.phrases[number]
        if phrase.prep in context.words("by"):
            governor = context.doc[phrase.prep_at].head if phrase.prep_at >= 0 else verb
            if context.language.grammar.language == "en" and governor.pos_ == "VERB" and governor.i > verb.i:
                # "sold to X, a firm run by Y": the agent of another participle
                continue
            return context.phrase_fillers(_of_place(context, _owned(context, number)))
    signed = _signed(context, verb)
    if signed:
        return signed
    # "written and created by X"
    second = [c for c in verb.children if c.dep_ == "conj" and 0 < c.i - verb.i <= _JOINED and is_passive(context, c)]
    return agents(context, second[0]) if second else []


def _of_place(context: BlockContext, number: int) -> int:
    """``par les Lillois de X``: those of a town or country are the firm whose name follows."""
    phrase = context.phrases[number]
    following = context.phrases[number + 1] if number + 1 < len(context.phrases) else None
    if phrase.det not in context.words("plural_determiners") or following is None or not following.names:
        return number
    near = following.prep in context.words("genitive") and following.prep_at == phrase.last + 1
    return number + 1 if near and context.is_kind(context.mention_entity(following.name), "group") else number


def _signed(context: BlockContext, verb: Token) -> list[Filler]:
    """``un film signé X``: the name of a human being right after the participle."""
    if verb.lower_ not in context.words("signed") or verb.i + 1 >= len(context.doc):
        return []
    number = context.phrase_at(verb.i + 1)
    human = number >= 0 and context.is_kind(context.mention_entity(context.phrases[number].name), "human")
    return context.phrase_fillers(number) if human and context.phrases[number].first == verb.i + 1 else []


def _owned(context: BlockContext, number: int) -> int:
    """``by X's Y``, ``bought X's Y``, ``the cast of X and Z's Y``: Y is meant."""
    owned = possessed(context, number)
    return owned if owned >= 0 and context.phrase_fillers(owned) else number


def objects(context: BlockContext, verb: Token) -> tuple[list[Filler], int]:
    """Return the direct object of an active verb and the number of its phrase (-1 without one)."""
    if verb.tag_ == "VBG" and in_compound(context, verb):
        # "an Oscar-winning director"
        entity = context.mention_entity(verb.i - 2)
        return ([Filler(entity, verb.i - 2)] if entity >= 0 else []), -1
    inside = context.phrase_at(verb.i)
    if verb.pos_ == "NOUN" and inside >= 0 and context.phrases[inside].name > verb.i == context.phrases[inside].noun:
        # "Vivendi contrôle X": a verb taken for a noun that the name goes with
        return context.phrase_fillers(inside), inside
    for child in verb.children:
        if is_object_dep(child) and child.lower_ not in context.words("relative") and child.i > verb.i:
            number = context.phrase_at(child.i)
            if number >= 0 and is_time(context, number):
                continue
            fillers = context.token_fillers(child.i)
            if fillers or number >= 0:
                return fillers, number
    aside, start = -1, verb.i + 1
    for number in following_phrases(context, verb):
        phrase = context.phrases[number]
        if aside < 0 and _aside(context, verb, number):
            aside = phrase.last + 1
            continue
        if not phrase.prep and start == verb.i + 1 and _time_before_name(context, number, start):
            # "lance lundi X"
            start = phrase.last + 1
            continue
        if _adverbial(context, verb, number):
            start = phrase.last + 1
            continue
        if phrase.prep or is_time(context, number):
            break
        if aside >= 0 and phrase.first == aside + 1 and phrase.names:
            return context.phrase_fillers(number), number
        between = context.doc[start : phrase.first]
        if all(t.pos_ in {"ADV", "DET", "PART"} or t.text == '"' for t in between):
            owned = _owned(context, number)
            return context.phrase_fillers(owned), owned
        break
    return [], -1


def _time_before_name(context: BlockContext, number: int, start: int) -> bool:
    """``lance lundi X``, ``a sorti vendredi dernier « Y »``: a time after the verb, a name right after it."""
    phrase = context.phrases[number]
    if any(t.pos_ not in {"ADV", "ADP", "DET"} for t in context.doc[start : phrase.first]):
        return False
    if not is_time(context, number) or number + 1 >= len(context.phrases):
        return False
    following = context.phrases[number + 1]
    return not following.prep and bool(following.names) and following.first == phrase.last + 1


def _adverbial(context: BlockContext, verb: Token, number: int) -> bool:
    """``réunit à l'écran X et Y``: a place without a name right after the verb, a bare name right after it."""
    phrase = context.phrases[number]
    if phrase.prep not in {"à", "en", "sur"} or phrase.names or phrase.prep_at != verb.i + 1:
        return False
    following = context.phrases[number + 1] if number + 1 < len(context.phrases) else None
    plain = following is not None and following.first == phrase.last + 1 and not following.prep
    return plain and following is not None and following.noun < 0 and bool(following.names)


def _aside(context: BlockContext, verb: Token, number: int) -> bool:
    """``X détient, pour rappel, Y``: words between commas right after the verb, with no name in them."""
    phrase = context.phrases[number]
    after = phrase.last + 1
    if not phrase.prep or phrase.names or after >= len(context.doc) or context.doc[after].text != ",":
        return False
    return context.doc[verb.i + 1].text == "," and phrase.prep_at == verb.i + 2


def _shared_object(context: BlockContext, verb: Token) -> tuple[list[Filler], int]:
    """``X will write and direct Y``: the object of the verb that is joined to this one at once."""
    for child in verb.children:
        joined = child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"} and 0 < child.i - verb.i <= 2
        if joined and not is_passive(context, child):
            return objects(context, child)
    return [], -1


def _object_phrase(context: BlockContext, verb: Token) -> int:
    for number in following_phrases(context, verb):
        if not context.phrases[number].prep:
            return number
        break
    return -1


def _relative_object(context: BlockContext, verb: Token) -> list[Filler]:
    """``la société que X a rachetée``, ``the studio X bought``: the antecedent is the object."""
    i = verb.i - 1
    start = verb.sent.start
    while i >= start:
        token = context.doc[i]
        if token.lower_ in context.words("object_relative") and token.pos_ in {"PRON", "SCONJ", "DET", "ADP"}:
            if is_subject_dep(token) or (i == verb.i - 1 and token.lower_ in context.words("subject_relative")):
                return []
            if any(is_object_dep(c) and c.i > verb.i and context.mention_entity(c.i) >= 0 for c in verb.children):
                return []  # "told X that Y has bought Z"
            before = context.doc[i - 1] if i > start else None
            if before is None:
                return []
            j = i - 1
            while j >= start and context.doc[j].text in {",", '"', ")"}:
                j -= 1
            number = context.phrase_at(j)
            if verb.dep_ in {"acl:relcl", "relcl"} and verb.head.i < i:
                parsed = phrase_referents(context, context.phrase_at(verb.head.i))
                if parsed:
                    return parsed
            return phrase_referents(context, number) if number >= 0 else []
        if token.pos_ == "VERB" or token.text in {",", ";", ":"}:
            return []
        i -= 1
    return []


def _following(context: BlockContext, verb: Token) -> list[Filler]:
    for number in following_phrases(context, verb):
        phrase = context.phrases[number]
        if not phrase.prep or (phrase.prep == "à" and not phrase.names):
            found = context.phrase_fillers(number)
            if found:
                return found
    return []


def prepositional(
    context: BlockContext, verb: Token, prepositions: frozenset[str], classes: frozenset[str] = frozenset()
) -> list[Filler]:
    """Return the fillers (of one of the classes) of the first phrase after the verb with one of the prepositions."""
    for number in following_phrases(context, verb):
        phrase = context.phrases[number]
        if phrase.prep in prepositions and not small_clause(context, number):
            found = [f for f in context.phrase_fillers(_owned(context, number)) if context.fits(f.entity, classes)]
            found = found or _whole(context, number, classes)
            if found:
                return found
    return []


def _whole(context: BlockContext, number: int, classes: frozenset[str]) -> list[Filler]:
    """``au sein du pôle jeunesse de X``: a part without a name of its own stands for its organisation."""
    phrase = context.phrases[number]
    if (
        phrase.names
        or phrase.noun < 0
        or context.doc[phrase.noun].lemma_.lower() not in context.words("internal_parts")
    ):
        return []
    return list(context.owners(number, phrase.last, classes, frozenset(context.words("genitive"))))


def small_clause(context: BlockContext, number: int) -> bool:
    """``X will write, with Y and Z producing``: what a participle is said of belongs to its own clause."""
    if context.phrases[number].prep not in context.words("together") or context.language.grammar.language != "en":
        return False
    after = context.phrases[context.coordination(number)[-1]].last + 1
    while after < len(context.doc) and context.doc[after].lower_ in context.words("verb_modifiers"):
        after += 1
    return after < len(context.doc) and context.doc[after].tag_ == "VBG"


def opening(context: BlockContext, verb: Token, prepositions: frozenset[str]) -> list[Filler]:
    """Return the names of a phrase with one of the prepositions that opens the sentence: ``Sur Arte, la série …``."""
    start = verb.sent.start
    number = next((k for k, p in enumerate(context.phrases) if p.prep_at == start and p.first < verb.i), -1)
    if number < 0 or start + 1 >= verb.i:
        return []
    phrase = context.phrases[number]
    after = phrase.last + 1
    if phrase.prep_at != start or phrase.prep not in prepositions or not phrase.names or context.doc[after].text != ",":
        return []
    if any(t.pos_ == "VERB" and "VerbForm=Fin" in str(t.morph) for t in context.doc[after : verb.i]):
        return []
    return context.phrase_fillers(number)
