"""``les films « A » de X, « B » de Y et « C »``: the plural noun before the first title says what all of them are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kg.annotate.clusters import Cluster
    from kg.annotate.document import AnnotatedArticle
    from kg.annotate.grammar import Grammar, Kinds
    from kg.annotate.phrases import Phrase

#: What the noun before the first title tells about a later one.
SHARED = 1.0


def vote_in_title_lists(
    annotated: AnnotatedArticle, clusters: Sequence[Cluster], grammar: Grammar, kinds: Kinds
) -> None:
    """Add the vote of a plural noun for works to the titles that are listed after the first one."""
    titled = frozenset(kinds.classes["titled"])
    for number, phrases in enumerate(annotated.phrases):
        doc = annotated.blocks[number].doc
        for position, phrase in enumerate(phrases):
            classes = _classes(doc, phrase, grammar) & titled
            if not classes or phrase.name <= phrase.noun or not _several(phrase, grammar):
                continue
            for name in _listed(doc, phrases, position, grammar):
                mention = annotated.mention_at(number, name)
                if mention is None or clusters[mention.entity].entries:
                    continue
                votes = clusters[mention.entity].votes
                for cls in sorted(classes):
                    votes[cls] = votes.get(cls, 0.0) + SHARED / len(classes)


def _classes(doc: Doc, phrase: Phrase, grammar: Grammar) -> frozenset[str]:
    return grammar.classes_of_noun(doc[phrase.noun].lower_) if phrase.noun >= 0 else frozenset()


def _several(phrase: Phrase, grammar: Grammar) -> bool:
    return phrase.det in grammar.word_set("plural_determiners")


def _outside_brackets(doc: Doc, start: int, end: int) -> set[str] | None:
    """Return the words of a stretch without those in brackets; ``None`` when it ends inside brackets."""
    found, depth = set(), 0
    for token in doc[start:end]:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.text != ")":
            found.add(token.lower_)
    return None if depth > 0 else found


def _listed(doc: Doc, phrases: Sequence[Phrase], position: int, grammar: Grammar) -> list[int]:
    """Return the names after the first one, each behind a mark of a list; who made a title may stand after it."""
    found: list[int] = []
    marks = grammar.word_set("conjunctions") | {",", '"'}
    last = phrases[position].last
    for following in phrases[position + 1 :]:
        opens = following.prep_at if 0 <= following.prep_at < following.first else following.first
        gap = _outside_brackets(doc, last + 1, opens)
        if gap is None:
            continue
        if following.noun >= 0 or not following.names or not gap <= marks:
            break
        if following.prep:
            if gap - {'"'} or following.prep not in grammar.word_set("genitive"):
                break
        elif gap - {'"'}:
            found.append(following.name)
        else:
            break
        last = following.last
    return found
