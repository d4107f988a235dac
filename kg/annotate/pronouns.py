"""Personal pronouns: "elle", "it", "they" and the entity that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.antecedents import SUBJECT_DEPS, apposed_subject, gender_of, governor_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.annotate.coreference import Resolver
    from kg.annotate.document import Occurrence

#: Sentences that a pronoun may look back over.
PRONOUN_REACH = 2
#: What it adds to a pronoun's antecedent that its class suits the verb: "it was released" is a work.
VERB_FITS = 0.8
#: What it adds that somebody says what the pronoun's clause tells: ``X said it …``.
SAID_BY = 0.5
#: What it costs an antecedent to be one of a list.
LISTED = 0.5
#: What it adds in a new paragraph that the title names a person, and each time that the text did.
TITLED, TOPIC = 0.6, 0.1
_SIDES = {
    "nsubj": frozenset({"subj", "gsubj"}),
    "nsubjpass": frozenset({"obj", "gsubj"}),
    "nsubj:pass": frozenset({"obj", "gsubj"}),
    "dobj": frozenset({"obj"}),
    "obj": frozenset({"obj"}),
}
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "csubj", "pcomp"})
_IMPERSONAL = frozenset({"expl", "expl:subj", "expl:pass", "expl:comp"})


def pronoun(resolver: Resolver, block: int, token: Token) -> None:
    """Resolve a personal pronoun and add it as a mention, where one entity fits it best."""
    personal = resolver.grammar.words["personal"]
    gender = personal.get(token.lower_.lstrip("-"))
    if gender is None or gender == "p" or token.pos_ != "PRON":
        return
    if token.dep_ in _IMPERSONAL and not (_has_agent(resolver, token.head) or _acts(resolver, token)):
        return
    if resolver.grammar.language == "fr" and (
        token.lower_ in {"le", "la", "l'"} or (token.lower_ == "il" and _impersonal(resolver, token))
    ):
        return
    if gender == "n" and _expletive(resolver, token):
        return
    entity = _pronoun_antecedent(resolver, block, token, gender)
    if entity is not None:
        found = resolver.annotated.entities[entity]
        if gender in {"m", "f"} and resolver.human in found.types and not found.gender:
            found.gender = gender
        resolver.add(block, token.i, token.i, token.i, entity, "pronoun")


def _expletive(resolver: Resolver, token: Token) -> bool:
    """``It emerged that …``, ``It has been a pleasure to …``, ``it's critical that …``: what follows is the subject."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.pos_ not in {"VERB", "AUX"} or token.i > verb.i:
        return False
    clauses = [c for c in verb.children if c.dep_ in _CLAUSES and c.i > verb.i]
    if verb.lemma_ in resolver.grammar.word_set("impersonal_verbs"):
        return any(c.dep_ == "ccomp" for c in clauses)
    if verb.lemma_ not in resolver.grammar.words["copula"]:
        return False
    said = next((c for c in verb.children if c.dep_ in {"attr", "acomp", "oprd"} and c.i > verb.i), None)
    if said is None or said.lemma_.lower() not in resolver.grammar.word_set("impersonal_predicates"):
        return False
    return bool(clauses) or any(c.dep_ in _CLAUSES | {"acl", "relcl"} for c in said.children)


def _has_agent(resolver: Resolver, verb: Token) -> bool:
    """``Il est produit par X`` is personal, whatever the parser says."""
    by = resolver.grammar.word_set("by")
    return any(c.dep_ == "aux:pass" for c in verb.children) and any(t.lower_ in by for t in verb.subtree)


def _acts(resolver: Resolver, token: Token) -> bool:
    """``Il succède à X``: a verb of the lexicon with a complement of its own is personal, whatever the parser says."""
    verb = token.head
    if verb.pos_ != "VERB" or token.i != verb.i - 1 or verb.lemma_ in resolver.grammar.word_set("impersonal_verbs"):
        return False
    entries = resolver.lexicon.verbs.get(verb.lemma_.lower(), ())
    clause = any(c.dep_ in {"ccomp", "xcomp", "csubj"} for c in verb.children)
    return not clause and any("subj" in {*entry.roles[0], *entry.roles[1]} for entry in entries)


def _pronoun_antecedent(resolver: Resolver, block: int, token: Token, gender: str) -> int | None:
    best: tuple[float, int] | None = None
    governor = governor_of(token)
    wanted = _wanted(resolver, token, governor)
    said_by = _matrix_subject(token, governor)
    for seen in reversed(resolver.annotated.history):
        distance = resolver.sentence - seen.sentence
        if distance > PRONOUN_REACH:
            break
        fit = _agrees(resolver, seen.entity, gender)
        if fit is None:
            continue
        if distance == 0 and seen.block == block and _heads_clause(resolver, block, seen, governor):
            continue
        if (
            distance == 0
            and seen.block == block
            and (resolver.same_clause(block, seen.token, governor) or (seen.subject and _controlled(token)))
        ):
            continue
        score = fit - 0.7 * distance + (0.6 if seen.subject else 0.0)
        types = resolver.annotated.entities[seen.entity].types
        listed = resolver.annotated.blocks[seen.block].doc[seen.token]
        if gender == "n" and (listed.dep_ == "conj" or any(c.dep_ == "conj" for c in listed.children)):
            # one of several is seldom "it" later
            score -= LISTED
        if seen.token == said_by and seen.block == block:
            score += SAID_BY
        if wanted and any(resolver.schema.expand(t) & wanted for t in types):
            score += VERB_FITS
        if gender != "n" and seen.block != block and resolver.human in types:
            # whom a new paragraph speaks of is sooner the one that the article is about
            score += TOPIC * min(resolver.counts.get(seen.entity, 0), 6)
            score += TITLED if seen.entity in resolver.annotated.titled else 0.0
        if best is None or score > best[0] + 1e-9:
            best = (score, seen.entity)
    return best[1] if best is not None and best[0] > -0.6 else None


