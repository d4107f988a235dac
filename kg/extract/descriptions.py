"""Whom a noun describes by its place: beside a name, in apposition to it, or before the name that it introduces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase, followed_by_verb, head_of_group, is_possessor, name_beyond, noun_texts
from kg.annotate.morphology import features
from kg.extract.clauses import is_subject_dep
from kg.extract.coordination import describing_noun, joined
from kg.extract.records import Filler

if TYPE_CHECKING:
    from kg.annotate.phrases import Phrase
    from kg.extract.context import BlockContext

_COMMAS = frozenset({",", "(", "–", "—", "-"})
#: Words before a fronted description ("Ancien", "Nommée"), and words from there to its subject.
_LEAD, _REACH = 3, 18


def described(context: BlockContext, number: int) -> list[Filler]:
    """Return the names that a phrase's noun is said of by position: beside, in apposition, in brackets."""
    phrase = context.phrases[number]
    if phrase.noun < 0:
        return []
    if phrase.names and phrase.name > phrase.noun:
        # "director Ada Holm's film": the noun still tells who she is
        return _plural_list(context, number)
    if is_possessor(context.doc, phrase):
        return []
    titled = titled_name(context, phrase)
    if titled:
        return titled
    if _is_predicate(context, phrase):
        return []
    beyond = name_beyond(context.doc, context.phrases, number, context.language.grammar)
    if beyond >= 0:
        return [Filler(context.mention_entity(beyond), beyond)]
    finders = (_bracketed, _beyond_group, _apposed_before, _apposed_after, _shared_description)
    if not _names_post(context, number):
        return next((found for finder in finders if (found := finder(context, number))), [])
    for finder in finders:
        found = finder(context, number)
        # "interrogé par X, le patron de Y, Z, …": an organisation is nobody's director
        if found and any(context.is_kind(f.entity, "human") or _untyped(context, f) for f in found):
            return found
    return []


def _beyond_group(context: BlockContext, number: int) -> list[Filler]:
    """``le patron du groupe Ada Holm``: the name beyond a noun for the firm is whom the post is of."""
    if number + 1 >= len(context.phrases) or not _names_post(context, number):
        return []
    phrase, following = context.phrases[number], context.phrases[number + 1]
    genitive = following.prep in context.words("genitive") and following.prep_at == phrase.last + 1
    if not genitive or following.noun < 0 or following.name < following.noun:
        return []
    entity = context.mention_entity(following.name)
    types = context.annotated.entities[entity].types
    classes = classes_of_phrase(context.doc, following, context.language.grammar)
    return [Filler(entity, following.name)] if head_of_group(classes, types, context.language.kinds) else []


def _names_post(context: BlockContext, number: int) -> bool:
    """Tell whether a phrase's noun is a post that only a human being holds (no firm: ``distributeur``, ``éditeur``)."""
    phrase = context.phrases[number]
    wordings = list(noun_texts(context.doc, phrase.noun, phrase.first, phrase.last))
    leading = any(w in context.language.lexicon.leading_nouns for w in wordings)
    return leading and not classes_of_phrase(context.doc, phrase, context.language.grammar) - {
        context.language.kinds.first("human")
    }


def _untyped(context: BlockContext, filler: Filler) -> bool:
    found = context.annotated.entities[filler.entity]
    return not found.types or found.soft


def complement(context: BlockContext, number: int) -> bool:
    """``une chaîne de télévision``: a bare noun in the genitive belongs to the noun before it."""
    phrase = context.phrases[number]
    bare = not (phrase.det or phrase.definite or phrase.own or context.doc[phrase.first].like_num)
    return bare and phrase.prep in context.words("genitive")


