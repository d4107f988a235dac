"""Which language an article is in; works offline with the model that the library ships."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Collection

#: A longer text is judged by its beginning and its paragraphs up to here.
_WINDOW = 20_000
#: A whole text that is put into one language with this probability needs no second look.
_SURE = 0.9
#: Below this probability a foreign language is a guess, as it is for names and headlines.
_GUESS = 0.6
#: A paragraph of so many words is in another language when this probable.
_LONG, _CERTAIN = 12, 0.99
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?\Z")
#: Names for messages; other languages go by their code.
_NAMES = {
    "ar": "Arabic", "ca": "Catalan", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip


def check_language(given: str, supported: Collection[str]) -> str:
    """Return the plain code of a stated language (``fr-CA`` is ``fr``); raises :class:`ArticleError` for others."""
    match = _TAG.match(given.strip())
    code = match[1].casefold() if match else given
    if code not in supported:
        raise _unsupported(code, supported)
    return code


def detect_language(text: str, supported: Collection[str]) -> str:
    """Return which of the ``supported`` languages ``text`` is in; raises :class:`ArticleError` when in none.

    In a text of several languages the one of most letters counts.
    """
    sample = text[:_WINDOW]
    if not _LETTER.search(sample):
        raise ArticleError("holds no words, so its language is unknown; give it a text")
    code, probability = _classify(sample)
    if probability < _SURE:
        votes: Counter[str] = Counter()
        for paragraph in filter(None, map(str.strip, sample.split("\n"))):
            found, certainty = _classify(paragraph)
            votes[found] += round(certainty * len(_LETTER.findall(paragraph)))
        code = min(votes, key=lambda name: (-votes[name], name))
        probability = votes[code] / (votes.total() or 1)
    if code in supported:
        return code
    if probability >= _GUESS and _classify(sample)[1] >= _GUESS:
        raise _unsupported(code, supported)
    ranked = [name for name, _ in _identifier().rank(sample) if name in supported]
    if not ranked:
        raise _unsupported(code, supported)
    return str(ranked[0])


def foreign_paragraphs(text: str, lang: str) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs that are surely in another language than ``lang``: nothing reads them."""
    spans = []
    start = 0
    for paragraph in text.split("\n"):
        if len(paragraph.split()) >= _LONG:
            code, probability = _classify(paragraph)
            if code != lang and probability >= _CERTAIN:
                spans.append((start, start + len(paragraph)))
        start += len(paragraph) + 1
    return spans


def _unsupported(code: str, supported: Collection[str]) -> ArticleError:
    name = f"{_NAMES[code]} ({code})" if code in _NAMES else repr(code)
    known = ", ".join(_NAMES.get(c, c) for c in sorted(supported))
    return ArticleError(f"is in {name}; supported: {known}")


def _classify(text: str) -> tuple[str, float]:
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


@cache
def _identifier() -> Any:  # noqa: ANN401 (the library has no types)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (loads numpy and a model)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
