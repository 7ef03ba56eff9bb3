"""Of which due periods a unit's evidence clerks are told that nothing is filed."""

from wbs.domain.access import is_evidence_clerk
from wbs.domain.evaluation.missing import EvidenceReminder, told_by_monev
from wbs.domain.officer import Officer
from wbs.services.context import Context
from wbs.services.evaluation.schedule import Missing, missing_at
from wbs.services.reminders.note_units import Room, note_in_units
from wbs.store.agency.units import all_units
from wbs.store.database import Work
from wbs.store.notices import evidence_reminders as rows


def missing_in(context: Context, work: Work, unit_id: str) -> tuple[Missing, ...]:
    """What lacks evidence in the unit today, the earliest first; of monev its own room tells."""
    unit = all_units(work)[unit_id]
    found = missing_at(work, context.law.sheet, unit, context.today())
    return tuple(each for each in found if not told_by_monev(each.row.code))


def missing_for(context: Context, by: Officer) -> tuple[Missing, ...]:
    """What lacks evidence in the unit whose evidence clerk the officer is; nothing for others."""
    if not is_evidence_clerk(by):
        return ()
    with context.database.reading() as work:
        return missing_in(context, work, by.unit_id)


def note_evidence(context: Context) -> int:
    """The reminders stand as the day has them; returns how many are new.

    Raises:
        Busy: as `note_in_units`.
    """
    return note_in_units(context, ROOM)


def _pressing(context: Context, work: Work, unit_id: str) -> dict[str, EvidenceReminder]:
    found = (
        EvidenceReminder(unit_id, each.row.code, each.due.period)
        for each in missing_in(context, work, unit_id)
    )
    return {each.key: each for each in found}


ROOM = Room(_pressing, rows.add, rows.NOTICES)
