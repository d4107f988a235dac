"""Copying a graph from one store to another: only what differs, and compared at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.store import terms
from kg.store.measures import analysis_graph

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store import GraphStore


@dataclass(frozen=True, slots=True)
class TransferReport:
    """Numbers of articles written, unchanged and removed, and of quads of other graphs that changed."""

    written: int
    unchanged: int
    removed: int
    other: int


def transfer(source: GraphStore, target: GraphStore, told: Callable[[int, int], None] | None = None) -> TransferReport:
    """Make ``target`` hold what ``source`` holds; both must have the same base, ``target`` be open for writing.

    Articles are compared by their states, other graphs by their quads. Stopped in between, it goes on when it is run
    again. ``told`` is called with the articles done and their number. Raises :class:`StoreError` when a store fails, or
    when the target does not hold in the end what it was given.
    """
    if source.base != target.base:
        raise StoreError(f"the graphs have the bases {source.base} and {target.base}; a copy needs the same")
    wanted, there = source.article_states(), target.article_states()
    measures = analysis_graph(source.base).value
    graphs = _other_graphs(source, target)
    other = sum(_copy_graph(source, target, name) for name in graphs if name != measures)
    changed = [name for name, state in wanted.items() if there.get(name) != state]
    for done, name in enumerate(changed, start=1):
        content, fingerprint, _ = wanted[name]
        quads = source.article_quads(name)
        target.replace_article(name, quads, content_hash=content, fingerprint=fingerprint)
        if told is not None:
            told(done - target.waiting, len(changed))
    removed = sum(target.remove_article(name) for name in sorted(set(there) - set(wanted)))
    target.sync()
    # Any other change drops the measures of the target, so they come last.
    other += sum(_copy_graph(source, target, name) for name in graphs if name == measures)
    if told is not None:
        told(len(changed), len(changed))
    _compare(source, target, changed)
    return TransferReport(len(changed), len(wanted) - len(changed), removed, other)


def _other_graphs(source: GraphStore, target: GraphStore) -> list[str]:
    """Return the names of the graphs that belong to no article; those only the target has are emptied."""
    start = f"{source.base}graph/"
    return sorted(name for name in {*source.graphs(), *target.graphs()} if name.startswith(start))


def _copy_graph(source: GraphStore, target: GraphStore, name: str) -> int:
    return target.replace_graph(terms.iri(name), source.graph_quads(name))


def _compare(source: GraphStore, target: GraphStore, changed: list[str]) -> None:
    """Raise when what was written is not there as it was sent."""
    target.forget_states()
    versions = ({name: state[:2] for name, state in store.article_states().items()} for store in (source, target))
    if next(versions) != next(versions):
        raise StoreError("the copy does not have the articles of the original; is somebody else writing? run it again")
    different = [name for name in changed if target.content_hash(name) != source.content_hash(name)]
    if different:
        raise StoreError(
            f"{len(different)} articles came out different, the first is {different[0]!r}: the server changes contents"
        )
