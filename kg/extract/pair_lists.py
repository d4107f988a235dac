"""Lists of pairs: works with their makers, ``« A » de X, « B » de Y et « C » de Z``, or people with their works.

What is said of such a list is said of what each pair begins with; the parser often keeps one of the names only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.morphology import features
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from kg.extract.context import BlockContext


#: What stands between a subject and its verb.
_BEFORE_VERB = frozenset({"AUX", "ADV", "PRON"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A name and the name that a preposition ties to it: two phrases; ``partner`` is -1 where nothing is tied."""

    head: int
    partner: int = -1

    @property
    def last(self) -> int:
        """The last phrase of the pair."""
        return max(self.head, self.partner)


def pair_lists(context: BlockContext) -> list[list[Pair]]:
    """Return the lists of a block in which at least two heads of one kind have a partner."""
    found: list[list[Pair]] = []
    k = 0
    while k < len(context.phrases):
        members = _list_from(context, k)
        if sum(p.partner >= 0 for p in members) > 1:
            found.append(members)
        k = (members[-1].last if members else k) + 1
    return found


def _list_from(context: BlockContext, number: int) -> list[Pair]:
    members: list[Pair] = []
    kind = _kind(context, number)
    k = number
    while kind and k < len(context.phrases) and _kind(context, k) == kind:
        if members and not _marked(context, members[-1].last, k):
            break
        members.append(Pair(k, _partner(context, k, kind)))
        k = members[-1].last + 1
    return members


def _kind(context: BlockContext, number: int) -> str:
    """Return whether a phrase names a work or a human being; empty for anything else."""
    phrase = context.phrases[number]
    if not phrase.names or phrase.name < phrase.noun or phrase.name != phrase.last:
        return ""
    entity = context.mention_entity(phrase.name)
    return next((kind for kind in ("work", "human") if context.is_kind(entity, kind)), "")


def _partner(context: BlockContext, number: int, kind: str) -> int:
    """Return the phrase that is tied to a head: who made a work, the work that somebody is named for; or -1."""
    k = number + 1
    if k >= len(context.phrases):
        return -1
    phrase, following = context.phrases[number], context.phrases[k]
    if following.prep_at < 0 or any(t.text != '"' for t in context.doc[phrase.last + 1 : following.prep_at]):
        return -1
    links = context.words("genitive") if kind == "work" else context.words("honouring_prepositions")
    wanted = "human" if kind == "work" else "work"
    genitive = following.prep in context.words("genitive")
    tied = following.prep in links and (kind == "work") == genitive and _kind(context, k) == wanted
    return k if tied else -1


def made_by(context: BlockContext, number: int) -> int:
    """Return the phrase of the human being who made the work that a phrase names: ``« X », de Y``; or -1."""
    k = number + 1
    if _kind(context, number) != "work" or k >= len(context.phrases) or _kind(context, k) != "human":
        return -1
    phrase, following = context.phrases[number], context.phrases[k]
    if following.prep not in context.words("genitive") or following.prep_at < 0:
        return -1
    gap = {t.text for t in context.doc[phrase.last + 1 : following.prep_at]} - {'"'}
    return k if gap <= {","} else -1


def _marked(context: BlockContext, before: int, number: int) -> bool:
    """Tell whether nothing but marks of a list stands between two phrases."""
    following = context.phrases[number]
    start = following.prep_at if 0 <= following.prep_at < following.first else following.first
    gap = {t.lower_ for t in context.doc[context.phrases[before].last + 1 : start]} - {'"'}
    marks = context.words("conjunctions") | context.words("list_joins") | {",", ";"}
    return (
        bool(gap)
        and gap <= marks
        and not any(t.is_sent_start for t in context.doc[context.phrases[before].last + 1 : following.first + 1])
    )


def heads_from(context: BlockContext, number: int) -> list[int]:
    """Return the heads of the list that a phrase is a head of, from that phrase on; empty for any other phrase."""
    for members in context.pair_lists:
        heads = [pair.head for pair in members]
        if number in heads:
            return heads[heads.index(number) :]
    return []


def mixed_up(context: BlockContext, head: int, other: int) -> bool:
    """Tell whether a list of pairs gives the name at token ``other`` to another head than the one at ``head``."""
    for members in context.pair_lists:
        heads = {context.phrases[p.head].name: context.phrases[p.partner].name for p in members if p.partner >= 0}
        listed = head in {context.phrases[p.head].name for p in members}
        if listed and (
            (head in heads and heads[head] != other) or other in set(heads.values()) - {heads.get(head, -1)}
        ):
            return True
    return False


def whole_subject(context: BlockContext, verb: Token, found: Sequence[Filler]) -> list[Filler]:
    """Return the heads of the list of pairs that stands before a verb as its subject; else what was found."""
    for members in context.pair_lists:
        first, last = context.phrases[members[0].head], context.phrases[members[-1].last]
        if last.last >= verb.i or first.first < verb.sent.start or first.prep in context.words("genitive"):
            continue
        inside = any(first.first <= f.token <= last.last for f in found) and not _clause_between(
            context, last.last, verb
        )
        # "Au festival de X, « A » de Y et « B » de Z concourent": the parser may take the first noun for the subject
        if not inside and any(t.pos_ not in _BEFORE_VERB for t in context.doc[last.last + 1 : verb.i]):
            continue
        return [_filler(context, pair.head) for pair in members]
    return list(found)


def _clause_between(context: BlockContext, last: int, verb: Token) -> bool:
    finite = (t for t in context.doc[last + 1 : verb.i] if t.pos_ == "VERB" and "Fin" in features(t, "VerbForm"))
    return next(finite, None) is not None


def _filler(context: BlockContext, number: int) -> Filler:
    name = context.phrases[number].name
    return Filler(context.mention_entity(name), name)
