"""Verbs that compute something from a graph: ``analyse``, ``path`` and ``diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli import options

MEASURES = (
    "entities", "degree", "pagerank", "betweenness", "core", "communities", "bridges", "growth", "comention", "similar",
)  # fmt: skip
#: What a terminal shows when no measure is named: the table of entities has the numbers of the ones left out.
OVERVIEW = ("entities", "communities", "bridges", "growth", "comention", "similar")
FACTUAL = ("asserted", "attributed")
#: Rows of each table that a terminal shows.
TOP = 10
#: The exit code of ``kg diff --exit-code`` for graphs that differ; 1 and 2 mean that something went wrong.
DIFFERENT = 3

lang = click.option(
    "--lang", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language of names and notes."
)
all_modes = click.option("--all-modes", is_flag=True, help="Also plans, rumours and denials; by default facts only.")


@click.command(epilog="Example: kg analyse -g graphs/mine communities pagerank --top 5")
@options.graph
@click.argument("measures", nargs=-1, type=click.Choice(MEASURES), metavar="[MEASURE]...")
@click.option("--about", multiple=True, metavar="ENTITY", help="Only rows about ENTITY; may be repeated.")
@click.option("--top", "rows", type=click.IntRange(1), help="Rows of each table. [default: 10 in a table, else all]")
@click.option(
    "--format", "format_name", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="How to print; csv holds one measure.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@lang
@all_modes
@click.option("--descriptive", is_flag=True, help="Let places, genres and occupations join entities, too.")
@click.option("--seed", type=int, default=0, show_default=True, help="Fixes what is drawn at random.")
@click.option("--store", is_flag=True, help="Also write the measures of the entities into the graph.")
@click.option("--forget", is_flag=True, help="Only remove what --store wrote.")
@options.scope_of_all
@options.config
def analyse(  # noqa: PLR0913, PLR0917 (one parameter an option)
    folder: str, measures: tuple[str, ...], about: tuple[str, ...], rows: int | None, format_name: str,
    output: str | None, lang: str, all_modes: bool, descriptive: bool, seed: int, store: bool, forget: bool,
    config_path: Path | None, **scope: Any,  # noqa: ANN401 (the options of the scope)
) -> None:  # fmt: skip
    """Measure the network of a graph.

    MEASURE is any of entities, degree, pagerank, betweenness, core, communities, bridges, growth, comention and
    similar; without one you get an overview, and with --format json all of them. Links are the claims between entities
    that are asserted or attributed. The same graph always gives the same numbers.
    """
    from kg.analyse.analysis import AnalysisOptions  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.analyse.measures import measure  # noqa: PLC0415
    from kg.analyse.storing import drop_analysis, store_analysis  # noqa: PLC0415
    from kg.analyse.tables import report_csv, report_json, report_text  # noqa: PLC0415
    from kg.cli.output import opened, width  # noqa: PLC0415
    from kg.graph import open_graph  # noqa: PLC0415

    if forget:
        click.echo(f"{folder}: {'measures removed' if drop_analysis(folder) else 'no measures were stored'}")
        return
    config = options.read_config(config_path)
    with open_graph(folder, config) as graph:
        chosen = graph.scope(**facts_by_default(scope, all_modes))
        wanted = AnalysisOptions(scope=chosen, about=about, descriptive=descriptive, lang=lang, seed=seed)
        found = None if store else graph.analysis(wanted)
    if found is None:
        found = store_analysis(folder, wanted, config)
        click.echo(f"note: stored the measures of {len(found.net)} entities in {folder}", err=True)
    report = measure(found, measures or (OVERVIEW if format_name == "table" else ()))
    match format_name:
        case "csv":
            text = report_csv(report, top=rows)
        case "json":
            text = report_json(report, top=rows)
        case _:
            text = report_text(report, top=rows or TOP, width=width())
    with opened(output) as out:
        out.write(text.encode())


def facts_by_default(scope: dict[str, Any], all_modes: bool) -> dict[str, Any]:
    """Return the arguments of a scope that keeps to what counts as fact unless modes are asked for."""
    arguments = options.read_scope(scope)
    if not arguments["modes"] and not all_modes:
        arguments["modes"] = FACTUAL
    return arguments


@click.command(
    short_help="Explain how two entities hang together.",
    epilog="Example: kg path -g graphs/mine 'Ted Sarandos' 'Stranger Things'",
)
@options.graph
@click.argument("one")
@click.argument("other")
@click.option("--paths", "most", type=click.IntRange(1, 50), default=3, show_default=True, help="How many to show.")
@click.option("--max-hops", type=click.IntRange(1, 12), default=4, show_default=True, help="Links in the longest.")
@click.option(
    "--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to print.",
)  # fmt: skip
@lang
@all_modes
@click.option("--descriptive", is_flag=True, help="Also by way of places, genres and occupations.")
@options.scope_of_all
@options.config
def path(  # noqa: PLR0913, PLR0917 (one parameter an option)
    folder: str, one: str, other: str, most: int, max_hops: int, format_name: str, lang: str, all_modes: bool,
    descriptive: bool, config_path: Path | None, **scope: Any,  # noqa: ANN401 (the options of the scope)
) -> None:  # fmt: skip
    """Explain how two entities hang together, sentence by sentence.

    ONE and OTHER are names or IRIs. Short paths over sure facts and specific entities come first. Where there is none,
    the answer says what comes closest.
    """
    from kg.analyse.path_text import connection_json, connection_text  # noqa: PLC0415 (what follows loads much)
    from kg.analyse.paths import PathOptions  # noqa: PLC0415
    from kg.cli.output import width  # noqa: PLC0415
    from kg.graph import open_graph  # noqa: PLC0415

    with open_graph(folder, options.read_config(config_path)) as graph:
        chosen = graph.scope(**facts_by_default(scope, all_modes))
        wanted = PathOptions(scope=chosen, descriptive=descriptive, most=most, max_hops=max_hops)
        found, schema = graph.paths(one, other, wanted), graph.schema()
    if format_name == "json":
        click.echo(connection_json(found, schema, lang=lang), nl=False)
    else:
        click.echo(connection_text(found, schema, lang=lang, width=width()), nl=False)


@click.command(
    short_help="Show what changed between two graphs.", epilog="Example: kg diff graphs/old graphs/new --limit 50"
)
@click.argument("old")
@click.argument("new")
@click.option(
    "--limit", type=click.IntRange(0), default=20, show_default=True, help="Items of each part; 0 counts only."
)
@click.option(
    "--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to print; json holds everything.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--exit-code", is_flag=True, help="End with 3 when the graphs differ; by default with 0.")
@lang
@options.config
def diff(  # noqa: PLR0913, PLR0917 (one parameter an option)
    old: str, new: str, limit: int, format_name: str, output: str | None, exit_code: bool, lang: str,
    config_path: Path | None,
) -> int:  # fmt: skip
    """Show what is different in the graph NEW: facts, contradictions and entities.

    OLD and NEW are graph folders, backups, or files that kg export wrote as nquads (.nq) or trig (.trig), also
    compressed (.gz).
    """
    from kg.analyse.diff_text import diff_json, diff_text  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.cli.output import opened, width  # noqa: PLC0415
    from kg.comparing import compare  # noqa: PLC0415
    from kg.ontology import load_schema  # noqa: PLC0415

    config = options.read_config(config_path)
    found = compare(old, new, config)
    schema = load_schema(Path(config.ontology) if config.ontology else None)
    text = (
        diff_json(found) if format_name == "json" else diff_text(found, schema, lang=lang, limit=limit, width=width())
    )
    with opened(output) as out:
        out.write(text.encode())
    return DIFFERENT if exit_code and not found.same else 0
