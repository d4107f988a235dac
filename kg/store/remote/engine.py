"""What the readers of a graph ask of the engine, asked of a server instead.

Some servers cut long answers off without a word. An answer with a suspiciously round number of rows is therefore
counted, and read again in pages when rows are missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.remote.client import GraphMissingError
from kg.store.remote.literals import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.store.remote.client import ResponseStream, SparqlClient

Row = tuple[Any, ...]
#: Servers cut off at round numbers; fewer rows than this none does.
ROUND = 1_000
PAGE = 5_000
_NAMES = ("s", "p", "o", "g")


class RemoteEngine:
    """Reads the graphs of a server whose names start with ``base``; has the methods of the engine that readers use."""

    def __init__(self, client: SparqlClient, base: str) -> None:
        self.client = client
        self.base = base

    def quads_for_pattern(self, subject: object, predicate: object, value: object, graph: object) -> Iterator[ox.Quad]:
        """Yield the quads that fit; ``None`` fits everything."""
        if isinstance(graph, ox.NamedNode) and subject is predicate is value is None:
            yield from self._whole_graph(graph)
            return
        given: tuple[Any, ...] = (subject, predicate, value, graph)
        names = [name for name, term in zip(_NAMES, given, strict=True) if term is None]
        s, p, o, g = (f"?{name}" if term is None else str(term) for name, term in zip(_NAMES, given, strict=True))
        own = f' FILTER(STRSTARTS(STR(?g), "{self.base}"))' if graph is None else ""
        if not names:
            if self._holds(f"GRAPH {g} {{ {s} {p} {o} }}"):
                yield ox.Quad(*given)
            return
        order = [name for name in ("s", "g", "o", "p") if name in names]
        text = f"SELECT {' '.join(f'?{name}' for name in order)} {{ GRAPH {g} {{ {s} {p} {o} }}{own} }}"
        for row in self.query(text):
            found: dict[str, Any] = dict(zip(order, row, strict=True))
            yield ox.Quad(*(found.get(name, term) for name, term in zip(_NAMES, given, strict=True)))

    def query(self, text: str) -> Iterator[Row]:
        """Yield the rows of a ``SELECT`` without prefixes and modifiers, whose first variable is an IRI, complete."""
        count = 0
        columns: list[str] = []
        rows: list[Row] = []
        with self.client.query(text) as stream:
            solutions = _solutions(stream)
            columns = [variable.value for variable in solutions.variables]
            for solution in solutions:
                rows.append(tuple(decoded(term) for term in solution))
                count += 1
        if count < ROUND or count % ROUND or self._count(text) == count:
            yield from rows
            return
        yield from self._pages(text, columns, count)

    def _count(self, text: str) -> int:
        # Not as a query within a query: Virtuoso cuts those off as well.
        head, body = _taken_apart(text)
        counted = f"DISTINCT {head.split()[-1]}" if "DISTINCT" in head else "*"
        with self.client.query(f"SELECT (COUNT({counted}) AS ?rows) {{ {body} }}") as stream:
            for solution in _solutions(stream):
                return int(solution[0].value)
        raise StoreError(f"{self.client.address}: counts nothing; is it a SPARQL 1.1 server?")

    def _pages(self, text: str, columns: Sequence[str], most: int) -> Iterator[Row]:
        """Yield the rows in the order of the first column, each page beginning after the last whole value of it.

        ``most`` is how many rows the server gave before it cut off.
        """
        first, page, last = columns[0], min(PAGE, most), ""
        head, body = _taken_apart(text)
        while True:
            after = f'FILTER(STR(?{first}) > "{last}")' if last else ""
            query = f"{head} {{ {body} {after} }} ORDER BY STR(?{first}) LIMIT {page}"
            with self.client.query(query) as stream:
                rows = [tuple(decoded(term) for term in solution) for solution in _solutions(stream)]
            if len(rows) < page:
                yield from rows
                return
            end = rows[-1][0].value
            whole = [row for row in rows if row[0].value != end]
            if not whole:
                raise StoreError(
                    f"{self.client.address}: cuts off after {most:,} rows; allow more (Virtuoso: ResultSetMaxRows)"
                )
            yield from whole
            last = whole[-1][0].value

    def _whole_graph(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        text = f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        if self.client.address.graphs is None:
            for s, p, o in self.query(text):
                yield ox.Quad(s, p, o, graph)
            return
        try:
            with self.client.get_graph(graph.value) as stream:
                triples = list(_triples(stream))
        except GraphMissingError:
            return
        # Virtuoso gives one more triple than rows; so any large graph is counted.
        if len(triples) >= ROUND and self._count(text) != len(triples):
            for s, p, o in self._pages(text, ("s", "p", "o"), len(triples) // ROUND * ROUND):
                yield ox.Quad(s, p, o, graph)
            return
        for triple in triples:
            yield ox.Quad(triple.subject, triple.predicate, decoded(triple.object), graph)

    def named_graphs(self) -> list[ox.NamedNode]:
        """Return the names of the graphs, in no order."""
        text = f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{self.base}")) }}'
        return [term for (term,) in self.query(text) if isinstance(term, ox.NamedNode)]

    def contains_named_graph(self, graph: ox.NamedNode) -> bool:
        """Tell whether the server has a graph."""
        return self._holds(f"GRAPH {graph} {{ ?s ?p ?o }}")

    def _holds(self, pattern: str) -> bool:
        with self.client.query(f"ASK {{ {pattern} }}") as stream:
            return yes_or_no(parsed(stream))

    def __len__(self) -> int:
        """Return the number of quads."""
        return self._count(f'SELECT ?s {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{self.base}")) }}')

    def update(self, text: str) -> None:
        """Run an update."""
        self.client.update(text)

    def flush(self) -> None:
        """Do nothing: a server has written what it has confirmed."""

    def optimize(self) -> None:
        """Do nothing: a server looks after its own files."""


def _taken_apart(text: str) -> tuple[str, str]:
    """Return what stands before and between the outer brackets of a query."""
    start = text.index("{")
    return text[:start].strip(), text[start + 1 : text.rindex("}")]


def _solutions(stream: ResponseStream) -> ox.QuerySolutions:
    found = parsed(stream)
    if isinstance(found, ox.QueryBoolean):
        raise StoreError("the server answers yes or no to a question for rows; is it a SPARQL 1.1 server?")
    return found


def yes_or_no(found: ox.QuerySolutions | ox.QueryBoolean) -> bool:
    """Return the answer to an ``ASK``; Virtuoso gives a table that is empty for no."""
    return bool(found) if isinstance(found, ox.QueryBoolean) else any(True for _ in found)


def parsed(stream: ResponseStream) -> ox.QuerySolutions | ox.QueryBoolean:
    """Return the SPARQL result in an answer."""
    try:
        return ox.parse_query_results(stream.reader(), format=ox.QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise StoreError(f"the server's answer is no SPARQL result ({error}); is it a SPARQL server?") from error


def _triples(stream: ResponseStream) -> Iterator[ox.Triple]:
    try:
        for quad in ox.parse(stream.reader(), format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple
    except SyntaxError as error:
        raise StoreError(f"the server's answer is no N-Triples ({error}); is it a SPARQL server?") from error
