"""Relative clauses: their pronoun and what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clauses import is_subject_dep

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext
    from kg.extract.records import Filler

_REDUCED = frozenset({"acl", "acl:relcl", "amod", "relcl"})


def relative_at(context: BlockContext, verb: Token) -> int:
    """Return the relative pronoun that opens the verb's clause as its subject, or -1."""
    i = verb.i - 1
    skipped = 0
    while i >= 0 and skipped < 6:
        token = context.doc[i]
        if token.lower_ in context.words("subject_relative") and token.pos_ in {"PRON", "DET", "SCONJ", "ADP"}:
            return i
        if (
            token.is_punct
            or token.pos_ in {"NOUN", "PROPN"}
            or (context.phrase_at(i) >= 0 and context.phrases[context.phrase_at(i)].names)
        ):
            return -1
        i -= 1
        skipped += 1
    return -1


def has_relative_subject(context: BlockContext, verb: Token) -> bool:
    """Tell whether a relative pronoun is the verb's subject."""
    return relative_at(context, verb) >= 0


def antecedent(context: BlockContext, verb: Token, pronoun: int) -> list[Filler]:
    """Return who a relative clause is about: the noun it modifies, else the phrase before the pronoun."""
    if pronoun < 0:
        return []
    candidates = []
    if verb.dep_ in _REDUCED and verb.head.i < pronoun:
        candidates.append(verb.head.i)
    i = pronoun - 1
    while i >= 0 and (context.doc[i].is_punct or context.doc[i].pos_ in {"ADV", "ADP"}):
        i -= 1
    number = context.phrase_at(i)
    near = phrase_referents(context, number) if number >= 0 else []
    if near and pronoun and context.doc[pronoun - 1].text == "(":
        # "le pôle radio du groupe X (qui réunit A et B)": a bracket speaks of the name before it
        return near
    if near and (not candidates or context.phrase_at(candidates[0]) != number):
        head = context.phrases[number]
        if head.names or head.noun >= 0:
            # "la filiale de X, qui …": a person takes "qui" from a nearer name only when the parse agrees
            parsed = phrase_referents(context, context.phrase_at(candidates[0])) if candidates else []
            return parsed or near
    for token in candidates:
        found = phrase_referents(context, context.phrase_at(token))
        if found:
            return found
    return near


def phrase_referents(context: BlockContext, number: int) -> list[Filler]:
    """Return what a phrase stands for, or the noun that it hangs on as a genitive; empty for -1."""
    genitive = context.words("genitive")
    while number >= 0:
        referent = context.referent(number)
        if referent is not None:
            return [referent]
        found = context.described(number)
        if found:
            return found
        phrase = context.phrases[number]
        before = number - 1
        # "un jeu d'aventure que …": the clause is about the noun that the genitive hangs on
        if before < 0 or phrase.prep not in genitive or context.phrases[before].last < phrase.first - 2:
            return []
        number = before
    return []


def relative_light_verb(context: BlockContext, noun: Token) -> Token | None:
    """``the deal X signed with Y``, ``l'accord que X a signé``: the light verb of the clause about a noun, if any."""
    light = context.language.lexicon.light_verbs
    for child in noun.children:
        if child.dep_ in {"relcl", "acl:relcl"} and child.pos_ == "VERB" and child.lemma_.lower() in light:
            subject = next((c for c in child.children if is_subject_dep(c)), None)
            if subject is not None and subject.lower_ not in context.words("relative") and subject.i > noun.i:
                return child
    return None


def where(context: BlockContext, verb: Token) -> list[Filler]:
    """``à Lyon, où la société est installée``, ``Lyon, where it is based``: the place before the relative adverb."""
    at = next((t.i for t in reversed(context.doc[verb.sent.start : verb.i]) if t.lower_ in context.words("where")), -1)
    if at < 1 or any(t.pos_ == "VERB" for t in context.doc[at + 1 : verb.i]):
        return []
    number = context.phrase_at(at - 2 if context.doc[at - 1].text == "," else at - 1)
    return phrase_referents(context, number)
