"""Fits the map from the signs of a claim to its confidence on gold files, and writes ontologies/calibration.toml.

    python bench/calibrate.py tests/gold/fr.gold.jsonl tests/gold/en.gold.jsonl

A logistic regression with an L2 penalty on the signs of :mod:`kg.extract.signs`; then a rising map of its result, so
that the claims which get 0.9 or more are right at least :data:`WANTED` of the time in a cross-validation by articles.
The reliability that is printed is that of the cross-validation, map and all: no claim is judged by weights that have
seen its article.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.config import Config
from kg.evaluate import Bin, Judged, articles_beside, evaluate, load_gold, reliability
from kg.evaluate.text import markdown_reliability
from kg.extract.calibrate import FILE_NAME, Calibration, interpolate
from kg.extract.extractor import Extractor, extraction_of
from kg.extract.signs import Signs
from kg.model import Article
from kg.pipeline import published_lines
from kg.pipeline.build import readable
from kg.resources import ontologies_dir

#: A sign that fewer claims have says nothing.
LEAST_SEEN = 4
#: Strength of the penalty, chosen by cross-validation among 1, 3 and 10.
PENALTY = 3.0
FOLDS = 10
SURE = 0.9
#: What the claims of 0.9 and more must reach, by the lower end of a one-sided interval of this many deviations.
WANTED, DEVIATIONS = 0.95, 0.5
#: Fewer claims than this tell nothing about how often they are right.
LEAST_SURE = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """A claim of an article, its signs, and whether the gold file has it."""

    article: str
    signs: dict[str, float]
    judged: Judged

    @property
    def right(self) -> float:
        """1 for a claim that was expected, 0 for another."""
        return float(self.judged.right)


def read_samples(gold_path: Path, extractor: Extractor) -> list[Sample]:
    """Extract the articles of a gold file and judge every claim."""
    signs: dict[tuple[str, str], dict[str, float]] = {}
    found = []
    for article in readable([str(articles_beside(gold_path))], Config()):
        if not isinstance(article, Article):
            continue
        language = extractor.language(article.lang)
        with language.pipeline.memory_zone():
            trace = language.trace(article)
            reader = Signs(trace.annotated, trace.keys, trace.uncalibrated, [claim for _, claim in trace.drafts])
            signs |= {(article.id, claim.id): reader.of(claim) for claim in trace.uncalibrated}
            found.append(extraction_of(trace))
    scores = evaluate(load_gold(gold_path, extractor.schema), published_lines(found, extractor), extractor.schema).total
    return [Sample(j.line["article"], signs[j.line["article"], j.line["id"]], j) for j in scores.judged]


def fit(samples: list[Sample]) -> tuple[float, dict[str, float]]:
    """Return intercept and weights of the regression, by Newton's method."""
    counts = Counter(name for sample in samples for name in sample.signs)
    names = sorted(name for name, count in counts.items() if count >= LEAST_SEEN)
    x = np.array([[*(s.signs.get(name, 0.0) for name in names), 1.0] for s in samples])
    y = np.array([s.right for s in samples])
    penalty = np.full(x.shape[1], PENALTY)
    penalty[-1] = 1e-3
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty), x.T @ (p - y) + penalty * weights)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return float(weights[-1]), {name: float(w) for name, w in zip(names, weights[:-1], strict=True)}


def probability(intercept: float, weights: dict[str, float], sample: Sample) -> float:
    """Return what the regression says of a claim."""
    total = intercept + sum(weights.get(name, 0.0) * value for name, value in sample.signs.items())
    return float(1 / (1 + np.exp(-total)))


def unseen(samples: list[Sample]) -> list[float]:
    """Return the probability of every claim by a regression that has not seen its article."""
    articles = sorted({s.article for s in samples})
    fold = {article: number % FOLDS for number, article in enumerate(np.random.default_rng(0).permutation(articles))}
    out = [0.0] * len(samples)
    for k in range(FOLDS):
        intercept, weights = fit([s for s in samples if fold[s.article] != k])
        for number, sample in enumerate(samples):
            if fold[sample.article] == k:
                out[number] = probability(intercept, weights, sample)
    return out


