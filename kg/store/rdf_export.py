"""The whole graph as RDF, graph by graph, so that memory is bounded by the largest graph and not by all of them.

Graphs come in the order of their names, statements in a fixed order within. Turtle has no graphs: its statements are
sorted on disk where they are many.
"""

from __future__ import annotations

import heapq
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kg.store import terms
from kg.store.inference import inferred_prefix
from kg.store.jsonld import JsonLdWriter
from kg.store.turtle import TurtleWriter, quad_key, triple_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.store.dataset import GraphStore

#: Statements of Turtle that are sorted in memory at once.
CHUNK = 200_000
REIFIES = ox.NamedNode(terms.RDF + "reifies")
_SUBJECT, _PREDICATE, _OBJECT = (terms.mkg(name) for name in ("subject", "predicate", "object"))


@dataclass(frozen=True, slots=True)
class RdfOptions:
    """What is written: ``inferred`` statements too, and ``rdf12`` triple terms that say what each claim states.

    ``inferred`` is by default true where their graph shows that they are, and false in Turtle.
    """

    inferred: bool | None = None
    rdf12: bool = False


DEFAULTS = RdfOptions()


def write_nquads(store: GraphStore, out: IO[bytes], options: RdfOptions = DEFAULTS) -> None:
    """Write one statement with its graph a line, sorted within each graph."""
    for _, quads in graphs(store, options, inferred=True):
        out.writelines(sorted(f"{quad} .\n".encode() for quad in quads))


def write_trig(store: GraphStore, out: IO[bytes], options: RdfOptions = DEFAULTS) -> None:
    """Write TriG: a block for each graph."""
    writer = TurtleWriter(out, terms.prefixes(store.base))
    for _, quads in graphs(store, options, inferred=True):
        writer.write_quads(sorted(quads, key=quad_key))


def write_jsonld(store: GraphStore, out: IO[bytes], options: RdfOptions = DEFAULTS) -> None:
    """Write JSON-LD with its context inline: one object for each graph, one line for each node in it."""
    writer = JsonLdWriter(out, store.base)
    writer.begin()
    for name, quads in graphs(store, options, inferred=True):
        writer.write_graph(name, sorted(quads, key=quad_key))
    writer.end()


def write_turtle(store: GraphStore, out: IO[bytes], options: RdfOptions = DEFAULTS) -> None:
    """Write Turtle: every statement once, without the article it is from."""
    triples = (quad.triple for _, quads in graphs(store, options, inferred=False) for quad in quads)
    TurtleWriter(out, terms.prefixes(store.base)).write_triples(_by_subject(_sorted_lines(triples)))


def write_triples(triples: Iterable[ox.Triple], prefixes: Mapping[str, str], out: IO[bytes]) -> None:
    """Write sorted Turtle of a result that is in memory."""
    TurtleWriter(out, prefixes).write_triples(sorted(set(triples), key=triple_key))


def graphs(store: GraphStore, options: RdfOptions, *, inferred: bool) -> Iterator[tuple[str, list[ox.Quad]]]:
    """Yield the graphs by name, each with its quads; ``inferred`` is the default of that option."""
    wanted = inferred if options.inferred is None else options.inferred
    left_out = inferred_prefix(store.base)
    for name in store.graphs():
        if wanted or not name.startswith(left_out):
            quads = list(store.graph_quads(name))
            yield name, [*quads, *_statements(quads, terms.iri(name))] if options.rdf12 else quads


def _statements(quads: Iterable[ox.Quad], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """Yield for each claim what it states as an RDF 1.2 triple term, which asserts nothing."""
    parts: dict[ox.NamedNode, dict[ox.NamedNode, terms.Object]] = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if (
            quad.predicate in {_SUBJECT, _PREDICATE, _OBJECT}
            and isinstance(subject, ox.NamedNode)
            and isinstance(value, (ox.NamedNode, ox.Literal))
        ):
            parts.setdefault(subject, {})[quad.predicate] = value
    for claim, stated in parts.items():
        about, relation, target = (stated.get(name) for name in (_SUBJECT, _PREDICATE, _OBJECT))
        if isinstance(about, ox.NamedNode) and isinstance(relation, ox.NamedNode) and target is not None:
            yield ox.Quad(claim, REIFIES, ox.Triple(about, relation, target), graph)


def _sorted_lines(triples: Iterable[ox.Triple]) -> Iterator[str]:
    """Yield the triples as sorted N-Triples lines, each once, holding no more than a chunk of them in memory."""
    todo = iter(triples)
    with ExitStack() as stack:
        chunks: list[Iterable[str]] = []
        folder: Path | None = None
        while found := list(islice(todo, CHUNK)):
            lines = sorted({_line(triple) for triple in found})
            if folder is None:
                if len(found) < CHUNK:
                    yield from lines
                    return
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-export-")))
            path = folder / f"{len(chunks)}.nt"
            with path.open("w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(lines)
            chunks.append(stack.enter_context(path.open(encoding="utf-8", newline="\n")))
        before = ""
        for line in heapq.merge(*chunks):
            if line != before:
                yield line
            before = line


def _line(triple: ox.Triple) -> str:
    return f"{ox.Quad(triple.subject, triple.predicate, triple.object)} .\n"


def _by_subject(lines: Iterable[str]) -> Iterator[ox.Triple]:
    """Yield the triples of sorted lines with those of each subject in the order of :func:`triple_key`."""
    for _, group in groupby(lines, key=lambda line: line.partition(" ")[0]):
        parsed = ox.parse("".join(group), format=ox.RdfFormat.N_TRIPLES)
        yield from sorted((quad.triple for quad in parsed), key=triple_key)
