"""The graph on a server, with the methods of the graph in a folder.

What one request can hold is replaced in one request: on a server whose updates are atomic (most are), an article is
never half-written. A larger article is replaced in steps, and everywhere the marker that says "processed" comes last:
a run that was stopped in between writes the article again.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.config import Config
from kg.errors import StoreError
from kg.store.dataset import DEFAULT_WAIT, MARKERS, GraphStore
from kg.store.folder import GraphFolder
from kg.store.locks import FolderLock
from kg.store.measures import analysis_graph
from kg.store.remote.address import StoreAddress, parse_address
from kg.store.remote.client import SparqlClient
from kg.store.remote.engine import RemoteEngine
from kg.store.remote.literals import encoded
from kg.store.remote.query import RemoteRunner
from kg.store.updates import difference, insertion, replacement, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib import Dataset

#: Statements and characters of a request; Virtuoso's parser takes no more than about 5,000 statements.
BATCH_STATEMENTS, BATCH_CHARS = 20_000, 4_000_000
VIRTUOSO_STATEMENTS = 2_000


class RemoteStore(GraphStore):
    """A graph on a SPARQL server, opened by :meth:`open_server`; ``folder`` is where this computer keeps what it needs.

    Methods raise :class:`StoreError` when the server cannot be reached or refuses.
    """

    def __init__(
        self, address: StoreAddress, base: str, local: Path, *, read_only: bool, client: SparqlClient | None = None
    ) -> None:
        self.address = address
        self.folder = GraphFolder(local, base)
        self.read_only = read_only
        self.client = client or SparqlClient(address)
        self._datasets: list[Dataset] = []
        self._states = None
        self._waiting: list[tuple[str, str, int]] = []
        self._has_measures = True
        self._runner = RemoteRunner(self.client, base)
        self._remote = RemoteEngine(self.client, base)
        self._engine = self._remote
        self._local_lock: FolderLock | None = None
        try:
            if not read_only:
                local.mkdir(parents=True, exist_ok=True)
                self._local_lock = FolderLock(self.folder.lock_path, exclusive=True, wait=DEFAULT_WAIT)
            self._remote.contains_named_graph(ox.NamedNode(f"{base}graph/entities"))
        except OSError as error:
            self._release()
            raise StoreError(f"{local}: cannot be written ({error.strerror}); check the permissions") from error
        except BaseException:
            self._release()
            raise
        self._is_virtuoso = "virtuoso" in self.client.server.casefold()

    @classmethod
    def open_server(cls, address: str, *, base: str | None, local: Path, read_only: bool = True) -> RemoteStore:
        """Open the graph whose IRIs start with ``base`` on the server at ``address`` (see :func:`parse_address`)."""
        return cls(parse_address(address), base or Config().base, local, read_only=read_only)

    def close(self) -> None:
        """Send what waits and close the connection; harmless when done twice."""
        try:
            if self._engine is not None and not self.read_only:
                self.sync()
        finally:
            self._engine = None
            self._release()

    def _release(self) -> None:
        self.client.close()
        if self._local_lock is not None:
            self._local_lock.release()

    # -- writing -----------------------------------------------------------------------------------------------------

    @property
    def waiting(self) -> int:
        """How many articles were taken but not yet confirmed by the server."""
        return len(self._waiting)

    def sync(self) -> None:
        """Send what waits; afterwards the server has confirmed everything."""
        if self._waiting:
            self.client.update(";\n".join(text for _, text, _ in self._waiting))
            self._waiting.clear()

    def _write_article(
        self, graph: ox.NamedNode, inferred: ox.NamedNode, lines: list[str], more: list[str], markers: list[str]
    ) -> None:
        self._drop_measures()
        if self._is_virtuoso:
            lines, more = encoded(lines), encoded(more)
        size = len(lines) + len(more)
        if size > self._most:
            self.sync()
            self._write_in_steps(graph, lines, markers)
            self._write_in_steps(inferred, more, [])
            self.client.update(insertion(graph, markers))
            return
        steps = [replacement(graph, lines), replacement(inferred, more), insertion(graph, markers)]
        text = ";\n".join(steps)
        # Virtuoso muddles two replacements of one graph in the same request.
        again = any(waiting == graph.value for waiting, _, _ in self._waiting)
        if again or self._statements() + size > self._most or self._chars() + len(text) > BATCH_CHARS:
            self.sync()
        self._waiting.append((graph.value, text, size))

    def _drop_measures(self) -> None:
        """Drop the measures of what was known before, once: nothing of them can be right after a change."""
        if self._has_measures:
            self._update(replacement(analysis_graph(self.base), ()))
            self._has_measures = False

    @property
    def _most(self) -> int:
        return VIRTUOSO_STATEMENTS if self._is_virtuoso else BATCH_STATEMENTS

    def _statements(self) -> int:
        return sum(size for _, _, size in self._waiting)

    def _chars(self) -> int:
        return sum(len(text) for _, text, _ in self._waiting)

    def _write_in_steps(self, graph: ox.NamedNode, lines: list[str], markers: list[str]) -> None:
        """Replace a graph that is too large for one request; its markers go first, so nobody takes it for whole."""
        if markers:
            patterns = ((name, f"?old{number}") for number, name in enumerate(MARKERS))
            self.client.update(
                ";\n".join(f"DELETE WHERE {{ GRAPH {graph} {{ {graph} {name} {old} }} }}" for name, old in patterns)
            )
        if self.address.graphs is not None and lines:
            self.client.put_graph(graph.value, "".join(f"{line} .\n" for line in lines).encode())
            return
        self.client.update(f"DROP SILENT GRAPH {graph}")
        for part in _parts(lines, self._most):
            self.client.update(insertion(graph, part))

    def _update(self, text: str) -> None:
        self._writable()
        self.sync()
        self.client.update(text)

    def replace_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Make ``quads`` the content of ``graph``, writing differences only; returns their number.

        What is too much for one request is sent in several; all changes to one subject are in the same.
        """
        new = set(statements(quads, graph))
        old = set(statements(self._engine_quads(graph), graph))
        changes = sorted([(line, False) for line in old - new] + [(line, True) for line in new - old])
        if graph == analysis_graph(self.base):
            self._has_measures = True
        elif changes:
            self._drop_measures()
        for part in _whole_subjects(changes, self._most):
            removed, added = ([line for line, is_new in part if is_new is wanted] for wanted in (False, True))
            if self._is_virtuoso:
                removed, added = encoded(removed), encoded(added)
            self._update(difference(graph, removed, added))
        return len(changes)


def _parts(lines: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(lines), size):
        yield lines[start : start + size]


def _whole_subjects(changes: list[tuple[str, bool]], size: int) -> Iterator[list[tuple[str, bool]]]:
    """Yield the changes in parts of about ``size``, none of which ends within a subject."""
    part: list[tuple[str, bool]] = []
    for _, group in groupby(changes, key=lambda change: change[0].partition(" ")[0]):
        found = list(group)
        if part and len(part) + len(found) > size:
            yield part
            part = []
        part += found
    if part:
        yield part
