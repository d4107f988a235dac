"""Fits the map from the signs of a claim to its confidence on gold files, and writes ontologies/calibration.toml.

    python bench/calibrate.py tests/gold/fr.gold.jsonl tests/gold/en.gold.jsonl --also worked-with.gold.jsonl

Without ``--rules-alone`` the part for rules with the classifier is fitted: then no file may be one that the classifier
was trained with.

Two steps. A logistic regression with an L2 penalty on the signs of :mod:`kg.extract.signs` learns from all files. Then
a rising map of its result learns from the files that no rule was written with, for only they tell how often claims are
right in new articles: the regression's probabilities are stretched to the shares that are right, and 0.9 begins where
the claims above are right at least :data:`WANTED` of the time. All of this by cross-validation over articles: no claim
is judged by weights that have seen its article.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.config import Config
from kg.evaluate import Judged, articles_beside, evaluate, load_gold, reliability
from kg.evaluate.text import markdown_reliability
from kg.extract.calibrate import FILE_NAME, RULES_ALONE, WITH_CLASSIFIER, Calibration, interpolate
from kg.extract.extractor import Extractor, extraction_of
from kg.extract.signs import Signs
from kg.model import Article
from kg.pipeline import published_lines
from kg.pipeline.build import readable
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A sign that fewer claims have says nothing.
LEAST_SEEN = 4
#: Strength of the penalty: of 1, 3, 6, 10 and 20 the one with most claims right at the top in the cross-validation.
PENALTY = 20.0
FOLDS = 10
#: Confidence at which a claim is called sure, and how often such claims must be right, with a margin of one standard
#: deviation because there are not many.
SURE, WANTED = 0.9, 0.95
#: Fewer claims than this tell nothing about how often they are right.
LEAST_SURE = 20
#: What the file says of itself.
HEAD = """# What the signs of a claim (kg/extract/signs.py) are worth: a regression, and a rising map of its result.
# Written by bench/calibrate.py; do not edit, fit again.
"""
#: Probabilities at which the map has a knot, beside the one where claims become sure.
GRID = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


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
            drafted = [claim for _, claim in trace.drafts]
            reader = Signs(trace.annotated, trace.keys, trace.uncalibrated, drafted, trace.opinions)
            signs |= {(article.id, claim.id): reader.of(claim) for claim in trace.uncalibrated}
            found.append(extraction_of(replace(trace, claims=trace.uncalibrated)))
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


def stretch(probabilities: list[float], right: list[float]) -> tuple[float, float]:
    """Return slope and intercept that fit the log-odds of the probabilities to what was right (Platt's scaling)."""
    odds = np.log(np.array(probabilities) / (1 - np.array(probabilities)))
    x, y = np.stack([odds, np.ones_like(odds)], axis=1), np.array(right)
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2), x.T @ (p - y))
    return float(weights[0]), float(weights[1])


def sure_from(probabilities: list[float], right: list[float]) -> float | None:
    """Return the lowest probability above which claims are right often enough, if there is one."""
    limit, hits = None, 0.0
    for number, (p, good) in enumerate(sorted(zip(probabilities, right, strict=True), reverse=True), 1):
        hits += good
        part = hits / number
        if number >= LEAST_SURE and part - (part * (1 - part) / number) ** 0.5 >= WANTED:
            limit = p
    return limit


def rising_map(probabilities: list[float], right: list[float]) -> tuple[tuple[float, float], ...]:
    """Return the knots of the map from probability to confidence."""
    slope, intercept = stretch(probabilities, right)
    limit = sure_from(probabilities, right)
    end = 0.9999 if limit is None else limit - 1e-4
    below = [
        (p, min(SURE - 0.01, float(1 / (1 + np.exp(-slope * np.log(p / (1 - p)) - intercept)))))
        for p in (*(g for g in GRID if g < end), end - 1e-4)
    ]
    top = SURE - 0.01 if limit is None else SURE
    knots = [(0.0, 0.0), *below, (end, top), (1.0, top if limit is None else 0.99)]
    highest = np.maximum.accumulate([y for _, y in knots])
    return tuple((round(x, 4), round(float(y), 4)) for (x, _), y in zip(knots, highest, strict=True))


