"""Where the shipped data files are: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def ontologies_dir() -> Path:
    """Return the folder that holds ``media.ttl``, the shapes, the lexicons and the entity files."""
    installed = _PACKAGE / "data" / "ontologies"
    return installed if installed.is_dir() else _PACKAGE.parent / "ontologies"


def queries_dir() -> Path:
    """Return the folder of the shipped queries."""
    installed = _PACKAGE / "data" / "queries"
    return installed if installed.is_dir() else _PACKAGE.parent / "examples" / "queries"
