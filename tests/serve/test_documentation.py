"""What docs/serve.md says is tried."""

from __future__ import annotations

import re
import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest
from starlette.routing import Route

from kg.serve.app import MODULES
from kg.serve.settings import ServeSettings

from .conftest import ROOT

if TYPE_CHECKING:
    from .conftest import Server

PAGE = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^curl .*$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("line", COMMANDS)
def test_the_commands_work(server: Server, line: str) -> None:
    command = [word.replace("http://127.0.0.1:8000", server.url) for word in shlex.split(line)]
    done = subprocess.run([*command, "-sS", "--fail"], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_every_address_is_in_the_table() -> None:
    paths = {route.path for module in MODULES for route in module.routes if isinstance(route, Route)}
    public = {path.partition("{")[0].rstrip("/.") or "/" for path in paths}
    parts = {"/static", "/evidence", "/quantity", "/inferred", "/withheld"}
    for path in public - parts:
        assert f"`{path}" in PAGE, path


def test_the_limits_are_those_of_the_settings() -> None:
    settings = ServeSettings()
    query = settings.query
    for text in (
        f"| {query.timeout:g} s |", f"| {query.max_rows:,} |", f"| {query.max_bytes:,} |",
        f"| {query.max_memory >> 30} GiB |", f"| {query.max_chars:,}, {query.max_depth} |",
        f"| {settings.waiting}, {settings.patience:g} s |", f"| {settings.client_queries}, {settings.client_waiting} |",
        f"| {settings.client_rate:g} a second, bursts of {settings.client_burst} |",
        f"| {settings.max_body:,} bytes, {settings.max_url:,} bytes |",
        f"| {settings.request_time:g} s, {settings.answer_time:g} s |",
        f"| {settings.connections}, {settings.client_connections} |",
    ):  # fmt: skip
        assert text in PAGE, text