def _bracketed(context: BlockContext, number: int) -> list[Filler]:
    """``trois chaînes de télévision (A, B et C)``, ``une radio (X)``: names of the noun's class in brackets."""
    phrase = context.phrases[number]
    at = _tail(context, number) + 1
    if at + 1 >= len(context.doc) or context.doc[at].text != "(" or phrase.names or complement(context, number):
        return []
    if context.is_kind(context.mention_entity(at - 1), "human"):
        # "la série d'Ada Holm (« X »)": another work of hers
        return []
    classes = classes_of_phrase(context.doc, phrase, context.language.grammar)
    part = context.doc[phrase.noun].lemma_.lower() in context.words("internal_parts")
    if not classes and part and context.doc[phrase.noun].lower_ not in context.words("teams"):
        # a part is said to hold organisations: "le pôle radio (A et B)"
        classes = frozenset(context.language.kinds.classes["firm"]) | {context.language.kinds.first("group")}
    k = context.phrase_at(at + 1)
    if not classes or k < 0 or context.phrases[k].first != at + 1 or not context.phrases[k].names:
        return []
    plural = context.plural(phrase) or context.doc[phrase.first].like_num or part
    members = context.coordination(k) if plural else [k]
    names = [Filler(context.mention_entity(context.phrases[m].name), context.phrases[m].name) for m in members]
    after = context.phrases[members[-1]].last + 1
    closed = after < len(context.doc) and context.doc[after].text in {")", "…", "...", ","}
    known = [f for f in names if context.annotated.entities[f.entity].types]
    # "une série (X)": what is no name of a series is the channel or the source
    return (
        names
        if closed and (known or plural or phrase.own) and all(context.fits(f.entity, classes) for f in names)
        else []
    )


def _shared_description(context: BlockContext, number: int) -> list[Filler]:
    """``X, bassiste et compositeur``, ``le bassiste et compositeur X``: two nouns joined describe the same name."""
    conjunctions = context.words("conjunctions")
    phrase = context.phrases[number]
    before = context.phrases[number - 1] if number else None
    if before is not None and before.noun >= 0 and not before.names and not phrase.det and not phrase.prep:
        between = [t.lower_ for t in context.doc[before.last + 1 : phrase.first]]
        if len(between) == 1 and set(between) <= conjunctions:
            return context.described(number - 1)
    after = context.phrases[number + 1] if number + 1 < len(context.phrases) else None
    if (
        after is not None
        and not (phrase.prep in context.words("role_prepositions") and _is_subject(context, after))
        and after.noun >= 0
        and after.names
        and after.name > after.noun
        and not after.det
        and not after.prep
    ):
        between = [t.lower_ for t in context.doc[phrase.last + 1 : after.first]]
        if len(between) == 1 and set(between) <= conjunctions and not context.plural(phrase):
            return [Filler(context.mention_entity(after.name), after.name)]
    return []


def _is_subject(context: BlockContext, phrase: Phrase) -> bool:
    """``serves as chair and editor Ada Holm will be …``: the name opens a clause of its own."""
    behind = phrase.last + 1
    return behind < len(context.doc) and context.doc[behind].pos_ in {"VERB", "AUX"}


def titled_name(context: BlockContext, phrase: Phrase) -> list[Filler]:
    """``Lumio named Ada Holm chief content officer``: a person right before the post she gets."""
    name = phrase.name
    if name < 0 or name != phrase.first or not context.is_kind(context.mention_entity(name), "human"):
        return []
    wordings = noun_texts(context.doc, phrase.noun, name + 1, phrase.last)
    if not any(context.language.lexicon.is_person_noun(w) for w in wordings):
        return []
    return [Filler(context.mention_entity(name), name)]


def _is_predicate(context: BlockContext, phrase: Phrase) -> bool:
    """``X en sera la présidente, Y …``: a predicate is said of the subject, not of what follows it."""
    noun = context.doc[phrase.noun]
    if any(c.dep_ == "cop" for c in noun.children):
        return True
    if noun.dep_ == "oprd":
        return True
    if noun.dep_ not in {"attr", "xcomp"} or noun.head.lemma_ not in context.language.grammar.words["copula"]:
        return False
    # "Its president is X, once the chief executive of Y": what follows the predicate describes it
    earlier = (c.i for c in noun.head.children if c.dep_ == noun.dep_ and c.i < noun.i)
    return not any(context.mention_entity(i) >= 0 for i in earlier)


