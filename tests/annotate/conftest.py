"""The language pipelines with the shipped data, loaded once, and articles annotated with them."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from kg.annotate.grammar import load_grammar, load_kinds
from kg.annotate.models import load_pipeline
from kg.annotate.pipeline import LanguageAnnotator
from kg.knowledge import load_knowledge
from kg.lexicon import load_lexicon
from kg.model import Article
from kg.ontology import load_schema
from kg.resources import ontologies_dir


@lru_cache(maxsize=2)
def annotator(lang: str) -> LanguageAnnotator:
    folder = ontologies_dir()
    grammar, schema = load_grammar(folder, lang), load_schema()
    lexicon = load_lexicon([folder / f"lexicon.{lang}.toml"], lang, schema.relations, grammar.nouns_of_class)
    return LanguageAnnotator(load_pipeline(lang), grammar, load_kinds(folder), lexicon, load_knowledge(), schema)


class Annotated:
    """An annotated article, asked by words of its text; words in square brackets are those that a test is about."""

    def __init__(self, text: str, lang: str, title: str = "") -> None:
        self.text = re.sub(r"[][]", "", text)
        self.marked = [m.start() - 2 * n for n, m in enumerate(re.finditer(r"\[", text))]
        self.article = annotator(lang).annotate(
            Article(id="a", title=title, text=self.text, lang=lang, date="2025-10-22")
        )

    def names(self) -> list[str]:
        """Return the stretches of text found as names, in order."""
        return [self.text[start:end] for start, end, _, kind in self.mentions() if kind == "name"]

    def mentions(self) -> list[tuple[int, int, int, str]]:
        found = [(*self.article.offsets(m), m.entity, m.kind) for m in self.article.mentions]
        return sorted(found)

    def referents(self) -> list[str | None]:
        """Return the full names of what the words in square brackets refer to, ``None`` for nothing."""
        return [name and self.article.entities[name[0]].name for name in map(self._covering, self.marked)]

    def same(self) -> bool:
        """Tell whether all words in square brackets refer to one thing."""
        return len({self._covering(at) for at in self.marked}) == 1

    def _covering(self, at: int) -> tuple[int] | None:
        return next(((entity,) for start, end, entity, _ in self.mentions() if start <= at < end), None)

    def types(self, name: str) -> set[str]:
        """Return the classes of the entity of this name."""
        (found,) = [e for e in self.article.entities if name in {e.name, *e.aliases}]
        return set(found.types)


@pytest.fixture(scope="session")
def annotate():
    """Return a function (text, language, title) → annotated article."""
    return lru_cache(maxsize=None)(Annotated)
