"""Reminders of a unit's monev: recommendations near or past their day, quarters without a meeting."""

from datetime import date

from wbs.domain.monev_reminder import UnitReminder
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.notices.unit_notices import UnitNotices
from wbs.store.schema.reminders import UnitNoticeRow, UnitReminderRow

NOTICES = UnitNotices(UnitReminderRow, UnitNoticeRow)


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
