"""Reading queries under limits: checked, run in a process that can be killed, and cut off with a notice.

Nothing of an RDF library leaves this module: results are plain :class:`QueryResult` records.
"""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import KGError, QueryError, QueryLimitError, StoreError
from kg.store import terms
from kg.store.guard import CheckedQuery, check_query
from kg.store.hints import syntax_error
from kg.store.inference import inferred_prefix
from kg.store.process import QueryProcess
from kg.store.terms import Term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    import pandas as pd

#: Processes that are kept for the next query.
KEPT_WORKERS = 2

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


@dataclass(frozen=True, slots=True, repr=False)
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

    def __repr__(self) -> str:
        if self.kind == "ask":
            return f"<QueryResult {'yes' if self.answer else 'no'}>"
        count = f"{len(self.rows)} row{'' if len(self.rows) == 1 else 's'}"
        return f"<QueryResult {count} of {', '.join(self.columns)}{', cut off' if self.notice else ''}>"

    def _repr_html_(self) -> str:
        from kg.store.markup import result_html  # noqa: PLC0415 (for notebooks only)

        return result_html(self)

    def to_dataframe(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame; raises :class:`UsageError` without pandas or for a yes/no answer."""
        from kg.store.frames import result_frame  # noqa: PLC0415 (pandas is optional)

        return result_frame(self)


@dataclass(frozen=True, slots=True)
class WrittenResult:
    """A result in one of the formats of :mod:`kg.store.result_writers`; ``notice`` as in :class:`QueryResult`."""

    content: bytes
    rows: int
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class QueryDataset:
    """The graphs that a query may read: those of its default graph, and those that ``GRAPH`` sees.

    It takes the place of the ``FROM`` clauses of the query. A graph that the store does not have is empty.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Cancellation:
    """Lets another thread stop a query: give it to :meth:`QueryRunner.write` and call :meth:`cancel`."""

    def __init__(self) -> None:
        self.cancelled = False
        self._guard = threading.Lock()
        self._worker: QueryProcess | None = None

    def cancel(self) -> None:
        """Stop the query, or keep it from starting; harmless when it is done."""
        with self._guard:
            self.cancelled = True
            if self._worker is not None:
                self._worker.stop()

    def attach(self, worker: QueryProcess | None) -> None:
        """Say which process runs the query now; raises :class:`QueryError` when it must not start any more."""
        with self._guard:
            if self.cancelled and worker is not None:
                raise QueryError("the query was cancelled")
            self._worker = worker


class QueryRunner:
    """Runs queries on the store at ``path``; may be used from several threads, each query in a process of its own.

    ``lock_descriptor`` is the reader's lock, which the processes inherit. ``keep`` is how many processes wait for the
    next query.
    """

    def __init__(self, path: Path, base: str, lock_descriptor: int) -> None:
        self.keep = KEPT_WORKERS
        self._path = path
        self._base = base
        self._prefixes = terms.prefixes(base)
        self._lock_descriptor = lock_descriptor
        self._idle: list[QueryProcess] = []
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
        checked = self.check(query, limits, names)
        request = self._request(checked, limits, inferred=inferred)
        with self._worker(limits.max_memory) as worker:
            outcome = _collect(worker.ask(request, limits), checked, limits)
        if isinstance(outcome, KGError):
            raise outcome
        return replace(outcome, prefixes=tuple(self._prefixes.items()))

    def check(self, query: str, limits: QueryLimits = DEFAULT_LIMITS, names: Collection[str] = ()) -> CheckedQuery:
        """Return ``query`` with its form when it may run; raises :class:`QueryError` as :meth:`run` does."""
        return check_query(query, self._prefixes, max_chars=limits.max_chars, max_depth=limits.max_depth, names=names)

    def write(
        self,
        checked: CheckedQuery,
        format_name: str,
        limits: QueryLimits = DEFAULT_LIMITS,
        *,
        dataset: QueryDataset | None = None,
        link: str | None = None,
        cancellation: Cancellation | None = None,
    ) -> WrittenResult:
        """Return the result of a checked query as bytes, written in its process.

        ``format_name`` is one of ``json xml csv tsv`` for ``SELECT`` and ``ASK`` and of ``turtle ntriples jsonld
        rdfxml`` for the other forms. ``link`` is named in a result that was cut off, where the format has room for it.
        Raises as :meth:`run` does.
        """
        request = self._request(checked, limits) | {"format": format_name, "link": link}
        if dataset is not None:
            request |= {"graphs": (), "dataset": (dataset.default, dataset.named)}
        cancellation = cancellation or Cancellation()
        with self._worker(limits.max_memory) as worker:
            cancellation.attach(worker)
            try:
                outcome = _written(worker, request, checked, limits)
            except QueryLimitError:
                if cancellation.cancelled:
                    raise QueryError("the query was cancelled") from None
                raise
            finally:
                cancellation.attach(None)
        if isinstance(outcome, KGError):
            raise outcome
        return outcome

    def warm(self, memory: int = DEFAULT_LIMITS.max_memory) -> None:
        """Start the processes that wait for queries, so that the first queries need not."""
        while True:
            with self._guard:
                if self._closed or len(self._idle) >= self.keep:
                    return
            self._give_back(QueryProcess(self._path, self._lock_descriptor, memory))

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

    @contextlib.contextmanager
    def _worker(self, memory: int) -> Iterator[QueryProcess]:
        """Yield a process, which is kept for the next query unless something goes wrong with this one."""
        worker = self._take(memory)
        try:
            yield worker
        except BaseException:
            worker.kill()
            raise
        self._give_back(worker)

    def _take(self, memory: int) -> QueryProcess:
        with self._guard:
            if self._closed:
                raise StoreError(f"{self._path.parent}: the graph was closed; open it again")
            for worker in self._idle:
                if worker.memory == memory:
                    self._idle.remove(worker)
                    return worker
        return QueryProcess(self._path, self._lock_descriptor, memory)

    def _give_back(self, worker: QueryProcess) -> None:
        with self._guard:
            if not self._closed and len(self._idle) < self.keep:
                self._idle.append(worker)
                return
        worker.kill()


def _written(
    worker: QueryProcess, request: dict[str, Any], checked: CheckedQuery, limits: QueryLimits
) -> WrittenResult | KGError:
    for name, content in worker.ask(request, limits):
        if name != "bytes":
            return _failure(name, content, checked)
        size, rows, reached = content
        return WrittenResult(worker.read(size, limits), rows, _notice(reached, limits))
    raise StoreError("the query process ended without an answer; run the query again")


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
