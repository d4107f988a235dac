"""Evaluations as text for a terminal, as JSON, and as Markdown tables for documents."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.evaluate.causes import CAUSES
from kg.evaluate.gold import GoldClaim
from kg.evaluate.match import literal_of
from kg.evaluate.reliability import Bin, reliability

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.evaluate.match import Line
    from kg.evaluate.scores import Counts, Evaluation, Missed, Scores, Share

#: Columns of text before the numbers.
_WIDTH = 28
_QUOTE = 160


def evaluation_text(evaluation: Evaluation) -> str:
    """Return the measures as a table for a terminal."""
    total = evaluation.total
    lines = [
        f"{'':{_WIDTH}}  precision  recall     F1    expected  found  right",
        _row("relations", total.relations),
        *(_row(f"  {lang}", scores.relations) for lang, scores in evaluation.languages.items()),
        _row("relations, parent allowed", total.lenient),
        _row("figures (value and unit)", total.figures),
        *(_row(f"  {lang}", scores.figures) for lang, scores in evaluation.languages.items()),
        "",
        *(f"{name:{_WIDTH}}  {_share(share)}" for name, share in _details(total)),
        "",
        f"{'by relation and metric':{_WIDTH}}  precision  recall     F1    expected  found  right",
        *(_row(f"  {name}", counts) for name, counts in _by_size(total)),
        "",
        f"{'confidence':{_WIDTH}}  claims  mean confidence  right",
        *(f"{_bin_name(b):{_WIDTH}}  {b.claims:>6}  {_mean(b):>15}  {_part(b.part):>5}" for b in _bins(total)),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def errors_text(evaluation: Evaluation) -> str:
    """Return what was missed and what was wrong, with sentence, rule and cause, and the causes counted."""
    total = evaluation.total
    lines = ["missed:"]
    for missed in total.missed:
        lines += [f"  {missed.article}: {_wanted(missed)} [{missed.cause}]", *_quoted(missed.wanted.quote)]
    lines += ["", "wrong:"]
    for judged in total.wrong:
        line = judged.line
        notes = f"{judged.cause}; {line['mode']}, {line['rule']}, {line['confidence']:.2f}"
        lines += [
            f"  {line['article']}: {_found(line)} [{notes}]",
            *_quoted(line["evidence"]["quote"]),
        ]
    lines += ["", f"{'causes':{_WIDTH + 8}}  missed  wrong"]
    lines += [f"  {cause:{_WIDTH + 6}}  {missed:>6}  {wrong:>5}" for cause, missed, wrong in causes_counted(total)]
    return "\n".join(lines) + "\n"


def evaluation_dict(evaluation: Evaluation, *, errors: bool = False) -> dict[str, Any]:
    """Return the measures for JSON, with all errors if asked for."""
    data = _scores_dict(evaluation.total)
    data["languages"] = {lang: _scores_dict(scores) for lang, scores in evaluation.languages.items()}
    data["confidence"] = [
        {"from": b.low, "to": b.high, "claims": b.claims, "mean": round(b.expected, 4), "right": b.right}
        for b in _bins(evaluation.total)
    ]
    data["causes"] = [
        {"cause": cause, "missed": missed, "wrong": wrong} for cause, missed, wrong in causes_counted(evaluation.total)
    ]
    if errors:
        data["missed"] = [
            {
                "article": m.article,
                "subject": m.sides[0],
                "predicate": _predicate(m),
                "object": m.sides[1],
                "quote": m.wanted.quote,
                "cause": m.cause,
            }
            for m in evaluation.total.missed
        ]
        data["wrong"] = [{**j.line, "cause": j.cause} for j in evaluation.total.wrong]
    return data


def causes_counted(scores: Scores) -> list[tuple[str, int, int]]:
    """Return (cause, missed, wrong) for every cause that occurs."""
    missed = Counter(m.cause for m in scores.missed)
    wrong = Counter(j.cause for j in scores.wrong)
    return [(cause, missed[cause], wrong[cause]) for cause in CAUSES if missed[cause] or wrong[cause]]


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is text, the others are numbers."""
    marks = ["---", *("---:" for _ in header[1:])]
    return "".join(f"| {' | '.join(row)} |\n" for row in (header, marks, *rows))


