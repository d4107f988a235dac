"""The access log: one JSON object a line, without query texts, tokens or other secrets."""

from __future__ import annotations

import datetime as dt
import json
import threading
from typing import IO, Any


class AccessLog:
    """Writes to ``stream``; nothing when there is none."""

    def __init__(self, stream: IO[str] | None) -> None:
        self._stream = stream
        self._guard = threading.Lock()

    def request(
        self, *, client: str, method: str, path: str, status: int, milliseconds: float, size: int, query: str | None
    ) -> None:
        """Write the line of one request; ``query`` is the hash of the query it asked, if it did."""
        line = {
            "client": client,
            "method": method,
            "path": path,
            "status": status,
            "ms": round(milliseconds, 1),
            "bytes": size,
        }
        self.event(**line, **({"query": query} if query else {}))

    def event(self, **fields: Any) -> None:  # noqa: ANN401 (whatever JSON can hold)
        """Write a line about something else."""
        if self._stream is None:
            return
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        # ASCII only, so that no path can steer the terminal.
        text = json.dumps({"time": now, **fields}, separators=(",", ":"))
        with self._guard:
            self._stream.write(text + "\n")
            self._stream.flush()
