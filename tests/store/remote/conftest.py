from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .servers import PASSWORD, Server, missing, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Each of the two servers, started once; tests use bases of their own."""
    reason = missing(request.param)
    if reason:
        pytest.skip(reason)
    with running(request.param, tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the password nor the files of whoever runs the tests are used."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("NETRC", raising=False)
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    for name in ("KG_STORE_PASSWORD_FILE", "KG_STORE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
