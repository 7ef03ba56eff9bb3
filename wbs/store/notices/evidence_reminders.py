"""Reminders of missing evidence: which due periods lack it."""

from datetime import date

from wbs.domain.evaluation.missing import EvidenceReminder
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.notices.unit_notices import UnitNotices
from wbs.store.schema.evaluation import EvidenceNoticeRow, EvidenceReminderRow

NOTICES = UnitNotices(EvidenceReminderRow, EvidenceNoticeRow)


def add(work: Work, reminder: EvidenceReminder, on: date) -> None:
    """The reminder is noted.

    Raises:
        Conflict: it was noted meanwhile.
    """
    plain.add(
        work,
        EvidenceReminderRow,
        id=reminder.key,
        unit_id=reminder.unit_id,
        lke_code=reminder.lke_code,
        period=reminder.period.code,
        noted_on=on,
    )
