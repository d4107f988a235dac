"""Names of one article that mean the same thing, put together: full names, surnames, short names, acronyms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.annotate.name_data import HINT
from kg.ids import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.grammar import Grammar, Kinds
    from kg.annotate.names import NameSpan
    from kg.knowledge import KBEntry

#: Weaker evidence than this leaves an entity without a class until a relation gives it one.
LEAST_EVIDENCE = 0.33

#: What the article's topic adds to a class that the words around a name ask for.
TOPICAL = 0.35

#: A class with this much less evidence than the best may still be the right one.
NEAR_EVIDENCE = 0.3

#: Votes of this weight for another class rule a knowledge-base entry out.
CONTRADICTION = 1.5

#: What the trained tagger's word weighs, and the least chance that counts.
READ, LEAST_READ = 1.5, 0.1

_ARTICLE = re.compile(r"^(?:(?:the|an?|les?|la|une?)\s+|l')(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"[\w+&]+")
#: "A+E" and "A&E"
_JOINT = re.compile(r"(?<=\w)\+(?=\w)")
#: Names that differ by blanks alone are one when they are longer than this: "EndemolShine".
_SHORT = 6
#: What a surname that stands alone elsewhere says of a name of two words.
SURNAME = 0.6


@dataclass(slots=True)
class PlacedName:
    """A name span with the block it stands in."""

    block: int
    span: NameSpan
    cluster: int = -1


@dataclass(slots=True)
class Cluster:
    """Names taken for one entity, with the summed votes on its class."""

    names: dict[str, int] = field(default_factory=dict)
    votes: dict[str, float] = field(default_factory=dict)
    entries: list[KBEntry] = field(default_factory=list)
    labels: list[tuple[str, float]] = field(default_factory=list)
    read_sums: dict[str, float] = field(default_factory=dict)
    read_count: int = 0

    def evidence(self, *, read: bool = True) -> dict[str, float]:
        """Return the votes with the tagger's labels, averaged over the mentions: it repeats its mistakes.

        What the trained tagger has ``read`` counts likewise.
        """
        out = dict(self.votes)
        total = max(1, sum(self.names.values()))
        for cls, weight in self.labels:
            out[cls] = out.get(cls, 0.0) + weight / total
        for cls, chance in self.read().items() if read else ():
            if chance > LEAST_READ:
                out[cls] = out.get(cls, 0.0) + READ * chance
        return out

    def read(self) -> dict[str, float]:
        """Return how likely the trained tagger takes the names for each class, averaged over the mentions."""
        return {cls: chance / self.read_count for cls, chance in self.read_sums.items()}

    def add(self, span: NameSpan) -> None:
        """Count a name and its evidence."""
        self.names[span.text] = self.names.get(span.text, 0) + 1
        if span.label is not None:
            self.labels.append(span.label)
        if span.read:
            self.read_count += 1
            for cls, chance in span.read.items():
                self.read_sums[cls] = self.read_sums.get(cls, 0.0) + chance
        # what a short name may mean elsewhere says nothing of a longer one
        short = len(words_of(span.text)) < len(words_of(self.fullest))
        dropped = [e for e in span.entries if short and e.ambiguous and e not in self.entries]
        hinted = {cls for e in dropped for cls in e.types}
        for cls, weight in span.votes.items():
            if cls not in hinted or weight > HINT:
                self.votes[cls] = self.votes.get(cls, 0.0) + weight - (HINT if cls in hinted else 0.0)
        self.entries.extend(e for e in span.entries if e not in self.entries and e not in dropped)

    @property
    def fullest(self) -> str:
        """The longest name; of equally long ones the most frequent."""
        return max(self.names, key=lambda n: (len(words_of(n)), len(n), self.names[n], n))


@lru_cache(maxsize=10_000)
def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without its leading article."""
    return tuple(_JOINT.sub("&", word) for word in _WORD.findall(fold(_ARTICLE.sub("", name))))


