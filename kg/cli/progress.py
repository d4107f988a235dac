"""Progress bars on a terminal; bad articles are told on standard error in any case."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kg.pipeline.progress import Progress, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from kg.model import Article, Rejected

_TITLES: dict[Stage, str] = {
    "reading": "Reading sources",
    "extracting": "Finding claims",
    "linking": "Linking entities",
    "writing": "Writing the graph",
}


class Warnings(Progress):
    """Says which articles were left out, and nothing else."""

    def reject(self, rejected: Rejected) -> None:
        """Print the place and the reason on one line."""
        click.echo(f"left out: {rejected.source}: {rejected.reason}", err=True)

    def shorten(self, article: Article, paragraphs: int) -> None:
        """Say how much of an article was not read."""
        click.echo(_shortened(article, paragraphs), err=True)


def _shortened(article: Article, paragraphs: int) -> str:
    some = "1 paragraph is" if paragraphs == 1 else f"{paragraphs} paragraphs are"
    place = article.source or article.id
    return f"partly read: {place}: {some} not in the language of the article ({article.lang}), and left out"


class TerminalProgress(Warnings):
    """A bar for each stage."""

    def __init__(self, bars: Bars) -> None:
        self.bars = bars
        self.tasks: dict[Stage, TaskID] = {}

    def advance(self, stage: Stage, done: int, total: int | None) -> None:
        """Move the bar of a stage, which appears when it begins."""
        if stage not in self.tasks:
            self.tasks[stage] = self.bars.add_task(_TITLES[stage], total=total)
        self.bars.update(self.tasks[stage], completed=done, total=total)

    def reject(self, rejected: Rejected) -> None:
        """Print above the bars."""
        self.bars.console.print(f"left out: {rejected.source}: {rejected.reason}", markup=False, highlight=False)

    def shorten(self, article: Article, paragraphs: int) -> None:
        """Print above the bars."""
        self.bars.console.print(_shortened(article, paragraphs), markup=False, highlight=False)


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Yield what tells the user how far a run is: bars on a terminal, only warnings in a pipe."""
    if not sys.stderr.isatty():
        yield Warnings()
        return
    with _bars() as bars:
        yield TerminalProgress(bars)


@contextmanager
def shown_steps(title: str) -> Iterator[Callable[[int, int], None] | None]:
    """Yield what moves one bar (steps done, steps in all), or nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    with _bars() as bars:
        task = bars.add_task(title, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def _bars() -> Bars:
    from rich.console import Console  # noqa: PLC0415 (for terminals only)
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Bars(*columns, console=Console(stderr=True))
