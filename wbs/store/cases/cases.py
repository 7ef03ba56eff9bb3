"""The register of cases: one case, read or taken for a change.

Closed cases follow the open ones, the last closed first; so one column orders both.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, delete, select, update

from wbs.domain.case import Case, Outcome, OutcomeDetail, Stage
from wbs.domain.errors import NotFound
from wbs.domain.kinds import Anonymity, Channel, ComplaintClass, Kind
from wbs.store import in_hand, plain
from wbs.store.database import Work
from wbs.store.schema.cases import CaseKeyBoxRow, CaseRow
from wbs.store.schema.casework import AssignmentRow, TaskRow

WAITS_FOR_CALENDAR = date(1, 1, 1)
NO_DEADLINE = date(9000, 1, 1)
_CLOSED_LAST = date(9999, 12, 31)
_FIRST_DAY = date(1970, 1, 1)


def due_sort(case: Case) -> date:
    """The day that orders the inbox."""
    if not case.is_open:
        return closed_place(case.closed_on or _FIRST_DAY)
    if case.awaits_calendar:
        return WAITS_FOR_CALENDAR
    return case.due_on or NO_DEADLINE


def closed_place(closed_on: date) -> date:
    """The day that orders a case closed on that day: the later it was closed, the earlier."""
    return _CLOSED_LAST - (closed_on - _FIRST_DAY)


def case_of(row: CaseRow | Row[Any]) -> Case:
    """The domain value of a row of the register, be it an object or plain columns."""
    has_due_day = WAITS_FOR_CALENDAR < row.due_sort < NO_DEADLINE
    return Case(
        id=row.id,
        log_id=row.log_id,
        kind=Kind(row.kind),
        unit_id=row.unit_id,
        counting_unit_id=row.counting_unit_id,
        desk_id=row.desk_id,
        category=row.category,
        complaint_class=ComplaintClass(row.complaint_class) if row.complaint_class else None,
        channel=Channel(row.channel),
        anonymity=Anonymity(row.anonymity),
        fear_of_reprisal=row.fear_of_reprisal,
        stage=Stage(row.stage),
        outcome=Outcome(row.outcome) if row.outcome else None,
        outcome_detail=OutcomeDetail(row.outcome_detail) if row.outcome_detail else None,
        received_on=row.received_on,
        reviewed=row.reviewed,
        counted_on=row.counted_on,
        closed_on=row.closed_on,
        due_on=row.due_sort if has_due_day else None,
        awaits_calendar=row.due_sort == WAITS_FOR_CALENDAR,
    )


def _columns(case: Case) -> dict[str, Any]:
    return {
        "log_id": case.log_id,
        "kind": case.kind.value,
        "unit_id": case.unit_id,
        "counting_unit_id": case.counting_unit_id,
        "desk_id": case.desk_id,
        "category": case.category,
        "complaint_class": case.complaint_class.value if case.complaint_class else None,
        "channel": case.channel.value,
        "anonymity": case.anonymity.value,
        "fear_of_reprisal": case.fear_of_reprisal,
        "stage": case.stage.value,
        "outcome": case.outcome.value if case.outcome else None,
        "outcome_detail": case.outcome_detail.value if case.outcome_detail else None,
        "received_on": case.received_on,
        "reviewed": case.reviewed,
        "counted_on": case.counted_on,
        "closed_on": case.closed_on,
        "due_sort": due_sort(case),
    }


def insert(work: Work, case: Case, lookup: str, key_by_code: bytes) -> None:
    """The case stands in the register, reachable by its tracking code's lookup id."""
    key = {"lookup": lookup, "key_by_code": key_by_code}
    plain.add(work, CaseRow, id=case.id, **key, **_columns(case))


def get(work: Work, case_id: str) -> Case:
    """The case as it stands.

    Raises:
        NotFound: there is none.
    """
    row = work.get(CaseRow, case_id)
    if row is None:
        raise NotFound("no such case")
    return case_of(row)


def find(work: Work, case_id: str) -> Case | None:
    """The case as it stands, if there is one."""
    row = work.get(CaseRow, case_id)
    return case_of(row) if row else None


def get_for_change(work: Work, case_id: str) -> Case:
    """The case as it stands; until this transaction ends nobody else gets it for a change.

    Raises:
        NotFound: there is none.
    """
    in_hand.say_case(work, case_id)
    return _locked(work, select(CaseRow).where(CaseRow.id == case_id))


