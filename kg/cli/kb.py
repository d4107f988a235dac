"""The verbs under ``kb``: knowledge bases of one's own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.knowledge.importing import Problem
    from kg.ontology import Schema

#: Kinds of problems told of each file, and rows named of each kind.
MOST_KINDS = 20
MOST_ROWS = 5


@click.group(
    short_help="Make knowledge bases of your own.",
    epilog="Example: kg kb import films.json -o films.tsv && kg build articles/ -g graphs/mine --kb films.tsv",
)
def kb() -> None:
    """Make knowledge bases of your own: what the program recognises and links to."""


@kb.command("import", epilog="Example: kg kb import films.json --type Film -o films.tsv")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--type", "default_type", metavar="CLASS", help="The class of things that tell none.")
@click.option(
    "--map", "mapped", multiple=True, metavar="NAME=CLASS",
    help="What a class of the input is in the ontology, by name or identifier; may be repeated.",
)  # fmt: skip
@options.config
def import_(
    files: tuple[str, ...], output: str | None, default_type: str | None, mapped: tuple[str, ...],
    config_path: Path | None,
) -> None:  # fmt: skip
    """Turn a SPARQL JSON result (as Wikidata gives it) or a table into entries for --kb.

    Columns are known by their names: item or qid, itemLabel or name (also name_fr), altLabel or aliases, type or
    typeLabel. Forms that are also ordinary words, first names or places are marked, and then link only with evidence
    from their context. What cannot be used is told on standard error with its row.
    """
    from itertools import chain  # noqa: PLC0415

    from kg.cli.output import opened  # noqa: PLC0415 (what follows reads the knowledge base)
    from kg.knowledge.common_words import common_words  # noqa: PLC0415
    from kg.knowledge.importing import HEADER, TypeNames, import_rows  # noqa: PLC0415
    from kg.knowledge.rows import read_rows  # noqa: PLC0415
    from kg.ontology import load_schema  # noqa: PLC0415

    config = options.read_config(config_path)
    schema = load_schema(Path(config.ontology) if config.ontology else None)
    types = TypeNames(schema, dict(_pair(text, schema) for text in mapped))
    wanted = _class(default_type, schema) if default_type else None
    found = import_rows(chain.from_iterable(read_rows(Path(name)) for name in files), types, common_words(), wanted)
    with opened(output) as out:
        out.write(("\t".join(HEADER) + "\n").encode())
        for row in found.rows:
            out.write(("\t".join(row) + "\n").encode("utf-8", "replace"))
    _tell(found.problems)
    click.echo(f"{len(found.rows)} entries from {found.read} rows, {len(found.problems)} not used", err=True)


def _class(name: str, schema: Schema) -> str:
    known = {cls.casefold(): cls for cls in schema.classes}
    if name.casefold() not in known:
        raise UsageError(f"the ontology has no class {name!r}; classes are {', '.join(sorted(schema.classes))}")
    return known[name.casefold()]


def _pair(text: str, schema: Schema) -> tuple[str, str]:
    name, equals, cls = text.rpartition("=")
    if not equals or not name.strip():
        raise UsageError(f"--map {text!r}: write NAME=CLASS, such as 'television series=Series'")
    return name.strip(), _class(cls.strip(), schema)


def _tell(problems: Sequence[Problem]) -> None:
    """Name the rows of each kind of problem, the most frequent kind first."""
    from kg.store.tables import printable  # noqa: PLC0415

    kinds = Counter(problem.reason for problem in problems)
    for reason, count in kinds.most_common(MOST_KINDS):
        rows = [str(problem.row) for problem in problems if problem.reason == reason][:MOST_ROWS]
        more = f" and {count - len(rows)} more" if count > len(rows) else ""
        click.echo(f"row{'s' if count > 1 else ''} {', '.join(rows)}{more}: {printable(reason)}", err=True)
    if len(kinds) > MOST_KINDS:
        left = sum(count for _, count in kinds.most_common()[MOST_KINDS:])
        click.echo(f"and {left} more rows for {len(kinds) - MOST_KINDS} other reasons", err=True)
