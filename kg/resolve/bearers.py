"""Names that stand for one thing elsewhere in the corpus or in the knowledge base: vague, short and translated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolve.clusters import Edge
from kg.resolve.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.knowledge import KBEntry
    from kg.resolve.clusters import Clusters
    from kg.resolve.context import Context
    from kg.resolve.groups import Group, Setting


class Bearers:
    """Who bears a name: by kind and folded name, and by folded name alone."""

    def __init__(self, clusters: Clusters, context: Context, setting: Setting) -> None:
        self.clusters = clusters
        self.context = context
        self.setting = setting
        self.groups = clusters.groups
        #: (kind, name) → linked groups of that name; → unlinked groups that some article also calls so.
        self._linked: dict[tuple[str, str], set[int]] = {}
        self._forms: dict[tuple[str, str], set[int]] = {}
        #: name → groups of known kind that bear it, each with its kinds.
        self._bearers: dict[str, dict[int, set[str]]] = {}
        for number, group in enumerate(self.groups):
            if group.cut or group.described:
                continue
            for kind, name, own in self._names(group):
                if group.kb_id:
                    self._linked.setdefault((kind, name), set()).add(number)
                elif not own:
                    self._forms.setdefault((kind, name), set()).add(number)
                if kind and (group.kb_id or own):
                    self._bearers.setdefault(name, {}).setdefault(number, set()).add(kind)

    def _names(self, group: Group) -> Iterator[tuple[str, str, bool]]:
        """Yield (kind, name, is the group's own name) for all that its members are called."""
        key = self.setting.name_key
        if group.kb_id:
            for _, local in group.members:
                kind = self.setting.kind_of(local.types)
                yield from ((kind, key(name, kind), True) for name in (local.name, *local.aliases))
            return
        yield group.kind, group.name, True
        for _, local in group.members:
            if len(local.mentions) > 1:
                forms = {m.text for m in local.mentions if m.kind == "name"} - {local.name}
                yield from ((group.kind, key(form, group.kind), False) for form in forms)

    def join(self) -> None:
        """Put each unlinked group to the one thing that its name stands for."""
        for number, group in self._plain():
            self._place(number, group)
        self._join_known()

    def explain(self) -> None:
        """Put short names to the things that other articles introduce by their full names."""
        for number, group in self._plain():
            self._explain(number, group)

    def _plain(self) -> Iterator[tuple[int, Group]]:
        return (
            (number, group)
            for number, group in enumerate(self.groups)
            if not (group.kb_id or group.cut or group.described)
        )

    def _place(self, number: int, group: Group) -> None:
        human = group.kind == self.setting.human
        bearers = {key: kinds for key, kinds in self._bearers.get(group.name, {}).items() if key != number}
        if not group.kind or (human and group.one_word):
            # a name without a class, or one word taken for somebody's only name, follows the one thing that bears it
            # elsewhere; one word is no evidence for a person, who shares it with a family
            found = self._leading(n for n in bearers if not (group.one_word and self._is_human(n)))
            if found is not None:
                self._offer(found, number, Reason.ONLY_BEARER)
                return
        if group.kind == self.setting.work:
            found = self._leading(n for n, kinds in bearers.items() if kinds & self.setting.titled)
            if found is not None:
                self._offer(found, number, Reason.ONLY_BEARER)
                return
        linked = self.clusters.roots(self._linked.get((group.kind, group.name), ()))
        if len(linked) == 1:
            self._offer(min(self._linked[group.kind, group.name]), number, Reason.KNOWN_NAME)

    def _explain(self, number: int, group: Group) -> None:
        """Put a short name to the one thing that another article introduces by its full name and then calls so.

        What one article calls so for short may be the full name of something else in another: a person or a work needs
        a shared neighbour, anything else that or the same narrow class.
        """
        fuller = self._forms.get((group.kind, group.name), set()) - {number}
        if len(self.clusters.roots(fuller)) != 1 or (group.kind, group.name) in self._linked:
            return
        target = min(fuller)
        human = group.kind == self.setting.human and group.one_word
        shared = self.context.shared(self.clusters, target, number)
        told = ("both with " + ", ".join(shared),) if shared else ()
        edge = self._edge(target, number, Reason.SURNAME if human else Reason.EXPLAINED, 0.5, told)
        if shared or (group.kind == self.setting.group and self._alike(target, number)):
            self.clusters.join(edge)
        else:
            self.clusters.doubt(edge)

    def _alike(self, one: int, other: int) -> bool:
        """Tell whether two groups are of one narrow class, or neither of any, and one name is short for the other."""
        mine, theirs = self._narrow(one), self._narrow(other)
        if mine.isdisjoint(theirs) and (mine or theirs):
            return False
        words = self.setting.words
        full, short = self.groups[one].name.split(), self.groups[other].name
        letters = {"".join(w[0] for w in some) for some in (full, [w for w in full if w not in words.small_words])}
        core = " ".join(word for word in full if word not in words.trades)
        return " ".join(full).startswith(f"{short} ") or short == core or short in letters

    def _narrow(self, number: int) -> set[str]:
        general = {self.setting.group, *self.setting.kinds.generic}
        return {t for _, local in self.groups[number].members for t in local.types} - general

    def _offer(self, target: int, number: int, reason: Reason) -> None:
        self.clusters.join(self._edge(target, number, reason), sure=True)

    def _edge(self, target: int, number: int, reason: Reason, score: float = 1.0, more: tuple[str, ...] = ()) -> Edge:
        return Edge(target, number, reason, (spoken(self.groups[target]), spoken(self.groups[number]), *more), score)

    def _is_human(self, number: int) -> bool:
        group = self.groups[number]
        return group.kind == self.setting.human and not group.kb_id

    def _leading(self, numbers: Iterable[int]) -> int | None:
        """Return the one group among namesakes, or the one spoken of far more often; none when neither is clear."""
        ranked = sorted(numbers, key=lambda n: (-len(self.groups[n].members), n))
        if not ranked:
            return None
        sizes = [len(self.groups[n].members) for n in ranked]
        return ranked[0] if len(ranked) == 1 or sizes[0] >= 2 * sizes[1] else None

    # -- the knowledge base ----------------------------------------------------------------------------------------

    def _join_known(self) -> None:
        """Put groups together whose names are names of one known thing; the thing is then theirs to be linked to."""
        of_entry: dict[str, list[int]] = {}
        weak: dict[str, list[int]] = {}
        entries: dict[str, KBEntry] = {}
        for number, group in enumerate(self.groups):
            if group.cut or group.described:
                continue
            if group.kb_id:
                if group.kb_id in self.clusters.identifiers(number):
                    of_entry.setdefault(group.kb_id, []).insert(0, number)
            elif group.kind and self.clusters.identifiable(number):
                entry = self._known(group)
                if entry is not None:
                    entries[entry.id] = entry
                    (weak if entry.ambiguous else of_entry).setdefault(entry.id, []).append(number)
        for entry_id, entry in sorted(entries.items()):
            if entry_id not in of_entry:
                continue
            # names that prove nothing alone do when the corpus speaks of the thing by a better one
            first, *others = of_entry[entry_id] + weak.get(entry_id, [])
            self.clusters.identify(first, self.clusters.identifiers(first) | {entry_id})
            for number in others:
                about = (entry.name, spoken(self.groups[number]))
                self.clusters.join(Edge(first, number, Reason.KNOWN_NAME, about))

    def _known(self, group: Group) -> KBEntry | None:
        """Return the one thing of this kind that the name is known for; ambiguous when only context can tell."""
        firm: dict[str, KBEntry] = {}
        weak: dict[str, KBEntry] = {}
        for name in group.names():
            for entry in self.setting.knowledge.lookup(name):
                if self._fits(group, entry):
                    (weak if entry.ambiguous else firm)[entry.id] = entry
        found = firm or (weak if group.kind in self.setting.titled or not group.one_word else {})
        return next(iter(found.values())) if len(found) == 1 else None

    def _fits(self, group: Group, entry: KBEntry) -> bool:
        """Tell whether the entry is of the group's kind; one word needs the very class."""
        setting = self.setting
        if all(setting.kind_of((t,)) != group.kind for t in entry.types):
            return False
        if not group.one_word:
            return True
        seen = {t for _, local in group.members for t in local.types}
        is_a = setting.schema.is_a
        return any(is_a(t, other) or is_a(other, t) for t in seen for other in entry.types)


def spoken(group: Group) -> str:
    """Return the name under which a group is told of: the longest that its articles use."""
    return max(group.names(), key=lambda name: (len(name), name))
