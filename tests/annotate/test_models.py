"""Loading the pipeline of a language."""

from __future__ import annotations

import pytest

from kg.annotate.models import PACKAGES, installed_pipeline, load_pipeline
from kg.errors import ModelError


@pytest.mark.models
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_pipeline_of_a_language_parses_it(lang):
    pipeline = load_pipeline(lang)

    assert pipeline.lang == lang
    assert {"parser", "ner"} <= set(pipeline.pipe_names)


@pytest.mark.models
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_is_installed_is_told_without_loading_it(lang):
    package, _, version = installed_pipeline(lang).partition("-")

    assert package in PACKAGES[lang]
    assert version


def test_a_language_without_pipeline_is_an_error_that_says_what_to_install():
    with pytest.raises(ModelError, match=r"language 'xx'.*pip install") as caught:
        load_pipeline("xx")

    assert "\n" not in str(caught.value)
    assert installed_pipeline("xx") == "xx-none"
