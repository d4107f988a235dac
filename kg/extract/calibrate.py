"""From signs to confidence: how often claims with such signs were right in articles that somebody had annotated.

``ontologies/calibration.toml`` holds the weights of a logistic regression and a rising map of its result, for rules
with the classifier and for rules alone; all are fitted by ``bench/calibrate.py``. A sign without a weight, such as a
relation of somebody's own, counts nothing.
"""

from __future__ import annotations

import itertools
import math
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.extract.signs import Signs
    from kg.model import Claim

FILE_NAME = "calibration.toml"
#: The parts of the file.
WITH_CLASSIFIER, RULES_ALONE = "with_classifier", "rules_alone"


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted map; ``knots`` are (probability, confidence) pairs from (0, …) to (1, …) that never fall.

    Claims of less than ``least`` are no claims: more of them are wrong than a reader can bear.
    """

    intercept: float
    weights: Mapping[str, float]
    knots: tuple[tuple[float, float], ...]
    least: float = 0.0

    def confidence(self, signs: Mapping[str, float]) -> float:
        """Return the confidence of a claim with these signs, rounded down to two digits."""
        total = self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in sorted(signs.items()))
        probability = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
        return math.floor(100 * interpolate(self.knots, probability) + 1e-9) / 100

    def apply(self, signs: Signs, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claims of an article with their confidence."""
        return [replace(claim, confidence=self.confidence(signs.of(claim))) for claim in claims]


def interpolate(knots: Sequence[tuple[float, float]], x: float) -> float:
    """Return the value at ``x`` of the line through the knots, which rise in their first number."""
    for (left, low), (right, high) in itertools.pairwise(knots):
        if x <= right:
            return low if right == left else low + (high - low) * (x - left) / (right - left)
    return knots[-1][1]


def load_calibration(folder: Path, *, judged: bool = False) -> Calibration:
    """Read the calibration of a folder of ontologies, for claims that the classifier has judged or for rules alone.

    Raises :class:`DataError` when it is missing or malformed.
    """
    path = folder / FILE_NAME
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))[WITH_CLASSIFIER if judged else RULES_ALONE]
        knots = tuple((float(x), float(y)) for x, y in data["knots"])
        weights = {str(name): float(value) for name, value in data["weights"].items()}
        calibration = Calibration(float(data["intercept"]), weights, knots, float(data["least"]))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path}: cannot be read as a calibration ({error}); restore the shipped file") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"{path}: {error!s} is missing or malformed; fit it again with bench/calibrate.py") from error
    rising = all(a[0] <= b[0] and a[1] <= b[1] for a, b in itertools.pairwise(knots))
    if len(knots) < 2 or knots[0][0] > 0 or knots[-1][0] < 1 or not rising:
        raise DataError(f"{path}: the knots must rise from 0 to 1; fit it again with bench/calibrate.py")
    return calibration