def rising_map(probabilities: list[float], right: list[float]) -> tuple[tuple[float, float], ...]:
    """Return the knots that give 0.9 to the lowest probability above which claims are right often enough."""
    order = sorted(zip(probabilities, right, strict=True), reverse=True)
    limit = None
    hits = 0.0
    for number, (p, good) in enumerate(order, 1):
        hits += good
        part = hits / number
        if number >= LEAST_SURE and part - DEVIATIONS * (part * (1 - part) / number) ** 0.5 >= WANTED:
            limit = p
    if limit is None:
        return ((0.0, 0.0), (SURE, SURE - 0.01), (1.0, SURE - 0.01))
    return ((0.0, 0.0), (round(limit - 1e-4, 4), SURE), (1.0, 1.0))


def rejudged(samples: list[Sample], confidences: list[float]) -> list[Judged]:
    """Return the judged claims with other confidences."""
    return [
        Judged({**s.judged.line, "confidence": c}, s.judged.right) for s, c in zip(samples, confidences, strict=True)
    ]


def cross_validated(samples: list[Sample]) -> tuple[Bin, ...]:
    """Return the reliability where neither weights nor map have seen the article."""
    articles = sorted({s.article for s in samples})
    fold = {a: number % FOLDS for number, a in enumerate(np.random.default_rng(1).permutation(articles))}
    confidences = [0.0] * len(samples)
    for k in range(FOLDS):
        known = [s for s in samples if fold[s.article] != k]
        knots = rising_map(unseen(known), [s.right for s in known])
        calibration = Calibration(*fit(known), knots)
        for number, sample in enumerate(samples):
            if fold[sample.article] == k:
                confidences[number] = calibration.confidence(sample.signs)
    return reliability(rejudged(samples, confidences))


def written(intercept: float, weights: dict[str, float], knots: tuple[tuple[float, float], ...], sources: str) -> str:
    """Return the text of the calibration file."""
    lines = [
        "# What the signs of a claim (kg/extract/signs.py) are worth: a regression, and a rising map of its result.",
        f"# Written by bench/calibrate.py from {sources}; do not edit, fit again.",
        "",
        f"intercept = {intercept:.4f}",
        f"knots = [{', '.join(f'[{x:.4f}, {y:.4f}]' for x, y in knots)}]",
        "",
        "[weights]",
        *(f'"{name}" = {weight:.4f}' for name, weight in sorted(weights.items())),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, print how reliable the confidences are, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=ontologies_dir() / FILE_NAME)
    parser.add_argument("--sources", default="gold files", help="how the file names what it was fitted on")
    args = parser.parse_args()
    extractor = Extractor(Config())
    samples = [sample for path in args.gold for sample in read_samples(path, extractor)]
    right = [s.right for s in samples]
    probabilities = unseen(samples)
    knots = rising_map(probabilities, right)
    print(f"{len(samples)} claims, {sum(right) / len(right):.3f} right; knots {knots}\n")
    print("Regression alone, cross-validated:\n")
    print(markdown_reliability(reliability(rejudged(samples, probabilities))))
    print("With the rising map, map cross-validated too:\n")
    print(markdown_reliability(cross_validated(samples)))
    intercept, weights = fit(samples)
    mapped = [interpolate(knots, p) for p in probabilities]
    kept = [r for r, c in zip(right, mapped, strict=True) if c >= SURE]
    print(f"{len(kept)} claims of at least {SURE}: {sum(kept) / max(1, len(kept)):.3f} right (weights cross-validated)")
    args.output.write_text(written(intercept, weights, knots, args.sources), encoding="utf-8")


if __name__ == "__main__":
    main()
