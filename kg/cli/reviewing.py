"""The verb ``review``: questions to a person, one key an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.deciding import who
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.config import Config
    from kg.review import ReviewItem


@click.command(short_help="Go through what is doubtful.", epilog="Example: kg review -g graphs/mine")
@options.graph
@click.option(
    "--format", "format_name", type=click.Choice(["keys", "jsonl", "text"]), default="keys", show_default=True,
    help="Ask on the terminal, or print the questions for other programs or to read.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="Questions at most.")
@click.option(
    "--below", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Ask about claims less sure than this."
)
@click.option("--apply", "answers", metavar="FILE", help="Take in answered questions (- for standard input).")
@who
@options.shared_decisions
@options.config
def review(  # noqa: PLR0913, PLR0917 (one parameter an option)
    folder: str, format_name: str, limit: int, below: float, answers: str | None, who: str | None,
    decisions: tuple[str, ...], config_path: Path | None,
) -> None:  # fmt: skip
    """Look at what is doubtful, the most valuable first: pairs, claims, and proposed identifiers.

    Each answer is one key and one decision, kept at once: s same, d different; k keep, x drop; y yes, z no; n next,
    u undo, q quit. The graph follows when you are done. With --format jsonl each line is a question; add "answer" to
    it and give the lines back with --apply.
    """
    config = options.read_graph_config(folder, config_path, decisions)
    if answers is not None:
        _apply(folder, answers, config)
        return
    items = _questions(folder, config, limit, below)
    if format_name == "keys":
        _ask(folder, items, config, who)
        return
    from kg.cli.review_text import item_line, item_text  # noqa: PLC0415

    for item in items:
        click.echo(item_line(item) if format_name == "jsonl" else item_text(item), nl=False)


def _questions(folder: str, config: Config, limit: int, below: float) -> list[ReviewItem]:
    from kg.pipeline import decisions_of  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.review import collect  # noqa: PLC0415
    from kg.store.open import open_store  # noqa: PLC0415

    with open_store(folder, base=config.base) as store:
        return collect(store, decisions_of(store.folder.path, config), limit=limit, below=below)


def _apply(folder: str, answers: str, config: Config) -> None:
    """Take in the answers of a file; exit code 1 when some could not be."""
    from kg.cli.decision_text import one_line, update_text  # noqa: PLC0415
    from kg.pipeline import relink  # noqa: PLC0415
    from kg.review import apply_file  # noqa: PLC0415

    applied = apply_file(folder, answers, config)
    click.echo(
        f"{len(applied.decided)} decided, {applied.held} decided before, {applied.unanswered} without an answer"
        f", {len(applied.problems)} that cannot be used"
    )
    for problem in applied.problems:
        click.echo(f"left out: {one_line(problem)}", err=True)
    if applied.decided:
        click.echo(update_text(folder, relink(folder, config)), nl=False)
    if applied.problems:
        click.get_current_context().exit(1)


def _ask(folder: str, items: Sequence[ReviewItem], config: Config, who: str | None) -> None:
    import sys  # noqa: PLC0415

    from kg.cli.decision_text import update_text  # noqa: PLC0415
    from kg.cli.review_keys import Session  # noqa: PLC0415
    from kg.pipeline import relink  # noqa: PLC0415

    if not items:
        click.echo(f"{folder}: nothing to review")
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("answering with keys needs a terminal; use --format jsonl and --apply, or --format text")
    session = Session(folder, items, config, who)
    stopped = False
    try:
        session.run()
    except KeyboardInterrupt:
        stopped = True
        click.echo("\nstopped; what you decided is kept")
    click.echo(f"{len(session.decided)} decided, {len(items) - session.at} of {len(items)} left")
    if session.decided or stopped:
        click.echo(update_text(folder, relink(folder, config)), nl=False)
