"""Credits that hang on others: ``serves as showrunner``, ``stars A as a priest, B as …``, ``writer-director A``.

The words are lists of ``[describing]`` in the lexicon. Where the text names no work, the work spoken of is meant.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from kg.extract.context import BlockContext

_SERVED, _SHARED, _BOUGHT = 0.66, 0.9, 0.85
#: Words between a verb and its "as", and labels joined after it.
_GAP, _LABELS = 4, 5
_FILM = frozenset({"Film"})


def served_credits(context: BlockContext) -> Iterator[Candidate]:
    """``A will serve as showrunner and executive producer``: what somebody does for the work spoken of."""
    describing = context.language.lexicon.describing
    labels: Mapping[str, str] = describing.get("credit_labels", {})
    verbs = frozenset(describing.get("serving_verbs", ()))
    for token in context.doc if verbs else ():
        if token.lemma_ not in verbs or token.pos_ not in {"VERB", "AUX"}:
            continue
        found = list(_labels(context, token, labels))
        people = [f for f in subjects(context, token) if context.is_kind(f.entity, "human")] if found else []
        works = context.salient(token.i, "work", frozenset(context.language.kinds.classes["screen"])) if people else []
        for at, relation in found:
            for work in works:
                for person in people:
                    yield Candidate(
                        relation,
                        work.entity,
                        person.entity,
                        context.number,
                        at,
                        work.token,
                        person.token,
                        confidence=_SERVED,
                        rule=f"credit/{relation}",
                    )


def _labels(context: BlockContext, verb: Token, labels: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the bare credits after ``as``: token and relation."""
    doc = context.doc
    start = next((i for i in range(verb.i + 1, min(verb.i + _GAP, len(doc))) if doc[i].lower_ == "as"), -1)
    at = start + 1
    while 0 < start < at < min(start + 2 * _LABELS, len(doc)) and not doc[at].is_sent_start:
        length = next((n for n in (2, 1) if " ".join(t.lower_ for t in doc[at : at + n]) in labels), 0)
        if length:
            after = doc[at + length].lower_ if at + length < len(doc) else ""
            if after not in context.words("genitive") | context.words("post_prepositions") - {"with"}:
                yield at, labels[" ".join(t.lower_ for t in doc[at : at + length])]
            at += length
        elif doc[at].lower_ in context.words("conjunctions") | {","} and at > start + 1:
            at += 1
        else:
            return


def no_trade(context: BlockContext, candidate: Candidate, served: frozenset[tuple[int, int]]) -> bool:
    """Tell whether an occupation or a part is what somebody does for a work: ``serves as executive producer``."""
    if candidate.relation == "performer" and candidate.rule.startswith("verb") and context.doc.lang_ == "en":
        # "announced", "shared" are said of many things: only songs and albums are performed
        sung = frozenset(context.language.kinds.classes["sung"])
        found = context.annotated.entities[candidate.subject]
        return not sung.intersection((*found.types, *found.others)) and context.topic() not in sung
    if candidate.relation == "castMember" and candidate.rule.startswith("verb"):
        # "returns as director" is no part
        labels: Mapping[str, str] = context.language.lexicon.describing.get("credit_labels", {})
        told = [relation for _, relation in _labels(context, context.doc[candidate.anchor], labels)]
        return bool(told) and candidate.relation not in told
    if candidate.rule != "describing/occupation" or candidate.block != context.number:
        return False
    return any((candidate.block, candidate.anchor + n) in served for n in (0, 1))


def shared_credits(context: BlockContext, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the credits that the wording of others implies."""
    describing = context.language.lexicon.describing
    double = frozenset(describing.get("double_trades", ()))
    buyers = frozenset(describing.get("distributing_buyers", ()))
    for candidate in [c for c in found if c.block == context.number]:
        at = candidate.object_token
        if candidate.relation == "director" and at > 0 and double:
            before = context.doc[at - 1].lower_
            pair = "".join(t.lower_ for t in context.doc[max(0, at - 3) : at])
            if before in double or pair in double:
                yield replace(
                    candidate,
                    relation="screenwriter",
                    confidence=candidate.confidence * _SHARED,
                    rule="credit/screenwriter",
                    classes=(frozenset(), frozenset()),
                )
        elif candidate.relation == "castMember" and candidate.rule.startswith("verb") and at > candidate.anchor:
            yield from _next_parts(context, candidate, at)
        elif candidate.relation == "acquires" and buyers and isinstance(candidate.object, int):
            buyer = context.annotated.entities[candidate.subject].types
            film = context.is_kind(candidate.object, "work")
            if film and buyers.intersection(buyer) and context.fits(candidate.object, _FILM):
                yield replace(
                    candidate,
                    relation="distributor",
                    subject=candidate.object,
                    object=candidate.subject,
                    subject_token=candidate.object_token,
                    object_token=candidate.subject_token,
                    confidence=candidate.confidence * _BOUGHT,
                    rule="credit/distributor",
                    classes=(_FILM, frozenset()),
                    qualifiers={},
                )


def _next_parts(context: BlockContext, candidate: Candidate, at: int) -> Iterator[Candidate]:
    """``stars A as a priest, B as his sister and C as …``: the names that open the next parts."""
    doc = context.doc
    end = doc[at].sent.end
    if at + 1 >= end or doc[at + 1].lower_ != "as":
        return
    for i in range(at + 2, end - 2):
        entity = context.mention_entity(i + 1)
        opens = doc[i].lower_ in context.words("conjunctions") | {","} and doc[i + 2].lower_ == "as"
        if opens and entity >= 0 and entity != candidate.object and context.is_kind(entity, "human"):
            yield replace(candidate, object=entity, object_token=i + 1, rule="credit/castMember")
