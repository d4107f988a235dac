"""What is decided to be one thing, and what is decided not to be: grown decision by decision, never contradictory."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from kg.decisions.lines import identifier_iri

if TYPE_CHECKING:
    from kg.model import Decision


class Sameness:
    """Accepted ``same``, ``different`` and ``identifier`` decisions.

    An identifier is a node as an entity is: whatever has it is the same thing, and one thing has one identifier.
    """

    def __init__(self) -> None:
        self._group: dict[str, int] = {}
        self._members: dict[int, list[str]] = {}
        #: group → the identifier decided for it.
        self._identifiers: dict[int, Decision] = {}
        #: node → node it was told apart from → by which decision.
        self._apart: dict[str, dict[str, Decision]] = {}
        #: node → (node, decision that joined the two), for saying why.
        self._joined: dict[str, list[tuple[str, Decision]]] = {}

    def accept(self, decision: Decision) -> tuple[Decision, ...]:
        """Take a decision in; when accepted ones contradict it, leave it out and return those, in no other case any."""
        match decision.kind:
            case "same":
                return self._join(decision.subject, decision.object, decision)
            case "different":
                return self._part(decision)
            case _:
                return self._identify(decision)

    def representative(self, node: str) -> str:
        """Return one node of what ``node`` is the same as: the smallest by name."""
        group = self._group.get(node)
        return node if group is None else min(self._members[group])

    def _group_of(self, node: str) -> int:
        if node not in self._group:
            number = len(self._group)
            self._group[node] = number
            self._members[number] = [node]
        return self._group[node]

    def _join(self, one: str, other: str, decision: Decision) -> tuple[Decision, ...]:
        small, large = sorted((self._group_of(one), self._group_of(other)), key=lambda g: (len(self._members[g]), -g))
        if small != large:
            against = self._separated(small, large, one, other) or self._two_identifiers(small, large)
            if against:
                return against
            for node in self._members[small]:
                self._group[node] = large
            self._members[large] += self._members.pop(small)
            if small in self._identifiers:
                self._identifiers.setdefault(large, self._identifiers.pop(small))
        self._joined.setdefault(one, []).append((other, decision))
        self._joined.setdefault(other, []).append((one, decision))
        return ()

    def _separated(self, small: int, large: int, one: str, other: str) -> tuple[Decision, ...]:
        for node in self._members[small]:
            for enemy, decision in self._apart.get(node, {}).items():
                if self._group[enemy] == large:
                    near, far = (one, other) if self._group[one] == small else (other, one)
                    return (decision, *self._path(near, node), *self._path(far, enemy))
        return ()

    def _two_identifiers(self, small: int, large: int) -> tuple[Decision, ...]:
        found = [self._identifiers[group] for group in (small, large) if group in self._identifiers]
        return tuple(found) if len({decision.object for decision in found}) > 1 else ()

    def _part(self, decision: Decision) -> tuple[Decision, ...]:
        one, other = decision.subject, decision.object
        if self._group_of(one) == self._group_of(other):
            return self._path(one, other)
        self._apart.setdefault(one, {})[other] = decision
        self._apart.setdefault(other, {})[one] = decision
        return ()

    def _identify(self, decision: Decision) -> tuple[Decision, ...]:
        group = self._group_of(decision.subject)
        known = self._identifiers.get(group)
        if known is not None and known.object != decision.object:
            return (known, *self._path(decision.subject, known.subject))
        self._identifiers.setdefault(group, decision)
        if not decision.object:
            return ()
        against = self._join(decision.subject, identifier_iri(decision.object), decision)
        if against and self._identifiers.get(group) is decision:
            del self._identifiers[group]
        return against

    def _path(self, start: str, end: str) -> tuple[Decision, ...]:
        """Return the decisions that make two nodes the same, by the shortest way."""
        came: dict[str, tuple[str, Decision]] = {}
        waiting = deque([start])
        while waiting and end != start and end not in came:
            node = waiting.popleft()
            for other, decision in self._joined.get(node, ()):
                if other not in came and other != start:
                    came[other] = node, decision
                    waiting.append(other)
        path: list[Decision] = []
        while end in came:
            end, decision = came[end]
            path.append(decision)
        return tuple(path)
