"""The verb ``validate``: says whether a graph is as it should be."""

from __future__ import annotations

import json
import sys
import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.validation import Finding, Validation

INVALID = 1
_COLORS = {"Violation": "red", "Warning": "yellow", "Info": "blue"}


@click.command(epilog="Example: kg validate -g graphs/mine --shapes my-rules.ttl")
@options.graph
@click.option(
    "--shapes", "paths", multiple=True, type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="SHACL shapes of your own (Turtle), checked over the whole graph; may be repeated.",
)  # fmt: skip
@click.option(
    "--format", "format_name", type=click.Choice(["table", "json", "turtle"]), default="table", show_default=True,
    help="For people, for programs, or a SHACL report.",
)  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(0.1, 86_400), default=1800, show_default=True, help="Seconds it may take."
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
def validate(folder: str, paths: tuple[Path, ...], format_name: str, timeout: float, output: str | None) -> int:
    """Check a graph against its SHACL shapes.

    The shapes that come with the program say what a well-formed graph is; --shapes adds rules of your own. The exit
    code is 1 when something is wrong; warnings alone do not count.
    """
    from kg.cli.output import opened  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.cli.progress import shown_steps  # noqa: PLC0415
    from kg.graph import open_graph  # noqa: PLC0415
    from kg.store.report import to_turtle  # noqa: PLC0415

    with open_graph(folder) as graph, shown_steps("Validating articles") as progress:
        found = graph.validate(paths, timeout=timeout, progress=progress)
    with opened(output) as out:
        match format_name:
            case "json":
                out.write(json.dumps(to_json(found), ensure_ascii=False, indent=1).encode() + b"\n")
            case "turtle":
                to_turtle(found, out)
            case _:
                text = report_text(folder, found)
                out.write((text if output is None and sys.stdout.isatty() else click.unstyle(text)).encode())
    return 0 if found.conforms else INVALID


def to_json(found: Validation) -> dict[str, object]:
    """Return the report as plain values."""
    return {"conforms": found.conforms, "complete": found.complete, "findings": [asdict(f) for f in found.findings]}


def report_text(folder: str, found: Validation) -> str:
    """Return the report for people."""
    from kg.cli.output import width  # noqa: PLC0415

    lines = [line for finding in found.findings for line in _finding_lines(finding, width())]
    kinds = [finding.severity for finding in found.findings]
    counts = [
        f"{kinds.count(kind)} {kind.lower()}{'s' * (kinds.count(kind) != 1)}" for kind in _COLORS if kind in kinds
    ]
    more = "" if found.complete else "; there are more"
    verdict = "as it should be" if found.conforms else "not as it should be"
    return "\n".join([*lines, f"{folder}: {verdict} ({', '.join(counts) or 'nothing found'}{more})"]) + "\n"


def _finding_lines(finding: Finding, wide: int) -> Iterable[str]:
    from kg.store.tables import printable  # noqa: PLC0415

    heading = click.style(finding.severity.lower(), fg=_COLORS.get(finding.severity, "red"), bold=True)
    yield f"{heading}: {printable(finding.name)}: {printable(' '.join(finding.message.split()))}"
    if finding.quote:
        yield from textwrap.wrap(
            printable(f"“{' '.join(finding.quote.split())}”"), wide - 4, initial_indent="    ", subsequent_indent="    "
        )
    details = [
        f"in {finding.article}" if finding.article else "",
        f"{finding.path} is {finding.value}" if finding.path and finding.value else "",
        f"rule {finding.rule}" if finding.rule else "",
    ]
    yield click.style(f"    {printable('; '.join(detail for detail in details if detail))}", dim=True)
    yield f"    → {printable(finding.advice)}"
