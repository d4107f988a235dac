"""Filling a new engine folder quickly: in bulk, without transactions, for folders that nobody knows yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

import pyoxigraph as ox

from kg.errors import DataError, StoreError
from kg.store.disk import disk_advice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType


class EngineLoader:
    """Writes N-Quads into a new engine folder; a context manager that leaves all of it on disk.

    Methods raise :class:`DataError` for what cannot be parsed and :class:`StoreError` when the disk fails.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._engine: ox.Store | None = ox.Store(str(path))
        except (OSError, RuntimeError) as error:
            raise self._error(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        engine, self._engine = self._engine, None
        if engine is not None and error is None:
            try:
                engine.flush()
            except (OSError, RuntimeError) as failure:
                raise self._error(failure) from failure
        return False

    def load(self, n_quads: bytes) -> None:
        """Add statements."""
        try:
            self._opened().bulk_load(n_quads, format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise DataError(f"statements of the graph cannot be parsed ({error}); use another copy") from error
        except (OSError, RuntimeError) as error:
            raise self._error(error) from error

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads."""
        try:
            self._opened().bulk_extend(quads)
        except (OSError, RuntimeError) as error:
            raise self._error(error) from error

    def quads(self) -> int:
        """Return how many quads there are."""
        return len(self._opened())

    def _opened(self) -> ox.Store:
        if self._engine is None:
            raise StoreError(f"{self._path}: was closed; open it again")
        return self._engine

    def _error(self, error: Exception) -> StoreError:
        return StoreError(f"{self._path}: writing failed ({disk_advice(error)})")
