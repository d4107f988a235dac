"""Requests that nobody would think of: never a server error, always one of the documented answers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Server

ACCEPT = ["*/*", "text/html", "text/csv", "application/sparql-results+xml", "application/ld+json", "text/turtle", "x/y"]
SYNTAX = """
SELECT ASK CONSTRUCT DESCRIBE WHERE GRAPH UNION OPTIONAL MINUS FILTER BIND VALUES SERVICE SILENT FROM NAMED ORDER BY
GROUP HAVING LIMIT OFFSET DISTINCT AS COUNT(*) EXISTS NOT IN REGEX REPLACE UUID() PREFIX BASE { } ( ) [ ] . ; , * / | ^
+ ? ! = < > && || ^^ # ?a ?b $c <http://a> <b> rdfs:label mkg:owns mkg:x e:y 'x' "y" 1 1.5 1e9 true _:b a @fr
"""
WORDS = [*SYNTAX.split(), '"""z"""', "\\", "\\u0041"]
QUERIES = st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=30).map(" ".join)
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@given(query=QUERIES, accept=st.sampled_from(ACCEPT))
@settings(max_examples=150, suppress_health_check=SLOW)
def test_any_text_as_a_query(server: Server, query: str, accept: str) -> None:
    answer = server.http.post("/sparql", data={"query": query}, headers={"Accept": accept})
    assert answer.status_code in {200, 400, 406, 503}, query


@given(
    path=st.text(max_size=20),
    accept=st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=30).map(str.strip),
)
@settings(max_examples=100, suppress_health_check=SLOW)
def test_any_text_as_an_address(server: Server, path: str, accept: str) -> None:
    from urllib.parse import quote

    for kind in ("entity", "article", "claim"):
        answer = server.http.get(f"/{kind}/{quote(path)}", headers={"Accept": accept})
        assert answer.status_code in {404, 406}, (path, accept)


@pytest.mark.parametrize("seed", [1])
def test_schemathesis_finds_nothing(server: Server, tmp_path: Path, seed: int) -> None:
    """Its one check that is left out takes any text for a valid query."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/openapi.json", "--seed", str(seed)]
    options = ["--exclude-checks", "positive_data_acceptance", "--max-examples", "10", "--no-color"]
    hooks = {"SCHEMATHESIS_HOOKS": "tests.serve.schemathesis_hooks", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, *options],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=tmp_path,
        env=os.environ | hooks,
    )
    assert done.returncode == 0, done.stdout[-8000:]
    (tested,) = re.findall(r"Tested: (\d+)", done.stdout)
    assert int(tested) >= 12
