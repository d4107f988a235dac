"""Whether a sentence asserts, reports, plans, doubts or denies what the word in square brackets states."""

from __future__ import annotations

from functools import lru_cache

import pytest

from kg.extract.context import BlockContext, Language
from kg.extract.modality import Modality, Reading

from .articles import annotated, knowledge, language, schema

pytestmark = pytest.mark.models

NAMES = {
    "Netflix": "StreamingService",
    "Lumio": "ProductionStudio",
    "Brume": "Company",
    "Ada Holm": "Person",
    "Nils Berg": "Person",
    "Le Monde": "NewsPublisher",
    "Reuters": "NewsPublisher",
    "Variety": "NewsPublisher",
}


@lru_cache(maxsize=2)
def data(lang: str) -> Language:
    _, grammar, kinds, lexicon = language(lang)
    return Language(grammar, kinds, lexicon, knowledge(), schema())


def read(lang: str, text: str) -> tuple[str, str | None]:
    """Return the mode of what the word in brackets states, and the name of its source."""
    at = text.index("[")
    text = text.replace("[", "").replace("]", "")
    article = annotated(text, lang, {name: cls for name, cls in NAMES.items() if name in text})
    number, block = next((n, b) for n, b in enumerate(article.blocks) if b.starts[0] <= at < b.ends[-1])
    token = block.starts.index(at)
    reading = Modality(data(lang)).mode_at(BlockContext(article, number, data(lang)), token)
    return reading.mode, None if reading.speaker is None else article.entities[reading.speaker].name


