"""The process that runs queries, so that a query can be stopped.

Started by file name, it imports nothing of the package. It opens the store for reading, gives up the network where the
kernel lets it, limits its memory, and answers one JSON line on standard input after another with JSON lines on standard
output; a result asked for in a format follows its line as bytes. The reader's lock is inherited, so it holds as long as
this process does. ``kg.store.query`` is the other end.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import result_writers
else:
    # Only this one file beside this one: importing the package would take longer than most queries.
    sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 (saves an import at each start)
    import result_writers

Rows = ox.QuerySolutions | ox.QueryTriples
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
#: Bytes of rows that are sent in one line.
BATCH_BYTES = 64_000
#: Seconds after the asked time at which the kernel ends this process should nobody else have done so.
GRACE_SECONDS = 2.0


def leave_network() -> bool:
    """Move into a network of no interfaces; ``False`` where the system does not allow it."""
    if sys.platform != "linux":
        return False
    flags = CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWNET | CLONE_NEWUSER
    try:
        return bool(ctypes.CDLL(None).unshare(flags) == 0)
    except (OSError, AttributeError):
        return False


def limit_memory(extra: int) -> None:
    """Allow ``extra`` bytes of address space more than are in use now."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 (saves an import at each start)
            used = int(stream.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + extra, resource.RLIM_INFINITY))
    except (OSError, ValueError):
        return


def send(*message: object) -> None:
    """Write one message."""
    sys.stdout.write(json.dumps(message, ensure_ascii=True, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def encode(term: object) -> list[str | None] | None:
    """Return a term as a list that starts with its kind."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value]
    if isinstance(term, ox.Literal):
        return ["literal", term.value, term.datatype.value, term.language]
    if isinstance(term, ox.BlankNode):
        return ["bnode", term.value]
    return ["triple", str(term)]


def rows_of(result: Rows) -> Iterator[list[list[str | None] | None]]:
    """Return the rows of a result, encoded."""
    if isinstance(result, ox.QueryTriples):
        for triple in result:
            yield [encode(triple.subject), encode(triple.predicate), encode(triple.object)]
    else:
        count = len(result.variables)
        for solution in result:
            yield [encode(solution[index]) for index in range(count)]


def send_rows(result: Rows, max_rows: int, max_bytes: int) -> None:
    """Send rows in batches until there are none or a limit is reached, then say which."""
    batch: list[str] = []
    sent = waiting = 0
    reached = None
    for rows, row in enumerate(rows_of(result)):
        line = json.dumps(row, ensure_ascii=True, separators=(",", ":"))
        if rows == max_rows or sent + len(line) > max_bytes:
            reached = "rows" if rows == max_rows else "bytes"
            break
        sent += len(line)
        waiting += len(line)
        batch.append(line)
        if waiting > BATCH_BYTES:
            sys.stdout.write(f'["rows",[{",".join(batch)}]]\n')
            batch, waiting = [], 0
    sys.stdout.write(f'["rows",[{",".join(batch)}]]\n')
    send("end", reached)


def graphs_to_read(store: ox.Store, request: dict[str, Any]) -> dict[str, Any]:
    """Return the engine's options for the graphs that the query reads: the dataset asked for, ``FROM`` clauses, or all.

    A dataset is two lists: the default graph is the union of the first, ``GRAPH`` sees the second, and a graph that
    the store does not have is empty. Of all graphs, those whose names start with ``without`` are left out.
    """
    dataset, without = request.get("dataset"), request.get("without")
    if dataset is not None:
        default, named = ([ox.NamedNode(graph) for graph in graphs] for graphs in dataset)
        return {"default_graph": default, "named_graphs": named}
    if request["graphs"] or not without:
        return {"use_default_graph_as_union": not request["graphs"]}
    kept = [g for g in store.named_graphs() if isinstance(g, ox.NamedNode) and not g.value.startswith(without)]
    return {"default_graph": kept, "named_graphs": kept}


def answer(store: ox.Store, request: dict[str, Any]) -> None:
    """Run one query and send what it gives."""
    for graph in request["graphs"]:
        if not store.contains_named_graph(ox.NamedNode(graph)):
            send("graph", graph)
            return
    result = store.query(
        request["query"],
        base_iri=request["base"],
        prefixes=request["prefixes"],
        **graphs_to_read(store, request),
    )
    format_name = request.get("format")
    if format_name is not None:
        limit = result_writers.Limit(request["max_rows"], request["max_bytes"])
        content, rows, reached = result_writers.write(
            result, format_name, limit, request["prefixes"], link=request.get("link")
        )
        send("bytes", [len(content), rows, reached])
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    if isinstance(result, ox.QueryBoolean):
        send("boolean", bool(result))
        send("end", None)
        return
    columns = (
        ["subject", "predicate", "object"]
        if isinstance(result, ox.QueryTriples)
        else [variable.value for variable in result.variables]
    )
    send("triples" if isinstance(result, ox.QueryTriples) else "columns", columns)
    send_rows(result, request["max_rows"], request["max_bytes"])


def main() -> None:
    """Open the store named by the first argument and answer until standard input ends."""
    path, memory = sys.argv[1], int(sys.argv[2])
    leave_network()
    try:
        store = ox.Store.read_only(path)
    except (OSError, RuntimeError) as error:
        send("failed", str(error))
        return
    limit_memory(memory)
    send("ready")
    for line in sys.stdin:
        request = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + GRACE_SECONDS)
        try:
            answer(store, request)
        except SyntaxError as error:
            send("syntax", str(error))
        except (OSError, RuntimeError, ValueError, MemoryError) as error:
            send("failed", str(error) or type(error).__name__)
        signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    main()
