"""What is over leaves the database: drafts, sessions, known browsers; in portions, any number at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, or_, select, update

from wbs.store.database import Work
from wbs.store.reporter import OPEN, SUBMITTED
from wbs.store.schema.cases import BlobRow, DraftRow, TrackingSessionRow
from wbs.store.schema.people import OfficerDeviceRow, OfficerSessionRow

PORTION = 500
# A form's token lives for 24 hours from the full hour in which it was issued.
LATE_SECONDS = 25 * 3600
DAY_SECONDS = 86_400


@dataclass(frozen=True)
class AbandonedDrafts:
    """How many drafts went, and the files that went with them and may be deleted after the commit."""

    drafts: int
    blob_ids: tuple[str, ...]


def remove_abandoned(work: Work, now: int) -> AbandonedDrafts:
    """Up to `PORTION` open drafts whose time is over are gone, and the rows of their files.

    One that somebody writes to at this moment, or sweeps, is left to them.
    """
    ids = work.scalars(
        select(DraftRow.id)
        .where(DraftRow.state == OPEN, DraftRow.goes_at <= now)
        .limit(PORTION)
        .with_for_update(skip_locked=True)
    ).all()
    blob_ids = work.scalars(
        delete(BlobRow).where(BlobRow.draft_id.in_(ids)).returning(BlobRow.id)
    ).all()
    work.execute(delete(DraftRow).where(DraftRow.id.in_(ids)))
    return AbandonedDrafts(len(ids), tuple(blob_ids))


def wipe_submitted(work: Work, now: int) -> int:
    """Of submitted drafts only the bare id stays once the code is no longer shown, and then nothing.

    The id stays for as long as the same form could be submitted once more.

    Security: its time is a day then. A quarter hour would tell a thief of the database, for a day and
    more, when somebody reported.
    """
    until = DraftRow.goes_at + (LATE_SECONDS + DAY_SECONDS - 1)
    done = (DraftRow.state == SUBMITTED) & (DraftRow.goes_at <= now)
    wiped = work.scalars(
        update(DraftRow)
        .where(done, DraftRow.sealed.is_not(None))
        .values(sealed=None, goes_at=until // DAY_SECONDS * DAY_SECONDS)
        .returning(DraftRow.id)
    ).all()
    gone = work.scalars(
        delete(DraftRow).where(done, DraftRow.sealed.is_(None)).returning(DraftRow.id)
    ).all()
    return len({*wiped, *gone})


def remove_sessions(work: Work, now: int, today: date) -> int:
    """Logins, readings and known browsers whose time is over are gone."""
    over = OfficerSessionRow
    gone = [
        *work.scalars(
            delete(TrackingSessionRow)
            .where(TrackingSessionRow.goes_at <= now)
            .returning(TrackingSessionRow.lookup)
        ),
        *work.scalars(
            delete(over)
            .where(or_(over.idle_ends_at <= now, over.ends_at <= now))
            .returning(over.lookup)
        ),
        *work.scalars(
            delete(OfficerDeviceRow)
            .where(OfficerDeviceRow.ends_on < today)
            .returning(OfficerDeviceRow.lookup)
        ),
    ]
    return len(gone)


def without_rows(work: Work, blob_ids: Collection[str]) -> frozenset[str]:
    """Those of *blob_ids* (a portion at most) that no draft, case or evidence document knows."""
    known = work.scalars(select(BlobRow.id).where(BlobRow.id.in_(blob_ids)))
    return frozenset(blob_ids) - frozenset(known)


def all_blob_ids(work: Work) -> frozenset[str]:
    """Every file the database knows."""
    return frozenset(work.scalars(select(BlobRow.id)))
