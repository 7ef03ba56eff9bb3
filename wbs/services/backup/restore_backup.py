"""Bring a backup back, into an empty database and an empty folder; nothing that is there is touched.

Every sum is checked again while it is written: what was verified before may have been exchanged since.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wbs.domain.errors import Refused, Tampered
from wbs.domain.event import CustodyAct
from wbs.sealing import errors as sealing
from wbs.sealing.voucher import verify_voucher
from wbs.services import custody
from wbs.services.backup.read_backup import Head, read_head, stones_of
from wbs.services.context import Context
from wbs.services.retention.carry_out import erase_again
from wbs.services.sweep import check_files
from wbs.store import backed_up, migrate
from wbs.store.agency import desks
from wbs.store.backed_up import Stone
from wbs.store.backup.archive import Member, members
from wbs.store.backup.rows import Later, load, set_later
from wbs.store.backup.target import require_empty, tables_of
from wbs.store.blobs import BlobStore
from wbs.store.database import Work, open_database

__all__ = ["Replayed", "replay", "require_empty", "undone_on_error", "write_backup"]


@dataclass(frozen=True)
class Replayed:
    """How many erased cases the backup had brought back and are gone again; how many of its files are missing."""

    erased_again: int
    missing: int


def write_backup(path: Path, folder: Path, url: str) -> set[Stone]:
    """The rows stand in the database, all or none, and the files in the folder; the tombstones it holds.

    The database is at this version's revision. After an error it has no table of ours, and the folder is the
    caller's to delete.

    Raises:
        Tampered: the backup is cut or damaged, or does not fit its revision.
        Refused: a newer version made it, or the database is not empty.
        OSError: it cannot be read, or the folder not be written.
    """
    require_empty(url)
    migrate.downgrade(url, "base")
    with undone_on_error(url), path.open("rb") as file:
        stones = _write(members(file), folder, url)
        migrate.upgrade(url)
    return stones


@contextmanager
def undone_on_error(url: str) -> Iterator[None]:
    """After any exception the database, which was empty before, has no table of ours."""
    try:
        yield
    except BaseException:
        migrate.downgrade(url, "base")
        raise


def _write(found: Iterable[Member], folder: Path, url: str) -> set[Stone]:
    each = iter(found)
    head = read_head(next(each))
    migrate.upgrade(url, head.revision)
    database, blobs = open_database(url), BlobStore(folder / "blobs")
    stones: set[Stone] = set()
    try:
        metadata = tables_of(database)
        with database.transaction() as work:
            later: Later = []
            for member in each:
                if member.name.startswith("rows/"):
                    table = member.name.split("/")[1]
                    later += load(work.connection(), metadata, table, member.read())
                elif member.name.startswith("tombstones/"):
                    stones |= set(stones_of(member.read()))
                else:
                    _put(member, folder, blobs)
            set_later(work.connection(), later)
    finally:
        database.close()
    return stones


def _put(member: Member, folder: Path, blobs: BlobStore) -> None:
    kind, _, name = member.name.rpartition("/")
    if kind == "blobs":
        with blobs.begin(name) as file:
            for piece in member.pieces():
                file.write(piece)
        blobs.keep(name)
    elif member.name == "settings.toml":
        return  # the caller has it, with what is this machine's own
    elif kind == "config":
        place = folder / member.name
        place.parent.mkdir(mode=0o700, exist_ok=True)
        place.write_bytes(member.read())
        place.chmod(0o600)
    else:
        raise Tampered("a backup holds what no backup holds")


def replay(context: Context, head: Head, stones: Iterable[Stone]) -> Replayed:
    """What was erased since is erased again, no old link opens anything, and the custody log says what was done.

    Raises:
        Refused: the instance key is not the one that vouches for the desks' keys.
        Busy: somebody else writes to the database.
    """
    with context.database.transaction() as work:
        _require_own_key(context, work)
        backed_up.add_tombstones(work, sorted(stones))
        backed_up.end_invitations(work)
        custody.record(
            context,
            work,
            CustodyAct.BACKUP_RESTORED,
            None,
            unit_id=backed_up.top_unit(work),
            reason=head.made_on.isoformat(),
        )
    again = erase_again(context)
    return Replayed(again, len(check_files(context).missing))


def _require_own_key(context: Context, work: Work) -> None:
    house = context.rules.instance_key
    if house is None:
        return
    for desk in desks.all_desks(work):
        voucher = desks.voucher_of_epoch(work, desk.id, desk.epoch) if desk.epoch else None
        if voucher is None or desk.public_key is None:
            continue
        try:
            verify_voucher(house, desk.id, desk.epoch, desk.public_key, voucher)
        except sealing.SealingError:
            raise Refused("evidence.key is not the one of this backup") from None
