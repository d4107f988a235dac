"""Regular inflection, so that data files list each word once."""

from __future__ import annotations

import re
from functools import lru_cache

_POSSESSIVE = re.compile(r"(?<=\w)'s(?!\w)")
#: The nouns and adjectives in ``-al`` whose plural is in ``-als``.
_ALS = frozenset({"bal", "carnaval", "festival", "final", "naval", "récital", "régal"})
_SOFT = re.compile(r"(?<=\w)'(?=\w)")
_ER_STEM_CHANGE = re.compile(r"e([lt])er$")
#: ``lever`` and ``céder``, ``intégrer``, ``révéler`` change their vowel; ``conserver``, ``présenter`` do not.
_E_CONSONANT = re.compile(r"(?:é(?=[bcdfghlmnprstv]+er$)|e(?=(?:[bcdfgmnprsv]|vr)er$))([a-z]+)er$")


def spaced(phrase: str) -> str:
    """Write a phrase as the tokenizer cuts it: ``studio d' animation``, ``director 's cut``."""
    return _SOFT.sub("' ", _POSSESSIVE.sub(" 's", phrase))


def plural_forms(noun: str, language: str) -> tuple[str, ...]:
    """Return the regular plurals of a noun phrase (``maison de disques`` → ``maisons de disques``).

    What follows a French noun may agree or not: ``jeu vidéo`` → ``jeux vidéos``, ``jeux vidéo``.
    """
    return _french_plurals(noun) if language == "fr" else (_english_plural(noun),)


def _french_plurals(noun: str) -> tuple[str, ...]:
    first, _, rest = noun.partition(" ")
    if first.endswith("al") and first not in _ALS:
        plural = first[:-2] + "aux"
    elif first.endswith(("s", "x", "z")):
        plural = first
    elif first.endswith(("eau", "eu")):
        plural = first + "x"
    else:
        plural = first + "s"
    if not rest:
        return (plural,)
    second = rest.split(" ", 1)[0]
    invariable = second in {"de", "d'", "du", "des", "à", "en", "au", "aux"} or "'" in second
    tails = (rest,) if invariable else dict.fromkeys((*_french_plurals(rest), rest))
    return tuple(f"{plural} {tail}" for tail in tails)


def _english_plural(noun: str) -> str:
    words = noun.split(" ")
    head = next((i - 1 for i, w in enumerate(words) if w in {"of", "in", "for", "at"} and i), len(words) - 1)
    last = words[head]
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        words[head] = last[:-1] + "ies"
    elif last.endswith("man"):
        words[head] = last[:-3] + "men"
    elif last.endswith(("s", "x", "ch", "sh")):
        words[head] = last + "es"
    else:
        words[head] = last + "s"
    return " ".join(words)


@lru_cache(maxsize=4096)
def verb_forms(verb: str, language: str) -> frozenset[str]:
    """Return the regular forms of a verb: a net for forms that a tagger took for nouns and left without a lemma.

    French: the first and second groups (``-er``, ``-ir``) with their spelling changes; other verbs only as infinitive,
    which is safe because taggers know the frequent irregular ones. English: ``-s``, ``-ed``, ``-ing``.
    """
    if language == "fr":
        return _french_forms(verb)
    stem = verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return frozenset({verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"})
    return frozenset({verb, third, stem + "ed", stem + "ing"})


def _french_forms(verb: str) -> frozenset[str]:
    if verb.endswith("er"):
        stem = verb[:-2]
        soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1:], stem)
        strong = stem
        if stem.endswith(("el", "et")):
            strong = stem[:-2] + "è" + stem[-1]
        elif _E_CONSONANT.search(verb):
            strong = _E_CONSONANT.sub(r"è\1", verb)
        weak_y = stem[:-1] + "i" if stem.endswith(("oy", "uy", "ay")) else strong
        present = {weak_y + "e", weak_y + "es", weak_y + "ent"}
        future = {weak_y + "er" + end for end in ("a", "ont", "ait", "aient", "ai", "ons")}
        future |= {stem + "er" + end for end in ("a", "ont", "ait", "aient")}
        past = {soft + end for end in ("ait", "aient", "a", "ant")} | {stem + end for end in ("èrent", "ons", "ez")}
        past |= {soft + "ons"}
        participle = {stem + end for end in ("é", "ée", "és", "ées")}
        return frozenset({verb} | present | future | past | participle)
    if verb.endswith("ir") and not verb.endswith(("oir", "enir", "rir", "tir", "mir")):
        stem = verb[:-1]
        root = verb[:-2]
        endings = ("t", "ssent", "ssait", "ssaient", "ra", "ront", "rait", "raient", "ssant", "rent")
        return frozenset({verb, *(stem + e for e in endings), root + "i", root + "ie", root + "is", root + "ies"})
    return frozenset({verb})
