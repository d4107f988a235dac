"""Results, entities and graphs as small pieces of HTML, for notebooks.

Everything is escaped; there is no script, no style sheet and no colour of its own, so a piece looks right on light and
on dark ground.
"""

from __future__ import annotations

import html
from itertools import islice
from typing import TYPE_CHECKING

from kg.model import DateValue, EntityRef, Quantity
from kg.store.tables import compact, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.store.cards import CardClaim, EntityCard
    from kg.store.query import QueryResult
    from kg.store.summary import Counts
    from kg.store.terms import Term

#: Rows, claims and characters after which a notebook shows no more.
MOST_ROWS, MOST_CLAIMS, MOST_CHARS = 50, 12, 400
_CELL = "padding:.2em .8em .2em 0;text-align:{};vertical-align:top;border-bottom:1px solid currentColor"


def text(value: str) -> str:
    """Return text that is safe between tags and in attributes, shortened when it is very long."""
    shown = printable(value)
    return html.escape(f"{shown[:MOST_CHARS]}…" if len(shown) > MOST_CHARS else shown)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: Sequence[bool] = ()) -> str:
    """Return a table; ``rows`` hold HTML, ``headings`` text."""
    sides = ["right" if place < len(numeric) and numeric[place] else "left" for place in range(len(headings))]
    styles = [_CELL.format(side) for side in sides]
    head = "".join(
        f'<th scope="col" style="{style}">{text(name)}</th>' for name, style in zip(headings, styles, strict=True)
    )
    body = "".join(f"<tr>{_cells(row, styles)}</tr>" for row in rows)
    return f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cells(row: Sequence[str], styles: Sequence[str]) -> str:
    return "".join(f'<td style="{style}">{cell}</td>' for cell, style in zip(row, styles, strict=True))


def note(content: str) -> str:
    """Return a line in smaller letters; ``content`` is text."""
    return f"<p><small>{text(content)}</small></p>"


def result_html(result: QueryResult) -> str:
    """Return the answer of a query: yes or no, or the first rows."""
    if result.kind == "ask":
        return f"<p>{'yes' if result.answer else 'no'}</p>"
    prefixes = dict(result.prefixes)
    rows = [[_term(cell, prefixes) for cell in row] for row in result.rows[:MOST_ROWS]]
    numeric = [_all_numbers(row[place] for row in result.rows) for place in range(len(result.columns))]
    shown = table(result.columns, rows, numeric=numeric)
    left = len(result.rows) - len(rows)
    count = f"{len(result.rows)} row{'' if len(result.rows) == 1 else 's'}"
    return (
        shown
        + note(f"{count}, {left} of them not shown" if left else count)
        + (note(result.notice) if result.notice else "")
    )


def _term(term: Term | None, prefixes: dict[str, str]) -> str:
    if term is None:
        return ""
    if term.kind == "iri":
        return f'<span title="{text(term.value)}">{text(compact(term.value, prefixes))}</span>'
    return text(term.value)


def _all_numbers(column: Iterable[Term | None]) -> bool:
    values = [cell.python() for cell in column if cell is not None]
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def card_html(card: EntityCard) -> str:
    """Return an entity with its names, its identifiers and its claims."""
    entity = card.entity
    classes = ", ".join(entity.types) or "of no known class"
    names = sorted({*entity.aliases, *(name for _, name in entity.labels)} - {entity.name})
    parts = [f'<p title="{text(entity.iri)}"><strong>{text(entity.name)}</strong> ({text(classes)})</p>']
    parts += [note(f"also called: {', '.join(names)}")] if names else []
    parts += [note(f"= {', '.join(entity.same_as)}")] if entity.same_as else []
    for heading, claims in (("About it", card.outgoing), ("Where it comes in", card.incoming), ("It says", card.said)):
        if claims:
            parts.append(_claims_html(heading, claims))
    return "".join(parts)


def _claims_html(heading: str, claims: Sequence[CardClaim]) -> str:
    rows = [list(_claim_cells(claim)) for claim in islice(claims, MOST_CLAIMS)]
    left = len(claims) - len(rows)
    shown = table(("subject", "relation", "object", "mode", "confidence", "sentence"), rows,
                  numeric=(False, False, False, False, True))  # fmt: skip
    more = note(f"{left} more") if left else ""
    return f"<details open><summary>{text(heading)} ({len(claims)})</summary>{shown}{more}</details>"


def _claim_cells(item: CardClaim) -> Iterator[str]:
    claim = item.claim
    source = ", ".join(part for part in (item.article.publisher, item.article.date) if part)
    yield text(item.subject_name)
    yield text(claim.predicate)
    yield text(item.object_name or _value(claim.object))
    yield text(f"{claim.mode} ({item.attributed_to})" if item.attributed_to else claim.mode)
    yield f"{claim.confidence:.2f}"
    yield f"“{text(' '.join(claim.evidence.quote.split()))}” <small>{text(source)}</small>"


def _value(value: object) -> str:
    match value:
        case Quantity():
            number = "" if value.value is None else f"{value.value:,}"
            change = "" if value.change is None else f"{value.change:+} %"
            return " ".join(part for part in (value.bound, number, value.unit, value.period, change) if part)
        case DateValue(date):
            return date
        case EntityRef(key):
            return key
        case _:
            return str(value)


def counts_html(folder: str, counts: Counts) -> str:
    """Return how much a graph holds."""
    span = f", {counts.first_date} to {counts.last_date}" if counts.first_date else ""
    heading = f"<p><strong>{text(folder)}</strong></p>"
    rows = [
        ("articles", counts.articles, f"{_listed(counts.languages)}{span}"),
        ("entities", counts.entities, _listed(counts.classes)),
        ("claims", counts.claims, _listed(counts.modes)),
    ]
    return heading + table(
        ("", "number", "of which"), [[text(a), f"{n:,}", text(b)] for a, n, b in rows], numeric=(False, True)
    )


def _listed(counts: Mapping[str, int]) -> str:
    items = list(counts.items())
    more = f" and {len(items) - 6} more" if len(items) > 6 else ""
    return ", ".join(f"{name} {number:,}" for name, number in items[:6]) + more
