"""Parsing a block with every name as one word that the parser knows: titles and company names no longer derail it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from kg.annotate.document import Block
from kg.annotate.morphology import features
from kg.annotate.names import NameSpan, Tagged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Token

    from kg.annotate.tokens import Words

#: Abbreviated numbers of a thousand and more.
_SCALES = frozenset({"k", "m", "mn", "b", "bn", "tn", "md"})
_FINITE_TAGS = frozenset({"VBZ", "VBD", "VBP", "MD"})
_TAGGING = ("tok2vec", "transformer", "tagger", "morphologizer", "attribute_ruler", "lemmatizer", "ner")
_PARSING = ("tok2vec", "transformer", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer")


@dataclass(frozen=True, slots=True)
class Aids:
    """Words that parsers get wrong.

    ``compounds`` are nouns of several words, ``present`` maps forms of the present tense that look like nouns to their
    verb, ``plain`` words that taggers misread (alone or before another word) to others that mean about the same,
    ``participles`` maps French participles to their verb: ``Conçu par``, ``(produit par …)`` pass for nouns.
    ``nationalities`` adjectives that taggers take for verbs (``l'éditeur suédois X``).
    """

    compounds: frozenset[str]
    present: Mapping[str, str]
    plain: Mapping[str, str]
    participles: Mapping[str, str]
    nationalities: frozenset[str] = frozenset()


NO_AIDS = Aids(frozenset(), {}, {}, {})
#: The participle that a tagger knows wherever it stands, and the word that makes one of it.
_STAND_IN, _AGENT = "choisi", "par"


def tag(words: Words, pipeline: Language) -> Tagged:
    """Tag the raw words: parts of speech, lemmas and named-entity labels."""
    doc = _run(_doc(words.texts, words.sentence_starts, pipeline), pipeline, _TAGGING)
    return Tagged(
        pos=[t.pos_ for t in doc],
        labels=[t.ent_type_ for t in doc],
        lemmas=[t.lemma_ for t in doc],
        verb_like=[t.pos_ in {"VERB", "AUX"} for t in doc],
        unknown=[_unknown(t) for t in doc],
    )


def _unknown(token: Token) -> bool:
    """Tell whether the pipeline's word list lacks a word in small letters: it is sooner a name than a noun."""
    vocab = token.vocab
    rare = token.lang_ == "en" or token.pos_ == "PROPN"
    return bool(vocab.vectors.size) and rare and token.is_alpha and vocab[token.lower_].is_oov


def parse(
    words: Words,
    spans: Sequence[NameSpan],
    masks: Mapping[int, str],
    start: int,
    pipeline: Language,
    aids: Aids = NO_AIDS,
) -> Block:
    """Parse the words with span ``n`` replaced by the word ``masks[n]``; offsets are into the article's text."""
    kept: list[int] = []
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[bool] = []
    at = {span.first: number for number, span in enumerate(spans)}
    verbs: dict[int, str] = {}
    i = 0
    while i < len(words):
        number = at.get(i)
        last = i if number is None else spans[number].last
        kept.append(i)
        text, verb = _plain_word(words, i, aids) if number is None else (masks[number], "")
        if verb:
            verbs[len(texts)] = verb
        texts.append(text)
        starts.append(start + words.starts[i])
        ends.append(start + words.ends[last])
        breaks.append(words.sentence_starts[i])
        i = last + 1
    doc = _run(_doc(texts, breaks, pipeline), pipeline, _PARSING)
    misread = _misread_verbs(doc, {number for number, place in enumerate(kept) if place in at}, aids.present)
    if misread:
        mended = [_plain_verb(texts, number) if number in misread else text for number, text in enumerate(texts)]
        doc = _run(_doc(mended, breaks, pipeline), pipeline, _PARSING)
    for number, lemma in (misread | verbs).items():
        doc[number].lemma_ = lemma
    _mend_compounds(doc, aids.compounds)
    _mend_amounts(doc)
    if doc.lang_ == "fr":
        _mend_tenses(doc)
        for token in doc:
            if token.pos_ in {"VERB", "AUX"} and token.lower_ in aids.nationalities:
                token.pos_ = token.tag_ = "ADJ"
    return Block(doc=doc, starts=tuple(starts), ends=tuple(ends))


def _plain_word(words: Words, i: int, aids: Aids) -> tuple[str, str]:
    """Return a word, or the one that taggers understand in its place or before the next word.

    With it comes the verb that a participle is of, when another stands in for it.
    """
    word = words.texts[i]
    following = words.texts[i + 1] if i + 1 < len(words) and not words.sentence_starts[i + 1] else ""
    verb = aids.participles.get(word.lower(), "") if following == _AGENT else ""
    if verb:
        return _known_participle(word), verb
    word = aids.plain.get(f"{word} {following}", word)
    return aids.plain.get(word, word), ""


def _known_participle(word: str) -> str:
    """Return the participle that stands in for another, with the same gender and number as far as its ending tells."""
    endings = ("es", "e", "s") if not word.endswith(("is", "us")) else ("es", "e")
    known = _STAND_IN + next((ending for ending in endings if word.endswith(ending)), "")
    return known.capitalize() if word[:1].isupper() else known


def _mend_amounts(doc: Doc) -> None:
    """Make a noun of the ``m`` of ``$15m``, which the tagger takes for a verb."""
    for token in doc[1:]:
        if token.pos_ in {"VERB", "AUX"} and token.lower_ in _SCALES and token.nbor(-1).like_num:
            token.pos_, token.tag_ = "NOUN", "NN"
            token.set_morph("Number=Sing")  # type: ignore[attr-defined]


def _misread_verbs(doc: Doc, names: set[int], present: Mapping[str, str]) -> dict[int, str]:
    """``A and B star in X``: in a sentence without a finite verb, the form of one that follows a name is that verb.

    Returns token → lemma; ``names`` are the tokens that stand for names.
    """
    found: dict[int, str] = {}
    for sentence in doc.sents if present else ():
        if any(token.tag_ in _FINITE_TAGS for token in sentence):
            continue
        for token in sentence[1:]:
            lemma = present.get(token.lower_) if token.tag_ in {"NN", "NNS"} else None
            if lemma and token.i - 1 in names:
                found[token.i] = lemma
                break
    return found


def _plain_verb(texts: Sequence[str], at: int) -> str:
    """Return a verb that no tagger takes for a noun, in the same number and with the same kind of complement."""
    third = "s" if texts[at].endswith("s") else ""
    following = texts[at + 1] if at + 1 < len(texts) else ""
    return ("describe" if following[:1].isupper() or following == '"' else "appear") + third


def _doc(texts: Sequence[str], breaks: Sequence[bool], pipeline: Language) -> Doc:
    return Doc(pipeline.vocab, words=list(texts), sent_starts=list(breaks))


def _run(doc: Doc, pipeline: Language, names: Sequence[str]) -> Doc:
    for name, component in pipeline.pipeline:
        if name in names:
            doc = component(doc)
    return doc


def _mend_tenses(doc: Doc) -> None:
    """Mend common slips of French taggers: ``réunit`` and ``sort`` are no participles, ``sortira`` is a future."""
    for token in doc:
        _mend_ago(token)
        inner = 0 < token.i < len(doc) - 1 and token.nbor(-1).pos_ == "PROPN" == token.nbor(1).pos_
        if token.pos_ == "PROPN" and inner and token.is_lower and token.text.endswith("e") and not token.is_sent_start:
            # "X dirige Y": a word in lower case between two names is no name
            token.pos_ = "VERB"
            token.set_morph("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")  # type: ignore[attr-defined]
        if token.pos_ != "VERB":
            continue
        form, lemma = token.lower_, token.lemma_
        participle = features(token, "VerbForm") == ["Part"]
        if participle and (
            (lemma.endswith("ir") and (form.endswith("it") or form == lemma[:-2])) or _finite_homograph(token)
        ):
            token.set_morph("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")  # type: ignore[attr-defined]
        for ending, number in (("a", "Sing"), ("ont", "Plur")):
            stem = form.removesuffix(ending)
            if stem != form and stem in {lemma, lemma.removesuffix("e")} and stem.endswith("r"):
                token.set_morph(f"Mood=Ind|Number={number}|Person=3|Tense=Fut|VerbForm=Fin")  # type: ignore[attr-defined]


def _finite_homograph(token: Token) -> bool:
    """``…, rejoint Lumio``: the participle of a verb in *-dre*, *-uire*, *-crire* is its present, too.

    What has an object right after it, and no auxiliary, is the present.
    """
    if not token.lemma_.endswith(("indre", "uire", "crire")) or not token.lower_.endswith("t"):
        return False
    if token.i == 0 or token.is_sent_start or any(c.pos_ == "AUX" for c in token.children):
        return False
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return token.nbor(-1).pos_ not in {"AUX", "ADV"} and following.pos_ in {"PROPN", "DET"}


def _mend_ago(token: Token) -> None:
    """``fondé il y a dix ans par X``: the three words before a span of time are one preposition, no clause."""
    if token.lower_ != "il" or token.is_sent_start or token.i + 4 >= len(token.doc):
        return
    if [token.nbor(n).lower_ for n in (1, 2)] != ["y", "a"] or token.nbor(3).pos_ not in {"NUM", "DET", "ADJ"}:
        return
    for n in range(3):
        token.nbor(n).pos_ = "ADP"
        token.nbor(n).set_morph("")  # type: ignore[attr-defined]


def _mend_compounds(doc: Doc, compounds: frozenset[str]) -> None:
    """Make a noun of the second word of ``la jeune pousse X``, which the tagger takes for a verb."""
    for token in doc[1:]:
        if token.pos_ == "VERB" and f"{token.nbor(-1).lower_} {token.lower_}" in compounds:
            token.pos_ = "NOUN"
