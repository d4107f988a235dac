"""Names and nouns listed together: ``A, B et C``, ``A, the maker of X, and B``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.cues import name_beyond, noun_texts
from kg.extract.pair_lists import heads_from

if TYPE_CHECKING:
    from kg.extract.context import BlockContext

#: Words that brackets inside a list may hold.
_BRACKET = 30
#: What sets a description off: ``A, the maker of X, and B``, ``A - the maker of X - and B``.
_MARKS = frozenset({",", "-", "–", "—"})


def coordination(context: BlockContext, number: int) -> list[int]:
    """Return the phrase and the following ones that are listed with it: ``A, B et C``."""
    heads = heads_from(context, number)
    if heads:
        return heads
    members = [number]
    k = number
    while k + 1 < len(context.phrases):
        skipped = _past_apposition(context, k)
        if skipped >= 0:
            members.append(skipped)
            k = skipped
            continue
        skipped = _past_complement(context, k)
        skipped = skipped if skipped >= 0 else _past_maker(context, number, k)
        skipped = skipped if skipped >= 0 else _past_bracket(context, number, k)
        if skipped >= 0:
            members.append(skipped)
            k = skipped
            continue
        phrase, following = context.phrases[k], context.phrases[k + 1]
        start = following.prep_at if following.prep_at >= 0 and following.prep_at < following.first else following.first
        between = [t.lower_ for t in context.doc[phrase.last + 1 : start]]
        if not between and following.prep in context.words("additive") and following.name > following.noun:
            # "A and B in addition to C"
            members.append(k + 1)
            k += 1
            continue
        if not between or not set(between) <= _list_marks(context) or ("que" in between and "ainsi" not in between):
            # "la série, que X diffuse" lists nothing
            break
        if following.prep and not _same_preposition(context, number, k + 1):
            break
        has_name = following.names and (
            following.noun < 0
            or (following.name > following.noun and (following.own or describing_noun(context, k + 1)))
        )
        conjoined = bool(set(between) - {","})
        beyond = -1 if has_name or not conjoined else _name_over_complement(context, k + 1)
        if beyond >= 0:
            members.append(beyond)
            k = beyond
            continue
        if not has_name and not (conjoined and context.mention_entity(following.noun) >= 0):
            break
        if not conjoined and not _list_goes_on(context, k + 1) and not _comma_list(context, number, k + 1):
            break
        owned = _owned_member(context, k + 1)
        members.append(owned)
        k = owned
    return members


def _name_over_complement(context: BlockContext, k: int) -> int:
    """``et l'homme d'affaires X``: the phrase of the name that a description introduces over a complement, or -1."""
    name = name_beyond(context.doc, context.phrases, k, context.language.grammar)
    phrase = context.phrases[k]
    last = min(phrase.noun + 3, len(context.doc) - 1)
    texts = noun_texts(context.doc, phrase.noun, phrase.first, last) if name >= 0 else ()
    occupations = context.language.knowledge.occupations(context.language.grammar.language)
    if not any(t in occupations or context.language.lexicon.is_person_noun(t) for t in texts):
        return -1
    return context.phrase_at(name) if context.is_kind(context.mention_entity(name), "human") else -1


def _same_preposition(context: BlockContext, number: int, k: int) -> bool:
    """``à la tête de X et de Y``: the last word of a preposition is enough before the next member of a list."""
    first, following = context.phrases[number], context.phrases[k]
    if following.prep == first.prep:
        return True
    last = context.doc[first.first - 1].lower_ if first.first else ""
    genitive = context.words("genitive")
    return " " in first.prep and following.prep in genitive and last in genitive


def _owned_member(context: BlockContext, k: int) -> int:
    """``A, B and Ada Holm's Lumio``: the last member is what the name owns."""
    if k + 1 >= len(context.phrases) or context.phrases[k + 1].owner != k:
        return k
    owned = context.phrases[k + 1]
    return k + 1 if owned.names and owned.name > owned.noun else k


def describing_noun(context: BlockContext, number: int) -> bool:
    """Tell whether a phrase's noun is a class, an occupation or a post, and so may stand before a listed name."""
    phrase = context.phrases[number]
    grammar, lexicon = context.language.grammar, context.language.lexicon
    occupations = context.language.knowledge.occupations(grammar.language)
    wordings = list(noun_texts(context.doc, phrase.noun, phrase.first, phrase.last))
    demonyms = context.language.knowledge.demonyms(grammar.language)
    return any(
        w in grammar.class_nouns or w in occupations or lexicon.is_person_noun(w) or w in demonyms for w in wordings
    )


