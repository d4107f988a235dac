"""Verbs that copy a graph between a folder and a server: ``push`` and ``pull``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from kg.transfer import TransferReport


@click.command(
    short_help="Copy a graph to a server.", epilog="Example: kg push -g graphs/mine sparql+https://me@example.org/store"
)
@options.graph_or_store
@click.argument("store")
@options.config
def push(folder: str, store: str, config_path: Path | None) -> None:
    """Copy a graph to a server, or into another folder.

    STORE is sparql+https://USER@HOST/PATH. Only what differs is sent, and what the graph does not hold is removed from
    the store. Run it again after an interruption: it goes on. The copy is compared with the graph at the end.
    """
    _copy(folder, store, config_path, "Sending articles")


@click.command(
    short_help="Copy a graph from a server into a folder.",
    epilog="Example: kg pull sparql+https://me@example.org/store -g graphs/mine",
)
@click.argument("store")
@options.graph_or_store
@options.config
def pull(store: str, folder: str, config_path: Path | None) -> None:
    """Copy a graph from a server, or another folder, into a folder.

    STORE is sparql+https://USER@HOST/PATH. Works like push in the other direction.
    """
    _copy(store, folder, config_path, "Getting articles")


def _copy(source_name: str, target_name: str, config_path: Path | None, title: str) -> None:
    from kg.cli.progress import shown_steps  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.store.open import create_store, open_store  # noqa: PLC0415
    from kg.transfer import transfer  # noqa: PLC0415

    base = options.read_config(config_path).base
    with open_store(source_name, base=base) as source, create_store(target_name, base=source.base) as target:
        with shown_steps(title) as told:
            report = transfer(source, target, told)
        click.echo(f"{target_name}: {_said(report)}")


def _said(report: TransferReport) -> str:
    parts = [f"{report.written:,} articles written"]
    more = ((report.unchanged, "unchanged"), (report.removed, "removed"))
    return ", ".join([*parts, *(f"{number:,} {what}" for number, what in more if number)])
