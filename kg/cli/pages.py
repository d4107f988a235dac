"""Verbs that write pages for people: ``view``, ``page`` and ``site``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.view.pages.corpus import Corpus
    from kg.view.pages.frame import Page

output = click.option("-o", "--output", required=True, metavar="FILE", help="The HTML file to write.")
title = click.option("--title", help="The heading of the page.")
lang = click.option(
    "--lang", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language it opens in."
)


@click.command(epilog="Example: kg view -g graphs/mine -o mine.html --around Netflix --depth 2 --since 2025")
@options.graph_or_store
@output
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


@click.group(
    short_help="Write one page to read.", epilog="Example: kg page entity Netflix -g graphs/mine -o netflix.html"
)
def page() -> None:
    """Write one page to read: an article, an entity, the overview, posts over time, or what changed.

    Like the page of "kg view", each is one file that needs no network, in English and French.
    """


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (options.config, lang, output, options.graph):
        command = option(command)
    return command


def _write(folder: str, output: str, lang: str, config_path: Path | None, make: Callable[[Corpus], Page]) -> None:
    from kg.cli.output import opened  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.graph import open_graph  # noqa: PLC0415

    with open_graph(folder, options.read_config(config_path)) as graph:
        text = make(graph.corpus()).html(lang)
    with opened(output) as out:
        out.write(text.encode("utf-8", "backslashreplace"))
    if output != "-":
        click.echo(f"{output}: open it in a browser")


@page.command(epilog="Example: kg page article 'Harfang passe la barre' -g graphs/mine -o article.html")
@click.argument("name", metavar="ARTICLE")
@_options
def article(name: str, folder: str, output: str, lang: str, config_path: Path | None) -> None:
    """Write an article: its text with mentions and claims marked, the claims beside it.

    ARTICLE is an IRI, an identifier, an address or the exact title.
    """
    _write(folder, output, lang, config_path, lambda corpus: corpus.article(name, corpus.context()))


@page.command(epilog="Example: kg page entity Netflix -g graphs/mine -o netflix.html --lang fr")
@click.argument("name", metavar="ENTITY")
@_options
def entity(name: str, folder: str, output: str, lang: str, config_path: Path | None) -> None:
    """Write an entity: names, figures, claims with their sentences, and its timeline.

    ENTITY is a name in any spelling of case and accents, or an IRI.
    """
    _write(folder, output, lang, config_path, lambda corpus: corpus.entity(name, corpus.context()))


@page.command(epilog="Example: kg page overview -g graphs/mine -o overview.html")
@_options
@title
def overview(folder: str, output: str, lang: str, config_path: Path | None, title: str | None) -> None:
    """Write the overview of the corpus: counts, who stands out, what is new, sources, what to be careful about."""
    heading = title or "Knowledge graph"
    _write(folder, output, lang, config_path, lambda corpus: corpus.dashboard(corpus.context(), heading))


@page.command(epilog="Example: kg page timeline -g graphs/mine -o posts.html")
@_options
@title
def timeline(folder: str, output: str, lang: str, config_path: Path | None, title: str | None) -> None:
    """Write who led what when: posts with their stated dates, and how sure these are."""
    heading = title or {"en": "Who led what when", "fr": "Qui a dirigé quoi, quand"}[lang]
    _write(folder, output, lang, config_path, lambda corpus: corpus.timeline(corpus.context(), heading))


@page.command(epilog="Example: kg page diff graphs/old graphs/new -o changes.html")
@click.argument("old")
@click.argument("new")
@output
@title
@lang
@options.config
def diff(old: str, new: str, output: str, title: str | None, lang: str, config_path: Path | None) -> None:
    """Write what is different between two graphs: contradictions, changed, new and lost facts, entities.

    OLD and NEW are graph folders, backups, or files that kg export wrote as nquads (.nq) or trig (.trig), also
    compressed (.gz).
    """
    from kg.cli.output import opened  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.comparing import diff_page  # noqa: PLC0415

    heading = title or {"en": "What changed", "fr": "Ce qui a changé"}[lang]
    text = diff_page(old, new, options.read_config(config_path), title=heading).html(lang)
    with opened(output) as out:
        out.write(text.encode("utf-8", "backslashreplace"))
    if output != "-":
        click.echo(f"{output}: open it in a browser")


@click.command(short_help="Write a folder of linked pages.", epilog="Example: kg site -g graphs/mine -o site/")
@options.graph_or_store
@click.option("-o", "--output", required=True, metavar="FOLDER", help="The folder to write the pages into.")
@title
@lang
@options.scope
@options.config
def site(
    folder: str, output: str, title: str | None, lang: str, config_path: Path | None, **scope: Any,  # noqa: ANN401
) -> None:  # fmt: skip
    """Write a folder of linked pages: overview, graph, posts, and every entity and article.

    Open index.html in it, or put the folder on any web server. The options choose what the page of the graph draws.
    """
    from kg.graph import open_graph  # noqa: PLC0415 (what follows loads heavy libraries)

    with open_graph(folder, options.read_config(config_path)) as graph:
        chosen = graph.scope(**options.read_scope(scope))
        summary = graph.write_site(output, title=title, lang=lang, scope=chosen)
    click.echo(f"{output}: {summary.pages} pages, {summary.size / 1e6:.1f} MB; open index.html in a browser")
