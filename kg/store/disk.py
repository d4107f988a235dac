"""What to tell a user whose disk refuses to take more."""

from __future__ import annotations

_FULL = ("no space left", "disk is full", "disk full", "quota exceeded", "file too large")


def disk_advice(error: Exception) -> str:
    """Return what is wrong, and what to do, for an error of the system, the engine or SQLite while writing."""
    message = getattr(error, "strerror", None) or str(error)
    if any(text in message.casefold() for text in _FULL):
        return "the disk is full: free some space and run the same command again; nothing that was done is lost"
    reason = " ".join(str(message).split())[:300]
    return f"{reason}; check the disk and the permissions, then run the same command again"
