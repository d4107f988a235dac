"""The file: appended to by many at once, read by people, never torn for good."""

from __future__ import annotations

import multiprocessing
import resource
import signal
from typing import TYPE_CHECKING

import pytest

from kg.decisions import append, new_decision, read_decisions, read_lines
from kg.errors import DataError, StoreError, UsageError

from .samples import decide

if TYPE_CHECKING:
    from pathlib import Path


def add(path, *decisions):
    return append(path, lambda _: decisions)


def test_what_is_appended_is_read_with_its_line(tmp_path: Path):
    path = tmp_path / "decisions.jsonl"
    first, second = decide("same", "a", "b"), decide("drop", "c1")
    add(path, first)
    add(path, second)
    decisions, problems = read_lines(path)
    assert decisions == [first, second]
    assert [decision.place for decision in decisions] == [f"{path}, line 1", f"{path}, line 2"]
    assert not problems


def test_a_missing_own_file_decides_nothing_but_a_missing_shared_one_is_an_error(tmp_path: Path):
    assert not read_decisions(tmp_path / "none")
    with pytest.raises(DataError, match=r"none: no such file of decisions"):
        read_decisions(None, [tmp_path / "none"])


def test_the_own_file_is_read_after_the_shared_ones(tmp_path: Path):
    shared, own = tmp_path / "house.jsonl", tmp_path / "decisions.jsonl"
    same = decide("same", "a", "b")
    add(shared, same)
    add(own, decide("undo", same.id))
    assert read_decisions(None, [shared]).same == (same,)
    assert not read_decisions(own, [shared])


def test_a_torn_last_line_costs_nothing_else(tmp_path: Path):
    path = tmp_path / "decisions.jsonl"
    first, second = decide("same", "a", "b"), decide("drop", "c1")
    add(path, first)
    with path.open("ab") as stream:
        stream.write(b'{"kind": "drop", "subj\xc3')
    assert read_lines(path) == ([first], [f"{path}, line 2: is not UTF-8"])
    add(path, second)
    assert read_lines(path)[0] == [first, second]


def test_a_last_line_without_its_newline_counts(tmp_path: Path):
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"kind": "drop", "subject": "c1"}', encoding="utf-8")
    add(path, decide("drop", "c2"))
    assert [decision.subject for decision in read_lines(path)[0]] == ["c1", "c2"]


def test_comments_empty_lines_and_windows_line_ends_are_fine(tmp_path: Path):
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(b'\xef\xbb\xbf# of the archive\r\n\r\n{"kind": "drop", "subject": "c1"}\r\n')
    decisions, problems = read_lines(path)
    assert [decision.subject for decision in decisions] == ["c1"]
    assert not problems


def test_a_broken_line_is_reported_and_the_others_count(tmp_path: Path):
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"kind": "drop"}\n{"kind": "drop", "subject": "c1"}\n', encoding="utf-8")
    decisions, (problem,) = read_lines(path)
    assert [decision.subject for decision in decisions] == ["c1"]
    assert problem.startswith(f"{path}, line 1: ")


def test_whoever_decides_sees_what_stands_and_may_refuse(tmp_path: Path):
    path = tmp_path / "decisions.jsonl"
    first = decide("same", "a", "b")
    add(path, first)

    def refuse(standing):
        assert standing == [first]
        raise UsageError("no")

    with pytest.raises(UsageError, match="no"):
        append(path, refuse)
    assert read_lines(path)[0] == [first]


def test_a_folder_that_cannot_be_written_is_one_error(tmp_path: Path):
    with pytest.raises(StoreError, match="cannot be written"):
        add(tmp_path / "nowhere" / "decisions.jsonl", decide("drop", "c1"))


def _decide_often(path, writer, count):
    for number in range(count):
        add(path, new_decision("drop", f"w{writer}-{number}", note="é\n" * 40))


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path):
    path = tmp_path / "decisions.jsonl"
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_decide_often, args=(path, writer, 25)) for writer in range(4)]
    for process in writers:
        process.start()
    for process in writers:
        process.join()
    decisions, problems = read_lines(path)
    assert not problems
    assert {d.subject for d in decisions} == {f"w{writer}-{number}" for writer in range(4) for number in range(25)}


def _fill(path, results):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20, resource.RLIM_INFINITY))
    try:
        add(path, decide("drop", "c2"))
    except StoreError as error:
        results.put(str(error))


def test_a_full_disk_leaves_no_half_line(tmp_path: Path):
    path = tmp_path / "decisions.jsonl"
    add(path, decide("drop", "c1"))
    before = path.read_bytes()
    context = multiprocessing.get_context("fork")
    results = context.SimpleQueue()
    process = context.Process(target=_fill, args=(path, results))
    process.start()
    process.join()
    assert "cannot be written" in results.get()
    assert path.read_bytes() == before