def markdown_reliability(bins: Iterable[Bin]) -> str:
    """Return a reliability table in Markdown."""
    rows = [(_bin_name(b), str(b.claims), _mean(b), _part(b.part)) for b in bins]
    return markdown_table(("confidence", "claims", "mean confidence", "right"), rows)


def _bins(scores: Scores) -> tuple[Bin, ...]:
    return reliability(scores.judged)


def _row(name: str, counts: Counts) -> str:
    return (
        f"{name:{_WIDTH}}  {counts.precision:>9.3f}  {counts.recall:>6.3f}  {counts.f1:>5.3f}"
        f"    {counts.expected:>8}  {counts.found:>5}  {counts.right:>5}"
    )


def _details(scores: Scores) -> list[tuple[str, Share]]:
    return [
        ("period right", scores.period),
        ("change right", scores.change),
        ("mode right", scores.mode),
        ("attributedTo right", scores.attribution),
    ]


def _share(share: Share) -> str:
    return f"{share.right}/{share.total}" + ("" if share.part is None else f" ({_part(share.part)})")


def _part(part: float | None) -> str:
    return "–" if part is None else f"{100 * part:.0f} %"


def _mean(b: Bin) -> str:
    return f"{b.expected:.2f}" if b.claims else "–"


def _bin_name(b: Bin) -> str:
    return f"{b.low:.1f} to {b.high:.1f}" if b.low else f"below {b.high:.1f}"


def _by_size(scores: Scores) -> list[tuple[str, Counts]]:
    rows = [*scores.by_relation.items(), *scores.by_metric.items()]
    return sorted(rows, key=lambda row: (-row[1].expected, row[0]))


def _predicate(missed: Missed) -> str:
    return missed.wanted.predicate if isinstance(missed.wanted, GoldClaim) else missed.wanted.metric


def _wanted(missed: Missed) -> str:
    return f"{missed.sides[0]} – {_predicate(missed)} – {missed.sides[1]}"


def _found(line: Line) -> str:
    target = line["object"]
    if "label" in target:
        read = literal_of(target)
    else:
        known = (target.get(key) for key in ("value", "unit", "period"))
        read = " ".join(str(part) for part in known if part is not None)
        read += f" ({target['change']:+g} %)" if target.get("change") is not None else ""
    return f"{line['subject']['label']} – {line['predicate']} – {read.strip()}"


def _quoted(quote: str) -> list[str]:
    text = " ".join(quote.split())
    return [f"      “{text if len(text) <= _QUOTE else text[: _QUOTE - 1] + '…'}”"] if text else []


def _scores_dict(scores: Scores) -> dict[str, Any]:
    return {
        "relations": _counts_dict(scores.relations),
        "lenient": _counts_dict(scores.lenient),
        "figures": _counts_dict(scores.figures),
        **{name: {"right": share.right, "total": share.total} for name, share in _shares(scores)},
        "byRelation": {name: _counts_dict(counts) for name, counts in scores.by_relation.items()},
        "byMetric": {name: _counts_dict(counts) for name, counts in scores.by_metric.items()},
    }


def _shares(scores: Scores) -> list[tuple[str, Share]]:
    names = ("period", "change", "mode", "attributedTo")
    return [(name, share) for name, (_, share) in zip(names, _details(scores), strict=True)]


def _counts_dict(counts: Counts) -> dict[str, float]:
    return {
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "f1": round(counts.f1, 4),
        "expected": counts.expected,
        "found": counts.found,
        "right": counts.right,
    }


def report(evaluation: Evaluation, format_name: str, *, errors: bool = False) -> str:
    """Return the measures as ``table`` or ``json``, with all errors if asked for."""
    if format_name == "json":
        return json.dumps(evaluation_dict(evaluation, errors=errors), ensure_ascii=False, indent=1) + "\n"
    return evaluation_text(evaluation) + ("\n" + errors_text(evaluation) if errors else "")
