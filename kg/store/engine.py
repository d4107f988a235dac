"""What the rest of this stage asks of whatever keeps the quads: the engine in a folder, or a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import pyoxigraph as ox

    from kg.store.query import QueryLimits, QueryResult


#: A term, or ``None``; each engine is strict about more.
_Any: TypeAlias = Any


class Engine(Protocol):
    """Keeps quads; :class:`pyoxigraph.Store` is one."""

    def quads_for_pattern(self, s: _Any, p: _Any, o: _Any, g: _Any, /) -> Iterator[ox.Quad]:
        """Yield the quads that fit; ``None`` fits everything."""

    def query(self, query: str, /) -> Any:  # noqa: ANN401 (rows)
        """Return the rows of a ``SELECT`` over ``GRAPH`` patterns."""

    def update(self, update: str, /) -> None:
        """Run an update."""

    def named_graphs(self) -> Iterable[Any]:
        """Return the names of all graphs."""

    def flush(self) -> None:
        """Write everything to disk."""

    def optimize(self) -> None:
        """Tidy the files."""

    def __len__(self) -> int:
        """Return the number of quads."""


class Runner(Protocol):
    """Runs the queries of users, under limits."""

    def run(
        self, query: str, limits: QueryLimits = ..., names: Collection[str] = ..., *, inferred: bool = ...
    ) -> QueryResult:
        """Return the result of a query."""

    def close(self) -> None:
        """End what still runs."""
