"""Which data files a graph was built with, kept in its folder: what is linked again must know the same things."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Config, load_config
from kg.errors import DataError, StoreError

if TYPE_CHECKING:
    from typing import Any

SETTINGS_NAME = "settings.json"
#: Settings that decide what a graph holds and that are files.
_FILES = ("ontology", "lexicons", "knowledge", "decisions")


def save_settings(folder: Path, config: Config) -> None:
    """Keep the settings of a build, with absolute paths; raises :class:`StoreError` when the disk does not let it."""
    kept: dict[str, Any] = {"infer": config.infer}
    for name in _FILES:
        value = getattr(config, name)
        kept[name] = (
            str(Path(value).resolve()) if isinstance(value, str) else [str(Path(v).resolve()) for v in value or ()]
        )
    path = folder / SETTINGS_NAME
    text = json.dumps({name: value for name, value in kept.items() if value not in ("", [])}, indent=1) + "\n"
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            draft.write_text(text, encoding="utf-8")
            draft.replace(path)
    except (OSError, UnicodeDecodeError) as error:
        draft.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written ({error}); free disk space or check the disk") from error


def settings_of(folder: Path) -> Config:
    """Return the settings of the last build of a graph; the defaults when it has none.

    Raises :class:`DataError` when they are damaged, or name a file that is gone.
    """
    path = folder / SETTINGS_NAME
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Config()
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: cannot be read ({error}); remove it and build again") from error
    if not isinstance(kept, dict):
        raise DataError(f"{path}: does not hold settings; remove it and build again")
    known = {name: value for name, value in kept.items() if name in {*_FILES, "infer"}}
    config = load_config(None, **known)
    for name in (config.ontology, *config.lexicons, *config.knowledge, *config.decisions):
        if name and not Path(name).exists():
            raise DataError(f"{name}: the graph was built with this file, and it is gone; bring it back or build again")
    return config
