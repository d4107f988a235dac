"""The files of decisions: read whole, written by appending only.

An append is one write of whole lines, under a lock and on the disk before it returns. A line that a crash cut short is
reported and costs nobody else's line: the next append starts a new one.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from kg.decisions.effective import Decisions, replay
from kg.decisions.lines import read_line, write_line
from kg.errors import DataError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from kg.model import Decision

#: The file of decisions in a graph's folder.
DECISIONS_NAME = "decisions.jsonl"
#: More than this is no file that people wrote.
MAX_BYTES = 200_000_000


def read_decisions(own: Path | None, shared: Sequence[Path] = ()) -> Decisions:
    """Return what holds after all lines of the ``shared`` files, in their order, and then of the graph's ``own``.

    The own file may be missing; raises :class:`DataError` when a shared one is, or when one cannot be read at all.
    """
    lines: list[Decision] = []
    problems: list[str] = []
    for path in shared:
        if not path.is_file():
            raise DataError(f"{path}: no such file of decisions; correct the path, or leave it out")
        found, bad = read_lines(path)
        lines += found
        problems += bad
    if own is not None:
        found, bad = read_lines(own)
        lines += found
        problems += bad
    return replay(lines, problems)


def read_lines(path: Path) -> tuple[list[Decision], list[str]]:
    """Return the decisions of a file in their order, and what is wrong with lines that cannot be read.

    A missing file holds none. Empty lines and lines that start with ``#`` are skipped. Raises :class:`DataError` when
    the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_SH)
            return _parse(path, stream)
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


def _parse(path: Path, stream: IO[bytes]) -> tuple[list[Decision], list[str]]:
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise DataError(f"{path}: larger than {MAX_BYTES:,} bytes; this is no file of decisions")
    decisions: list[Decision] = []
    problems: list[str] = []
    for number, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        place = f"{path}, line {number}"
        try:
            text = raw.decode("utf-8").strip()
            if text and not text.startswith("#"):
                decisions.append(read_line(text, place))
        except UnicodeDecodeError:
            problems.append(f"{place}: is not UTF-8")
        except DataError as error:
            problems.append(str(error))
    return decisions, problems


def append(path: Path, choose: Callable[[list[Decision]], Sequence[Decision]]) -> list[Decision]:
    """Add the decisions that ``choose`` returns to the file, which is made when it is missing; returns them.

    ``choose`` is given the decisions that stand in the file, under its lock: nobody adds others before its own are
    written, and whatever it raises leaves the lines as they were. Raises :class:`StoreError` when the file cannot be
    written.
    """
    try:
        with _locked(path) as descriptor:
            with os.fdopen(os.dup(descriptor), "rb") as stream:
                standing, _ = _parse(path, stream)
            chosen = list(choose(standing))
            if chosen:
                _write(descriptor, "".join(map(write_line, chosen)).encode("utf-8"))
    except OSError as error:
        raise StoreError(f"{path}: the decision cannot be written ({error.strerror}); check the disk") from error
    return chosen


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """Yield a descriptor of the file that is there now, which nobody else appends to meanwhile."""
    while True:
        new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if not _is_at(path, descriptor):
                continue  # an editor put another file in its place while this waited
            if new:
                _sync_folder(path.parent)
            yield descriptor
        finally:
            os.close(descriptor)
        return


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    here = os.fstat(descriptor)
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)


def _write(descriptor: int, content: bytes) -> None:
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        content = b"\n" + content
    try:
        while content:
            content = content[os.write(descriptor, content) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)  # half a decision is none
        raise


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file last as well."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
