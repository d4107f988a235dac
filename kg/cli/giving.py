"""Verbs that write files from a graph: ``export``."""

from __future__ import annotations

import click

from kg.cli import options

FORMATS = ("turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv")


@click.command(epilog="Example: kg export -g graphs/mine --format graphml -o mine.graphml")
@options.graph_or_store
@click.option("--format", "format_name", type=click.Choice(FORMATS), required=True, help="The format to write.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
def export(folder: str, format_name: str, output: str | None) -> None:
    """Write a graph in a format that other programs read.

    turtle, trig, nquads and jsonld hold everything; graphml and gexf (Gephi and others) the entities and the claims
    between them; csv one line a claim. The same graph always gives the same bytes.
    """
    from kg.cli.output import opened  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.graph import open_graph  # noqa: PLC0415

    with open_graph(folder, options.read_config(None)) as graph, opened(output) as out:
        graph.export(format_name, out)
