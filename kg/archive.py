"""The file format of backups: a gzip-compressed tar archive of a few known members, checked before it is believed.

``header.json`` comes first, ``manifest.json`` with the size and SHA-256 of every other member last. Contents are cut
into parts at line ends, so that writing and reading need little memory. The same contents always give the same bytes. A
reader accepts nothing else: no other name, no folder, no link, no member beyond the limits. Ordinary programs can
unpack it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tarfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FORMAT = "mediakg-backup"
VERSION = 1
HEADER, MANIFEST = "header.json", "manifest.json"
#: Bytes after which a part ends at the next line, and the most that a member may have.
PART_BYTES = 16 << 20
MEMBER_BYTES = 64 << 20
#: How much larger than the file its contents may be; text of graphs is compressed 10 to 40 times.
MAX_RATIO = 250
LEVEL = 6
_NAME = re.compile(r"(?:graph|extractions|decisions|resolution)-[0-9]{6}\.(?:nq|jsonl)\Z")
_BLOCK = tarfile.BLOCKSIZE
_DAMAGE = (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, KeyError, TypeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself: of which graph it is, how much it holds, and how large that is unpacked."""

    base: str
    articles: int
    quads: int
    size: int
    sha256: str


class ArchiveWriter:
    """Writes an archive to a stream; call :meth:`close` at the end."""

    def __init__(self, out: IO[bytes], base: str) -> None:
        self._packed = gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=out, mtime=0)
        self._members: list[dict[str, Any]] = []
        self._base = base
        self._write(HEADER, _json({"format": FORMAT, "version": VERSION, "base": base}))

    def add(self, kind: str, suffix: str, lines: Iterable[bytes]) -> int:
        """Write lines, which end in a newline, as the parts of one content; returns their number."""
        part: list[bytes] = []
        size = count = number = 0
        for line in lines:
            part.append(line)
            size += len(line)
            count += 1
            if size >= PART_BYTES:
                number += 1
                self._member(f"{kind}-{number:06}.{suffix}", b"".join(part))
                part, size = [], 0
        if part:
            self._member(f"{kind}-{number + 1:06}.{suffix}", b"".join(part))
        return count

    def close(self, articles: int, quads: int) -> None:
        """Write the manifest and the end."""
        content = {"members": self._members, "base": self._base, "articles": articles, "quads": quads}
        self._write(MANIFEST, _json(content))
        self._packed.write(bytes(2 * _BLOCK))
        self._packed.close()

    def _member(self, name: str, content: bytes) -> None:
        if len(content) > MEMBER_BYTES:
            raise DataError(f"a line of {len(content):,} bytes is too long for a backup; shorten its article")
        self._members.append({"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()})
        self._write(name, content)

    def _write(self, name: str, content: bytes) -> None:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        self._packed.write(info.tobuf(tarfile.USTAR_FORMAT))
        self._packed.write(content)
        self._packed.write(bytes(-len(content) % _BLOCK))


def check_archive(path: Path) -> Manifest:
    """Read a whole archive without writing anything; raises :class:`DataError` unless every byte is as it should be."""
    reader = ArchiveReader(path)
    for _ in reader.parts():
        pass
    return reader.manifest


class ArchiveReader:
    """Reads an archive; nothing of it may be believed before :meth:`parts` has come to its end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._manifest: Manifest | None = None

    @property
    def manifest(self) -> Manifest:
        """What the archive holds; known when all was read."""
        if self._manifest is None:
            raise DataError(f"{self.path}: the backup was not read to its end; read it again")
        return self._manifest

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of each part; raises :class:`DataError` for whatever is wrong, at the end at last."""
        try:
            yield from self._checked()
        except _DAMAGE as error:
            raise self._damaged(" ".join(str(error).split())[:200] or type(error).__name__) from error

    def _checked(self) -> Iterator[tuple[str, bytes]]:
        found: list[dict[str, Any]] = []
        base = None
        manifest: dict[str, Any] | None = None
        for name, content in self._members():
            if manifest is not None:
                raise self._damaged(f"something follows {MANIFEST}")
            if base is None:
                base = self._base_of(name, content)
            elif name == MANIFEST:
                manifest = json.loads(content)
            else:
                digest = hashlib.sha256(content).hexdigest()
                found.append({"name": name, "bytes": len(content), "sha256": digest})
                yield name, content
        if manifest is None or base is None:
            raise self._damaged("it is cut off")
        if manifest["members"] != found or manifest["base"] != base:
            raise self._damaged("its checksums do not fit its contents")
        articles, quads = manifest["articles"], manifest["quads"]
        if not isinstance(articles, int) or not isinstance(quads, int):
            raise self._damaged("its counts are no numbers")
        size = sum(member["bytes"] for member in found)
        self._manifest = Manifest(base, articles, quads, size, hashlib.sha256(_json(manifest)).hexdigest())

    def _base_of(self, name: str, content: bytes) -> str:
        header = json.loads(content) if name == HEADER else {}
        if not isinstance(header, dict) or header.get("format") != FORMAT or not isinstance(header.get("base"), str):
            raise DataError(f"{self.path}: not a backup of a graph; give a file that kg backup wrote")
        if header.get("version") != VERSION:
            raise DataError(
                f"{self.path}: written in format {header.get('version')!r}, this program reads {VERSION};"
                " use the program that wrote it"
            )
        base: str = header["base"]
        return base

    def _members(self) -> Iterator[tuple[str, bytes]]:
        """Yield the members of the tar archive: regular files with the names that there can be, nothing else."""
        budget = max(MEMBER_BYTES, self.path.stat().st_size * MAX_RATIO)
        with gzip.open(self.path) as stream:
            while any(block := stream.read(_BLOCK)):
                info = tarfile.TarInfo.frombuf(block, "ascii", "strict")
                known = info.name in {HEADER, MANIFEST} or _NAME.match(info.name)
                if info.type != tarfile.REGTYPE or not known:
                    raise self._damaged(f"it holds {info.name[:80]!r}, which no backup has")
                budget -= info.size + _BLOCK
                if not 0 <= info.size <= MEMBER_BYTES or budget < 0:
                    raise self._damaged("it would unpack to more than a backup of its size can hold")
                content = stream.read(info.size)
                padding = -info.size % _BLOCK
                if len(content) != info.size or len(stream.read(padding)) != padding:
                    raise self._damaged("it is cut off")
                yield info.name, content
            rest = stream.read(tarfile.RECORDSIZE + 1)
            if len(block) != _BLOCK or not _BLOCK <= len(rest) <= tarfile.RECORDSIZE or any(rest):
                raise self._damaged("it is cut off, or something follows its end")

    def _damaged(self, reason: str) -> DataError:
        return DataError(
            f"{self.path}: the backup is damaged or was made by somebody else ({reason}); use another copy"
        )


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=True, sort_keys=True, indent=1).encode() + b"\n"
