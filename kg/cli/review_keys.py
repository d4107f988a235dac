"""Questions asked on a terminal, one key an answer; every answer is on the disk before the next question."""

from __future__ import annotations

import os
import select
import sys
import termios
import tty
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.decision_text import one_line
from kg.cli.review_text import KEYS, item_text, keys_text
from kg.decisions import DECISIONS_NAME, describe, record, take_back
from kg.errors import UsageError
from kg.pipeline.decide import login, now
from kg.review import ANSWERS, answer_of
from kg.store.open import folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.config import Config
    from kg.model import Decision
    from kg.review import ReviewItem

#: Seconds until an interruption is noticed that came just before the terminal was waited for.
_LATEST = 0.2
_QUIT = frozenset({"q", "\x04", ""})


@contextmanager
def _single_keys() -> Iterator[Callable[[], str]]:
    """Yield what reads one key from the terminal; keys pressed early are not lost, as the mode is set only once."""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        yield lambda: _key(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _key(terminal: int) -> str:
    """Return the next key; a signal that came just before the system began to wait is seen soon after."""
    while not select.select([terminal], [], [], _LATEST)[0]:
        pass
    return os.read(terminal, 1).decode("ascii", "replace").lower()


class Session:
    """One sitting: ``at`` is the number of the question that waits, ``decided`` what was decided and not taken back."""

    def __init__(self, folder: str, items: Sequence[ReviewItem], config: Config, who: str | None) -> None:
        self.items = items
        self.at = 0
        self.decided: list[tuple[int, Decision]] = []
        self._own = folder_of(folder, config.base) / DECISIONS_NAME
        self._shared = [Path(path) for path in config.decisions]
        self._who = login() if who is None else who

    def run(self) -> None:
        """Ask until there is no more question or the person has had enough."""
        with _single_keys() as read_key:
            while self.at < len(self.items):
                item = self.items[self.at]
                click.echo(f"{click.style(f'{self.at + 1}/{len(self.items)}', dim=True)}  {item_text(item)}", nl=False)
                while True:
                    click.echo(keys_text(item))
                    key = read_key()
                    if key in _QUIT:
                        return
                    if self._answer(item, key):
                        break

    def _answer(self, item: ReviewItem, key: str) -> bool:
        """Do what a key stands for; tells whether the next question is to be asked."""
        answer = next((answer for answer in ANSWERS[item.kind] if KEYS[answer] == key), "")
        if answer:
            return self._decide(item, answer)
        if key == "n":
            self.at += 1
            return True
        return key == "u" and self._undo()

    def _decide(self, item: ReviewItem, answer: str) -> bool:
        decision = answer_of(item, answer, who=self._who, when=now())
        try:
            written = record(self._own, self._shared, decision)
        except UsageError as error:
            click.echo(one_line(str(error)))
            return False
        if written:
            self.decided.append((self.at, decision))
        click.echo(f"→ {one_line(describe(decision))}\n")
        self.at += 1
        return True

    def _undo(self) -> bool:
        if not self.decided:
            click.echo("nothing was decided yet")
            return False
        self.at, decision = self.decided.pop()
        take_back(self._own, self._shared, decision.id, who=self._who, when=now())
        click.echo(f"← {one_line(describe(decision))}\n")
        return True
