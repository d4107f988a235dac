"""Results and claims as pandas data frames; pandas is needed for nothing else."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.errors import UsageError
from kg.model import DateValue, EntityRef, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from kg.model import Article, Claim
    from kg.store.query import QueryResult

    Frame: TypeAlias = pd.DataFrame

CLAIM_COLUMNS = (
    "claim", "subject", "subject_name", "predicate", "object", "object_name", "date", "value", "unit", "period",
    "change", "bound", "mode", "attributed_to", "confidence", "quote", "article", "title", "publisher", "published",
    "lang",
)  # fmt: skip


def frame(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Frame:
    """Return a data frame; raises :class:`UsageError` when pandas is not installed."""
    try:
        pandas: Any = importlib.import_module("pandas")
    except ImportError:
        raise UsageError("pandas is not installed; install it with pip install pandas") from None
    made: Frame = pandas.DataFrame(list(rows), columns=list(columns))
    return made


def result_frame(result: QueryResult) -> Frame:
    """Return the rows of a query: numbers and truth values as such, IRIs and all else as text, gaps as ``None``."""
    if result.kind == "ask":
        raise UsageError("a yes/no answer has no rows; read result.answer")
    rows = ([None if cell is None else cell.python() for cell in row] for row in result.rows)
    return frame(result.columns, rows)


def claims_frame(claims: Iterable[tuple[Article, Claim]], names: Mapping[str, str]) -> Frame:
    """Return one row a claim, in the columns of :data:`CLAIM_COLUMNS`; ``names`` are those of the entities by IRI."""
    return frame(CLAIM_COLUMNS, (_row(article, claim, names) for article, claim in claims))


def _row(article: Article, claim: Claim, names: Mapping[str, str]) -> list[object]:
    target: list[object] = [None] * 8
    match claim.object:
        case EntityRef(iri):
            target[:2] = iri, names.get(iri)
        case DateValue(date):
            target[2] = date
        case Quantity(value, unit, period, change, bound):
            target[3:] = value, unit, period, change, bound
    speaker = claim.attributed_to
    return [
        claim.id, claim.subject.key, names.get(claim.subject.key), claim.predicate, *target, claim.mode,
        names.get(speaker.key, speaker.key) if speaker else None, claim.confidence, claim.evidence.quote, article.id,
        article.title, article.publisher, article.date, article.lang,
    ]  # fmt: skip
