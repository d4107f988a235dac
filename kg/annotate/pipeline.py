"""Article in, annotated article out: blocks, names, entities with types, parsed sentences, anaphora."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from kg.annotate.clusters import Cluster, Clusterer, PlacedName
from kg.annotate.coreference import resolve_anaphora
from kg.annotate.cues import vote_by_cues
from kg.annotate.document import AnnotatedArticle, AnnotatedEntity, Block, TokenMention
from kg.annotate.example_names import vote_by_examples
from kg.annotate.genitive_titles import GenitiveTitles
from kg.annotate.names import NameFinder, NameSpan, Tagged
from kg.annotate.parsing import Aids, parse, tag
from kg.annotate.phrases import find_phrases
from kg.annotate.read_names import BlockReading, sentence_offsets
from kg.annotate.text import RawBlock, split_blocks
from kg.annotate.tokens import Words, tokenise
from kg.annotate.work_cues import unlink_sung
from kg.inflection import verb_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.language import Language

    from kg.annotate.grammar import Grammar, Kinds
    from kg.annotate.read_names import NameReader
    from kg.knowledge import KnowledgeBase
    from kg.lexicon import Lexicon
    from kg.model import Article
    from kg.ontology import Schema


#: A class that the trained tagger reads with this chance is no guess.
SURE_CLASS = 0.8
#: Votes that tell of another class than that of a known work.
_TOLD = 1.0
#: Words that the name of a paper has at most.
QUOTED_PAPER = 4
#: Endings of French participles: after a name they open no clause.
_REGULAR_PARTICIPLES = ("é", "ée", "és", "ées", "i", "ie", "is", "ies")
_PARTICIPLES = ("é", "ée", "és", "ées", "ant", "er", "ir", "re", "u", "ue", "us", "ues")


class LanguageAnnotator:
    """Annotates the articles of one language; holds the loaded pipeline and data."""

    def __init__(
        self,
        pipeline: Language,
        grammar: Grammar,
        kinds: Kinds,
        lexicon: Lexicon,
        knowledge: KnowledgeBase,
        schema: Schema,
        reader: NameReader | None = None,
    ) -> None:
        self.pipeline = pipeline
        self.reader = reader
        self.grammar = grammar
        self.kinds = kinds
        self.lexicon = lexicon
        self.knowledge = knowledge
        self.schema = schema
        self._ancestors = {name: schema.expand(name) for name in schema.classes}
        self._clusterer = Clusterer(grammar, kinds)
        work = kinds.first("work")
        works = [name for name, ancestors in self._ancestors.items() if work in ancestors]
        self._genitive_titles = GenitiveTitles(kinds, knowledge, works)
        self._verb_forms = frozenset(
            form
            for words in lexicon.verbs
            for form in verb_forms(words.split(" ", maxsplit=1)[0], grammar.language)
            if not form.endswith(_PARTICIPLES)
        )
        self._finder = NameFinder(
            grammar, kinds, knowledge, lexicon.person_nouns, frozenset(lexicon.nouns), self._verb_forms
        )
        # "directeur délégué": the second word of a post is no verb either
        compounds = grammar.compound_nouns | {noun for noun in lexicon.person_nouns if noun.count(" ") == 1}
        self._aids = Aids(
            compounds,
            _present_forms(lexicon, grammar.language),
            grammar.words["plain_words"],
            _passive_forms(lexicon, grammar),
            frozenset(word for word in knowledge.demonyms(grammar.language) if word.islower()),
        )

    def annotate(self, article: Article, furniture: Sequence[tuple[int, int]] = ()) -> AnnotatedArticle:
        """Annotate one article; ``furniture`` are spans of page furniture that are left out."""
        raw = list(split_blocks(article.text, furniture))
        words = [tokenise(block.text, self.pipeline.tokenizer, self.grammar) for block in raw]
        tagged = [tag(w, self.pipeline) for w in words]
        confirmed = _confirmed_names(words)
        lone = _lone_words(words)
        titles = self._finder.titles(list(zip(words, tagged, strict=True)))
        readings = self._read(article, raw, words)
        spans = [
            self._finder.find(
                w,
                t,
                confirmed,
                title_case=block.heading and _title_case(w),
                titles=titles,
                lone=lone,
                reading=reading,
            )
            for block, w, t, reading in zip(raw, words, tagged, readings, strict=True)
        ]
        spans = [self._only_sure(per_block, spans) for per_block in spans]
        placed = [PlacedName(number, span) for number, per_block in enumerate(spans) for span in per_block]
        self._clusterer.topic = self._topic(words)
        clusters = self._clusterer.group(placed, _bracketed_acronyms(placed, words))
        blocks = self._parse_all(raw, words, tagged, spans, placed, clusters)
        annotated = self._assemble(article, blocks, placed, clusters, spans)
        if self._clusterer.topic in self.kinds.classes["screen"]:
            unlink_sung(annotated, clusters, self.kinds)
        vote_by_cues(annotated, clusters, self.grammar, self.lexicon, self.knowledge, self.kinds)
        titled = frozenset(self.kinds.classes["titled"])
        people = self.lexicon.person_nouns | self.knowledge.occupations(self.grammar.language).keys()
        for number, phrases in enumerate(annotated.phrases):
            for position in range(len(phrases)):
                vote_by_examples(annotated, clusters, number, position, self.grammar, titled, people)
        self._decide_types(annotated, clusters)
        self.resolve(annotated)
        return annotated

    def _read(
        self, article: Article, raw: Sequence[RawBlock], words: Sequence[Words]
    ) -> list[BlockReading] | list[None]:
        """Return what the trained tagger says of each block; nothing where there is none."""
        if self.reader is None:
            return [None] * len(raw)
        sentences = [sentence_offsets(w, block.start) for block, w in zip(raw, words, strict=True)]
        reading = self.reader.read(article.text, article.title, list(chain.from_iterable(sentences)))
        names = self._genitive_titles.join(
            [reading.names(offsets, article.text) for offsets in sentences], article.text
        )
        return [BlockReading(reading, n, b.start, w) for n, b, w in zip(names, raw, words, strict=True)]

    def resolve(self, annotated: AnnotatedArticle) -> None:
        """Find (anew) what pronouns and definite nouns of an article stand for; names stay as they are."""
        annotated.mentions = [m for m in annotated.mentions if m.kind == "name"]
        annotated.history.clear()
        annotated.topic = None
        annotated.index()
        resolve_anaphora(annotated, self.grammar, self.kinds, self.lexicon, self.knowledge, self.schema)
        annotated.index()

    def _topic(self, words: Sequence[Words]) -> str:
        """Return the class of work that the article's plain nouns speak of most."""
        titled = frozenset(self.kinds.classes["titled"])
        counts: dict[str, int] = {}
        for block in words:
            for text in block.texts:
                lower = text.lower()
                classes = self.grammar.class_nouns.get(lower, frozenset()) & titled
                cls = min(classes) if len(classes) == 1 else self.grammar.topic_nouns.get(lower, "")
                if cls:
                    counts[cls] = counts.get(cls, 0) + 1
        return max(sorted(counts), key=lambda c: counts[c], default="")

    @staticmethod
    def _only_sure(per_block: list[NameSpan], spans: Sequence[Sequence[NameSpan]]) -> list[NameSpan]:
        return [
            s
            for s in per_block
            if s.sure or s.votes or s.label or s.entries or " " in s.text or _seen_elsewhere(s, spans)
        ]

    def _parse_all(
        self,
        raw: Sequence[RawBlock],
        words: Sequence[Words],
        tagged: Sequence[Tagged],
        spans: Sequence[Sequence[NameSpan]],
        placed: Sequence[PlacedName],
        clusters: Sequence[Cluster],
    ) -> list[Block]:
        blocks = []
        by_block: dict[int, list[PlacedName]] = {}
        for name in placed:
            by_block.setdefault(name.block, []).append(name)
        for number, block in enumerate(raw):
            masks = {
                position: self._opening_mask(words[number], tagged[number], name.span)
                or self._mask(clusters[name.cluster])
                for position, name in enumerate(by_block.get(number, ()))
            }
            parsed = parse(
                words[number],
                spans[number],
                masks,
                block.start,
                self.pipeline,
                self._aids,
            )
            kind = "heading" if block.heading else "paragraph"
            blocks.append(Block(parsed.doc, parsed.starts, parsed.ends, kind))
        return blocks

    def _opening_mask(self, words: Words, tagged: Tagged, span: NameSpan) -> str:
        """A name that opens a sentence right before its verb is better read as a pronoun: ``X recourt à l'IA``."""
        following = span.last + 1
        if not words.sentence_starts[span.first] or following >= len(words) or words.sentence_starts[following]:
            return ""
        opening: Mapping[str, str] = self.kinds.masks.get("opening", {})
        word = words.texts[following]
        verb = word in self._verb_forms or (tagged.verb_like[following] and not word.endswith(_PARTICIPLES))
        return opening.get(self.grammar.language, "") if verb else ""

    def _mask(self, cluster: Cluster) -> str:
        types, _ = self._clusterer.types_of(cluster, self._ancestors)
        masks: Mapping[str, Mapping[str, str]] = self.kinds.masks
        for cls in types:
            for ancestor in (cls, *sorted(self._ancestors.get(cls, frozenset()))):
                if ancestor in masks:
                    return masks[ancestor][self.grammar.language]
        return masks["other"][self.grammar.language]

    def _other_screen_works(self, types: Sequence[str], cluster: Cluster) -> tuple[str, ...]:
        """A known film may have the title of the series that the text speaks of: *a drama* may be either."""
        screen = self.kinds.classes["screen"]
        if len(types) != 1 or types[0] not in screen:
            return ()
        return tuple(c for c in screen if c not in types and cluster.votes.get(c, 0.0) >= _TOLD)

    def _assemble(
        self,
        article: Article,
        blocks: list[Block],
        placed: Sequence[PlacedName],
        clusters: Sequence[Cluster],
        spans: Sequence[Sequence[NameSpan]],
    ) -> AnnotatedArticle:
        annotated = AnnotatedArticle(article=article, blocks=blocks)
        for cluster in clusters:
            name = cluster.fullest
            aliases = tuple(sorted(n for n in cluster.names if n != name))
            annotated.entities.append(AnnotatedEntity(name=name, types=(), aliases=aliases))
        positions = {(n.block, n.span.first): n for n in placed}
        for number, per_block in enumerate(spans):
            removed = 0
            for span in per_block:
                token = span.first - removed
                removed += span.last - span.first
                number_of = positions[number, span.first].cluster
                annotated.mentions.append(TokenMention(number, token, token, token, number_of))
        annotated.index()
        for number, block in enumerate(blocks):
            named = frozenset(m.first for m in annotated.mentions if m.block == number)
            annotated.phrases.append(find_phrases(block.doc, named.__contains__, self.grammar))
        return annotated

    def _decide_types(self, annotated: AnnotatedArticle, clusters: Sequence[Cluster]) -> None:
        for entity, cluster in zip(annotated.entities, clusters, strict=True):
            entity.types, link = self._clusterer.types_of(cluster, self._ancestors)
            entity.votes = cluster.evidence()
            human = self.kinds.first("human")
            # the tagger alone takes many a firm of one word for a human being
            lone = " " not in entity.name and entity.name not in self.knowledge.first_names
            guessed = all(cluster.read().get(cls, 0.0) < SURE_CLASS for cls in entity.types)
            entity.soft = guessed and not cluster.votes and (human not in entity.types or lone)
            if link is None and entity.types:
                entity.others = self._clusterer.others_of(cluster, entity.types[0], self._ancestors)
            short = len(entity.name.split(" ")) <= QUOTED_PAPER
            if link is None and short and entity.types == self.kinds.classes["work"]:
                # « Kiosque » may be a work or a paper: the relations it stands in tell
                entity.others = self.kinds.classes["quoted"]
            if link is not None:
                entity.kb_id = link.id
                entity.others = entity.others or self._other_screen_works(entity.types, cluster)
                known = {link.name, *link.names.values(), *link.aliases}
                entity.known_names = tuple(sorted(known - link.weak_aliases))


