"""Verbs that tell what is in a graph: ``show`` and ``stats``."""

from __future__ import annotations

import click

from kg.cli import options


@click.command(
    short_help="Show one entity with its claims and sentences.", epilog="Example: kg show -g graphs/mine Netflix"
)
@options.graph_or_store
@click.argument("entity")
@click.option("--why", is_flag=True, help="Show instead which names were taken for this one thing, and why.")
def show(folder: str, entity: str, why: bool) -> None:
    """Show one entity: names, types, identifiers, and its claims with their sentences.

    ENTITY is a name in any spelling of case and accents, a Wikidata identifier, or an IRI, also one that was merged.
    """
    from kg.cli.text import card_text  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.cli.why_text import why_text  # noqa: PLC0415
    from kg.graph import open_graph  # noqa: PLC0415

    with open_graph(folder, options.read_config(None)) as graph:
        text = why_text(graph.why(entity)) if why else card_text(graph.entity(entity))
    click.echo(text, nl=False)


@click.command(short_help="Count articles, entities and claims.", epilog="Example: kg stats -g graphs/mine")
@options.graph_or_store
def stats(folder: str) -> None:
    """Count what a graph holds: articles, entities by class, claims by relation and mode."""
    from kg.cli.text import counts_text  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.graph import open_graph  # noqa: PLC0415

    with open_graph(folder, options.read_config(None)) as graph:
        counts = graph.counts()
    click.echo(counts_text(folder, counts), nl=False)
