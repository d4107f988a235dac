"""What a user names – files, folders, patterns, ``-`` – as a sorted list of files to read."""

from __future__ import annotations

import glob
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STDIN = "-"
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}
_PATTERN_MARKS = "*?["


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read; ``name`` is its path relative to the folder that was named, ``-`` stands for standard input."""

    path: Path
    name: str

    @property
    def format(self) -> str | None:
        """The format that the file's ending tells, ``None`` when it must be guessed."""
        return FORMATS.get(self.path.suffix.casefold())


def find_files(sources: Sequence[str]) -> list[SourceFile]:
    """Return each file once, sorted, whatever the order of ``sources``; ``-`` comes last.

    Folders are searched for files of known formats, hidden ones left out. Raises :class:`SourceError` for a source
    that does not exist, a pattern without matches, a folder without articles.
    """
    if not sources:
        raise SourceError("no sources; give files, folders, patterns or - for standard input")
    found: dict[Path, SourceFile] = {}
    for source in sources:
        if source == STDIN:
            continue
        for file in _expand(source):
            key = file.path.resolve()
            known = found.get(key)
            # A file named twice keeps its longest name, so the order of the sources does not matter.
            if known is None or (len(file.name), file.name) > (len(known.name), known.name):
                found[key] = file
    files = [found[key] for key in sorted(found, key=Path.as_posix)]
    return files + ([SourceFile(Path(STDIN), STDIN)] if STDIN in sources else [])


def _expand(source: str) -> Iterator[SourceFile]:
    path = Path(source)
    try:
        if path.is_dir():
            yield from _in_folder(source, path)
        elif path.exists():
            yield SourceFile(path, path.name)
        elif any(mark in source for mark in _PATTERN_MARKS):
            yield from _matching(source)
        else:
            raise SourceError(f"{source}: no such file or folder; check the path")
    except (OSError, ValueError) as error:
        raise SourceError(f"{source!r}: cannot be read ({error}); check the path and its permissions") from error


def _in_folder(source: str, folder: Path) -> Iterator[SourceFile]:
    files = [
        SourceFile(path, path.relative_to(folder).as_posix())
        for path in _visible(folder.rglob("*"), folder)
        if path.suffix.casefold() in FORMATS
    ]
    if not files:
        raise SourceError(f"{source}: the folder holds no articles; known formats: {' '.join(FORMATS)}")
    yield from files


def _matching(source: str) -> Iterator[SourceFile]:
    fixed = Path(*_fixed_parts(Path(source).parts)) if _fixed_parts(Path(source).parts) else Path()
    files = [
        SourceFile(path, path.relative_to(fixed).as_posix())
        for path in _visible(map(Path, glob.glob(source, recursive=True)), fixed)  # noqa: PTH207 (absolute patterns)
        if path.is_file()
    ]
    if not files:
        raise SourceError(f"{source}: no file matches the pattern; check it, and quote it from the shell")
    yield from files


def _fixed_parts(parts: tuple[str, ...]) -> list[str]:
    """Return the folders of a pattern before its first wildcard."""
    fixed: list[str] = []
    for part in parts[:-1]:
        if any(mark in part for mark in _PATTERN_MARKS):
            break
        fixed.append(part)
    return fixed


def _visible(paths: Iterable[Path], folder: Path) -> Iterator[Path]:
    for path in sorted(paths):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path
