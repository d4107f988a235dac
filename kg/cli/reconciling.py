"""The verb ``reconcile``: ask a service on the network, and let people look at its answers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    short_help="Ask a reconciliation service for identifiers.",
    epilog="Example: kg reconcile -g graphs/mine --service https://wikidata.reconci.link/en/api --class Person",
)
@options.graph
@click.option("--service", required=True, metavar="URL", help="A service of the Reconciliation Service API.")
@click.option("--class", "classes", multiple=True, metavar="CLASS", help="Only entities of CLASS; may be repeated.")
@click.option("--limit", type=click.IntRange(1), help="Only so many entities, the most connected ones.")
@click.option(
    "--rate", type=click.FloatRange(0.01, 100), default=2.0, show_default=True, help="Requests a second at most."
)
@click.option(
    "--timeout", type=click.FloatRange(0.1, 600), default=60.0, show_default=True, help="Seconds an answer may take."
)
@click.option("--tries", type=click.IntRange(1, 20), default=5, show_default=True, help="Tries before giving up.")
@options.config
def reconcile(  # noqa: PLR0913, PLR0917 (one parameter an option)
    folder: str, service: str, classes: tuple[str, ...], limit: int | None, rate: float, timeout: float, tries: int,
    config_path: Path | None,
) -> None:  # fmt: skip
    """Ask a service such as Wikidata's which of its things the entities are.

    Only entities without an identifier are asked about, by name, class and what is claimed of them. The answers wait
    for you in kg review; the graph is not changed. A run that was stopped goes on where it was.
    """
    from kg.reconcile import Limits  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.reconcile import reconcile as ask  # noqa: PLC0415
    from kg.store.tables import printable  # noqa: PLC0415

    limits = Limits(rate=rate, timeout=timeout, tries=tries)
    config = options.read_graph_config(folder, config_path)
    done = ask(folder, service, config, classes=classes, limit=limit, limits=limits, advance=_tell)
    counts = [
        (done.asked, "asked"),
        (done.known, "asked before"),
        (done.proposed, "with proposals"),
        (done.certain, "of them certain for the service"),
        (done.unanswered, "not answered"),
    ]
    told = ", ".join(f"{number} {what}" for number, what in counts if number) or "no entity to ask about"
    click.echo(f"{printable(done.service)}: {told}; look at them with kg review -g {folder}")


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done}/{total} entities", err=True, nl=done == total)
