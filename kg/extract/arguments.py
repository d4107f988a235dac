"""The arguments of a verb: by dependency first, by position where the parse leaves a gap. The same for both languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.annotate.morphology import features
from kg.extract.clauses import clause_end, is_object_dep, is_subject_dep
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.extract.context import BlockContext

_PASSIVE_AUX = frozenset({"aux:pass", "auxpass"})
_TENSE_AUX = frozenset({"aux:tense", "aux"})
_REDUCED = frozenset({"acl", "acl:relcl", "amod", "relcl"})
_CONTROL = frozenset({"xcomp", "conj", "advcl", "ccomp"})
_MAX_DEPTH = 4


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
    passive = is_passive(context, verb)
    described = subjects(context, verb)
    if passive:
        agent = agents(context, verb)
        theme = next((context.phrase_at(c.i) for c in verb.children if is_subject_dep(c)), -1)
        if theme < 0 and verb.dep_ in _REDUCED and verb.head.i < verb.i:
            theme = context.phrase_at(verb.head.i)
        return Arguments(
            agent, described, _object_phrase(context, verb), theme, passive=True, participle=_reduced(verb)
        )
    found, phrase = objects(context, verb)
    if not found and phrase < 0:
        found, phrase = _shared_object(context, verb)
    inverted = _relative_object(context, verb)
    if not inverted and not found and phrase < 0 and verb.dep_ == "relcl" and context.language.grammar.language == "en":
        # "the show he has fronted": a relative clause without a pronoun
        if not _has_relative_subject(context, verb) and verb.head.i < verb.i:
            found = _phrase_referents(context, context.phrase_at(verb.head.i))
    if inverted:
        found = inverted
        if not described or described == found:
            described = _between(context, verb) or _following(context, verb)
    return Arguments(described, found, phrase, phrase)


def is_passive(context: BlockContext, verb: Token) -> bool:
    """Tell whether a verb is passive: by auxiliary, or a past participle that stands alone."""
    if any(c.dep_ in {"agent", "obl:agent"} for c in verb.children):
        return True
    perfect = any(c.lemma_ == "avoir" and c.dep_ in _TENSE_AUX for c in verb.children)
    been = any(c.lower_ == "été" for c in verb.children)
    if perfect and not been:
        return False
    if any(c.dep_ in _PASSIVE_AUX or c.dep_ in {"nsubjpass", "nsubj:pass"} for c in verb.children):
        # "A et B s'associent" has the subject of a passive to the French parser
        return verb.lemma_ not in context.words("unaccusative") and not is_reflexive(verb)
    english = context.language.grammar.language == "en"
    if english:
        return verb.tag_ == "VBN" and not any(
            c.dep_ in _TENSE_AUX and c.lemma_ in {"have", "'ve"} for c in verb.children
        )
    participle = (features(verb, "VerbForm") == ["Part"] and features(verb, "Tense") != ["Pres"]) or _mistaken(
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


def _mistaken(context: BlockContext, verb: Token) -> bool:
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
    if number < 0 or any(c.pos_ == "AUX" for c in verb.children):
        return False
    phrase = context.phrases[number]
    return phrase.first == verb.i + 1 and not phrase.prep and bool(phrase.names) and phrase.name > phrase.noun


def is_reflexive(verb: Token) -> bool:
    """Tell whether a French verb has a reflexive pronoun: ``s'associent``."""
    reflexive = {"se", "s'"}
    return any(c.lower_ in reflexive for c in verb.children) or (verb.i > 0 and verb.nbor(-1).lower_ in reflexive)


def _reduced(verb: Token) -> bool:
    return not any(is_subject_dep(c) for c in verb.children)


