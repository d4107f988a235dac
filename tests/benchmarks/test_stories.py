"""Stories annotated in plain text become gold that the evaluation reads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bench" / "stories.py"

STORY = """# en-07 | 2025-03-04 | The Evening Ledger | Lumio buys Harbour Films
Lumio said on Tuesday it would buy the London studio Harbour Films.

It had revenue of €1.2bn in 2024, up 8%. Ada Quist founded it.
@ Lumio : StreamingService, Company
@ Ada Quist (Quist) : Person
@ Harbour Films : ProductionStudio
+ Lumio | acquires | Harbour Films | planned | Lumio
+ Ada Quist | founderOf | Lumio
= Lumio | revenue | 1200000000 | EUR | 2024 | 8
"""


def converted(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / "mine.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(folder / "mine.txt"), "-o", str(folder / "mine.en"), "--lang", "en"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_story_becomes_an_article_and_its_gold(tmp_path: Path) -> None:
    result = converted(tmp_path, STORY)
    assert result.returncode == 0, result.stderr
    assert result.stdout == "1 of 1 stories are sound: 2 relations, 1 figures\n"
    (article,) = rows(tmp_path / "mine.en.articles.jsonl")
    (gold,) = rows(tmp_path / "mine.en.gold.jsonl")
    assert article["title"] == "Lumio buys Harbour Films"
    assert str(article["text"]).endswith("Ada Quist founded it.")
    assert gold["claims"] == [
        {"subject": "Lumio", "predicate": "acquires", "object": "Harbour Films"}
        | {"mode": "planned", "attributedTo": "Lumio", "quote": ""},
        {"subject": "Ada Quist", "predicate": "founderOf", "object": "Lumio"}
        | {"mode": "asserted", "attributedTo": None, "quote": ""},
    ]
    assert gold["figures"] == [
        {"subject": "Lumio", "metric": "revenue", "value": 1200000000.0, "change": 8.0, "unit": "EUR"}
        | {"period": "2024", "bound": None, "mode": "asserted", "attributedTo": None, "quote": ""}
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("+ Lumio | buys | Harbour Films", "unknown relation 'buys'"),
        ("+ Lumio | acquires | Northgate", "'Northgate' is not declared with '@'"),
        ("+ Lumio | chiefExecutiveOf | Harbour Films", "'Lumio' has a class that chiefExecutiveOf does not take"),
        ("+ Lumio | acquires | Harbour Films | perhaps", "unknown mode 'perhaps'"),
        ("= Lumio | revenue | 1 | euros", "unknown unit 'euros'"),
        ("= Lumio | revenue | 1 | EUR | last year", "unreadable period 'last year'"),
        ("@ Netflix : StreamingService", "'Netflix' does not stand in the text"),
        ("@ Quist : Singer", "unknown class 'Singer'"),
    ],
)
def test_a_fault_is_named_and_only_its_story_left_out(tmp_path: Path, line: str, fault: str) -> None:
    result = converted(tmp_path, STORY + line + "\n\n" + STORY.replace("en-07", "en-08"))
    assert result.returncode == 1
    assert fault in result.stderr
    assert [row["id"] for row in rows(tmp_path / "mine.en.gold.jsonl")] == ["en-08"]


@pytest.mark.parametrize(("lang", "count"), [("en", 20), ("fr", 15)])
def test_the_stories_of_the_project_are_sound(lang, count):
    stories = SCRIPT.with_name(f"stories.{lang}.txt")
    command = [sys.executable, str(SCRIPT), str(stories), "--lang", lang]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{count} of {count} stories are sound" in run.stdout + run.stderr
