"""Sealed records of a case, in the order they were written. Used by both sides."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, bindparam, func, select

from wbs.domain.record import Author, RecordKind
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.cases import BlobRow, RecordRow


@dataclass(frozen=True)
class StoredRecord:
    """One sealed record as the database holds it."""

    number: int
    kind: RecordKind
    author: Author
    written_on: date
    sealed: bytes


_RECORD = plain.table_of(RecordRow).c
_RECORDS = select(
    _RECORD.number, _RECORD.kind, _RECORD.author, _RECORD.written_on, _RECORD.sealed
).where(_RECORD.case_id == bindparam("of_case"))
_IN_ORDER = _RECORDS.order_by(_RECORD.number)
_NEWEST_TWO = _RECORDS.order_by(_RECORD.number.desc()).limit(2)
_NUMBERED = _RECORDS.where(_RECORD.number == bindparam("at_number"))


def _record(row: Row[int, str, str, date, bytes]) -> StoredRecord:
    number, kind, author, written_on, sealed = row
    return StoredRecord(number, RecordKind(kind), Author(author), written_on, sealed)


def add(work: Work, case_id: str, record: StoredRecord) -> None:
    """The record stands in the case at its number.

    Raises:
        Conflict: somebody else's record took the number, or the case was erased.
    """
    plain.add(
        work,
        RecordRow,
        case_id=case_id,
        number=record.number,
        kind=record.kind.value,
        author=record.author.value,
        written_on=record.written_on,
        sealed=record.sealed,
    )


def tail(work: Work, case_id: str) -> tuple[StoredRecord, ...]:
    """The newest two records of the case, older first; none only if the case is gone."""
    return tuple(_record(row) for row in work.execute(_NEWEST_TWO, {"of_case": case_id}))[::-1]


def at(work: Work, case_id: str, number: int) -> StoredRecord | None:
    """The record of that number, if the case has it."""
    row = work.execute(_NUMBERED, {"of_case": case_id, "at_number": number}).first()
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
    return tuple(_record(row) for row in work.execute(_IN_ORDER, {"of_case": case_id}))


def has_file(work: Work, case_id: str, blob_id: str) -> bool:
    """Whether one of the case's records carries that file."""
    row = work.get(BlobRow, blob_id)
    return row is not None and row.case_id == case_id
