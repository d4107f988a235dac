"""Answering on a real terminal, one key a decision."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time

import pytest

from kg.decisions import DECISIONS_NAME, active, read_lines

#: Seconds until a busy machine has answered.
PATIENCE = 60


class Terminal:
    """A program on a pseudo-terminal of its own."""

    def __init__(self, arguments):
        self.master, slave = pty.openpty()
        environment = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
        # --ctty: an interruption comes from the terminal, as it does for people
        command = ["setsid", "--ctty", "--wait", sys.executable, "-m", "kg", *arguments]
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
        os.close(slave)
        self.text = ""

    def wait_for(self, wanted):
        """Read until some new text has come; return all of it up to there."""
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(wanted, self.text)):
            ready, _, _ = select.select([self.master], [], [], max(0, deadline - time.monotonic()))
            try:
                more = os.read(self.master, 65536).decode("utf-8", "replace") if ready else ""
            except OSError:
                more = ""
            if not more:
                pytest.fail(f"{wanted!r} did not come; the terminal shows: {self.text}")
            self.text += re.sub(r"\x1b\[[0-9;]*m", "", more)
        before, self.text = self.text[: found.end()], self.text[found.end() :]
        return before

    def press(self, keys):
        os.write(self.master, keys.encode())

    def end(self):
        code = self.process.wait(PATIENCE)
        os.close(self.master)
        return code


@pytest.fixture
def terminal(graph):
    opened = []

    def start(*arguments):
        opened.append(Terminal(["review", "-g", str(graph), *arguments]))
        return opened[-1]

    yield start
    for one in opened:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()


def holding(graph):
    return {(decision.kind, decision.subject) for decision in active(read_lines(graph / DECISIONS_NAME)[0])}


KEYS = r"(k keep  x drop|s same  d different)  n next  u undo  q quit\r\n"


def test_each_key_is_a_decision_and_the_graph_follows_at_the_end(graph, terminal):
    session = terminal("--limit", "3", "--who", "claire")
    kinds = []
    for key in ("first", "second"):
        asked = session.wait_for(KEYS)
        kinds.append("pair" if "s same" in asked else "claim")
        session.press("d" if "s same" in asked else "x")
        session.wait_for("→ (different|drop) ")
        assert len(holding(graph)) == len(kinds), key
    session.wait_for(KEYS)
    session.press("?")
    session.wait_for(KEYS)
    session.press("n")
    told = session.wait_for(r"article[s]? rewritten \(.*?\)")
    assert "2 decided, 0 of 3 left" in told
    assert session.end() == 0
    assert {decision.who for decision in read_lines(graph / DECISIONS_NAME)[0]} == {"claire"}


def test_undo_takes_back_the_last_answer_and_asks_again(graph, terminal):
    session = terminal("--limit", "2", "--below", "0.35")
    first = session.wait_for(KEYS)
    session.press("u")
    session.wait_for("nothing was decided yet")
    session.wait_for(KEYS)
    session.press("d" if "s same" in first else "k")
    session.wait_for(KEYS)
    assert len(holding(graph)) == 1
    session.press("u")
    session.wait_for("← ")
    again = session.wait_for(KEYS)
    assert "1/2" in again
    assert not holding(graph)
    session.press("q")
    session.wait_for("0 decided, 2 of 2 left")
    assert session.end() == 0


def test_after_an_interruption_everything_decided_is_kept(graph, terminal):
    session = terminal()
    asked = session.wait_for(KEYS)
    session.press("d" if "s same" in asked else "x")
    session.wait_for(KEYS)
    session.press("\x03")
    told = session.wait_for(r"rewritten \(.*?\)")
    assert "stopped; what you decided is kept" in told
    assert "1 decided" in told
    assert session.end() == 0
    assert len(holding(graph)) == 1
