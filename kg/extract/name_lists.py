"""Lists of names as the press writes them: ``A, B (“X”), newcomer C and D``, read word by word, whatever the parse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.records import Filler

if TYPE_CHECKING:
    from kg.extract.context import BlockContext

#: Words that may stand between the marks of a list and the next name: "Oscar winner", "the drama".
_DESCRIPTION = 4
_DESCRIBING = frozenset({"NOUN", "ADJ", "DET", "PROPN", "NUM"})
_QUOTE = '"'
_CLITICS = frozenset({"'s", "'", "’s", "’"})
#: A list is no longer than this.
_LONGEST = 30


@dataclass(slots=True)
class Item:
    """A name of a list, what stands in brackets behind it and what a preposition ties to it."""

    filler: Filler
    last: int
    bracketed: list[Filler] = field(default_factory=list)
    tied: list[Filler] = field(default_factory=list)
    link: str = ""


def list_from(context: BlockContext, start: int, links: frozenset[str] = frozenset()) -> list[Item]:
    """Return the items of the list whose first name stands at ``start`` or right after its description."""
    items: list[Item] = []
    at = name_after(context, start)
    while at >= 0 and len(items) < _LONGEST:
        item = _item(context, at, links)
        items.append(item)
        following = _past_mark(context, item.last + 1)
        at = name_after(context, following) if following > 0 else -1
    return items


def list_before(context: BlockContext, end: int) -> list[Filler]:
    """Return the names of the list that ends at token ``end``, the first one first."""
    found: list[Filler] = []
    i = _before_quote(context, end)
    marks = context.words("conjunctions") | {",", "&"}
    while i >= 0 and context.mention_entity(i) >= 0:
        found.insert(0, Filler(context.mention_entity(i), i))
        j = i - 1
        if j > 0 and context.doc[j].lower_ in _CLITICS and context.mention_entity(j - 1) >= 0:
            # "with Lumio's Ada Holm producing"
            j -= 2
        while j >= 0 and context.doc[j].lower_ in marks and not context.doc[j + 1].is_sent_start:
            j -= 1
        if j == i - 1 or context.doc[j + 1].lower_ not in marks:
            break
        i = _before_quote(context, j)
    return found


def name_after(context: BlockContext, start: int) -> int:
    """Return the token of the name that begins at ``start`` or after a few describing words; -1 without one."""
    doc = context.doc
    described = 0
    for i in range(start, min(start + _DESCRIPTION + 3, len(doc))):
        if i > start and doc[i].is_sent_start:
            return -1
        if context.mention_entity(i) >= 0 and context.surface(i)[:1].strip():
            mention = context.annotated.mention_at(context.number, i)
            if mention is None or mention.kind != "name":
                return -1
            if not _possessor(context, i):
                return i
            continue
        if doc[i].lower_ in _CLITICS and context.mention_entity(i - 1) >= 0:
            # "Lumio's Ada Holm"
            continue
        if doc[i].text == _QUOTE:
            continue
        if doc[i].pos_ not in _DESCRIBING and doc[i].text != "-":
            return -1
        described += 1
        if described > _DESCRIPTION:
            return -1
    return -1


def _possessor(context: BlockContext, at: int) -> bool:
    """Tell whether a name owns the next one: ``Lumio's Ada Holm``."""
    doc = context.doc
    return at + 2 < len(doc) and doc[at + 1].lower_ in _CLITICS and context.mention_entity(at + 2) >= 0


def _item(context: BlockContext, at: int, links: frozenset[str]) -> Item:
    doc = context.doc
    item = Item(Filler(context.mention_entity(at), at), _past_quote(context, at))
    after = item.last + 1
    if after < len(doc) and doc[after].text == "(":
        closing = next((j for j in range(after + 1, min(after + 12, len(doc))) if doc[j].text == ")"), -1)
        if closing > 0:
            item.bracketed = [Filler(e, j) for j in range(after + 1, closing) if (e := context.mention_entity(j)) >= 0]
            item.last = closing
            after = closing + 1
    if after + 1 < len(doc) and doc[after].lower_ in links:
        name = name_after(context, after + 1)
        if name >= 0:
            item.link = doc[after].lower_
            item.tied = [Filler(context.mention_entity(name), name)]
            item.last = _past_quote(context, name)
        elif doc[after + 1].text == _QUOTE:
            # a title that begins with a small letter is no name
            item.last = next(
                (j for j in range(after + 2, min(after + 8, len(doc))) if doc[j].text == _QUOTE), item.last
            )
    return item


def _past_quote(context: BlockContext, at: int) -> int:
    following = at + 1
    return following if following < len(context.doc) and context.doc[following].text == _QUOTE else at


def _before_quote(context: BlockContext, at: int) -> int:
    return at - 1 if at > 0 and context.doc[at].text == _QUOTE else at


def _past_mark(context: BlockContext, i: int) -> int:
    """Return the token after the comma or conjunction at ``i``, or -1 when the list ends here."""
    doc = context.doc
    if i >= len(doc) or i < 2:
        return -1
    start = i
    marks = context.words("conjunctions") | context.words("list_joins") | {",", ";", "&", "/"}
    while i < len(doc) and i - start < 3 and not doc[i].is_sent_start and doc[i].lower_ in marks:
        i += 1
    if i == start and doc[i - 1].text == _QUOTE and doc[i - 2].text == ",":
        # “x,” B: the comma stands before the closing quotation mark
        return i
    return i if i > start and i < len(doc) and not doc[i].is_sent_start else -1
