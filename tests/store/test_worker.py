from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import worker

from .samples import BASE

SCRIPT = Path(worker.__file__)


def request(query: str, seconds: float = 5) -> str:
    wanted = {
        "query": query,
        "base": BASE,
        "prefixes": {},
        "graphs": [],
        "max_rows": 9,
        "max_bytes": 999,
        "seconds": seconds,
    }
    return json.dumps(wanted) + "\n"


def talk(folder: Path, *requests: str) -> tuple[int, list[list[object]]]:
    """Start the worker by its file name, as the store does, and return its exit code and messages."""
    command = [sys.executable, str(SCRIPT), str(folder / "store"), str(1 << 30)]
    done = subprocess.run(command, input="".join(requests), capture_output=True, text=True, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_each_request_is_answered_in_turn_and_the_end_of_input_ends_it(graph_folder: Path) -> None:
    code, messages = talk(graph_folder, request("ASK { ?s ?p ?o }"), request("SELECT (1 AS ?n) {}"))
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert messages == [
        ["ready"],
        ["boolean", True],
        ["end", None],
        ["columns", ["n"]],
        ["rows", [[["literal", "1", integer, None]]]],
        ["end", None],
    ]
    assert code == 0


def test_a_syntax_error_is_an_answer(graph_folder: Path) -> None:
    _, messages = talk(graph_folder, request("SELECT"), request("ASK {}"))
    assert [message[0] for message in messages] == ["ready", "syntax", "boolean", "end"]


def test_a_forgotten_worker_is_ended_by_the_kernel(graph_folder: Path) -> None:
    code, messages = talk(
        graph_folder, request("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c", seconds=-1.5)
    )
    assert code < 0
    assert messages == [["ready"]]


def test_a_missing_store_is_reported(tmp_path: Path) -> None:
    _, messages = talk(tmp_path, request("ASK {}"))
    assert messages[0][0] == "failed"


def test_the_worker_has_no_network_where_the_system_lets_it_leave(graph_folder: Path) -> None:
    """Even a call that the check of a query missed would reach nobody."""
    asked = "import sys; sys.path.insert(0, sys.argv[1]); import worker; print(worker.leave_network())"
    command = [sys.executable, "-c", asked, str(SCRIPT.parent)]
    left = subprocess.run(command, capture_output=True, text=True, check=True).stdout == "True\n"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        _, messages = talk(graph_folder, request(f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}", seconds=-1.5))
        with pytest.raises(TimeoutError) if left else contextlib.nullcontext():
            server.accept()[0].close()
    assert messages[0] == ["ready"]
