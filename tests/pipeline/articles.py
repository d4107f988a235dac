"""Short invented articles for building small graphs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "brume": "Brume Media rachète Phare Bleu\n\nLe groupe Brume Media, dirigé par Anne Morel, a racheté mardi "
    "le studio Phare Bleu pour 12 millions d’euros. Anne Morel est la directrice générale de Brume Media.\n",
    "phare": "Phare Bleu opens in Dublin\n\nThe studio Phare Bleu, which Brume Media acquired in March, has opened an "
    "office in Dublin. Paul Guern is the chief executive of Phare Bleu.\n",
    "vent": "Vent du Nord nomme une présidente\n\nLucie Kerven est présidente de Vent du Nord. La société Vent du Nord "
    "compte 40 salariés et son siège est à Brest.\n",
}


def write_articles(folder: Path, names: tuple[str, ...] = tuple(TEXTS)) -> Path:
    """Write the articles as one text file each; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(TEXTS[name], encoding="utf-8")
    return folder


def write_lines(path: Path, names: tuple[str, ...]) -> Path:
    """Write the same articles, with the same ids, as JSON lines in the order of ``names``."""
    lines = [json.dumps({"id": f"{name}.txt", "text": TEXTS[name]}) for name in names]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
