"""Sealed records of a case, in the order they were written. Used by both sides."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from wbs.domain.record import Author, RecordKind
from wbs.store.database import Work
from wbs.store.schema_cases import RecordRow


@dataclass(frozen=True)
class StoredRecord:
    """One sealed record as the database holds it."""

    number: int
    kind: RecordKind
    author: Author
    written_on: date
    sealed: bytes


def _record(row: RecordRow) -> StoredRecord:
    return StoredRecord(
        row.number, RecordKind(row.kind), Author(row.author), row.written_on, row.sealed
    )


def add(work: Work, case_id: str, record: StoredRecord) -> None:
    """The record stands in the case at its number.

    Raises:
        Conflict: somebody else's record took the number, or the case was erased.
    """
    work.add(
        RecordRow(
            case_id=case_id,
            number=record.number,
            kind=record.kind.value,
            author=record.author.value,
            written_on=record.written_on,
            sealed=record.sealed,
        )
    )
    work.flush()


def head(work: Work, case_id: str) -> StoredRecord | None:
    """The newest record of the case; None only if the case is gone."""
    row = work.scalar(
        select(RecordRow)
        .where(RecordRow.case_id == case_id)
        .order_by(RecordRow.number.desc())
        .limit(1)
    )
    return _record(row) if row else None


def at(work: Work, case_id: str, number: int) -> StoredRecord | None:
    """The record of that number, if the case has it."""
    row = work.get(RecordRow, (case_id, number))
    return _record(row) if row else None


def last_of(work: Work, case_id: str, author: Author) -> int:
    """The number of the last record of that side; -1 if it wrote none."""
    last = work.scalar(
        select(func.max(RecordRow.number)).where(
            RecordRow.case_id == case_id, RecordRow.author == author.value
        )
    )
    return -1 if last is None else last


def all_of(work: Work, case_id: str) -> tuple[StoredRecord, ...]:
    """Every record of the case, first to newest; none if the case is gone."""
    rows = work.scalars(
        select(RecordRow).where(RecordRow.case_id == case_id).order_by(RecordRow.number)
    )
    return tuple(_record(row) for row in rows)
