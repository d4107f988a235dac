"""What brackets after a name tell: ``Ada Holm (Ember, Low Orbit)`` lists works, ``"Ember" (Brume)`` names a firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kg.annotate.clusters import Cluster
    from kg.annotate.document import AnnotatedArticle, TokenMention
    from kg.annotate.grammar import Grammar, Kinds

#: More than a label of the tagger, less than a word beside the name.
BRACKETED = 0.8
#: From this length on a name in capitals is no party, union or country: ``(CFDT)``.
_LONGEST_ACRONYM = 5
_LONGEST_BRACKET = 24


def vote_in_brackets_of(
    annotated: AnnotatedArticle, clusters: Sequence[Cluster], grammar: Grammar, kinds: Kinds
) -> None:
    """Add votes for the names in brackets right after a person or a work."""
    human, work = kinds.first("human"), kinds.first("work")
    titled = frozenset(kinds.classes["titled"]) | {work}
    for mention in annotated.mentions:
        doc = annotated.blocks[mention.block].doc
        after = mention.last + 1
        if after < len(doc) and doc[after].text == '"':
            after += 1
        if after >= len(doc) or doc[after].text != "(":
            continue
        owner = clusters[mention.entity].evidence()
        best = max(sorted(owner), key=lambda c: owner[c], default="")
        listed = list(_listed(annotated, mention, after, grammar))
        if best == human and listed:
            _vote_for_works(clusters, listed, work)
        elif best in titled and len(listed) == 1 and not _same_words(clusters, mention.entity, listed[0]):
            _vote_for_makers(clusters, listed[0], kinds, best)


def _listed(annotated: AnnotatedArticle, owner: TokenMention, opening: int, grammar: Grammar) -> Iterator[int]:
    """Yield the entities of a bracket that holds names, years and marks only."""
    doc = annotated.blocks[owner.block].doc
    marks = grammar.word_set("conjunctions") | {",", "/", ";", '"'}
    found = []
    i = opening + 1
    while i < min(len(doc), opening + _LONGEST_BRACKET):
        mention = annotated.mention_at(owner.block, i)
        if mention is not None and mention.entity != owner.entity:
            found.append(mention.entity)
            i = mention.last + 1
        elif doc[i].text == ")":
            yield from found
            return
        elif doc[i].lower_ in marks or doc[i].is_digit or _aside(doc, i):
            i += 1
        else:
            return


def _aside(doc: Doc, i: int) -> bool:
    """``(Brume Films, photo)``: a lower-case word at the end of a bracket."""
    return doc[i].text.islower() and doc[i].text.isalpha() and doc[i - 1].text == "," and doc[i + 1 : i + 2].text == ")"


def _vote_for_works(clusters: Sequence[Cluster], listed: Sequence[int], work: str) -> None:
    for entity in listed:
        cluster = clusters[entity]
        name = cluster.fullest
        acronym = name.isupper() and len(name) <= _LONGEST_ACRONYM
        if cluster.votes or any(not e.ambiguous for e in cluster.entries) or acronym:
            continue
        cluster.votes[work] = BRACKETED


def _same_words(clusters: Sequence[Cluster], owner: int, listed: int) -> bool:
    """``"Ao no Mori" (Blue Mori)``: a translation."""
    words, others = (frozenset(clusters[n].fullest.lower().split()) for n in (owner, listed))
    return not words.isdisjoint(others)


def _vote_for_makers(clusters: Sequence[Cluster], entity: int, kinds: Kinds, owner: str) -> None:
    cluster = clusters[entity]
    if any(not e.ambiguous for e in cluster.entries) or kinds.first("human") in cluster.votes:
        return
    if kinds.first("work") in cluster.votes:
        # the title in another language
        return
    if any(label == kinds.first("human") for label, _ in cluster.labels) and " " in cluster.fullest:
        return
    group = kinds.first("group")
    # whoever stands behind a film or a series may have made, sold or shown it
    cls = group if owner in kinds.classes["screen"] else kinds.topic_firms.get(owner, group)
    cluster.votes[cls] = cluster.votes.get(cls, 0.0) + BRACKETED
