"""Confidence: a rising map of what signs are worth, kept as data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.extract.calibrate import FILE_NAME, Calibration, interpolate, load_calibration
from kg.resources import ontologies_dir

HEAD = "[rules_alone]\n"
GOOD = (
    "least = 0.1\nintercept = 0.5\nknots = [[0.0, 0.0], [0.8, 0.9], [1.0, 1.0]]\n"
    '[rules_alone.weights]\n"rule=verb" = 1.5\n'
)


@pytest.fixture
def load(tmp_path):
    def load(text):
        (tmp_path / FILE_NAME).write_text(HEAD + text, encoding="utf-8")
        return load_calibration(tmp_path)

    return load


def test_a_file_gives_intercept_weights_and_knots(load):
    assert load(GOOD) == Calibration(0.5, {"rule=verb": 1.5}, ((0.0, 0.0), (0.8, 0.9), (1.0, 1.0)), 0.1)


def test_signs_add_up_to_a_probability_that_the_knots_map(load):
    calibration = load(GOOD)
    assert calibration.confidence({}) == 0.70  # 1 / (1 + exp(-0.5)) = 0.6225, of 0.8 that is 0.7781 × 0.9
    assert calibration.confidence({"rule=verb": 1.0}) == 0.94  # 0.8808: 0.404 of the way from 0.9 to 1


def test_a_sign_without_weight_counts_nothing(load):
    calibration = load(GOOD)
    assert calibration.confidence({"relation=monitors": 1.0}) == calibration.confidence({})


def test_confidences_are_rounded_down():
    straight = Calibration(0.0, {"x": 1.0}, ((0.0, 0.0), (1.0, 0.5998)))
    assert straight.confidence({"x": 100.0}) == 0.59


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_more_of_a_good_sign_is_never_worth_less(first, second):
    calibration = Calibration(0.0, {"good": 1.0}, ((0.0, 0.0), (0.93, 0.9), (1.0, 1.0)))
    low, high = (calibration.confidence({"good": value}) for value in sorted((first, second)))
    assert 0 <= low <= high <= 1


def test_between_two_knots_the_map_is_a_line():
    knots = ((0.0, 0.0), (0.5, 0.2), (1.0, 0.6))
    assert [interpolate(knots, x) for x in (0.0, 0.25, 0.5, 0.75, 1.0)] == pytest.approx([0.0, 0.1, 0.2, 0.4, 0.6])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("intercept = ", "cannot be read"),
        ("intercept = 1\nleast = 0\n[rules_alone.weights]\n", "'knots' is missing"),
        ("knots = [[0, 0], [1, 1]]\nleast = 0\n[rules_alone.weights]\n", "'intercept' is missing"),
        ("intercept = 1\nknots = [1]\nleast = 0\n[rules_alone.weights]\n", "fit it again"),
        ("intercept = 1\nknots = [[0, 0], [1, 1]]\nleast = 0\n[rules_alone.weights]\na = 'b'\n", "fit it again"),
        ("intercept = 1\nknots = [[0, 0], [1, 1]]\nleast = 0\nweights = 3\n", "fit it again"),
        ("intercept = 1\nknots = [[0, 1], [1, 0]]\nleast = 0\n[rules_alone.weights]\n", "must rise"),
        ("intercept = 1\nknots = [[0, 0], [0.5, 1]]\nleast = 0\n[rules_alone.weights]\n", "must rise from 0 to 1"),
        ("intercept = 1\nknots = []\nleast = 0\n[rules_alone.weights]\n", "must rise"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(load, text, message):
    with pytest.raises(DataError, match=message) as caught:
        load(text)
    assert FILE_NAME in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(DataError, match="restore the shipped file"):
        load_calibration(tmp_path)


def test_rules_with_and_without_the_classifier_have_a_part_each(load, tmp_path):
    load(GOOD)
    with pytest.raises(DataError, match="'with_classifier' is missing"):
        load_calibration(tmp_path, judged=True)


@pytest.mark.parametrize("judged", [True, False])
def test_the_shipped_map_tells_good_claims_from_poor_ones(judged):
    calibration = load_calibration(ontologies_dir(), judged=judged)
    assert calibration.weights
    assert 0 <= calibration.least < 0.5
    assert calibration.knots[0][1] == 0.0
    assert calibration.knots[-1][1] >= 0.8
