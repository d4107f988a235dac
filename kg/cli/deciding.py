"""Verbs by which people correct a graph: each writes a line of decisions, and the graph follows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.model import DecisionKind

note = click.option("--note", default="", metavar="TEXT", help="Why, for those who read the decision later.")
who = click.option("--who", metavar="NAME", help="Who decides. [default: the login name]")
article = click.option("--in", "article", default="", metavar="ARTICLE", help="Only what this article calls so.")
other = click.option("--replace", "replace_others", is_flag=True, help="Take back the decisions that say otherwise.")


def _deciding(command: Callable[..., None]) -> Callable[..., None]:
    """Add what all verbs that decide have."""
    for option in (options.config, options.shared_decisions, other, who, note, options.graph):
        command = option(command)
    return command


def _decide(kind: DecisionKind, folder: str, subject: str, object_: str = "", **given: Any) -> None:  # noqa: ANN401 (options)
    from kg.cli.decision_text import decided_text  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.cli.progress import shown_progress  # noqa: PLC0415
    from kg.pipeline import decide  # noqa: PLC0415

    config = options.read_graph_config(folder, given.pop("config_path"), given.pop("decisions"))
    with shown_progress() as progress:
        outcome = decide(folder, kind, subject, object_, config=config, progress=progress, **given)
    click.echo(decided_text(folder, outcome), nl=False)


@click.command(
    short_help="Decide that two entities are one thing.",
    epilog="Example: kg same -g graphs/mine 'Anne Morel' 'A. Morel' --note 'her column says so'",
)
@click.argument("one")
@click.argument("other")
@article
@_deciding
def same(folder: str, one: str, other: str, **given: Any) -> None:  # noqa: ANN401 (options)
    """Decide that two entities are the same thing: they become one.

    ONE and OTHER are each a name as in kg show, a Wikidata identifier or an IRI; NAME@ARTICLE, or --in for ONE, means
    what one article calls so.
    """
    _decide("same", folder, one, other, **given)


@click.command(
    short_help="Decide that two entities are two things.",
    epilog="Example: kg different -g graphs/mine Orange Orange --in articles/orange-film.txt",
)
@click.argument("one")
@click.argument("other")
@article
@_deciding
def different(folder: str, one: str, other: str, **given: Any) -> None:  # noqa: ANN401 (options)
    """Decide that two entities are different things: they are never made one, and parted if they were.

    Where one node holds two things of the same name, give the name twice and with --in an article that means the other
    one. ONE and OTHER are as in kg same.
    """
    _decide("different", folder, one, other, **given)


@click.command(
    short_help="Decide which Wikidata identifier one has.", epilog="Example: kg link -g graphs/mine 'Brume Media' Q42"
)
@click.argument("entity")
@click.argument("identifier")
@article
@_deciding
def link(folder: str, entity: str, identifier: str, **given: Any) -> None:  # noqa: ANN401 (options)
    """Decide which Wikidata identifier an entity has; "none" if it has none.

    IDENTIFIER may also be the IRI of another knowledge base. ENTITY is as in kg same.
    """
    _decide("identifier", folder, entity, identifier, **given)


@click.command(
    short_help="Decide what an entity is called.",
    epilog="Example: kg rename -g graphs/mine 'brume média' 'Brume Media'",
)
@click.argument("entity")
@click.argument("name")
@article
@_deciding
def rename(folder: str, entity: str, name: str, **given: Any) -> None:  # noqa: ANN401 (options)
    """Decide what an entity is called; its other names remain, and so does its IRI.

    ENTITY is as in kg same.
    """
    _decide("name", folder, entity, name, **given)


@click.command(
    short_help="Decide which classes an entity has.",
    epilog="Example: kg retype -g graphs/mine Lumio StreamingService Company",
)
@click.argument("entity")
@click.argument("classes", nargs=-1, required=True)
@article
@_deciding
def retype(folder: str, entity: str, classes: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401 (options)
    """Decide what an entity is: one or several classes of the ontology.

    ENTITY is as in kg same.
    """
    _decide("type", folder, entity, "|".join(classes), **given)


@click.command(
    short_help="Decide that a claim is wrong.",
    epilog="Example: kg drop -g graphs/mine 0123456789abcdef --note 'the sentence is a joke'",
)
@click.argument("claim")
@_deciding
def drop(folder: str, claim: str, **given: Any) -> None:  # noqa: ANN401 (options)
    """Decide that a claim is wrong: it leaves the graph, and stays out.

    CLAIM is its identifier, as kg show prints it.
    """
    _decide("drop", folder, claim, **given)


@click.command(short_help="Decide that a claim is right.", epilog="Example: kg keep -g graphs/mine 0123456789abcdef")
@click.argument("claim")
@_deciding
def keep(folder: str, claim: str, **given: Any) -> None:  # noqa: ANN401 (options)
    """Decide that a claim is right: it is certain from now on, also when it was withheld.

    CLAIM is its identifier, as kg show prints it.
    """
    _decide("keep", folder, claim, **given)


@click.command(short_help="Take back a decision.", epilog="Example: kg undo -g graphs/mine")
@options.graph
@click.argument("decision", required=False)
@note
@who
@options.shared_decisions
@options.config
def undo(
    folder: str, decision: str | None, note: str, who: str | None, decisions: tuple[str, ...], config_path: Path | None
) -> None:
    """Take back a decision; the last one of this graph unless DECISION (its id, or the beginning of it) is given.

    The line stays in the file, and another one says that it no longer holds.
    """
    from kg.cli.decision_text import decided_text  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.cli.progress import shown_progress  # noqa: PLC0415
    from kg.pipeline import undo as take_back  # noqa: PLC0415

    config = options.read_graph_config(folder, config_path, decisions)
    with shown_progress() as progress:
        outcome = take_back(folder, decision, note=note, who=who, config=config, progress=progress)
    click.echo(decided_text(folder, outcome), nl=False)


@click.command(short_help="List the decisions that hold.", epilog="Example: kg decisions -g graphs/mine")
@options.graph
@click.option("--update", is_flag=True, help="Bring the graph up to date with them, as after editing the file by hand.")
@click.option(
    "--format", "format_name", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
    help="Lines for people, or lines that can stand in another file of decisions.",
)  # fmt: skip
@options.shared_decisions
@options.config
def decisions(
    folder: str, update: bool, format_name: str, decisions: tuple[str, ...], config_path: Path | None
) -> None:
    """List the decisions that hold for a graph, and what is wrong with others."""
    from kg.cli.decision_text import decisions_text, update_text  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.decisions import write_line  # noqa: PLC0415
    from kg.pipeline import decisions_of, relink  # noqa: PLC0415
    from kg.store.open import folder_of  # noqa: PLC0415

    config = options.read_graph_config(folder, config_path, decisions)
    found = decisions_of(folder_of(folder, config.base), config)
    if format_name == "jsonl":
        click.echo("".join(map(write_line, found)), nl=False)
    else:
        click.echo(decisions_text(found), nl=False)
    if update:
        click.echo(update_text(folder, relink(folder, config)), err=format_name == "jsonl", nl=False)
