"""Who a verb is said of: its subject, or whoever a participle, relative clause or infinitive is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.morphology import features
from kg.extract.clauses import is_object_dep, is_subject_dep
from kg.extract.coordination import joined
from kg.extract.records import Filler
from kg.extract.relatives import antecedent, has_relative_subject, phrase_referents, relative_at
from kg.extract.voice import in_compound, is_infinitive, is_participle, is_passive, mistaken

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext

_REDUCED = frozenset({"acl", "acl:relcl", "amod", "relcl"})
_MAX_DEPTH = 4


def subjects(  # noqa: C901, PLR0911, PLR0912 (a cascade of cues: the first that holds decides)
    context: BlockContext, verb: Token, depth: int = 0
) -> list[Filler]:
    """Return the grammatical subject, or whoever a participle, relative clause or infinitive is said of."""
    if depth > _MAX_DEPTH:
        return []
    for child in verb.children:
        if is_subject_dep(child):
            if child.lower_ in context.words("relative"):
                return antecedent(context, verb, child.i)
            return _resolve(context, child, verb)
    if in_compound(context, verb) and verb.head.i > verb.i:
        # "Paris-based X": what the compound stands before
        entity = context.mention_entity(verb.head.i)
        if entity >= 0 and verb.head.i == verb.i + 1:
            return [Filler(entity, verb.head.i)]
        return phrase_referents(context, context.phrase_at(verb.head.i))
    if has_relative_subject(context, verb):
        return antecedent(context, verb, relative_at(context, verb))
    if mistaken(context, verb) and verb.i and verb.nbor(-1).lower_ in context.words("conjunctions"):
        # "réalisé par X et produit par Y": what the first participle is said of
        first = next((t for t in reversed(context.doc[verb.sent.start : verb.i - 1]) if t.pos_ == "VERB"), None)
        return subjects(context, first, depth + 1) if first is not None else []
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and verb.head.i < verb.i and is_passive(context, verb):
        # "written by A and B and produced by C": what the first participle is said of
        return subjects(context, verb.head, depth + 1)
    if is_participle(context, verb):
        opening = _fronted(context, verb) or _trailed(context, verb)
        if opening:
            return opening
    beside = _beside(context, verb)
    if beside:
        return beside
    if verb.head.i == verb.i - 1 and verb.head.lower_ in context.words("verb_modifiers"):
        # "created by X and executive produced by Y": the noun before the participle belongs to it
        earlier = next((t for t in reversed(context.doc[verb.sent.start : verb.head.i]) if t.pos_ == "VERB"), None)
        return subjects(context, earlier, depth + 1) if earlier is not None else []
    if verb.dep_ in _REDUCED and verb.head.i < verb.i and not is_infinitive(verb):
        resumed = _resumed(context, verb)
        described = resumed or _holder(context, verb, depth) or _described(context, verb)
        return described or _of_predicate(context, verb, depth)
    if verb.pos_ not in {"VERB", "AUX"} and verb.dep_ == "conj" and context.mention_entity(verb.head.i) >= 0:
        return context.token_fillers(verb.head.i)
    auxiliary = next((c for c in verb.children if c.dep_ == "aux" and c.i < verb.i), verb)
    if verb.dep_ == "conj" and (features(verb, "VerbForm") == ["Fin"] or auxiliary.tag_ == "MD"):
        # "… and Ada Holm will be chair"
        own = _adjacent(context, auxiliary)
        if own:
            return own
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX", "NOUN", "ADJ"} and verb.head.i < verb.i:
        return subjects(context, verb.head, depth + 1) or _described(context, verb)
    if (
        verb.dep_ in {"xcomp", "ccomp", "advcl", "obl:arg", "obl:mod", "pcomp", "acl"}
        or (verb.head.pos_ == "VERB" and verb.dep_ != "ROOT")
        or (verb.dep_ in _REDUCED and is_infinitive(verb))
    ):
        controlled = _object_control(context, verb)
        if controlled:
            return controlled
        governor = verb.head
        while (
            governor.pos_ not in {"VERB", "AUX"}
            and governor.head.i != governor.i
            and governor.dep_ not in {"relcl", "acl:relcl"}
        ):
            governor = governor.head
        found = subjects(context, governor, depth + 1) if governor.i != verb.i else []
        return found or (_described(context, verb) if is_participle(context, verb) else [])
    if is_participle(context, verb):
        return _described(context, verb) or _fronted(context, verb)
    return _inserted(context, verb) or _preceding(context, verb)


def _holder(context: BlockContext, verb: Token, depth: int) -> list[Filler]:
    """``X was promoted to a role overseeing Y``: whoever has the role does what it says."""
    if verb.tag_ != "VBG" or verb.head.lemma_.lower() not in context.words("role_nouns"):
        return []
    governor = verb.head.head.head if verb.head.head.pos_ == "ADP" else verb.head.head
    if governor.pos_ not in {"VERB", "AUX"}:
        return []
    objects = [f for c in governor.children if is_object_dep(c) for f in context.token_fillers(c.i)]
    people = [f for f in objects if context.is_kind(f.entity, "human")]
    return people or [f for f in subjects(context, governor, depth + 1) if context.is_kind(f.entity, "human")]


def _of_predicate(context: BlockContext, verb: Token, depth: int) -> list[Filler]:
    """``X est une maison de disques fondée par Y``: a participle on the predicate is said of the subject."""
    node = verb.head
    while (
        node.dep_ in {"nmod", "pobj", "prep"}
        and node.head.i < node.i
        and not any(c.dep_ == "cop" for c in node.children)
    ):
        node = node.head
    if node.pos_ != "NOUN" or context.mention_entity(node.i) >= 0:
        return []
    copulas = context.language.grammar.words["copula"]
    if any(c.dep_ == "cop" for c in node.children):
        return [f for f in subjects(context, node, depth + 1) if f.token != node.i]
    if node.dep_ == "attr" and node.head.lemma_ in copulas:
        return subjects(context, node.head, depth + 1)
    return []


def _beside(context: BlockContext, verb: Token) -> list[Filler]:
    """``… the podcast X, hosted by Y``: a participle tied to the main verb describes the name beside it."""
    if verb.tag_ != "VBN" or verb.dep_ not in {"advcl", "prep"} or verb.i < 2 or context.doc[verb.i - 1].text != ",":
        return []
    number = context.phrase_at(verb.i - 2)
    if number < 0 or not context.phrases[number].names or context.phrases[number].last != verb.i - 2:
        return []
    return phrase_referents(context, number)


def _object_control(context: BlockContext, verb: Token) -> list[Filler]:
    """``X hired Y to present Z``: the person who is the governor's object does what the infinitive says."""
    if verb.dep_ == "pcomp" and verb.head.lower_ in context.words("preventing"):
        return _prevented(context, verb)
    if not is_infinitive(verb) or verb.head.pos_ != "VERB" or verb.dep_ not in {"xcomp", "advcl", "obl:arg", "obl:mod"}:
        return []
    if any(c.dep_ in {"auxpass", "aux:pass"} for c in verb.head.children):
        return []
    for child in verb.head.children:
        if is_object_dep(child) and verb.head.i < child.i < verb.i and context.phrase_at(child.i) >= 0:
            return [f for f in context.token_fillers(child.i) if context.is_kind(f.entity, "human")]
    return []


