# ruff: noqa: S311 (tables of words; the generator must be repeatable, not secret)
"""Graphs of any size that look like those of a media corpus: houses with their people and works, hubs that all share.

Every house (a company with its staff, works and products) is a community; most claims stay inside one, some join two,
and places, genres and occupations are shared by all. A few entities hang on nobody else.
"""

from __future__ import annotations

import random
from itertools import product
from typing import TYPE_CHECKING

from kg.analyse.graph import GraphData, GraphNode, sorted_data

from .samples import BASE, COMPANIES, ORG, OTHERS, PATTERNS, PERSONS, WORKS, _article, _edge

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How many entities a house has about, and the share of its members by kind.
HOUSE = 26
KINDS = (("person", 12), ("work", 8), ("organization", 4), ("product", 1))
SHARED = ("Country", "City", "Genre", "Occupation", "Technology", "Award", "Event")
PLACES = [
    "Northlight",
    "Harfang",
    "Kestrel",
    "Meridien",
    "Halcyon",
    "Bluebird",
    "Valmeris",
    "Copperlark",
    "Foxglove",
    "Larchmere",
    "Tournesol",
    "Velvet",
    "Neon",
    "Orbit",
    "Sable",
    "Mirabelle",
    "Quartz",
    "Ardent",
    "Ravel",
    "Boréal",
    "Solstice",
    "Clarion",
    "Juniper",
    "Marquise",
    "Tamarind",
    "Vesper",
    "Cobalt",
    "Lanterne",
    "Hollow",
    "Saffron",
]
TRADES = [
    "Pictures",
    "Studios",
    "Media",
    "Television",
    "Films",
    "Records",
    "Interactive",
    "Publishing",
    "Radio",
    "Animation",
    "Productions",
    "Group",
]
THINGS = [
    "Tides",
    "Orchard",
    "Harbour",
    "Winter",
    "Signal",
    "Ferry",
    "Garden",
    "Silence",
    "Cartographer",
    "Embers",
    "Lighthouse",
    "Parade",
    "Echo",
    "Furnace",
    "Meridian",
    "Archive",
    "Monsoon",
    "Carousel",
    "Glacier",
    "Reckoning",
]
MOODS = [
    "Midnight",
    "Last",
    "Paper",
    "Iron",
    "Hollow",
    "Distant",
    "Golden",
    "Broken",
    "Secret",
    "Burning",
    "Quiet",
    "Salt",
    "Crimson",
    "Northern",
    "Forgotten",
    "Electric",
]
NOMS = [
    "marées",
    "îles",
    "docks",
    "horizons",
    "insulaires",
    "brumes",
    "saisons",
    "heures",
    "ombres",
    "falaises",
    "rivages",
    "adieux",
]
QUALITES = [
    "perdues",
    "du nord",
    "de minuit",
    "invisibles",
    "d'hiver",
    "sans retour",
    "de verre",
    "du dimanche",
    "silencieuses",
]


def _words(table: str) -> list[str]:
    return [entry.strip() for entry in table.replace("\n", "").split("|")]


def _persons() -> Iterator[str]:
    names = [name.split(" ", 1) for name in _words(PERSONS)]
    firsts, lasts = [n[0] for n in names], [n[1] for n in names]
    count = len(names)
    yield from (f"{firsts[i]} {lasts[(i * 5 + turn) % count]}" for turn in range(count) for i in range(count))
    yield from (f"{first} {one}-{other}" for one, other, first in product(lasts, lasts, firsts))


def _works() -> Iterator[str]:
    english = [f"The {mood} {thing}" for thing, mood in product(THINGS, MOODS)]
    french = [f"Les {nom[0].upper()}{nom[1:]} {quality}" for quality, nom in product(QUALITES, NOMS)]
    random.Random(5).shuffle(english)
    random.Random(6).shuffle(french)
    first = [name for pair in zip(english, french, strict=False) for name in pair] + english[len(french) :]
    yield from first
    yield from (f"{name}, {part}" for part in range(2, 99) for name in first)


def _companies() -> Iterator[str]:
    pairs = [f"{place} {trade}" for trade, place in product(TRADES, PLACES)]
    random.Random(4).shuffle(pairs)
    yield from pairs
    yield from (f"{place} {trade} {region}" for region, trade, place in product(PLACES, TRADES, PLACES))


