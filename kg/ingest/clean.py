"""Page furniture in article text: credits, menus, comment forms, licence lines. It is marked, never removed.

Which lines are furniture is data: ``ontologies/furniture.LANG.txt``, whose head explains its patterns.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Span = tuple[int, int, str]

_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "})
_WORD = re.compile(r"[^\W_]+")
_SECTION = re.compile(r"\[([^;\]]+)((?:;[^;\]]+)*)\]$")
_WILDCARDS = {
    "*": ".*",
    "0": r"\d[\d.,: ]*",
    "@": r"(?-i:[A-Z][\w'.&+-]*(?: (?:(?:de|du|la|le|van|von|of|the|&) )?[A-Z][\w'.&+-]*)*)",
}
_GLUED = re.compile(r"[a-zà-ÿ]{3}[A-ZÀ-Ý][a-zà-ÿ]{2}")
_OPTIONS = ("verbless", "head", "tail", "list")
#: A line of so many characters that ends like a sentence is a paragraph of the article, not a heading or menu.
LONG_PARAGRAPH = 140
#: A line this long without a full stop that goes on in lower case was wrapped by a mail program.
_WRAPPED_LINE = 50
#: What must stand before a comment section for all that follows to be left out.
_TAIL_SHARE = 0.4
_CLOSING = ".!?…"


@dataclass(frozen=True, slots=True)
class _Section:
    reason: str
    words: int
    options: frozenset[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Furniture:
    sections: tuple[_Section, ...]
    finite: frozenset[str]
    function_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    plain: str
    words: tuple[str, ...]

    @property
    def is_paragraph(self) -> bool:
        return len(self.plain) >= LONG_PARAGRAPH and self.plain.rstrip("\"') »”")[-1:] in _CLOSING


def mark_boilerplate(text: str, lang: str) -> list[Span]:
    """Return sorted, disjoint ``(start, end, reason)`` spans of whole lines that are page furniture.

    ``text`` is never changed. A language without a furniture file has none. Raises :class:`DataError` when the
    furniture file is broken.
    """
    furniture = _load(ontologies_dir() / f"furniture.{lang}.txt")
    if furniture is None:
        return []
    lines = list(_lines(text))
    reasons = _reasons(lines, furniture, lang, tail_from=len(text) * _TAIL_SHARE)
    return [(line.start, line.end, reason) for line, reason in zip(lines, reasons, strict=True) if reason]


def _reasons(lines: list[_Line], furniture: _Furniture, lang: str, tail_from: float) -> list[str | None]:
    first = next((i for i, line in enumerate(lines) if line.is_paragraph), len(lines))
    reasons: list[str | None] = []
    listing: str | None = None
    for number, line in enumerate(lines):
        section = _find(line, furniture, in_head=number < first)
        reason = section.reason if section else None
        if section and "tail" in section.options and line.start >= tail_from and number > first:
            reasons += [section.reason] * (len(lines) - number)
            break
        if section:
            listing = section.reason if "list" in section.options else None
        elif listing and _verbless(line, furniture) and not line.is_paragraph and line.plain[-1] not in _CLOSING:
            reason = listing
        else:
            listing = None
            reason = _by_shape(line, lang, in_head=number < first)
        reasons.append(reason)
    for number in range(1, min(first, len(lines) - 1)):
        if reasons[number - 1] and reasons[number + 1] and not reasons[number] and _is_glued(lines[number]):
            reasons[number] = "category"
    return reasons


def _find(line: _Line, furniture: _Furniture, *, in_head: bool) -> _Section | None:
    """Return the first section that the line belongs to."""
    for section in furniture.sections:
        if len(line.words) > section.words or ("head" in section.options and not in_head):
            continue
        if "verbless" in section.options and not _verbless(line, furniture):
            continue
        if section.pattern.fullmatch(line.plain):
            return section
    return None


def _verbless(line: _Line, furniture: _Furniture) -> bool:
    return not any(word in furniture.finite for word in line.words) and not re.search(r"[a-z]{3}\. [A-Z]", line.plain)


def _by_shape(line: _Line, lang: str, *, in_head: bool) -> str | None:
    """Say what lines that no pattern names are, as far as their shape alone tells it."""
    if not any(c.isalpha() for c in line.plain):
        return "number"
    return "text in another language" if in_head and _in_other_language(line, lang) else None


def _is_glued(line: _Line) -> bool:
    """Say whether names of categories were run together ("CinémaSéries"), as pages do when they are copied."""
    return len(line.words) <= 6 and line.plain[-1] not in _CLOSING and bool(_GLUED.search(line.plain))


def _in_other_language(line: _Line, lang: str) -> bool:
    """Say whether a short line before the article (a picture's description) is not in the article's language."""
    counts: Counter[str] = Counter()
    for path in sorted(ontologies_dir().glob("furniture.*.txt")):
        other = _load(path)
        if other is not None:
            counts[path.name.split(".")[1]] = sum(word in other.function_words for word in line.words)
    own = counts.pop(lang, 0)
    return own == 0 and max(counts.values(), default=0) >= 3


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that hold anything, wrapped ones joined."""
    spans: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip()
        if not line:
            continue
        if spans and spans[-1][1] == match.start() - 1:
            previous = text[slice(*spans[-1])].rstrip()
            if len(previous) >= _WRAPPED_LINE and previous[-1] not in _CLOSING + ':;"»' and line[0].islower():
                spans[-1] = (spans[-1][0], match.end())
                continue
        spans.append((match.start(), match.end()))
    for start, end in spans:
        plain = _plain(text[start:end])
        if plain:
            yield _Line(start, end, plain, tuple(w.casefold() for w in _WORD.findall(plain)))


def _plain(text: str) -> str:
    """Return text without accents, fancy apostrophes and doubled blanks; case is kept."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_TYPOGRAPHY))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


@lru_cache(maxsize=16)
def _load(path: Path) -> _Furniture | None:
    """Read a furniture file; ``None`` when there is none."""
    if not path.is_file():
        return None
    sections: list[_Section] = []
    lists: dict[str, set[str]] = {"finite verbs": set(), "function words": set()}
    header, patterns = "", list[str]()
    for number, raw in enumerate([*path.read_text(encoding="utf-8").splitlines(), "[end]"], start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if not _SECTION.match(line):
            patterns.append(line)
            continue
        if header in lists:
            lists[header].update(_plain(" ".join(patterns)).casefold().split())
        elif header:
            sections.append(_section(header, patterns, f"{path}:{number}"))
        elif patterns:
            raise DataError(f"{path}:{number}: lines before the first [section]; give them one")
        header, patterns = line[1:-1], []
    return _Furniture(tuple(sections), frozenset(lists["finite verbs"]), frozenset(lists["function words"]))


def _section(header: str, patterns: list[str], where: str) -> _Section:
    reason, *options = (part.strip() for part in header.split(";"))
    words = [option for option in options if option.startswith("words=")]
    flags = frozenset(options) - set(words)
    if len(words) != 1 or not words[0][6:].isdigit() or not flags <= set(_OPTIONS):
        raise DataError(f"{where}: section [{header}] needs words=NUMBER and knows only {', '.join(_OPTIONS)}")
    alternatives = "|".join(_expression(pattern) for pattern in patterns)
    return _Section(reason, int(words[0][6:]), flags, re.compile(alternatives, re.IGNORECASE))


def _expression(pattern: str) -> str:
    return "".join(_WILDCARDS.get(c, re.escape(c)) for c in _plain(pattern))
