"""Where results go: standard output, or a file that is either complete or not there."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Width of tables that no terminal limits.
WIDTH = 120


@contextmanager
def opened(path: str | None) -> Iterator[IO[bytes]]:
    """Yield a stream to ``path``, which appears when all is written; to standard output without one or for ``-``."""
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("wb") as stream:
            yield stream
        draft.replace(target)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another file") from error
    finally:
        draft.unlink(missing_ok=True)


def width() -> int:
    """Return the width to fit tables into."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH
