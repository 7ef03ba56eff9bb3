"""Sealed files in a folder: born in `incoming/`, moved to their place once whole and durable.

Times of files and folders are set to the day, modes to the owner. (The file system's own record of
when an inode was made and changed cannot be set: see `docs/threat-model.md`.) What stands in a file
is sealed by whoever writes; a `BlobStore` sees ciphertext only.
"""

import errno
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from wbs.domain.errors import NotFound

_ID = re.compile(r"[0-9a-f]{32}\Z")
_DAY_SECONDS = 86_400
# Files take the disk up to here and no further: what is left is for words, the database's and the log's.
_LEFT_FOR_WORDS_BYTES = 1_000_000_000


class BlobStore:
    """The folder of sealed files. Ids are 32 hexadecimal characters, chosen at random by callers.

    A kept file lies at `<first two characters>/<id>`, so that no folder grows without bounds.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._incoming = root / "incoming"
        for folder in (root, self._incoming):
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)

    def begin(self, blob_id: str) -> BinaryIO:
        """A new file in `incoming/`, open for writing; an id is never written twice."""
        descriptor = os.open(
            self._arriving(blob_id), os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600
        )
        return os.fdopen(descriptor, "wb", buffering=1 << 16)

    def has_room(self) -> bool:
        """Whether the disk has room for more of a file, and reports can still be written beside it."""
        disk = os.statvfs(self.root)
        return disk.f_bavail * disk.f_frsize > _LEFT_FOR_WORDS_BYTES

    def keep(self, blob_id: str) -> None:
        """The incoming file is durable at its place, under its name, when this returns.

        Raises:
            NotFound: no such file arrived.
        """
        arriving, place = self._arriving(blob_id), self._place(blob_id)
        try:
            descriptor = os.open(arriving, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            raise NotFound("no such file arrived") from None
        try:
            _set_to_day(descriptor)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if not place.parent.is_dir():
            place.parent.mkdir(mode=0o700, exist_ok=True)
            _sync_folder(self.root)
        arriving.rename(place)
        _sync_folder(place.parent)
        _set_to_day(self._incoming)

    def open(self, blob_id: str) -> BinaryIO:
        """The kept file, open for reading, its access time untouched where the system allows.

        Raises:
            NotFound: there is no such file.
        """
        flags = os.O_RDONLY | os.O_CLOEXEC
        try:
            try:
                descriptor = os.open(self._place(blob_id), flags | os.O_NOATIME)
            except PermissionError as error:
                if error.errno != errno.EPERM:
                    raise
                descriptor = os.open(self._place(blob_id), flags)  # a file of another owner
        except FileNotFoundError:
            raise NotFound("no such file") from None
        return os.fdopen(descriptor, "rb", buffering=1 << 16)

    def arrived(self, blob_id: str) -> BinaryIO:
        """The incoming file, whole but not kept yet, open for reading.

        Raises:
            NotFound: no such file arrived.
        """
        try:
            descriptor = os.open(self._arriving(blob_id), os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            raise NotFound("no such file arrived") from None
        return os.fdopen(descriptor, "rb", buffering=1 << 16)

    def has(self, blob_id: str) -> bool:
        """Whether there is such a kept file."""
        return self._place(blob_id).is_file()

    def delete(self, blob_id: str) -> None:
        """No kept file of that id exists any more; one that never did is no error."""
        place = self._place(blob_id)
        place.unlink(missing_ok=True)
        if place.parent.is_dir():
            _set_to_day(place.parent)

    def discard(self, blob_id: str) -> None:
        """No incoming file of that id exists any more; one that never did is no error."""
        self._arriving(blob_id).unlink(missing_ok=True)

    def ids(self) -> Iterator[str]:
        """The ids of all kept files, in no order."""
        for folder in self.root.iterdir():
            if folder.name != "incoming":
                yield from (file.name for file in folder.iterdir() if _ID.match(file.name))

    def stale_incoming(self, idle_seconds: int) -> Iterator[str]:
        """The ids of incoming files nobody wrote to for that long."""
        before = time.time() - idle_seconds
        for file in self._incoming.iterdir():
            written = _written_at(file)
            if written is not None and written < before and _ID.match(file.name):
                yield file.name

    def older_than(self, age_seconds: int) -> Iterator[str]:
        """The ids of files kept longer ago than that; times are days, so up to a day later."""
        before = time.time() - age_seconds
        for blob_id in self.ids():
            written = _written_at(self._place(blob_id))
            if written is not None and written + _DAY_SECONDS < before:
                yield blob_id

    def _arriving(self, blob_id: str) -> Path:
        return self._incoming / _checked(blob_id)

    def _place(self, blob_id: str) -> Path:
        return self.root / _checked(blob_id)[:2] / blob_id


def _checked(blob_id: str) -> str:
    """Security: an id names a file, so anything but our own form of id would be a path."""
    if not _ID.match(blob_id):
        raise NotFound("no such file")
    return blob_id


def _written_at(file: Path) -> float | None:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return None  # somebody else swept or kept it meanwhile


def _sync_folder(folder: Path) -> None:
    """The names in *folder* survive a loss of power; its times tell the day."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _set_to_day(descriptor)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _set_to_day(place: int | Path) -> None:
    day = int(time.time()) // _DAY_SECONDS * _DAY_SECONDS
    os.utime(place, (day, day))
