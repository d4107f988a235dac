"""Measures the extractor on gold files: how much it finds, how much of that is right, how sure it should be."""

from kg.evaluate.clusters import Agreement, b_cubed, pairwise
from kg.evaluate.gold import GoldArticle, GoldClaim, GoldFigure, articles_beside, load_gold
from kg.evaluate.identity import annotated_extractions, read_things
from kg.evaluate.reliability import Bin, reliability
from kg.evaluate.score import evaluate, names_found, score_article
from kg.evaluate.scores import Counts, Evaluation, Judged, Missed, Scores, Share

__all__ = [
    "Agreement",
    "Bin",
    "Counts",
    "Evaluation",
    "GoldArticle",
    "GoldClaim",
    "GoldFigure",
    "Judged",
    "Missed",
    "Scores",
    "Share",
    "annotated_extractions",
    "articles_beside",
    "b_cubed",
    "evaluate",
    "load_gold",
    "names_found",
    "pairwise",
    "read_things",
    "reliability",
    "score_article",
]
