"""The graph that is being served: always the last complete state of its folder, also while a build runs.

A generation is a snapshot (:mod:`kg.store.snapshot`) with what the pages need of it. A new one takes over when the
folder has changed and nobody writes to it; the old one ends with the last request that uses it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from kg.analyse.load import graph_node
from kg.errors import KGError, StoreError
from kg.serve.names import NameIndex
from kg.store.snapshot import Snapshot, open_snapshot, state_token
from kg.view.labels import ViewLabels, labels_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from pathlib import Path

    from kg.analyse.graph import GraphNode
    from kg.ontology import Schema
    from kg.serve.settings import ServeSettings
    from kg.store import GraphStore
    from kg.store.summary import Counts


#: Pages that are kept because they took long.
_KEPT_MAX = 16


class Generation:
    """One state of the graph; everything here may be called from several threads."""

    def __init__(self, snapshot: Snapshot, schema: Schema, settings: ServeSettings) -> None:
        self._snapshot = snapshot
        self._kept: OrderedDict[Hashable, str] = OrderedDict()
        self._kept_guard = threading.Lock()
        self._memory = settings.query.max_memory
        snapshot.store.queries.keep = settings.workers
        self.schema = schema
        self.names_of_ontology = frozenset(
            {*schema.classes, *schema.relations, *schema.terms, *schema.qualifiers},
        )
        self.users = 0
        self.retired = False

    @property
    def token(self) -> str:
        """What tells this state from others."""
        return self._snapshot.token

    @property
    def shared(self) -> bool:
        """Whether builds have to wait for this server (no snapshot could be made)."""
        return self._snapshot.shared

    @property
    def store(self) -> GraphStore:
        """The open store."""
        return self._snapshot.store

    @property
    def base(self) -> str:
        """What the IRIs of the graph start with."""
        return self.store.base

    @cached_property
    def counts(self) -> Counts:
        """How much the graph holds."""
        return self.store.counts()

    @cached_property
    def claims_by_entity(self) -> dict[str, int]:
        """How many claims each entity is a side of."""
        return self.store.claims_by_entity()

    @cached_property
    def names(self) -> NameIndex:
        """The entities by their names."""
        return NameIndex(self.store.entities())

    @cached_property
    def nodes(self) -> dict[str, GraphNode]:
        """The entities as the pages know them."""
        return {entity.iri: graph_node(entity) for entity in self.names.entities()}

    @cached_property
    def labels(self) -> ViewLabels:
        """What the pages call classes and relations."""
        return labels_of(self.schema)

    def kept(self, key: Hashable, make: Callable[[], str]) -> str:
        """Return what ``make`` gave the last time for ``key``; a few texts that took long are kept."""
        with self._kept_guard:
            found = self._kept.pop(key, None)
        if found is None:
            found = make()
        with self._kept_guard:
            self._kept[key] = found
            while len(self._kept) > _KEPT_MAX:
                self._kept.popitem(last=False)
        return found

    def warm(self) -> None:
        """Start the processes that run queries."""
        self.store.queries.warm(self._memory)

    def prepare(self) -> None:
        """Read now what the first requests would have to wait for."""
        self.warm()
        _ = (self.counts, self.names, self.nodes, self.labels)

    def close(self) -> None:
        """Let the snapshot go."""
        self._snapshot.close()


class LiveGraph:
    """The current generation of the graph in ``folder``; opening raises what :func:`open_snapshot` does."""

    def __init__(self, folder: Path, schema: Schema, settings: ServeSettings) -> None:
        self.folder = folder
        self._schema = schema
        self._settings = settings
        self._guard = threading.Lock()
        self._current: Generation | None = self._opened(wait=5.0)

    @contextmanager
    def use(self) -> Iterator[Generation]:
        """Yield the current generation, which stays open until the body ends."""
        with self._guard:
            generation = self._current
            if generation is None:
                raise StoreError("the server is stopping; try again later")
            generation.users += 1
        try:
            yield generation
        finally:
            with self._guard:
                generation.users -= 1
                ends = generation.retired and not generation.users
            if ends:
                generation.close()

    def refresh(self) -> bool:
        """Take up what a build has written, if one has and is done; ``False`` when there is nothing new."""
        with self._guard:
            current = self._current
        if current is None:
            return False
        try:
            if state_token(self.folder) == current.token:
                return False
            fresh = self._opened(wait=0.0)
            fresh.prepare()
        except KGError:
            # A build is writing, or the folder is gone: what is served stays.
            return False
        self._replace(fresh)
        return True

    def close(self) -> None:
        """Let the graph go when the last request ends."""
        self._replace(None)

    def _opened(self, wait: float) -> Generation:
        return Generation(open_snapshot(self.folder, wait), self._schema, self._settings)

    def _replace(self, fresh: Generation | None) -> None:
        with self._guard:
            old, self._current = self._current, fresh
            if old is None:
                return
            old.retired = True
            ends = not old.users
        if ends:
            old.close()
