"""Verbs that look into the extraction: ``evaluate`` measures it, ``explain`` shows how an article was read."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(
    short_help="Measure how well articles are read.", epilog="Example: kg evaluate tests/gold/en.gold.jsonl --errors"
)
@click.argument("gold", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--articles", type=click.Path(path_type=Path, dir_okay=False),
    help="The articles that GOLD is about; by default NAME.articles.jsonl beside NAME.gold.jsonl.",
)  # fmt: skip
@click.option("--errors", is_flag=True, help="List what was missed and what was wrong, with sentence, rule and cause.")
@click.option(
    "--format", "format_name", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="Tables to look at, or one JSON object.",
)  # fmt: skip
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True,
    help="Leave out claims that are less sure.",
)  # fmt: skip
@options.workers
@options.config
def evaluate(
    gold: Path, articles: Path | None, errors: bool, format_name: str, min_confidence: float, workers: int | None,
    config_path: Path | None,
) -> None:  # fmt: skip
    """Measure what is found in articles against what a careful reader found.

    GOLD has one article a line, as docs/quality.md describes it. Printed are precision, recall and F1 of relations and
    figures, how often periods, changes, modes and sources are right, and how reliable the confidences are.
    """
    from kg.cli.output import opened  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.cli.progress import shown_progress  # noqa: PLC0415
    from kg.evaluate import articles_beside, load_gold, names_found  # noqa: PLC0415
    from kg.evaluate import evaluate as measure  # noqa: PLC0415
    from kg.evaluate.text import report  # noqa: PLC0415
    from kg.extract import Extractor  # noqa: PLC0415
    from kg.pipeline import read_claims  # noqa: PLC0415
    from kg.store.tables import printable  # noqa: PLC0415

    config = options.read_config(config_path, workers=workers)
    source = articles or articles_beside(gold)
    extractor = Extractor(config)
    expected = load_gold(gold, extractor.schema)
    with shown_progress() as progress:
        found, lines = read_claims([str(source)], config, progress, extractor=extractor)
    unread = sorted({article.id for article in expected} - {extraction.article_id for extraction in found})
    if unread:
        click.echo(f"note: {len(unread)} articles of {gold} were not read in {source}: {', '.join(unread)}", err=True)
    result = measure(expected, lines, extractor.schema, names_found(found), min_confidence)
    with opened(None) as out:
        out.write(printable(report(result, format_name, errors=errors)).encode())


@click.command(
    short_help="Show how articles are read.", epilog="Example: kg explain article.txt --html -o article.html"
)
@options.sources
@click.option("--lang", metavar="CODE", help="Language of the articles, instead of the one they state or seem to have.")
@click.option("--html", is_flag=True, help="Write a page for a browser instead of text.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@options.knowledge
@options.config
def explain(
    sources: tuple[str, ...], lang: str | None, html: bool, output: str | None, knowledge: tuple[str, ...],
    config_path: Path | None,
) -> None:  # fmt: skip
    """Show how articles are read, sentence by sentence.

    Each sentence has its mentions and where their classes come from, its claims, the candidates that were rejected and
    why, and, where two known entities gave no claim, what was missing. Made for those who write lexicon entries.
    """
    from kg.cli.output import opened, width  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.cli.progress import shown_progress  # noqa: PLC0415
    from kg.explain import explain as read  # noqa: PLC0415
    from kg.explain import explanation_page, explanation_text  # noqa: PLC0415
    from kg.extract import Extractor  # noqa: PLC0415
    from kg.pipeline import read_articles  # noqa: PLC0415
    from kg.store.tables import printable  # noqa: PLC0415

    config = options.read_config(config_path, knowledge=knowledge)
    with shown_progress() as progress:
        notes = list(read(read_articles(sources, config, progress, lang=lang), Extractor(config)))
    with opened(output) as out:
        out.write((explanation_page(notes) if html else printable(explanation_text(notes, width()))).encode())
