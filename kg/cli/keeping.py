"""Verbs that keep a graph safe: ``backup`` and ``restore``."""

from __future__ import annotations

import click

from kg.cli import options
from kg.errors import UsageError


@click.command(short_help="Write a graph into one file.", epilog="Example: kg backup -g graphs/mine mine.kgb")
@options.graph
@click.argument("file")
@click.option("--no-cache", is_flag=True, help="Leave out what was extracted: smaller, but read again after a restore.")
def backup(folder: str, file: str, no_cache: bool) -> None:
    """Write a graph with its decisions into one compressed file.

    Others may read the graph meanwhile. The same graph always gives the same bytes, and checksums guard all of them.
    """
    from kg.backup import backup as write_backup  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.cli.progress import shown_steps  # noqa: PLC0415

    with shown_steps("Writing the backup") as told:
        report = write_backup(folder, file, cache=not no_cache, told=told)
    click.echo(f"{file}: {report.articles:,} articles, {report.quads:,} statements, {report.size:,} bytes")


@click.command(epilog="Example: kg restore mine.kgb -g graphs/again")
@click.argument("file")
@click.option("-g", "--graph", "folder", metavar="FOLDER", help="The folder to restore the graph into.")
@click.option("--force", is_flag=True, help="Replace the graph that is there.")
@click.option("--check", is_flag=True, help="Only check the file, and write nothing.")
def restore(file: str, folder: str | None, force: bool, check: bool) -> None:
    """Make a graph of a backup.

    All of it is checked before anything is written, and the graph appears at once. Who reads the graph that --force
    replaces goes on reading it; close and open it again for the restored one.
    """
    from kg.backup import restore as read_backup  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.backup import verify  # noqa: PLC0415

    if check == (folder is not None):
        raise UsageError("give either -g FOLDER or --check")
    report = verify(file) if folder is None else read_backup(file, folder, force=force)
    what = f"{report.articles:,} articles, {report.quads:,} statements"
    click.echo(f"{file}: sound; {what}" if folder is None else f"{folder}: restored; {what}")
