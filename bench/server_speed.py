"""How fast a graph goes to a SPARQL server and comes back, and what it takes there.

    python -m bench.server_speed GRAPH

Starts Oxigraph's server and Virtuoso, whichever is installed, on free ports, copies the graph in the folder GRAPH to
each with kg push, and back with kg pull; a copy from folder to folder stands beside them. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from kg.store import GraphStore
from kg.store.open import create_store, open_store
from kg.transfer import transfer
from tests.store.remote.servers import PASSWORD, missing, running

HEAD = "| store | written, quads/s | read back, quads/s | bytes a quad | memory, MiB |\n|---|---:|---:|---:|---:|"


def copied(source_name: str, target_name: str, base: str, local: Path) -> float:
    """Copy a graph; returns seconds."""
    started = time.perf_counter()
    with open_store(source_name, base=base) as source, create_store(target_name, base=base, local=local) as target:
        transfer(source, target)
    return time.perf_counter() - started


def folder_size(folder: Path) -> int:
    """Return the bytes of the files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def memory(pid: int) -> str:
    """Return the memory of a process."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(f"{int(line.split()[1]) >> 10:,}" for line in lines if line.startswith("VmRSS"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph")
    graph = parser.parse_args().graph
    os.environ["KG_STORE_PASSWORD"] = PASSWORD
    with GraphStore.open(graph) as store:
        base, counts = store.base, store.counts()
    print(f"{counts.quads:,} quads, {counts.articles:,} articles, {counts.claims:,} claims\n\n{HEAD}")
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        there, back = (copied(*names, base, top) for names in ((graph, f"{top}/a"), (f"{top}/a", f"{top}/b")))
        size = folder_size(top / "a" / "store") / counts.quads
        print(f"| a folder | {counts.quads / there:,.0f} | {counts.quads / back:,.0f} | {size:,.0f} | |", flush=True)
    for server_name in ("oxigraph", "virtuoso"):
        if missing(server_name):
            print(f"| {server_name} | {missing(server_name)} | | | |")
            continue
        with tempfile.TemporaryDirectory() as name, running(server_name, Path(name), rows=100_000) as server:
            empty = folder_size(server.folder)
            there = copied(graph, server.address, base, Path(name) / "local")
            back = copied(server.address, f"{name}/back", base, Path(name) / "local")
            size = (folder_size(server.folder) - folder_size(Path(name) / "back") - empty) / counts.quads
            speed = f"{counts.quads / there:,.0f} | {counts.quads / back:,.0f}"
            print(f"| {server_name} | {speed} | {size:,.0f} | {memory(server.pid)} |", flush=True)


if __name__ == "__main__":
    main()
