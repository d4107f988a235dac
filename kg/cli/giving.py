"""Verbs that write files from a graph: ``export``."""

from __future__ import annotations

import sys

import click

from kg.cli import options
from kg.errors import UsageError

FORMATS = ("turtle", "trig", "nquads", "jsonld", "csv", "parquet", "graphml", "gexf", "neo4j")


@click.command(epilog="Example: kg export -g graphs/mine --format graphml -o mine.graphml")
@options.graph_or_store
@click.option("--format", "format_name", type=click.Choice(FORMATS), required=True, help="The format to write.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option(
    "--inferred/--no-inferred", "inferred", default=None,
    help="With what follows from the ontology, or without. [default: with, but not in turtle]",
)  # fmt: skip
@click.option("--rdf12", is_flag=True, help="Say what each claim states with an RDF 1.2 triple term.")
def export(folder: str, format_name: str, output: str | None, inferred: bool | None, rdf12: bool) -> None:
    """Write a graph in a format that other programs read.

    turtle, trig, nquads and jsonld hold everything; csv and parquet one line a claim; graphml and gexf (Gephi and
    others) the entities and the claims between them; neo4j a zip archive for its bulk import. The same graph always
    gives the same bytes.
    """
    from kg.cli.output import opened  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.graph import open_graph  # noqa: PLC0415

    if format_name in {"parquet", "neo4j"} and output in {None, "-"} and sys.stdout.isatty():
        raise UsageError(f"{format_name} is not for a terminal; write it to a file with -o FILE")
    with open_graph(folder, options.read_config(None)) as graph, opened(output) as out:
        graph.export(format_name, out, inferred=inferred, rdf12=rdf12)
