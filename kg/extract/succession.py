"""Who follows whom in a post: ``X was named CEO of Z, replacing Y``, ``X succeeds Y as CEO of Z``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.arguments import arguments, prepositional

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from kg.extract.candidates import Candidate
    from kg.extract.context import BlockContext
    from kg.extract.records import Filler

#: How much less sure a post is that only the succession tells.
_LESS = 0.85


def post_successions(contexts: Sequence[BlockContext], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the posts that one of two persons has because the other had it before or gets it next."""
    posts = [candidate for candidate in found if candidate.post and isinstance(candidate.object, int)]
    if not posts:
        return
    order = {(c.number, s.start): n for n, (c, s) in enumerate((c, s) for c in contexts for s in c.doc.sents)}

    def sentence(block: int, token: int) -> int:
        return order[block, contexts[block].doc[token].sent.start]

    for context in contexts:
        for verb, successor, predecessor in _pairs(context):
            at = sentence(context.number, verb.i)
            for one, other in ((successor, predecessor), (predecessor, successor)):
                near = [c for c in posts if c.subject == one.entity and abs(sentence(c.block, c.anchor) - at) <= 1]
                if not near or any(c.subject == other.entity and sentence(c.block, c.anchor) == at for c in posts):
                    continue
                post = max(near, key=lambda c: (-abs(sentence(c.block, c.anchor) - at), c.block, c.anchor))
                former = other is predecessor
                yield replace(
                    post,
                    subject=other.entity,
                    subject_token=other.token,
                    object_token=post.object_token if post.block == context.number else -1,
                    block=context.number,
                    anchor=verb.i,
                    own_clause=former,
                    mode=None,
                    confidence=post.confidence * _LESS,
                    rule=f"succession/{post.relation}",
                    qualifiers={**post.qualifiers, "former": True} if former else dict(post.qualifiers),
                )
                break


def _pairs(context: BlockContext) -> Iterator[tuple[Token, Filler, Filler]]:
    """Yield the verbs of succession with who comes and who goes."""
    describing = context.language.lexicon.describing
    for token in context.doc:
        if token.pos_ != "VERB":
            continue
        lemma = token.lemma_.lower()
        if lemma in describing.get("replacing_verbs", ()):
            roles = arguments(context, token)
            coming, going = _people(context, roles.subject), _people(context, roles.object)
        elif lemma in describing.get("succeeding_verbs", ()):
            coming = _people(context, arguments(context, token).subject)
            going = _people(context, prepositional(context, token, frozenset({"à"})))
        elif lemma in describing.get("succession_from", ()):
            coming = _people(context, arguments(context, token).subject)
            going = _people(context, prepositional(context, token, context.words("place_origins")))
        else:
            continue
        if len(coming) == 1 and len(going) == 1 and coming[0].entity != going[0].entity:
            yield token, coming[0], going[0]


def _people(context: BlockContext, fillers: Sequence[Filler]) -> list[Filler]:
    return [f for f in fillers if context.is_kind(f.entity, "human")]
