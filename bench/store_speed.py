"""How fast the store writes, reads and answers, beside the bare engine and beside rdflib in memory, in the same run.

    python bench/store_speed.py [--articles 500] [--claims 20]

Ratios are what to look at: the three stand on the same machine at the same moment. The bare engine writes each article
as one transaction without replacing anything; rdflib keeps everything in memory and nothing on disk.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib

from kg.ids import article_iri, digest
from kg.model import Article, Claim, EntityRef, Evidence
from kg.store import GraphStore, article_quads
from kg.store.terms import iri

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = "https://example.org/"
ENTITIES = 200
QUERY = (
    "PREFIX mkg: <https://w3id.org/mediakg/ontology#>"
    " SELECT ?s (COUNT(*) AS ?n) { ?c mkg:predicate mkg:owns ; mkg:subject ?s }"
    " GROUP BY ?s ORDER BY DESC(?n) ?s LIMIT 10"
)
REPEATS = 5


def make_article(number: int, claims: int) -> tuple[str, list[ox.Quad]]:
    """Return the quads of an article of ordinary size."""
    name = f"article-{number}"
    text = f"{name} " + "Un groupe de médias a racheté une maison de production. " * 60
    iris = {str(key): f"{BASE}entity/{key}" for key in range(ENTITIES)}
    used = {str((number * 7 + step) % ENTITIES) for step in range(claims + 1)}
    found = [
        Claim(
            digest(name, str(step)),
            name,
            EntityRef(str((number * 7 + step) % ENTITIES)),
            "owns",
            EntityRef(str((number * 7 + step + 1) % ENTITIES)),
            Evidence(step * 57, step * 57 + 56, text[step * 57 : step * 57 + 56], (0, 1), (2, 3)),
            rule="bench",
        )
        for step in range(claims)
    ]
    return name, article_quads(Article(name, text, "fr"), found, {key: iris[key] for key in used}, base=BASE)


def to_rdflib(quad: ox.Quad, graphs: dict[str, rdflib.Graph]) -> tuple[object, object, object, rdflib.Graph]:
    """Return a quad in the terms of rdflib."""
    value = quad.object
    if isinstance(value, ox.Literal):
        datatype = None if value.language else rdflib.URIRef(value.datatype.value)
        target: object = rdflib.Literal(value.value, lang=value.language, datatype=datatype)
    else:
        target = rdflib.URIRef(value.value)
    return rdflib.URIRef(quad.subject.value), rdflib.URIRef(quad.predicate.value), target, graphs[quad.graph_name.value]


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that ``action`` takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def best(action: Callable[[], object]) -> float:
    """Return the fastest of some runs."""
    return min(timed(action) for _ in range(REPEATS))


def measure(folder: Path, articles: list[tuple[str, list[ox.Quad]]]) -> dict[str, dict[str, float]]:
    """Return seconds for write, read and query of each store."""
    seconds: dict[str, dict[str, float]] = {"kg": {}, "pyoxigraph": {}, "rdflib (memory)": {}}

    with GraphStore.create_or_open(folder / "kg", base=BASE) as store:
        seconds["kg"]["write"] = timed(lambda: [store.replace_article(name, quads) for name, quads in articles])
    with GraphStore.open(folder / "kg") as store:
        seconds["kg"]["start"] = timed(lambda: store.query("ASK {}"))
        seconds["kg"]["read"] = best(lambda: sum(1 for _ in store.quads()))
        seconds["kg"]["query"] = best(lambda: store.query(QUERY, timeout=60))

    raw = ox.Store(str(folder / "raw"))
    seconds["pyoxigraph"]["write"] = timed(lambda: [raw.extend(quads) for _, quads in articles])
    seconds["pyoxigraph"]["read"] = best(lambda: sum(1 for _ in raw))
    seconds["pyoxigraph"]["query"] = best(lambda: list(raw.query(QUERY, use_default_graph_as_union=True)))

    memory = rdflib.Dataset(default_union=True)
    graphs = {
        iri(article_iri(BASE, name)).value: memory.graph(rdflib.URIRef(article_iri(BASE, name))) for name, _ in articles
    }
    converted = [[to_rdflib(quad, graphs) for quad in quads] for _, quads in articles]
    seconds["rdflib (memory)"]["write"] = timed(lambda: [memory.addN(quads) for quads in converted])
    seconds["rdflib (memory)"]["read"] = best(lambda: sum(1 for _ in memory.quads()))
    seconds["rdflib (memory)"]["query"] = timed(lambda: list(memory.query(QUERY)))
    return seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--claims", type=int, default=20)
    wanted = parser.parse_args()
    articles = [make_article(number, wanted.claims) for number in range(wanted.articles)]
    quads = sum(len(set(found)) for _, found in articles)
    print(f"{wanted.articles} articles, {quads} quads")
    with tempfile.TemporaryDirectory() as folder:
        seconds = measure(Path(folder), articles)
    print(f"{'':18}{'written/s':>12}{'read/s':>12}{'query':>12}")
    for name, found in seconds.items():
        print(
            f"{name:18}{quads / found['write']:>12,.0f}{quads / found['read']:>12,.0f}{found['query'] * 1000:>9.1f} ms"
        )
    print(f"first query of a graph (starts the process): {seconds['kg']['start'] * 1000:.0f} ms")
    for other in ("pyoxigraph", "rdflib (memory)"):
        ratios = (f"{what} {seconds['kg'][what] / seconds[other][what]:.2f}" for what in ("write", "read", "query"))
        print(f"kg takes, times the seconds of {other}: {', '.join(ratios)}")


if __name__ == "__main__":
    main()