def _plural_list(context: BlockContext, number: int) -> list[Filler]:
    phrase = context.phrases[number]
    names = [Filler(context.mention_entity(phrase.name), phrase.name)]
    if context.plural(phrase):
        for k in context.coordination(number)[1:]:
            other = context.phrases[k]
            if other.noun < 0 and other.names:
                names.append(Filler(context.mention_entity(other.name), other.name))
    return names


def _apposed_before(context: BlockContext, number: int) -> list[Filler]:
    """``NAME, noun …`` and ``A et B, noun …``; the noun phrase has no preposition."""
    phrase = context.phrases[number]
    if phrase.prep or number == 0 or followed_by_verb(context.doc, phrase, context.words("reporting_verbs")):
        return []
    if phrase.owner >= 0 and context.phrases[phrase.owner].prep:
        return []
    first = context.phrases[phrase.owner].first if phrase.owner >= 0 else phrase.first
    emphatic = context.words("emphatic")
    while first > 0 and (context.doc[first - 1].pos_ == "ADV" or context.doc[first - 1].lower_ in emphatic):
        first -= 1
    mark = context.doc[first - 1].text if first else ""
    if mark not in _COMMAS or context.doc[first].is_sent_start:
        return []
    k = name_phrase_ending_at(context, first - 2)
    if k < 0:
        return _apposed_to_anaphor(context, number, first - 2) or _earlier_apposition(context, number)
    before = context.phrases[k]
    fillers = [Filler(context.mention_entity(before.name), before.name)]
    if context.plural(phrase):
        while k > 0 and joined(context, k - 1, k):
            k -= 1
            fillers.insert(0, Filler(context.mention_entity(context.phrases[k].name), context.phrases[k].name))
    return fillers


def apposed_role(context: BlockContext, number: int) -> list[Filler]:
    """``X, la productrice``: a definite description without a genitive tells a role in what the text speaks of."""
    phrase = context.phrases[number]
    if not phrase.definite or phrase.names or phrase.prep:
        return []
    following = context.phrases[number + 1] if number + 1 < len(context.phrases) else None
    if following is not None and following.prep and following.prep_at == phrase.last + 1:
        return []
    return _apposed_before(context, number) or _apposed_after(context, number)


def _apposed_to_anaphor(context: BlockContext, number: int, at: int) -> list[Filler]:
    """``The entrepreneur, a former violinist with X, …``: what stands before the comma is a noun for somebody."""
    k = context.phrase_at(at)
    if (
        k < 0
        or k == number
        or context.phrases[k].last != at
        or context.phrases[k].noun != at
        or context.plural(context.phrases[k])
    ):
        return []
    entity = context.mention_entity(at)
    return [Filler(entity, at)] if entity >= 0 and at not in context.phrases[k].names else []


def _earlier_apposition(context: BlockContext, number: int) -> list[Filler]:
    """``NAME, one post of X, another post of Y``: a second description of the same name."""
    k = number - 1
    while k >= 0 and number - k <= 4:
        phrase = context.phrases[k]
        if phrase.noun >= 0 and not phrase.names and not phrase.prep:
            found = _apposed_before(context, k)
            if found and not any(
                t.pos_ in {"VERB", "AUX"} for t in context.doc[phrase.first : context.phrases[number].first]
            ):
                return found
            return []
        k -= 1
    return []


def _opening_bracket(context: BlockContext, closing: int) -> int:
    """Return the bracket that a closing one at a token belongs to, or -1."""
    if context.doc[closing].text != ")":
        return -1
    return next((i for i in range(closing - 1, max(-1, closing - _REACH), -1) if context.doc[i].text == "("), -1)


def name_phrase_ending_at(context: BlockContext, token: int) -> int:
    """Return the phrase that ends with a name at a token (or before its closing quote), or -1."""
    while token > 0 and context.doc[token].text in {'"', ")"}:
        opening = _opening_bracket(context, token)
        if opening > 0 and name_phrase_ending_at(context, opening - 1) >= 0:
            # "X (Y), a comedy": the bracket belongs to X
            return name_phrase_ending_at(context, opening - 1)
        token -= 1
    k = context.phrase_at(token)
    if k < 0:
        return -1
    phrase = context.phrases[k]
    return k if phrase.names and phrase.last == token and phrase.name == token else -1