def _prevented(context: BlockContext, verb: Token) -> list[Filler]:
    """``X stopped Y from airing Z``: the object of the verb of hindering does what the gerund says."""
    governor = verb.head.head
    child = next((c for c in governor.children if is_object_dep(c) and governor.i < c.i < verb.i), None)
    return context.token_fillers(child.i) if child is not None else []


def _resumed(context: BlockContext, verb: Token) -> list[Filler]:
    """``X, directeur de A et de B, rejoint Y``: a finite verb after an apposition is said of the name before it."""
    if features(verb, "VerbForm") != ["Fin"] or verb.nbor(-1).text != "," or context.doc[verb.head.i].pos_ != "PROPN":
        return []
    number = context.phrase_at(verb.head.i)
    return context.phrase_fillers(number) if number >= 0 and not context.phrases[number].prep else []


def _inserted(context: BlockContext, verb: Token) -> list[Filler]:
    """``X, adapted from Y, was created …``: the parser hangs the subject on the participle in between."""
    for child in verb.children:
        if child.dep_ == "advcl" and child.i < verb.i and is_participle(context, child):
            for inner in child.children:
                if is_subject_dep(inner) and inner.i < child.i:
                    return _resolve(context, inner, verb)
    return []


def _adjacent(context: BlockContext, verb: Token) -> list[Filler]:
    """``… ; A et B prêtent leur voix``: names right before a finite verb are its subject."""
    number = context.phrase_at(verb.i - 1)
    if number < 0 or context.phrases[number].prep or not context.phrases[number].names:
        return []
    while number > 0 and joined(context, number - 1, number):
        number -= 1
    before = context.phrases[number].first - 1
    opens = (
        before < verb.sent.start
        or context.doc[before].text in {",", ";"}
        or context.doc[before].pos_ in {"CCONJ", "SCONJ"}
    )
    return context.phrase_fillers(number) if opens and not context.phrases[number].prep else []


