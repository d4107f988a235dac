"""Verbs that write pages for people: ``view``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli import options

if TYPE_CHECKING:
    from pathlib import Path

title = click.option("--title", help="The heading of the page.")
lang = click.option(
    "--lang", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language it opens in."
)


@click.command(epilog="Example: kg view -g graphs/mine -o mine.html --around Netflix --depth 2 --since 2025")
@options.graph
@click.option("-o", "--output", required=True, metavar="FILE", help="The HTML file to write.")
@title
@lang
@options.scope
@options.config
def view(
    folder: str, output: str, title: str | None, lang: str, config_path: Path | None, **scope: Any,  # noqa: ANN401
) -> None:  # fmt: skip
    """Write a graph as one interactive HTML page.

    The page needs no network and no other file: open it in a browser, or send it to somebody. The options choose what
    is on it; what they leave out is told.
    """
    from kg.analyse.scope import left_out  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.graph import open_graph  # noqa: PLC0415

    with open_graph(folder, options.read_config(config_path)) as graph:
        summary = graph.write_view(output, title=title, lang=lang, scope=graph.scope(**options.read_scope(scope)))
    shown = summary.scope
    of_all = "" if shown.complete else f" of {shown.entities_total}"
    click.echo(f"{output}: {shown.entities}{of_all} entities, {shown.claims} claims; open it in a browser")
    if shown.steps:
        click.echo(f"left out: {left_out(shown)}")
