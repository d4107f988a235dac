"""Queries of users on a server: checked like those on a folder, limited, and cut off with a notice.

Nothing but the query protocol is used, which cannot change anything. The time limit ends the waiting and closes the
connection; whether the server also stops working is for the server to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store import terms
from kg.store.guard import check_query
from kg.store.hints import syntax_error
from kg.store.query import DEFAULT_LIMITS, QueryLimits, QueryResult
from kg.store.remote.client import RESULTS, TRIPLES, RefusedError
from kg.store.remote.engine import parsed, yes_or_no
from kg.store.remote.literals import decoded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.store.query import Row
    from kg.store.remote.client import ResponseStream, SparqlClient


class RemoteRunner:
    """Runs queries on a server, with the interface of :class:`kg.store.query.QueryRunner`."""

    def __init__(self, client: SparqlClient, base: str) -> None:
        self._client = client
        self._base = base
        self._prefixes = terms.prefixes(base)

    def close(self) -> None:
        """Do nothing: the client is closed by its owner."""

    def run(
        self,
        query: str,
        limits: QueryLimits = DEFAULT_LIMITS,
        names: Collection[str] = (),
        *,
        inferred: bool = True,
    ) -> QueryResult:
        """Return the result of ``query``; errors are those of :meth:`kg.store.query.QueryRunner.run`."""
        if not inferred:
            raise QueryError("what was inferred cannot be left out on a server; copy the graph with kg pull first")
        checked = check_query(
            query, self._prefixes, max_chars=limits.max_chars, max_depth=limits.max_depth, names=names
        )
        is_graph = checked.form in {"CONSTRUCT", "DESCRIBE"}
        # One line of prefixes, so that the line numbers of the server's messages are those of the query plus one.
        declared = " ".join(f"PREFIX {name}: <{start}>" for name, start in self._prefixes.items())
        text = f"BASE <{self._base}> {declared}\n{checked.text}"
        try:
            with self._client.query(
                text, accept=TRIPLES if is_graph else RESULTS, seconds=limits.timeout, max_bytes=limits.max_bytes
            ) as stream:
                return self._triples(stream, limits) if is_graph else self._results(stream, limits, checked.form)
        except RefusedError as error:
            raise syntax_error(checked.text, str(error)) from error

    def _results(self, stream: ResponseStream, limits: QueryLimits, form: str) -> QueryResult:
        prefixes = tuple(self._prefixes.items())
        try:
            found = parsed(stream)
            if form == "ASK" or isinstance(found, ox.QueryBoolean):
                return QueryResult("ask", answer=yes_or_no(found), prefixes=prefixes)
            columns = tuple(variable.value for variable in found.variables)
            rows, notice = _limited((tuple(map(_term, row)) for row in found), stream, limits)
        except (SyntaxError, OSError) as error:
            if stream.cut:
                raise _too_large(limits) from error
            raise StoreError(f"the server's answer is no SPARQL result ({error}); is it a SPARQL server?") from error
        return QueryResult("select", columns, rows, notice=notice, prefixes=prefixes)

    def _triples(self, stream: ResponseStream, limits: QueryLimits) -> QueryResult:
        try:
            triples = (quad.triple for quad in ox.parse(stream.reader(), format=ox.RdfFormat.N_TRIPLES))
            rows, notice = _limited(
                ((_term(t.subject), _term(t.predicate), _term(t.object)) for t in triples), stream, limits
            )
        except (SyntaxError, OSError) as error:
            if stream.cut:
                raise _too_large(limits) from error
            raise StoreError(f"the server's answer is no N-Triples ({error}); is it a SPARQL server?") from error
        return QueryResult(
            "graph", ("subject", "predicate", "object"), rows, notice=notice, prefixes=tuple(self._prefixes.items())
        )


def _limited(rows: Iterable[Row], stream: ResponseStream, limits: QueryLimits) -> tuple[tuple[Row, ...], str | None]:
    found: list[Row] = []
    try:
        for row in rows:
            if len(found) == limits.max_rows:
                return tuple(
                    found
                ), f"only the first {limits.max_rows} rows are shown; add LIMIT and OFFSET, or allow more rows"
            found.append(row)
    except (SyntaxError, OSError):
        if not stream.cut:
            raise
        return tuple(
            found
        ), f"cut off after {limits.max_bytes} bytes; select fewer columns, add LIMIT, or allow more bytes"
    return tuple(found), None


def _too_large(limits: QueryLimits) -> QueryError:
    return QueryError(f"the first row alone has more than {limits.max_bytes} bytes; select fewer columns")


def _term(term: object) -> terms.Term | None:
    return None if term is None else terms.to_term(decoded(term))
