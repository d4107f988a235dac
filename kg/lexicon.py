"""The lexicon: which words express which relation, in which grammatical roles, and which words change its mode.

A lexicon file (``lexicon.LANG.toml``) holds tables of entries. Roles are written ``"subj > obj"`` (what fills the
relation's subject, then its object); several fillers of one side are separated by ``|`` and tried in order:

=============  ====================================================================================================
``subj``       grammatical subject of the verb (the agent of a passive; whoever the participle describes otherwise)
``obj``        direct object (the subject of a passive, the noun that a participle describes)
``self``       whatever the noun describes: the name beside it, the subject it is predicated of
``of``         genitive of the noun: ``de X``, ``of X``, ``X's``, ``its``, ``X`` before the noun
``at``         like ``of``, and after every preposition of a post as well: ``chez X``, ``at X``
``doer``       who does the noun: ``par X``, ``by X``, a possessor, or the subject of its light verb
``pair``       every member of a coordination, or a plural subject (symmetric relations)
other words    a preposition (``chez``, ``with``), several of them joined by ``+``
=============  ====================================================================================================

``docs/lexicon.md`` explains them all, with examples.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import DataError
from kg.inflection import plural_forms, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

Roles = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to express a relation.

    ``subject`` and ``object`` narrow the relation's own domain and range; ``qualifiers`` are fixed ones (``former``);
    ``money`` and ``date`` name the qualifier that an amount or a date in the same clause fills; ``title`` makes the
    noun phrase the qualifier of that name; an ``implied`` post belongs to the organisation in focus when the text names
    none; ``with_noun`` is the object noun of a verb idiom (``faire`` + ``suite``).
    """

    relation: str
    words: tuple[str, ...]
    roles: Roles
    subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    with_noun: frozenset[str] = frozenset()
    qualifiers: Mapping[str, Any] = field(default_factory=dict)
    money: str = ""
    date: str = ""
    title: str = ""
    mode: str = ""
    confidence: float = 0.8
    reflexive: bool = False
    implied: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Genitive:
    """What a bare possessive between two classes means: ``Netflix's Dark`` → broadcaster, reversed or not."""

    relation: str
    owner: frozenset[str]
    owned: frozenset[str]
    owner_is_subject: bool
    nouns: frozenset[str] = frozenset()
    confidence: float = 0.7


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries of one language, indexed by word."""

    language: str
    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    genitives: tuple[Genitive, ...]
    modality: Mapping[str, Any]
    describing: Mapping[str, Any]
    person_nouns: frozenset[str]
    leading_nouns: frozenset[str]
    light_verbs: frozenset[str]


def load_lexicon(
    paths: Sequence[Path],
    language: str,
    relations: Iterable[str],
    nouns_of_class: Callable[[str], tuple[str, ...]] = lambda _cls: (),
) -> Lexicon:
    """Read and merge lexicon files of one language.

    A noun written ``@Class`` stands for all nouns of that class, as ``nouns_of_class`` gives them.

    ``relations`` are the names that the ontology knows; an entry with another one raises :class:`DataError` with the
    file and the entry, as does anything malformed.
    """
    known = frozenset(relations)
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    genitives: list[Genitive] = []
    modality: dict[str, Any] = {}
    describing: dict[str, Any] = {}
    light: set[str] = set()
    persons: set[str] = set()
    leading: set[str] = set()
    for path in paths:
        data = _read(path)
        for number, row in enumerate(data.get("verb", ()), 1):
            entry = _entry(path, f"verb {number}", row, known)
            for word in entry.words:
                verbs.setdefault(word, []).append(entry)
        for number, row in enumerate(data.get("noun", ()), 1):
            entry = _entry(path, f"noun {number}", row, known)
            forms = _noun_forms(entry.words, language, nouns_of_class)
            for form in sorted(forms):
                nouns.setdefault(form, []).append(entry)
            if entry.title:
                persons.update(forms)
            if entry.implied:
                leading.update(forms)
        genitives.extend(_genitive(path, row, known) for row in data.get("genitive", ()))
        modality |= data.get("modality", {})
        for key, value in data.get("describing", {}).items():
            describing.setdefault(key, []).extend(value) if isinstance(value, list) else describing.update({key: value})
        light.update(data.get("light_verbs", {}).get("list", ()))
    return Lexicon(
        language=language,
        verbs={word: tuple(entries) for word, entries in verbs.items()},
        nouns={word: tuple(entries) for word, entries in nouns.items()},
        genitives=tuple(genitives),
        modality=modality,
        describing=describing,
        person_nouns=frozenset(persons),
        leading_nouns=frozenset(leading),
        light_verbs=frozenset(light),
    )


def _noun_forms(words: Sequence[str], language: str, nouns_of_class: Callable[[str], tuple[str, ...]]) -> set[str]:
    forms: set[str] = set()
    for word in words:
        if word.startswith("@"):
            forms.update(nouns_of_class(word[1:]))
        else:
            forms.update(spaced(form).lower() for form in (word, *plural_forms(word, language)))
    return forms


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path}: cannot be read as a lexicon ({error})") from error


def _check(path: Path, where: str, relation: object, known: frozenset[str]) -> str:
    if relation not in known:
        raise DataError(f"{path}, {where}: relation {relation!r} is not in the ontology; correct it or define it there")
    return str(relation)


def _entry(path: Path, where: str, row: Mapping[str, Any], known: frozenset[str]) -> Entry:
    relation = _check(path, where, row.get("relation"), known)
    words = row.get("words")
    if not isinstance(words, list) or not words or not all(isinstance(w, str) and w for w in words):
        raise DataError(f"{path}, {where} ({relation}): 'words' must be a list of words")
    try:
        return Entry(
            relation=relation,
            words=tuple(words),
            roles=_roles(row["roles"]),
            subject=frozenset(row.get("subject", ())),
            object=frozenset(row.get("object", ())),
            with_noun=frozenset(row.get("with_noun", ())),
            qualifiers=dict(row.get("qualifiers", {})),
            money=row.get("money", ""),
            date=row.get("date", ""),
            title=row.get("title", ""),
            mode=row.get("mode", ""),
            confidence=float(row.get("confidence", 0.8)),
            reflexive=bool(row.get("reflexive", False)),
            implied=bool(row.get("implied", False)),
            origin=f"{relation}:{words[0]}",
        )
    except (KeyError, ValueError, TypeError) as error:
        raise DataError(f"{path}, {where} ({relation}): {error!s} is missing or malformed") from error


def _roles(text: str) -> Roles:
    left, arrow, right = text.partition(">")
    if not arrow:
        raise ValueError(f"roles {text!r} (write them like 'subj > obj')")
    return (
        tuple(part.strip() for part in left.split("|")),
        tuple(part.strip() for part in right.split("|")),
    )


def _genitive(path: Path, row: Mapping[str, Any], known: frozenset[str]) -> Genitive:
    relation = _check(path, "genitive", row.get("relation"), known)
    try:
        return Genitive(
            relation=relation,
            owner=frozenset(row["owner"]),
            owned=frozenset(row["owned"]),
            owner_is_subject=bool(row.get("owner_is_subject", False)),
            nouns=frozenset(row.get("nouns", ())),
            confidence=float(row.get("confidence", 0.7)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path}, genitive ({relation}): {error!s} is missing or malformed") from error
