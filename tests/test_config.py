"""Settings: what a ``kg.toml`` may say, and what is said when it is wrong."""

from dataclasses import FrozenInstanceError

import pytest

from kg.config import Config, load_config
from kg.errors import DataError


@pytest.fixture
def load(tmp_path):
    def load(text, **overrides):
        path = tmp_path / "kg.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_config(path, **overrides)

    return load


def test_nothing_said_is_the_default():
    assert load_config() == Config()
    assert (Config().languages, Config().workers, Config().ontology) == (("en", "fr"), 1, None)


def test_a_file_says_what_differs(load):
    config = load("""
        base = "https://example.org/kg/"
        languages = ["fr"]
        ontology = "volcano.ttl"
        lexicons = ["volcano.fr.toml"]
        workers = 4
    """)

    assert config == Config(
        base="https://example.org/kg/",
        languages=("fr",),
        ontology="volcano.ttl",
        lexicons=("volcano.fr.toml",),
        workers=4,
    )


def test_an_override_beats_the_file_and_none_is_no_override(load):
    assert load("workers = 4", workers=2).workers == 2
    assert load("workers = 4", workers=None).workers == 4
    assert load_config(languages=["fr"]).languages == ("fr",)


def test_a_configuration_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Config().workers = 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("worker = 4", "unknown setting 'worker'; known: base, "),
        ("[workers]\nnumber = 4", "workers must be a whole number of at least 1, not {'number': 4}"),
        ('workers = "4"', "workers must be a whole number of at least 1, not '4'"),
        ("workers = true", "workers must be a whole number of at least 1, not True"),
        ("workers = 0", "workers must be a whole number of at least 1, not 0"),
        ("max_article_chars = 1.5", "max_article_chars must be a whole number of at least 1, not 1.5"),
        ('languages = "fr"', "languages must be a list of texts, not 'fr'"),
        ("languages = [1]", "languages must be a list of texts, not [1]"),
        ("ontology = 3", "ontology must be a text, not 3"),
        ('base = "https://example.org/kg"', "base must be an absolute IRI that ends in '/', not"),
        ('base = "kg/"', "base must be an absolute IRI that ends in '/', not 'kg/'"),
        ('base = "https://example.org/<kg>/"', "base must be an absolute IRI that ends in '/', not"),
        ('base = "https://example.org/a b/"', "base must be an absolute IRI that ends in '/', not"),
        ("workers = ", "cannot be read as configuration"),
        (b"\xff\xfe", "cannot be read as configuration"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_that_names_the_file(load, tmp_path, text, problem):
    with pytest.raises(DataError) as caught:
        load(text)

    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'kg.toml'}: ")
    assert problem in message
    assert "\n" not in message


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"gone\.toml: cannot be read as configuration"):
        load_config(tmp_path / "gone.toml")


def test_a_wrong_override_is_named():
    with pytest.raises(DataError, match=r"^configuration: unknown setting 'speed'"):
        load_config(speed=3)
