"""What a list or a bracket says about the class of the names in it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.clusters import Cluster
    from kg.annotate.document import AnnotatedArticle
    from kg.annotate.grammar import Grammar

#: What the other names of a list say about a name.
LISTED = 0.7


def vote_by_list(
    annotated: AnnotatedArticle, block: int, clusters: Sequence[Cluster], grammar: Grammar, human: str
) -> None:
    """``Emna Sassi et Rim Guellaty``: who is listed beside a human being and is nothing else is one, too."""
    phrases = annotated.phrases[block]
    doc = annotated.blocks[block].doc
    marks = grammar.word_set("conjunctions") | {","}
    for first, second in itertools.pairwise(phrases):
        gap = {t.lower_ for t in doc[first.last + 1 : second.first]}
        if not gap or not gap <= marks or gap == {","} or second.noun >= 0 or not (first.names and second.names):
            continue
        pair = [annotated.mention_at(block, phrase.name) for phrase in (first, second)]
        if pair[0] is None or pair[1] is None:
            continue
        left, right = (clusters[mention.entity] for mention in pair if mention is not None)
        for known, unknown in ((left, right), (right, left)):
            sure = known.votes.get(human, 0.0) >= 1.0 and max(known.votes.values()) == known.votes[human]
            if sure and not unknown.votes and " " in unknown.fullest:
                unknown.votes[human] = LISTED


def vote_in_brackets(
    annotated: AnnotatedArticle,
    block: int,
    clusters: Sequence[Cluster],
    grammar: Grammar,
    firms: frozenset[str],
    group: str,
) -> None:
    """``Lumio (Arte, Kiosque, Plume…)``: names in one bracket with a known firm are of organisations."""
    doc = annotated.blocks[block].doc
    phrases = annotated.phrases[block]
    marks = grammar.word_set("conjunctions") | {",", "/"}
    for position, phrase in enumerate(phrases):
        if not phrase.first or doc[phrase.first - 1].text != "(" or not phrase.names or phrase.noun >= 0:
            continue
        members = [phrase]
        for following in phrases[position + 1 :]:
            gap = {t.lower_ for t in doc[members[-1].last + 1 : following.first]}
            if not gap or not gap <= marks or following.noun >= 0 or not following.names or following.prep:
                break
            members.append(following)
        found = [clusters[m.entity] for p in members if (m := annotated.mention_at(block, p.name)) is not None]
        known = [c for c in found if any(not e.ambiguous and firms.intersection(e.types) for e in c.entries)]
        for cluster in found if known and len(found) > 1 else ():
            if not cluster.votes:
                cluster.votes[group] = LISTED
