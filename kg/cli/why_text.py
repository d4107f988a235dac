"""Why an entity is one thing, as text for people."""

from __future__ import annotations

import shlex
import textwrap
from typing import TYPE_CHECKING

import click

from kg.cli.output import width
from kg.store.tables import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.resolve import Part, Why

#: Articles named for each name.
MOST = 8


def why_text(why: Why) -> str:
    """Show the names that were taken for one thing, the reasons, and what was left in doubt."""
    lines = [click.style(printable(why.name), bold=True), f"  {why.iri}", "", click.style(_heading(why), bold=True)]
    for part in why.parts:
        lines += _part_lines(part, alone=len(why.parts) == 1)
    if why.merges:
        lines += ["", click.style("Why they are one", bold=True)]
        for link in why.merges:
            lines += _wrapped(f"{link.text} [{link.reason}]")
    if why.doubts:
        lines += ["", click.style("Not merged, but in doubt", bold=True)]
        for iri, name, link in why.doubts:
            lines += _wrapped(f"{name}: {link.text} [{link.reason}, {link.score:.2f}]")
            lines.append(click.style(f"    {iri}", dim=True))
    if why.namesakes:
        lines += ["", click.style("It may be two things", bold=True)]
        for link in why.namesakes:
            lines += _wrapped(link.text)
            lines.append(f"    kg different -g GRAPH {shlex.quote(link.other)} {shlex.quote(link.one)}")
    return "\n".join(lines) + "\n"


def _heading(why: Why) -> str:
    if len(why.parts) == 1:
        return "One name, and the same name and kind (or the same link) is the same thing"
    return f"{len(why.parts)} names and links, taken for one thing"


def _part_lines(part: Part, *, alone: bool) -> Iterable[str]:
    articles = [article for article, _ in part.members]
    more = f" and {len(articles) - MOST} more" if len(articles) > MOST else ""
    kind = part.kind or "of no known class"
    linked = f", known as {part.kb_id}" if part.kb_id else ""
    count = f"{len(articles)} article{'s' if len(articles) > 1 else ''}"
    yield from _wrapped(f"{part.name} ({kind}{linked}) in {count}: {', '.join(articles[:MOST])}{more}")
    if not alone:
        yield click.style(f"    {part.iri}", dim=True)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(printable(text), width() - 2, initial_indent="  ", subsequent_indent="    ")
