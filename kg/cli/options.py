"""Options and arguments that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.config import CONFIG_NAME, load_config

if TYPE_CHECKING:
    from kg.config import Config

sources = click.argument("sources", nargs=-1, required=True)
graph = click.option("-g", "--graph", "folder", required=True, metavar="FOLDER", help="The graph's folder.")
config = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=f"Settings; by default {CONFIG_NAME} in this folder, if there is one.",
)
workers = click.option("--workers", type=click.IntRange(1, 256), help="Processes that read articles. [default: 1]")


def read_config(path: Path | None, **overrides: Any) -> Config:  # noqa: ANN401 (checked where they are read)
    """Return the settings of ``path``, or of the settings file in this folder, with overrides."""
    default = Path(CONFIG_NAME)
    return load_config(path or (default if default.is_file() else None), **overrides)
