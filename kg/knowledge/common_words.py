"""Words that prove nothing: a name that consists of them alone may be just those words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.ids import fold
from kg.knowledge.base import load_knowledge
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.knowledge.base import KnowledgeBase

#: Files of ``ontologies/`` whose words are ordinary ones.
_FILES = ("lexicon.*.toml", "grammar.*.toml", "figures.*.toml", "furniture.*.txt")
_QUOTED = re.compile(r"\"([^\"\n]+)\"")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON_NOUNS = frozenset({"Technology", "Genre", "Occupation"})
_PLACES = frozenset({"Place", "City", "Country"})
_TITLED = frozenset(
    {"CreativeWork", "Film", "Series", "Programme", "VideoGame", "Album", "Song", "Book", "Comic", "Franchise"}
)
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "un", "une", "l"})
#: Named by whole phrases of ordinary words.
_PHRASES = _TITLED | {"MusicGroup", "Product"}
#: Named like anything: one word of them is never enough.
_ONE_WORD = _TITLED | {"Person", "Event", "Product", "MusicGroup"}


class CommonWords:
    """Tells which names need evidence from their context, as ``docs/knowledge-base.md`` defines it."""

    def __init__(self, words: Iterable[str], doubtful: Iterable[str]) -> None:
        """Take ordinary words, and whole names that are known to be ambiguous."""
        self._words = {fold(word) for word in words}
        self._doubtful = {fold(name) for name in doubtful}

    def doubts(self, form: str, types: Iterable[str]) -> bool:
        """Tell whether a form of a thing of these classes may mean something else: a word, a first name, a place."""
        types = set(types)
        if types & _COMMON_NOUNS:
            return False
        folded = fold(form)
        words = [fold(word) for word in _WORD.findall(form)]
        if folded in self._doubtful or not words or all(len(word) == 1 for word in words):
            return True
        bare = words[1:] if words[0] in _ARTICLES else words
        if len(bare) <= 1 and not any(c.isdigit() for c in form):
            return not bare or bare[0] in self._words or (bool(types & _ONE_WORD) and not _is_coined(form))
        return form == form.lower() or (bool(types & _PHRASES) and all(word in self._words for word in words))


def _is_coined(form: str) -> bool:
    """Tell whether capitals inside a word show that somebody made it up ("YouTube", "iPhone", "HBO")."""
    return any(c.isupper() for word in _WORD.findall(form) for c in word[1:])


def common_words(knowledge: KnowledgeBase | None = None) -> CommonWords:
    """Return what the shipped data knows of ordinary words, first names, places and doubtful names."""
    knowledge = knowledge or load_knowledge()
    words: set[str] = set()
    for pattern in _FILES:
        for path in sorted(ontologies_dir().glob(pattern)):
            text = path.read_text(encoding="utf-8")
            for phrase in _QUOTED.findall(text) if path.suffix == ".toml" else text.splitlines():
                words.update(_WORD.findall(phrase))
    doubtful: set[str] = set(knowledge.first_names)
    for entry in knowledge:
        forms = {entry.name, *entry.names.values(), *entry.aliases}
        doubtful |= entry.weak_aliases
        if _TITLED & set(entry.types):
            # a title is marked when it is made of ordinary words only
            words.update(word for form in entry.weak_aliases for word in _WORD.findall(form))
        if _COMMON_NOUNS & set(entry.types):
            words.update(word for form in forms for word in _WORD.findall(form))
        elif _PLACES & set(entry.types):
            doubtful |= forms
        for demonyms in entry.demonyms.values():
            words.update(demonyms)
    return CommonWords(words, doubtful)
