"""Real SPARQL servers on free ports, ended with the tests."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

START_SECONDS = 120
USER, PASSWORD = "dba", "dba"
VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: the address for the program, and its plain HTTP address."""

    name: str
    address: str
    http: str
    folder: Path
    pid: int


def missing(name: str) -> str:
    """Return why a server cannot be started here, or nothing."""
    if name == "virtuoso" and not shutil.which("virtuoso-t"):
        return "Virtuoso is not installed; install the package virtuoso-opensource"
    if name == "oxigraph" and not oxigraph_binary().exists():
        return "Oxigraph's server is not installed; install the development dependencies"
    return ""


def oxigraph_binary() -> Path:
    return Path(sys.executable).with_name("oxigraph")


@contextmanager
def running(name: str, folder: Path, rows: int = 10_000) -> Iterator[Server]:
    """Start ``oxigraph`` or ``virtuoso``; ``rows`` is where the latter cuts results off."""
    port, sql = free_ports(2)
    if name == "oxigraph":
        command: Sequence[str] = [
            str(oxigraph_binary()),
            "serve",
            "-l",
            str(folder / "data"),
            "-b",
            f"127.0.0.1:{port}",
        ]
        address = f"sparql+http://127.0.0.1:{port}"
    else:
        (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=port, rows=rows))
        command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
        address = f"sparql+http://{USER}@127.0.0.1:{port}/sparql-auth?graphs=/sparql-graph-crud-auth"
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
        try:
            wait_for(f"http://127.0.0.1:{port}/", process)
            yield Server(name, address, f"http://127.0.0.1:{port}", folder, process.pid)
        finally:
            process.kill()
            process.wait()


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [found.getsockname()[1] for found in sockets]
    for found in sockets:
        found.close()
    return ports


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended at once"
        try:
            httpx.get(url, trust_env=False, timeout=2)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")