def _same_entry(span: NameSpan, clusters: Sequence[Cluster]) -> int | None:
    """Return the cluster of a longer name for the same known thing: ``UMG`` and ``Universal Music Group``."""
    known = [e.id for e in span.entries if not e.ambiguous]
    if len(known) != 1 or span.quoted:
        return None
    found = (n for n, c in enumerate(clusters) if [e.id for e in c.entries if not e.ambiguous] == known)
    return next(found, None)


class Clusterer:
    """Groups the names of an article; precision comes first, so an ambiguous short name stays apart."""

    def __init__(self, grammar: Grammar, kinds: Kinds) -> None:
        self.grammar = grammar
        self.kinds = kinds
        self.topic = ""
        self._human = kinds.first("human")
        firms = frozenset(kinds.classes["firm"])
        self._suffixes = frozenset(fold(w) for w, cls in grammar.suffix_class.items() if cls in firms)
        # what makes another member of the family: "Canal" and "Canal Kids"
        self._family = grammar.word_set("family_suffixes")
        self._openers = frozenset(
            {fold(w) for w in grammar.head_class}
            | {fold(w).strip("'") for w in grammar.name_sets["connectors"]}
            | {"les", "la", "le"}
        )
        self._legal = frozenset({"inc", "corp", "ltd", "sa", "sas", "plc", "group", "groupe", "llc", "co"})

    def _topical(self, cls: str) -> bool:
        return cls in {self.topic, self.kinds.topic_firms.get(self.topic, "")}

    def group(self, names: Sequence[PlacedName], acronyms: Sequence[tuple[int, int]]) -> list[Cluster]:
        """Assign every name a cluster number; ``acronyms`` are (name index, index of its bracketed acronym) pairs."""
        by_words: dict[tuple[str, ...], int] = {}
        by_letters: dict[str, int] = {}
        clusters: list[Cluster] = []
        order = sorted(range(len(names)), key=lambda i: (-len(words_of(names[i].span.text)), i))
        forced = {short: full for full, short in acronyms}
        for i in order:
            if i in forced:
                continue
            words = words_of(names[i].span.text)
            number, surname = by_words.get(words), False
            if number is None:
                number = by_letters.get("".join(words), _same_entry(names[i].span, clusters))
            if number is None:
                number = self._full_name(words, names[i], clusters, names)
                surname = (
                    number is not None
                    and not clusters[number].votes
                    and self._lone_surname(words, names[i].span, clusters[number], words_of(clusters[number].fullest))
                )
            if number is None:
                number = len(clusters)
                clusters.append(Cluster())
            by_words.setdefault(words, number)
            if len("".join(words)) > _SHORT:
                by_letters.setdefault("".join(words), number)
            names[i].cluster = number
            clusters[number].add(names[i].span)
            if surname:
                clusters[number].votes[self._human] = SURNAME
        for short, full in forced.items():
            number = names[full].cluster
            names[short].cluster = number
            clusters[number].add(names[short].span)
            short_words = words_of(names[short].span.text)
            for other in names:
                if other.cluster != number and words_of(other.span.text) == short_words:
                    clusters[number].add(other.span)
                    other.cluster = number
        return clusters

    def _full_name(
        self, words: tuple[str, ...], placed: PlacedName, clusters: Sequence[Cluster], names: Sequence[PlacedName]
    ) -> int | None:
        """Return the one cluster whose full name this short name abbreviates."""
        found = [
            n
            for n, cluster in enumerate(clusters)
            if self._abbreviates(words, placed.span, cluster, introduced=self._introduced(n, words, names))
        ]
        if len(found) > 1:
            found = self._nearest(found, placed, names)
        return found[0] if len(found) == 1 else None

    @staticmethod
    def _introduced(number: int, words: tuple[str, ...], names: Sequence[PlacedName]) -> bool:
        """Tell whether the full name stands in the text before its short form does."""
        full = min(((n.block, n.span.first) for n in names if n.cluster == number), default=(0, 0))
        short = min(((n.block, n.span.first) for n in names if words_of(n.span.text) == words), default=(0, 0))
        return full < short

    @staticmethod
    def _nearest(found: list[int], placed: PlacedName, names: Sequence[PlacedName]) -> list[int]:
        """Among several persons of one surname keep the one named last before this mention."""
        position = (placed.block, placed.span.first)
        before = [
            ((n.block, n.span.first), n.cluster)
            for n in names
            if n.cluster in found and (n.block, n.span.first) < position
        ]
        return [max(before)[1]] if before else []

    def _abbreviates(  # noqa: PLR0911 (a cascade of cues: the first that holds decides)
        self, words: tuple[str, ...], span: NameSpan, cluster: Cluster, *, introduced: bool
    ) -> bool:
        full = words_of(cluster.fullest)
        if not words or len(words) >= len(full):
            return False
        known = [e for e in span.entries if not e.ambiguous]
        votes = cluster.evidence()
        human = votes.get(self._human, 0.0)
        is_human = human > 0 and human >= 0.6 * max(votes.values())
        if is_human and not known:
            surname = full[-len(words) :] == words
            particle = len(full) > 2 and full[1:] == words
            # a first name stands for somebody only where more than the tagger says that this is a person
            sure = cluster.votes.get(self._human, 0.0) >= 1.0
            first = sure and len(words) == 1 and full[0] == words[0] and len(full[0]) > 2
            return surname or particle or first
        if span.quoted or is_human:
            return False
        if span.votes.get(self._human, 0.0) >= 1.0 and len(words) > 1:
            # "Walt Corden" is not the Walt Corden Company
            return False
        if self._lone_surname(words, span, cluster, full):
            return True
        rest = full[len(words) :]
        if full[: len(words)] == words:
            if known and not {e.id for e in known} & {e.id for e in cluster.entries}:
                # "The Post" is not the Post Company where both are known
                return set(rest) <= self._legal and all(e.ambiguous for e in cluster.entries)
            return (
                ":" in cluster.fullest
                or all(w in self._suffixes or w in self._legal for w in rest)
                or (
                    not known
                    and introduced
                    and len(full) >= 2
                    and not rest[0].isdigit()
                    and rest[0] not in self._family
                )
            )
        if full[-len(words) :] == words and not known and set(full[: -len(words)]) <= self._openers:
            return True
        collective = (
            full[-1:] == words and not known and len(full) == 2 and words[0].endswith("s") and len(words[0]) > 4
        )
        if collective and words[0] not in self._suffixes and _ARTICLE.match(cluster.fullest):
            return True
        if full[-1:] == words and not known and introduced and words[0] in self._suffixes and len(full) <= 3:
            return grammar_title(span.text)
        initials = {"".join(w[0] for w in full), "".join(w[0] for w in full if w not in self._legal)}
        return len(words) == 1 and span.text.isupper() and len(words[0]) >= 2 and words[0] in initials and not known

    def _lone_surname(self, words: tuple[str, ...], span: NameSpan, cluster: Cluster, full: tuple[str, ...]) -> bool:
        """``Win McBride`` and ``McBride``: where only the tagger speaks, the surname tells that both are a person."""
        tagged = span.label is not None and span.label[0] == self._human
        bare = not cluster.votes and not cluster.entries and not span.votes and not span.entries
        return tagged and bare and full[1:] == words

    def types_of(
        self, cluster: Cluster, ancestors: dict[str, frozenset[str]]
    ) -> tuple[tuple[str, ...], KBEntry | None]:
        """Decide the classes of a cluster and the knowledge-base entry it is linked to, if one is certain."""
        link = self._link(cluster, ancestors)
        if link is not None:
            return tuple(link.types), link
        total = self._totals(cluster, ancestors)
        if not total:
            return (), None
        for cls in cluster.votes:
            if self._topical(cls):
                # "the title" is a game in an article about games, a paper elsewhere
                total[cls] += TOPICAL
        order = {cls: -n for kind in ("firm", "titled") for n, cls in enumerate(self.kinds.classes[kind])}
        best = max(
            sorted(total),
            key=lambda c: (round(total[c], 2), len(ancestors.get(c, frozenset())), self._topical(c), order.get(c, -99)),
        )
        return ((best,), None) if total[best] >= LEAST_EVIDENCE else ((), None)

    @staticmethod
    def _totals(cluster: Cluster, ancestors: dict[str, frozenset[str]]) -> dict[str, float]:
        """Return the evidence for each class with what also speaks for it: its parents, and a little its children."""
        votes = cluster.evidence()
        total: dict[str, float] = {}
        for cls in votes:
            lineage = ancestors.get(cls, frozenset({cls}))
            total[cls] = sum(w for other, w in votes.items() if other in lineage)
            total[cls] += 0.3 * sum(
                w for other, w in votes.items() if cls in ancestors.get(other, frozenset()) - {other}
            )
        return total

    def others_of(self, cluster: Cluster, chosen: str, ancestors: dict[str, frozenset[str]]) -> tuple[str, ...]:
        """Return the classes of the same kind whose evidence is about as good as that of the chosen one."""
        total = self._totals(cluster, ancestors)
        families = (frozenset(self.kinds.classes[kind]) for kind in ("screen", "firm"))
        family = next((f for f in families if chosen in f), frozenset[str]())
        return tuple(
            sorted(c for c in total if c != chosen and c in family and total[c] >= total[chosen] - NEAR_EVIDENCE)
        )

    @staticmethod
    def _contradicted(
        cluster: Cluster, entry: KBEntry, lineage: frozenset[str], ancestors: dict[str, frozenset[str]]
    ) -> bool:
        """Tell whether the words around the name say that it is something else than the entry."""
        from_base = {t for e in cluster.entries for t in e.types}
        least = max(CONTRADICTION, 0.6 * sum(cluster.names.values()))
        for cls, weight in cluster.votes.items():
            if weight < least or cls in lineage or cls in from_base:
                continue
            if not any(
                cls in ancestors.get(t, frozenset()) or t in ancestors.get(cls, frozenset()) for t in entry.types
            ):
                return True
        return False

    def _link(self, cluster: Cluster, ancestors: dict[str, frozenset[str]]) -> KBEntry | None:
        candidates = []
        for position, entry in enumerate(cluster.entries):
            support = against = 0.0
            lineage = (
                frozenset().union(*(ancestors.get(t, frozenset({t})) for t in entry.types))
                if entry.types
                else frozenset()
            )
            # a name that can be nothing else is not doubted for how it is read
            for cls, summed in cluster.evidence(read=entry.ambiguous).items():
                weight = summed
                if cls in entry.types:
                    known = sum(HINT if e.ambiguous else 2.0 for e in cluster.entries if cls in e.types)
                    weight = max(0.0, summed - known)
                if cls in lineage or (entry.types and any(t in ancestors.get(cls, frozenset()) for t in entry.types)):
                    support += weight
                elif not any(cls in e.types for e in cluster.entries):
                    against += weight
            if self._contradicted(cluster, entry, lineage, ancestors):
                continue
            base = 0.0 if entry.ambiguous else 1.5
            score = base + support - against
            if score >= (1.0 if entry.ambiguous else 0.3):
                candidates.append((score, -position, entry))
        if not candidates:
            return None
        candidates.sort(key=lambda c: (-c[0], -c[1], c[2].id))
        return candidates[0][2]


def grammar_title(text: str) -> bool:
    """Tell whether a short name is written like one: ``the Post``, not ``the post``."""
    return text[:1].isupper()
