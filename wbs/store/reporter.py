"""The reporter's only queries: the directory, drafts, one case by its lookup id, and its sessions.

Security: nothing here lists cases or reads an officer. On PostgreSQL these become functions, and
the reporter's database role reads no table.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from wbs.domain.case import Case
from wbs.domain.errors import Stale
from wbs.domain.unit import Desk, Unit
from wbs.store import cases, desks, units
from wbs.store.database import Work
from wbs.store.schema_cases import (
    BlobRow,
    CaseKeyBoxRow,
    CaseRow,
    DraftRow,
    TrackingSessionRow,
)
from wbs.store.schema_people import DeskRow

OPEN = "open"
SUBMITTED = "submitted"


@dataclass(frozen=True)
class StoredDraft:
    """A draft as the database holds it; `sealed` is empty once only the bare id is kept."""

    id: str
    state: str
    version: int
    sealed: bytes | None
    goes_at: int


@dataclass(frozen=True)
class FoundCase:
    """A case its tracking code leads to, and its key under that code."""

    case: Case
    key_by_code: bytes


def directory(work: Work) -> tuple[dict[str, Unit], tuple[Desk, ...]]:
    """Every unit, and every desk with the key in force."""
    return units.all_units(work), desks.all_desks(work)


def epoch_in_force(work: Work, desk_id: str) -> int:
    """The epoch of the open desk's key, 0 for none; it does not change before this transaction ends."""
    found = work.scalar(
        select(DeskRow.epoch)
        .where(DeskRow.id == desk_id, DeskRow.is_closed.is_(False))
        .with_for_update(read=True)  # many reporters at once; only a change of the key waits
    )
    return found or 0


def draft(work: Work, draft_id: str) -> StoredDraft | None:
    """The draft, if it is still there."""
    row = work.get(DraftRow, draft_id)
    if row is None:
        return None
    return StoredDraft(row.id, row.state, row.version, row.sealed, row.goes_at)


def add_draft(work: Work, new: StoredDraft) -> None:
    """The draft is there.

    Raises:
        Conflict: one of that id is there already.
    """
    work.add(DraftRow(**vars(new)))
    work.flush()


def replace_draft(work: Work, new: StoredDraft) -> None:
    """The open draft of the version before *new* becomes *new*; whoever comes second loses.

    Raises:
        Stale: it changed meanwhile, was submitted, or is gone.
    """
    changed = work.scalars(
        update(DraftRow)
        .where(DraftRow.id == new.id, DraftRow.state == OPEN, DraftRow.version == new.version - 1)
        .values(state=new.state, version=new.version, sealed=new.sealed, goes_at=new.goes_at)
        .returning(DraftRow.id)
    ).all()
    if not changed:
        raise Stale("draft changed")


def add_draft_blobs(work: Work, draft_id: str, blob_ids: Collection[str]) -> None:
    """The files belong to the draft."""
    work.add_all(BlobRow(id=blob_id, draft_id=draft_id, case_id=None) for blob_id in blob_ids)
    work.flush()


def remove_draft_blobs(work: Work, draft_id: str, blob_ids: Collection[str]) -> None:
    """The files belong to nothing any more."""
    work.execute(delete(BlobRow).where(BlobRow.draft_id == draft_id, BlobRow.id.in_(blob_ids)))


def hand_over_blobs(work: Work, draft_id: str, case_id: str, blob_ids: Collection[str]) -> None:
    """The draft's files belong to the case from now on, every one of them.

    Raises:
        Stale: one is gone.
    """
    changed = work.scalars(
        update(BlobRow)
        .where(BlobRow.draft_id == draft_id, BlobRow.id.in_(blob_ids))
        .values(draft_id=None, case_id=case_id)
        .returning(BlobRow.id)
    ).all()
    if len(changed) != len(blob_ids):
        raise Stale("a file of the draft is gone")


def add_case_blobs(work: Work, case_id: str, blob_ids: Collection[str]) -> None:
    """The files belong to the case."""
    work.add_all(BlobRow(id=blob_id, draft_id=None, case_id=case_id) for blob_id in blob_ids)
    work.flush()


def add_case(
    work: Work, case: Case, lookup: str, key_by_code: bytes, box: tuple[int, bytes]
) -> None:
    """The case stands in the register, reachable by its code, openable by its desk.

    *box* is the case key sealed to the desk, after the epoch of the desk's key.
    """
    cases.insert(work, case, lookup, key_by_code)
    epoch, sealed = box
    work.add(CaseKeyBoxRow(case_id=case.id, desk_id=case.desk_id, epoch=epoch, box=sealed))
    work.flush()


def case_by_lookup(work: Work, lookup: str) -> FoundCase | None:
    """The case behind a tracking code; an unknown and an erased one are the same: none."""
    row = work.scalar(select(CaseRow).where(CaseRow.lookup == lookup))
    return FoundCase(cases.case_of(row), row.key_by_code) if row else None


def case_by_id(work: Work, case_id: str) -> Case | None:
    """The case of an open tracking session, unless it was erased meanwhile."""
    row = work.get(CaseRow, case_id)
    return cases.case_of(row) if row else None


def add_session(work: Work, lookup: str, sealed: bytes, goes_at: int) -> None:
    """A reporter's reading begins."""
    work.add(TrackingSessionRow(lookup=lookup, sealed=sealed, goes_at=goes_at))
    work.flush()


def session(work: Work, lookup: str) -> bytes | None:
    """The sealed session, if it is there; its exact end stands inside."""
    row = work.get(TrackingSessionRow, lookup)
    return row.sealed if row else None


def renew_session(work: Work, lookup: str, sealed: bytes, goes_at: int) -> None:
    """The session goes on.

    Raises:
        Stale: the reporter has left meanwhile.
    """
    changed = work.scalars(
        update(TrackingSessionRow)
        .where(TrackingSessionRow.lookup == lookup)
        .values(sealed=sealed, goes_at=goes_at)
        .returning(TrackingSessionRow.lookup)
    ).all()
    if not changed:
        raise Stale("the session is over")


def end_session(work: Work, lookup: str) -> None:
    """The session is over."""
    work.execute(delete(TrackingSessionRow).where(TrackingSessionRow.lookup == lookup))
