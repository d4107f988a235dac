"""What stands in brackets after a name: its owner, its maker, or the list of what it owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import BlockContext

#: The link to one name in brackets, to one of several, and to one with a noun for a group before it.
SINGLE, LISTED, GROUPED = "(", "(,", "(groupe"
_END = frozenset({")", "…", "...", "etc.", "etc", ";"})


def bracketed(context: BlockContext, number: int) -> Iterator[tuple[str, Filler]]:
    """Yield the names in the brackets that phrase ``number`` opens, each with its link: ``X (A, B et C)``."""
    members = _members(context, number)
    names = [Filler(context.mention_entity(context.phrases[k].name), context.phrases[k].name) for k in members]
    if not names:
        return
    if len(names) > 1:
        if _same_kind(context, names):
            yield from ((LISTED, name) for name in names)
        return
    phrase = context.phrases[number]
    grouped = phrase.noun >= 0 and context.doc[phrase.noun].lemma_.lower() in context.words("group_nouns")
    yield GROUPED if grouped else SINGLE, names[0]


def _members(context: BlockContext, number: int) -> list[int]:
    """Return the phrases with names up to the closing bracket; empty when anything else stands between."""
    marks = context.words("conjunctions") | {",", "/", ";"}
    members = [number]
    while True:
        last = context.phrases[members[-1]].last + 1
        if last >= len(context.doc) or context.doc[last].text in _END:
            return members
        at = last
        while at < len(context.doc) and context.doc[at].lower_ in marks:
            at += 1
        following = context.phrase_at(at)
        if at < len(context.doc) and context.doc[at].text in _END:
            return members
        if at == last or following < 0 or context.phrases[following].first != at:
            # "X (A, 3 millions de lecteurs)", "X (A, en hausse)": what follows the first name is no list
            return members if len(members) == 1 and context.doc[last].text == "," else []
        if not context.phrases[following].names or context.phrases[following].prep:
            return members if len(members) == 1 else []
        members.append(following)


def _same_kind(context: BlockContext, names: list[Filler]) -> bool:
    """Tell whether the names of a list may be of one kind: all organisations, all works … or unknown."""
    known = [f for f in names if (e := context.annotated.entities[f.entity]).types and not e.soft]
    kinds = [
        {kind for kind in ("group", "work", "human", "place") if context.is_kind(f.entity, kind)} | _quoted(context, f)
        for f in known
    ]
    return bool(known) and bool(set.intersection(*kinds))


def _quoted(context: BlockContext, name: Filler) -> set[str]:
    """A name in quotation marks may be a paper as well as a work."""
    return {"group"} if context.annotated.entities[name.entity].others else set()
