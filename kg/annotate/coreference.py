"""Who is meant by "le studio", "the streaming giant", "elle", "its": anaphora inside one article.

Rules by class, gender, grammatical role and distance; what stays doubtful is left unresolved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.antecedents import SUBJECT_DEPS, apposed_subject, gender_of, governor_of, wordings_of
from kg.annotate.asides import PASSING, in_passing, said_of_person
from kg.annotate.cues import described_names
from kg.annotate.document import AnnotatedArticle, Occurrence, TokenMention
from kg.annotate.nominals import nominal
from kg.annotate.prominence import in_title
from kg.annotate.pronouns import pronoun

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.annotate.grammar import Grammar, Kinds
    from kg.knowledge import KnowledgeBase
    from kg.lexicon import Lexicon
    from kg.ontology import Schema

#: How many words a name may stand behind the noun that introduces it ("le studio montpelliérain Blue Twelve").
_INTRODUCED = 3


def resolve_anaphora(
    annotated: AnnotatedArticle,
    grammar: Grammar,
    kinds: Kinds,
    lexicon: Lexicon,
    knowledge: KnowledgeBase,
    schema: Schema,
) -> None:
    """Add nominal and pronoun mentions to the article and fill its history of occurrences, in text order."""
    Resolver(annotated, grammar, kinds, lexicon, knowledge, schema).run()


class Resolver:
    """What is known of an article while its anaphora are resolved, in text order."""

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
        self.works = frozenset({kinds.first("work")})
        self.descriptors: dict[int, set[str]] = {}
        self.nations: dict[int, set[str]] = {}
        self.counts: dict[int, int] = {}
        self.sentence = 0
        self.leads: set[int] = set()
        annotated.titled = in_title(annotated)

    def run(self) -> None:
        """Resolve the anaphora of the whole article."""
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
                        if not said_of_person(self, number, token, named.entity):
                            self.note(number, token, named.entity)
                        continue
                    if token.i in phrase_at:
                        position, phrase = phrase_at[token.i]
                        nominal(self, number, position, phrase)
                    pronoun(self, number, token)

    # -- record keeping ------------------------------------------------------------------------------------------------

    def note(self, block: int, token: Token, entity: int) -> None:
        """Add an entity's mention at a token to the history."""
        apposed = token.dep_ == "appos" and token.head.dep_ in SUBJECT_DEPS - {"ROOT"}
        subject = token.dep_ in SUBJECT_DEPS or apposed or self._inside_subject(token)
        depth = PASSING if in_passing(self, token, entity) else _depth(token)
        self.annotated.history.append(Occurrence(block, token.i, self.sentence, entity, subject, depth))
        if self.annotated.history[0].sentence == self.sentence:
            self.leads.add(entity)

    def _fronted_topic(self, token: Token) -> bool:
        """``For X, the sale comes as it …``: what the sentence is about stands before its subject."""
        start = token.sent.start
        opens = token.i - start == 1 and token.doc[start].lower_ in self.grammar.word_set("topic_prepositions")
        return opens and token.i + 1 < len(token.doc) and token.nbor(1).text == ","

    def _inside_subject(self, token: Token) -> bool:
        """``L'éditeur Nacon a racheté …``: the name that a noun introduces is the subject when the noun is."""
        head = token.head
        if apposed_subject(token) or self._fronted_topic(token):
            return True
        near = 0 < token.i - head.i <= _INTRODUCED
        return (
            near
            and head.dep_ in SUBJECT_DEPS - {"ROOT"}
            and not any(c.dep_ in {"case", "punct"} for c in token.children)
        )

    def add(self, block: int, first: int, last: int, head: int, entity: int, kind: str) -> None:
        """Add an anaphor as a mention of an entity, and to the history."""
        self.annotated.mentions.append(TokenMention(block, first, last, head, entity, kind))  # type: ignore[arg-type]
        self.note(block, self.annotated.blocks[block].doc[head], entity)

    def same_clause(self, block: int, token: int, governor: int) -> bool:
        """Tell whether a token is an argument of the governor, too."""
        node = self.annotated.blocks[block].doc[token]
        while node.dep_ == "conj" and node.head.i < node.i:
            node = node.head
        return governor_of(node) == governor and governor >= 0

    def _collect_descriptors(self) -> None:
        """Remember the nouns that stand beside each name: they are what a later "the actress" picks up."""
        for number, block in enumerate(self.annotated.blocks):
            phrases = self.annotated.phrases[number]
            for position, phrase in enumerate(phrases):
                for name, _ in described_names(block.doc, phrases, position, self.grammar):
                    mention = self.annotated.mention_at(number, name)
                    if mention is not None:
                        self.descriptors.setdefault(mention.entity, set()).update(wordings_of(block.doc, phrase))
                        found = self.nations_of(block.doc, phrase.first, phrase.last)
                        if found:
                            self.nations.setdefault(mention.entity, set()).update(found)
                        entity = self.annotated.entities[mention.entity]
                        if self.human in entity.types and not entity.gender:
                            entity.gender = gender_of(block.doc[phrase.noun])

    def nations_of(self, doc: Doc, first: int, last: int) -> set[str]:
        """Return the countries whose adjectives stand in a phrase or right behind it: ``le géant chinois``."""
        words = [t for t in doc[first : last + 2] if t.i <= last or t.pos_ == "ADJ"]
        forms = (self.demonyms.get(t.text) or self.demonyms.get(t.lower_) for t in words)
        return {entry.id for entry in forms if entry is not None}

    def _gender_of_name(self, name: str) -> str:
        first = name.split(" ", maxsplit=1)[0]
        found = self.first_names.get(first) or self.first_names.get(first.split("-")[0]) or ""
        return found if found in {"m", "f"} else ""


def _depth(token: Token) -> int:
    """Return how many words stand between a token and the main verb of its sentence."""
    return sum(1 for ancestor in token.ancestors if ancestor.pos_ != "ADP")