def get_by_log_id(work: Work, log_id: str) -> Case:
    """The live case behind an entry of the ledger, as `get_for_change`.

    Raises:
        NotFound: it was erased.
    """
    return _locked(work, select(CaseRow).where(CaseRow.log_id == log_id))


def ids_beginning(work: Work, start: str, desk_ids: Collection[str]) -> tuple[str, ...]:
    """The ids of the cases at these desks that begin so, two at most: more than one is too many."""
    if not all(character in "0123456789abcdef" for character in start):
        return ()
    query = (
        select(CaseRow.id)
        .where(CaseRow.id >= start, CaseRow.id < f"{start}g", CaseRow.desk_id.in_(desk_ids))
        .order_by(CaseRow.id)
        .limit(2)
    )
    return tuple(work.scalars(query))


def of_kind_at(
    work: Work, kind: Kind, desk_ids: Collection[str], since: date, until: date
) -> tuple[Case, ...]:
    """The cases of that kind at these desks that came in on those days, both included, in that order."""
    query = (
        select(CaseRow)
        .where(CaseRow.desk_id.in_(desk_ids), CaseRow.kind == kind.value)
        .where(CaseRow.received_on.between(since, until))
        .order_by(CaseRow.received_on, CaseRow.id)
    )
    return tuple(case_of(row) for row in work.scalars(query))


def _locked(work: Work, query: Select[CaseRow]) -> Case:
    # key_share: a record may still be inserted (its foreign key reads the row) while we hold it.
    row = work.scalar(
        query.with_for_update(key_share=True).execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound("no such case")
    return case_of(row)


def save(work: Work, case: Case) -> None:
    """The register shows *case*.

    Raises:
        NotFound: it was erased meanwhile.
    """
    row = work.get(CaseRow, case.id)
    if row is None:
        raise NotFound("no such case")
    desk_id, sort = row.desk_id, row.due_sort
    for column, value in _columns(case).items():
        setattr(row, column, value)
    work.flush()
    if desk_id != case.desk_id:
        _leave_desk(work, case)
    elif sort != row.due_sort:
        work.execute(
            update(AssignmentRow)
            .where(AssignmentRow.case_id == case.id)
            .values(due_sort=row.due_sort)
        )


def _leave_desk(work: Work, case: Case) -> None:
    """Nobody at the desk that had the case is responsible for it; its tasks are the new desk's."""
    work.execute(delete(AssignmentRow).where(AssignmentRow.case_id == case.id))
    work.execute(
        update(TaskRow)
        .where(TaskRow.case_id == case.id)
        .values(desk_id=case.desk_id, officer_id=None)
    )


def key_boxes(
    work: Work, case_id: str, desk_ids: Collection[str]
) -> tuple[tuple[str, int, bytes], ...]:
    """The sealed case keys (desk, epoch, box) that *desk_ids* could open."""
    rows = work.scalars(
        select(CaseKeyBoxRow)
        .where(CaseKeyBoxRow.case_id == case_id, CaseKeyBoxRow.desk_id.in_(desk_ids))
        .order_by(CaseKeyBoxRow.desk_id)
    )
    return tuple((row.desk_id, row.epoch, row.box) for row in rows)


def put_key_box(work: Work, case_id: str, desk_id: str, epoch: int, box: bytes) -> None:
    """The desk holds this box of the case and no other."""
    remove_key_box(work, case_id, desk_id)
    plain.add(work, CaseKeyBoxRow, case_id=case_id, desk_id=desk_id, epoch=epoch, box=box)


def remove_key_box(work: Work, case_id: str, desk_id: str) -> None:
    """The desk holds no box of the case."""
    work.execute(
        delete(CaseKeyBoxRow).where(
            CaseKeyBoxRow.case_id == case_id, CaseKeyBoxRow.desk_id == desk_id
        )
    )


def desks_holding(work: Work, case_id: str) -> frozenset[str]:
    """The desks that hold a box of the case: the one in charge, and those that look in."""
    query = select(CaseKeyBoxRow.desk_id).where(CaseKeyBoxRow.case_id == case_id)
    return frozenset(work.scalars(query))
