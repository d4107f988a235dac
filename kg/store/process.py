"""One process of :mod:`kg.store.worker`, seen from the other end of its pipes."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import QueryLimitError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.query import QueryLimits

#: Seconds a process may take to start and open the store.
START_SECONDS = 30.0
_CHUNK = 1 << 16


class QueryProcess:
    """Answers one query after another; ``memory`` is how many bytes a query may use."""

    def __init__(self, path: Path, lock_descriptor: int, memory: int) -> None:
        self.memory = memory
        self._path = path
        self._buffer = bytearray()
        self._process = subprocess.Popen(  # noqa: S603 (this interpreter and a file of this package)
            # Without site and user folders: the module path is that of this process, and starting is quicker.
            [sys.executable, "-S", "-s", "-P", str(Path(__file__).with_name("worker.py")), str(path), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)},
            pass_fds=(lock_descriptor,),
            start_new_session=True,
        )
        if self._process.stdin is None or self._process.stdout is None:  # cannot be: both are pipes
            raise StoreError(f"{path}: the query process has no pipes; run the query again")
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        try:
            first = next(self._messages(time.monotonic() + START_SECONDS))
        except (StopIteration, TimeoutError):
            self.kill()
            raise StoreError(
                f"{path}: the query process did not start; check that pyoxigraph can be imported"
            ) from None
        except BaseException:
            self.kill()
            raise
        if first[0] != "ready":
            self.kill()
            raise StoreError(f"{path}: the store cannot be opened ({first[1]}); check the disk, or rebuild the graph")

    def ask(self, request: dict[str, Any], limits: QueryLimits) -> Iterator[list[Any]]:
        """Send a request and return the messages up to the last; the process is dead after an error."""
        try:
            self._stdin.write(json.dumps(request).encode() + b"\n")
            self._stdin.flush()
            for message in self._messages(time.monotonic() + limits.timeout):
                yield message
                if message[0] not in {"columns", "triples", "boolean", "rows"}:
                    return
        except TimeoutError:
            raise _too_slow(limits) from None
        except BrokenPipeError:
            pass
        raise QueryLimitError(
            f"the query needs more than {limits.max_memory >> 20} MiB of memory or is nested too deeply; simplify it"
        )

    def read(self, size: int, limits: QueryLimits) -> bytes:
        """Return the ``size`` bytes that follow the last message."""
        deadline = time.monotonic() + limits.timeout
        try:
            while len(self._buffer) < size:
                if not self._receive(deadline):
                    raise StoreError("the query process ended in its answer; run the query again")
        except TimeoutError:
            raise _too_slow(limits) from None
        content = bytes(self._buffer[:size])
        del self._buffer[:size]
        return content

    def stop(self) -> None:
        """Make the process end; may be called while another thread reads from it."""
        self._process.kill()

    def kill(self) -> None:
        """End the process at once."""
        self.stop()
        for stream in (self._stdin, self._stdout):
            with contextlib.suppress(OSError):
                stream.close()
        self._process.wait()

    def _messages(self, deadline: float) -> Iterator[list[Any]]:
        """Return messages as they come in; ends with the process, raises ``TimeoutError`` at the deadline."""
        scanned = 0
        while True:
            end = self._buffer.find(b"\n", scanned)
            if end >= 0:
                line = bytes(self._buffer[:end])
                del self._buffer[: end + 1]
                scanned = 0
                yield json.loads(line)
                continue
            scanned = len(self._buffer)
            if not self._receive(deadline):
                return

    def _receive(self, deadline: float) -> bool:
        """Take in what the process has written; ``False`` at its end, ``TimeoutError`` at the deadline."""
        descriptor = self._stdout.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            raise TimeoutError
        chunk = os.read(descriptor, _CHUNK)
        self._buffer += chunk
        return bool(chunk)


def _too_slow(limits: QueryLimits) -> QueryLimitError:
    return QueryLimitError(
        f"the query was stopped after {limits.timeout:g} seconds; make it narrower or allow more time"
    )
