"""Configuration: one frozen record, read from an optional ``kg.toml``; nothing else in the package looks it up."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from kg.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

CONFIG_NAME = "kg.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a build; every field may stand in ``kg.toml`` under the same name.

    ``base`` ends in ``/`` and starts all entity, article and claim IRIs. ``ontology`` replaces the shipped ontology;
    ``lexicons`` (``NAME.LANG.toml``) and ``knowledge`` files are read after the shipped ones, ``decisions`` files
    before the one in the graph's folder. ``workers`` is the number of processes for annotation. ``max_article_chars``
    and ``max_source_bytes`` bound what one article or file may hold.
    ``classifier`` says whether the trained classifier is asked beside the rules (where its package is installed).
    ``infer`` says whether what follows from the claims is written too; ``queries`` are folders of queries beside the
    shipped ones.
    """

    base: str = "https://w3id.org/mediakg/"
    languages: tuple[str, ...] = ("en", "fr")
    ontology: str | None = None
    lexicons: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    workers: int = 1
    classifier: bool = True
    infer: bool = True
    queries: tuple[str, ...] = ()
    max_article_chars: int = 200_000
    max_source_bytes: int = 200_000_000


#: An absolute IRI that ends in a slash; the characters left out may not stand in an IRI.
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*/")


def load_config(path: Path | None = None, **overrides: Any) -> Config:  # noqa: ANN401 (values are checked below)
    """Read ``path`` (or defaults when ``None``) and apply overrides that are not ``None``.

    Raises :class:`DataError` naming the file and the key when something is unknown or of the wrong type.
    """
    values: dict[str, Any] = {}
    if path is not None:
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DataError(f"{path}: cannot be read as configuration ({error}); fix it or remove it") from error
    values |= {key: value for key, value in overrides.items() if value is not None}
    where = str(path or "configuration")
    defaults = Config()
    known = {f.name for f in fields(Config)}
    for key in values:
        if key not in known:
            raise DataError(f"{where}: unknown setting {key!r}; known: {', '.join(sorted(known))}")
    checked = {key: _checked(where, key, value, getattr(defaults, key)) for key, value in values.items()}
    config = replace(defaults, **checked)
    if not _BASE.fullmatch(config.base):
        raise DataError(f"{where}: base must be an absolute IRI that ends in '/', not {config.base!r}")
    return config


def _checked(where: str, key: str, value: object, default: object) -> Any:  # noqa: ANN401 (goes into a field of any type)
    """Return the value in the type of its default: text, a list of texts or a number of at least 1."""
    match default:
        case tuple():
            if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
                return tuple(value)
            wanted = "a list of texts"
        case bool():
            if isinstance(value, bool):
                return value
            wanted = "true or false"
        case int():
            if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
                return value
            wanted = "a whole number of at least 1"
        case _:
            if isinstance(value, str):
                return value
            wanted = "a text"
    raise DataError(f"{where}: {key} must be {wanted}, not {value!r}")
