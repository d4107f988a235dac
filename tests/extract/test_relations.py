"""Relations of parsed sentences: who stands in which relation to whom, in which mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Article, EntityRef
from tests.extract.relation_cases import FOUND, REFUSED

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor

pytestmark = pytest.mark.models


def claims(extractor: Extractor, lang: str, text: str) -> dict[tuple[str, str, str], str]:
    """Return relation claims as (subject, relation, object) → mode; the article is of Friday, 10 October 2025."""
    (extraction,) = extractor.extract([Article(id="1", text=text, lang=lang, date="2025-10-10")])
    names = {entity.key: entity.name for entity in extraction.entities}
    found = {}
    for claim in extraction.claims:
        target = claim.object
        value = names[target.key] if isinstance(target, EntityRef) else str(getattr(target, "value", target))
        found[names[claim.subject.key], claim.predicate, value] = claim.mode
    return found


@pytest.mark.parametrize(("lang", "text", "triples", "mode"), FOUND, ids=[case[1][:50] for case in FOUND])
def test_finds_the_relations_of_a_sentence(extractor, lang, text, triples, mode):
    found = claims(extractor, lang, text)
    assert {triple: found.get(triple) for triple in triples} == dict.fromkeys(triples, mode)


@pytest.mark.parametrize(("lang", "text", "triple"), REFUSED, ids=[case[1][:50] for case in REFUSED])
def test_refuses_what_the_grammar_forbids(extractor, lang, text, triple):
    assert triple not in claims(extractor, lang, text)


def test_a_paragraph_in_another_language_is_left_out(extractor):
    french = "Netflix a racheté Kodiak Audio pour trois millions de dollars, a annoncé lundi la société américaine."
    english = "Sony has bought Larkmoor Pictures for three million dollars, the company said on Monday in a statement."

    (found,) = extractor.extract([Article(id="a", text=f"{french}\n\n{english}", lang="fr")])
    names = {entity.name for entity in found.entities}
    assert "Kodiak Audio" in names
    assert "Larkmoor Pictures" not in names
