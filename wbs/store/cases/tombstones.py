"""Taking a case out of the database for good, and the stone that says so."""

from datetime import date

from sqlalchemy import delete, select

from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.cases import BlobRow, CaseRow
from wbs.store.schema.retention import TombstoneRow


def remove_case(work: Work, case_id: str) -> tuple[str, ...]:
    """The case is gone with everything that hangs on it; the ids of its files, to be deleted after the commit.

    Its keys, under the tracking code and in the boxes of desks, go with it: what a backup or a disk still
    holds of its records opens with nothing that is left here.
    """
    gone = work.scalars(delete(BlobRow).where(BlobRow.case_id == case_id).returning(BlobRow.id))
    blob_ids = tuple(gone)
    # Every table that hangs on a case names it with ON DELETE CASCADE.
    work.execute(delete(CaseRow).where(CaseRow.id == case_id))
    work.expire_all()
    return blob_ids


def add_tombstone(work: Work, case_id: str, log_id: str, erased_on: date) -> None:
    """The case was erased on that day; where a stone stands already, it stays."""
    if work.get(TombstoneRow, case_id) is None:
        plain.add(work, TombstoneRow, case_id=case_id, log_id=log_id, erased_on=erased_on)


def brought_back(work: Work) -> dict[str, date]:
    """The cases that stand in the register although they were erased, and the day they were."""
    query = select(TombstoneRow.case_id, TombstoneRow.erased_on).join(
        CaseRow, CaseRow.id == TombstoneRow.case_id
    )
    return {case_id: erased_on for case_id, erased_on in work.execute(query)}


def erased_on(work: Work, case_id: str) -> date | None:
    """The day the case was erased; None where it never was."""
    row = work.get(TombstoneRow, case_id)
    return row.erased_on if row else None
