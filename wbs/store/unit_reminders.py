"""What was noted for those who keep a unit's evidence, and which digest tells whom of it."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, select

from wbs.domain.monev_reminder import UnitReminder
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema_reminders import UnitNoticeRow, UnitReminderRow

_REMINDER, _NOTICE = plain.table_of(UnitReminderRow).c, plain.table_of(UnitNoticeRow).c


def noted(work: Work, unit_id: str) -> frozenset[str]:
    """The reminders noted for the unit, by id."""
    return frozenset(work.scalars(select(_REMINDER.id).where(_REMINDER.unit_id == unit_id)))


def add(work: Work, reminder: UnitReminder, on: date) -> None:
    """The reminder is noted.

    Raises:
        Conflict: it was noted meanwhile.
    """
    plain.add(
        work,
        UnitReminderRow,
        id=reminder.key,
        unit_id=reminder.unit_id,
        occasion=reminder.occasion.value,
        noted_on=on,
    )


def remove(work: Work, ids: Iterable[str]) -> None:
    """Reminders whose cause is over are gone, with who was told of them."""
    for each in sorted(ids):
        work.execute(delete(UnitReminderRow).where(UnitReminderRow.id == each))


def untold(work: Work, officer_id: str, unit_id: str) -> tuple[str, ...]:
    """The unit's reminders that hold and of which no digest tells the officer, by id."""
    told = select(_NOTICE.reminder_id).where(_NOTICE.officer_id == officer_id)
    query = select(_REMINDER.id).where(_REMINDER.unit_id == unit_id, _REMINDER.id.not_in(told))
    return tuple(work.scalars(query.order_by(_REMINDER.id)))


def add_notice(work: Work, reminder_id: str, officer_id: str, digest_id: str) -> None:
    """The digest tells the officer of the reminder.

    Raises:
        Conflict: another digest does.
    """
    plain.add(
        work, UnitNoticeRow, reminder_id=reminder_id, officer_id=officer_id, digest_id=digest_id
    )


def tells_something(work: Work, digest_id: str, unit_id: str) -> bool:
    """Whether one of the digest's reminders is still the unit's."""
    found = (
        select(_NOTICE.reminder_id)
        .join(UnitReminderRow, _REMINDER.id == _NOTICE.reminder_id)
        .where(_NOTICE.digest_id == digest_id, _REMINDER.unit_id == unit_id)
        .limit(1)
    )
    return work.scalar(found) is not None
