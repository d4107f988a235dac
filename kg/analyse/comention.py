"""Who is spoken of together: in the same articles, and in the same sentences that claims stand on."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.analyse.graph import GraphData

#: An article that speaks of more entities than this is a list; that two of them are in it says little.
LIST_LIKE = 300


@dataclass(frozen=True, slots=True)
class CoMention:
    """A pair of entities (IRIs, the smaller first) and how often both are spoken of.

    ``articles`` and ``sentences`` count those with both. ``jaccard`` is the share of the articles with either that have
    both; ``npmi`` the normalised pointwise mutual information (Bouma 2009): 1 when one never comes without the other, 0
    by chance. ``surprise`` is the log-likelihood ratio (Dunning 1993), which grows with the evidence; pairs are ranked
    by it.
    """

    one: str
    other: str
    articles: int
    one_articles: int
    other_articles: int
    sentences: int
    jaccard: float
    npmi: float
    surprise: float


@dataclass(frozen=True, slots=True)
class CoMentions:
    """Pairs that come together more often than by chance, the strongest first, and how many articles were counted."""

    pairs: tuple[CoMention, ...]
    articles: int
    left_out: int = 0


def comentions(
    mentions: Iterable[Collection[str]], data: GraphData, *, keep: Collection[str], least: int = 2
) -> CoMentions:
    """Return the pairs of entities that at least ``least`` articles speak of.

    ``mentions`` are the entities of each article, ``keep`` those to look at. Sentences are those of the claims of
    ``data``, the only ones whose entities are known.
    """
    number = {iri: position for position, iri in enumerate(sorted(keep))}
    iris = list(number)
    listed = [sorted({number[iri] for iri in found if iri in number}) for found in mentions]
    counted = [found for found in listed if len(found) <= LIST_LIKE]
    alone = Counter(node for found in counted for node in found)
    together = _pair_counts(counted, len(iris), least)
    sentences = sentence_pairs(data)
    pairs = []
    for (one, other), both in together.items():
        surprise = log_likelihood(both, alone[one], alone[other], len(counted))
        if both * len(counted) <= alone[one] * alone[other]:
            continue
        pairs.append(
            CoMention(
                iris[one],
                iris[other],
                both,
                alone[one],
                alone[other],
                sentences.get((iris[one], iris[other]), 0),
                both / (alone[one] + alone[other] - both),
                _npmi(both, alone[one], alone[other], len(counted)),
                surprise,
            )
        )
    pairs.sort(key=lambda pair: (-round(pair.surprise, 6), -pair.sentences, pair.one, pair.other))
    return CoMentions(tuple(pairs), len(counted), len(listed) - len(counted))


def _pair_counts(listed: list[list[int]], size: int, least: int) -> dict[tuple[int, int], int]:
    """Return how many lists hold both, for pairs that ``least`` lists hold."""
    codes = []
    for found in listed:
        nodes = np.array(found, dtype=np.int64)
        one, other = np.triu_indices(len(nodes), 1)
        codes.append(nodes[one] * size + nodes[other])
    if not codes:
        return {}
    values, counts = np.unique(np.concatenate(codes), return_counts=True)
    often = counts >= least
    pairs = ((int(code) // size, int(code) % size) for code in values[often])
    return dict(zip(pairs, counts[often].tolist(), strict=True))


def sentence_pairs(data: GraphData) -> dict[tuple[str, str], int]:
    """Return for each pair of entities (the smaller IRI first) in how many quoted sentences claims name both."""
    sentences: dict[tuple[str, int], set[str]] = defaultdict(set)
    for statement in data.statements():
        sides = (statement.subject, getattr(statement, "object", None), statement.attributed_to)
        sentences[statement.article_iri, statement.quote_start].update(iri for iri in sides if iri)
    return Counter(pair for found in sentences.values() for pair in combinations(sorted(found), 2))


def _npmi(both: int, one: int, other: int, total: int) -> float:
    if both == total:
        return 1.0
    return math.log(both * total / (one * other)) / -math.log(both / total)


def log_likelihood(both: int, one: int, other: int, total: int) -> float:
    """Return Dunning's G² of a two-by-two table: how far the two are from being independent."""
    cells = (both, one - both, other - both, total - one - other + both)
    rows, columns = (one, one, total - one, total - one), (other, total - other, other, total - other)
    return 2 * sum(
        cell * math.log(cell * total / (row * column))
        for cell, row, column in zip(cells, rows, columns, strict=True)
        if cell
    )


def linked_pairs(data: GraphData) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the relations from one entity to another."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for edge in data.edges:
        found[edge.subject, edge.object].add(edge.predicate)
    return {pair: tuple(sorted(names)) for pair, names in found.items()}