def rejudged(samples: list[Sample], confidences: list[float]) -> list[Judged]:
    """Return the judged claims with other confidences."""
    return [
        Judged({**s.judged.line, "confidence": c}, s.judged.right) for s, c in zip(samples, confidences, strict=True)
    ]


def cross_validated(held_out: list[Sample], also: list[Sample]) -> list[Judged]:
    """Return the held-out claims with confidences by weights and a map that have not seen their article."""
    articles = sorted({s.article for s in held_out})
    fold = {a: number % FOLDS for number, a in enumerate(np.random.default_rng(1).permutation(articles))}
    confidences = [0.0] * len(held_out)
    for k in range(FOLDS):
        known = [s for s in held_out if fold[s.article] != k]
        knots = rising_map(unseen([*known, *also])[: len(known)], [s.right for s in known])
        calibration = Calibration(*fit([*known, *also]), knots)
        for number, sample in enumerate(held_out):
            if fold[sample.article] == k:
                confidences[number] = calibration.confidence(sample.signs)
    return rejudged(held_out, confidences)


def written(name: str, part: Mapping[str, Any]) -> str:
    """Return one part of the calibration file: what it was fitted on, the map, the weights."""
    lines = [
        f"[{name}]",
        f'sources = "{part["sources"]}"',
        f"intercept = {part['intercept']:.4f}",
        f"least = {part['least']:.2f}",
        f"knots = [{', '.join(f'[{x:.4f}, {y:.4f}]' for x, y in part['knots'])}]",
        "",
        f"[{name}.weights]",
        *(f'"{sign}" = {weight:.4f}' for sign, weight in sorted(part["weights"].items())),
    ]
    return "\n".join(lines) + "\n"


def store(path: Path, name: str, part: Mapping[str, Any]) -> None:
    """Write one part of the calibration file and leave the other as it is."""
    parts = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    parts[name] = part
    path.write_text("\n".join([HEAD, *(written(n, parts[n]) for n in sorted(parts))]), encoding="utf-8")


def main() -> None:
    """Fit, print how reliable the confidences are, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path, help="gold that no rule was written with")
    parser.add_argument("--also", nargs="*", type=Path, default=[], help="other gold, for the regression alone")
    parser.add_argument("-o", "--output", type=Path, default=ontologies_dir() / FILE_NAME)
    parser.add_argument("--rules-alone", action="store_true", help="fit the part for rules without the classifier")
    parser.add_argument("--least", type=float, default=0.0, help="confidence below which claims are left out")
    parser.add_argument("--sources", default="gold files", help="how the file names what it was fitted on")
    args = parser.parse_args()
    extractor = Extractor(Config(classifier=not args.rules_alone))
    held_out = [sample for path in args.gold for sample in read_samples(path, extractor)]
    also = [sample for path in args.also for sample in read_samples(path, extractor)]
    probabilities = unseen([*held_out, *also])[: len(held_out)]
    right = [s.right for s in held_out]
    knots = rising_map(probabilities, right)
    print(f"{len(held_out)} claims, {sum(right) / len(right):.3f} right; {len(also)} more for the regression\n")
    print("Map fitted on all held-out claims, weights cross-validated:\n")
    mapped = rejudged(held_out, [interpolate(knots, p) for p in probabilities])
    print(markdown_reliability(reliability(mapped)))
    print("Weights and map cross-validated:\n")
    print(markdown_reliability(reliability(cross_validated(held_out, also))))
    intercept, weights = fit([*held_out, *also])
    name = RULES_ALONE if args.rules_alone else WITH_CLASSIFIER
    part = {"sources": args.sources, "intercept": intercept, "least": args.least, "knots": knots, "weights": weights}
    store(args.output, name, part)


if __name__ == "__main__":
    main()
