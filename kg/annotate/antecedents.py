"""What an anaphor may refer back to: the entities named before a token, and what the grammar says of the anaphor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.cues import noun_texts
from kg.annotate.morphology import features

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from kg.annotate.document import AnnotatedArticle
    from kg.annotate.phrases import Phrase

#: Dependencies of a token that make it the subject of its clause, or what the clause is about.
SUBJECT_DEPS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj", "ROOT", "attr"})


def antecedents(annotated: AnnotatedArticle, block: int, token: int, reach: int = 3) -> Iterator[int]:
    """Yield the entities that a possessive at a token may refer back to, the likeliest first.

    The subject of the same sentence comes before other names of it; then earlier sentences, nearest first, subjects
    before other names.
    """
    before = [o for o in annotated.history if (o.block, o.token) < (block, token)]
    if not before:
        return
    doc = annotated.blocks[block].doc
    same_sentence = [o for o in before if o.block == block and o.token >= doc[token].sent.start]
    seen: set[int] = set()
    for occurrence in sorted(same_sentence, key=lambda o: (not o.subject, -o.token)):
        if occurrence.entity not in seen:
            seen.add(occurrence.entity)
            yield occurrence.entity
    rest = [o for o in before if o not in same_sentence]
    current = (same_sentence[0].sentence - 1) if same_sentence else (rest[-1].sentence if rest else 0)
    for back in range(reach):
        for occurrence in sorted(
            (o for o in rest if o.sentence == current - back), key=lambda o: (not o.subject, o.token)
        ):
            if occurrence.entity not in seen:
                seen.add(occurrence.entity)
                yield occurrence.entity


def apposed_subject(token: Token) -> bool:
    """``X, propriétaire de Y, a déclaré …``: the parser makes the apposition the subject and hangs the name on it."""
    head = token.head
    return (
        head.i > token.i + 1
        and head.dep_ in SUBJECT_DEPS - {"ROOT"}
        and head.pos_ == "NOUN"
        and token.nbor(1).text == ","
        and not any(c.dep_ == "case" for c in token.children)
    )


def wordings_of(doc: Doc, phrase: Phrase) -> list[str]:
    """Return the wordings of a phrase's noun, none without a noun."""
    return list(noun_texts(doc, phrase.noun, phrase.first, phrase.last)) if phrase.noun >= 0 else []


def gender_of(token: Token) -> str:
    """Return the grammatical gender of a token, ``m`` or ``f``, or nothing."""
    found = features(token, "Gender")
    return {"Masc": "m", "Fem": "f"}.get(found[0], "") if found else ""


def governor_of(token: Token) -> int:
    """Return the verb whose argument the token is, or -1."""
    if token.dep_ in {"conj", "appos"}:
        return -1
    node = token
    for _ in range(3):
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            return int(node.i)
        if node.pos_ != "ADP":
            return -1
    return -1
