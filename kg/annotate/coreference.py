"""Who is meant by "le studio", "the streaming giant", "elle", "its": anaphora inside one article.

Rules by class, gender, grammatical role and distance; what stays doubtful is left unresolved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase, described_names, noun_texts, phrase_tail
from kg.annotate.document import AnnotatedArticle, Occurrence, TokenMention
from kg.annotate.morphology import features

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spacy.tokens import Doc, Token

    from kg.annotate.grammar import Grammar, Kinds
    from kg.annotate.phrases import Phrase
    from kg.knowledge import KnowledgeBase
    from kg.lexicon import Lexicon
    from kg.ontology import Schema

#: Sentences that an anaphor may look back over, by kind of anaphor.
NOMINAL_REACH = 5
PRONOUN_REACH = 2

#: What it adds to a pronoun's antecedent that its class suits the verb: "it was released" is a work.
VERB_FITS = 0.8
_SIDES = {
    "nsubj": frozenset({"subj", "gsubj"}),
    "nsubjpass": frozenset({"obj", "gsubj"}),
    "nsubj:pass": frozenset({"obj", "gsubj"}),
    "dobj": frozenset({"obj"}),
    "obj": frozenset({"obj"}),
}
#: How many words a name may stand behind the noun that introduces it ("le studio montpelliérain Blue Twelve").
_INTRODUCED = 3
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj", "ROOT", "attr"})
_IMPERSONAL = frozenset({"expl", "expl:subj", "expl:pass", "expl:comp"})


def resolve_anaphora(
    annotated: AnnotatedArticle,
    grammar: Grammar,
    kinds: Kinds,
    lexicon: Lexicon,
    knowledge: KnowledgeBase,
    schema: Schema,
) -> None:
    """Add nominal and pronoun mentions to the article and fill its history of occurrences, in text order."""
    _Resolver(annotated, grammar, kinds, lexicon, knowledge, schema).run()


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    entity: int


class _Resolver:
    def __init__(
        self,
        annotated: AnnotatedArticle,
        grammar: Grammar,
        kinds: Kinds,
        lexicon: Lexicon,
        knowledge: KnowledgeBase,
        schema: Schema,
    ) -> None:
        self.annotated = annotated
        self.grammar = grammar
        self.kinds = kinds
        self.lexicon = lexicon
        self.schema = schema
        self.first_names = knowledge.first_names
        self.occupations = knowledge.occupations(grammar.language)
        self.demonyms = knowledge.demonyms(grammar.language)
        self.human = kinds.first("human")
        self.firms = frozenset(kinds.classes["firm"])
        self.group = kinds.first("group")
        self.descriptors: dict[int, set[str]] = {}
        self.counts: dict[int, int] = {}
        self.sentence = 0

    def run(self) -> None:
        names: dict[tuple[int, int], TokenMention] = {(m.block, m.first): m for m in self.annotated.mentions}
        for mention in self.annotated.mentions:
            self.counts[mention.entity] = self.counts.get(mention.entity, 0) + 1
        for entity in self.annotated.entities:
            entity.gender = self._gender_of_name(entity.name) if self.human in entity.types else ""
        self._collect_descriptors()
        for number, block in enumerate(self.annotated.blocks):
            phrase_at = {p.first: (k, p) for k, p in enumerate(self.annotated.phrases[number])}
            for sentence in block.doc.sents:
                self.sentence += 1
                for token in sentence:
                    named = names.get((number, token.i))
                    if named is not None:
                        self._note(number, token, named.entity)
                        continue
                    if token.i in phrase_at:
                        position, phrase = phrase_at[token.i]
                        self._nominal(number, position, phrase)
                    self._pronoun(number, token)

    # -- record keeping ------------------------------------------------------------------------------------------------

    def _note(self, block: int, token: Token, entity: int) -> None:
        apposed = token.dep_ == "appos" and token.head.dep_ in _SUBJECTS - {"ROOT"}
        subject = token.dep_ in _SUBJECTS or apposed or self._inside_subject(token)
        self.annotated.history.append(Occurrence(block, token.i, self.sentence, entity, subject))

    @staticmethod
    def _inside_subject(token: Token) -> bool:
        """``L'éditeur Nacon a racheté …``: the name that a noun introduces is the subject when the noun is."""
        head = token.head
        near = 0 < token.i - head.i <= _INTRODUCED
        return (
            near and head.dep_ in _SUBJECTS - {"ROOT"} and not any(c.dep_ in {"case", "punct"} for c in token.children)
        )

    def _add(self, block: int, first: int, last: int, head: int, entity: int, kind: str) -> None:
        self.annotated.mentions.append(TokenMention(block, first, last, head, entity, kind))  # type: ignore[arg-type]
        self._note(block, self.annotated.blocks[block].doc[head], entity)

    def _collect_descriptors(self) -> None:
        """Remember the nouns that stand beside each name: they are what a later "the actress" picks up."""
        for number, block in enumerate(self.annotated.blocks):
            phrases = self.annotated.phrases[number]
            for position, phrase in enumerate(phrases):
                for name, _ in described_names(block.doc, phrases, position, self.grammar):
                    mention = self.annotated.mention_at(number, name)
                    if mention is not None:
                        self.descriptors.setdefault(mention.entity, set()).update(_wordings(block.doc, phrase))
                        entity = self.annotated.entities[mention.entity]
                        if self.human in entity.types and not entity.gender:
                            entity.gender = _gender(block.doc[phrase.noun])

    def _gender_of_name(self, name: str) -> str:
        first = name.split(" ", maxsplit=1)[0]
        found = self.first_names.get(first) or self.first_names.get(first.split("-")[0]) or ""
        return found if found in {"m", "f"} else ""

    # -- nominal anaphora ----------------------------------------------------------------------------------------------

    def _nominal(self, block: int, position: int, phrase: Phrase) -> None:
        doc = self.annotated.blocks[block].doc
        if (
            phrase.noun < 0
            or not (phrase.definite or self._own_firm(doc, phrase))
            or not self._only_places(block, phrase)
        ):
            return
        if self._plural(doc, phrase) or self._describes_name(block, position):
            return
        reach = NOMINAL_REACH
        if self._has_genitive(block, position):
            # "adapté du roman de X" brings in another work
            if phrase.prep or not self._work_of_name(block, position):
                return
            reach = 2
        wordings = _wordings(doc, phrase)
        person_noun = any(w in self.occupations or w in self.lexicon.person_nouns for w in wordings)
        classes = classes_of_phrase(doc, phrase, self.grammar)
        if self.human in classes:
            person_noun = True
        if not classes and not person_noun:
            return
        entity = None
        if person_noun and classes - {self.human}:
            # "the broadcaster", "the publisher": sooner a firm than somebody
            firms = self._accepts_classes(classes - {self.human})
            entity = self._best(block, phrase.noun, firms, wordings, reach, person_noun=False)
            person_noun = entity is None
        if entity is None:
            accept = self._accepts_person(doc, phrase) if person_noun else self._accepts_classes(classes)
            entity = self._best(block, phrase.noun, accept, wordings, reach, person_noun=person_noun)
        if entity is not None:
            found = self.annotated.entities[entity]
            narrower = [
                c for c in classes if found.types and found.types[0] in self.schema.expand(c) and c not in found.types
            ]
            if len(classes) == 1 and narrower and not found.soft:
                found.types = tuple(narrower)
            if (not found.types or found.soft) and not person_noun:
                found.soft = False
                for cls in sorted(classes):
                    found.votes[cls] = found.votes.get(cls, 0.0) + 0.5
                found.types = (max(sorted(found.votes), key=lambda c: found.votes[c]),)
            self._add(block, phrase.first, phrase.last, phrase.noun, entity, "nominal")

    def _own_firm(self, doc: Doc, phrase: Phrase) -> bool:
        """``sa société``, ``her studio``: the firm just spoken of in connection with somebody."""
        classes = classes_of_phrase(doc, phrase, self.grammar)
        return phrase.own and bool(classes & self.kinds.generic) and not phrase.names

    def _only_places(self, block: int, phrase: Phrase) -> bool:
        """``the Kyoto company`` is still an anaphor; a phrase with any other name is not."""
        places = set(self.kinds.classes["place"])
        for name in phrase.names:
            mention = self.annotated.mention_at(block, name)
            if (
                name > phrase.noun
                or mention is None
                or not places.intersection(self.annotated.entities[mention.entity].types)
            ):
                return False
        return True

    def _work_of_name(self, block: int, position: int) -> bool:
        """``le jeu de Sandfall``: a work with its maker's name may be one spoken of just before."""
        doc = self.annotated.blocks[block].doc
        phrases = self.annotated.phrases[block]
        phrase = phrases[position]
        classes = classes_of_phrase(doc, phrase, self.grammar)
        titled = frozenset(self.kinds.classes["titled"])
        tail, _ = phrase_tail(phrases, position, self.grammar.word_set("genitive"))
        owner = phrases[phrase.owner] if phrase.owner >= 0 else phrases[tail]
        return bool(classes) and classes <= titled and bool(owner.names) and phrase.owner < 0

    def _plural(self, doc: Doc, phrase: Phrase) -> bool:
        head = doc[phrase.noun]
        return features(head, "Number") == ["Plur"] or phrase.det in self.grammar.word_set("plural_determiners")

    def _has_genitive(self, block: int, position: int) -> bool:
        """A definite noun with a genitive of its own names something new: ``le studio de Lyon``, ``the head of news``."""
        phrases = self.annotated.phrases[block]
        phrase = phrases[position]
        if phrase.owner >= 0:
            return True
        following = phrases[position + 1] if position + 1 < len(phrases) else None
        return (
            following is not None
            and following.prep in self.grammar.word_set("genitive")
            and following.prep_at == phrase.last + 1
            and bool(following.names or following.det or following.own)
        )

    def _describes_name(self, block: int, position: int) -> bool:
        doc = self.annotated.blocks[block].doc
        return any(True for _ in described_names(doc, self.annotated.phrases[block], position, self.grammar))

    def _accepts_classes(self, classes: frozenset[str]) -> Callable[[int], float | None]:
        generic = bool(classes & self.kinds.generic)

        def accept(entity: int) -> float | None:
            types = self.annotated.entities[entity].types
            if not types:
                return -0.3
            if self.annotated.entities[entity].soft:
                if any(self.schema.expand(t) & classes for t in types):
                    return 0.7
                wider = all(t in self.schema.expand(c) for t in types for c in classes)
                return 0.2 if wider else -0.3
            score: float | None = None
            for cls in types:
                lineage = self.schema.expand(cls)
                if lineage & classes:
                    score = max(score or 0.0, 1.0)
                elif generic and cls in self.firms:
                    score = max(score or 0.0, 0.6)
                elif cls in self.kinds.generic and classes & set(self.firms):
                    score = max(score or 0.0, 0.5)
                elif any(cls in self.schema.expand(c) for c in classes):
                    score = max(score or 0.0, 0.5 if generic else 0.3)
            return score

        return accept

    def _accepts_person(self, doc: Doc, phrase: Phrase) -> Callable[[int], float | None]:
        gender = _gender(doc[phrase.noun]) if self.grammar.language == "fr" else ""

        def accept(entity: int) -> float | None:
            found = self.annotated.entities[entity]
            if self.human not in found.types:
                return None
            if gender and found.gender and gender != found.gender:
                return None
            return 0.5

        return accept

    def _best(
        self,
        block: int,
        token: int,
        accept: Callable[[int], float | None],
        wordings: Sequence[str],
        reach: int,
        *,
        person_noun: bool,
    ) -> int | None:
        candidates: dict[int, float] = {}
        doc = self.annotated.blocks[block].doc
        governor = _governor(doc[token])
        demonstrative = token > 0 and doc[token - 1].lower_ in self.grammar.word_set("demonstrative")
        for seen in reversed(self.annotated.history):
            distance = self.sentence - seen.sentence
            if seen.entity in candidates:
                continue
            fit = accept(seen.entity)
            if fit is None or (fit < 0 and (not seen.subject or distance > 1)):
                continue
            described = bool(self.descriptors.get(seen.entity, set()) & set(wordings))
            if distance > reach and not described:
                continue
            if distance == 0 and seen.block == block and self._same_clause(block, seen.token, governor):
                continue
            if distance == 0 and seen.block == block and seen.subject and self._controls(block, seen.token, governor):
                continue
            score = (
                fit
                - 0.35 * min(distance, 5)
                + (0.4 if seen.subject else 0.0)
                + min(self.counts.get(seen.entity, 0), 6) * 0.12
            )
            if demonstrative and distance == 0:
                score += 0.4
            if described:
                score += 1.5 if person_noun else 0.7
            elif person_noun:
                score -= 0.5
            candidates[seen.entity] = score
        if not candidates:
            return None
        ranked = sorted(candidates.items(), key=lambda c: (-c[1], c[0]))
        best, score = ranked[0]
        if (
            person_noun
            and not (self.descriptors.get(best, set()) & set(wordings))
            and len(ranked) > 1
            and ranked[1][1] > score - 0.4
        ):
            return None
        return best if score > -1.2 else None

    def _controls(self, block: int, token: int, governor: int) -> bool:
        """``X accepte d'investir dans l'entreprise``: who governs an infinitive is not its object."""
        doc = self.annotated.blocks[block].doc
        if (
            governor < 0
            or doc[governor].dep_ not in {"xcomp", "advcl"}
            or features(doc[governor], "VerbForm") != ["Inf"]
        ):
            return False
        return _governor(doc[token]) == doc[governor].head.i

    def _same_clause(self, block: int, token: int, governor: int) -> bool:
        return _governor(self.annotated.blocks[block].doc[token]) == governor and governor >= 0

    # -- pronouns ------------------------------------------------------------------------------------------------------

    def _pronoun(self, block: int, token: Token) -> None:
        personal = self.grammar.words["personal"]
        gender = personal.get(token.lower_.lstrip("-"))
        if gender is None or gender == "p" or token.pos_ != "PRON":
            return
        if token.dep_ in _IMPERSONAL and not self._has_agent(token.head):
            return
        if self.grammar.language == "fr" and (
            token.lower_ in {"le", "la", "l'"} or (token.lower_ == "il" and _impersonal(token))
        ):
            return
        entity = self._pronoun_antecedent(block, token, gender)
        if entity is not None:
            self._add(block, token.i, token.i, token.i, entity, "pronoun")

    def _has_agent(self, verb: Token) -> bool:
        """``Il est produit par X`` is personal, whatever the parser says."""
        by = self.grammar.word_set("by")
        return any(c.dep_ == "aux:pass" for c in verb.children) and any(t.lower_ in by for t in verb.subtree)

    def _pronoun_antecedent(self, block: int, token: Token, gender: str) -> int | None:
        best: tuple[float, int] | None = None
        governor = _governor(token)
        wanted = self._wanted(token, governor)
        for seen in reversed(self.annotated.history):
            distance = self.sentence - seen.sentence
            if distance > PRONOUN_REACH:
                break
            fit = self._agrees(seen.entity, gender)
            if fit is None:
                continue
            if distance == 0 and seen.block == block and self._heads_clause(block, seen, governor):
                continue
            if (
                distance == 0
                and seen.block == block
                and (self._same_clause(block, seen.token, governor) or (seen.subject and self._controlled(token)))
            ):
                continue
            score = fit - 0.7 * distance + (0.6 if seen.subject else 0.0)
            types = self.annotated.entities[seen.entity].types
            if wanted and any(self.schema.expand(t) & wanted for t in types):
                score += VERB_FITS
            if best is None or score > best[0] + 1e-9:
                best = (score, seen.entity)
        return best[1] if best is not None and best[0] > -0.6 else None

    def _heads_clause(self, block: int, seen: Occurrence, governor: int) -> bool:
        """``X, which also published it``: what a relative clause hangs on is no other argument of its verb."""
        if governor < 0:
            return False
        verb = self.annotated.blocks[block].doc[governor]
        if verb.dep_ not in {"relcl", "acl:relcl"}:
            return False
        head = verb.head
        return seen.token in {head.i, head.head.i if head.dep_ == "appos" else head.i}

    def _wanted(self, token: Token, governor: int) -> frozenset[str]:
        """Return the classes that the lexicon's readings of the verb ask for in the pronoun's place."""
        sides = _SIDES.get(token.dep_, frozenset())
        if not sides or governor < 0:
            return frozenset()
        classes: set[str] = set()
        if token.doc[governor].lemma_ in self.grammar.words["copula"]:
            # "it is a post-punk record"
            for child in token.doc[governor].children:
                if child.dep_ == "attr":
                    classes |= self.grammar.classes_of_noun(child.lower_, child.lemma_.lower())
        for entry in self.lexicon.verbs.get(token.doc[governor].lemma_.lower(), ()):
            info = self.schema.relations.get(entry.relation)
            if info is None:
                continue
            if sides & set(entry.roles[0]):
                classes |= entry.subject or info.domain
            elif sides & set(entry.roles[1]):
                classes |= entry.object or info.range
        return frozenset(classes)

    @staticmethod
    def _controlled(token: Token) -> bool:
        """An object pronoun of an infinitive is not the subject that controls it: ``X may be next to sue it``."""
        if token.dep_ not in {"obj", "dobj", "pobj", "iobj"}:
            return False
        verb = token.head if token.head.pos_ in {"VERB", "AUX"} else token.head.head
        return not any(c.dep_ in _SUBJECTS - {"ROOT"} for c in verb.children) and verb.dep_ in {
            "xcomp",
            "advcl",
            "relcl",
            "acl",
            "conj",
        }

    def _agrees(self, entity: int, gender: str) -> float | None:
        found = self.annotated.entities[entity]
        human = self.human in found.types
        if self.grammar.language == "en":
            if gender == "n":
                return None if human else (0.5 if found.types else 0.2)
            return 0.6 if human and found.gender in {"", gender} else None
        if human:
            return 0.6 if found.gender in {"", gender} else None
        known = self._grammatical_gender(entity)
        if known:
            return 0.3 if known == gender else None
        return 0.0 if not found.types or self._may_be_any_gender(entity) else None

    def _grammatical_gender(self, entity: int) -> str:
        """The gender of the last noun that stood for the entity; names themselves have none."""
        for mention in reversed(self.annotated.mentions):
            if mention.entity == entity and mention.kind == "nominal":
                return _gender(self.annotated.blocks[mention.block].doc[mention.head])
        for cls in self.annotated.entities[entity].types:
            if cls in self.grammar.class_gender:
                return self.grammar.class_gender[cls]
        return ""

    def _may_be_any_gender(self, entity: int) -> bool:
        types = self.annotated.entities[entity].types
        return any(self.group in self.schema.expand(t) for t in types)


