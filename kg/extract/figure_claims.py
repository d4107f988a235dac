"""Figures as claims: evidence cut from the article, a minted id, the keys of the entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.figures import FigureClaim, ModeAt, find_figures
from kg.ids import digest
from kg.model import Claim, EntityRef, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.document import AnnotatedArticle
    from kg.extract.figure_lexicon import FigureLexicon
    from kg.extract.figure_opinions import AmountOpinions
    from kg.extract.figure_view import SentenceView
    from kg.ontology import Schema


def figure_claims(
    annotated: AnnotatedArticle,
    lexicon: FigureLexicon,
    mode_at: ModeAt,
    schema: Schema,
    keys: Sequence[str],
    views: Sequence[SentenceView],
    opinions: AmountOpinions,
) -> list[Claim]:
    """Return the figures of an article as claims; ``keys`` are the keys of its entities, by index."""
    figures = find_figures(annotated, lexicon, mode_at, schema, views, opinions)
    return [_claim(annotated, figure, keys) for figure in figures]


def _claim(annotated: AnnotatedArticle, figure: FigureClaim, keys: Sequence[str]) -> Claim:
    article = annotated.article
    start, end = figure.evidence
    place = (figure.start, figure.end)
    identity = ("claim", article.id, figure.metric, str(start), str(end), str(figure.subject_offsets), str(place))
    return Claim(
        id=digest(*identity, keys[figure.subject]),
        article_id=article.id,
        subject=EntityRef(keys[figure.subject]),
        predicate=figure.metric,
        object=figure.quantity,
        evidence=Evidence(start, end, article.text[start:end], figure.subject_offsets, place),
        mode=figure.mode,
        attributed_to=EntityRef(keys[figure.speaker]) if figure.speaker is not None else None,
        confidence=round(figure.confidence, 2),
        rule=figure.rule,
    )
