"""The knowledge base: look-ups by form, matches in text, vocabularies, first names."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.knowledge.matcher import Form, FormIndex, Match
from kg.knowledge.reader import WEAK_MARK, read_table
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.knowledge.entry import KBEntry

#: The files of ``ontologies/`` that make up the shipped knowledge base, in the order of precedence between equal forms.
SHIPPED = (
    "countries.tsv",
    "places.tsv",
    "cities.tsv",
    "technologies.tsv",
    "genres.tsv",
    "occupations.tsv",
    "entities.tsv",
    "firstnames.tsv",
)
#: Classes whose names are common nouns and so match in any case.
_COMMON_NOUNS = frozenset({"Technology", "Genre", "Occupation"})
_ARTICLE = re.compile(r"(the|an?|le|la|les)\s+|l['’]\s*", re.IGNORECASE)


class KnowledgeBase:
    """Entries by id, by form and in running text. Immutable; indexes are built on first use."""

    def __init__(self, entries: Iterable[KBEntry], first_names: Mapping[str, str] | None = None) -> None:
        """Take the entries; of two with the same id the later replaces the earlier in its place."""
        self._entries = {entry.id: entry for entry in entries}
        self.first_names: Mapping[str, str] = MappingProxyType(dict(first_names or {}))
        self._variants: dict[str, KBEntry] = {}
        self._vocabularies: dict[tuple[str, str], Mapping[str, KBEntry]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[KBEntry]:
        return iter(self._entries.values())

    def by_id(self, entry_id: str) -> KBEntry | None:
        """Return the entry with this id, or ``None``."""
        return self._entries.get(entry_id)

    def lookup(self, surface: str) -> tuple[KBEntry, ...]:
        """Return the entries that ``surface`` may name, the likeliest first.

        Exact forms come first, then those that differ in case or accents, then (as ambiguous) those that differ in a
        leading article; inside each group firm forms come before ambiguous ones.
        """
        surface = surface.strip()
        if not any(c.isalnum() for c in surface):
            return ()
        forms = sorted(self._index.find(surface), key=lambda form: (form.text != surface, form.weak))
        bare = _ARTICLE.sub("", surface, count=1) if _ARTICLE.match(surface) else ""
        others = (
            [bare] if bare else [f"The {surface}", f"Le {surface}", f"La {surface}", f"Les {surface}", f"L'{surface}"]
        )
        loose = [form for other in others for form in self._index.find(other)]
        return self._answers([*forms, *[form._replace(weak=True) for form in loose]])

    def longest_matches(self, tokens: Sequence[str], lang: str = "") -> list[Match]:
        """Return the leftmost longest matches in ``tokens``, as (start, end, entries) in order and without overlap.

        Names keep their capitals; technologies, genres, occupations and French demonyms match in any case. With
        ``lang`` the forms that belong to another language are left out. A single word beside a first name ("Oscar
        Isaac", "Kurt Warner") may be half of a person's name, so whatever it matches is ambiguous there.
        """
        found = []
        for start, end, forms in self._index.longest_matches(tokens, lang):
            if end - start == 1 and self._in_person_name(tokens, start):
                forms = [form._replace(weak=True) for form in forms]  # noqa: PLW2901 - the same forms, doubted
            found.append(Match(start, end, self._answers(sorted(forms, key=lambda form: form.weak))))
        return found

    def _in_person_name(self, tokens: Sequence[str], at: int) -> bool:
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        if tokens[at] in self.first_names and after[:1].isupper() and after[1:2].islower():
            return True
        return at > 0 and tokens[at - 1] in self.first_names

    def occupations(self, lang: str) -> Mapping[str, KBEntry]:
        """Return the forms of occupations in one language, lower-case."""
        return self._vocabulary("Occupation", lang)

    def genres(self, lang: str) -> Mapping[str, KBEntry]:
        """Return the forms of genres in one language, lower-case."""
        return self._vocabulary("Genre", lang)

    def technologies(self, lang: str) -> Mapping[str, KBEntry]:
        """Return the forms of technologies in one language, lower-case unless an acronym."""
        return self._vocabulary("Technology", lang)

    def demonyms(self, lang: str) -> Mapping[str, KBEntry]:
        """Return the adjectives and nouns of countries in one language, as written in the data."""
        key = ("demonyms", lang)
        if key not in self._vocabularies:
            forms: dict[str, KBEntry] = {}
            for entry in self:
                for form in entry.demonyms.get(lang, ()):
                    forms.setdefault(form.removeprefix(WEAK_MARK), entry)
            self._vocabularies[key] = MappingProxyType(forms)
        return self._vocabularies[key]

    def _vocabulary(self, type_: str, lang: str) -> Mapping[str, KBEntry]:
        key = (type_, lang)
        if key not in self._vocabularies:
            forms: dict[str, KBEntry] = {}
            for entry in self:
                if type_ in entry.types:
                    for form in _forms_in(entry, lang):
                        forms.setdefault(form if _keeps_case(form) else form.lower(), entry)
            self._vocabularies[key] = MappingProxyType(forms)
        return self._vocabularies[key]

    @cached_property
    def _index(self) -> FormIndex:
        return FormIndex(form for entry in self._entries.values() for form in _forms(entry))

    def _answers(self, forms: Iterable[Form]) -> tuple[KBEntry, ...]:
        """Return each entry once, telling by ``ambiguous`` how firm its first form is."""
        answers: dict[str, KBEntry] = {}
        for form in forms:
            entry = form.entry
            if entry.id not in answers:
                answers[entry.id] = entry if entry.ambiguous == form.weak else self._variant(entry)
        return tuple(answers.values())

    def _variant(self, entry: KBEntry) -> KBEntry:
        """Return the entry with the other value of ``ambiguous``."""
        if entry.id not in self._variants:
            self._variants[entry.id] = replace(entry, ambiguous=not entry.ambiguous)
        return self._variants[entry.id]


def load_knowledge(paths: Sequence[Path] | None = None, extra: Sequence[Path] = ()) -> KnowledgeBase:
    """Read the shipped files (or ``paths`` in their place) and then the user's ``extra`` ones.

    A row of a later file replaces the row of an earlier one that has the same id.
    Raises :class:`kg.errors.DataError` with file, line and column of the first broken row.
    """
    if paths is None:
        paths = [path for name in SHIPPED if (path := ontologies_dir() / name).is_file()]
    entries: list[KBEntry] = []
    first_names: dict[str, str] = {}
    for path in (*paths, *extra):
        table = read_table(path)
        entries.extend(table.entries)
        first_names.update(table.first_names or {})
    return KnowledgeBase(entries, first_names)


def _forms(entry: KBEntry) -> Iterator[Form]:
    if not _COMMON_NOUNS.isdisjoint(entry.types):
        yield from _common_forms(entry)
        return
    weak = entry.weak_aliases
    for text in dict.fromkeys((entry.name, *entry.names.values(), *entry.aliases)):
        yield Form(text, entry, text in weak, False, "")
    for lang, texts in entry.demonyms.items():
        for text in texts:
            form = text.removeprefix(WEAK_MARK)
            yield Form(form, entry, form != text, lang != "en", lang)


def _common_forms(entry: KBEntry) -> Iterator[Form]:
    """Yield the forms of a technology, genre or occupation, each with the language it belongs to."""
    names: Mapping[str, str] = entry.names or {"": entry.name}
    for lang, text in names.items():
        yield Form(text, entry, text in entry.weak_aliases, True, lang)
    plain = set(entry.aliases)
    for lang, texts in entry.aliases_by_lang.items():
        plain.difference_update(texts)
        for text in texts:
            yield Form(text, entry, text in entry.weak_aliases, True, lang)
    for text in entry.aliases:
        if text in plain:
            yield Form(text, entry, text in entry.weak_aliases, True, "")


def _forms_in(entry: KBEntry, lang: str) -> Iterator[str]:
    if lang in entry.names:
        yield entry.names[lang]
    elif not entry.names:
        yield entry.name
    of_other = {form for other, forms in entry.aliases_by_lang.items() if other != lang for form in forms}
    own = entry.aliases_by_lang.get(lang, ())
    yield from own
    yield from (form for form in entry.aliases if form not in of_other and form not in own)


def _keeps_case(form: str) -> bool:
    """Tell whether a form is an acronym, whose capitals carry its meaning ("AI", not French "ai")."""
    return len(form) <= 6 and form == form.upper() and any(c.isalpha() for c in form)