def _wordings(doc: Doc, phrase: Phrase) -> list[str]:
    return list(noun_texts(doc, phrase.noun, phrase.first, phrase.last)) if phrase.noun >= 0 else []


def _gender(token: Token) -> str:
    found = features(token, "Gender")
    return {"Masc": "m", "Fem": "f"}.get(found[0], "") if found else ""


def _governor(token: Token) -> int:
    """Return the verb whose argument the token is, or -1."""
    if token.dep_ in {"conj", "appos"}:
        return -1
    node = token
    for _ in range(3):
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            return int(node.i)
        if node.pos_ != "ADP":
            return -1
    return -1


def _impersonal(token: Token) -> bool:
    return token.head.lemma_ in {"falloir", "agir", "y", "sembler", "exister", "rester"} or any(
        c.lower_ == "y" for c in token.head.children
    )


def antecedents(annotated: AnnotatedArticle, block: int, token: int, reach: int = 3) -> Iterator[int]:
    """Yield the entities that a possessive at a token may refer back to, the likeliest first.

    The subject of the same sentence comes before other names of it; then earlier sentences, nearest first, subjects
    before other names.
    """
    before = [o for o in annotated.history if (o.block, o.token) < (block, token)]
    if not before:
        return
    doc = annotated.blocks[block].doc
    same_sentence = [o for o in before if o.block == block and o.token >= doc[token].sent.start]
    seen: set[int] = set()
    for occurrence in sorted(same_sentence, key=lambda o: (not o.subject, -o.token)):
        if occurrence.entity not in seen:
            seen.add(occurrence.entity)
            yield occurrence.entity
    rest = [o for o in before if o not in same_sentence]
    current = (same_sentence[0].sentence - 1) if same_sentence else (rest[-1].sentence if rest else 0)
    for back in range(reach):
        for occurrence in sorted(
            (o for o in rest if o.sentence == current - back), key=lambda o: (not o.subject, o.token)
        ):
            if occurrence.entity not in seen:
                seen.add(occurrence.entity)
                yield occurrence.entity
