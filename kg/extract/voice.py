"""The voice of a verb and the kind of clause it heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.morphology import features
from kg.extract.clauses import is_subject_dep

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext

_PASSIVE_AUX = frozenset({"aux:pass", "auxpass"})
_TENSE_AUX = frozenset({"aux:tense", "aux"})


def is_passive(context: BlockContext, verb: Token) -> bool:
    """Tell whether a verb is passive: by auxiliary, or a past participle that stands alone."""
    if any(c.dep_ in {"agent", "obl:agent"} for c in verb.children):
        # "passée par X": where somebody was before
        return verb.lemma_ not in context.words("passing_verbs")
    perfect = any(c.lemma_ == "avoir" and c.dep_ in _TENSE_AUX for c in verb.children)
    been = any(c.lower_ == "été" for c in verb.children)
    if perfect and not been:
        return False
    if any(c.dep_ in _PASSIVE_AUX or c.dep_ in {"nsubjpass", "nsubj:pass"} for c in verb.children):
        # "A et B s'associent" has the subject of a passive to the French parser
        return verb.lemma_ not in context.words("unaccusative") and not is_reflexive(verb)
    english = context.language.grammar.language == "en"
    if english:
        if verb.tag_ == "VBD" and _before_agent(context, verb):
            return True
        return verb.tag_ == "VBN" and not any(
            c.dep_ in _TENSE_AUX and c.lemma_ in {"have", "'ve", "having"} for c in verb.children
        )
    participle = (features(verb, "VerbForm") == ["Part"] and features(verb, "Tense") != ["Pres"]) or mistaken(
        context, verb
    )
    if not participle or verb.lemma_ in context.words("unaccusative") or _takes_object(context, verb):
        return False
    auxiliaries = [c for c in verb.children if c.dep_ in _TENSE_AUX or c.pos_ == "AUX"]
    if any(c.lemma_ == "avoir" for c in auxiliaries):
        return False
    conjoined = verb.head if verb.dep_ == "conj" else None
    if conjoined is not None and not auxiliaries and conjoined.pos_ == "VERB":
        return any(c.lemma_ != "avoir" for c in conjoined.children if c.dep_ in _PASSIVE_AUX) or (
            not any(c.lemma_ == "avoir" for c in conjoined.children) and is_passive(context, conjoined)
        )
    return not is_reflexive(verb)


def _before_agent(context: BlockContext, verb: Token) -> bool:
    """``written by X and produced by Y``: a past form with an agent right after it has no subject of its own."""
    following = verb.i + 1
    if following >= len(context.doc) or context.doc[following].lower_ not in context.words("by"):
        return False
    number = context.phrase_at(following + 1)
    return number >= 0 and bool(context.phrases[number].names) and context.phrases[number].prep_at == following


def mistaken(context: BlockContext, verb: Token) -> bool:
    """``Produit par X, …``: a participle that the tagger takes for a noun is known by the agent after it."""
    following = verb.i + 1
    return (
        verb.pos_ in {"NOUN", "ADJ"}
        and following < len(context.doc)
        and context.doc[following].lower_ in context.words("by")
    )


def _takes_object(context: BlockContext, verb: Token) -> bool:
    """``Le film réunit A et B``: what has a name right after it and no auxiliary is a finite verb, no participle."""
    number = context.phrase_at(verb.i + 1)
    if number < 0 or any(c.pos_ == "AUX" for c in verb.children) or verb.lower_ in context.words("signed"):
        return False
    phrase = context.phrases[number]
    return phrase.first == verb.i + 1 and not phrase.prep and bool(phrase.names) and phrase.name > phrase.noun


def is_reflexive(verb: Token) -> bool:
    """Tell whether a French verb has a reflexive pronoun: ``s'associent``."""
    reflexive = {"se", "s'"}
    return any(c.lower_ in reflexive for c in verb.children) or (verb.i > 0 and verb.nbor(-1).lower_ in reflexive)


def is_impersonal(context: BlockContext, verb: Token) -> bool:
    """``On doit à X …``, ``à qui l'on doit …``: a verb whose subject is nobody in particular."""
    return any(c.i < verb.i and c.lower_ in context.words("nobody") for c in verb.children)


def in_compound(context: BlockContext, verb: Token) -> bool:
    """Tell whether a participle is the second half of ``Paris-based``, ``Sony-owned``."""
    return verb.i > 1 and verb.nbor(-1).text == "-" and verb.lower_ in context.words("participle_tails")


def reduced(verb: Token) -> bool:
    """Tell whether a verb has no subject of its own."""
    return not any(is_subject_dep(c) for c in verb.children)


def is_participle(context: BlockContext, verb: Token) -> bool:
    """Tell whether a verb is a participle that stands without an auxiliary."""
    if context.language.grammar.language == "en":
        return verb.tag_ in {"VBN", "VBG"} and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    participle = features(verb, "VerbForm") == ["Part"] or mistaken(context, verb)
    participle = participle or verb.lower_ in context.words("like_participles")
    return participle and not any(c.pos_ == "AUX" for c in verb.children)


def is_infinitive(verb: Token) -> bool:
    """``plans to buy X``: an infinitive on a noun has the subject of the verb that governs the noun."""
    return "Inf" in features(verb, "VerbForm") and (verb.tag_ != "VB" or any(c.tag_ == "TO" for c in verb.children))


def in_own_clause(context: BlockContext, verb: Token) -> bool:
    """Tell whether a verb heads a relative clause or a participle: it does not share the mode of the main verb."""
    node = verb
    while node.dep_ == "conj" and node.head.i != node.i and node.head.pos_ in {"VERB", "AUX"}:
        node = node.head
    if is_infinitive(node) or _reported(context, node) or _joining(context, verb):
        return False
    return node.dep_ in {"acl", "acl:relcl", "relcl"} or is_participle(context, verb)


def _joining(context: BlockContext, verb: Token) -> bool:
    """``Lumio will pay, with Ada Holm producing``: what goes along with the main verb shares its mode."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "pcomp"}:
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    number = context.phrase_at(subject.i) if subject is not None else -1
    return number >= 0 and context.phrases[number].prep in context.words("together")


def _reported(context: BlockContext, verb: Token) -> bool:
    """``the report that X has bought Y``: a clause that tells what a rumour or claim says."""
    nouns = context.language.lexicon.modality["reporting_nouns"]
    return verb.dep_ in {"acl", "acl:relcl"} and verb.head.lemma_.lower() in nouns
