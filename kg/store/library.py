"""Queries kept as files: SPARQL with a header that says what they answer and what can be set.

A file ``NAME.rq`` starts with comments::

    # title: A company's deals
    # title@fr: Les opérations d’une entreprise
    # What it buys, sells, owns and merges with.
    # @fr Ce qu’elle achète, vend, possède, et avec qui elle fusionne.
    # param company (entity = Netflix): the company / l’entreprise

and has for each parameter a ``VALUES ?company { UNDEF }`` in its text. So it is plain SPARQL that runs anywhere, and
setting a parameter (:mod:`kg.store.parameters`) is nothing but other terms between these braces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kg.errors import DataError, UsageError
from kg.resources import queries_dir
from kg.store.parameters import TYPES, Parameter, values_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SUFFIX = ".rq"
MAX_BYTES = 100_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
_TITLE = re.compile(r"title(?:@(?P<lang>[a-z]{2}))?:\s*(?P<text>.+)")
_ABOUT = re.compile(r"(?:@(?P<lang>[a-z]{2})\s+)?(?P<text>.+)")
_PARAM = re.compile(
    r"param (?P<name>[A-Za-z]\w*) \((?P<type>\w+)(?: = (?P<default>[^)]+))?\): (?P<en>.+?)(?: / (?P<fr>.+))?\Z"
)


@dataclass(frozen=True, slots=True)
class LibraryQuery:
    """A query of a library; ``titles`` and ``about`` map a language to text, English first."""

    name: str
    titles: Mapping[str, str]
    about: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    text: str
    path: Path

    def title(self, lang: str = "en") -> str:
        """Return the title in ``lang`` or in English."""
        return self.titles.get(lang) or self.titles["en"]

    def description(self, lang: str = "en") -> str:
        """Return what the query is for, in ``lang`` or in English."""
        return self.about.get(lang) or self.about.get("en", "")


def is_name(text: str) -> bool:
    """Tell whether ``text`` can be the name of a query; no query is one itself."""
    return bool(_NAME.match(text))


def read_library(folders: Iterable[Path] = ()) -> dict[str, LibraryQuery]:
    """Return the shipped queries and those in ``folders`` by name, sorted; a later folder's query takes the place.

    Raises :class:`UsageError` for a folder that is not there, :class:`DataError` naming a file that is no such query.
    """
    found: dict[str, LibraryQuery] = {}
    for folder in (queries_dir(), *folders):
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder of queries; check the path")
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            if not is_name(path.stem):
                raise DataError(f"{path}: the name of a query has letters, digits, '-' and '_' only; rename the file")
            found[path.stem] = read_query(path)
    return dict(sorted(found.items()))


def choose_query(library: Mapping[str, LibraryQuery], name: str) -> LibraryQuery:
    """Return the query called ``name``; raises :class:`UsageError` that names similar ones."""
    if name in library:
        return library[name]
    close = get_close_matches(name.casefold(), library, n=2, cutoff=0.5) or [n for n in library if name in n][:2]
    hint = f"did you mean {' or '.join(close)}?" if close else "see kg query --list"
    raise UsageError(f"the library has no query {name!r}; {hint}")


def read_query(path: Path) -> LibraryQuery:
    """Return the query in a file; raises :class:`DataError` naming the line that is wrong."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        text = data.decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: the query cannot be read ({error}); check the path, and save it as UTF-8") from error
    if len(data) > MAX_BYTES:
        raise DataError(f"{path}: larger than {MAX_BYTES:,} bytes; this is no query")
    return parse_query(text, path)


def parse_query(text: str, path: Path) -> LibraryQuery:
    """Return the query that ``text`` holds; ``path`` names it and is told in errors."""
    titles: dict[str, str] = {}
    about: dict[str, list[str]] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(_header(text), start=1):
        if found := _TITLE.match(line):
            titles[found["lang"] or "en"] = found["text"].strip()
        elif line.startswith("param "):
            parameters.append(_parameter(line, f"{path}:{number}"))
        elif found := _ABOUT.match(line):
            about.setdefault(found["lang"] or "en", []).append(found["text"].strip())
    titles.setdefault("en", path.stem.replace("-", " ").capitalize())
    for parameter in parameters:
        values_blocks(text, parameter.name, str(path))
    names = [parameter.name for parameter in parameters]
    if len(set(names)) < len(names):
        raise DataError(f"{path}: a parameter is declared twice; remove one of them")
    joined = {lang: " ".join(lines) for lang, lines in about.items()}
    return LibraryQuery(path.stem, titles, joined, tuple(parameters), text, path)


def _header(text: str) -> Iterable[str]:
    for line in text.removeprefix("\ufeff").split("\n"):
        if not line.startswith("#"):
            return
        yield line.lstrip("#").strip()


def _parameter(line: str, where: str) -> Parameter:
    found = _PARAM.match(line)
    if not found:
        raise DataError(f"{where}: write a parameter as '# param NAME (TYPE = DEFAULT): what it is / ce que c’est'")
    if found["type"] not in TYPES:
        raise DataError(f"{where}: unknown type {found['type']!r} of a parameter; known: {', '.join(TYPES)}")
    about = {"en": found["en"]} | ({"fr": found["fr"]} if found["fr"] else {})
    return Parameter(found["name"], found["type"], found["default"], about)
