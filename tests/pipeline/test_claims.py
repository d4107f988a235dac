"""Claims without a graph: the records, and the published lines."""

from pathlib import Path
from typing import ClassVar

import pytest

from kg.errors import SourceError
from kg.graph import open_graph
from kg.pipeline import claim_lines, extract
from kg.pipeline.progress import Progress

from .articles import TEXTS

pytestmark = pytest.mark.models


def test_each_article_comes_with_what_was_found_in_it(sources, extractor):
    found = {article.id: extraction for article, extraction in extract([str(sources)], extractor=extractor)}
    assert set(found) == {f"{name}.txt" for name in TEXTS}
    assert all(extraction.article_id == name for name, extraction in found.items())


def test_lines_are_sorted_by_article_and_quote_it_exactly(sources, extractor):
    lines = claim_lines([str(sources)], extractor=extractor)
    assert [line["article"] for line in lines] == sorted(line["article"] for line in lines)
    for line in lines:
        evidence = line["evidence"]
        text = TEXTS[line["article"].removesuffix(".txt")]
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_lines_name_entities_as_a_build_does(sources, built, extractor):
    with open_graph(built[0]) as graph:
        known = {entity.iri for entity in graph.find("Brume Media")}
    lines = claim_lines([str(sources)], extractor=extractor)
    subjects = {line["subject"]["iri"] for line in lines if line["subject"]["label"] == "Brume Media"}
    assert subjects
    assert subjects <= known


def test_sources_without_article_are_an_error(tmp_path, extractor):
    (tmp_path / "a.txt").write_bytes(b"\0")
    with pytest.raises(SourceError, match="NUL"):
        list(extract([str(tmp_path / "a.txt")], extractor=extractor))


def test_paragraphs_in_another_language_are_told_and_not_read(tmp_path, extractor):
    class Told(Progress):
        shortened: ClassVar[list[tuple[str, int]]] = []

        def shorten(self, article, paragraphs):
            self.shortened.append((article.source, paragraphs))

    (tmp_path / "both.txt").write_text(
        "Netflix a racheté Brume Films pour 20 millions d'euros, a annoncé mardi la société dirigée par Anne Morel.\n\n"
        "The company said on Tuesday that it had agreed to buy the British studio Lowlight Films for twenty million "
        "euros, its largest deal so far this year.\n\n"
        "La plateforme emploie 12 000 personnes dans le monde et prévoit d'ouvrir un bureau à Lyon au printemps.\n",
        encoding="utf-8",
    )
    told = Told()
    lines = claim_lines([str(tmp_path / "both.txt")], progress=told, extractor=extractor)
    assert [(Path(source).name, count) for source, count in told.shortened] == [("both.txt", 1)]
    assert {line["predicate"] for line in lines} >= {"acquires"}
    assert not any("Lowlight" in line["evidence"]["quote"] for line in lines)
