"""A SPARQL JSON result or a table → the rows of a knowledge-base file, and what of it cannot be used."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from kg.ids import fold
from kg.knowledge.reader import minted_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.knowledge.common_words import CommonWords
    from kg.knowledge.rows import Row
    from kg.ontology import Schema

Part: TypeAlias = Literal["id", "name", "alias", "type"]
HEADER = ("id", "qid", "name_en", "name_fr", "aliases", "types", "flags")
MAX_FORM = 200
_COMMON_NOUNS = frozenset({"Technology", "Genre", "Occupation"})
#: Beginnings of column names, in the order in which they are tried, folded and without underscores.
_PARTS: tuple[tuple[str, Part], ...] = (
    ("itemaltlabel", "alias"), ("altlabel", "alias"), ("alias", "alias"), ("alsoknownas", "alias"),
    ("typelabel", "type"), ("classlabel", "type"), ("instanceoflabel", "type"), ("type", "type"), ("class", "type"),
    ("instanceof", "type"), ("itemlabel", "name"), ("label", "name"), ("name", "name"), ("title", "name"),
    ("item", "id"), ("entity", "id"), ("qid", "id"), ("wikidata", "id"), ("id", "id"),
)  # fmt: skip
_LANG = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]+)?")
_QID = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9][0-9]{0,11})")
#: What may follow in the name of a column: a plural, a language.
_ENDING = re.compile(r"(?:e?s)?([a-z]{2})?")
_PREFIX = re.compile(r"[a-z]{2}:\S")


class Problem(NamedTuple):
    """A row that cannot be used, or a part of one that was left out, and why."""

    row: int
    reason: str


@dataclass(slots=True)
class _Thing:
    """What the rows say of one thing so far: forms by language, in the order of their rows."""

    row: int
    qid: str
    names: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    types: dict[str, None] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """The rows of a knowledge-base file, sorted by name, and what could not be used, in the order of the input."""

    rows: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]
    read: int


class TypeNames:
    """Which class of the ontology a class of the input is."""

    def __init__(self, schema: Schema, given: Mapping[str, str]) -> None:
        """Take the ontology's names, labels and alignments, and what the user says (name or identifier → class)."""
        self._classes: dict[str, str] = {}
        for name, info in sorted(schema.classes.items()):
            aligned = (iri.rpartition("/")[2] for kind, iri in info.alignments if kind in {"exactMatch", "closeMatch"})
            for known in (*aligned, *info.labels.values(), name):
                self._classes.setdefault(fold(known), name)
        self._classes |= {fold(name): schema.classes[cls].name for name, cls in given.items()}

    def find(self, text: str) -> str | None:
        """Return the class that a name, a label or an identifier means."""
        found = _QID.fullmatch(text)
        return self._classes.get(fold(found[1] if found else text))


def import_rows(
    rows: Iterable[tuple[int, Row]], types: TypeNames, common: CommonWords, default_type: str | None = None
) -> Imported:
    """Return knowledge-base rows from rows of a table or a SPARQL result; several rows of one thing are one.

    ``default_type`` is the class of things that tell none. The same rows give the same result in any order, but for
    which of two names prevails: the first.
    """
    things: dict[str, _Thing] = {}
    problems: list[Problem] = []
    read = 0
    for number, row in rows:
        read += 1
        thing, found = _thing(number, row, types)
        problems += found
        if thing is not None:
            key = thing.qid or "\0".join((thing.names.get("en") or next(iter(thing.names.values())), *thing.types))
            _merge(things.setdefault(key, thing), thing)
    lines: dict[str, tuple[str, ...]] = {}
    for thing in things.values():
        classes = list(thing.types) or ([default_type] if default_type else [])
        problem = _problem(thing, classes)
        if not problem:
            line = _line(thing, classes, common)
            if lines.setdefault(line[0], line) is not line:
                problem = f"{line[2] or line[3]!r} is named like another thing of its class; give each an identifier"
        if problem:
            problems.append(Problem(thing.row, problem))
    ordered = sorted(lines.values(), key=lambda line: (fold(line[2] or line[3]), line[2], line[0]))
    return Imported(tuple(ordered), tuple(sorted(problems)), read)


def _problem(thing: _Thing, classes: Sequence[str]) -> str:
    """Return why a thing cannot be an entry, or nothing."""
    if not thing.names:
        return f"{thing.qid} has no name; ask the query for its label"
    if classes:
        return ""
    if not thing.unknown:
        return "has no class; give one for all with --type, or a column called type"
    name = next(iter(thing.unknown))
    return f"its class {name!r} is none of the ontology; say which one it is with --map '{name}=CLASS'"


