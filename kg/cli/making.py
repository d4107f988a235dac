"""Verbs that read articles: ``build`` and ``extract``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog="Example: kg build articles/ more/*.html -g graphs/mine")
@options.sources
@options.graph_or_store
@click.option("--prune", is_flag=True, help="Remove articles that are not in SOURCES from the graph.")
@click.option("--cache", metavar="FOLDER", help="For a server: where to keep what was extracted and decided.")
@options.knowledge
@options.shared_decisions
@options.workers
@options.config
def build(  # noqa: PLR0913, PLR0917 (one parameter an option)
    sources: tuple[str, ...], folder: str, prune: bool, cache: str | None, knowledge: tuple[str, ...],
    decisions: tuple[str, ...], workers: int | None, config_path: Path | None,
) -> None:  # fmt: skip
    """Read articles into a graph.

    SOURCES are files, folders, patterns, or - for standard input: .txt, .md, .html, .json and .jsonl in French or
    English. A graph that exists is brought up to date; unchanged articles are not read again.
    """
    from kg.cli.progress import shown_progress  # noqa: PLC0415
    from kg.cli.text import report_text  # noqa: PLC0415
    from kg.pipeline import build as build_graph  # noqa: PLC0415

    config = options.read_config(config_path, workers=workers, knowledge=knowledge, decisions=decisions)
    with shown_progress() as progress:
        report = build_graph(sources, folder, config, progress, prune=prune, cache=cache)
    click.echo(report_text(folder, report), nl=False)


@click.command(
    short_help="Print the claims found in articles.", epilog="Example: kg extract article.txt --format table"
)
@options.sources
@click.option(
    "--format", "format_name", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True,
    help="One JSON object a line, or a table to look at.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@options.knowledge
@options.workers
@options.config
def extract(
    sources: tuple[str, ...], format_name: str, output: str | None, knowledge: tuple[str, ...], workers: int | None,
    config_path: Path | None,
) -> None:  # fmt: skip
    """Print the claims found in articles, without a graph.

    Each claim has its subject, relation, object, mode, confidence, and the sentence it was found in with its offsets.
    """
    from kg.cli.output import opened  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.cli.progress import shown_progress  # noqa: PLC0415
    from kg.cli.text import claims_jsonl, claims_table  # noqa: PLC0415
    from kg.pipeline import claim_lines  # noqa: PLC0415

    config = options.read_config(config_path, workers=workers, knowledge=knowledge)
    with shown_progress() as progress:
        lines = claim_lines(sources, config, progress)
    with opened(output) as out:
        out.write((claims_jsonl(lines) if format_name == "jsonl" else claims_table(lines)).encode())
