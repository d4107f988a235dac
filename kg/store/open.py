"""A graph by its name: a folder, or the address of a server."""

from __future__ import annotations

import os
from pathlib import Path

from kg.config import Config
from kg.store.dataset import GraphStore
from kg.store.folder import open_folder
from kg.store.remote import RemoteStore, is_address, parse_address


def open_store(name: str | Path, *, base: str | None = None) -> GraphStore:
    """Open the graph called ``name`` for reading; ``base`` starts the IRIs of the one on a server.

    Raises :class:`GraphFolderError` when a folder is no graph, :class:`UsageError` for an address that cannot be, and
    :class:`StoreError` when a build holds the graph or the server cannot be reached.
    """
    if isinstance(name, str) and is_address(name):
        return RemoteStore.open_server(name, base=base, local=local_folder(name, base))
    return GraphStore.open(name)


def create_store(name: str | Path, *, base: str | None = None, local: Path | None = None) -> GraphStore:
    """Open the graph called ``name`` for writing, and make it when it is a folder that does not exist.

    ``local`` is the folder of what this computer keeps for a graph on a server. Raises like :func:`open_store`.
    """
    if isinstance(name, str) and is_address(name):
        return RemoteStore.open_server(name, base=base, local=local or local_folder(name, base), read_only=False)
    return GraphStore.create_or_open(name, base=base)


def local_folder(address: str, base: str | None = None) -> Path:
    """Return where this computer keeps what was extracted and decided for a graph on a server."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (
        (Path(home) if home else Path.home() / ".cache")
        / "mediakg"
        / parse_address(address).key_of(base or Config().base)
    )


def folder_of(name: str | Path, base: str | None = None) -> Path:
    """Return the folder in which this computer keeps what people decided about the graph called ``name``.

    Raises :class:`GraphFolderError` when a folder is no graph.
    """
    if isinstance(name, str) and is_address(name):
        return local_folder(name, base)
    return open_folder(Path(name)).path
