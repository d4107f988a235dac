"""From annotated articles to claims: lexicon-driven rules over frames, modality, figures, confidence."""

from kg.extract.extractor import Extractor

__all__ = ["Extractor"]