def _apposed_after(context: BlockContext, number: int) -> list[Filler]:
    """``the noun, NAME,`` and ``noun : A, B et C``."""
    phrase = context.phrases[number]
    at = _past_place(context, _tail(context, number)) + 1
    if at >= len(context.doc) or context.doc[at].text not in {",", ":"}:
        return []
    fronted_person = _fronted_person(context, number, at + 1)
    if fronted_person is not None:
        return [fronted_person]
    k = context.phrase_at(at + 1)
    if k < 0 or context.phrases[k].first != at + 1 or not context.phrases[k].names or context.phrases[k].prep:
        return []
    following = context.phrases[k]
    if following.noun >= 0 and following.name < following.noun:
        return []
    start = phrase.prep_at if 0 <= phrase.prep_at < phrase.first else phrase.first
    opens = not phrase.det and context.doc[start].is_sent_start
    opens = opens or phrase.det in context.words("genitive_relative") or _introduces_work(context, number, following)
    partner = phrase.own and context.doc[phrase.noun].lemma_.lower() in context.words("partners")
    described = opens or partner or describing_noun(context, number)
    if phrase.prep and context.doc[at].text == "," and not described:
        # "dans la version anglaise, X prête sa voix" describes nobody
        return []
    several = context.plural(phrase) or (
        context.doc[at].text == ":" and context.doc[phrase.noun].lemma_.lower() in context.words("casts")
    )
    members = context.coordination(k) if several else [k]
    counted = len(members) > 1 and phrase.det == "" and bool(phrase.adjectives)
    named = context.doc[following.name]
    apposed = named.dep_ == "appos" and named.head.i == phrase.noun and describing_noun(context, number)
    if context.doc[at].text == "," and not (
        phrase.definite or phrase.own or phrase.owner >= 0 or phrase.names or opens or counted or apposed
    ):
        return []
    return [Filler(context.mention_entity(context.phrases[m].name), context.phrases[m].name) for m in members]


def _past_place(context: BlockContext, last: int) -> int:
    """``le présentateur de « X » sur Y, A``: where somebody does it belongs to the description."""
    number = context.phrase_at(last + 2) if last + 3 < len(context.doc) else -1
    if number < 0:
        return last
    phrase = context.phrases[number]
    place = phrase.prep in {"sur", "chez"} and phrase.prep_at == last + 1 and bool(phrase.names)
    return phrase.last if place and context.doc[min(phrase.last + 1, len(context.doc) - 1)].text == "," else last


def _fronted_person(context: BlockContext, number: int, at: int) -> Filler | None:
    """``A member of the board of X, Ada Holm (she) began …``: who follows an opening noun for a human being."""
    phrase = context.phrases[number]
    if phrase.det not in context.words("indefinite") or phrase.prep or not context.doc[phrase.first].is_sent_start:
        return None
    if at >= len(context.doc) or context.doc[at - 1].text != "," or not describing_noun(context, number):
        return None
    entity = context.mention_entity(at)
    return Filler(entity, at) if entity >= 0 and context.is_kind(entity, "human") else None


def _introduces_work(context: BlockContext, number: int, following: Phrase) -> bool:
    """``dans une série argentine, « X »``: an indefinite noun for a work may introduce its title, too."""
    kinds = context.language.kinds.classes
    classes = classes_of_phrase(context.doc, context.phrases[number], context.language.grammar)
    entity = context.mention_entity(following.name)
    if not classes or entity < 0 or context.plural(context.phrases[number]):
        return False
    if classes <= frozenset(kinds["titled"]) and context.is_kind(entity, "work"):
        return True
    # "travaille sur un nouveau jeu, X", "lance un outil, X": a name of no known class at the end of its clause
    after = following.last + 1
    made = classes <= frozenset(kinds["titled"]) | frozenset(kinds["tool"])
    ends = after >= len(context.doc) or context.doc[after].text in {",", ".", ";", ")"}
    return made and ends and not context.annotated.entities[entity].types


