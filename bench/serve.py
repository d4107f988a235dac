"""How fast ``kg serve`` answers: requests a second and latency with 1 and with 16 clients, for the shipped queries.

Usage: python -m bench.serve GRAPH [--seconds 5]

Each run has its baseline beside it, on the same graph, machine and minute: Oxigraph's own server (the ``oxigraph``
package), which has neither limits nor a process for each query. The clients are processes that keep one connection
each and ask one query after the other.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import multiprocessing
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.store import GraphStore, terms
from kg.store.library import read_library
from kg.store.snapshot import open_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENTS = (1, 16)
SERVERS = ("kg serve", "oxigraph")
#: The smallest question, for what the way through HTTP costs by itself.
NOTHING = ("ASK {}", "ASK {}")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], port: int) -> Iterator[int]:
    """Run a server until the body ends; yields its port when it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        else:
            sys.exit(f"{command[0]} does not answer")
        yield port
    finally:
        process.terminate()
        process.wait()


def kg_serve(folder: Path, port: int) -> list[str]:
    """Return the command of our server, without limits that 16 clients of one address would meet."""
    limits = ["--client-rate", "1000000", "--client-queries", "16", "--max-rows", "1000000", "--timeout", "60"]
    command = [sys.executable, "-m", "kg", "serve", "-g", str(folder), "--port", str(port), "--access-log", "none"]
    return [*command, *limits]


def oxigraph_serve(store: Path, port: int) -> list[str]:
    """Return the command of the server that ours is compared with."""
    binary = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
    return [binary, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]


def client(address: str, query: str, seconds: float, results: multiprocessing.Queue[tuple[float, list[float]]]) -> None:
    """Ask for so many seconds; put the seconds it took and the latency of each answer."""
    host, _, path = address.partition("/")
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.connect()
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    body = urlencode({"query": query})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}
    taken: list[float] = []
    begin = time.perf_counter()
    end = begin + seconds
    while time.perf_counter() < end or not taken:
        started = time.perf_counter()
        connection.request("POST", f"/{path}", body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"{answer.status} for {query}")
        taken.append(time.perf_counter() - started)
    results.put((time.perf_counter() - begin, taken))


def measure(address: str, query: str, clients: int, seconds: float) -> tuple[float, float, float]:
    """Return requests a second, and the median and the 99th percentile of the latency in milliseconds."""
    results: multiprocessing.Queue[tuple[float, list[float]]] = multiprocessing.Queue()
    work = (address, query, seconds, results)
    processes = [multiprocessing.Process(target=client, args=work) for _ in range(clients)]
    for process in processes:
        process.start()
    found = [results.get() for _ in processes]
    for process in processes:
        process.join()
    taken = sorted(latency for _, latencies in found for latency in latencies)
    return (
        sum(len(latencies) / elapsed for elapsed, latencies in found),
        statistics.median(taken) * 1000,
        taken[int(len(taken) * 0.99)] * 1000,
    )


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--queries", nargs="*", help="names of queries; all without")
    arguments = parser.parse_args()
    library = read_library()
    names = arguments.queries if arguments.queries is not None else list(library)
    with GraphStore.open(arguments.graph) as store:
        prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in terms.prefixes(store.base).items())
        quads = len(store.engine)
    print(f"{arguments.graph}: {quads:,} quads; {os.cpu_count()} processors; pyoxigraph {ox.__version__}")
    asked = [NOTHING, *((name, prologue + library[name].text) for name in names)]
    results: dict[tuple[str, str, int], str] = {}
    with tempfile.TemporaryDirectory() as folder:
        # The other server gets a copy of its own, since it takes a lock of its own.
        snapshot = open_snapshot(arguments.graph)
        copy = Path(folder) / "store"
        shutil.copytree(snapshot.store.folder.engine_path, copy)
        snapshot.close()
        for server in SERVERS:
            port = free_port()
            command = kg_serve(arguments.graph, port) if server == "kg serve" else oxigraph_serve(copy, port)
            with running(command, port):
                address = f"127.0.0.1:{port}/{'sparql' if server == 'kg serve' else 'query'}"
                for name, text in asked:
                    for clients in CLIENTS:
                        rate, median, slow = measure(address, text, clients, arguments.seconds)
                        results[name, server, clients] = f"{rate:.0f}/s, {median:.0f} / {slow:.0f}"
                        print(server, name, clients, results[name, server, clients], file=sys.stderr)
    columns = [(server, clients) for clients in CLIENTS for server in SERVERS]
    print(
        "| query | "
        + " | ".join(f"{server}, {clients} client{'s' * (clients > 1)}" for server, clients in columns)
        + " |"
    )
    print("|---" * (len(columns) + 1) + "|")
    for name, _ in asked:
        print(f"| {name} | " + " | ".join(results[name, *column] for column in columns) + " |")


if __name__ == "__main__":
    main()
