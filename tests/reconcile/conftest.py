"""A graph, and a service to ask about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from decisions.conftest import exported, graph, pattern

from .service import Service, running

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["exported", "graph", "pattern"]


@pytest.fixture
def service() -> Iterator[Service]:
    with running() as found:
        yield found