def _present_forms(lexicon: Lexicon, language: str) -> dict[str, str]:
    """Return form → verb for the English present, whose forms are also those of nouns: ``star``, ``premieres``."""
    if language != "en":
        return {}
    verbs = sorted({words for words in lexicon.verbs if " " not in words})
    return {form: verb for verb in verbs for form in verb_forms(verb, language) if form == verb or form.endswith("s")}


def _passive_forms(lexicon: Lexicon, grammar: Grammar) -> dict[str, str]:
    """Return participle → verb for the verbs of the French lexicon: regular ones, and those that the grammar lists."""
    if grammar.language != "fr":
        return {}
    verbs = sorted({words.split(" ", maxsplit=1)[0] for words in lexicon.verbs})
    regular = {form: verb for verb in verbs for form in verb_forms(verb, "fr") if form.endswith(_REGULAR_PARTICIPLES)}
    listed = {form: verb for form, verb in grammar.words["participles"].items() if verb in verbs}
    return regular | {form + ending: verb for form, verb in listed.items() for ending in ("", "e", "s", "es")}


def _confirmed_names(words: Sequence[Words]) -> frozenset[str]:
    """Capitalised words (and pairs) that stand inside a sentence somewhere in the article."""
    found = set()
    for block in words:
        if _title_case(block):
            continue
        for i in range(1, len(block)):
            word = block.texts[i]
            if (
                word[:1].isupper()
                and not block.sentence_starts[i]
                and block.texts[i - 1] not in {'"', ":", "—", "–", "-", "…"}
            ):
                found.add(word)
                if i + 1 < len(block):
                    found.add(word + " " + block.texts[i + 1])
    return frozenset(found)