def _matrix_subject(token: Token, governor: int) -> int:
    """``X, owner of Y, said it …``: the subject of the verb whose clause the pronoun is the subject of, or -1."""
    if governor < 0 or token.dep_ not in SUBJECT_DEPS or token.doc[governor].dep_ != "ccomp":
        return -1
    subject = next((c for c in token.doc[governor].head.children if c.dep_ in SUBJECT_DEPS), None)
    if subject is None:
        return -1
    return next((int(c.i) for c in subject.children if apposed_subject(c)), int(subject.i))


def _heads_clause(resolver: Resolver, block: int, seen: Occurrence, governor: int) -> bool:
    """``X, which also published it``: what a relative clause hangs on is no other argument of its verb."""
    if governor < 0:
        return False
    verb = resolver.annotated.blocks[block].doc[governor]
    if verb.dep_ not in {"relcl", "acl:relcl"}:
        return False
    head = verb.head
    return seen.token in {head.i, head.head.i if head.dep_ == "appos" else head.i}


def _wanted(resolver: Resolver, token: Token, governor: int) -> frozenset[str]:
    """Return the classes that the lexicon's readings of the verb ask for in the pronoun's place."""
    sides = _SIDES.get(token.dep_, frozenset())
    if not sides or governor < 0:
        return frozenset()
    classes: set[str] = set()
    lemma = token.doc[governor].lemma_.lower()
    spoken = resolver.lexicon.modality
    if token.dep_ == "nsubj" and (lemma in spoken["saying"] or lemma in spoken["announcing"]):
        # works confirm nothing
        return frozenset({resolver.group, resolver.human})
    if any(c.dep_ in {"xcomp", "ccomp"} for c in token.doc[governor].children):
        # a verb that opens a clause says nothing by itself: it continues to lose money
        return frozenset()
    if token.doc[governor].lemma_ in resolver.grammar.words["copula"]:
        # "it is a post-punk record"
        for child in token.doc[governor].children:
            if child.dep_ == "attr":
                classes |= resolver.grammar.classes_of_noun(child.lower_, child.lemma_.lower())
    for entry in resolver.lexicon.verbs.get(token.doc[governor].lemma_.lower(), ()):
        info = resolver.schema.relations.get(entry.relation)
        if info is None:
            continue
        if sides & set(entry.roles[0]):
            classes |= entry.subject or info.domain
        elif sides & set(entry.roles[1]):
            classes |= entry.object or info.range
    return frozenset(classes)


def _controlled(token: Token) -> bool:
    """An object pronoun of an infinitive is not the subject that controls it: ``X may be next to sue it``."""
    if token.dep_ not in {"obj", "dobj", "pobj", "iobj"}:
        return False
    verb = token.head if token.head.pos_ in {"VERB", "AUX"} else token.head.head
    return not any(c.dep_ in SUBJECT_DEPS - {"ROOT"} for c in verb.children) and verb.dep_ in {
        "xcomp",
        "advcl",
        "relcl",
        "acl",
        "conj",
    }


def _agrees(resolver: Resolver, entity: int, gender: str) -> float | None:
    found = resolver.annotated.entities[entity]
    human = resolver.human in found.types
    if resolver.grammar.language == "en":
        if gender == "n":
            return None if human else (0.5 if found.types else 0.2)
        return 0.6 if human and found.gender in {"", gender} else None
    if human:
        return 0.6 if found.gender in {"", gender} else None
    known = _grammatical_gender(resolver, entity)
    if known:
        return 0.3 if known == gender else None
    return 0.0 if not found.types or _may_be_any_gender(resolver, entity) else None


def _grammatical_gender(resolver: Resolver, entity: int) -> str:
    """The gender of the last noun that stood for the entity; names themselves have none."""
    for mention in reversed(resolver.annotated.mentions):
        if mention.entity == entity and mention.kind == "nominal":
            return gender_of(resolver.annotated.blocks[mention.block].doc[mention.head])
    for cls in resolver.annotated.entities[entity].types:
        if cls in resolver.grammar.class_gender:
            return resolver.grammar.class_gender[cls]
    return ""


def _may_be_any_gender(resolver: Resolver, entity: int) -> bool:
    types = resolver.annotated.entities[entity].types
    return any(resolver.group in resolver.schema.expand(t) for t in types)


def _impersonal(resolver: Resolver, token: Token) -> bool:
    return token.head.lemma_ in resolver.grammar.word_set("impersonal_verbs") or any(
        c.lower_ == "y" for c in token.head.children
    )
