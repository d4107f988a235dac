"""Options and arguments that several verbs share."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.config import CONFIG_NAME, load_config
from kg.errors import UsageError
from kg.model import MODES

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.config import Config

sources = click.argument("sources", nargs=-1, required=True)
graph = click.option("-g", "--graph", "folder", required=True, metavar="FOLDER", help="The graph's folder.")
WHICH_GRAPH = "The graph's folder, or a server: sparql+https://USER@HOST/PATH."
#: For verbs that also work on a server; ``--store`` says the same.
graph_or_store = click.option(
    "-g", "--graph", "--store", "folder", required=True, metavar="GRAPH", help=WHICH_GRAPH
)  # fmt: skip
config = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=f"Settings; by default {CONFIG_NAME} in this folder, if there is one.",
)
workers = click.option("--workers", type=click.IntRange(1, 256), help="Processes that read articles. [default: 1]")


knowledge = click.option(
    "--kb", "knowledge", multiple=True, metavar="FILE", help="Entries of your own (kg kb import); may be repeated."
)
shared_decisions = click.option(
    "--decisions", "decisions", multiple=True, metavar="FILE",
    help="Decisions of several graphs, read before the graph's own; may be repeated.",
)  # fmt: skip


def read_config(path: Path | None, **overrides: Any) -> Config:  # noqa: ANN401 (checked where they are read)
    """Return the settings of ``path``, or of the settings file in this folder, with overrides.

    ``knowledge`` and ``decisions`` are files in addition to those of the settings.
    """
    default = Path(CONFIG_NAME)
    files = {name: overrides.pop(name, None) or () for name in ("knowledge", "decisions")}
    return _with_files(load_config(path or (default if default.is_file() else None), **overrides), files)


def read_graph_config(folder: str, path: Path | None, decisions: tuple[str, ...] = ()) -> Config:
    """Return the settings for linking a graph again: those of its last build, unless there are others to read."""
    if path is not None or Path(CONFIG_NAME).is_file():
        return read_config(path, decisions=decisions)
    from kg.pipeline.settings import settings_of  # noqa: PLC0415 (kept out of the start of the command line)
    from kg.store.open import folder_of  # noqa: PLC0415

    return _with_files(settings_of(folder_of(folder)), {"decisions": decisions})


def _with_files(config: Config, files: dict[str, tuple[str, ...]]) -> Config:
    """Return the settings with more files, each once."""
    knowledge = dict.fromkeys([*config.knowledge, *files.get("knowledge", ())])
    decisions = dict.fromkeys([*config.decisions, *files.get("decisions", ())])
    return replace(config, knowledge=tuple(knowledge), decisions=tuple(decisions))


def _date(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _DATE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no date; write 2025, 2025-07 or 2025-07-18")
    return value


_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_SCOPE = (
    click.option("--around", multiple=True, metavar="ENTITY", help="Only what is linked to ENTITY; may be repeated."),
    click.option("--depth", type=click.IntRange(0, 10), default=1, show_default=True, help="Links from --around."),
    click.option(
        "--query", "query_path", metavar="FILE", help="Only what a SPARQL query finds (- for standard input)."
    ),
    click.option(
        "--article", "articles", multiple=True, metavar="ARTICLE", help="Only what ARTICLE (IRI, address, title) says."
    ),
    click.option(
        "--class", "classes", multiple=True, metavar="CLASS", help="Only entities of CLASS and the classes below."
    ),
    click.option(
        "--relation", "relations", multiple=True, metavar="RELATION", help="Only claims of RELATION and those below."
    ),
    click.option(
        "--since", metavar="DATE", callback=_date, help="Only articles from DATE on (2025, 2025-07, 2025-07-18)."
    ),
    click.option("--until", metavar="DATE", callback=_date, help="Only articles up to DATE, inclusive."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only claims at least this sure."),
    click.option(
        "--mode", "modes", multiple=True, type=click.Choice(MODES), help="Only claims in this mode; may be repeated."
    ),
    click.option(
        "--top", type=click.IntRange(1), default=300, show_default=True, help="Keep so many entities, by PageRank."
    ),
)


def scope(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that choose a part of a graph; :func:`read_scope` reads them."""
    for option in reversed(_SCOPE):
        command = option(command)
    return command


def scope_of_all(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of :func:`scope` but for ``--top``: what is computed needs the whole of a part."""
    for option in reversed(_SCOPE[:-1]):
        command = option(command)
    return command


def read_scope(given: dict[str, Any]) -> dict[str, Any]:
    """Return the options of :func:`scope` as the arguments of :meth:`kg.graph.Graph.scope`; reads the query's file."""
    arguments = dict(given)
    path = arguments.pop("query_path")
    arguments["query"] = read_text(path) if path else None
    return arguments


def read_text(path: str) -> str:
    """Return the text of a query's file, of standard input for ``-``."""
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: the query cannot be read ({error}); check the path") from error
