"""Names of other things than persons: firms, works, products, events."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.resolve.bearers import spoken
from kg.resolve.clusters import Edge
from kg.resolve.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.resolve.clusters import Clusters
    from kg.resolve.context import Context
    from kg.resolve.groups import Group, Setting

#: Groups of one key that are looked at; more of them are no spelling variants.
BLOCK_MAX = 12
_ACRONYM = re.compile(r"[^\W\d_]{2,7}\Z")
_SUBTITLE = re.compile(r"\s*(?::|\s[–—-]\s)\s*")
_DESCRIBES = re.compile(r"(?:an?|une?)\s", re.IGNORECASE)
#: Shorter names are too common for their squeezed form to say anything.
SQUEEZED_MIN = 4
#: Letters of a title whose subtitle is looked for.
TITLE_MAX = 200


class Spellings:
    """Joins groups of one kind whose names are one name for a reason that the words of the names give."""

    def __init__(self, clusters: Clusters, context: Context, setting: Setting) -> None:
        self.clusters = clusters
        self.context = context
        self.setting = setting
        self.words = setting.words
        #: (group, kind) of everything but persons.
        self.things = [
            (number, group)
            for number, group in enumerate(clusters.groups)
            if group.kind not in {"", setting.human} and not (group.cut or group.described)
        ]

    def join(self) -> None:
        """Offer all edges, the surest kinds of evidence first."""
        self._by_key(lambda g: g.name.replace(" ", "") if len(g.name) > SQUEEZED_MIN else "", Reason.SPACING)
        self._by_key(self._numbered, Reason.NUMBER)
        self._by_key(self._season, Reason.SEASON)
        self._by_key(self._bag_of_words, Reason.WORD_ORDER)
        self._descriptions()
        self._acronyms()
        self._subtitles()
        self._trades()

    # -- one key, one thing ------------------------------------------------------------------------------------------

    def _by_key(self, key: Callable[[Group], str], reason: Reason) -> None:
        buckets: dict[tuple[str, str], list[int]] = {}
        for number, group in self.things:
            found = key(group)
            if found:
                buckets.setdefault((group.kind, found), []).append(number)
        for bucket in buckets.values():
            if 1 < len(bucket) <= BLOCK_MAX:
                # the plainest name first, so that a season is told to be one of its series
                first, *others = sorted(bucket, key=lambda n: (len(self.clusters.groups[n].name), n))
                for other in others:
                    self.clusters.join(self._edge(first, other, reason))

    def _numbered(self, group: Group) -> str:
        """Return the name with its closing number in digits, without the word for a part ("part two" → "2")."""
        if not self._is_work(group):
            return ""
        tokens = group.name.split()
        number = self._number(tokens[-1]) if len(tokens) > 1 else ""
        if number:
            head = tokens[:-1]
            if head[-1] in self.words.parts and len(head) > 1:
                head = head[:-1]
        elif len(tokens) > 2 and tokens[-1] in self.words.parts and (number := self._number(tokens[-2])):
            head = tokens[:-2]
        else:
            return ""
        return " ".join([*head, number])

    def _number(self, token: str) -> str:
        number = self.words.numbers.get(token)
        if number is not None:
            return str(number)
        digits = re.fullmatch(r"(\d+)(?:st|nd|rd|th|e|eme|ere|er)?", token)
        return digits[1] if digits else ""

    def _season(self, group: Group) -> str:
        """Return the name of the series that a season belongs to; a series is its own."""
        if group.kind not in self.setting.serial:
            return ""
        tokens = group.name.split()
        if len(tokens) > 2:
            before, last = tokens[-2:]
            if (before in self.words.seasons and self._number(last)) or (
                last in self.words.seasons and self._number(before)
            ):
                return " ".join(tokens[:-2])
            if tokens[0] in self.words.seasons and self._number(tokens[1]) and tokens[2] in self.words.small_words:
                return " ".join(tokens[3:])
        return group.name

    def _bag_of_words(self, group: Group) -> str:
        """Return the words in the order of the alphabet; the words of a title keep their order."""
        if self._is_work(group):
            return ""
        content = sorted(word for word in group.name.split() if word not in self.words.small_words)
        return " ".join(content) if len(content) > 1 else ""

    def _is_work(self, group: Group) -> bool:
        return group.kind in self.setting.titled or group.kind == self.setting.work

    def _descriptions(self) -> None:
        """One description in two articles means one thing when both connect it with the same."""
        buckets: dict[tuple[str, str], list[int]] = {}
        for number, group in enumerate(self.clusters.groups):
            if group.described:
                buckets.setdefault((group.kind, group.name), []).append(number)
        for bucket in buckets.values():
            for one, other in pairwise(bucket[:BLOCK_MAX]):
                shared = self.context.shared(self.clusters, one, other)
                if shared:
                    self.clusters.join(self._edge(one, other, Reason.SAME_NAME, shared=shared))

    # -- acronyms ----------------------------------------------------------------------------------------------------

    def _acronyms(self) -> None:
        spelled: dict[tuple[str, str], list[int]] = {}
        short: list[int] = []
        for number, group in self.things:
            if self._is_work(group):
                continue
            if group.one_word and _ACRONYM.match(group.name):
                if any(name.isupper() for name in group.names()):
                    short.append(number)
            else:
                for letters in self._initials(group.name.split()):
                    spelled.setdefault((group.kind, letters), []).append(number)
        for number in short:
            group = self.clusters.groups[number]
            found = spelled.get((group.kind, group.name), [])
            roots = self.clusters.roots(found) - {self.clusters.find(number)}
            for full in found[:BLOCK_MAX]:
                self._acronym(full, number, alone=len(roots) == 1)

    def _initials(self, tokens: Sequence[str]) -> set[str]:
        content = [t for t in tokens if t not in self.words.small_words]
        return {"".join(t[0] for t in some) for some in (tokens, content) if len(some) > 1}

    def _acronym(self, full: int, short: int, *, alone: bool) -> None:
        """Initials say the same by chance too often: it takes the same narrow class or shared neighbours."""
        shared = self.context.shared(self.clusters, full, short)
        edge = self._edge(full, short, Reason.ACRONYM, 0.5, shared)
        letters = len(self.clusters.groups[short].name)
        special = self._special_class(full) == self._special_class(short) != ""
        if alone and letters > 2 and (shared or special):
            self.clusters.join(edge)
        else:
            self.clusters.doubt(edge)

    def _special_class(self, number: int) -> str:
        """Return the class that most members have, unless it is one that any firm may have."""
        types = sorted(t for _, local in self.clusters.groups[number].members for t in local.types[:1])
        best = max(dict.fromkeys(types), key=types.count, default="")
        general = {self.setting.group, *self.setting.kinds.generic}
        return "" if best in general else best

    # -- never without a person ---------------------------------------------------------------------------------------

    def _subtitles(self) -> None:
        """A title with and without a subtitle; only one that describes ("a … story") is surely the same work."""
        works = {(group.kind, group.name): number for number, group in self.things if self._is_work(group)}
        for number, group in self.things:
            if not self._is_work(group):
                continue
            for name in group.names() if len(group.name) <= TITLE_MAX else ():
                title, *rest = _SUBTITLE.split(name, maxsplit=1)
                if not rest or not title:
                    continue
                whole = works.get((group.kind, self.setting.name_key(title, group.kind)))
                if whole is not None and whole != number:
                    edge = self._edge(whole, number, Reason.SUBTITLE, 0.3)
                    if _DESCRIBES.match(rest[0]):
                        self.clusters.join(edge)
                    else:
                        self.clusters.doubt(edge)

    def _trades(self) -> None:
        """A firm with and without words for its trade: too often a parent and its branch to be joined."""
        plain = {g.name: n for n, g in self.things if g.kind == self.setting.group}
        for number, group in self.things:
            if group.kind != self.setting.group or group.one_word:
                continue
            core = " ".join(self._core(group.name.split()))
            if core and core != group.name and core in plain:
                shared = self.context.shared(self.clusters, plain[core], number)
                score = 0.5 if shared else 0.3
                self.clusters.doubt(self._edge(plain[core], number, Reason.TRADE, score, shared))

    def _core(self, tokens: Iterable[str]) -> Iterator[str]:
        return (token for token in tokens if token not in self.words.trades)

    def _edge(self, one: int, other: int, reason: Reason, score: float = 0.95, shared: tuple[str, ...] = ()) -> Edge:
        groups = self.clusters.groups
        more = ("both with " + ", ".join(shared),) if shared else ()
        return Edge(one, other, reason, (spoken(groups[one]), spoken(groups[other]), *more), score)