CASES = [
    # facts
    ("en", "Netflix [acquired] Lumio in 2020.", "asserted", None),
    ("en", "Netflix has [acquired] Lumio.", "asserted", None),
    ("en", "Lumio was [acquired] by Netflix.", "asserted", None),
    ("fr", "Netflix a [racheté] Lumio en 2020.", "asserted", None),
    ("fr", "Netflix [rachète] Lumio.", "asserted", None),
    ("fr", "Lumio a été [racheté] par Netflix.", "asserted", None),
    # negation
    ("en", "Netflix did not [acquire] Lumio.", "negated", None),
    ("en", "Netflix has never [acquired] Lumio.", "negated", None),
    ("en", "Netflix failed to [acquire] Lumio.", "negated", None),
    ("fr", "Netflix n'a pas [racheté] Lumio.", "negated", None),
    ("fr", "Netflix ne [rachètera] jamais Lumio.", "negated", None),
    ("fr", "Netflix renonce à [racheter] Lumio.", "negated", None),
    # "only" is no negation
    ("fr", "Netflix n'a [racheté] que Lumio.", "asserted", None),
    # plans
    ("en", "Netflix will [acquire] Lumio.", "planned", None),
    ("en", "Netflix plans to [acquire] Lumio.", "planned", None),
    ("fr", "Netflix [rachètera] Lumio en mai.", "planned", None),
    ("fr", "Netflix va [racheter] Lumio.", "planned", None),
    ("fr", "Netflix prévoit de [racheter] Lumio.", "planned", None),
    # doubt
    ("en", "Netflix may [acquire] Lumio.", "hedged", None),
    ("en", "Netflix could [acquire] Lumio.", "hedged", None),
    ("en", "Netflix has reportedly [acquired] Lumio.", "hedged", None),
    ("en", "Has Netflix [acquired] Lumio?", "hedged", None),
    ("fr", "Netflix pourrait [racheter] Lumio.", "hedged", None),
    ("fr", "Netflix aurait [racheté] Lumio.", "hedged", None),
    ("fr", "Netflix [rachèterait] Lumio.", "hedged", None),
    ("fr", "Netflix a-t-il [racheté] Lumio ?", "hedged", None),
    # somebody else's word
    ("en", "According to Variety, Netflix [acquired] Lumio.", "attributed", "Variety"),
    ("en", "Ada Holm said that Netflix had [acquired] Lumio.", "attributed", "Ada Holm"),
    ("en", "Netflix has [acquired] Lumio, Ada Holm said.", "attributed", "Ada Holm"),
    ("en", "“Netflix has [acquired] Lumio,” said Ada Holm.", "attributed", "Ada Holm"),
    ("fr", "Selon Le Monde, Netflix a [racheté] Lumio.", "attributed", "Le Monde"),
    ("fr", "D'après Ada Holm, Netflix a [racheté] Lumio.", "attributed", "Ada Holm"),
    ("fr", "Ada Holm affirme que Netflix a [racheté] Lumio.", "attributed", "Ada Holm"),
    ("fr", "Netflix a [racheté] Lumio, assure Ada Holm.", "attributed", "Ada Holm"),
    ("fr", "« Netflix a [racheté] Lumio », assure Ada Holm.", "attributed", "Ada Holm"),
    # the strongest sign wins, the source stays
    ("en", "According to Variety, Netflix may [acquire] Lumio.", "hedged", "Variety"),
    ("fr", "Selon Le Monde, Netflix pourrait [racheter] Lumio.", "hedged", "Le Monde"),
    ("fr", "Selon Le Monde, Netflix [rachèterait] Lumio.", "hedged", "Le Monde"),
    ("fr", "Selon Le Monde, Netflix n'a pas [racheté] Lumio.", "negated", "Le Monde"),
    ("fr", "« Netflix [rachètera] Lumio », assure Ada Holm.", "planned", "Ada Holm"),
    # announcements
    ("en", "Netflix announced that it had [acquired] Lumio.", "attributed", "Netflix"),
    ("fr", "Netflix a annoncé qu'il avait [racheté] Lumio.", "attributed", "Netflix"),
    # denials
    ("en", "Netflix denied that it had [acquired] Lumio.", "negated", "Netflix"),
    ("en", "Netflix denies having [acquired] Lumio.", "negated", "Netflix"),
    ("fr", "Netflix a démenti avoir [racheté] Lumio.", "negated", "Netflix"),
    ("en", "Reports that Netflix has [bought] Lumio are “wholly inaccurate”, Ada Holm said.", "negated", "Ada Holm"),
    ("en", "Rumours that Netflix would [buy] Lumio were dismissed by Ada Holm.", "negated", "Ada Holm"),
    ("fr", "Netflix nie vouloir [racheter] Lumio.", "negated", "Netflix"),
    ("fr", "La rumeur selon laquelle Netflix a [racheté] Lumio est infondée.", "negated", None),
    # sources that stand behind the statement, or are named in passing
    ("en", "Netflix is in talks to [acquire] Lumio, Variety reported on Tuesday.", "hedged", "Variety"),
    ("en", "According to a report in Variety, Netflix [acquired] Lumio.", "attributed", "Variety"),
    ("en", "As Variety reported, Netflix [acquired] Lumio.", "attributed", "Variety"),
    ("fr", "Netflix va [racheter] Lumio, a annoncé lundi Ada Holm.", "planned", "Ada Holm"),
    ("fr", "Netflix pourrait [racheter] Lumio, croit savoir Le Monde.", "hedged", "Le Monde"),
    ("fr", "Comme l'a révélé Le Monde, Netflix a [racheté] Lumio.", "attributed", "Le Monde"),
    ("fr", "Interrogée par Reuters, Ada Holm indique que Netflix a [racheté] Lumio.", "attributed", "Ada Holm"),
    ("en", "“We are thrilled,” Ada Holm said.\n\n“Netflix also [acquired] Lumio.”", "attributed", "Ada Holm"),
    (
        "fr",
        "Mais quand Ada Holm, la patronne de Brume, affirme que Netflix a [racheté] Lumio, on rit.",
        "attributed",
        "Ada Holm",
    ),
    ("en", "A spokeswoman for Brume confirmed that Netflix had [acquired] Lumio.", "attributed", "Brume"),
    ("en", "Variety first reported that Netflix had [acquired] Lumio.", "attributed", "Variety"),
    ("en", "Ada Holm told Reuters that Netflix had [acquired] Lumio.", "attributed", "Ada Holm"),
    # infinitives that say what a noun is about, and denials without a particle
    ("en", "Netflix abandoned plans to [acquire] Lumio.", "negated", None),
    ("en", "Netflix has plans to [acquire] Lumio.", "planned", None),
    ("en", "Netflix is in talks to [acquire] Lumio.", "hedged", None),
    ("en", "Netflix has yet to [acquire] Lumio.", "negated", None),
    ("en", "Netflix no longer [owns] Lumio.", "negated", None),
    ("fr", "Netflix a le projet de [racheter] Lumio.", "planned", None),
    ("fr", "Netflix serait sur le point de [racheter] Lumio.", "hedged", None),
    ("fr", "Netflix est parti sans [racheter] Lumio.", "negated", None),
    # what is about to happen, and what goes on
    ("en", "Netflix is about to [buy] Lumio.", "planned", None),
    ("en", "Netflix is on the verge of [buying] Lumio.", "planned", None),
    ("fr", "Netflix est en passe de [racheter] Lumio.", "planned", None),
    ("fr", "Ada Holm continuera à [travailler] pour Lumio.", "asserted", None),
    ("en", "Ada Holm will continue to [work] for Lumio.", "asserted", None),
    ("en", "Netflix will not buy Brume because Lumio already [owns] it.", "asserted", None),
    ("fr", "Netflix ne rachètera pas Brume, même si Lumio la [possède].", "asserted", None),
    ("en", "Reuters reports that Netflix announced on Sunday that it has [bought] Lumio.", "attributed", "Reuters"),
    # a sign elsewhere does not reach the statement
    ("en", "Lumio, which Netflix [acquired] in 2020, will open a studio.", "asserted", None),
    ("fr", "Lumio, que Netflix a [racheté] en 2020, va ouvrir un studio.", "asserted", None),
    ("fr", "Netflix a [racheté] Lumio. Brume n'a pas réagi.", "asserted", None),
    ("fr", "Le tournage débutera en juin sous la direction d'Ada Holm, à qui l'on [doit] Lumio.", "asserted", None),
]


@pytest.mark.parametrize(("lang", "text", "mode", "source"), CASES, ids=[case[1] for case in CASES])
def test_mode_and_source(lang, text, mode, source):
    assert read(lang, text) == (mode, source)


ORDER = ["asserted", "attributed", "planned", "hedged", "negated"]


@pytest.mark.parametrize("one", ORDER)
@pytest.mark.parametrize("other", ORDER)
def test_of_two_signs_the_stronger_wins(one, other):
    wanted = max(one, other, key=ORDER.index)

    assert Reading(one).stronger(Reading(other)).mode == wanted


def test_the_first_known_source_stays():
    assert Reading("attributed", 1).stronger(Reading("negated", 2)) == Reading("negated", 1)
    assert Reading("attributed").stronger(Reading("asserted", 2)) == Reading("attributed", 2)
