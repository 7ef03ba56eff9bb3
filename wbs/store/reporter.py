"""The reporter's only queries: the directory, circulars, published figures, drafts, one case by its lookup id, and its sessions.

Security: nothing here lists cases, and of officers it reads names alone, for routing: at desks, and near the unit a
report is about. Whatever looks a row up says first what it holds of it: a PostgreSQL role of the reporters' own is
shown that row and no other (`wbs.store.reporter_role`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update

from wbs.domain.case import Case
from wbs.domain.custodian import CustodyBoard
from wbs.domain.errors import Stale
from wbs.domain.gratification.circular import Circular
from wbs.domain.officer import Person
from wbs.domain.opening import Matter
from wbs.domain.publication import Publication
from wbs.domain.unit import Desk, Unit, ancestors
from wbs.store import in_hand, plain
from wbs.store.agency import circulars as circular_rows
from wbs.store.agency import desks, standing, units
from wbs.store.cases import cases
from wbs.store.custody import shares
from wbs.store.database import Work
from wbs.store.figures import publications as publication_rows
from wbs.store.schema.cases import (
    BlobRow,
    CaseKeyBoxRow,
    CaseRow,
    DraftRow,
    TrackingSessionRow,
)
from wbs.store.schema.casework import SummaryRow
from wbs.store.schema.custody import CustodianRow
from wbs.store.schema.people import DeskRow

OPEN = "open"
SUBMITTED = "submitted"

_CASE = plain.table_of(CaseRow)
_DESK = plain.table_of(DeskRow).c
_CUSTODIAN = plain.table_of(CustodianRow).c
_DRAFT = plain.table_of(DraftRow).c
_SESSION = plain.table_of(TrackingSessionRow)

_ONE_DRAFT = select(_DRAFT.id, _DRAFT.state, _DRAFT.version, _DRAFT.sealed, _DRAFT.goes_at).where(
    _DRAFT.id == bindparam("draft_id")
)
_ONE_SESSION = select(_SESSION.c.sealed).where(_SESSION.c.lookup == bindparam("token"))
_BY_LOOKUP = select(_CASE).where(_CASE.c.lookup == bindparam("hashed"))
_BY_ID = select(_CASE).where(_CASE.c.id == bindparam("case_id"))
_STANDING = select(_CUSTODIAN.officer_id).with_for_update(read=True)
_EPOCH = (
    select(_DESK.epoch)
    .where(_DESK.id == bindparam("desk_id"), _DESK.is_closed.is_(False))
    .with_for_update(read=True)  # many reporters at once; only a change of the key waits
)


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
    """Every unit, and every desk with the key in force and the names of those present there.

    Security: the names are held against what a reporter typed, in memory; no page of theirs shows one.
    """
    tree = units.all_units(work)
    return tree, desks.manned_desks(work, tree)


def agency(work: Work) -> standing.Rows:
    """Every unit, desk, seat, custodian and rule about them, as rows: alike as long as nothing has changed."""
    return standing.read(work)


def agency_of(rows: standing.Rows) -> tuple[dict[str, Unit], tuple[Desk, ...], CustodyBoard]:
    """What `directory` and the custodians' board are made of, out of those rows.

    Security: as for `directory`; of custodians, too, only names and public keys are known.
    """
    return standing.made_of(rows)


def people_near(work: Work, tree: Mapping[str, Unit], unit_id: str) -> tuple[Person, ...]:
    """Everybody with an account in the unit or in one above it, whatever it has come to.

    Security: as of `directory`.
    """
    return desks.people_of(work, tree, {unit_id, *(unit.id for unit in ancestors(unit_id, tree))})


def unit_tree(work: Work) -> dict[str, Unit]:
    """Every unit by id, ordered by slug."""
    return units.all_units(work)


def publications(work: Work, how_many: int) -> tuple[Publication, ...]:
    """The last publications, the newest first: rounded numbers alone."""
    return publication_rows.latest(work, how_many)


def standing_custodians(work: Work, officer_ids: Collection[str]) -> frozenset[str]:
    """Those of the officers who are custodians, which they stay until this transaction ends."""
    if not officer_ids:
        return frozenset()
    rows = work.scalars(_STANDING.where(_CUSTODIAN.officer_id.in_(officer_ids)))
    return frozenset(rows)


def circulars(work: Work, unit_ids: Collection[str]) -> dict[str, tuple[Circular, ...]]:
    """Every version of each of these units' circulars, the first one first."""
    return circular_rows.versions_of(work, unit_ids)


def epoch_in_force(work: Work, desk_id: str) -> int:
    """The epoch of the open desk's key, 0 for none; it does not change before this transaction ends."""
    return work.scalar(_EPOCH, {"desk_id": desk_id}) or 0


