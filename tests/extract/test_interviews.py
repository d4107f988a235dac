"""What an interviewee says is attributed, without any quotation mark."""

from __future__ import annotations

import pytest

from kg.model import Article

pytestmark = pytest.mark.models

ENGLISH = """Ada Holm founded Lumio Studios in 2009. We met her in Leeds.

Who owns Lumio Studios today?

I do not any more. Lumio Studios was acquired by Netflix in March.

And what comes next?

We rest. After that, we shall see."""

LABELLED = """Ada Holm founded Lumio Studios in 2009.

Ada Holm: We were three. Lumio Studios was acquired by Netflix in March.

Question: And then?

Holm: Then we moved to Leeds."""

COLUMN = """Ada Holm founded Lumio Studios in 2009. Lumio Studios was acquired by Netflix in March.

Who would have thought it?

Nobody did. The studio is based in Leeds."""


def sources(extractor, text):
    (found,) = extractor.extract([Article(id="a", text=text, lang="en", title="", date="2025-10-22")])
    names = {entity.key: entity.name for entity in found.entities}
    return {
        claim.predicate: (claim.mode, claim.attributed_to and names[claim.attributed_to.key]) for claim in found.claims
    }


@pytest.mark.parametrize("text", [ENGLISH, LABELLED], ids=["questions", "labels"])
def test_answers_are_those_of_the_interviewee(extractor, text):
    found = sources(extractor, text)

    assert found["acquires"] == ("attributed", "Ada Holm")
    assert found["founderOf"] == ("asserted", None)


def test_a_rhetorical_question_makes_no_interview(extractor):
    assert sources(extractor, COLUMN)["acquires"] == ("asserted", None)
