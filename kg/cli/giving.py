"""Verbs that write files from a graph: ``view`` and ``export``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv")


@click.command(epilog="Example: kg view -g graphs/mine -o mine.html")
@options.graph
@click.option("-o", "--output", required=True, metavar="FILE", help="The HTML file to write.")
@click.option("--title", help="The heading of the page.")
@click.option("--lang", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language it opens in.")
@click.option("--max-nodes", type=click.IntRange(1), default=300, show_default=True, help="Entities that are drawn.")
@click.option("--around", multiple=True, metavar="ENTITY", help="Only what is linked to ENTITY; may be repeated.")
@click.option("--depth", type=click.IntRange(0, 10), default=1, show_default=True, help="Links to go from --around.")
@options.config
def view(  # noqa: PLR0913, PLR0917 (one parameter an option)
    folder: str, output: str, title: str | None, lang: str, max_nodes: int, around: tuple[str, ...], depth: int,
    config_path: Path | None,
) -> None:  # fmt: skip
    """Write a graph as one interactive HTML page.

    The page needs no network and no other file: open it in a browser, or send it to somebody.
    """
    from kg.analyse.scope import Scope  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.graph import open_graph  # noqa: PLC0415

    scope = Scope(around=around, depth=depth)
    with open_graph(folder, options.read_config(config_path)) as graph:
        summary = graph.write_view(output, title=title, lang=lang, max_nodes=max_nodes, scope=scope)
    shown = summary.scope
    of_all = "" if shown.complete else f" of {shown.entities_total}"
    click.echo(f"{output}: {shown.entities}{of_all} entities, {shown.claims} claims; open it in a browser")


@click.command(epilog="Example: kg export -g graphs/mine --format graphml -o mine.graphml")
@options.graph
@click.option("--format", "format_name", type=click.Choice(FORMATS), required=True, help="The format to write.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
def export(folder: str, format_name: str, output: str | None) -> None:
    """Write a graph in a format that other programs read.

    turtle, trig, nquads and jsonld hold everything; graphml and gexf (Gephi and others) the entities and the claims
    between them; csv one line a claim. The same graph always gives the same bytes.
    """
    from kg.cli.output import opened  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.graph import open_graph  # noqa: PLC0415

    with open_graph(folder) as graph, opened(output) as out:
        graph.export(format_name, out)
