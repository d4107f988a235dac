"""Verbs that answer from a graph: ``query``, ``show`` and ``stats``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog="Example: kg query -g graphs/mine 'SELECT ?who ?what { ?who mkg:acquires ?what }'")
@options.graph
@click.argument("text", metavar="[SPARQL]", required=False)
@click.option("-f", "--file", "path", metavar="FILE", help="Read the query from FILE (- for standard input).")
@click.option(
    "--format", "format_name", type=click.Choice(["table", "json", "csv", "tsv", "turtle"]), default="table",
    show_default=True, help="How to print the result; turtle is for CONSTRUCT and DESCRIBE.",
)  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0.01, 3600), help="Seconds the query may take. [default: 10]")
@click.option("--max-rows", type=click.IntRange(1), help="Rows after which the result is cut off. [default: 10000]")
@click.option("--no-inferred", is_flag=True, help="Leave out what only follows from the ontology.")
@options.config
def query(  # noqa: PLR0913, PLR0917 (one parameter an option)
    folder: str, text: str | None, path: str | None, format_name: str, timeout: float | None, max_rows: int | None,
    no_inferred: bool, config_path: Path | None,
) -> None:  # fmt: skip
    """Ask a graph in SPARQL.

    The prefixes mkg: (ontology), e: (entities), rdfs:, schema:, skos:, oa:, prov: and others are declared. Queries can
    only read, and have limits of time and size.
    """
    from kg.cli.output import opened, width  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.graph import open_graph  # noqa: PLC0415
    from kg.store.tables import render  # noqa: PLC0415

    wanted = _query_text(text, path)
    with open_graph(folder, options.read_config(config_path)) as graph:
        result = graph.query(wanted, timeout=timeout, max_rows=max_rows, inferred=not no_inferred)
    with opened(None) as out:
        out.write(render(result, format_name, width()).encode())
    if result.notice and format_name in {"csv", "tsv", "turtle"}:
        click.echo(f"note: {result.notice}", err=True)


def _query_text(text: str | None, path: str | None) -> str:
    if (text is None) == (path is None):
        raise UsageError("give either a query in quotes or -f FILE")
    if text is not None:
        return text
    return options.read_text(path or "")


@click.command(epilog="Example: kg show -g graphs/mine Netflix")
@options.graph
@click.argument("entity")
def show(folder: str, entity: str) -> None:
    """Show one entity: names, types, identifiers, and its claims with their sentences.

    ENTITY is a name in any spelling of case and accents, a Wikidata identifier, or an IRI.
    """
    from kg.cli.text import card_text  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.graph import open_graph  # noqa: PLC0415

    with open_graph(folder) as graph:
        card = graph.entity(entity)
    click.echo(card_text(card), nl=False)


@click.command(epilog="Example: kg stats -g graphs/mine")
@options.graph
def stats(folder: str) -> None:
    """Count what a graph holds: articles, entities by class, claims by relation and mode."""
    from kg.cli.text import counts_text  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.graph import open_graph  # noqa: PLC0415

    with open_graph(folder) as graph:
        counts = graph.counts()
    click.echo(counts_text(folder, counts), nl=False)
