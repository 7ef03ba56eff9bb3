"""What keeps a case and what would erase it: holds, proposals, and the cases that rest the longest."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, func, select

from wbs.domain.case import Case
from wbs.domain.record import RecordKind
from wbs.domain.retention import ErasureProposal, ErasureReason, HoldReason, LegalHold
from wbs.store import plain
from wbs.store.cases.cases import NO_DEADLINE, case_of, closed_place
from wbs.store.database import Work
from wbs.store.schema.cases import CaseRow, RecordRow
from wbs.store.schema.retention import ErasureProposalRow, LegalHoldRow

# What officers write for each other moves no period: nothing happens to the case by it. Nor does the report
# itself, which is older than the case's end but where a register was imported years after.
_MOVES_NOTHING = tuple(
    kind.value
    for kind in (
        *(RecordKind.REPORT, RecordKind.GROUNDS),
        *(RecordKind.NOTE, RecordKind.TASK, RecordKind.LINK),
    )
)


def closed_by(work: Work, desk_id: str, day: date, size: int) -> tuple[Case, ...]:
    """The desk's cases closed up to *day*, the oldest closing first, *size* at most: one range of one index."""
    query = (
        select(CaseRow)
        .where(CaseRow.desk_id == desk_id)
        .where(CaseRow.due_sort >= closed_place(day), CaseRow.due_sort > NO_DEADLINE)
        .order_by(CaseRow.due_sort.desc(), CaseRow.id.desc())
        .limit(size)
    )
    return tuple(case_of(row) for row in work.scalars(query))


def cases_of(work: Work, case_ids: Collection[str]) -> tuple[Case, ...]:
    """Those of the cases that are there, in no order."""
    return tuple(case_of(r) for r in work.scalars(select(CaseRow).where(CaseRow.id.in_(case_ids))))


def last_written(work: Work, case_ids: Collection[str]) -> dict[str, date]:
    """The day of the last record after the report that is more than what officers write for each other, by case."""
    query = (
        select(RecordRow.case_id, func.max(RecordRow.written_on))
        .where(RecordRow.case_id.in_(case_ids), RecordRow.kind.not_in(_MOVES_NOTHING))
        .group_by(RecordRow.case_id)
    )
    return {case_id: day for case_id, day in work.execute(query)}


def holds_of(work: Work, case_ids: Collection[str]) -> dict[str, LegalHold]:
    """The hold of each of these cases that has one."""
    rows = work.scalars(select(LegalHoldRow).where(LegalHoldRow.case_id.in_(case_ids)))
    return {row.case_id: _hold(row) for row in rows}


def held_at(work: Work, desk_ids: Collection[str], size: int) -> tuple[Case, ...]:
    """The cases of these desks that are held, *size* at most."""
    query = (
        select(CaseRow)
        .join(LegalHoldRow, LegalHoldRow.case_id == CaseRow.id)
        .where(CaseRow.desk_id.in_(desk_ids))
        .order_by(CaseRow.due_sort, CaseRow.id)
        .limit(size)
    )
    return tuple(case_of(row) for row in work.scalars(query))


def put_hold(work: Work, case_id: str, hold: LegalHold) -> None:
    """The case is held, by this hold and no other."""
    remove_hold(work, case_id)
    columns = {"reason": hold.reason.value, "set_on": hold.set_on, "set_by": hold.set_by}
    plain.add(work, LegalHoldRow, case_id=case_id, **columns)


def remove_hold(work: Work, case_id: str) -> None:
    """The case is not held."""
    work.execute(delete(LegalHoldRow).where(LegalHoldRow.case_id == case_id))


def proposals_of(work: Work, case_ids: Collection[str]) -> dict[str, ErasureProposal]:
    """The erasure proposed for each of these cases for which one is."""
    rows = work.scalars(select(ErasureProposalRow).where(ErasureProposalRow.case_id.in_(case_ids)))
    return {row.case_id: _proposal(row) for row in rows}


def all_proposals(work: Work) -> tuple[ErasureProposal, ...]:
    """Every erasure that is proposed or confirmed, the oldest first."""
    rows = work.scalars(
        select(ErasureProposalRow).order_by(
            ErasureProposalRow.proposed_on, ErasureProposalRow.case_id
        )
    )
    return tuple(_proposal(row) for row in rows)


def put_proposal(work: Work, proposal: ErasureProposal) -> None:
    """What is proposed for the case is this and nothing else."""
    remove_proposal(work, proposal.case_id)
    columns = {**vars(proposal), "reason": proposal.reason.value}
    plain.add(work, ErasureProposalRow, **columns)


def remove_proposal(work: Work, case_id: str) -> None:
    """Nothing is proposed for the case."""
    work.execute(delete(ErasureProposalRow).where(ErasureProposalRow.case_id == case_id))


def _hold(row: LegalHoldRow) -> LegalHold:
    return LegalHold(HoldReason(row.reason), row.set_on, row.set_by)


def _proposal(row: ErasureProposalRow) -> ErasureProposal:
    return ErasureProposal(
        row.case_id,
        ErasureReason(row.reason),
        row.proposed_on,
        row.proposed_by,
        row.confirmed_on,
        row.confirmed_by,
    )
