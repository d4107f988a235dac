"""One writer or many readers: an advisory lock on a file of the graph folder.

The engine itself lets a reader open a store that is being written, with undefined results; this lock does not. It is
``flock``: it belongs to the open file, so it ends with the process that holds it (also after ``kill -9``) and a child
process that inherits the descriptor keeps it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import json
import os
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from kg.errors import StoreError

if TYPE_CHECKING:
    from types import TracebackType

#: Seconds between two attempts to get a lock that is held.
RETRY_SECONDS = 0.05
_INFO_BYTES = 2000


class FolderLock:
    """A lock on ``path``, exclusive for a writer and shared for a reader; a context manager.

    ``wait`` is how many seconds to try before :class:`StoreError` says who holds it.
    """

    def __init__(self, path: Path, *, exclusive: bool, wait: float = 0.0) -> None:
        self._path = path
        self._exclusive = exclusive
        self._descriptor = _open(path)
        self._held = False
        try:
            self._acquire(wait)
            self._held = True
            self._write_holder()
        except BaseException:
            self.release()
            raise

    @property
    def descriptor(self) -> int:
        """The locked file descriptor; a child process that inherits it shares the lock."""
        return self._descriptor

    def release(self) -> None:
        """Give the lock up; harmless when done twice."""
        if self._descriptor < 0:
            return
        if self._held and self._exclusive:
            _forget_holder(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        self.release()
        return False

    def _acquire(self, wait: float) -> None:
        operation = (fcntl.LOCK_EX if self._exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(self._descriptor, operation)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise StoreError(self._refusal()) from None
                time.sleep(RETRY_SECONDS)
            else:
                return

    def _refusal(self) -> str:
        folder = self._path.parent
        holder = read_holder(self._descriptor)
        if holder:
            return f"{folder}: being written by {describe_holder(holder)}; wait for it to end, or stop it"
        return f"{folder}: being read by another process; close it (a running 'kg serve'?) and try again"

    def _write_holder(self) -> None:
        """Leave the writer's name for others to read; a reader wipes what a killed writer left."""
        _forget_holder(self._descriptor)
        if self._exclusive:
            # On a full disk the name is left out: it is a courtesy, the lock itself holds.
            with contextlib.suppress(OSError):
                os.pwrite(self._descriptor, json.dumps(this_process()).encode()[:_INFO_BYTES], 0)


def this_process() -> dict[str, object]:
    """Return what others are told of a writer: its number, host, command, and since when it runs."""
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "command": command_line(),
        "since": dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
    }


def describe_holder(holder: dict[str, object]) -> str:
    """Return what :func:`this_process` noted, in words."""
    since = f" since {holder['since']}" if holder.get("since") else ""
    return f"process {holder.get('pid')} on {holder.get('host')}{since} ({holder.get('command')})"


def command_line() -> str:
    """Return what this process was started as, short and without folders of the program."""
    program = Path(sys.argv[0] or "python").name if sys.argv else "python"
    return " ".join([program, *sys.argv[1:]])[:200]


def read_holder(descriptor: int) -> dict[str, object]:
    """Return who wrote the lock file, or nothing when that is unknown."""
    try:
        holder = json.loads(os.pread(descriptor, _INFO_BYTES, 0))
    except (OSError, ValueError):
        return {}
    return holder if isinstance(holder, dict) else {}


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except PermissionError:
        try:
            return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            raise StoreError(f"{path}: cannot be opened ({error.strerror}); check the folder's permissions") from error
    except OSError as error:
        raise StoreError(f"{path}: cannot be opened ({error.strerror}); check the folder and its disk") from error


def _forget_holder(descriptor: int) -> None:
    try:
        if os.fstat(descriptor).st_size:
            os.ftruncate(descriptor, 0)
    except OSError:
        # A folder that may only be read, or a full disk: the name is a courtesy, the lock itself holds.
        return
