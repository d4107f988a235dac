"""Knowledge-base files → entries: TSV as shipped, or a user's own CSV or TSV with at least ``name`` and ``type``."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.ids import digest, slug
from kg.knowledge.entry import KBEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

#: Other spellings of a column that users' tables have.
_COLUMN_SYNONYMS = {"label": "name", "type": "types", "alias": "aliases", "wikidata": "qid", "flag": "flags"}
_COLUMN = re.compile(r"(id|qid|types|flags|gender|name|aliases|(name|aliases|demonyms)_[a-z]{2,3})\Z")
_FLAG = re.compile(r"ambiguous(-[a-z]{2,3})?\Z")
_GENDERS = frozenset({"f", "m", "u"})
_QID = re.compile(r"Q[1-9][0-9]*\Z")
_TYPE = re.compile(r"[A-Z][A-Za-z]*\Z")
_LANG_PREFIX = re.compile(r"([a-z]{2}):(?=\S)")
_NO_FORMS: frozenset[str] = frozenset()
#: Marks an alias that is also an ordinary word or a nickname.
WEAK_MARK = "?"


@dataclass(frozen=True, slots=True)
class Table:
    """What one file holds: entries, or first names with their gender."""

    entries: tuple[KBEntry, ...] = ()
    first_names: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of one file are; -1 and empty where it has none."""

    id: int
    qid: int
    types: int
    flags: int
    name: tuple[tuple[str, int], ...]
    aliases: int
    aliases_by_lang: tuple[tuple[str, int], ...]
    demonyms: tuple[tuple[str, int], ...]
    width: int


def read_table(path: Path) -> Table:
    """Read one file.

    Raises :class:`DataError` naming file, line and column when the file is missing, is not UTF-8, or has a broken row.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); check the path of this knowledge base") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    rows = _rows(text)
    first = next(rows, None)
    if first is None:
        raise DataError(f"{path}, line 1: the file is empty; write a header with at least name and type")
    header = [_column_name(cell) for cell in first[1]]
    for column in header:
        if not _COLUMN.match(column):
            raise DataError(
                f"{path}, line 1, column '{column}': unknown; known are id, qid, name, name_en, name_fr, aliases, "
                "aliases_en, aliases_fr, demonyms_en, demonyms_fr, types, flags, gender"
            )
    if len(set(header)) != len(header):
        raise DataError(f"{path}, line 1: a column stands twice; keep one of each")
    if "gender" in header:
        return Table(first_names=_first_names(path, header, rows))
    return Table(entries=_entries(path, header, rows))


def _column_name(cell: str) -> str:
    name = cell.strip().casefold()
    return _COLUMN_SYNONYMS.get(name, name)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells); comment lines and blank lines are left out."""
    head = next((line for line in text.splitlines() if line.strip() and not line.startswith("# ")), "")
    if "\t" in head:
        for number, line in enumerate(text.split("\n"), 1):
            if line and not line.startswith("# ") and not line.isspace():
                yield number, line.removesuffix("\r").split("\t")
        return
    delimiter = ";" if head.count(";") > head.count(",") else ","
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for cells in table:
        if cells and not cells[0].startswith("# ") and any(cells):
            yield table.line_num, cells


def _first_names(path: Path, header: Sequence[str], rows: Iterator[tuple[int, list[str]]]) -> dict[str, str]:
    name_at, gender_at = _column(path, header, "name"), header.index("gender")
    names: dict[str, str] = {}
    for number, cells in rows:
        _check_width(path, number, cells, len(header))
        name, gender = cells[name_at].strip(), cells[gender_at].strip()
        if gender not in _GENDERS:
            raise DataError(f"{path}, line {number}, column 'gender': '{gender}' is none of f, m, u; write one of them")
        if not name or name in names:
            problem = f"'{name}' stands twice" if name else "is empty"
            raise DataError(f"{path}, line {number}, column 'name': {problem}; remove the row")
        names[name] = gender
    return names


def _column(path: Path, header: Sequence[str], name: str) -> int:
    if name not in header:
        raise DataError(f"{path}, line 1: there is no column '{name}'; add it to the header")
    return header.index(name)


def _columns(path: Path, header: Sequence[str]) -> _Columns:
    def at(name: str) -> int:
        return header.index(name) if name in header else -1

    def by_lang(prefix: str) -> tuple[tuple[str, int], ...]:
        start = prefix + "_"
        return tuple((name.removeprefix(start), i) for i, name in enumerate(header) if name.startswith(start))

    names = by_lang("name")
    plain = at("name")
    if plain < 0 and not names:
        raise DataError(f"{path}, line 1: there is no column 'name'; add it to the header")
    types = _column(path, header, "types")
    return _Columns(
        id=at("id"),
        qid=at("qid"),
        types=types,
        flags=at("flags"),
        name=((("", plain),) if plain >= 0 else ()) + names,
        aliases=at("aliases"),
        aliases_by_lang=by_lang("aliases"),
        demonyms=by_lang("demonyms"),
        width=len(header),
    )