def generated(count: int, claims: int | None = None, seed: int = 3) -> GraphData:
    """Return a graph of ``count`` entities and about ``claims`` claims (twice as many as entities if not given)."""
    random_ = random.Random(seed)
    names = {"person": _persons(), "work": _works(), "organization": _companies(), "product": _companies()}
    shared = [entry.rsplit(":", 1) for entry in _words(OTHERS) if entry.rsplit(":", 1)[1] in SHARED]
    tail = count // 12
    shared = shared[: max(4, min(len(shared), count // 12))]
    nodes = [GraphNode(iri=f"{BASE}entity/{i:05}", label=name, types=(cls,)) for i, (name, cls) in enumerate(shared)]
    houses: list[list[GraphNode]] = []
    while len(nodes) < count - tail:
        houses.append([])
        for _ in range(min(count - tail - len(nodes), max(6, int(random_.lognormvariate(0, 0.5) * HOUSE)))):
            kind = "organization" if not houses[-1] else random_.choices(*zip(*KINDS, strict=True))[0]
            nodes.append(_node(random_, len(nodes), kind, next(names[kind])))
            houses[-1].append(nodes[-1])
    articles = [_article(random_, number) for number in range(1, max(20, count // 3))]
    edges = []
    wanted = claims or count * 2
    pairs = list(_pairs(random_, houses, nodes[: len(shared)], wanted - tail // 2))
    loose = []
    while len(loose) < tail:
        kind = random_.choice(("person", "work", "organization"))
        loose.append(_node(random_, len(nodes) + len(loose), kind, next(names[kind])))
    pairs += list(zip(loose[::2], loose[1::2], strict=False))
    for number, (one, other) in enumerate(pairs):
        fitting = [p for p in PATTERNS if set(one.types) & set(p[1]) and set(other.types) & set(p[2])]
        pattern = random_.choices(fitting, [p[5] for p in fitting])[0] if fitting else random_.choice(PATTERNS)
        edges.append(_edge(random_, pattern, (one, other), random_.choice(articles), str(number)))
    return sorted_data(nodes + loose, edges, [], [])


def _node(random_: random.Random, number: int, kind: str, name: str) -> GraphNode:
    like = {"organization": COMPANIES, "work": WORKS}.get(kind)
    types = random_.choice(_words(like)).rsplit(":", 1)[1] if like else {"person": "Person"}.get(kind, "Product")
    aliases = (name.split(" ", 1)[1],) if kind == "person" else ()
    return GraphNode(iri=f"{BASE}entity/{number:05}", label=name, types=tuple(types.split(",")), aliases=aliases)


def _pairs(
    random_: random.Random, houses: list[list[GraphNode]], shared: list[GraphNode], wanted: int
) -> Iterator[tuple[GraphNode, GraphNode]]:
    """Yield subject and object of each claim: most inside a house and near its head, the rest between houses."""
    for house in houses:
        # Nobody of a house hangs on nothing.
        yield from (
            (_ordered(member, house[random_.randrange(max(1, min(3, i)))])) for i, member in enumerate(house) if i
        )
    done = sum(len(house) - 1 for house in houses)
    weights = [len(house) for house in houses]
    while done < wanted:
        (here,) = random_.choices(houses, weights)
        one = here[int(len(here) * random_.random() ** 1.8)]
        chance = random_.random()
        if chance < 0.84:
            other = here[int(len(here) * random_.random() ** 1.4)]
        elif chance < 0.93:
            near = houses[(houses.index(here) + random_.choice((1, 1, 2, 5))) % len(houses)]
            other = near[int(len(near) * random_.random() ** 2.6)]
        else:
            other = shared[int(len(shared) * random_.random() ** 1.3)]
        if one is other:
            continue
        done += 1
        yield _ordered(one, other)


def _ordered(one: GraphNode, other: GraphNode) -> tuple[GraphNode, GraphNode]:
    """Works first, then people, as their relations run; organisations are led by people."""
    if set(other.types) & ORG and "Person" in one.types:
        return one, other
    order = {"Film": 0, "Series": 0, "VideoGame": 0, "Song": 0, "Album": 0, "Book": 0, "Programme": 0, "Person": 1}
    return (one, other) if order.get(one.types[0], 2) <= order.get(other.types[0], 2) else (other, one)