def subjects(context: BlockContext, verb: Token, depth: int = 0) -> list[Filler]:
    """Return the grammatical subject, or whoever a participle, relative clause or infinitive is said of."""
    if depth > _MAX_DEPTH:
        return []
    for child in verb.children:
        if is_subject_dep(child):
            if child.lower_ in context.words("relative"):
                return _antecedent(context, verb, child.i)
            return _resolve(context, child, verb)
    if _has_relative_subject(context, verb):
        return _antecedent(context, verb, _relative_at(context, verb))
    if _mistaken(context, verb) and verb.i and verb.nbor(-1).lower_ in context.words("conjunctions"):
        # "réalisé par X et produit par Y": what the first participle is said of
        first = next((t for t in reversed(context.doc[verb.sent.start : verb.i - 1]) if t.pos_ == "VERB"), None)
        return subjects(context, first, depth + 1) if first is not None else []
    if _is_participle(context, verb):
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
    if verb.dep_ in _REDUCED and verb.head.i < verb.i and not _is_infinitive(verb):
        return _described(context, verb)
    if verb.pos_ not in {"VERB", "AUX"} and verb.dep_ == "conj" and context.mention_entity(verb.head.i) >= 0:
        return context.token_fillers(verb.head.i)
    if verb.dep_ == "conj" and features(verb, "VerbForm") == ["Fin"]:
        own = _adjacent(context, verb)
        if own:
            return own
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX", "NOUN", "ADJ"} and verb.head.i < verb.i:
        return subjects(context, verb.head, depth + 1) or _described(context, verb)
    if (
        verb.dep_ in {"xcomp", "ccomp", "advcl", "obl:arg", "obl:mod", "pcomp", "acl"}
        or (verb.head.pos_ == "VERB" and verb.dep_ != "ROOT")
        or (verb.dep_ in _REDUCED and _is_infinitive(verb))
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
        return found or (_described(context, verb) if _is_participle(context, verb) else [])
    if _is_participle(context, verb):
        return _described(context, verb) or _fronted(context, verb)
    return _inserted(context, verb) or _preceding(context, verb)


def _beside(context: BlockContext, verb: Token) -> list[Filler]:
    """``… the podcast X, hosted by Y``: a participle that the parser ties to the main verb describes the name beside it."""
    if verb.tag_ != "VBN" or verb.dep_ != "advcl" or verb.i < 2 or context.doc[verb.i - 1].text != ",":
        return []
    number = context.phrase_at(verb.i - 2)
    if number < 0 or not context.phrases[number].names or context.phrases[number].last != verb.i - 2:
        return []
    return _phrase_referents(context, number)


def _object_control(context: BlockContext, verb: Token) -> list[Filler]:
    """``X hired Y to present Z``: the person who is the governor's object does what the infinitive says."""
    if (
        not _is_infinitive(verb)
        or verb.head.pos_ != "VERB"
        or verb.dep_ not in {"xcomp", "advcl", "obl:arg", "obl:mod"}
    ):
        return []
    if any(c.dep_ in {"auxpass", "aux:pass"} for c in verb.head.children):
        return []
    for child in verb.head.children:
        if is_object_dep(child) and verb.head.i < child.i < verb.i and context.phrase_at(child.i) >= 0:
            return [f for f in context.token_fillers(child.i) if context.is_kind(f.entity, "human")]
    return []


def _inserted(context: BlockContext, verb: Token) -> list[Filler]:
    """``X, adapted from Y, was created …``: the parser hangs the subject on the participle in between."""
    for child in verb.children:
        if child.dep_ == "advcl" and child.i < verb.i and _is_participle(context, child):
            for inner in child.children:
                if is_subject_dep(inner) and inner.i < child.i:
                    return _resolve(context, inner, verb)
    return []


def _is_infinitive(verb: Token) -> bool:
    """``plans to buy X``: an infinitive on a noun has the subject of the verb that governs the noun."""
    return "Inf" in features(verb, "VerbForm") and (verb.tag_ != "VB" or any(c.tag_ == "TO" for c in verb.children))


def _adjacent(context: BlockContext, verb: Token) -> list[Filler]:
    """``… ; A et B prêtent leur voix``: names right before a finite verb are its subject."""
    number = context.phrase_at(verb.i - 1)
    if number < 0 or context.phrases[number].prep or not context.phrases[number].names:
        return []
    while number > 0 and context._joined(number - 1, number):
        number -= 1
    before = context.phrases[number].first - 1
    opens = (
        before < verb.sent.start
        or context.doc[before].text in {",", ";"}
        or context.doc[before].pos_ in {"CCONJ", "SCONJ"}
    )
    return context.phrase_fillers(number) if opens and not context.phrases[number].prep else []


def _is_participle(context: BlockContext, verb: Token) -> bool:
    if context.language.grammar.language == "en":
        return verb.tag_ in {"VBN", "VBG"} and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    participle = features(verb, "VerbForm") == ["Part"] or _mistaken(context, verb)
    return participle and not any(c.pos_ == "AUX" for c in verb.children)


def in_own_clause(context: BlockContext, verb: Token) -> bool:
    """Tell whether a verb heads a relative clause or a participle: it does not share the mode of the main verb."""
    node = verb
    while node.dep_ == "conj" and node.head.i != node.i and node.head.pos_ in {"VERB", "AUX"}:
        node = node.head
    if _is_infinitive(node):
        return False
    return node.dep_ in {"acl", "acl:relcl", "relcl"} or _is_participle(context, verb)


def _resolve(context: BlockContext, child: Token, verb: Token) -> list[Filler]:
    fillers = context.token_fillers(child.i)
    if not fillers:
        number = context.phrase_at(child.i)
        if number >= 0:
            fillers = context.described(number) or _metonym(context, number)
    return [f for f in fillers if f.token != verb.i]


def _metonym(context: BlockContext, number: int) -> list[Filler]:
    """``Les équipes de X utilisent …``: what the staff of an organisation does, the organisation does."""
    phrase = context.phrases[number]
    if phrase.noun < 0 or context.doc[phrase.noun].lemma_.lower() not in context.words("metonyms"):
        return []
    found = context.owners(number, phrase.last, frozenset(), frozenset(context.words("genitive")))
    return [f for f in found if context.is_kind(f.entity, "group")]


def _relative_at(context: BlockContext, verb: Token) -> int:
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


def _has_relative_subject(context: BlockContext, verb: Token) -> bool:
    return _relative_at(context, verb) >= 0


def _antecedent(context: BlockContext, verb: Token, pronoun: int) -> list[Filler]:
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
    near = _phrase_referents(context, number) if number >= 0 else []
    if near and (not candidates or context.phrase_at(candidates[0]) != number):
        head = context.phrases[number]
        if head.names or head.noun >= 0:
            # "la filiale de X, qui …": a person takes "qui" from a nearer name only when the parse agrees
            parsed = _phrase_referents(context, context.phrase_at(candidates[0])) if candidates else []
            return parsed or near
    for token in candidates:
        found = _phrase_referents(context, context.phrase_at(token))
        if found:
            return found
    return near


def _phrase_referents(context: BlockContext, number: int) -> list[Filler]:
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


def _described(context: BlockContext, verb: Token) -> list[Filler]:
    """Return what a participle describes: its head noun, or the phrase before it."""
    if verb.dep_ in _REDUCED and verb.head.i < verb.i:
        head_phrase = context.phrase_at(verb.head.i)
        found = _phrase_referents(context, head_phrase)
        if not found and verb.head.pos_ == "NOUN" and head_phrase >= 0 and not context.phrases[head_phrase].names:
            return []
        between = context.doc[verb.head.i + 1 : verb.i]
        if found and not any(context.mention_entity(t.i) >= 0 for t in between):
            return found
    i = verb.i - 1
    while i >= 0 and not context.doc[i + 1].is_sent_start:
        token = context.doc[i]
        if token.pos_ in {"VERB", "AUX"} or token.text in {";", ":"}:
            break
        number = context.phrase_at(i)
        if number >= 0:
            phrase = context.phrases[number]
            found = _phrase_referents(context, number)
            if found and not (phrase.prep and phrase.prep in context.words("by")):
                return found
            i = phrase.first - 1
            continue
        i -= 1
    if verb.dep_ in _REDUCED:
        return _phrase_referents(context, context.phrase_at(verb.head.i))
    return []


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
    if not phrase.names or phrase.name < phrase.noun or phrase.prep in context.words("by"):
        return []
    if context.is_kind(context.mention_entity(phrase.name), "human"):
        return []
    return context.phrase_fillers(number)


def _fronted(context: BlockContext, verb: Token) -> list[Filler]:
    """``Réalisé par X, le film …``: a participle that opens its sentence is said of the subject that follows."""
    start = max(
        (t.i + 1 for t in context.doc[verb.sent.start : verb.i] if t.text in {":", ";"}), default=verb.sent.start
    )
    if any(context.phrase_at(i) >= 0 for i in range(start, verb.i)):
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
            return _phrase_referents(context, number)
    return []


def _preceding(context: BlockContext, verb: Token) -> list[Filler]:
    """Return the phrase right before a finite verb that the parser left without a subject."""
    if verb.pos_ not in {"VERB", "AUX"}:
        # a verb taken for a noun heads no clause: its subject is the name before its comma or what the sentence begins with
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
    number = context.phrase_at(i)
    if number >= 0 and not context.phrases[number].prep:
        first = number
        while first > 0 and context._joined(first - 1, first):
            first -= 1
        return context.phrase_fillers(first)
    entity = context.mention_entity(i)
    return [Filler(entity, i)] if entity >= 0 else []


def agents(context: BlockContext, verb: Token) -> list[Filler]:
    """Return the agents of a passive: the ``par``/``by`` phrase after the verb."""
    for number in following_phrases(context, verb):
        phrase = context.phrases[number]
        if phrase.prep in context.words("by"):
            governor = context.doc[phrase.prep_at].head if phrase.prep_at >= 0 else verb
            if context.language.grammar.language == "en" and governor.pos_ == "VERB" and governor.i > verb.i:
                # "sold to X, a firm run by Y": the agent of another participle
                continue
            return context.phrase_fillers(number)
    return []


def objects(context: BlockContext, verb: Token) -> tuple[list[Filler], int]:
    """Return the direct object of an active verb and the number of its phrase (-1 without one)."""
    for child in verb.children:
        if is_object_dep(child) and child.lower_ not in context.words("relative") and child.i > verb.i:
            number = context.phrase_at(child.i)
            if number >= 0 and is_time(context, number):
                continue
            fillers = context.token_fillers(child.i)
            if fillers or number >= 0:
                return fillers, number
    for number in following_phrases(context, verb):
        phrase = context.phrases[number]
        if phrase.prep or is_time(context, number):
            break
        between = context.doc[verb.i + 1 : phrase.first]
        if all(t.pos_ in {"ADV", "DET", "PART"} or t.text == '"' for t in between):
            return context.phrase_fillers(number), number
        break
    return [], -1


def _shared_object(context: BlockContext, verb: Token) -> tuple[list[Filler], int]:
    """``X will write and direct Y``: the object of the verb that is joined to this one at once."""
    for child in verb.children:
        joined = child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"} and 0 < child.i - verb.i <= 2
        if joined and not is_passive(context, child):
            return objects(context, child)
    return [], -1


def is_time(context: BlockContext, number: int) -> bool:
    """Tell whether a phrase is a bare time expression (``le 11 février``, ``next year``), no object."""
    phrase = context.phrases[number]
    words = context.words("time_nouns") | context.language.grammar.name_sets["never"]
    nouns = phrase.nouns or phrase.adjectives
    return (
        not phrase.names
        and bool(nouns)
        and all(context.doc[i].lower_ in words or context.doc[i].like_num for i in nouns)
    )


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
            before = context.doc[i - 1] if i > start else None
            if before is None:
                return []
            j = i - 1
            while j >= start and context.doc[j].text in {",", '"', ")"}:
                j -= 1
            number = context.phrase_at(j)
            if verb.dep_ in {"acl:relcl", "relcl"} and verb.head.i < i:
                parsed = _phrase_referents(context, context.phrase_at(verb.head.i))
                if parsed:
                    return parsed
            return _phrase_referents(context, number) if number >= 0 else []
        if token.pos_ == "VERB" or token.text in {",", ";", ":"}:
            return []
        i -= 1
    return []


def _between(context: BlockContext, verb: Token) -> list[Filler]:
    """``une fiction que X programme``: the name between the pronoun and a verb that the tagger took for a noun."""
    number = context.phrase_at(verb.i - 1)
    if number < 0 or not context.phrases[number].names or context.phrases[number].prep:
        return []
    before = context.phrases[number].first - 1
    if before < 0 or context.doc[before].lower_ not in context.words("object_relative"):
        return []
    return context.phrase_fillers(number)


def _following(context: BlockContext, verb: Token) -> list[Filler]:
    for number in following_phrases(context, verb):
        phrase = context.phrases[number]
        if not phrase.prep or (phrase.prep == "à" and not phrase.names):
            found = context.phrase_fillers(number)
            if found:
                return found
    return []


def following_phrases(context: BlockContext, verb: Token) -> Iterator[int]:
    """Yield the phrases after a verb up to the end of its clause, in order."""
    end = clause_end(context.doc, verb.i)
    for number, phrase in enumerate(context.phrases):
        if verb.i < phrase.first < end:
            yield number


def prepositional(
    context: BlockContext, verb: Token, prepositions: frozenset[str], classes: frozenset[str] = frozenset()
) -> list[Filler]:
    """Return the fillers (of one of the classes) of the first phrase after the verb with one of the prepositions."""
    for number in following_phrases(context, verb):
        phrase = context.phrases[number]
        if phrase.prep in prepositions:
            # "gave the prize to X's Y": Y is meant
            owned = number + 1 < len(context.phrases) and context.phrases[number + 1].owner == number
            meant = number + 1 if owned and context.phrase_fillers(number + 1) else number
            found = [f for f in context.phrase_fillers(meant) if context.fits(f.entity, classes)]
            if found:
                return found
    return []


def opening(context: BlockContext, verb: Token, prepositions: frozenset[str]) -> list[Filler]:
    """Return the names of a phrase with one of the prepositions that opens the sentence: ``Sur Arte, la série …``."""
    start = verb.sent.start
    number = context.phrase_at(start + 1)
    if number < 0 or start + 1 >= verb.i:
        return []
    phrase = context.phrases[number]
    after = phrase.last + 1
    if phrase.prep_at != start or phrase.prep not in prepositions or not phrase.names or context.doc[after].text != ",":
        return []
    if any(t.pos_ == "VERB" and "VerbForm=Fin" in str(t.morph) for t in context.doc[after : verb.i]):
        return []
    return context.phrase_fillers(number)