def _lone_words(words: Sequence[Words]) -> frozenset[str]:
    """Capitalised words that stand only once in the article."""
    counts = Counter(text for block in words for text in block.texts if text[:1].isupper())
    return frozenset(text for text, count in counts.items() if count == 1)


def _title_case(words: Words) -> bool:
    """Tell whether most words of a heading are capitalised, so that capitals say nothing."""
    letters = [w for w in words.texts if w[:1].isalpha() and len(w) > 3]
    return len(letters) >= 4 and sum(w[0].isupper() for w in letters) >= 0.75 * len(letters)


def _seen_elsewhere(span: NameSpan, spans: Sequence[Sequence[NameSpan]]) -> bool:
    return any(other is not span and other.text == span.text and other.sure for block in spans for other in block)


def _bracketed_acronyms(placed: Sequence[PlacedName], words: Sequence[Words]) -> list[tuple[int, int]]:
    """Pairs (full name, acronym) that stand as ``Full Name (FN)``."""
    pairs = []
    for i in range(len(placed) - 1):
        full, short = placed[i], placed[i + 1]
        if full.block != short.block or short.span.first - full.span.last != 2:
            continue
        texts = words[full.block].texts
        if texts[full.span.last + 1] != "(" or not short.span.text.isupper() or " " not in full.span.text:
            continue
        initials = {w[0].upper() for w in full.span.text.split() if w[0].isalpha()}
        if all(c in initials for c in short.span.text if c.isalpha()):
            pairs.append((i, i + 1))
    return pairs


__all__ = ["LanguageAnnotator", "Tagged"]
