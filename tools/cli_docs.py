"""Write ``docs/cli.md`` from the help of the commands. Run ``make docs``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import cli

PAGE = Path("docs/cli.md")
INTRO = """\
# The command line

This page is written by `make docs` from the help of the commands.

Errors are one line on standard error that says what is wrong and what to do; an error in a query is followed by its
line, with a caret below the place. Exit codes: 0 done (articles that could not be used are listed, and do not count as
failure), 1 failed, 2 the request was wrong, 130 interrupted. On a terminal long runs show progress bars; in a pipe they
are quiet. Results go to standard output unless `-o` names a file, which appears only when it is complete.
"""


def help_of(command: click.Command, name: str) -> str:
    """Return the help text as the terminal shows it."""
    settings = {**command.context_settings, **cli.context_settings, "terminal_width": 100}
    return command.get_help(click.Context(command, info_name=name, **settings)).rstrip()


def page() -> str:
    """Return the whole page."""
    parts = [INTRO, f"```text\n{help_of(cli, 'kg')}\n```\n"]
    for name, command in sorted(cli.commands.items()):
        parts.append(f"## kg {name}\n\n```text\n{help_of(command, f'kg {name}')}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
