"""The file a backup is: a plain tar whose last member lists the SHA-256 of every other.

`tar -xf` and `sha256sum -c manifest-sha256.txt` are enough to read and check it without this program. Members are
written and read one after the other; memory does not grow with their number.

Security: the sums find damage and cuts. They prove nothing about who wrote the file: whoever can write to it can
write sums as well. No member's name is ever used as a path; only names of our own forms are read.
"""

import hashlib
import re
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO

from wbs.domain.errors import Tampered

HEAD = "backup.json"
MANIFEST = "manifest-sha256.txt"
_NAME = re.compile(
    r"(backup\.json|settings\.toml|tombstones/\d{6}\.jsonl|rows/[a-z_]{1,40}/\d{6}\.jsonl|config/[a-z_]{1,40}\.toml"
    r"|blobs/[0-9a-f]{32}|secrets/[a-z]{1,20}\.[a-z]{1,10})\Z"
)
_PIECE = 1 << 20
_LARGEST_IN_MEMORY = 1 << 28  # a member that is read whole; blobs never are


class ArchiveWriter:
    """Writes members into *file*, and the manifest at the end. *spool* is a folder for its lines meanwhile."""

    def __init__(self, file: BinaryIO, spool: Path) -> None:
        self._tar = tarfile.open(fileobj=file, mode="w|", format=tarfile.GNU_FORMAT)
        self._lines: IO[bytes] = tempfile.TemporaryFile(dir=spool)

    def add(self, name: str, content: bytes) -> None:
        """A member of these bytes."""
        self.add_stream(name, BytesIO(content), len(content))

    def add_stream(self, name: str, source: IO[bytes], size: int) -> None:
        """A member of the next *size* bytes of *source*.

        Raises:
            ValueError: nobody could read the backup: `members` takes no such name.
            OSError: the source ended early, or the disk is full.
        """
        if not _NAME.match(name):
            raise ValueError(f"no member of a backup: {name}")
        digest = hashlib.sha256()
        self._write(name, _Hashing(source, digest), size)
        self._lines.write(_line(digest.hexdigest(), name))

    def finish(self) -> None:
        """The manifest is written; nothing can be added any more."""
        size = self._lines.tell()
        self._lines.seek(0)
        self._write(MANIFEST, self._lines, size)
        self._tar.close()
        self._lines.close()

    def drop(self) -> None:
        """Nothing more is written; the lines are gone."""
        self._lines.close()

    def _write(self, name: str, source: object, size: int) -> None:
        # No time, no owner, no mode of the machine: a backup tells nothing that its members do not.
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, source)  # type: ignore[arg-type]
        self._tar.members = []  # type: ignore[attr-defined]  # else it keeps one of each for ever


class _Hashing:
    """A source that hashes what is read from it."""

    def __init__(self, source: IO[bytes], digest: "hashlib._Hash") -> None:
        self._source, self._digest = source, digest

    def read(self, size: int = -1) -> bytes:
        try:
            piece = self._source.read(size)
        except tarfile.TarError as error:
            raise Tampered("a backup is cut") from error
        self._digest.update(piece)
        return piece


@dataclass(frozen=True)
class Member:
    """One member, to be read before the next is asked for."""

    name: str
    size: int
    source: IO[bytes]

    def read(self) -> bytes:
        """Its bytes.

        Raises:
            Tampered: it is too large to be read whole.
        """
        if self.size > _LARGEST_IN_MEMORY:
            raise Tampered("a backup's member is larger than any that is written")
        return self.source.read()

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, a piece at a time."""
        while piece := self.source.read(_PIECE):
            yield piece


def members(file: BinaryIO) -> Iterator[Member]:
    """Every member but the manifest, in order; once they are through, all of them were what was written.

    Raises:
        Tampered: the file is cut or damaged, is no backup, or holds what no backup holds. Whoever acts on a
            member before the last must be able to undo it.
    """
    seen = hashlib.sha256()
    manifest = None
    for name, size, source in _entries(file):
        if manifest is not None or not (_NAME.match(name) or name == MANIFEST):
            raise Tampered("a backup holds what no backup holds")
        digest = hashlib.sha256()
        hashing = _Hashing(source, digest)
        if name != MANIFEST:
            yield Member(name, size, hashing)  # type: ignore[arg-type]
        while hashing.read(_PIECE):
            pass
        if name == MANIFEST:
            manifest = digest.digest()
        else:
            seen.update(_line(digest.hexdigest(), name))
    if manifest is None:
        raise Tampered("a backup ends before its end: it was cut")
    if manifest != seen.digest():
        raise Tampered("a backup is damaged: a sum differs")


def begins_as_backup(path: Path) -> bool:
    """Whether the file looks like a backup, by its first bytes."""
    try:
        with path.open("rb") as file:
            return file.read(len(HEAD) + 1) == f"{HEAD}\0".encode()
    except OSError:
        return False


def pick(path: Path, beginning: str) -> Iterator[tuple[str, bytes]]:
    """The members whose names begin so, without reading the others; each proved by its own sum.

    Raises:
        Tampered: the file is cut or damaged, or is no backup.
    """
    sums: dict[str, str] = {}
    found: list[tuple[str, bytes]] = []
    try:
        with tarfile.open(path, "r:") as tar:
            for info in tar:
                tar.members = []  # type: ignore[attr-defined]
                source = tar.extractfile(info) if info.isreg() else None
                if source is None:
                    raise Tampered("a backup holds what no backup holds")
                if info.name == MANIFEST:
                    lines = (line.decode().split() for line in source)
                    sums = {name: digest for digest, name in lines if name.startswith(beginning)}
                elif info.name.startswith(beginning) and info.size <= _LARGEST_IN_MEMORY:
                    found.append((info.name, source.read()))
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise Tampered("a backup is cut or damaged, or is none") from error
    if {name: hashlib.sha256(content).hexdigest() for name, content in found} != sums:
        raise Tampered("a backup is damaged: a sum differs")
    yield from found


def _entries(file: BinaryIO) -> Iterator[tuple[str, int, IO[bytes]]]:
    """Name, size and bytes of each regular file of the tar."""
    try:
        with tarfile.open(fileobj=file, mode="r|") as tar:
            for info in tar:
                tar.members = []  # type: ignore[attr-defined]
                source = tar.extractfile(info) if info.isreg() else None
                if source is None:
                    raise Tampered("a backup holds what no backup holds")
                yield info.name, info.size, source
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise Tampered("a backup is cut or damaged, or is none") from error


def _line(digest: str, name: str) -> bytes:
    return f"{digest}  {name}\n".encode()
