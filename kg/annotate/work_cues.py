"""What tells that a name is a work's title: ``X, starring A``, ``the cast of X``, ``X star A``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.annotate.work_lists import career_lists

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from kg.annotate.clusters import Cluster
    from kg.annotate.document import AnnotatedArticle, TokenMention
    from kg.annotate.grammar import Grammar, Kinds

#: More than a first name weighs: "Mercy Lane star Josh Rand".
LISTED, SURE, LIKELY, BY_MAKER = 2.4, 1.6, 0.9, 0.6
#: From this evidence on a name is a firm's.
FIRM = 1.2
_WORDS_BEFORE = 3
_YEAR = re.compile(r"(?:19|20)\d\d")


def vote_for_works(annotated: AnnotatedArticle, clusters: Sequence[Cluster], grammar: Grammar, kinds: Kinds) -> None:
    """Add a vote for a work wherever the words beside a name belong to works."""
    work, human = kinds.first("work"), kinds.first("human")
    for mention in annotated.mentions:
        doc = annotated.blocks[mention.block].doc
        weight = _followed(annotated, doc, mention, grammar, clusters, human)
        if weight < SURE and not _possessor(doc, mention, grammar):
            weight = max(weight, _preceded(doc, mention, grammar))
        if weight >= SURE:
            _unlink_sung(clusters[mention.entity], kinds)
        votes = clusters[mention.entity].votes
        if weight == 0 and _of_maker(annotated, doc, mention, grammar, clusters, human):
            weight = BY_MAKER
        if weight > 0 and not _known(clusters[mention.entity]) and not _told_otherwise(votes, kinds):
            votes[work] = votes.get(work, 0.0) + weight
    _vote_in_careers(annotated, clusters, grammar, work)
    _vote_before_firms(annotated, clusters, grammar, kinds)


def _vote_before_firms(
    annotated: AnnotatedArticle, clusters: Sequence[Cluster], grammar: Grammar, kinds: Kinds
) -> None:
    """``Low Tide and Salt Mile producer Lumio Films``: long names before a noun for a firm and its name are titles."""
    nouns, joins = grammar.word_set("work_firms"), grammar.word_set("conjunctions") | {",", "&"}
    firms, work = frozenset(kinds.classes["firm"]), kinds.first("work")
    for number, block in enumerate(annotated.blocks):
        for token in block.doc[1:-1]:
            firm = annotated.mention_at(number, token.i + 1) if token.lower_ in nouns else None
            if firm is None or not firms & clusters[firm.entity].votes.keys():
                continue
            at = token.i - 1
            while at >= 0 and (mention := annotated.mention_at(number, at)) is not None:
                cluster = clusters[mention.entity]
                if " " in cluster.fullest and not cluster.entries:
                    cluster.votes[work] = cluster.votes.get(work, 0.0) + SURE
                at -= 1
                while at > 0 and block.doc[at].lower_ in joins:
                    at -= 1


def _unlink_sung(cluster: Cluster, kinds: Kinds) -> None:
    """Forget that a known album or song has this name: what has a cast is something else of the same title."""
    sung = frozenset(kinds.classes.get("sung", ()))
    if cluster.entries and all(sung.issuperset(entry.types) for entry in cluster.entries):
        cluster.entries.clear()
        for cls in sung & cluster.votes.keys():
            del cluster.votes[cls]


def unlink_sung(annotated: AnnotatedArticle, clusters: Sequence[Cluster], kinds: Kinds) -> None:
    """In an article about films or series a title, even one that a song has, is one of those: unless a noun says."""
    for mention in annotated.mentions:
        _unlink_sung(clusters[mention.entity], kinds)


def _vote_in_careers(annotated: AnnotatedArticle, clusters: Sequence[Cluster], grammar: Grammar, work: str) -> None:
    """``series such as X, Y and Z``: what a list of works names is a work, whatever it looks like."""
    for number, block in enumerate(annotated.blocks):

        def is_name(i: int, number: int = number) -> bool:
            return annotated.mention_at(number, i) is not None

        for _, works in career_lists(block.doc, is_name, grammar):
            for listed in works:
                mention = annotated.mention_at(number, listed.token)
                if mention is not None and not _known(clusters[mention.entity]):
                    votes = clusters[mention.entity].votes
                    votes[work] = votes.get(work, 0.0) + LISTED


def _followed(
    annotated: AnnotatedArticle,
    doc: Doc,
    mention: TokenMention,
    grammar: Grammar,
    clusters: Sequence[Cluster],
    human: str,
) -> float:
    after = mention.last + 1
    if after < len(doc) and doc[after].text == '"':
        after += 1
    if after + 1 < len(doc) and doc[after].text == ",":
        return SURE if _tells_work(doc, after + 1, grammar) else 0.0
    if after + 1 >= len(doc):
        return 0.0
    if doc[after].lower_ in grammar.word_set("work_people"):
        named = annotated.mention_at(mention.block, after + 1)
        return LISTED if named is not None and clusters[named.entity].votes.get(human, 0.0) > 0 else 0.0
    if " ".join(t.lower_ for t in doc[after : after + 3]) in grammar.word_set("work_predicates"):
        return SURE
    told = doc[after].lower_ in grammar.word_set("work_verbs") or _tells_work(doc, after, grammar, pairs_only=True)
    return LIKELY if told else 0.0


def _tells_work(doc: Doc, at: int, grammar: Grammar, *, pairs_only: bool = False) -> bool:
    """Tell whether ``starring``, ``directed by`` stand here; a participle may be read as another of the same lemma."""
    found = grammar.word_set("work_followers")
    following = doc[at + 1].lower_ if at + 1 < len(doc) else ""
    pair = any(f"{word} {following}" in found for word in (doc[at].lower_, doc[at].lemma_))
    return pair or (not pairs_only and doc[at].lower_ in found)


def _told_otherwise(votes: Mapping[str, float], kinds: Kinds) -> bool:
    """``du studio Brume, mis en scène par X``: the noun beside the name says that it is a firm."""
    firms = kinds.classes["firm"]
    return any(votes.get(cls, 0.0) >= FIRM for cls in firms)


def _known(cluster: Cluster) -> bool:
    return any(not e.ambiguous for e in cluster.entries)


def _of_maker(
    annotated: AnnotatedArticle,
    doc: Doc,
    mention: TokenMention,
    grammar: Grammar,
    clusters: Sequence[Cluster],
    human: str,
) -> bool:
    """``Jaffa de Keren Yedal``: who is nobody else and has a person in the genitive was made by that person."""
    after = mention.last + 1
    if grammar.language != "fr" or after + 1 >= len(doc) or doc[after].lower_ not in {"de", "d'"}:
        return False
    named = annotated.mention_at(mention.block, after + 1)
    maker = clusters[named.entity] if named is not None else None
    if maker is None or maker.votes.get(human, 0.0) < 1.0 or " " not in maker.fullest:
        return False
    cluster = clusters[mention.entity]
    return not cluster.votes and not cluster.entries and all(label != human for label, _ in cluster.labels)


def _preceded(doc: Doc, mention: TokenMention, grammar: Grammar) -> float:
    before = mention.first - 1
    if before >= 0 and doc[before].text == '"':
        before -= 1
    if before > 0 and doc[before].lower_ == "'s" and _YEAR.fullmatch(doc[before - 1].text):
        # "2015's Night Ferry"
        return SURE
    for length in range(_WORDS_BEFORE, 1, -1):
        if before - length + 1 < 0:
            continue
        words = " ".join(t.lower_ for t in doc[before - length + 1 : before + 1])
        if words in grammar.word_set("work_leads"):
            return SURE
    return 0.0


def _possessor(doc: Doc, mention: TokenMention, grammar: Grammar) -> bool:
    """``the cast of Ada Holm and Lumio's "Ore"``: whoever owns the title is none."""
    after = mention.last + 1
    joined = after + 2 < len(doc) and doc[after].lower_ in grammar.word_set("conjunctions")
    return any(i < len(doc) and doc[i].lower_ in {"'s", "'"} for i in ((after, after + 2) if joined else (after,)))
