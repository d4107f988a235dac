"""What the words around a name say about its class: ``the broadcaster X``, ``X, un éditeur de jeux``, ``PDG de X``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.bracket_cues import vote_in_brackets_of
from kg.annotate.list_cues import vote_by_list, vote_in_brackets
from kg.annotate.morphology import features
from kg.annotate.title_lists import vote_in_title_lists
from kg.annotate.work_cues import vote_for_works

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from spacy.tokens import Doc

    from kg.annotate.clusters import Cluster
    from kg.annotate.document import AnnotatedArticle
    from kg.annotate.grammar import Grammar, Kinds
    from kg.annotate.phrases import Phrase
    from kg.knowledge import KnowledgeBase
    from kg.lexicon import Lexicon

#: How sure a class noun beside a name is: the votes are shared among the classes that the noun may stand for.
BESIDE = 2.4
APPOSED = 1.6
INTRODUCED = 0.9
OWNER_OF_POST = 1.2
LONGEST_NOUN = 5
#: Complements between a noun and the name it introduces: ``le service de télévision en ligne X``.
_COMPLEMENTS = 3


def noun_texts(doc: Doc, at: int, before: int, last: int) -> Iterator[str]:
    """Yield the wordings around noun ``at`` from the longest to the noun alone: ``maison de disques``, ``maison``."""
    for end in range(min(last, at + LONGEST_NOUN), at - 1, -1):
        for start in range(before, at + 1):
            yield " ".join(t.lower_ for t in doc[start : end + 1])
    yield doc[at].lemma_.lower()


def vote_by_cues(
    annotated: AnnotatedArticle,
    clusters: Sequence[Cluster],
    grammar: Grammar,
    lexicon: Lexicon,
    knowledge: KnowledgeBase,
    kinds: Kinds,
) -> None:
    """Add the votes of class nouns, occupations and posts beside each name to its cluster."""
    human = kinds.first("human")
    group, work = kinds.first("group"), kinds.first("work")
    firms = frozenset(kinds.classes["firm"])
    occupations = knowledge.occupations(grammar.language)
    for number, block in enumerate(annotated.blocks):
        doc = block.doc
        phrases = annotated.phrases[number]
        for position, phrase in enumerate(phrases):
            _vote_by_neighbour(annotated, clusters, number, phrase, grammar)
            _vote_by_part(annotated, clusters, number, position, grammar, kinds)
            _vote_by_nationality(annotated, clusters, number, phrase, knowledge, grammar, human)
            _vote_by_maker(annotated, clusters, number, phrase, grammar, human)
            for name, weight in described_names(doc, phrases, position, grammar):
                mention = annotated.mention_at(number, name)
                if mention is None:
                    continue
                cluster = clusters[mention.entity]
                classes = classes_of_phrase(doc, phrase, grammar) - {human}
                occupied = _noun_in(doc, phrase, occupations)
                if head_of_group(classes, (human,) * (cluster.votes.get(human, 0.0) >= 1.0), kinds) and _headed(
                    doc, phrases, position, lexicon
                ):
                    # "le patron du groupe Ada Holm": the group is another thing
                    continue
                if classes and occupied:
                    # "l'éditeur Nacon" is a firm, "l'éditeur Louis Martin" a human being: the name itself decides
                    tagged = any(label == human for label, _ in cluster.labels) and not firms & cluster.votes.keys()
                    occupied = cluster.votes.get(human, 0.0) > 0 or tagged
                if not classes and not occupied and _firm_by_noun(cluster, kinds) and _is_maker(doc, phrase, lexicon):
                    # "le studio X, créateur de Y": a maker may be a firm
                    continue
                if (not classes and _is_post(doc, phrase, lexicon)) or occupied:
                    cluster.votes[human] = cluster.votes.get(human, 0.0) + weight
                    continue
                # a noun for a firm that is also an occupation ("publisher", "éditeur") votes for the firms
                for cls in classes or classes_of_phrase(doc, phrase, grammar):
                    cluster.votes[cls] = cluster.votes.get(cls, 0.0) + weight / max(1, len(classes)) + 0.2
            if _is_leading_post(doc, phrase, lexicon) or (_is_post(doc, phrase, lexicon) and _name_first(phrase)):
                for name in _owners(phrases, position, grammar):
                    mention = annotated.mention_at(number, name)
                    if mention is not None and clusters[mention.entity].votes.get(work, 0.0) < 1.0:
                        votes = clusters[mention.entity].votes
                        votes[group] = votes.get(group, 0.0) + OWNER_OF_POST
        vote_by_list(annotated, number, clusters, grammar, human)
        vote_in_brackets(annotated, number, clusters, grammar, firms, group)
    vote_in_brackets_of(annotated, clusters, grammar, kinds)
    vote_for_works(annotated, clusters, grammar, kinds)
    vote_in_title_lists(annotated, clusters, grammar, kinds)


def _firm_by_noun(cluster: Cluster, kinds: Kinds) -> bool:
    """Tell whether a noun for firms stands beside a name."""
    return sum(cluster.votes.get(cls, 0.0) for cls in kinds.classes["firm"]) >= BESIDE


def _is_maker(doc: Doc, phrase: Phrase, lexicon: Lexicon) -> bool:
    return _is_post(doc, phrase, lexicon) and not _is_leading_post(doc, phrase, lexicon)


def _vote_by_neighbour(
    annotated: AnnotatedArticle, clusters: Sequence[Cluster], number: int, phrase: Phrase, grammar: Grammar
) -> None:
    """``Glasgow four-piece The Paper Herons``: a class noun that was taken for an adjective, right before a name."""
    doc = annotated.blocks[number].doc
    for name in phrase.names:
        mention = annotated.mention_at(number, name)
        before = name - 1
        if mention is None or before < phrase.first or before == phrase.noun or doc[before].pos_ != "ADJ":
            continue
        for cls in sorted(grammar.classes_of_noun(doc[before].lower_)):
            votes = clusters[mention.entity].votes
            votes[cls] = votes.get(cls, 0.0) + APPOSED


def _vote_by_nationality(
    annotated: AnnotatedArticle,
    clusters: Sequence[Cluster],
    number: int,
    phrase: Phrase,
    knowledge: KnowledgeBase,
    grammar: Grammar,
    human: str,
) -> None:
    """``la Bulgare Ralitza Ivanova``: a nationality with a capital before a name makes it a person's."""
    doc = annotated.blocks[number].doc
    at = phrase.name - 1
    if grammar.language != "fr" or phrase.name <= phrase.first or at < phrase.first or not doc[at].text[:1].isupper():
        return
    mention = annotated.mention_at(number, phrase.name)
    if mention is None or annotated.mention_at(number, at) is not None or doc[at].is_sent_start:
        return
    if doc[at].text in knowledge.demonyms(grammar.language) or doc[at].lower_ in knowledge.demonyms(grammar.language):
        votes = clusters[mention.entity].votes
        votes[human] = votes.get(human, 0.0) + BESIDE