def _past_apposition(context: BlockContext, k: int) -> int:
    """``A, the maker of X, and B``: the next member of a list after a description of the one before, or -1."""
    phrase = context.phrases[k]
    at = phrase.last + 1
    if at >= len(context.doc) or context.doc[at].text not in _MARKS or not phrase.names:
        return -1
    mark = context.doc[at].text
    if context.doc[at + 1 : at + 2] and context.doc[at + 1].lower_ in context.words("relative"):
        return _past_relative(context, at + 1)
    inner = k + 1
    if (
        inner >= len(context.phrases)
        or context.phrases[inner].first != at + 1
        or context.phrases[inner].noun < 0
        or context.phrases[inner].names
    ):
        return -1
    i = at + 1
    while i < len(context.doc) and context.doc[i].text not in {mark, ".", ";", ":"}:
        if context.doc[i].pos_ in {"VERB", "AUX"}:
            return -1
        i += 1
    if i + 2 < len(context.doc) and context.doc[i].text == mark == "," and _next_described(context, inner, i + 1):
        return context.phrase_at(i + 1)
    if (
        i + 2 >= len(context.doc)
        or context.doc[i].text != mark
        or context.doc[i + 1].lower_ not in context.words("conjunctions")
    ):
        return -1
    following = context.phrase_at(i + 2)
    if following < 0 or context.phrases[following].first != i + 2 or not context.phrases[following].names:
        return -1
    return following


def _next_described(context: BlockContext, inner: int, at: int) -> bool:
    """``par A, ancien directeur de X, B, éditrice chez Y, et C``: another person with a description of their own."""
    number = context.phrase_at(at)
    if (
        number < 0
        or context.phrases[number].first != at
        or context.phrases[number].name != context.phrases[number].last
    ):
        return False
    after = context.phrases[number].last + 1
    human = context.is_kind(context.mention_entity(context.phrases[number].name), "human")
    described = number + 1 < len(context.phrases) and describing_noun(context, number + 1)
    tied = described and context.phrases[number + 1].first == after + 1 and context.doc[after].text == ","
    return human and tied and describing_noun(context, inner)


def _past_complement(context: BlockContext, k: int) -> int:
    """``de trois chaînes (A, B et C), du service X et de la radio Y``: the next noun of such a list, or -1.

    A complement and brackets may stand between; the same preposition opens each member.
    """
    phrase, doc = context.phrases[k], context.doc
    bare = not (phrase.det or phrase.definite or phrase.own or doc[phrase.first].like_num)
    if phrase.noun < 0 or (bare and phrase.prep in context.words("genitive")):
        return -1
    last, j = phrase.last, k + 1
    while j < len(context.phrases):
        inner = context.phrases[j]
        if inner.prep_at != last + 1 or inner.prep not in context.words("genitive") or inner.det or inner.definite:
            break
        last, j = inner.last, j + 1
    at = last + 1
    bracket = at < len(doc) and doc[at].text == "("
    if bracket:
        closing = next((i for i in range(at, min(at + _BRACKET, len(doc))) if doc[i].text == ")"), -1)
        at = closing + 1
    if at == phrase.last + 1 or at <= 0 or not (phrase.prep or bracket):
        return -1
    start = at
    while at < len(doc) and doc[at].lower_ in context.words("conjunctions") | {","}:
        at += 1
    number = context.phrase_at(at + 1) if at + 1 < len(doc) and context.phrase_at(at) < 0 else context.phrase_at(at)
    if at == start or number < 0 or number <= k:
        return -1
    following = context.phrases[number]
    opens = following.prep_at if following.prep else following.first
    if opens != at or following.prep != phrase.prep:
        return -1
    return number if following.names or describing_noun(context, number) else -1


def _past_relative(context: BlockContext, at: int) -> int:
    """``A, which holds 20 per cent, and B``: the next member of a list after a relative clause, or -1."""
    closing = next((t.i for t in context.doc[at:] if t.text in {",", ".", ";", ":"}), -1)
    if closing < 0 or closing + 2 >= len(context.doc) or context.doc[closing].text != ",":
        return -1
    if context.doc[closing + 1].lower_ not in context.words("conjunctions"):
        return -1
    following = context.phrase_at(closing + 2)
    if following < 0 or context.phrases[following].first != closing + 2 or not context.phrases[following].names:
        return -1
    after = context.phrases[following].last + 1
    ends = after >= len(context.doc) or context.doc[after].is_punct or context.doc[after].pos_ in {"VERB", "AUX"}
    finite = after < len(context.doc) and context.doc[after].pos_ in {"VERB", "AUX"}
    return following if ends and not finite else -1


