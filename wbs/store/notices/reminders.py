"""What reminders are made of (clocks near or past their day, records nobody read), and what was noted."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Select, delete, func, select

from wbs.domain.case import Case, Stage
from wbs.domain.clocks import Clock
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Membership
from wbs.domain.record import Author
from wbs.domain.reminder import Occasion, Reminder
from wbs.store import plain
from wbs.store.cases.cases import case_of
from wbs.store.database import Work
from wbs.store.schema.cases import CaseRow, ReadingRow, RecordRow
from wbs.store.schema.ledger import ClockRow, CustodyRow
from wbs.store.schema.people import DeskMemberRow
from wbs.store.schema.reminders import ReminderRow

_CASE, _CLOCK = plain.table_of(CaseRow), plain.table_of(ClockRow)
_RECORD, _READING = plain.table_of(RecordRow).c, plain.table_of(ReadingRow)
_MEMBER, _REMINDER = plain.table_of(DeskMemberRow).c, plain.table_of(ReminderRow).c


def pressing_clocks(
    work: Work, desk_ids: Collection[str], until: date
) -> tuple[tuple[Case, tuple[Clock, ...]], ...]:
    """The open cases of these desks with clocks whose last day is *until* or earlier, and those clocks."""
    query = (
        select(_CASE, *_CLOCK.c["period", "started_on", "due_on", "met_on", "is_dropped"])
        .join(_CLOCK, _CLOCK.c.log_id == _CASE.c.log_id)
        .where(
            _CASE.c.desk_id.in_(desk_ids),
            _CASE.c.stage != Stage.CLOSED.value,
            _CLOCK.c.met_on.is_(None),
            _CLOCK.c.due_on <= until,
        )
        .order_by(_CASE.c.id, _CLOCK.c.due_on, _CLOCK.c.period)
    )
    found: dict[str, tuple[Case, list[Clock]]] = {}
    for row in work.execute(query):
        clock = Clock(row.period, row.started_on, row.due_on, row.met_on, row.is_dropped)
        found.setdefault(row.id, (case_of(row), []))[1].append(clock)
    return tuple((each, tuple(clocks)) for each, clocks in found.values())


def unread_cases(work: Work, desk_ids: Collection[str]) -> tuple[tuple[Case, int, bool], ...]:
    """The cases in which a reporter wrote something no present member of the desk has read.

    With the number of their newest record, and whether no member ever opened the case.
    """
    newest = (
        select(_RECORD.case_id, func.max(_RECORD.number).label("number"))
        .join(_CASE, _CASE.c.id == _RECORD.case_id)
        .where(_CASE.c.desk_id.in_(desk_ids), _RECORD.author == Author.REPORTER.value)
        .group_by(_RECORD.case_id)
        .subquery()
    )
    read = _read_by_members(desk_ids).subquery()
    query = (
        select(_CASE, newest.c.number, read.c.number.label("read_number"))
        .join(newest, newest.c.case_id == _CASE.c.id)
        .outerjoin(read, read.c.case_id == _CASE.c.id)
        .where(read.c.number.is_(None) | (read.c.number < newest.c.number))
        .order_by(_CASE.c.id)
    )
    return tuple((case_of(r), r.number, r.read_number is None) for r in work.execute(query))


def _read_by_members(desk_ids: Collection[str]) -> Select[tuple[str, int]]:
    """How far the members who are present now have read; what others read, nobody here may know of."""
    return (
        select(_READING.c.case_id, func.max(_READING.c.number).label("number"))
        .join(_CASE, _CASE.c.id == _READING.c.case_id)
        .join(
            DeskMemberRow,
            (_MEMBER.desk_id == _CASE.c.desk_id) & (_MEMBER.officer_id == _READING.c.officer_id),
        )
        .where(_CASE.c.desk_id.in_(desk_ids), _MEMBER.state == Membership.PRESENT.value)
        .group_by(_READING.c.case_id)
    )


def routes_of(work: Work, log_id: str) -> tuple[tuple[str, str], ...]:
    """Each desk the case was ever routed to, and the reason."""
    rows = work.execute(
        select(CustodyRow.desk_id, CustodyRow.reason).where(
            CustodyRow.log_id == log_id, CustodyRow.act == CustodyAct.CASE_ROUTED.value
        )
    )
    return tuple((desk_id or "", reason or "") for desk_id, reason in rows)


def noted(work: Work, desk_ids: Collection[str]) -> dict[str, str]:
    """The reminders noted of the cases these desks are in charge of, and the desk in charge, by id."""
    query = (
        select(_REMINDER.id, _CASE.c.desk_id)
        .join(_CASE, _CASE.c.id == _REMINDER.case_id)
        .where(_CASE.c.desk_id.in_(desk_ids))
    )
    return {reminder_id: desk_id for reminder_id, desk_id in work.execute(query)}


def escalated_to(work: Work, desk_ids: Collection[str]) -> tuple[Case, ...]:
    """The open cases of other desks that were noted as escalated to these, the longest overdue first."""
    query = (
        select(_CASE)
        .join(ReminderRow, _REMINDER.case_id == _CASE.c.id)
        .where(
            _REMINDER.desk_id.in_(desk_ids),
            _REMINDER.occasion == Occasion.ESCALATED.value,
            _CASE.c.stage != Stage.CLOSED.value,
        )
        .order_by(_CASE.c.due_sort, _CASE.c.id)
    )
    return tuple(case_of(row) for row in work.execute(query))


def add(work: Work, reminder: Reminder, on: date) -> None:
    """The reminder is noted.

    Raises:
        Conflict: it was noted meanwhile.
    """
    plain.add(
        work,
        ReminderRow,
        id=reminder.key,
        case_id=reminder.case_id,
        desk_id=reminder.desk_id,
        occasion=reminder.occasion.value,
        noted_on=on,
    )


def remove(work: Work, ids: Iterable[str]) -> None:
    """Reminders whose cause is over are gone, with who was told of them."""
    for each in sorted(ids):
        work.execute(delete(ReminderRow).where(ReminderRow.id == each))
