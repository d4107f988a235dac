"""Who follows whom in a post: ``X was named CEO of Z, replacing Y``, ``X succeeds Y as CEO of Z``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.successors import pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.candidates import Candidate
    from kg.extract.context import BlockContext

#: How much less sure a post is that only the succession tells.
_LESS = 0.85


def post_successions(contexts: Sequence[BlockContext], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the posts that one of two persons has because the other had it before or gets it next."""
    relations = _relations(contexts)
    posts = [c for c in found if isinstance(c.object, int) and (c.post or c.relation in relations)]
    if not posts:
        return
    order = {(c.number, s.start): n for n, (c, s) in enumerate((c, s) for c in contexts for s in c.doc.sents)}

    def sentence(block: int, token: int) -> int:
        return order[block, contexts[block].doc[token].sent.start]

    for context in contexts:
        for verb, successor, predecessor in pairs(context):
            at = sentence(context.number, verb.i)
            for one, other in ((successor, predecessor), (predecessor, successor)):
                near = [
                    c for c in posts if c.subject == one.entity and abs(sentence(c.block, c.anchor) - at) <= 1 + c.post
                ]
                before = {id(c) for c in near if sentence(c.block, c.anchor) == at and c.anchor <= verb.i}
                near = _left(context, near, before) if one is predecessor else _taken(near, before)
                if not near or any(c.subject == other.entity and sentence(c.block, c.anchor) == at for c in posts):
                    continue
                post = max(near, key=lambda c: (c.post, -abs(sentence(c.block, c.anchor) - at), c.block, c.anchor))
                former = other is predecessor
                kept = {key: value for key, value in post.qualifiers.items() if key == "roleTitle"}
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
                    qualifiers={**kept, "former": True} if former else kept,
                )
                break


def _relations(contexts: Sequence[BlockContext]) -> frozenset[str]:
    """Return the relations that a successor takes over, whatever word states them."""
    if not contexts:
        return frozenset()
    return frozenset(contexts[0].language.lexicon.describing.get("succeeded_posts", ()))


def _left(context: BlockContext, posts: list[Candidate], before: set[int]) -> list[Candidate]:
    """Of what is said of a predecessor take what he leaves: ``X quitte A pour diriger B et est remplacé par Y``."""
    former = [c for c in posts if c.qualifiers.get("former")]
    joining = context.words("joining_verbs")
    return former or [c for c in posts if c.post or (id(c) in before and c.rule.rpartition(":")[2] not in joining)]


def _taken(posts: list[Candidate], before: set[int]) -> list[Candidate]:
    """Of what is said of a successor take what he gets; he may have left one place and keep another."""
    return [c for c in posts if not c.qualifiers.get("former") and (c.post or id(c) in before)]
