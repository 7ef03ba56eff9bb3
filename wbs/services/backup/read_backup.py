"""Read a backup: whether it is whole and may be brought back here, and the tombstones of those beside it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wbs.domain.errors import Refused, Tampered
from wbs.services.backup.make_backup import FORMAT
from wbs.store import migrate
from wbs.store.backed_up import Stone
from wbs.store.backup.archive import HEAD, Member, begins_as_backup, members, pick

NEWER = "the backup was made by a newer version of this program"


@dataclass(frozen=True)
class Head:
    """What a backup says of itself. `revision` is that of its tables."""

    revision: str
    log_name: str
    made_on: date
    expires_on: date


@dataclass(frozen=True)
class Whole:
    """A backup every byte of which was read and is as it was written."""

    head: Head
    files: int
    settings: bytes


def verify(path: Path) -> Whole:
    """The backup, after it was read from end to end.

    Raises:
        Tampered: it is cut or damaged, or is none.
        Refused: a newer version made it.
        OSError: it cannot be read.
    """
    head, files, settings = None, 0, b""
    with path.open("rb") as file:
        for member in members(file):
            if head is None:
                head = read_head(member)
            files += member.name.startswith("blobs/")
            settings = member.read() if member.name == "settings.toml" else settings
    if head is None:
        raise Tampered("a backup without a head")
    return Whole(head, files, settings)


def read_head(first: Member) -> Head:
    """What the first member says.

    Raises:
        Tampered: it is no head.
        Refused: a newer version made it.
    """
    if first.name != HEAD:
        raise Tampered("a backup without a head")
    return _head(first.read())


def stones_beside(path: Path, log_name: str) -> tuple[set[Stone], tuple[Path, ...]]:
    """The tombstones in this backup and in all others of the installation in its folder; those that cannot be read.

    Raises:
        OSError: the folder cannot be read.
    """
    found: set[Stone] = set()
    unread = []
    for other in sorted(path.parent.iterdir()):
        if not other.is_file() or not begins_as_backup(other):
            continue
        try:
            if any(_head(content).log_name == log_name for _, content in pick(other, HEAD)):
                found |= set(stones_in(other))
        except (Tampered, Refused):
            unread.append(other)
    return found, tuple(unread)


def stones_of(content: bytes) -> Iterator[Stone]:
    """The tombstones of one member.

    Raises:
        Tampered: they cannot be read.
    """
    try:
        for line in content.splitlines():
            case_id, log_id, day = json.loads(line)
            if not (isinstance(case_id, str) and isinstance(log_id, str)):
                raise TypeError("no ids")
            date.fromisoformat(day)
            yield case_id, log_id, day
    except (ValueError, TypeError) as error:
        raise Tampered("tombstones of a backup cannot be read") from error


def stones_in(path: Path) -> Iterator[Stone]:
    """The tombstones of one backup.

    Raises:
        Tampered: it is cut or damaged, or is none.
    """
    for _, content in pick(path, "tombstones/"):
        yield from stones_of(content)


def _head(content: bytes) -> Head:
    try:
        told = json.loads(content)
        if told["format"] > FORMAT:
            raise Refused(NEWER)
        head = Head(
            told["revision"],
            told["log_name"],
            date.fromisoformat(told["made_on"]),
            date.fromisoformat(told["expires_on"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Tampered("a backup's head cannot be read") from error
    if head.revision not in migrate.revisions():
        raise Refused(NEWER)
    return head
