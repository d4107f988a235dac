"""Configuration: one frozen record, read from an optional ``kg.toml``; nothing else in the package looks it up."""

from __future__ import annotations

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
    ``lexicons`` (``NAME.LANG.toml``) and ``knowledge`` files are read after the shipped ones. ``workers`` is the number
    of processes for annotation. ``max_article_chars`` and ``max_source_bytes`` bound what one article or file may hold.
    """

    base: str = "https://w3id.org/mediakg/"
    languages: tuple[str, ...] = ("en", "fr")
    ontology: str | None = None
    lexicons: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    workers: int = 1
    max_article_chars: int = 200_000
    max_source_bytes: int = 200_000_000


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
    defaults = Config()
    known = {f.name for f in fields(Config)}
    for key, given in values.items():
        value = given
        if key not in known:
            raise DataError(f"{path or 'configuration'}: unknown setting {key!r}; known: {', '.join(sorted(known))}")
        default = getattr(defaults, key)
        if isinstance(value, list) and isinstance(default, tuple):
            values[key] = value = tuple(value)
        expected = str if default is None else type(default)
        if not isinstance(value, expected):
            raise DataError(f"{path or 'configuration'}: {key} must be a {expected.__name__}, not {value!r}")
    config = replace(defaults, **values)
    if not config.base.endswith("/"):
        raise DataError(f"{path or 'configuration'}: base must end in '/', not {config.base!r}")
    return config