def _vote_by_part(
    annotated: AnnotatedArticle,
    clusters: Sequence[Cluster],
    number: int,
    position: int,
    grammar: Grammar,
    kinds: Kinds,
) -> None:
    """``a second season of X``, ``X's finale``: the part tells the whole; ``2022's X``: what comes out in a year."""
    doc = annotated.blocks[number].doc
    phrases = annotated.phrases[number]
    phrase = phrases[position]
    years = phrase.owner >= 0 and doc[phrases[phrase.owner].last].is_digit and bool(phrase.names)
    cls = kinds.first("work") if years else ""
    named = [phrase.names[0]] if years else []
    if not cls and phrase.noun < 0 and _made_by(doc, phrases, position, grammar):
        cls, named = kinds.first("work"), [phrase.name]
    if phrase.noun >= 0 and not cls:
        cls = grammar.topic_nouns.get(doc[phrase.noun].lower_, "")
        named = [*_owners(phrases, position, grammar)] if cls in grammar.word_set("whole_of_part") else []
    for name in named:
        mention = annotated.mention_at(number, name)
        if mention is not None:
            votes = clusters[mention.entity].votes
            votes[cls] = votes.get(cls, 0.0) + APPOSED


def _vote_by_maker(
    annotated: AnnotatedArticle,
    clusters: Sequence[Cluster],
    block: int,
    phrase: Phrase,
    grammar: Grammar,
    human: str,
) -> None:
    """``Robocraft developer X``, ``Atonement author X``: the name before a maker's noun and name is what was made."""
    doc = annotated.blocks[block].doc
    if phrase.noun < 0 or phrase.noun - 1 not in phrase.names or phrase.name != phrase.noun + 1:
        return
    made = grammar.made_by.get(doc[phrase.noun].lower_, ("", ""))
    names = [annotated.mention_at(block, token) for token in (phrase.noun - 1, phrase.name)]
    if not made[0] or names[0] is None or names[1] is None:
        return
    work, maker = (clusters[mention.entity] for mention in names if mention is not None)
    person = maker.votes.get(human, 0.0) > 0 or any(label == human for label, _ in maker.labels)
    if person == (made[1] == "person") and not work.entries:
        work.votes[made[0]] = work.votes.get(made[0], 0.0) + APPOSED


