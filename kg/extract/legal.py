"""``condamné à verser 8 millions à X``: whoever a court makes somebody pay has sued them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.arguments import arguments, prepositional
from kg.extract.candidates import Candidate
from kg.extract.surroundings import following_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.extract.context import BlockContext
    from kg.extract.records import Filler

CONFIDENCE = 0.7
#: Tokens from the verb of the judgment to that of the payment.
_REACH = 12


def judgments(context: BlockContext) -> Iterator[Candidate]:
    """Yield who sued whom where a court orders a payment from one to the other."""
    relations = context.language.lexicon.describing.get("judged", ())
    if not relations:
        return
    for verb in context.doc:
        if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_ not in context.words("condemning_verbs"):
            continue
        payment = _payment(context, verb)
        if payment is None:
            continue
        losers = [f for f in arguments(context, verb).object if _party(context, f)]
        winners = [f for f in _receivers(context, payment) if _party(context, f)]
        for relation in relations:
            for winner in winners[:1]:
                for loser in losers:
                    if winner.entity != loser.entity:
                        yield Candidate(
                            relation,
                            winner.entity,
                            loser.entity,
                            context.number,
                            verb.i,
                            winner.token,
                            loser.token,
                            confidence=CONFIDENCE,
                            rule=f"judgment/{relation}",
                        )


def _payment(context: BlockContext, verb: Token) -> Token | None:
    """Return the infinitive of the payment that the judgment orders."""
    end = min(verb.sent.end, verb.i + _REACH)
    paying = context.words("paying_verbs")
    return next((t for t in context.doc[verb.i + 1 : end] if t.pos_ == "VERB" and t.lemma_ in paying), None)


def _receivers(context: BlockContext, payment: Token) -> list[Filler]:
    found = prepositional(context, payment, context.words("receiving_prepositions"))
    if found:
        return found
    first = next(iter(following_phrases(context, payment)), -1)
    return context.phrase_fillers(first) if first >= 0 and not context.phrases[first].prep else []


def _party(context: BlockContext, filler: Filler) -> bool:
    return context.is_kind(filler.entity, "group") or context.is_kind(filler.entity, "human")
