"""A graph from a file of statements (N-Quads or TriG, also compressed), read into memory to be looked at."""

from __future__ import annotations

import gzip
import zlib
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.errors import UsageError
from kg.store import bulk, mapping, reading, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.model import Article, Claim, Entity

FORMATS = {".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}
_ENTITIES = "graph/entities"


class ExportedGraph:
    """What a file of an export holds; has what :func:`kg.analyse.load.load_graph` reads."""

    def __init__(self, engine: ox.Store, base: str) -> None:
        self._engine = engine
        self.base = base

    def entities(self) -> list[Entity]:
        """Return all entities, sorted by IRI."""
        graph = mapping.entities_graph(self.base)
        return reading.read_entities(self._engine.quads_for_pattern(None, None, None, graph))

    def all_claims(self) -> Iterator[tuple[Article, Claim]]:
        """Yield all claims, each with its article without the text, sorted by identifier."""
        return bulk.claims_with_articles(self._engine)


def is_export(path: Path) -> bool:
    """Tell by its name whether a file may be an export that :func:`read_export` reads."""
    return path.with_suffix("").suffix in FORMATS if path.suffix == ".gz" else path.suffix in FORMATS


def read_export(path: Path) -> ExportedGraph:
    """Return the graph that was exported to ``path``; raises :class:`UsageError` when it holds none."""
    packed = path.suffix == ".gz"
    form = FORMATS[path.with_suffix("").suffix if packed else path.suffix]
    engine = ox.Store()
    try:
        with gzip.open(path) if packed else path.open("rb") as source:
            engine.bulk_load(cast("IO[bytes]", source), format=form)
    except (OSError, SyntaxError, EOFError, zlib.error) as error:
        raise UsageError(f"{path}: cannot be read as a graph ({error}); give an export or a graph folder") from error
    return _graph_in(engine, str(path))


def read_parts(parts: Iterable[bytes]) -> ExportedGraph:
    """Return the graph whose N-Quads these are, in pieces that end at the ends of lines, as in a backup."""
    engine = ox.Store()
    for part in parts:
        engine.bulk_load(part, format=ox.RdfFormat.N_QUADS)
    return _graph_in(engine, "the backup")


def _graph_in(engine: ox.Store, name: str) -> ExportedGraph:
    base = _base(engine)
    if base is None:
        raise UsageError(f"{name}: holds no entities of a graph; give what kg export --format nquads or trig wrote")
    return ExportedGraph(engine, base)


def _base(engine: ox.Store) -> str | None:
    """Return what the IRIs of the graph start with: the name of its graph of entities says so."""
    names = sorted(terms.text_value(name) for name in engine.named_graphs())
    return next((name.removesuffix(_ENTITIES) for name in names if name.endswith(f"/{_ENTITIES}")), None)