def _tail(context: BlockContext, number: int) -> int:
    """Return the last token of a phrase with the genitives that hang on it."""
    last = context.phrases[number].last
    k = number + 1
    if second_post(context, number):
        # "son PDG et fondateur, NAME"
        last, k = context.phrases[k].last, k + 1
    while (
        k < len(context.phrases)
        and context.phrases[k].prep_at == last + 1
        and context.phrases[k].prep in (context.words("genitive") | context.words("post_prepositions"))
    ):
        last = context.phrases[k].last
        k += 1
    # "the owner of A, B and C, NAME": the whole list belongs to the noun
    for member in context.coordination(k - 1)[1:] if k - 1 > number else []:
        if context.doc[context.phrases[member].last].dep_ != "conj":
            break
        last = context.phrases[member].last
    return last


def second_post(context: BlockContext, number: int) -> bool:
    """``son PDG et fondateur``: two bare posts joined have one holder."""
    if number + 1 >= len(context.phrases):
        return False
    phrase, following = context.phrases[number], context.phrases[number + 1]
    between = context.doc[phrase.last + 1 : following.first]
    bare = not (following.names or following.det or following.prep) and following.noun >= 0 <= phrase.noun
    posts = context.language.lexicon.person_nouns
    return (
        bare
        and len(between) == 1
        and between[0].lower_ in context.words("conjunctions")
        and context.doc[phrase.noun].lower_ in posts
        and context.doc[following.noun].lower_ in posts
    )


def fronted(context: BlockContext, number: int) -> list[Filler]:
    """``À la tête de X depuis 2004, Y …``, ``Nommée PDG de X en mai, Y …``: the subject after the comma.

    The phrase opens its sentence, alone or after a preposition, an adjective or a participle.
    """
    phrase = context.phrases[number]
    start = context.doc[phrase.first].sent.start
    opens = phrase.prep_at if 0 <= phrase.prep_at < phrase.first else phrase.first
    lead = context.doc[start:opens]
    if len(lead) > _LEAD or phrase.own or any(t.is_punct or t.pos_ in {"AUX", "PRON", "CCONJ"} for t in lead):
        return []
    if (phrase.det and not phrase.prep) or any(context.mention_entity(t.i) >= 0 for t in lead):
        return []
    sentence = context.doc[start].sent
    for k in range(number + 1, len(context.phrases)):
        following = context.phrases[k]
        if following.first >= sentence.end or following.first - opens > _REACH:
            return []
        gap = context.doc[phrase.last + 1 : following.first]
        if any((t.pos_ in {"VERB", "AUX"} and features(t, "VerbForm") == ["Fin"]) or t.text in {";", ":"} for t in gap):
            return []
        before = context.doc[following.first - 1].text
        if before == "," and not following.prep and not _bracketed_at(context, opens, following.first):
            subject = context.doc[following.name if following.names else following.noun]
            if not (is_subject_dep(subject) or followed_by_verb(context.doc, following) or following.names):
                continue
            return context.phrase_fillers(k)
    comma = next((t.i for t in sentence if t.i > phrase.last and t.text == ","), -1)
    if 0 < comma < sentence.end - 1 and context.mention_entity(comma + 1) >= 0:
        return [Filler(context.mention_entity(comma + 1), comma + 1)]
    return []


def _bracketed_at(context: BlockContext, start: int, at: int) -> bool:
    """Tell whether a token stands in brackets that open after ``start``."""
    return sum((t.text == "(") - (t.text == ")") for t in context.doc[start:at]) > 0


def presented(context: BlockContext, number: int) -> list[Filler]:
    """``Au casting de « X », on retrouve A et B``: the subject after an opening phrase, or what its verb presents."""
    found = fronted(context, number)
    phrase = context.phrases[number]
    sentence = context.doc[phrase.first].sent
    root = sentence.root
    if found or phrase.prep_at != sentence.start or root.i < phrase.last:
        return found
    if root.lemma_ not in context.words("presenting_verbs"):
        return []
    following = next((k for k in range(number + 1, len(context.phrases)) if context.phrases[k].first > root.i), -1)
    return context.phrase_fillers(following) if following >= 0 and not context.phrases[following].prep else []