def _made_by(doc: Doc, phrases: Sequence[Phrase], position: int, grammar: Grammar) -> bool:
    """``Ember by Tin Kettle``: a name right before *by* and another name is that of something made."""
    following = phrases[position + 1] if position + 1 < len(phrases) else None
    phrase = phrases[position]
    return (
        following is not None
        and len(phrase.names) == 1
        and following.prep_at == phrase.last + 1
        and following.prep in grammar.word_set("by")
        and following.noun < 0
        and bool(following.names)
        and doc[phrase.name].head.pos_ not in {"VERB", "AUX"}
    )


def classes_of_phrase(doc: Doc, phrase: Phrase, grammar: Grammar) -> frozenset[str]:
    """Return the classes that the phrase's common noun may stand for."""
    if phrase.noun < 0:
        return frozenset()
    limit = min(len(doc) - 1, phrase.noun + LONGEST_NOUN)
    return grammar.classes_of_noun(*noun_texts(doc, phrase.noun, phrase.first, limit))


def head_of_group(classes: frozenset[str], types: Sequence[str], kinds: Kinds) -> bool:
    """Tell whether a name beside a noun is of a human being, while the noun stands for firms alone."""
    firms = frozenset(kinds.classes["firm"])
    return kinds.first("human") in types and bool(classes & firms) and kinds.first("human") not in classes


def _headed(doc: Doc, phrases: Sequence[Phrase], position: int, lexicon: Lexicon) -> bool:
    """Tell whether a phrase in the genitive hangs on a post right before it."""
    phrase = phrases[position]
    before = phrases[position - 1] if position else None
    return (
        before is not None
        and not before.names
        and 0 <= phrase.prep_at == before.last + 1
        and _is_leading_post(doc, before, lexicon)
    )


def _noun_in(doc: Doc, phrase: Phrase, words: Container[str]) -> bool:
    return phrase.noun >= 0 and any(text in words for text in noun_texts(doc, phrase.noun, phrase.first, phrase.last))


