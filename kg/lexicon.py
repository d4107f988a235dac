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
``theme.K``    the likeliest thing of kind K whose ``with_noun`` the verb is about: ``the script was written by X``
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
from kg.model import MODES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

Roles = tuple[tuple[str, ...], tuple[str, ...]]

#: The tables of a lexicon file: lists of entries (``[[verb]]``) and single tables of word lists (``[modality]``).
_ENTRY_TABLES = ("verb", "noun", "genitive")
_WORD_TABLES = ("describing", "light_verbs", "modality")


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to express a relation.

    ``subject`` and ``object`` narrow the relation's own domain and range; ``qualifiers`` are fixed ones (``former``);
    ``money`` and ``date`` name the qualifier that an amount or a date in the same clause fills; ``title`` makes the
    noun phrase the qualifier of that name; an ``implied`` post belongs to the organisation in focus when the text names
    none; ``majority`` is the relation instead when the words speak of half of something or more; ``department`` when
    they name a field (*managing director of marketing*); ``with_noun`` is the object noun of a verb idiom (``faire`` +
    ``suite``); ``mode`` is one of :data:`kg.model.MODES` when the words alone decide it; a ``given`` noun after "under"
    or as a possessed subject speaks of what exists, whatever its verb.
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
    impersonal: bool = False
    implied: bool = False
    together: bool = False
    given: bool = False
    majority: str = ""
    department: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Genitive:
    """What a bare possessive between two classes means: ``Netflix's Dark`` → broadcaster, reversed or not.

    With ``prepositions`` one of these ties the two names instead: ``« X », avec Y`` (``(`` for a bracket). ``bare``
    asks for the clitic ``'s`` and no noun beside the name owned; ``amid`` for one of these words in the article.
    """

    relation: str
    owner: frozenset[str]
    owned: frozenset[str]
    owner_is_subject: bool
    presumed: bool = False
    nouns: frozenset[str] = frozenset()
    confidence: float = 0.7
    prepositions: frozenset[str] = frozenset()
    bare: bool = False
    amid: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries of one language, indexed by word as the tokenizer cuts it (``tenir l' affiche``).

    ``person_nouns`` are the nouns with a ``title``; ``leading_nouns`` those of an ``implied`` post, which only an
    organisation has.
    """

    language: str
    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    genitives: tuple[Genitive, ...]
    modality: Mapping[str, Any]
    describing: Mapping[str, Any]
    person_nouns: frozenset[str]
    leading_nouns: frozenset[str]
    light_verbs: frozenset[str]
    #: Beginning, end and entries of the nouns with a free part: ``chief * officer``.
    noun_patterns: tuple[tuple[str, str, tuple[Entry, ...]], ...]

    def is_person_noun(self, wording: str) -> bool:
        """Tell whether a wording is a noun for somebody in a post, ``chief * officer`` included."""
        return wording in self.person_nouns or any(
            wording.startswith(a) and wording.endswith(b) and len(wording) > len(a) + len(b)
            for a, b, _ in self.noun_patterns
        )


def pattern_ends(noun: str) -> tuple[str, str]:
    """Return what stands before and after the free part of a noun: ``chief * officer``."""
    before, _, after = noun.partition("*")
    return before, after


def load_lexicon(
    paths: Sequence[Path],
    language: str,
    relations: Iterable[str],
    nouns_of_class: Callable[[str], tuple[str, ...]] = lambda _cls: (),
) -> Lexicon:
    """Read and merge lexicon files of one language; entries and word lists of later files are added to earlier ones.

    A noun written ``@Class`` stands for all nouns of that class, as ``nouns_of_class`` gives them.

    ``relations`` are the names that the ontology knows; an entry with another one raises :class:`DataError` with the
    file and the entry, as does anything malformed.
    """
    known = frozenset(relations)
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    genitives: list[Genitive] = []
    lists: dict[str, dict[str, Any]] = {table: {} for table in _WORD_TABLES}
    persons: set[str] = set()
    leading: set[str] = set()
    for path in paths:
        data = _read(path)
        for where, row in _rows(path, data, "verb"):
            entry = _entry(path, where, row, known)
            for word in entry.words:
                verbs.setdefault(spaced(word), []).append(entry)
        for where, row in _rows(path, data, "noun"):
            entry = _entry(path, where, row, known)
            forms = _noun_forms(entry.words, language, nouns_of_class)
            for form in sorted(forms):
                nouns.setdefault(form, []).append(entry)
            if entry.title:
                persons.update(forms)
            if entry.implied and entry.title and not entry.object:
                leading.update(forms)
        genitives.extend(_genitive(path, where, row, known) for where, row in _rows(path, data, "genitive"))
        for table, words in lists.items():
            _extend(path, table, words, data.get(table, {}))
    return Lexicon(
        language=language,
        verbs={word: tuple(entries) for word, entries in verbs.items()},
        nouns={word: tuple(entries) for word, entries in nouns.items()},
        genitives=tuple(genitives),
        modality=lists["modality"],
        describing=lists["describing"],
        person_nouns=frozenset(persons),
        leading_nouns=frozenset(leading),
        light_verbs=frozenset(lists["light_verbs"].get("list", ())),
        noun_patterns=tuple((*pattern_ends(noun), tuple(entries)) for noun, entries in nouns.items() if "*" in noun),
    )


def _noun_forms(words: Sequence[str], language: str, nouns_of_class: Callable[[str], tuple[str, ...]]) -> set[str]:
    """Return all forms in lower case, as a text is looked up; ``OPA`` and ``opa`` are the same word."""
    forms: set[str] = set()
    for word in words:
        if word.startswith("@"):
            forms.update(nouns_of_class(word[1:]))
        else:
            forms.update(spaced(form).lower() for form in (word, *plural_forms(word, language)))
    return forms


# -- reading files ---------------------------------------------------------------------------------------------------


def _read(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path}: cannot be read as a lexicon ({error}); correct the file or its path") from error
    known = (*_ENTRY_TABLES, *_WORD_TABLES)
    unknown = sorted(data.keys() - known)
    if unknown:
        raise DataError(f"{path}: unknown table {unknown[0]!r}; known are {', '.join(known)}")
    return data


def _rows(path: Path, data: Mapping[str, Any], table: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the entries of a table, each with the words that name it in a message."""
    rows = data.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DataError(f"{path}, {table}: is no list of entries; begin each entry with [[{table}]]")
    return [(f"{table} {number}", row) for number, row in enumerate(rows, 1)]


def _extend(path: Path, table: str, words: dict[str, Any], more: object) -> None:
    """Add lists to lists and tables to tables; a key keeps the kind of value that it had first."""
    if not isinstance(more, dict):
        raise DataError(f'{path}, [{table}]: is no table; write [{table}] and below it for instance KEY = ["word"]')
    for key, value in more.items():
        present = words.setdefault(key, {} if isinstance(value, dict) else [])
        if isinstance(value, list) and isinstance(present, list):
            present.extend(item for item in value if item not in present)
        elif isinstance(value, dict) and isinstance(present, dict):
            present.update(value)
        else:
            wanted = '{ form = "word" }' if isinstance(present, dict) else '["word"]'
            raise DataError(f"{path}, [{table}]: {key!r} must be written like {key} = {wanted}, not {value!r}")


# -- entries ---------------------------------------------------------------------------------------------------------

_ENTRY_KEYS = frozenset(
    {
        *("relation", "words", "roles", "subject", "object", "with_noun", "qualifiers", "money", "date", "title"),
        *("mode", "confidence", "reflexive", "impersonal", "implied", "together", "given", "majority", "department"),
    }
)
_GENITIVE_KEYS = frozenset(
    {
        "relation",
        "owner",
        "owned",
        "owner_is_subject",
        "nouns",
        "prepositions",
        "confidence",
        "presumed",
        "bare",
        "amid",
    }
)


def _check(path: Path, where: str, row: Mapping[str, Any], known: frozenset[str], keys: frozenset[str]) -> str:
    """Return the relation of an entry once its name and all keys are known ones."""
    relation = row.get("relation")
    if not isinstance(relation, str) or relation not in known:
        raise DataError(f"{path}, {where}: relation {relation!r} is not in the ontology; correct it or define it there")
    unknown = sorted(row.keys() - keys)
    if unknown:
        raise DataError(
            f"{path}, {where} ({relation}): unknown key {unknown[0]!r}; known are {', '.join(sorted(keys))}"
        )
    return relation


def _entry(path: Path, where: str, row: Mapping[str, Any], known: frozenset[str]) -> Entry:
    relation = _check(path, where, row, known, _ENTRY_KEYS)
    try:
        words = _strings(row, "words", required=True)
        return Entry(
            relation=relation,
            words=words,
            roles=_roles(row.get("roles")),
            subject=frozenset(_strings(row, "subject")),
            object=frozenset(_strings(row, "object")),
            with_noun=frozenset(_strings(row, "with_noun")),
            qualifiers=_qualifiers(row.get("qualifiers", {})),
            money=_string(row, "money"),
            date=_string(row, "date"),
            title=_string(row, "title"),
            mode=_mode(row),
            confidence=_confidence(row, 0.8),
            reflexive=_flag(row, "reflexive"),
            impersonal=_flag(row, "impersonal"),
            implied=_flag(row, "implied"),
            together=_flag(row, "together"),
            given=_flag(row, "given"),
            majority=_other_relation(row, "majority", known),
            department=_other_relation(row, "department", known),
            origin=f"{relation}:{words[0]}",
        )
    except ValueError as error:
        raise DataError(f"{path}, {where} ({relation}): {error}") from error


def _genitive(path: Path, where: str, row: Mapping[str, Any], known: frozenset[str]) -> Genitive:
    relation = _check(path, where, row, known, _GENITIVE_KEYS)
    try:
        return Genitive(
            relation=relation,
            owner=frozenset(_strings(row, "owner", required=True)),
            owned=frozenset(_strings(row, "owned", required=True)),
            owner_is_subject=_flag(row, "owner_is_subject"),
            nouns=frozenset(_strings(row, "nouns")),
            confidence=_confidence(row, 0.7),
            prepositions=frozenset(_strings(row, "prepositions")),
            presumed=_flag(row, "presumed"),
            bare=_flag(row, "bare"),
            amid=frozenset(_strings(row, "amid")),
        )
    except ValueError as error:
        raise DataError(f"{path}, {where} ({relation}): {error}") from error


def _roles(text: object) -> Roles:
    left, arrow, right = text.partition(">") if isinstance(text, str) else ("", "", "")
    sides = tuple(tuple(part.strip() for part in side.split("|")) for side in (left, right))
    if not arrow or not all(part for side in sides for part in side):
        raise ValueError(f"'roles' must be written like \"subj > obj\", not {text!r}")
    return sides[0], sides[1]


def _strings(row: Mapping[str, Any], key: str, *, required: bool = False) -> tuple[str, ...]:
    values = row.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values) or (required and not values):
        raise ValueError(f'{key!r} must be a list of words, like ["one", "another"]')
    return tuple(values)


def _string(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key!r} must be the name of a qualifier, not {value!r}")  # noqa: TRY004 (a DataError later)
    return value


def _flag(row: Mapping[str, Any], key: str) -> bool:
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise ValueError(f"{key!r} must be true or false, not {value!r}")  # noqa: TRY004 (a DataError later)
    return value


def _qualifiers(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"'qualifiers' must be a table like {{ former = true }}, not {value!r}")  # noqa: TRY004
    return dict(value)


def _other_relation(row: Mapping[str, Any], key: str, known: frozenset[str]) -> str:
    relation = row.get(key, "")
    if relation != "" and relation not in known:
        raise ValueError(f"'{key}' must be a relation of the ontology, not {relation!r}")
    return str(relation)


def _mode(row: Mapping[str, Any]) -> str:
    mode = row.get("mode", "")
    if mode not in {"", *MODES}:
        raise ValueError(f"'mode' must be one of {', '.join(MODES)}, not {mode!r}")
    return str(mode)


def _confidence(row: Mapping[str, Any], default: float) -> float:
    value = row.get("confidence", default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"'confidence' must be a number from 0 to 1, not {value!r}")
    return float(value)
