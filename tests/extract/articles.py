"""Annotated articles with given names: the real parser and coreference, but no doubt about who is named."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.annotate.coreference import resolve_anaphora
from kg.annotate.document import AnnotatedArticle, AnnotatedEntity, TokenMention
from kg.annotate.grammar import Grammar, Kinds, load_grammar, load_kinds
from kg.annotate.models import load_pipeline
from kg.annotate.names import NameSpan
from kg.annotate.parsing import parse
from kg.annotate.phrases import find_phrases
from kg.annotate.text import RawBlock, split_blocks
from kg.annotate.tokens import Words, tokenise
from kg.knowledge import KnowledgeBase, load_knowledge
from kg.lexicon import Lexicon, load_lexicon
from kg.model import Article, DateValue, EntityRef
from kg.ontology import Schema, load_schema
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor

#: Name → class, or (classes, aliases).
Names = Mapping[str, "str | tuple[tuple[str, ...], tuple[str, ...]]"]


@lru_cache(maxsize=1)
def schema() -> Schema:
    return load_schema()


@lru_cache(maxsize=1)
def knowledge() -> KnowledgeBase:
    return load_knowledge()


@lru_cache(maxsize=2)
def language(lang: str) -> tuple[object, Grammar, Kinds, Lexicon]:
    folder = ontologies_dir()
    with warnings.catch_warnings():
        # W095: the English model was trained with an earlier 3.x release of spaCy.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        pipeline = load_pipeline(lang)
    lexicon = load_lexicon([folder / f"lexicon.{lang}.toml"], lang, schema().relations)
    return pipeline, load_grammar(folder, lang), load_kinds(folder), lexicon


def annotated(text: str, lang: str, names: Names, date: str = "2025-10-22", title: str = "") -> AnnotatedArticle:
    """Return the article with exactly these names found, parsed and its pronouns and nominals resolved."""
    pipeline, grammar, kinds, lexicon = language(lang)
    entities, forms = [], []
    for name, given in names.items():
        types, aliases = ((given,), ()) if isinstance(given, str) else given
        forms += [(form, len(entities)) for form in (name, *aliases)]
        entities.append(AnnotatedEntity(name=name, types=tuple(types), aliases=tuple(aliases)))
    out = AnnotatedArticle(article=Article(id="a", text=text, lang=lang, date=date, title=title), entities=entities)
    for number, raw in enumerate(split_blocks(text)):
        words = tokenise(raw.text, pipeline.tokenizer, grammar)
        spans = _spans(raw, words, text, forms)
        masks = {i: _mask(entities[entity], kinds, lang) for i, (_, entity) in enumerate(spans)}
        block = parse(words, [span for span, _ in spans], masks, raw.start, pipeline)
        out.blocks.append(type(block)(block.doc, block.starts, block.ends, "heading" if raw.heading else "paragraph"))
        removed = 0
        for span, entity in spans:
            token = span.first - removed
            removed += span.last - span.first
            out.mentions.append(TokenMention(number, token, token, token, entity))
    out.index()
    for number, block in enumerate(out.blocks):
        out.phrases.append(find_phrases(block.doc, lambda i, n=number: out.mention_at(n, i) is not None, grammar))
    resolve_anaphora(out, grammar, kinds, lexicon, knowledge(), schema())
    out.index()
    return out


def _spans(raw: RawBlock, words: Words, text: str, forms: list[tuple[str, int]]) -> list[tuple[NameSpan, int]]:
    found: list[tuple[NameSpan, int]] = []
    taken: set[int] = set()
    body = text[raw.start : raw.start + len(raw.text)]
    for form, entity in sorted(forms, key=lambda f: -len(f[0])):
        for match in re.finditer(r"(?<!\w)" + re.escape(form) + r"(?!\w)", body):
            inside = [i for i in range(len(words)) if words.starts[i] < match.end() and match.start() < words.ends[i]]
            if inside and not taken & set(inside):
                taken |= set(inside)
                found.append((NameSpan(inside[0], inside[-1], form), entity))
    return sorted(found, key=lambda pair: pair[0].first)


def _mask(entity: AnnotatedEntity, kinds: Kinds, lang: str) -> str:
    for cls in entity.types:
        for ancestor in (cls, *sorted(schema().expand(cls))):
            if ancestor in kinds.masks:
                return kinds.masks[ancestor][lang]
    return kinds.masks["other"][lang]


def french_triples(extractor: Extractor, text: str) -> set[tuple[str, str, str]]:
    """Return the claims of a French text as (subject, relation, object or date)."""
    (found,) = extractor.extract([Article(id="1", text=text, lang="fr", title="", date="2024-11-20")])
    names = {entity.key: entity.name for entity in found.entities}
    out = set()
    for claim in found.claims:
        match claim.object:
            case EntityRef():
                out.add((names[claim.subject.key], claim.predicate, names[claim.object.key]))
            case DateValue():
                out.add((names[claim.subject.key], claim.predicate, claim.object.value))
    return out


def matching(found: set[tuple[str, str, str]], unwanted: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the triples that are as one of ``unwanted``, whose sides may be ``*`` for anything."""
    return [
        triple
        for triple in sorted(found)
        for subject, predicate, target in unwanted
        if triple[1] == predicate and subject in {"*", triple[0]} and target in {"*", triple[2]}
    ]


def relations_of(extractor: Extractor, text: str, lang: str, date: str) -> dict[tuple[str, str, str], str]:
    """Return the claims between entities of an article as (subject, relation, object) → mode."""
    (found,) = extractor.extract([Article(id="one", text=text, lang=lang, date=date)])
    names = {entity.key: entity.name for entity in found.entities}
    return {
        (names[claim.subject.key], claim.predicate, names[claim.object.key]): claim.mode
        for claim in found.claims
        if isinstance(claim.object, EntityRef)
    }
