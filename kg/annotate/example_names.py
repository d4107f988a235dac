"""Names that illustrate a plural noun: ``four dailies, including X``, ``films such as X and Y``."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.annotate.cues import APPOSED, INTRODUCED, classes_of_phrase
from kg.annotate.morphology import features

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from spacy.tokens import Doc

    from kg.annotate.clusters import Cluster
    from kg.annotate.document import AnnotatedArticle
    from kg.annotate.grammar import Grammar
    from kg.annotate.phrases import Phrase

#: How many phrases may stand between the noun and its examples: ``several channels in India, including X``.
REACH = 3
_LONGEST_LINK = 2


def first_example(doc: Doc, phrases: Sequence[Phrase], position: int, grammar: Grammar) -> int:
    """Return the phrase that begins the examples of a plural noun, or -1."""
    phrase = phrases[position]
    collecting = phrase.noun >= 0 and doc[phrase.noun].lemma_.lower() in grammar.word_set("collections")
    if phrase.noun < 0 or phrase.name > phrase.noun or not (collecting or _plural(doc, phrase, grammar)):
        return -1
    # the first word of "such as", "tels que" may be read as an adjective of the noun
    last = phrase.last - (phrase.last in phrase.adjectives and phrase.last > phrase.noun)
    for k in range(position + 1, min(position + 1 + REACH, len(phrases))):
        following = phrases[k]
        if _introduced(doc, last, following.first, grammar):
            return k if following.names else -1
        gap = doc[last + 1 : following.first]
        if not following.prep or any(t.pos_ in {"VERB", "AUX"} or t.text in {";", ":", "."} for t in gap):
            return -1
        last = following.last
    return -1


def vote_by_examples(
    annotated: AnnotatedArticle,
    clusters: Sequence[Cluster],
    block: int,
    position: int,
    grammar: Grammar,
    titled: frozenset[str] = frozenset(),
    people: Container[str] = (),
) -> None:
    """Let a noun tell the class of the names that illustrate it, or that it heads: ``the studios A, B and C``.

    ``people`` are nouns for human beings: what else they may mean ("publishers") is too little here.
    """
    doc, phrases = annotated.blocks[block].doc, annotated.phrases[block]
    phrase = phrases[position]
    k = first_example(doc, phrases, position, grammar)
    if k < 0 <= phrase.noun < phrase.name and _plural(doc, phrase, grammar) and doc[phrase.noun].lemma_ not in people:
        _vote_by_head(annotated, clusters, block, position, grammar)
    classes = classes_of_phrase(doc, phrases[position], grammar) if k >= 0 else frozenset()
    if classes & titled and classes - titled:
        # "titles" are games as well as papers
        return
    marks = grammar.word_set("conjunctions") | {","}
    while classes and 0 <= k < len(phrases) and phrases[k].names and phrases[k].noun < 0:
        mention = annotated.mention_at(block, phrases[k].name)
        if mention is not None:
            votes = clusters[mention.entity].votes
            for cls in classes:
                votes[cls] = votes.get(cls, 0.0) + INTRODUCED / len(classes) + 0.1
        k += 1
        if k < len(phrases):
            gap = {t.lower_ for t in doc[phrases[k - 1].last + 1 : phrases[k].first]}
            if not gap or not gap <= marks:
                return


def _vote_by_head(
    annotated: AnnotatedArticle, clusters: Sequence[Cluster], block: int, position: int, grammar: Grammar
) -> None:
    """``the studios A, B and C``: the names after the first are what the noun says, too."""
    doc, phrases = annotated.blocks[block].doc, annotated.phrases[block]
    classes = classes_of_phrase(doc, phrases[position], grammar)
    marks = grammar.word_set("conjunctions") | {","}
    for first, second in itertools.pairwise(phrases[position:]):
        gap = {t.lower_ for t in doc[first.last + 1 : second.first]}
        if not gap or not gap <= marks or second.noun >= 0 or not second.names:
            return
        mention = annotated.mention_at(block, second.name)
        if mention is None:
            continue
        votes = clusters[mention.entity].votes
        for cls in sorted(classes):
            votes[cls] = votes.get(cls, 0.0) + APPOSED / len(classes) + 0.2


def _plural(doc: Doc, phrase: Phrase, grammar: Grammar) -> bool:
    noun = doc[phrase.noun]
    return features(noun, "Number") == ["Plur"] or phrase.det in grammar.word_set("plural_determiners")


def _introduced(doc: Doc, last: int, first: int, grammar: Grammar) -> bool:
    """Tell whether only a word like ``including`` (and a comma) stands between two tokens."""
    words = [t.lower_ for t in doc[last + 1 : first] if t.text not in {",", "(", ":"}]
    return 0 < len(words) <= _LONGEST_LINK and " ".join(words) in grammar.word_set("example_links")
