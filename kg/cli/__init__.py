"""The command line: verbs that call the public functions and print. Nothing is decided here.

``making`` holds the verbs that read articles, ``querying`` and ``asking`` those that answer from a graph, ``giving``
those that write files from one, ``pages`` those that write pages for people, ``serving`` the one that answers over
HTTP, ``quality`` those that look into the extraction, ``deciding`` those by which people correct a graph.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from kg.cli.analysing import analyse, diff, path
from kg.cli.asking import show, stats
from kg.cli.copying import pull, push
from kg.cli.deciding import decisions, different, drop, keep, link, rename, retype, same, undo
from kg.cli.giving import export
from kg.cli.kb import kb
from kg.cli.keeping import backup, restore
from kg.cli.making import build, extract
from kg.cli.pages import page, site, view
from kg.cli.quality import evaluate, explain
from kg.cli.querying import query
from kg.cli.reconciling import reconcile
from kg.cli.reviewing import review
from kg.cli.serving import serve
from kg.cli.validating import validate
from kg.errors import KGError, QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130


class Verbs(click.Group):
    """The group of all verbs, listed in sections."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one list for each section."""
        del ctx
        width = max(len(name) for name in self.commands)
        for title, commands in SECTIONS:
            with formatter.section(title):
                limit = formatter.width - width - 6
                formatter.write_dl([(c.name or "", c.get_short_help_str(limit)) for c in commands], col_spacing=2)


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: kg build articles/ -g graphs/mine && kg view -g graphs/mine -o mine.html",
)
@click.version_option(package_name="mediakg", prog_name="kg")
@click.pass_context
def cli(context: click.Context) -> None:
    """Build a knowledge graph of the media industry from French and English articles, and ask it."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


#: The verbs by what people want to do, in the order of the help.
SECTIONS: tuple[tuple[str, tuple[click.Command, ...]], ...] = (
    ("Build", (build, extract, validate)),
    ("Ask", (query, show, stats, path, analyse, diff)),
    ("Look", (view, page, site, serve)),
    ("Correct", (review, same, different, link, rename, retype, drop, keep, undo, decisions, reconcile)),
    ("Keep and share", (export, backup, restore, push, pull)),
    ("Extend and check", (explain, evaluate, kb)),
)
for _, commands in SECTIONS:
    for command in commands:
        cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 failed, 2 the request was wrong, 130 interrupted."""
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; errors are one line on standard error."""
    try:
        result = cli.main(list(arguments), prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except KGError as error:
        if isinstance(error.__cause__, BrokenPipeError):
            return _stop_writing()
        return _fail(str(error), error.exit_code, error.excerpt if isinstance(error, QueryError) else "")
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "kg"
        return _fail(f"{error.format_message().rstrip('.')}; see {path} --help", error.exit_code)
    except click.ClickException as error:
        return _fail(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted; run the same command again to go on", INTERRUPTED)
    except BrokenPipeError:
        return _stop_writing()
    return result if isinstance(result, int) else 0


def _stop_writing() -> int:
    """Whoever read the output has seen enough; what is still buffered must not raise at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _fail(message: str, code: int, excerpt: str = "") -> int:
    click.echo(f"error: {' '.join(message.split())}", err=True)
    for line in excerpt.splitlines():
        click.echo(f"  {line}", err=True)
    return code
