"""Writes the tables of the query library in ``docs/queries.md`` and ``examples/README.md``.

python -m tools.query_docs
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.resources import queries_dir
from kg.store.library import read_library

if TYPE_CHECKING:
    from kg.store.parameters import Parameter

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "queries.md"
EXAMPLES = ROOT / "examples" / "README.md"
_BLOCK = re.compile(r"(<!-- queries -->\n).*?(<!-- end of queries -->)", re.DOTALL)


def reference() -> str:
    """Return the table of names, questions and parameters."""
    rows = ["| query | answers | `--set` |", "|---|---|---|"]
    for query in read_library().values():
        parameters = "<br>".join(map(_parameter, query.parameters))
        rows.append(
            f"| `{query.name}` | **{query.title()}** · {query.title('fr')}<br>{query.description()} | {parameters} |"
        )
    return "\n".join(rows) + "\n"


def _parameter(parameter: Parameter) -> str:
    default = f" = {parameter.default}" if parameter.default else ""
    return f"`{parameter.name}` ({parameter.type}{default}): {parameter.description()}"


def short() -> str:
    """Return the table of files and titles."""
    rows = ["| file | answers |", "|---|---|"]
    rows += (f"| `{query.path.name}` | {query.title()} |" for query in read_library().values())
    return "\n".join(rows) + "\n"


def with_table(page: str, table: str) -> str:
    """Return ``page`` with the table between its two marks."""
    return _BLOCK.sub(lambda found: f"{found[1]}{table}{found[2]}", page)


def pages() -> dict[Path, str]:
    """Return what the two pages should be."""
    tables = {DOCS: reference(), EXAMPLES: short()}
    return {path: with_table(path.read_text(encoding="utf-8"), table) for path, table in tables.items()}


def main() -> None:
    """Write both pages."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    print(f"{len(read_library())} queries of {queries_dir()}")  # noqa: T201


if __name__ == "__main__":
    main()
