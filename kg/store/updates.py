"""SPARQL updates that replace the content of a graph; the engine applies one update as a whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox


def statements(quads: Iterable[ox.Quad], graph: ox.NamedNode) -> list[str]:
    """Return the quads as N-Triples statements without their final dot, sorted, each once.

    Raises :class:`StoreError` when one belongs to another graph.
    """
    found = set()
    for quad in quads:
        if quad.graph_name != graph:
            raise StoreError(
                f"a statement of {quad.graph_name} was to be written into {graph}; pass the graph's own quads"
            )
        found.add(str(quad.triple))
    return sorted(found)


def split(quads: Iterable[ox.Quad], graph: ox.NamedNode) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Return the quads that are not in ``graph`` and those that are."""
    outside: list[ox.Quad] = []
    inside: list[ox.Quad] = []
    for quad in quads:
        (inside if quad.graph_name == graph else outside).append(quad)
    return outside, inside


def replacement(graph: ox.NamedNode, lines: Iterable[str]) -> str:
    """Return the update that makes ``lines`` all there is in ``graph``; without lines there is no such graph."""
    found = list(lines)
    return f"DROP SILENT GRAPH {graph}" + (f";\nINSERT DATA {_block(graph, found)}" if found else "")


def insertion(graph: ox.NamedNode, lines: Iterable[str]) -> str:
    """Return the update that adds ``lines`` to ``graph``."""
    return f"INSERT DATA {_block(graph, lines)}"


def difference(graph: ox.NamedNode, removed: Iterable[str], added: Iterable[str]) -> str:
    """Return the update that takes ``removed`` out of ``graph`` and puts ``added`` in; empty when there is neither."""
    steps = ((verb, list(lines)) for verb, lines in (("DELETE", removed), ("INSERT", added)))
    return ";\n".join(f"{verb} DATA {_block(graph, lines)}" for verb, lines in steps if lines)


def _block(graph: ox.NamedNode, lines: Iterable[str]) -> str:
    body = " .\n".join(lines)
    return f"{{ GRAPH {graph} {{\n{body} .\n}} }}"
