"""Which word states a figure: the verb or noun above the number, whose mode is that of the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.morphology import features

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MAX_CLIMB = 8
#: Clauses and asides that state something beside the main clause: "X, valued at $2bn, will be sold".
_ASIDE = frozenset({"acl", "acl:relcl", "relcl", "appos"})


_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
_MODIFIERS = frozenset({"nummod", "compound", "amod", "nmod"})
_DEFINITE = frozenset({"the", "its", "their", "his", "her", "les", "ses", "leurs", "ces", "these"})


def statement(
    doc: Doc, number: int, *, given: bool = False, deed: bool = False, announcing: frozenset[str] = frozenset()
) -> tuple[int, bool]:
    """Return the word that states a figure, by the token of its number, and whether it stands in an aside.

    ``given`` is set for levels: what a definite subject counts is so, whatever the verb says of it ("its 160 employees
    will vote"). ``deed`` is set for what somebody does: the noun for it states it ("announced the loss of 58 jobs").
    """
    node = doc[number]
    below = node
    for _ in range(_MAX_CLIMB):
        if node.dep_ in _ASIDE:
            return node.i, node.i != number
        money = doc[max(0, number - 1)].is_currency or doc[number].is_currency
        prenominal = given and money and node.dep_ in _MODIFIERS and node.i < node.head.i and node.i != number
        if prenominal or (given and node.dep_ in _SUBJECTS and any(c.lower_ in _DEFINITE for c in node.children)):
            return node.i, True
        if _is_set_off(node):
            return node.i, True
        if node.pos_ in {"VERB", "AUX"} or node.head.i == node.i or node.dep_ == "parataxis":
            break
        below, node = node, node.head
    announced = deed and (node.lemma_.lower() in announcing or node.lower_ in announcing)
    return (below.i if announced else node.i), False


def _is_set_off(node: Token) -> bool:
    """Tell a participle right after a comma, whatever the parser hangs on it: ", valorisé à 3 milliards d'euros,"."""
    if node.pos_ != "VERB" or "Part" not in features(node, "VerbForm") or node.i == 0:
        return False
    return node.nbor(-1).text == "," and not any(c.dep_.startswith("aux") for c in node.children)


def foresees(doc: Doc, stated: int, words: frozenset[str]) -> bool:
    """Tell "devrait" and "should", which foresee more than they doubt."""
    verb = doc[stated]
    near = [verb, *(c for c in verb.children if c.dep_.startswith("aux"))]
    near += [verb.head] if verb.dep_ == "xcomp" else []
    return any(t.lower_ in words for t in near)
