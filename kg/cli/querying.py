"""The verb ``query``: SPARQL, or a query of the library with values for its parameters."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph import Graph
    from kg.store.library import LibraryQuery


@click.command(
    short_help="Ask in SPARQL, or with a query of the library.",
    epilog="Example: kg query -g graphs/mine deals --set company=Netflix",
)
@click.option("-g", "--graph", "--store", "folder", metavar="GRAPH", help=options.WHICH_GRAPH)
@click.argument("text", metavar="[NAME or SPARQL]", required=False)
@click.option("-f", "--file", "path", metavar="FILE", help="Read the query from FILE (- for standard input).")
@click.option("--list", "list_queries", is_flag=True, help="List the queries of the library and what can be set.")
@click.option("--set", "pairs", multiple=True, metavar="KEY=VALUE", help="Set a parameter of the query; repeat freely.")
@click.option("--queries", "folders", multiple=True, metavar="FOLDER", help="More queries: the .rq files of FOLDER.")
@click.option("--print", "only_print", is_flag=True, help="Print the SPARQL with its values instead of running it.")
@click.option(
    "--format", "format_name", type=click.Choice(["table", "json", "csv", "tsv", "turtle"]), default="table",
    show_default=True, help="How to print the result; turtle is for CONSTRUCT and DESCRIBE.",
)  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0.01, 3600), help="Seconds the query may take. [default: 10]")
@click.option("--max-rows", type=click.IntRange(1), help="Rows after which the result is cut off. [default: 10000]")
@click.option("--no-inferred", is_flag=True, help="Leave out what only follows from the ontology.")
@click.option("--lang", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language of --list.")
@options.config
def query(  # noqa: PLR0913, PLR0917 (one parameter an option)
    folder: str | None, text: str | None, path: str | None, list_queries: bool, pairs: tuple[str, ...],
    folders: tuple[str, ...], only_print: bool, format_name: str, timeout: float | None, max_rows: int | None,
    no_inferred: bool, lang: str, config_path: Path | None,
) -> None:  # fmt: skip
    """Ask a graph in SPARQL, or with a query of the library.

    The prefixes mkg: (ontology), e: (entities), rdfs:, schema:, skos:, oa:, prov: and others are declared. Queries can
    only read, and have limits of time and size. Values of parameters may be names as people write them.
    """
    from kg.cli.output import opened, width  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.graph import open_graph  # noqa: PLC0415
    from kg.store.library import read_library  # noqa: PLC0415
    from kg.store.tables import render  # noqa: PLC0415

    config = options.read_config(config_path)
    if list_queries:
        library = read_library([Path(name) for name in (*config.queries, *folders)])
        click.echo(list_text(library, lang), nl=False)
        return
    if folder is None:
        raise UsageError("say which graph to ask with -g FOLDER, or list the queries with --list")
    settings = _settings(pairs)
    with open_graph(folder, config) as graph:
        wanted = _wanted(graph, text, path, folders, settings)
        if only_print:
            click.echo(wanted.strip())
            return
        result = graph.query(wanted, timeout=timeout, max_rows=max_rows, inferred=not no_inferred)
    with opened(None) as out:
        out.write(render(result, format_name, width()).encode())
    if result.notice and format_name in {"csv", "tsv", "turtle"}:
        click.echo(f"note: {result.notice}", err=True)


def _settings(pairs: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(f"--set {pair}: write a parameter and its value, as in --set company=Netflix")
        found.setdefault(name.strip(), []).append(value)
    return found


def _wanted(
    graph: Graph, text: str | None, path: str | None, folders: tuple[str, ...], settings: Mapping[str, list[str]]
) -> str:
    """Return the SPARQL to run: given, from a file, or by its name in the library."""
    from kg.store.library import choose_query, is_name, parse_query, read_query  # noqa: PLC0415

    if (text is None) == (path is None):
        raise UsageError("give either a query in quotes, the name of a query (see --list), or -f FILE")
    if text is not None and is_name(text.strip()):
        return graph.prepare(choose_query(graph.library(folders), text.strip()), settings)
    if text is not None or path == "-":
        source = text if text is not None else options.read_text(path or "")
        return graph.prepare(parse_query(source, Path("query")), settings) if settings else source
    try:
        found = read_query(Path(path or ""))
    except DataError as error:
        raise UsageError(str(error)) from error
    return graph.prepare(found, settings)


def list_text(library: Mapping[str, LibraryQuery], lang: str) -> str:
    """Return the queries of a library with their titles and parameters, for a terminal."""
    wide = max(map(len, library), default=0)
    lines = []
    for found in library.values():
        lines.append(f"{click.style(f'{found.name:{wide}}', bold=True)}  {found.title(lang)}")
        for parameter in found.parameters:
            default = f" [{parameter.default}]" if parameter.default is not None else ""
            text = f"--set {parameter.name}=…  {parameter.description(lang)}{default}"
            lines += textwrap.wrap(text, 100, initial_indent=" " * (wide + 4), subsequent_indent=" " * (wide + 8))
    return "\n".join(lines) + "\n"
