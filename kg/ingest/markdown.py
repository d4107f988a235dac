"""Markdown as clean text: marks are taken away, front matter becomes metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*\Z")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields of a leading ``---`` block (one ``key: value`` a line, keys in lower case) and the rest."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    fields: dict[str, str] = {}
    for line in (match[1] or "").splitlines():
        field = _FIELD.match(line)
        if field:
            fields[field[1].casefold()] = _unquote(field[2])
        elif line.strip() and not line.lstrip().startswith("#") and not fields:
            return {}, text  # a rule and a paragraph, no front matter
    return fields, text[match.end() :].lstrip("\n")


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        quote = value[0]
        return value[1:-1].replace("\\" + quote if quote == '"' else "''", quote)
    return value


def plain_text(markdown: str) -> str:
    """Return the words of a Markdown text: a blank line between blocks, a line for each list item or table row.

    Pictures, HTML and code blocks are left out; links keep their words.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 (only needed for Markdown files)

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks = [block for block in _blocks(parser.parse(markdown)) if block.strip()]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the text of paragraphs and headings; items of one list and rows of one table stay together."""
    lines: list[str] = []
    cells: list[str] | None = None
    depth = 0
    for token in tokens:
        if token.type.endswith("_open") and token.type in {"bullet_list_open", "ordered_list_open", "table_open"}:
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close", "table_close"}:
            depth -= 1
            if depth == 0:
                yield "\n".join(lines)
                lines = []
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            lines.append(" | ".join(cells))
            cells = None
        elif token.type == "inline":
            text = _inline(token.children or ())
            if cells is not None:
                cells.append(text)
            elif depth:
                lines.append(text)
            else:
                yield text


def _inline(tokens: Iterable[Token]) -> str:
    words: list[str] = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            words.append(token.content)
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type == "hardbreak":
            words.append("\n")
    return "".join(words).strip()
