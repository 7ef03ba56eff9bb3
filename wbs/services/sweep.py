"""Sweep away what is over: abandoned drafts with their files, sessions, and files nobody knows.

Safe to run at any time, again, and twice at once. Killed at any step it leaves what the next run
takes: rows go before files, and a file without a row goes two days later.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from wbs.services.context import Context
from wbs.store import sweep as rows

INCOMING_IDLE_SECONDS = 6 * 3600
UNLINKED_SECONDS = 2 * 86_400


@dataclass(frozen=True)
class Swept:
    """How many of each went."""

    drafts: int
    submitted: int
    sessions: int
    files: int


@dataclass(frozen=True)
class FileCheck:
    """Files of cases, documents or drafts that are missing, and files that belong to none."""

    missing: tuple[str, ...]
    unlinked: tuple[str, ...]


def sweep(context: Context) -> Swept:
    """Everything whose time is over is gone.

    Raises:
        Busy: the database is at its limit; what was swept before stays swept.
    """
    now, today = context.now(), context.today()
    drafts, draft_files = _abandoned(context, now)
    with context.database.transaction() as work:
        submitted = rows.wipe_submitted(work, now)
    with context.database.transaction() as work:
        sessions = rows.remove_sessions(work, now, today)
    return Swept(drafts, submitted, sessions, draft_files + _unlinked(context) + _stale(context))


def check_files(context: Context) -> FileCheck:
    """Whether rows and files tell of each other; a file kept today may still await its row."""
    with context.database.reading() as work:
        known = rows.all_blob_ids(work)
    settled = frozenset(context.blobs.older_than(0))
    gone = (blob_id for blob_id in known if not context.blobs.has(blob_id))
    missing = (i for p in _portions(gone) for i in frozenset(p) - _unknown(context, p))
    return FileCheck(tuple(sorted(missing)), tuple(sorted(settled - known)))


def _abandoned(context: Context, now: int) -> tuple[int, int]:
    drafts = files = 0
    while True:
        with context.database.transaction() as work:
            gone = rows.remove_abandoned(work, now)
        for blob_id in gone.blob_ids:
            context.blobs.delete(blob_id)
        drafts += gone.drafts
        files += len(gone.blob_ids)
        if gone.drafts < rows.PORTION:
            return drafts, files


def _unlinked(context: Context) -> int:
    files = 0
    for portion in _portions(context.blobs.older_than(UNLINKED_SECONDS)):
        unknown = _unknown(context, portion)
        for blob_id in unknown:
            context.blobs.delete(blob_id)
        files += len(unknown)
    return files


def _unknown(context: Context, blob_ids: tuple[str, ...]) -> frozenset[str]:
    """Those no row tells of at this moment."""
    with context.database.reading() as work:
        return rows.without_rows(work, blob_ids)


def _stale(context: Context) -> int:
    stale = list(context.blobs.stale_incoming(INCOMING_IDLE_SECONDS))
    for blob_id in stale:
        context.blobs.discard(blob_id)
    return len(stale)


def _portions(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    waiting = iter(ids)
    while portion := tuple(islice(waiting, rows.PORTION)):
        yield portion