def draft(work: Work, draft_id: str) -> StoredDraft | None:
    """The draft, if it is still there."""
    in_hand.say_draft(work, draft_id)
    row = work.execute(_ONE_DRAFT, {"draft_id": draft_id}).first()
    return StoredDraft(*row) if row else None


def add_draft(work: Work, new: StoredDraft) -> None:
    """The draft is there.

    Raises:
        Conflict: one of that id is there already.
    """
    in_hand.say_draft(work, new.id)
    plain.add(work, DraftRow, **vars(new))


def replace_draft(work: Work, new: StoredDraft) -> None:
    """The open draft of the version before *new* becomes *new*; whoever comes second loses.

    Raises:
        Stale: it changed meanwhile, was submitted, or is gone.
    """
    in_hand.say_draft(work, new.id)
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
    for blob_id in blob_ids:
        plain.add(work, BlobRow, id=blob_id, draft_id=draft_id, case_id=None)


def remove_draft_blobs(work: Work, draft_id: str, blob_ids: Collection[str]) -> None:
    """The files belong to nothing any more."""
    if blob_ids:
        work.execute(delete(BlobRow).where(BlobRow.draft_id == draft_id, BlobRow.id.in_(blob_ids)))


def hand_over_blobs(work: Work, draft_id: str, case_id: str, blob_ids: Collection[str]) -> None:
    """The draft's files belong to the case from now on, every one of them.

    Raises:
        Stale: one is gone.
    """
    if not blob_ids:
        return
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
    for blob_id in blob_ids:
        plain.add(work, BlobRow, id=blob_id, draft_id=None, case_id=case_id)


def begin_submission(work: Work, draft_id: str, case: Case) -> None:
    """The transaction holds the draft and the case it becomes."""
    in_hand.say_submission(work, draft_id, case.id, case.log_id)


def add_case(
    work: Work, case: Case, lookup: str, key_by_code: bytes, box: tuple[int, bytes]
) -> None:
    """The case stands in the register, reachable by its code, openable by its desk.

    *box* is the case key sealed to the desk, after the epoch of the desk's key.
    """
    cases.insert(work, case, lookup, key_by_code)
    epoch, sealed = box
    plain.add(work, CaseKeyBoxRow, case_id=case.id, desk_id=case.desk_id, epoch=epoch, box=sealed)


def add_sealed_apart(
    work: Work,
    case_id: str,
    identity: bytes | None,
    held: Mapping[Matter, Collection[shares.StoredShare]],
) -> None:
    """The case's sealed identity, if it has one, and what custodians hold of it."""
    if identity is not None:
        shares.add_identity(work, case_id, identity)
    for matter, boxes in held.items():
        shares.add_shares(work, case_id, matter, boxes)


def add_summary(work: Work, case_id: str, sealed: bytes) -> None:
    """The desk finds the new case by it."""
    plain.add(work, SummaryRow, case_id=case_id, sealed=sealed)


def case_by_lookup(work: Work, lookup: str) -> FoundCase | None:
    """The case behind a tracking code; an unknown and an erased one are the same: none."""
    in_hand.say_lookup(work, lookup)
    row = work.execute(_BY_LOOKUP, {"hashed": lookup}).first()
    return FoundCase(cases.case_of(row), row.key_by_code) if row else None


def case_by_id(work: Work, case_id: str) -> Case | None:
    """The case of an open tracking session, unless it was erased meanwhile."""
    in_hand.say_case(work, case_id)
    row = work.execute(_BY_ID, {"case_id": case_id}).first()
    return cases.case_of(row) if row else None


def add_session(work: Work, lookup: str, sealed: bytes, goes_at: int) -> None:
    """A reporter's reading begins."""
    in_hand.say_reading(work, lookup)
    plain.add(work, TrackingSessionRow, lookup=lookup, sealed=sealed, goes_at=goes_at)


def session(work: Work, lookup: str) -> bytes | None:
    """The sealed session, if it is there; its exact end stands inside."""
    in_hand.say_reading(work, lookup)
    return work.scalar(_ONE_SESSION, {"token": lookup})


def renew_session(work: Work, lookup: str, sealed: bytes, goes_at: int) -> None:
    """The session goes on.

    Raises:
        Stale: the reporter has left meanwhile.
    """
    in_hand.say_reading(work, lookup)
    changed = work.scalars(
        update(_SESSION)
        .where(_SESSION.c.lookup == lookup)
        .values(sealed=sealed, goes_at=goes_at)
        .returning(_SESSION.c.lookup)
    ).all()
    if not changed:
        raise Stale("the session is over")


def end_session(work: Work, lookup: str) -> None:
    """The session is over."""
    in_hand.say_reading(work, lookup)
    work.execute(delete(TrackingSessionRow).where(TrackingSessionRow.lookup == lookup))
