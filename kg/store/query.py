"""Reading queries under limits: checked, run in a process that can be killed, and cut off with a notice.

Nothing of an RDF library leaves this module: results are plain :class:`QueryResult` records.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import KGError, QueryError, StoreError
from kg.store import terms
from kg.store.guard import CheckedQuery, check_query
from kg.store.hints import syntax_error
from kg.store.inference import inferred_prefix
from kg.store.terms import Term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

#: Seconds a worker may take to start and open the store.
START_SECONDS = 30.0
#: Workers that are kept for the next query.
KEPT_WORKERS = 2
_CHUNK = 1 << 16

Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How long, how much and how large; each limit that cuts a result off is named in its notice.

    ``timeout`` in seconds, ``max_memory`` and ``max_bytes`` (of rows) in bytes, ``max_chars`` and ``max_depth`` (of
    brackets) of the query.
    """

    timeout: float = 10.0
    max_rows: int = 10_000
    max_bytes: int = 50_000_000
    max_chars: int = 100_000
    max_depth: int = 100
    max_memory: int = 2 << 30


DEFAULT_LIMITS = QueryLimits()


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query gave.

    ``kind`` is ``select`` (rows under ``columns``), ``ask`` (``answer``) or ``graph`` (rows of subject, predicate,
    object). ``notice`` is ``None`` for a complete result and otherwise a sentence that says what was cut off.
    ``prefixes`` are those of the graph, for writing IRIs shortly.
    """

    kind: Literal["select", "ask", "graph"]
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    answer: bool | None = None
    notice: str | None = None
    prefixes: tuple[tuple[str, str], ...] = ()


class QueryRunner:
    """Runs queries on the store at ``path``; may be used from several threads, each query in a process of its own.

    ``lock_descriptor`` is the reader's lock, which the processes inherit.
    """

    def __init__(self, path: Path, base: str, lock_descriptor: int) -> None:
        self._path = path
        self._base = base
        self._prefixes = terms.prefixes(base)
        self._lock_descriptor = lock_descriptor
        self._idle: list[_Worker] = []
        self._guard = threading.Lock()
        self._closed = False

    def run(
        self,
        query: str,
        limits: QueryLimits = DEFAULT_LIMITS,
        names: Collection[str] = (),
        *,
        inferred: bool = True,
    ) -> QueryResult:
        """Return the result of ``query``; without ``inferred``, graphs of inferred statements are left out.

        Raises :class:`QueryError` when it is not allowed, cannot be parsed, or takes more time or memory than
        ``limits`` give, :class:`StoreError` when the store cannot be read. ``names`` are the local names of the
        ontology; when given, unknown ``mkg:`` names are errors.
        """
        checked = check_query(
            query, self._prefixes, max_chars=limits.max_chars, max_depth=limits.max_depth, names=names
        )
        worker = self._take(limits.max_memory)
        try:
            outcome = _collect(worker.ask(self._request(checked, limits, inferred=inferred), limits), checked, limits)
        except BaseException:
            worker.kill()
            raise
        self._give_back(worker)
        if isinstance(outcome, KGError):
            raise outcome
        return replace(outcome, prefixes=tuple(self._prefixes.items()))

    def close(self) -> None:
        """End all processes."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()

    def _request(self, checked: CheckedQuery, limits: QueryLimits, *, inferred: bool = True) -> dict[str, Any]:
        return {
            "query": checked.text,
            "base": self._base,
            "prefixes": self._prefixes,
            "graphs": checked.graphs,
            "without": None if inferred else inferred_prefix(self._base),
            "max_rows": limits.max_rows,
            "max_bytes": limits.max_bytes,
            "seconds": limits.timeout,
        }

    def _take(self, memory: int) -> _Worker:
        with self._guard:
            if self._closed:
                raise StoreError(f"{self._path.parent}: the graph was closed; open it again")
            for worker in self._idle:
                if worker.memory == memory:
                    self._idle.remove(worker)
                    return worker
        return _Worker(self._path, self._lock_descriptor, memory)

    def _give_back(self, worker: _Worker) -> None:
        with self._guard:
            if not self._closed and len(self._idle) < KEPT_WORKERS:
                self._idle.append(worker)
                return
        worker.kill()


class _Worker:
    """One process of :mod:`kg.store.worker`."""

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
        deadline = time.monotonic() + limits.timeout
        try:
            self._stdin.write(json.dumps(request).encode() + b"\n")
            self._stdin.flush()
            for message in self._messages(deadline):
                yield message
                if message[0] not in {"columns", "triples", "boolean", "rows"}:
                    return
        except TimeoutError:
            raise QueryError(
                f"the query was stopped after {limits.timeout:g} seconds; make it narrower or allow more time"
            ) from None
        except BrokenPipeError:
            pass
        raise QueryError(
            f"the query needs more than {limits.max_memory >> 20} MiB of memory or is nested too deeply; simplify it"
        )

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        for stream in (self._stdin, self._stdout):
            with contextlib.suppress(OSError):
                stream.close()
        self._process.wait()

    def _messages(self, deadline: float) -> Iterator[list[Any]]:
        """Return messages as they come in; ends with the process, raises ``TimeoutError`` at the deadline."""
        descriptor = self._stdout.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
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
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise TimeoutError
            chunk = os.read(descriptor, _CHUNK)
            if not chunk:
                return
            self._buffer += chunk


def _collect(messages: Iterator[list[Any]], checked: CheckedQuery, limits: QueryLimits) -> QueryResult | KGError:
    kind: Literal["select", "ask", "graph"] = "select"
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    answer = None
    for name, content in messages:
        match name:
            case "boolean":
                kind, answer = "ask", bool(content)
            case "columns" | "triples":
                kind, columns = "select" if name == "columns" else "graph", tuple(content)
            case "rows":
                rows += (tuple(_decode(cell) for cell in row) for row in content)
            case "end":
                return QueryResult(kind, columns, tuple(rows), answer, _notice(content, limits))
            case _:
                return _failure(name, content, checked)
    raise StoreError("the query process ended without an answer; run the query again")


def _notice(reached: str | None, limits: QueryLimits) -> str | None:
    if reached == "rows":
        return f"only the first {limits.max_rows} rows are shown; add LIMIT and OFFSET, or allow more rows"
    if reached == "bytes":
        return f"cut off after {limits.max_bytes} bytes; select fewer columns, add LIMIT, or allow more bytes"
    return None


def _failure(name: str, content: str, checked: CheckedQuery) -> KGError:
    if name == "syntax":
        return syntax_error(checked.text, content)
    if name == "graph":
        return QueryError(f"FROM <{content}>: the store has no such graph; use the IRI of an article")
    return QueryError(f"the query failed ({' '.join(content.split())[:200]}); simplify it")


def _decode(cell: list[Any] | None) -> Term | None:
    if cell is None:
        return None
    if cell[0] != "literal":
        return Term(cell[0], cell[1])
    plain = cell[3] is not None or cell[2] == terms.XSD + "string"
    return Term("literal", cell[1], None if plain else cell[2], cell[3])
