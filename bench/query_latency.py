"""How long the shipped queries take on graphs of 10,000, a million and ten million quads.

    python bench/query_latency.py GRAPH FOLDER [--sizes 10000 1000000 10000000] [--runs 20]

GRAPH is the built graph of examples/articles. Its articles and claims are copied, by the code that builds use, until
the graph is large enough: each copy has entities and names of its own, but every tenth entity is the same in all
copies, so that a large graph also has well-known names, and each copy is five days older than the one before, so that
ten million quads span 28 years. The same arguments always give the same graph. The graphs are kept in FOLDER and used
again. Queries run as kg query runs them, with the values that the library shows for its parameters; one run before the
first is not counted. Those that may be asked about one entity are also asked about the one that all copies speak of
most. Beside the time on the clock stands the time that one core works on the query, which does not depend on what else
the machine does. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import resource
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KGError
from kg.graph import Graph, open_graph
from kg.ids import digest
from kg.model import EntityRef
from kg.ontology import implications, load_schema, ontology_quads
from kg.store import GraphStore, article_quads, entities_quads
from kg.store.dataset import MARKERS
from kg.store.folder import create_folder
from kg.store.load import EngineLoader
from kg.store.mapping import ontology_graph
from kg.store.terms import prefixes, text_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from kg.model import Article, Claim, Entity

SIZES = (10_000, 1_000_000, 10_000_000)
SECONDS = 600.0
#: Days between the articles of a copy and those of the next.
DAYS = 5
#: What a query is asked about beside everything: an entity of all copies.
ABOUT = {
    "figures": ("entity", "Studio Ondine"),
    "differing-figures": ("entity", "Studio Ondine"),
    "inferred": ("entity", "Studio Ondine"),
    "leaders": ("organisation", "Studio Ondine"),
    "ownership": ("owned", "Studio Ondine"),
    "people-between-works": ("person", "Aïda Khelifi"),
    "plans": ("entity", "Studio Ondine"),
    "posts": ("organisation", "Studio Ondine"),
    "single-source": ("entity", "Studio Ondine"),
    "told-in-both-languages": ("entity", "Studio Ondine"),
}
#: Seconds after which a query is not run again; a first run that takes as long counts.
ENOUGH = 20.0


def own(name: str, copy: int) -> bool:
    """Tell whether a copy has an entity of its own instead of the one that all share."""
    return copy > 0 and int(digest(name, size=8), 16) % 10 > 0


def copied(claim: Claim, article_id: str, copy: int) -> Claim:
    """Return a claim as the copy of its article states it."""
    return replace(claim, id=digest(claim.id, str(copy)) if copy else claim.id, article_id=article_id)


def dated(article: Article, name: str, copy: int) -> Article:
    """Return an article as its copy, published so many days earlier."""
    date = article.date
    if date and len(date) == len("2025-01-01"):
        date = (dt.date.fromisoformat(date) - dt.timedelta(days=DAYS * copy)).isoformat()
    return replace(article, id=name, date=date)


def references(claims: list[Claim]) -> set[str]:
    """Return the entities that claims speak of."""
    found = {claim.subject.key for claim in claims}
    for claim in claims:
        sides = (claim.object, claim.attributed_to, *(value for _, value in claim.qualifiers))
        found |= {side.key for side in sides if isinstance(side, EntityRef)}
    return found


def corpus(source: GraphStore, size: int) -> Iterator[list[ox.Quad]]:
    """Yield the quads of articles until there are ``size``, then those of all entities and of the ontology."""
    schema = load_schema()
    implied, symmetric = implications(schema), schema.symmetric
    articles: list[tuple[Article, list[Claim]]] = [(found, source.claims(found.id)) for found in source.articles()]
    entities = {entity.iri: entity for entity in source.entities()}
    described: dict[str, Entity] = {}
    count = copy = 0
    while count < size:
        for article, claims in articles:
            name = f"{article.id}-{copy}" if copy else article.id
            iris = {key: f"{key}-{copy}" if own(key, copy) else key for key in references(claims)}
            for key, new in iris.items():
                entity = entities[key]
                described[new] = replace(
                    entity, iri=new, name=f"{entity.name} {copy}" if new != key else entity.name, replaces=()
                )
            quads = article_quads(
                dated(article, name, copy),
                [copied(claim, name, copy) for claim in claims],
                iris,
                base=source.base,
                symmetric=symmetric,
                implied=implied,
            )
            graph = quads[0].graph_name
            quads += (type(quads[0])(graph, marker, text_literal(digest(name)), graph) for marker in MARKERS)
            count += len(quads)
            yield quads
            if count >= size:
                break
        copy += 1
    yield entities_quads(described.values(), source.base)
    yield ontology_quads(ontology_graph(source.base).value)


def make(source: GraphStore, folder: Path, size: int) -> float:
    """Write a graph of ``size`` quads; returns the seconds it took, 0 when it is there."""
    if (folder / "done").exists():
        return 0.0
    made = create_folder(folder, source.base)
    started = time.perf_counter()
    with EngineLoader(made.engine_path) as loader:
        waiting: list[ox.Quad] = []
        for quads in corpus(source, size):
            waiting += quads
            if len(waiting) > 500_000:
                loader.extend(waiting)
                waiting = []
        loader.extend(waiting)
    with GraphStore.create_or_open(folder) as store:
        store.optimize()
    (folder / "done").touch()
    return time.perf_counter() - started


def latencies(graph: Graph, text: str, runs: int) -> tuple[list[float], str]:
    """Return the seconds of each run, sorted, and how many rows came or what went wrong."""
    found: list[float] = []
    rows = ""
    for number in range(runs + 1):
        started = time.perf_counter()
        try:
            result = graph.query(text, timeout=SECONDS, max_rows=10_000)
        except KGError as error:
            return found, str(error)[:60]
        seconds = time.perf_counter() - started
        rows = f"{len(result.rows):,}"
        if number or seconds > ENOUGH:
            found.append(seconds)
        if sum(found) > ENOUGH:
            break
    return sorted(found), rows


def work(store: GraphStore, text: str) -> float:
    """Return the seconds that a core works on a query."""
    started = time.process_time()
    rows = store.engine.query(text, prefixes=prefixes(store.base), use_default_graph_as_union=True)
    if hasattr(rows, "__iter__"):
        for _ in rows:
            pass
    return time.process_time() - started


def milliseconds(found: list[float], share: float) -> str:
    """Return a quantile, rounded up to a run that there was."""
    return f"{found[max(0, math.ceil(share * len(found)) - 1)] * 1000:,.0f}" if found else "–"


def folder_size(folder: Path) -> int:
    """Return the bytes of the files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def main() -> None:
    """Make the graphs, ask them, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--only", nargs="+", help="names of queries")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for size in wanted.sizes:
        folder = wanted.folder / str(size)
        with GraphStore.open(wanted.graph) as source:
            seconds = make(source, folder, size)
        with open_graph(folder) as graph, GraphStore.open(folder) as store:
            counts = graph.counts()
            size_of_quad = folder_size(folder / "store") / counts.quads
            print(f"\n{counts.quads:,} quads, {counts.articles:,} articles, {counts.claims:,} claims,", end=" ")
            print(f"{counts.entities:,} entities, {size_of_quad:.0f} bytes a quad, made in {seconds:.0f} s")
            print("\n| query | rows | p50, ms | p99, ms | runs | work, ms |")
            print("|---|---:|---:|---:|---:|---:|")
            for name in wanted.only or graph.library():
                for settings in ({}, dict([ABOUT[name]])) if name in ABOUT else ({},):
                    text = graph.prepare(name, settings)
                    found, rows = latencies(graph, text, wanted.runs)
                    p50, p99 = milliseconds(found, 0.5), milliseconds(found, 0.99)
                    shown = " ".join([name, *(f"{key}={value}" for key, value in settings.items())])
                    print(f"| {shown} | {rows} | {p50} | {p99} | {len(found)} |", end="", flush=True)
                    print(f" {work(store, text) * 1000:,.0f} |" if found else " – |", flush=True)
    print(f"\nmemory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB")


if __name__ == "__main__":
    main()