def _is_leading_post(doc: Doc, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell whether a phrase names a post that only an organisation has (CEO, unlike producer)."""
    return phrase.noun >= 0 and any(
        text in lexicon.leading_nouns for text in noun_texts(doc, phrase.noun, phrase.first, phrase.last)
    )


def _is_post(doc: Doc, phrase: Phrase, lexicon: Lexicon) -> bool:
    return phrase.noun >= 0 and any(
        text in lexicon.person_nouns for text in noun_texts(doc, phrase.noun, phrase.first, phrase.last)
    )


def _name_first(phrase: Phrase) -> bool:
    """``Blur frontman Damon Albarn``, ``a former McKinsey partner``: the name before a post is no human being's."""
    return bool(phrase.names) and phrase.names[0] < phrase.noun


def phrase_tail(phrases: Sequence[Phrase], position: int, prepositions: frozenset[str]) -> tuple[int, int]:
    """Return the number and the last token of the last phrase that hangs on a phrase by these prepositions."""
    last = phrases[position].last
    while position + 1 < len(phrases):
        following = phrases[position + 1]
        if following.prep not in prepositions or following.prep_at not in {last + 1, following.first}:
            break
        if following.first > last + 2:
            break
        position += 1
        last = following.last
    return position, last


def described_names(
    doc: Doc, phrases: Sequence[Phrase], position: int, grammar: Grammar
) -> Iterator[tuple[int, float]]:
    """Yield (name token, weight) for the names that a phrase's noun describes."""
    phrase = phrases[position]
    if phrase.noun < 0 or is_possessor(doc, phrase):
        return
    inside = [n for n in phrase.names if n > phrase.noun]
    if inside:
        yield inside[-1], BESIDE
        return
    beyond = name_beyond(doc, phrases, position, grammar)
    if beyond >= 0:
        yield beyond, BESIDE
        return
    bracketed = list(_bracketed_names(doc, phrases, position, grammar))
    yield from ((name, APPOSED) for name in bracketed)
    if phrase.prep or bracketed:
        return
    before = (
        phrases[position - 1]
        if position and not followed_by_verb(doc, phrase, grammar.word_set("reporting_verbs"))
        else None
    )
    first = phrase.first
    if phrase.owner >= 0 and phrase.owner == position - 1 and position >= 2 and not followed_by_verb(doc, phrase):
        before = phrases[position - 2]
        first = phrases[phrase.owner].first
    if (
        before is not None
        and before.last == first - 2
        and doc[first - 1].text in {",", "(", "–", "—"}
        and before.names
        and (before.noun < 0 or before.name > before.noun)
        and not _subject_after_opening(doc, phrase, before)
    ):
        yield before.name, APPOSED
        return
    tail, last = phrase_tail(phrases, position, grammar.word_set("genitive"))
    after = phrases[tail + 1] if tail + 1 < len(phrases) else None
    if (
        after is not None
        and after.first == last + 2
        and doc[last + 1].text in {",", ":"}
        and after.noun < 0
        and after.names
        and not after.prep
        and not (phrase.det and phrase.noun < 0)
    ):
        if phrase.definite or phrase.own or phrase.owner >= 0:
            yield after.name, APPOSED
        elif (
            phrase.det in grammar.word_set("indefinite")
            and doc[last + 1].text == ","
            and not followed_by_verb(doc, after)
        ):
            yield after.name, INTRODUCED


def _subject_after_opening(doc: Doc, phrase: Phrase, before: Phrase) -> bool:
    """``Produit par X, le film …``, ``After joining X, the producer …``: the first subject, after words without one.

    No comma follows it: *Dans « X », son nouveau film, Y …* has an apposition.
    """
    noun = doc[phrase.noun]
    start = noun.sent.start
    opening = doc[start : phrase.first]
    closed = phrase.last + 1 < len(doc) and doc[phrase.last + 1].text == ","
    return (
        not closed
        and noun.dep_.startswith("nsubj")
        and noun.head.i > noun.i
        # "Dans « X », son nouveau film, Y …"
        and not phrase.own
        and before.first > start
        and opening[0].pos_ in {"VERB", "ADP", "SCONJ"}
        and not any(token.dep_.startswith("nsubj") for token in opening)
    )


def _bracketed_names(doc: Doc, phrases: Sequence[Phrase], position: int, grammar: Grammar) -> Iterator[int]:
    """``trois chaînes de télévision (A, B et C)``: the names in brackets after several things of a kind."""
    phrase = phrases[position]
    several = phrase.det in grammar.word_set("plural_determiners") or doc[phrase.first].like_num
    if not several or phrase.names:
        return
    tail, last = phrase_tail(phrases, position, grammar.word_set("genitive"))
    if last + 1 >= len(doc) or doc[last + 1].text != "(":
        return
    for following in phrases[tail + 1 :]:
        if following.prep or following.noun >= 0 or not following.names or following.first - last > 2:
            return
        yield following.name
        last = following.last
        if last + 1 < len(doc) and doc[last + 1].text not in {",", "/"} | grammar.word_set("conjunctions"):
            return


def name_beyond(doc: Doc, phrases: Sequence[Phrase], position: int, grammar: Grammar) -> int:
    """Return the name that a noun introduces over a complement or a participle, or -1.

    ``le jeu d'horreur X``, ``un film de vampires intitulé X``, ``a studio called X``.
    """
    if position + 1 >= len(phrases):
        return -1
    genitive, naming = grammar.word_set("genitive"), grammar.word_set("naming_participles")
    complements = genitive | grammar.word_set("complement_prepositions")
    phrase, following = phrases[position], phrases[position + 1]
    if phrase.names or phrase.noun < 0:
        return -1
    compound = (
        following.prep in complements
        and not following.det
        and not following.definite
        and following.noun >= 0
        and following.names
        and following.name > following.noun
        and following.prep_at == phrase.last + 1
        and doc[following.prep_at].lower_ not in grammar.word_set("plural_determiners")
    )
    if compound:
        return following.name
    chained = _name_after_complements(doc, phrases, position, grammar)
    if chained >= 0:
        return chained
    tail, last = phrase_tail(phrases, position, genitive)
    if position < tail < len(phrases) - 1 and phrases[tail].names and grammar.language == "fr":
        # "le roman de Gaël Faye « Jacaranda »": two names side by side
        named = phrases[tail + 1]
        if named.first == last + 1 and named.names and named.noun < 0 and not named.prep:
            return named.name
    if last + 1 < len(doc) and doc[last + 1].lower_ in naming and tail + 1 < len(phrases):
        named = phrases[tail + 1]
        if named.first == last + 2 and named.names and named.noun < 0:
            return named.name
    if last + 2 < len(doc) and doc[last + 1].text == "," and doc[last + 2].lower_ in naming and tail + 1 < len(phrases):
        named = phrases[tail + 1]
        if named.first == last + 3 and named.names and named.noun < 0:
            return named.name
    return -1


def _name_after_complements(doc: Doc, phrases: Sequence[Phrase], position: int, grammar: Grammar) -> int:
    """``le service de télévision en ligne X``: the name behind several bare complements, or -1."""
    links = grammar.word_set("genitive") | grammar.word_set("complement_prepositions")
    last = phrases[position].last
    for phrase in phrases[position + 1 : position + 1 + _COMPLEMENTS]:
        bare = phrase.prep in links and not phrase.det and not phrase.definite and phrase.prep_at == last + 1
        if not bare or phrase.noun < 0 or doc[phrase.prep_at].lower_ in grammar.word_set("plural_determiners"):
            return -1
        if phrase.names:
            return phrase.name if phrase.name > phrase.noun else -1
        last = phrase.last
    return -1


def is_possessor(doc: Doc, phrase: Phrase) -> bool:
    """Tell whether a phrase carries a possessive ``'s``: it owns the next one and describes nobody."""
    after = phrase.last + 1
    if after >= len(doc):
        return False
    plural = doc[after].text == "'" and (doc[after].pos_ == "PART" or doc[after].dep_ == "case")
    return doc[after].lower_ == "'s" or plural


def followed_by_verb(doc: Doc, phrase: Phrase, reporting: Container[str] = ()) -> bool:
    """Tell whether a verb follows at once: the phrase is its subject, no apposition to what stands before.

    ``reporting`` are forms that taggers take for participles: *…, the streaming service announced on Monday*.
    """
    i = phrase.last + 1
    while i < len(doc) and doc[i].pos_ in {"PRON", "ADV", "PART"} and doc[i].dep_ not in {"nsubj", "nsubj:pass"}:
        i += 1
    if i < len(doc) and doc[i].lower_ in reporting and i == phrase.last + 1:
        return True
    return i < len(doc) and doc[i].pos_ in {"VERB", "AUX"} and features(doc[i], "VerbForm") in (["Fin"], [])


def _owners(phrases: Sequence[Phrase], position: int, grammar: Grammar) -> Iterator[int]:
    """Yield the names in the genitive of a post: ``PDG de X``, ``X's chairman``, ``X co-CEO``."""
    phrase = phrases[position]
    if phrase.owner >= 0 and phrases[phrase.owner].names:
        yield phrases[phrase.owner].name
    for name in phrase.names:
        if name < phrase.noun:
            yield name
    after = phrases[position + 1] if position + 1 < len(phrases) else None
    if (
        after is not None
        and after.names
        and after.prep in grammar.word_set("genitive")
        and after.prep_at == phrase.last + 1
        and (after.noun < 0 or after.name > after.noun)
    ):
        yield after.name