def _resolve(context: BlockContext, child: Token, verb: Token) -> list[Filler]:
    fillers = context.token_fillers(child.i)
    if not fillers:
        number = context.phrase_at(child.i)
        if number >= 0:
            fillers = context.described(number) or _metonym(context, number)
        elif verb.dep_ == "ccomp" and context.language.grammar.words["personal"].get(child.lower_) == "p":
            # "X and Y said they had agreed to merge"
            fillers = _listed_subject(context, verb.head)
    return [f for f in fillers if f.token != verb.i]


def _listed_subject(context: BlockContext, verb: Token) -> list[Filler]:
    """Return the subject of a verb of saying when it is a list, which a plural pronoun below it stands for."""
    found = next((context.token_fillers(c.i) for c in verb.children if is_subject_dep(c)), [])
    return found if len(found) > 1 else []


def _metonym(context: BlockContext, number: int) -> list[Filler]:
    """``Les équipes de X utilisent …``: what the staff of an organisation does, the organisation does."""
    phrase = context.phrases[number]
    if phrase.noun < 0 or context.doc[phrase.noun].lemma_.lower() not in context.words("metonyms"):
        return []
    found = context.owners(number, phrase.last, frozenset(), frozenset(context.words("genitive")))
    return [f for f in found if context.is_kind(f.entity, "group")]


def _described(context: BlockContext, verb: Token) -> list[Filler]:
    """Return what a participle describes: its head noun, or the phrase before it."""
    if verb.dep_ in _REDUCED and verb.head.i < verb.i:
        head_phrase = context.phrase_at(verb.head.i)
        found = phrase_referents(context, head_phrase) or _subject_of_predicate(context, verb.head)
        if not found and verb.head.pos_ == "NOUN" and head_phrase >= 0 and not context.phrases[head_phrase].names:
            return []
        own = _with_owner(context, head_phrase) if head_phrase >= 0 else verb.head.i
        between = _outside_brackets(context, max(own, verb.head.i) + 1, verb.i)
        names = [e for i in between if (e := context.mention_entity(i)) >= 0]
        # "le roman de X paru chez Y": a person in between is no reason to doubt the parser about a thing
        people = all(context.is_kind(e, "human") for e in names) and bool(found)
        if found and (not names or (people and not context.is_kind(found[0].entity, "human"))):
            return found
    i = verb.i - 1
    while i >= 0 and not context.doc[i + 1].is_sent_start:
        token = context.doc[i]
        if token.pos_ in {"VERB", "AUX"} or token.text in {";", ":"}:
            break
        if token.text == ")":
            opening = next((j for j in range(i - 1, verb.sent.start, -1) if context.doc[j].text == "("), -1)
            i = opening - 1 if opening > 0 else i - 1
            continue
        number = context.phrase_at(i)
        if number >= 0:
            phrase = context.phrases[number]
            found = phrase_referents(context, number)
            if found and not (phrase.prep and phrase.prep in context.words("by")):
                return found
            i = phrase.first - 1
            continue
        i -= 1
    if verb.dep_ in _REDUCED:
        return phrase_referents(context, context.phrase_at(verb.head.i))
    return []


def _with_owner(context: BlockContext, number: int) -> int:
    """Return the last token of a phrase and of the name whose it is: ``la série de Canal+ réalisée par Y``."""
    last = context.phrases[number].last
    following = context.phrases[number + 1] if number + 1 < len(context.phrases) else None
    if following is None or following.prep not in context.words("genitive") or following.prep_at != last + 1:
        return last
    return following.last if following.names and context.phrases[number].noun >= 0 else last


def _outside_brackets(context: BlockContext, start: int, end: int) -> list[int]:
    """Return the tokens from ``start`` up to ``end`` that stand in no brackets."""
    found, depth = [], 0
    for token in context.doc[start:end]:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            found.append(token.i)
    return found


def _subject_of_predicate(context: BlockContext, noun: Token) -> list[Filler]:
    """``X is a pilot written by A and produced by B``: what is said of a predicate is said of its subject."""
    if noun.dep_ != "attr" or noun.head.lemma_ not in context.language.grammar.words["copula"]:
        return []
    subject = next((c for c in noun.head.children if is_subject_dep(c) and c.i < noun.head.i), None)
    return [f for f in context.token_fillers(subject.i) if f.token >= 0] if subject is not None else []


