"""A build on a server ends in the same graph as one in a folder, and goes on where it stopped."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from kg.pipeline import Progress, build
from kg.store.open import open_store
from tests.store.remote.conftest import _own_home, server

from .articles import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.extract import Extractor
    from kg.model import BuildReport
    from tests.store.remote.servers import Server

__all__ = ["_own_home", "server"]

pytestmark = pytest.mark.models


class Recorder(Progress):
    """Notes what was reported of the last stage."""

    def __init__(self) -> None:
        self.written = 0

    def advance(self, stage: str, done: int, total: int | None) -> None:  # noqa: ARG002
        if stage == "writing":
            self.written = done


def test_a_build_on_a_server_gives_the_graph_of_a_build_in_a_folder(
    server: Server,
    built: tuple[Path, BuildReport],
    sources: Path,
    extractor: Extractor,
    quads: Callable[[Path], bytes],
    tmp_path: Path,
) -> None:
    recorder = Recorder()
    one = str(sources / "brume.txt")
    assert build([one], server.address, extractor=extractor, cache=tmp_path / "cache").added == 1
    report = build([str(sources)], server.address, progress=recorder, extractor=extractor, cache=tmp_path / "cache")
    assert (report.added, report.unchanged, recorder.written) == (2, 1, len(TEXTS))
    assert (tmp_path / "cache" / "extractions.sqlite").exists()
    out = io.BytesIO()
    with open_store(server.address) as store:
        store.export("nquads", out)
    assert out.getvalue() == quads(built[0])
    # from another computer, which has nothing but the server
    again = build([one], server.address, extractor=extractor, cache=tmp_path / "elsewhere")
    assert (again.added, again.replaced, again.unchanged) == (0, 0, 1)
    assert build([one], server.address, extractor=extractor, cache=tmp_path / "cache", prune=True).removed == 2
