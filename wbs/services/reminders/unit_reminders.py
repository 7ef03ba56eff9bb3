"""What those who keep a unit's evidence are told of its monev: from the rows as they stand, gone with its cause."""

from wbs.domain.access import Permission, may
from wbs.domain.errors import NotFound
from wbs.domain.evaluation.missing import told_by_monev
from wbs.domain.evaluation.rules import dues_of
from wbs.domain.kinds import Role
from wbs.domain.monev import ROWS, months_of
from wbs.domain.monev_reminder import UnitOccasion, UnitReminder, unit_reminders
from wbs.domain.officer import Officer
from wbs.services.context import Context
from wbs.services.evaluation.facts import standing_facts
from wbs.services.reminders.note_units import Room, note_in_units
from wbs.store.agency.units import all_units
from wbs.store.database import Work
from wbs.store.evidence import monev
from wbs.store.notices import unit_reminders as rows


def pressing_in(context: Context, work: Work, unit_id: str) -> tuple[UnitReminder, ...]:
    """What presses in the unit today, the most pressing first."""
    today = context.today()
    stored = monev.meetings_of(work, [unit_id])
    found = unit_reminders(
        unit_id,
        (each.meeting for each in stored),
        (each.recommendation for each in monev.recommendations_of(work, stored)),
        months_of(context.law.sheet),
        today,
        context.law.soon_until(today),
    )
    return tuple(each for each in found if not _is_shown_by_papers(context, work, each))


def _is_shown_by_papers(context: Context, work: Work, reminder: UnitReminder) -> bool:
    """Whether minutes that are filed show the quarter's monev: then its row of the sheet has no gap."""
    code = ROWS[reminder.kind].evaluated
    if reminder.occasion is not UnitOccasion.QUARTER_WITHOUT_MONEV or not told_by_monev(code):
        return False
    try:
        row = context.law.sheet.row(code)
    except NotFound:
        return False
    unit = all_units(work)[reminder.unit_id]
    facts = standing_facts(work, unit, reminder.quarter, context.today())
    return any(due.has_evidence for due in dues_of(row, facts))


def waiting_in_unit(context: Context, by: Officer) -> tuple[UnitReminder, ...]:
    """What presses in the officer's own unit, where they file its evidence; nothing for others."""
    files = bool(by.desk_ids) or Role.EVIDENCE in by.roles
    if not files or not may(by, Permission.FILE_EVIDENCE):
        return ()
    with context.database.reading() as work:
        return pressing_in(context, work, by.unit_id)


def note_unit_reminders(context: Context) -> int:
    """The reminders stand as the day has them; returns how many are new.

    Raises:
        Busy: as `note_in_units`.
    """
    return note_in_units(context, ROOM)


def _pressing(context: Context, work: Work, unit_id: str) -> dict[str, UnitReminder]:
    return {each.key: each for each in pressing_in(context, work, unit_id)}


ROOM = Room(_pressing, rows.add, rows.NOTICES)
