"""Where pages lead: a static folder and the server differ in nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def nowhere(_: str) -> str | None:
    """Return no address: the name stays plain text."""
    return None


@dataclass(frozen=True, slots=True)
class Links:
    """Where other pages are: functions from an IRI to an address, or ``None`` where there is no page.

    ``graph`` leads to the entity in the interactive graph. ``menu`` lists (string key, address) of the pages that every
    page links to.
    """

    entity: Callable[[str], str | None] = nowhere
    article: Callable[[str], str | None] = nowhere
    graph: Callable[[str], str | None] = nowhere
    menu: tuple[tuple[str, str], ...] = ()
