"""How the press writes about works: titles without quotation marks, adaptations, credits that name no work.

A case is (language, text, triples, mode) as in ``test_press_style``.
"""

from __future__ import annotations

import pytest

from kg.extract.extractor import Extractor
from kg.model import Article, EntityRef

pytestmark = pytest.mark.models

FOUND = [
    # titles by their function words, cut before the firm that follows
    (
        "en",
        "Joel and Ethan Corman directed the comedy Lie After Midnight with Frances Doyle.",
        [
            ("Lie After Midnight", "director", "Joel Corman"),
            ("Lie After Midnight", "director", "Ethan Corman"),
            ("Lie After Midnight", "castMember", "Frances Doyle"),
        ],
        "asserted",
    ),
    (
        "en",
        (
            "Scott Carver will write and direct an adaptation of Louis Bayer's novel The Pale Green Eye for Cross "
            "River Pictures. Christian Bell will produce and star."
        ),
        [
            ("The Pale Green Eye", "screenwriter", "Scott Carver"),
            ("The Pale Green Eye", "director", "Scott Carver"),
            ("The Pale Green Eye", "productionCompany", "Cross River Pictures"),
            ("The Pale Green Eye", "producer", "Christian Bell"),
            ("The Pale Green Eye", "castMember", "Christian Bell"),
        ],
        "planned",
    ),
    (
        "en",
        (
            "Sarah Soles adapted Jo Blount's novel “Ripley Lane” into a four-part drama. The drama is produced by "
            "Rusty Production."
        ),
        [
            ("Ripley Lane", "author", "Jo Blount"),
            ("Ripley Lane", "screenwriter", "Sarah Soles"),
            ("Ripley Lane", "productionCompany", "Rusty Production"),
        ],
        "asserted",
    ),
    (
        "en",
        "Hugo Dane is behind the drama series “When We Wake”. It is produced by Studio Gantry.",
        [("When We Wake", "creator", "Hugo Dane"), ("When We Wake", "productionCompany", "Studio Gantry")],
        "asserted",
    ),
]

ABSENT = [
    # whoever adapts a novel has not written it
    ("Scott Carver will write an adaptation of Louis Bayer's novel The Pale Green Eye.", "author", "Scott Carver"),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def read(extractor: Extractor, text: str, language: str) -> dict[tuple[str, str, str], str]:
    """Return the modes of the claims of a text."""
    (found,) = extractor.extract([Article(id="t", text=text, lang=language, date="2024-11-20")])
    names = {e.key: e.name for e in found.entities}
    return {
        (
            names[c.subject.key],
            c.predicate,
            names[c.object.key] if isinstance(c.object, EntityRef) else str(getattr(c.object, "value", c.object)),
        ): c.mode
        for c in found.claims
    }


@pytest.mark.parametrize(("language", "text", "triples", "mode"), FOUND)
def test_the_claims_of_a_text(
    extractor: Extractor, language: str, text: str, triples: list[tuple[str, str, str]], mode: str
) -> None:
    claims = read(extractor, text, language)
    assert {triple: claims.get(triple) for triple in triples} == dict.fromkeys(triples, mode)


@pytest.mark.parametrize(("text", "predicate", "target"), ABSENT)
def test_claims_that_a_text_does_not_make(extractor: Extractor, text: str, predicate: str, target: str) -> None:
    assert not [t for t in read(extractor, text, "en") if t[1:] == (predicate, target)]