def _check_width(path: Path, number: int, cells: Sequence[str], width: int) -> None:
    if len(cells) != width:
        raise DataError(
            f"{path}, line {number}: {len(cells)} columns where the header has {width}; "
            "fill the missing ones with nothing, and quote a cell that holds the separator"
        )


def _entries(path: Path, header: Sequence[str], rows: Iterator[tuple[int, list[str]]]) -> tuple[KBEntry, ...]:
    columns = _columns(path, header)
    entries: list[KBEntry] = []
    lines: dict[str, int] = {}
    known_types: dict[str, tuple[str, ...]] = {}
    for number, cells in rows:
        _check_width(path, number, cells, columns.width)
        entry = _entry(path, number, cells, columns, known_types)
        if entry.id in lines:
            raise DataError(
                f"{path}, line {number}, column 'id': '{entry.id}' already stands on line {lines[entry.id]}; "
                "merge the two rows or give one another id"
            )
        lines[entry.id] = number
        entries.append(entry)
    return tuple(entries)


def _types(path: Path, number: int, cell: str, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the classes in a cell; ``known`` holds the cells of this file that were checked before."""
    if cell in known:
        return known[cell]
    types = tuple([part.strip() for part in cell.split("|")])
    for part in types:
        if not _TYPE.match(part):
            raise DataError(
                f"{path}, line {number}, column 'types': '{part}' is no class name; "
                "write classes of the ontology such as Person or Film, separated by |"
            )
    known[cell] = types
    return types


def _entry(
    path: Path, number: int, cells: list[str], columns: _Columns, known_types: dict[str, tuple[str, ...]]
) -> KBEntry:
    names = {lang: text for lang, i in columns.name if (text := cells[i].strip())}
    if not names:
        raise DataError(f"{path}, line {number}, column 'name': is empty; write the name or remove the row")
    name = names.get("") or names.get("en") or next(iter(names.values()))
    names.pop("", None)
    types = _types(path, number, cells[columns.types], known_types)
    qid = cells[columns.qid].strip() if columns.qid >= 0 else ""
    if qid and not _QID.match(qid):
        raise DataError(f"{path}, line {number}, column 'qid': '{qid}' is no identifier like Q42; correct or empty it")
    flags = cells[columns.flags].strip() if columns.flags >= 0 else ""
    if flags and not _FLAG.match(flags):
        raise DataError(
            f"{path}, line {number}, column 'flags': '{flags}' is unknown; write ambiguous, ambiguous-en or nothing"
        )
    given = cells[columns.id].strip() if columns.id >= 0 else ""
    aliases, weak, by_lang = _aliases(cells, columns)
    if flags:
        weak += [name, *names.values()] if flags == "ambiguous" else [names.get(flags.rpartition("-")[2], name)]
    entry_id = given or qid or minted_id(name, types)
    forms = tuple(dict.fromkeys([form for form in aliases if form != name])) if aliases else ()
    weak_forms = frozenset(weak) if weak else _NO_FORMS
    ambiguous = name in weak_forms
    if not by_lang and not columns.demonyms:
        return KBEntry(entry_id, name, names, forms, types, qid or None, ambiguous, weak_forms)
    own = {lang: tuple(texts) for lang, texts in by_lang.items()}
    demonyms = {lang: texts for lang, i in columns.demonyms if (texts := _split(cells[i]))}
    return KBEntry(entry_id, name, names, forms, types, qid or None, ambiguous, weak_forms, own, demonyms)


def _aliases(cells: Sequence[str], columns: _Columns) -> tuple[list[str], list[str], dict[str, list[str]]]:
    """Return all aliases, those marked as weak, and those of one language."""
    aliases: list[str] = []
    weak: list[str] = []
    by_lang: dict[str, list[str]] = {}
    marked = [("", cells[columns.aliases])] if columns.aliases >= 0 and cells[columns.aliases] else []
    marked += [(lang, cells[i]) for lang, i in columns.aliases_by_lang if cells[i]]
    for column_lang, cell in marked:
        for part in _split(cell):
            lang, form = column_lang, part
            is_weak = form[0] == WEAK_MARK and len(form) > 1
            if is_weak:
                form = form[1:]
            if form[2:3] == ":" and not lang and (prefix := _LANG_PREFIX.match(form)):
                lang, form = prefix[1], form[3:]
            if is_weak:
                weak.append(form)
            aliases.append(form)
            if lang:
                by_lang.setdefault(lang, []).append(form)
    return aliases, weak, by_lang


def _split(cell: str) -> tuple[str, ...]:
    """Cut a cell at its bars; a bar after a backslash belongs to the form."""
    if "\\|" in cell:
        return tuple([form.replace("\0", "|") for form in _split(cell.replace("\\|", "\0"))])
    return tuple([form for part in cell.split("|") if (form := part.strip())])


def minted_id(name: str, types: Sequence[str]) -> str:
    """Return an id for a row without one: the same name and type give the same id in every file."""
    return f"{slug(name) or digest('kb', name, size=10)}-{types[0].casefold()}"
