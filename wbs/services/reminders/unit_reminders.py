"""What those who keep a unit's evidence are told: noted from the rows as they stand, gone with its cause.

Safe to run at any time, again, and twice at once.
"""

from functools import partial

from wbs.domain.access import Permission, may
from wbs.domain.kinds import Role
from wbs.domain.monev import months_of
from wbs.domain.monev_reminder import UnitReminder, unit_reminders
from wbs.domain.officer import Officer
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store import monev
from wbs.store import unit_reminders as rows
from wbs.store.database import Work
from wbs.store.units import all_units


def pressing_in(context: Context, work: Work, unit_id: str) -> tuple[UnitReminder, ...]:
    """What presses in the unit today, the most pressing first."""
    today = context.today()
    stored = monev.meetings_of(work, [unit_id])
    return unit_reminders(
        unit_id,
        (each.meeting for each in stored),
        (each.recommendation for each in monev.recommendations_of(work, stored)),
        months_of(context.law.sheet),
        today,
        context.law.soon_until(today),
    )


def waiting_in_unit(context: Context, by: Officer) -> tuple[UnitReminder, ...]:
    """What presses in the officer's own unit, where they file its evidence; nothing for others."""
    files = bool(by.desk_ids) or Role.EVIDENCE in by.roles
    if not files or not may(by, Permission.FILE_EVIDENCE):
        return ()
    with context.database.reading() as work:
        return pressing_in(context, work, by.unit_id)


def note_unit_reminders(context: Context) -> int:
    """Every unit's reminders stand as the day has them; returns how many are new.

    Raises:
        Busy: a unit's were being written to all the time; the units before it are done.
    """
    if context.rules.mail is None:
        return 0  # the page asks the rows; only mails ask what was noted
    with context.database.reading() as work:
        unit_ids = sorted(all_units(work))
        changed = [i for i in unit_ids if any(_difference(context, work, i))]
    return sum(in_turn(context, partial(_note, context, unit_id)) for unit_id in changed)


def _note(context: Context, unit_id: str, work: Work) -> int:
    new, over = _difference(context, work, unit_id)
    rows.remove(work, over)
    for reminder in new:
        rows.add(work, reminder, context.today())
    return len(new)


def _difference(
    context: Context, work: Work, unit_id: str
) -> tuple[list[UnitReminder], frozenset[str]]:
    """What holds and is not noted yet, and, by id, what is noted and holds no more."""
    holding = {each.key: each for each in pressing_in(context, work, unit_id)}
    noted = rows.noted(work, unit_id)
    return [holding[key] for key in sorted(holding.keys() - noted)], noted - holding.keys()