def _past_maker(context: BlockContext, first: int, k: int) -> int:
    """``« A » de X, « B » de Y et « C » de Z``: the next work of a list with their makers beside, or -1."""
    phrases, genitive = context.phrases, context.words("genitive")
    if k + 2 >= len(phrases) or not _has_maker(context, k):
        return -1
    maker, following = phrases[k + 1], phrases[k + 2]
    opens = following.prep_at if following.prep else following.first
    between = {t.lower_ for t in context.doc[maker.last + 1 : opens]} - {'"'}
    if not between or not between <= context.words("conjunctions") | {","} or following.prep in genitive:
        return -1
    if following.prep and following.prep != phrases[first].prep:
        return -1
    if not following.names or not context.is_kind(context.mention_entity(following.name), "work"):
        return -1
    return k + 2 if _has_maker(context, k + 2) or between - {","} else -1


def _past_bracket(context: BlockContext, first: int, k: int) -> int:
    """``« A » (2019, X) et « B » (2022, Y)``: the next name of a list with brackets behind its names, or -1."""
    phrase, doc = context.phrases[k], context.doc
    at = phrase.last + 1
    if not phrase.names or phrase.name != phrase.last or at >= len(doc) or doc[at].text != "(":
        return -1
    at = next((i + 1 for i in range(at, min(at + _BRACKET, len(doc))) if doc[i].text == ")"), -1)
    start = at
    while 0 < at < len(doc) and doc[at].lower_ in context.words("conjunctions") | {","}:
        at += 1
    if at == start or at >= len(doc):
        return -1
    number = context.phrase_at(at + 1) if context.phrase_at(at) < 0 and at + 1 < len(doc) else context.phrase_at(at)
    if number <= k:
        return -1
    following = context.phrases[number]
    opens = following.prep_at if following.prep else following.first
    alike = following.prep in {"", context.phrases[first].prep} and opens == at and following.noun < 0
    if not alike or not following.names or not _same_kind(context, number, k):
        return -1
    # without a conjunction the second name may begin another clause
    after = following.last + 1
    closed = after < len(doc) and (
        doc[after].text == "(" or doc[after].is_punct or doc[after].lower_ in context.words("conjunctions")
    )
    return number if {t.lower_ for t in doc[start:at]} - {","} or closed else -1


def _has_maker(context: BlockContext, k: int) -> bool:
    """Tell whether a phrase names a work, and the next one who made it: ``« A » de X``."""
    phrase = context.phrases[k]
    following = context.phrases[k + 1] if k + 1 < len(context.phrases) else None
    if following is None or not phrase.names or not following.names:
        return False
    return (
        following.prep in context.words("genitive")
        and following.prep_at == phrase.last + 1
        and context.is_kind(context.mention_entity(phrase.name), "work")
        and context.is_kind(context.mention_entity(following.name), "human")
    )


def _list_marks(context: BlockContext) -> frozenset[str]:
    return context.words("conjunctions") | {",", "que"}


def _comma_list(context: BlockContext, first: int, last: int) -> bool:
    """A list by commas alone needs three names of one kind."""
    kinds = [_main_type(context, k) for k in range(first, last + 1)]
    inside = context.doc[context.phrases[first].last : context.phrases[last - 1].first]
    if last - first > 1 and any(t.lower_ in context.words("conjunctions") for t in inside):
        # "« A » et « B », C": the conjunction has ended the list
        return False
    return last - first >= 1 and len(set(kinds)) == 1 and kinds[0] != "" and _ends_list(context, last)


def _ends_list(context: BlockContext, k: int) -> bool:
    after = context.phrases[k].last + 1
    return after >= len(context.doc) or context.doc[after].is_punct


def _main_type(context: BlockContext, k: int) -> str:
    phrase = context.phrases[k]
    entity = context.mention_entity(phrase.name) if phrase.names else -1
    if entity < 0:
        return ""
    types = context.annotated.entities[entity].types
    return types[0] if types else ""


def _same_kind(context: BlockContext, a: int, b: int) -> bool:
    """Tell whether two names are of the same class, or both are works."""
    pair = [context.mention_entity(context.phrases[k].name) for k in (a, b)]
    works = all(context.is_kind(entity, "work") for entity in pair)
    return works or _main_type(context, a) == _main_type(context, b)


def _list_goes_on(context: BlockContext, k: int) -> bool:
    """Tell whether a conjunction follows later in a list of names that continues at phrase ``k``."""
    while k + 1 < len(context.phrases):
        phrase, following = context.phrases[k], context.phrases[k + 1]
        between = [t.lower_ for t in context.doc[phrase.last + 1 : following.first]]
        if not between or not set(between) <= _list_marks(context) or not following.names:
            return False
        if set(between) & context.words("conjunctions"):
            return True
        k += 1
    return False


def joined(context: BlockContext, a: int, b: int) -> bool:
    """Tell whether two phrases are joined by a conjunction or a comma, the first a plain name."""
    first, second = context.phrases[a], context.phrases[b]
    between = {t.lower_ for t in context.doc[first.last + 1 : second.first]}
    return bool(between) and between <= _list_marks(context) and bool(first.names) and first.name == first.last