def _merge(thing: _Thing, more: _Thing) -> None:
    if more is thing:
        return
    for lang, name in more.names.items():
        if thing.names.setdefault(lang, name) != name:
            thing.aliases.setdefault(name, lang)
    for alias, lang in more.aliases.items():
        thing.aliases.setdefault(alias, lang)
    thing.types |= more.types
    thing.unknown |= more.unknown


def _thing(number: int, row: Row, types: TypeNames) -> tuple[_Thing | None, list[Problem]]:
    problems: list[Problem] = []
    thing = _Thing(number, "")
    for column, cells in row.items():
        part, column_lang = part_of(column)
        for value, own_lang in cells:
            lang = _short(own_lang) or column_lang
            match part:
                case "id":
                    found = _QID.fullmatch(value)
                    thing.qid = found[1] if found else thing.qid
                case "type":
                    for name in value.split("|"):
                        cls = types.find(name.strip())
                        if cls:
                            thing.types[cls] = None
                        else:
                            thing.unknown[name.strip()[:MAX_FORM]] = None
                case "name" | "alias":
                    parts = _split(value, column) if part == "alias" else [value]
                    problems += _add_forms(thing, part, parts, lang)
                case _:
                    pass
    if not thing.names and not thing.qid:
        return None, [*problems, Problem(number, "has no name; a column called name, label or itemLabel is needed")]
    return thing, problems


def part_of(column: str) -> tuple[Part | None, str]:
    """Return what a column holds, and the language that its name ends in (``itemLabel_fr``, ``nameFr``)."""
    folded = re.sub(r"[^a-z]", "", fold(column))
    for start, part in _PARTS:
        if folded.startswith(start):
            rest = _ENDING.fullmatch(folded.removeprefix(start))
            if rest and not (rest[1] and part in {"id", "type"}):
                return part, rest[1] or ""
    return None, ""


def _short(lang: str) -> str:
    found = _LANG.match(lang)
    return found[1] if found else ""


def _split(value: str, column: str) -> list[str]:
    """Cut a cell of several forms: at bars, or at commas where Wikidata's label service put them together."""
    together = "altlabel" in column.casefold() and "|" not in value
    return [part.strip() for part in value.split(", " if together else "|")]


def _add_forms(thing: _Thing, part: Part, forms: Sequence[str], lang: str) -> Iterator[Problem]:
    for text in forms:
        form = " ".join("".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text).split())
        if not form:
            continue
        if len(form) > MAX_FORM:
            yield Problem(thing.row, f"{form[:40]!r}… is longer than {MAX_FORM} characters and no name")
        elif not any(c.isalnum() for c in form):
            yield Problem(thing.row, f"{form!r} has neither letter nor digit and is no name")
        elif _QID.fullmatch(form):
            yield Problem(
                thing.row, f"{form!r} is an identifier where a name should be: it has no label in that language"
            )
        elif part == "name" and lang in {"", "en", "fr"} and (lang or "en") not in thing.names:
            thing.names[lang or "en"] = form
        else:
            thing.aliases.setdefault(form, lang)


def _line(thing: _Thing, classes: Sequence[str], common: CommonWords) -> tuple[str, ...]:
    english, french = thing.names.get("en", ""), thing.names.get("fr", "")
    if french == english:
        french = ""
    names = [name for name in (english, french) if name]
    doubted = {name for name in names if common.doubts(name, classes)}
    flags = ""
    if doubted:
        flags = "ambiguous" if len(doubted) == len(names) else f"ambiguous-{'en' if english in doubted else 'fr'}"
    vocabulary = bool(_COMMON_NOUNS & set(classes))
    aliases = [
        _alias(form, lang if vocabulary else "", weak=common.doubts(form, classes))
        for form, lang in sorted(thing.aliases.items())
        if form not in names
    ]
    name = english or french
    identifier = thing.qid or minted_id(name, classes)
    return (identifier, thing.qid, english, french, "|".join(aliases), "|".join(classes), flags)


def _alias(form: str, lang: str, *, weak: bool) -> str:
    """Write a form so that it is read back as it is: bars are escaped, and no beginning is taken for a mark."""
    text = form.replace("|", "\\|")
    if lang or _PREFIX.match(text):
        text = f"{lang or 'en'}:{text}"
    return f"?{text}" if weak or text.startswith("?") else text
