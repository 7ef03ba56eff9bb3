"""Reminders of missing evidence: which due periods lack it, and who was told by which digest."""

from datetime import date

from sqlalchemy import Table, delete, select

from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema_evaluation import EvidenceNoticeRow, EvidenceReminderRow

_REMINDER: Table = plain.table_of(EvidenceReminderRow)
_NOTICE: Table = plain.table_of(EvidenceNoticeRow)


def noted(work: Work, unit_id: str) -> dict[tuple[str, str], str]:
    """The id of each reminder noted of the unit, by row and period."""
    rows = work.execute(select(_REMINDER).where(_REMINDER.c.unit_id == unit_id))
    return {(row.lke_code, row.period): row.id for row in rows}


def add(
    work: Work, reminder_id: str, unit_id: str, lke_code: str, period: str, noted_on: date
) -> None:
    """The reminder is noted.

    Raises:
        Conflict: it was noted meanwhile.
    """
    plain.add(
        work,
        EvidenceReminderRow,
        id=reminder_id,
        unit_id=unit_id,
        lke_code=lke_code,
        period=period,
        noted_on=noted_on,
    )


def remove(work: Work, reminder_id: str) -> None:
    """It holds no more, and nobody is told of it."""
    work.execute(delete(_NOTICE).where(_NOTICE.c.reminder_id == reminder_id))
    work.execute(delete(_REMINDER).where(_REMINDER.c.id == reminder_id))


def units_noted(work: Work) -> frozenset[str]:
    """The units of which anything is noted."""
    return frozenset(work.scalars(select(_REMINDER.c.unit_id).distinct()))


def untold(work: Work, officer_id: str, unit_id: str) -> tuple[str, ...]:
    """The reminders of the unit of which no digest tells the officer, by id."""
    told = select(_NOTICE.c.reminder_id).where(_NOTICE.c.officer_id == officer_id)
    rows = work.scalars(
        select(_REMINDER.c.id)
        .where(_REMINDER.c.unit_id == unit_id, _REMINDER.c.id.not_in(told))
        .order_by(_REMINDER.c.id)
    )
    return tuple(rows)


def tells_something(work: Work, digest_id: str, unit_id: str) -> bool:
    """Whether one of the digest's reminders still holds at that unit."""
    found = (
        select(_NOTICE.c.reminder_id)
        .join(_REMINDER, _REMINDER.c.id == _NOTICE.c.reminder_id)
        .where(_NOTICE.c.digest_id == digest_id, _REMINDER.c.unit_id == unit_id)
        .limit(1)
    )
    return work.scalar(found) is not None


def add_notice(work: Work, reminder_id: str, officer_id: str, digest_id: str) -> None:
    """The digest tells the officer of the reminder.

    Raises:
        Conflict: another digest does.
    """
    plain.add(
        work,
        EvidenceNoticeRow,
        reminder_id=reminder_id,
        officer_id=officer_id,
        digest_id=digest_id,
    )
