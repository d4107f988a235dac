"""Two graphs, wherever they are – open, in folders, exported or backed up – and the difference between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.archive import ArchiveReader
from kg.config import Config
from kg.errors import DataError, UsageError
from kg.graph import Graph, open_graph

if TYPE_CHECKING:
    from kg.analyse.changes import GraphDiff
    from kg.analyse.graph import GraphData, GraphNode
    from kg.analyse.load import GraphSource
    from kg.ontology import Schema
    from kg.store.exported import ExportedGraph
    from kg.view.pages.frame import Page

_GZIP = b"\x1f\x8b"


def compare(old: Graph | str | Path, new: Graph | str | Path, config: Config | None = None) -> GraphDiff:
    """Return the difference between two graphs.

    Each is an open graph, a graph folder, an export (``.nq`` or ``.trig``, also with ``.gz``), or a backup. Raises
    :class:`UsageError` for what is no graph, :class:`StoreError` when a build holds it.
    """
    found, _, _ = _compared(old, new, config)
    return found


def diff_page(
    old: Graph | str | Path, new: Graph | str | Path, config: Config | None = None, *, title: str = "Changes"
) -> Page:
    """Return the page of the difference between two graphs; see :func:`compare`."""
    from kg.view.labels import labels_of  # noqa: PLC0415 (kept out of the start of the command line)
    from kg.view.pages.changes import diff_page  # noqa: PLC0415
    from kg.view.pages.frame import Context  # noqa: PLC0415

    found, nodes, schema = _compared(old, new, config)
    return diff_page(found, Context(nodes, labels_of(schema)), title)


def _compared(
    old: Graph | str | Path, new: Graph | str | Path, config: Config | None
) -> tuple[GraphDiff, dict[str, GraphNode], Schema]:
    """Return the difference, all entities of both graphs, and the ontology."""
    from kg.analyse.diff import diff  # noqa: PLC0415
    from kg.ontology import load_schema  # noqa: PLC0415

    config = config or Config()
    schema = load_schema(Path(config.ontology) if config.ontology else None)
    (before, _), (after, replaced) = _read(old, config), _read(new, config)
    found = diff(before, after, schema, names=(_name(old), _name(new)), replaced=replaced)
    return found, {node.iri: node for node in (*before.nodes, *after.nodes)}, schema


def _name(graph: Graph | str | Path) -> str:
    return str(graph.folder if isinstance(graph, Graph) else graph)


def _read(graph: Graph | str | Path, config: Config) -> tuple[GraphData, dict[str, str]]:
    """Return a graph, and which of its entities took the place of which older ones."""
    if isinstance(graph, Graph):
        return graph.data(), graph.replaced()
    path = Path(graph)
    if path.is_file() or path.suffix in {".nq", ".trig", ".gz"}:
        return _of_file(_read_file(path))
    with open_graph(path, config) as opened:
        return opened.data(), opened.replaced()


def _of_file(source: GraphSource) -> tuple[GraphData, dict[str, str]]:
    from kg.analyse.load import load_graph  # noqa: PLC0415

    return load_graph(source), {old: entity.iri for entity in source.entities() for old in entity.replaces}


def _read_file(path: Path) -> ExportedGraph:
    from kg.store.exported import is_export, read_export, read_parts  # noqa: PLC0415

    if is_export(path):
        return read_export(path)
    try:
        with path.open("rb") as stream:
            packed = stream.read(len(_GZIP)) == _GZIP
        if packed:
            return read_parts(content for name, content in ArchiveReader(path).parts() if name.endswith(".nq"))
    except (OSError, DataError) as error:
        raise UsageError(f"{path}: cannot be read as a graph ({error})") from error
    raise UsageError(f"{path}: is no graph folder, no export (.nq, .trig) and no backup; give one of these")
