"""Interviews: which paragraphs one person speaks throughout, without quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.annotate.figure_words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.document import AnnotatedArticle
    from kg.extract.records import Language

_QUESTION = re.compile(r"\?[\s\"'»”*_)]*$")
_BOLD = re.compile(r"\*\*.+\*\*$|__.+__$", re.DOTALL)
_LABEL = re.compile(r"(?P<who>[^\W\d_][\w.'’ -]{1,40}?)\s?(?::|\.\s?[-–—])\s")
_LONGEST_QUESTION = 320
#: So many questions, each with its answer, make an interview.
_QUESTIONS = 2


def spoken_blocks(annotated: AnnotatedArticle, language: Language) -> dict[int, int]:
    """Return who speaks in which block: the interviewee in the answers, the names that open "X: …"."""
    texts = [annotated.article.text[b.starts[0] : b.ends[-1]].strip() if len(b.doc) else "" for b in annotated.blocks]
    labelled = _labelled(annotated, texts, language)
    if labelled:
        return labelled
    asked = [n for n, text in enumerate(texts) if text and len(text) <= _LONGEST_QUESTION and _QUESTION.search(text)]
    bold = [n for n, text in enumerate(texts) if _BOLD.match(text)]
    questions = bold if len(bold) >= _QUESTIONS and set(asked) & set(bold) else asked
    answers = [n for n in range(len(texts)) if n not in questions and questions and n > questions[0] and texts[n]]
    pairs = sum(1 for n in questions if n + 1 in answers)
    if pairs < _QUESTIONS or pairs * 2 < len(questions):
        return {}
    if not _in_person(" ".join(texts[n] for n in answers), language):
        return {}
    who = _interviewee(annotated, questions[0], language)
    if who is None:
        return {}
    last = max(questions)
    return {n: who for n in answers if n <= last + 1 or _in_person(texts[n], language)}


def _in_person(text: str, language: Language) -> bool:
    """Tell whether somebody speaks of themselves: "we", "je"."""
    words = frozenset(language.lexicon.modality["first_person"])
    return any(w in words for w in re.findall(r"[\w']+", fold(text).replace("j'", "j' ")))


def _interviewee(annotated: AnnotatedArticle, first: int, language: Language) -> int | None:
    """Return the person that the title and the opening speak of most; of equals the first."""
    title = fold(annotated.article.title)
    counts: Counter[int] = Counter()
    for mention in annotated.mentions:
        if mention.block < first and _is_human(annotated, mention.entity, language):
            counts[mention.entity] += 1
    for entity in counts:
        if any(len(name) > 2 and fold(name) in title for name in _names(annotated, entity)):
            counts[entity] += 3
    opening = {m.entity: (m.block, m.first) for m in reversed(annotated.mentions) if m.entity in counts}
    return min(counts, key=lambda e: (-counts[e], opening[e])) if counts else None


def _labelled(annotated: AnnotatedArticle, texts: Sequence[str], language: Language) -> dict[int, int]:
    """Return the speakers of blocks that open with a name and a colon; there are two of them at least."""
    people = [e for e in range(len(annotated.entities)) if _is_human(annotated, e, language)]
    by_label: dict[str, int] = {}
    for entity in people:
        for name in _names(annotated, entity):
            by_label.setdefault(fold(name), entity)
    found: dict[int, int] = {}
    speaker: int | None = None
    labels = 0
    for number, text in enumerate(texts):
        match = _LABEL.match(text)
        if match is not None:
            label = match["who"].strip().rstrip(".")
            known = by_label.get(fold(label))
            if known is not None or label.isupper():
                speaker = known
                labels += known is not None
        elif text.startswith(('"', "“", "«")) or _QUESTION.search(text):
            speaker = None
        if speaker is not None:
            found[number] = speaker
    return found if labels >= _QUESTIONS else {}


def _names(annotated: AnnotatedArticle, entity: int) -> tuple[str, ...]:
    known = annotated.entities[entity]
    return (known.name, *known.aliases, *(n.split(" ")[-1] for n in (known.name,) if " " in n))


def _is_human(annotated: AnnotatedArticle, entity: int, language: Language) -> bool:
    classes = set(language.kinds.classes["human"])
    return any(language.schema.expand(t) & classes for t in annotated.entities[entity].types)
