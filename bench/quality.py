"""Measures the extractor on gold files and prints the tables of docs/quality.md.

    python bench/quality.py "own=tests/gold/fr.gold.jsonl,tests/gold/en.gold.jsonl"

Each argument names a set and its gold files; the articles stand beside them. Columns follow the sets, so the difference
between sets that rules were written with and sets that they never saw is in one row. ``--page docs/quality.md`` puts
the tables into the page, between its two marks.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from typing import TYPE_CHECKING

from kg.config import Config
from kg.evaluate import (
    Counts,
    Evaluation,
    Scores,
    Share,
    articles_beside,
    evaluate,
    load_gold,
    names_found,
    reliability,
)
from kg.evaluate.causes import CAUSES
from kg.evaluate.text import causes_counted, markdown_reliability, markdown_table
from kg.extract import Extractor
from kg.pipeline import read_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NAMES = {"en": "English", "fr": "French"}
SURE = 0.9
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"


@dataclass(frozen=True, slots=True)
class Measured:
    """A set of gold files and what was measured on it."""

    name: str
    evaluation: Evaluation


def measure(name: str, paths: Iterable[Path], extractor: Extractor) -> Measured:
    """Extract the articles of some gold files and score them together."""
    golds, found, lines = [], [], []
    for path in paths:
        golds += load_gold(path, extractor.schema)
        extractions, published = read_claims([str(articles_beside(path))], Config(), extractor=extractor)
        found += extractions
        lines += published
    return Measured(name, evaluate(golds, lines, extractor.schema, names_found(found)))


def counts_cell(counts: Counts) -> str:
    """Return precision, recall and F1 in one cell."""
    return f"{counts.precision:.2f} / {counts.recall:.2f} / **{counts.f1:.2f}**" if counts.expected else "–"


def share_cell(share: Share) -> str:
    """Return a share with its counts in one cell."""
    return "–" if share.part is None else f"{100 * share.part:.0f} % ({share.right}/{share.total})"


#: Row title → what is in the cell of a language's scores.
ROWS: tuple[tuple[str, Callable[[Scores], str]], ...] = (
    ("relations, exact: P / R / F1", lambda s: counts_cell(s.relations)),
    ("relations, parent allowed", lambda s: counts_cell(s.lenient)),
    ("figures (value and unit)", lambda s: counts_cell(s.figures)),
    ("period right", lambda s: share_cell(s.period)),
    ("change right", lambda s: share_cell(s.change)),
    ("mode right", lambda s: share_cell(s.mode)),
    ("attributedTo right", lambda s: share_cell(s.attribution)),
    ("expected relations and figures", lambda s: f"{s.relations.expected} + {s.figures.expected}"),
)


def figures_table(sets: list[Measured]) -> str:
    """Return the measures, one row a measure and language, one column a set."""
    languages = sorted({lang for s in sets for lang in s.evaluation.languages})
    rows = []
    for lang in languages:
        for title, cell in ROWS:
            cells = (cell(s.evaluation.languages.get(lang, Scores())) for s in sets)
            rows.append((f"{NAMES.get(lang, lang)}: {title}", *cells))
    return markdown_table(("", *(s.name for s in sets)), rows)


def relations_table(sets: list[Measured]) -> str:
    """Return F1 by relation and metric, the most frequent first."""
    expected: dict[str, int] = {}
    tables = []
    for s in sets:
        counts = {**s.evaluation.total.by_relation, **s.evaluation.total.by_metric}
        tables.append(counts)
        for name, count in counts.items():
            expected[name] = expected.get(name, 0) + count.expected
    order = sorted((name for name in expected if expected[name]), key=lambda name: (-expected[name], name))
    rows = ((f"`{name}`", *(counts_cell(t.get(name, Counts())) for t in tables)) for name in order)
    return markdown_table(("relation or metric", *(s.name for s in sets)), rows)


def causes_table(sets: list[Measured]) -> str:
    """Return the causes of errors with counts of missed and wrong claims."""
    counted = [{c: (missed, wrong) for c, missed, wrong in causes_counted(s.evaluation.total)} for s in sets]
    rows = []
    for cause in CAUSES:
        pairs = [table.get(cause, (0, 0)) for table in counted]
        if any(map(any, pairs)):
            rows.append((cause, *(f"{missed} / {wrong}" for missed, wrong in pairs)))
    return markdown_table(("cause: missed / wrong", *(s.name for s in sets)), rows)


def sure_line(s: Measured) -> str:
    """Say how many of the surest claims are right."""
    sure = [j.right for j in s.evaluation.total.judged if j.line["confidence"] >= SURE]
    part = f"{100 * sum(sure) / len(sure):.0f} % of them right" if sure else "none"
    name, found = s.name[:1].upper() + s.name[1:], len(s.evaluation.total.judged)
    return f"**{name}**: {len(sure)} of {found} claims have at least {SURE}, {part}."


def tables(sets: list[Measured]) -> str:
    """Return all tables of the page."""
    parts = [f"### Precision, recall and F1\n\n{figures_table(sets)}", "### Reliability of confidences\n"]
    for s in sets:
        parts += [f"{sure_line(s)}\n", markdown_reliability(reliability(s.evaluation.total.judged))]
    parts.append(f"### Errors by cause\n\n{causes_table(sets)}")
    parts.append(f"### By relation and metric\n\n{relations_table(sets)}")
    return "\n".join(parts)


def main() -> None:
    """Measure all sets and print the page's tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", nargs="+", metavar="NAME=GOLD[,GOLD…]")
    parser.add_argument("--page", type=Path, help="a page whose tables are replaced, instead of printing them")
    args = parser.parse_args()
    extractor = Extractor(Config())
    sets = []
    for text in args.sets:
        name, _, paths = text.partition("=")
        sets.append(measure(name, [Path(p) for p in paths.split(",")], extractor))
    text = tables(sets)
    if args.page is None:
        print(text)
        return
    page = args.page.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    args.page.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
