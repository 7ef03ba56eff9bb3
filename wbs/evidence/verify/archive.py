"""Reads the zip of a pack and trusts nothing in it.

Security: sizes are not believed before they were read, paths never become those of a disk, and no file is
held whole except small ones, up to a limit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path
from stat import S_IFMT, S_ISREG
from types import TracebackType
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as BrokenStream

from wbs.evidence.verify.finding import in_one_line

PIECE = 1 << 16
MOST_HELD = 64 << 20  # of one file that is read whole
MOST_ENTRIES = 100_000
LONGEST_LINE = 4096
ENCRYPTED = 0x1
PACKINGS = frozenset({ZIP_STORED, ZIP_DEFLATED})  # what every program that reads zips can unpack
_TROUBLES = (BadZipFile, BrokenStream, EOFError, NotImplementedError, RuntimeError, OSError)


class NoPack(Exception):
    """The file cannot be read as a pack; `reason` says why, in Indonesian."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = in_one_line(reason)


class Archive:
    """The files of the one folder in a zip, by their paths below it."""

    def __init__(self, zipped: ZipFile) -> None:
        self._zip = zipped
        entries = zipped.infolist()
        if len(entries) > MOST_ENTRIES:
            raise NoPack("zip memuat terlalu banyak berkas")
        self._entries: dict[str, ZipInfo] = {}
        tops = set()
        for entry in entries:
            top, path = _checked(entry)
            tops.add(top)
            if path in self._entries:
                raise NoPack(f"{path} ada dua kali di dalam zip")
            self._entries[path] = entry
        if len(tops) != 1:
            raise NoPack("zip tidak memuat tepat satu folder")
        self.name = tops.pop()

    @property
    def paths(self) -> frozenset[str]:
        """Every file."""
        return frozenset(self._entries)

    def size(self, path: str) -> int:
        """How many bytes the directory says a file has; 0 where there is none."""
        return self._entries[path].file_size if path in self._entries else 0

    def content(self, path: str) -> bytes:
        """A file, whole.

        Raises:
            NoPack: it is not there, is larger than any such file is, or cannot be unpacked.
        """
        held = bytearray()
        for piece in self.pieces(path):
            held += piece
            if len(held) > MOST_HELD:
                raise NoPack(f"{path} terlalu besar")
        return bytes(held)

    def pieces(self, path: str) -> Iterator[bytes]:
        """A file in pieces.

        Raises:
            NoPack: it is not there, or cannot be unpacked to what the directory says of it.
        """
        with self._open(path) as file:
            try:
                while piece := file.read(PIECE):
                    yield piece
            except _TROUBLES:
                raise NoPack(f"{path} rusak") from None

    @contextmanager
    def lines(self, path: str) -> Iterator[Iterator[str]]:
        """A file's lines with their ends, read one by one; UTF-8 or a UnicodeDecodeError. A longer line comes in parts.

        Raises:
            NoPack: as `pieces`.
        """
        with self._open(path) as file, TextIOWrapper(file, "utf-8", newline="") as text:
            try:
                yield iter(lambda: text.readline(LONGEST_LINE), "")
            except _TROUBLES:
                raise NoPack(f"{path} rusak") from None

    def digest(self, path: str) -> str:
        """The SHA-256 of a file.

        Raises:
            NoPack: as `pieces`.
        """
        hashed = sha256()
        for piece in self.pieces(path):
            hashed.update(piece)
        return hashed.hexdigest()

    def _open(self, path: str) -> BinaryIO:
        if path not in self._entries:
            raise NoPack(f"{path} tidak ada")
        try:
            return self._zip.open(self._entries[path])  # type: ignore[return-value]
        except _TROUBLES:
            raise NoPack(f"{path} rusak") from None


class OpenedArchive:
    """The archive in a file, for as long as the block lasts."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> Archive:
        """Raises NoPack: the file is not there, is no zip, or is none that a pack may be."""
        try:
            self._zip = ZipFile(self._file)
        except (*_TROUBLES, ValueError):
            raise NoPack("berkas bukan zip yang utuh") from None
        try:
            return Archive(self._zip)
        except BaseException:
            self._zip.close()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._zip.close()


def _checked(entry: ZipInfo) -> tuple[str, str]:
    """The folder and the path below it."""
    parts = entry.filename.split("/")
    mode = entry.external_attr >> 16
    is_odd = any(part in {"", ".", ".."} for part in parts) or "\\" in entry.filename
    if (
        is_odd
        or any(ord(c) < ord(" ") for c in entry.filename)
        or len(parts) < len(("top", "file"))
    ):
        raise NoPack(f"zip memuat entri yang tidak boleh ada: {entry.filename!r}")
    if entry.is_dir() or (S_IFMT(mode) and not S_ISREG(mode)) or entry.flag_bits & ENCRYPTED:
        raise NoPack(f"{entry.filename} bukan berkas biasa")
    if entry.compress_type not in PACKINGS:
        raise NoPack(f"{entry.filename} dimampatkan dengan cara lain")
    return parts[0], "/".join(parts[1:])
