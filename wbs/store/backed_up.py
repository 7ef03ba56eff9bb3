"""What backups ask of the database: files that rows name, tombstones, and when the last one was made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from wbs.domain.event import CustodyAct
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.cases import BlobRow, CaseRow
from wbs.store.schema.ledger import CustodyRow
from wbs.store.schema.people import OfficerRow, UnitRow
from wbs.store.schema.retention import TombstoneRow

Stone = tuple[str, str, str]  # case id, log id, the day as ISO has it


@dataclass(frozen=True)
class LastBackup:
    """The day of the last one, and the last day any of them may be kept; None: none was ever made."""

    made_on: date | None
    kept_until: date | None


def kept_files(work: Work) -> Iterator[str]:
    """The ids of the files of cases and documents, as this reading has them."""
    query = select(BlobRow.id).where(BlobRow.draft_id.is_(None)).order_by(BlobRow.id)
    yield from work.scalars(query.execution_options(yield_per=1000))


def knows_file(work: Work, blob_id: str) -> bool:
    """Whether a row names the file now."""
    return work.scalar(select(BlobRow.id).where(BlobRow.id == blob_id)) is not None


def tombstones(work: Work, at_once: int) -> Iterator[list[Stone]]:
    """Every tombstone, *at_once* at a time."""
    columns = (TombstoneRow.case_id, TombstoneRow.log_id, TombstoneRow.erased_on)
    found = work.execute(select(*columns).order_by(TombstoneRow.case_id))
    for part in found.partitions(at_once):
        yield [(case_id, log_id, day.isoformat()) for case_id, log_id, day in part]


def add_tombstones(work: Work, stones: Iterable[Stone]) -> int:
    """Those that are not there yet stand as well; how many they were."""
    new = 0
    for case_id, log_id, day in stones:
        if work.get(TombstoneRow, case_id) is None:
            on = date.fromisoformat(day)
            plain.add(work, TombstoneRow, case_id=case_id, log_id=log_id, erased_on=on)
            new += 1
    return new


def top_unit(work: Work) -> str | None:
    """The unit at the top of the tree, in whose custody log it stands that a backup was made."""
    query = select(UnitRow.id).where(UnitRow.parent_id.is_(None)).order_by(UnitRow.slug)
    return work.scalar(query.limit(1))


def last_backup(work: Work) -> LastBackup:
    """What the custody log says of backups. Days alone, as the operator's program wrote them."""
    made = select(func.max(CustodyRow.logged_on), func.max(CustodyRow.reason)).where(
        CustodyRow.act == CustodyAct.BACKUP_MADE.value
    )
    made_on, until = work.execute(made).one()
    return LastBackup(made_on, date.fromisoformat(until) if until else None)


def has_cases(work: Work) -> bool:
    """Whether there is anything a loss would take from somebody."""
    return work.scalar(select(CaseRow.id).limit(1)) is not None


def end_invitations(work: Work) -> int:
    """No link of an invitation from before opens anything any more; how many there were."""
    rows = work.scalars(select(OfficerRow).where(OfficerRow.activation_lookup.is_not(None))).all()
    for row in rows:
        row.activation_ends_at = 0
    work.flush()
    return len(rows)
