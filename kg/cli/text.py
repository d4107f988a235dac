"""Reports, cards, counts and claims as text for people."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import width
from kg.model import DateValue, EntityRef, Quantity
from kg.store import QueryResult, Term
from kg.store.tables import printable, text_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import BuildReport
    from kg.store.cards import CardClaim, EntityCard
    from kg.store.summary import Counts

#: Rows of the tables of ``kg stats``.
MOST = 15
#: Characters of a quote in the table of ``kg extract``.
QUOTE = 160
_BOUNDS = {"atLeast": "at least ", "atMost": "at most ", "about": "about "}


def report_text(folder: str, report: BuildReport) -> str:
    """Say what a build did."""
    changes = [
        (report.added, "added"),
        (report.replaced, "replaced"),
        (report.unchanged, "unchanged"),
        (report.removed, "removed"),
        (report.duplicates, "duplicates left out"),
        (len(report.rejected), "rejected"),
    ]
    articles = ", ".join(f"{number} {what}" for number, what in changes if number)
    withheld = f" ({report.withheld} more in review: they contradict the ontology)" if report.withheld else ""
    return (
        f"{folder}: {report.entities} entities, {report.claims} claims{withheld}\n"
        f"articles: {articles or 'none'} ({report.seconds:.1f} s)\n"
        + (f"decisions: {report.decisions}\n" if report.decisions else "")
        + "".join(f"note: {printable(notice)}\n" for notice in report.notices)
    )


def counts_text(folder: str, counts: Counts) -> str:
    """Say how much of what a graph holds."""
    span = f" from {counts.first_date} to {counts.last_date}" if counts.first_date else ""
    lines = [
        click.style(folder, bold=True),
        f"  articles  {counts.articles}{span} ({_numbers(counts.languages)})",
        f"  entities  {counts.entities}, {counts.linked} of them linked to Wikidata",
        f"  claims    {counts.claims} ({_numbers(counts.modes)})",
        *([f"  in review {counts.withheld} more claims that contradict the ontology"] if counts.withheld else []),
        f"  RDF       {counts.quads} statements ({counts.direct} direct, {counts.inferred} inferred from these)",
        "",
        click.style("Classes", bold=True),
        *_columns(counts.classes),
        "",
        click.style("Relations and figures", bold=True),
        *_columns({name: sum(modes.values()) for name, modes in counts.relations.items()}),
    ]
    return "\n".join(lines) + "\n"


def _numbers(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{printable(name)} {number}" for name, number in counts.items()) or "none"


def _columns(counts: Mapping[str, int]) -> list[str]:
    rows = list(counts.items())
    lines = [f"  {number:>7}  {name}" for name, number in rows[:MOST]]
    if len(rows) > MOST:
        rest = rows[MOST:]
        lines.append(f"  {sum(number for _, number in rest):>7}  in {len(rest)} more")
    return lines


def card_text(card: EntityCard) -> str:
    """Show an entity with its claims."""
    entity = card.entity
    heading = f"{printable(entity.name)} ({', '.join(entity.types) or 'of no known class'})"
    lines = [click.style(heading, bold=True), f"  {entity.iri}", *(f"  = {iri}" for iri in entity.same_as)]
    names = sorted({*entity.aliases, *(name for _, name in entity.labels)} - {entity.name})
    if names:
        lines += textwrap.wrap(f"also called: {printable(', '.join(names))}", width() - 2, initial_indent="  ",
                               subsequent_indent="    ")  # fmt: skip
    for title, claims in (
        ("About it", card.outgoing),
        ("Where it comes in", card.incoming),
        ("According to it", card.said),
    ):
        if claims:
            lines += ["", click.style(title, bold=True)]
            for claim in claims:
                lines += _claim_lines(claim)
    return "\n".join(lines) + "\n"


def _claim_lines(item: CardClaim) -> list[str]:
    claim = item.claim
    notes: list[str] = [claim.mode] if claim.mode != "asserted" else []
    if item.attributed_to:
        notes.append(f"according to {item.attributed_to}")
    notes += (f"{name}: {_value(value)}" for name, value in claim.qualifiers if not isinstance(value, EntityRef))
    notes.append(f"{claim.confidence:.2f}")
    statement = f"{item.subject_name} – {claim.predicate} – {item.object_name or _value(claim.object)}"
    place = ", ".join(part for part in (item.article.publisher, item.article.date, item.article.id) if part)
    quote = " ".join(claim.evidence.quote.split())
    return [
        f"  {printable(statement)} [{printable(', '.join(notes))}]",
        *textwrap.wrap(printable(f"“{quote}”"), width() - 6, initial_indent="      ", subsequent_indent="      "),
        click.style(
            f"      {printable(place)}:{claim.evidence.start}-{claim.evidence.end} · claim {claim.id}", dim=True
        ),
    ]


def _value(value: object) -> str:
    match value:
        case Quantity():
            number = "" if value.value is None else f"{_BOUNDS.get(value.bound or '', '')}{value.value:,}"
            change = "" if value.change is None else f"{value.change:+} %"
            return " ".join(part for part in (number, value.unit, value.period, change) if part)
        case DateValue(text):
            return text
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def claims_jsonl(lines: Sequence[Mapping[str, Any]]) -> str:
    """Return claims as one JSON object a line."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def claims_table(lines: Sequence[Mapping[str, Any]]) -> str:
    """Return claims as a table to look at."""
    rows = []
    for line in lines:
        source = f" ({line['attributedTo']['label']})" if line["attributedTo"] else ""
        cells = (
            line["subject"]["label"],
            line["predicate"],
            _object(line["object"]),
            line["mode"] + source,
            f"{line['confidence']:.2f}",
            textwrap.shorten(line["evidence"]["quote"], QUOTE, placeholder="…"),
            line["article"],
        )
        rows.append(tuple(Term("literal", cell) for cell in cells))
    columns = ("subject", "relation", "object", "mode", "confidence", "quote", "article")
    return text_table(QueryResult("select", columns, tuple(rows)), width())


def _object(value: Mapping[str, Any]) -> str:
    if "label" in value:
        return str(value["label"])
    if "unit" in value or "period" in value or "change" in value or not isinstance(value["value"], str):
        return _value(Quantity(**value))
    return str(value["value"])