def _trailed(context: BlockContext, verb: Token) -> list[Filler]:
    """``… une saison de « X », créée par Y``: a past participle right after a name and a comma is said of that name."""
    if (
        context.language.grammar.language != "fr"
        or verb.i < 2
        or verb.nbor(-1).text != ","
        or not is_passive(context, verb)
    ):
        return []
    number = context.phrase_at(verb.i - 2)
    if number < 0 or verb.i + 1 >= len(context.doc) or verb.nbor(1).pos_ != "ADP":
        return []
    phrase = context.phrases[number]
    if (
        number
        and phrase.prep in context.words("genitive")
        and context.is_kind(context.mention_entity(phrase.name), "human")
    ):
        # "« X » de Y, produit par Z"
        before = context.phrases[number - 1]
        number, phrase = (number - 1, before) if before.last == phrase.prep_at - 1 else (number, phrase)
    if not phrase.names or phrase.name < phrase.noun or phrase.prep in context.words("by"):
        return []
    if context.is_kind(context.mention_entity(phrase.name), "human"):
        return []
    if features(verb, "Number") == ["Plur"]:
        # "A et B, rachetées par X": all that is listed before the comma
        while number and joined(context, number - 1, number) and not context.phrases[number].prep:
            number -= 1
    return context.phrase_fillers(number)


def _fronted(context: BlockContext, verb: Token) -> list[Filler]:
    """``Réalisé par X, le film …``: a participle that opens its sentence is said of the subject that follows."""
    start = max(
        (t.i + 1 for t in context.doc[verb.sent.start : verb.i] if t.text in {":", ";"}), default=verb.sent.start
    )
    if any(context.phrase_at(i) >= 0 for i in range(start, verb.i)) and not _second_opening(context, verb, start):
        return []
    for token in verb.sent:
        if token.i > verb.i and is_subject_dep(token) and token.lower_ not in context.words("relative"):
            if token.head.dep_ in {"relcl", "acl:relcl"}:
                continue
            fillers = context.token_fillers(token.i)
            if fillers:
                return fillers
    comma = next((t.i for t in verb.sent if t.i > verb.i and t.text == ","), -1)
    if comma >= 0:
        number = context.phrase_at(comma + 1)
        if number >= 0:
            return phrase_referents(context, number)
    return []


def _second_opening(context: BlockContext, verb: Token, start: int) -> bool:
    """``Développé par X et édité par Y, « Z » …``: a participle joined to the one that opens the sentence."""
    first = context.doc[start]
    if first.i >= verb.i or verb.nbor(-1).lower_ not in context.words("conjunctions") | {","}:
        return False
    return is_participle(context, first) and not any(
        t.pos_ in {"VERB", "AUX"} and "Fin" in features(t, "VerbForm") for t in context.doc[start : verb.i]
    )


def _past_apposition(context: BlockContext, comma: int) -> list[Filler]:
    """``« X », la suite de « Y », est attendu …``: the name before an apposition that ends at a comma."""
    for i in range(comma - 1, 0, -1):
        token = context.doc[i]
        if token.is_sent_start or "Fin" in features(token, "VerbForm"):
            return []
        if token.text == ",":
            number = context.phrase_at(i - 1)
            if number < 0 or not context.phrases[number].names or context.phrases[number].prep:
                return []
            return context.phrase_fillers(number)
    return []


def _preceding(context: BlockContext, verb: Token) -> list[Filler]:
    """Return the phrase right before a finite verb that the parser left without a subject."""
    if verb.pos_ not in {"VERB", "AUX"}:
        # a verb taken for a noun heads no clause: its subject is before its comma, or opens the sentence
        apposed = context.phrase_at(verb.i - 2) if verb.i > 1 and verb.nbor(-1).text == "," else -1
        if apposed >= 0 and context.phrases[apposed].names and context.phrases[apposed].last == verb.i - 2:
            return context.phrase_fillers(apposed)
        first = context.phrase_at(verb.sent.start)
        return context.phrase_fillers(first) if first >= 0 and not context.phrases[first].prep else []
    i = verb.i - 1
    while i >= 0 and (context.doc[i].pos_ in {"AUX", "ADV", "PART", "PRON"} and context.mention_entity(i) < 0):
        if context.doc[i + 1].is_sent_start:
            return []
        i -= 1
    if i < 0 or context.doc[i + 1].is_sent_start:
        return []
    if context.doc[i].text == ",":
        return _past_apposition(context, i)
    number = context.phrase_at(i)
    if number >= 0 and not context.phrases[number].prep:
        first = number
        while first > 0 and joined(context, first - 1, first):
            first -= 1
        # "Développé par X, Y est …": what a preposition governs is no part of the subject
        return context.phrase_fillers(number if context.phrases[first].prep else first)
    entity = context.mention_entity(i)
    return [Filler(entity, i)] if entity >= 0 else []
