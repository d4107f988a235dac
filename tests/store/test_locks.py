from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store.locks import FolderLock

HOLD = """
import sys
from pathlib import Path
from kg.store.locks import FolderLock
with FolderLock(Path(sys.argv[1]), exclusive=sys.argv[2] == "write"):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(path: Path, how: str) -> subprocess.Popen[str]:
    """Take the lock in another process."""
    command = [sys.executable, "-c", HOLD, str(path), how]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.communicate("")


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "kg.lock"
    other = hold(path, "write")
    with pytest.raises(
        StoreError, match=rf"being written by process {other.pid} on .* since 20.* UTC .*-c.*write.*; wait"
    ):
        FolderLock(path, exclusive=True)
    with pytest.raises(StoreError, match="being written by process"):
        FolderLock(path, exclusive=False)
    end(other)
    FolderLock(path, exclusive=True).release()


def test_readers_share_and_keep_writers_out(tmp_path: Path) -> None:
    path = tmp_path / "kg.lock"
    other = hold(path, "read")
    with FolderLock(path, exclusive=False), pytest.raises(StoreError, match="being read by another process"):
        FolderLock(path, exclusive=True)
    end(other)


def test_a_reader_waits_for_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "kg.lock"
    other = hold(path, "write")
    with pytest.raises(StoreError, match="being written"):
        FolderLock(path, exclusive=False, wait=0.1)
    assert other.stdin is not None
    other.stdin.close()
    FolderLock(path, exclusive=False, wait=10).release()
    other.wait()
    assert other.stdout is not None
    other.stdout.close()


def test_a_killed_writer_holds_nothing_and_is_not_named_later(tmp_path: Path) -> None:
    path = tmp_path / "kg.lock"
    other = hold(path, "write")
    other.kill()
    other.communicate()
    assert path.read_text()
    with FolderLock(path, exclusive=False), pytest.raises(StoreError, match="being read"):
        FolderLock(path, exclusive=True)


def test_a_lock_in_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        FolderLock(tmp_path / "none" / "kg.lock", exclusive=True)


def test_the_lock_file_of_a_folder_that_may_only_be_read_can_be_shared(tmp_path: Path) -> None:
    path = tmp_path / "kg.lock"
    path.touch(mode=0o444)
    tmp_path.chmod(0o555)
    try:
        FolderLock(path, exclusive=False).release()
    finally:
        tmp_path.chmod(0o755)


def test_releasing_twice_is_harmless(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "kg.lock", exclusive=True)
    assert os.fstat(lock.descriptor)
    lock.release()
    lock.release()
