"""Notes of which due periods a unit's evidence clerks are to be told that nothing is filed; gone with their cause.

Safe to run at any time, again, and twice at once: what is to be told follows from the rows.
"""

from functools import partial

from wbs.domain.access import is_evidence_clerk
from wbs.services.context import Context
from wbs.services.evaluation.schedule import missing_at
from wbs.services.in_turn import in_turn
from wbs.store import evidence_reminders as rows
from wbs.store.database import Work
from wbs.store.officers import all_officers
from wbs.store.units import all_units


def note_evidence(context: Context) -> int:
    """The reminders of every unit with an evidence clerk stand as the day has them; returns how many are new.

    Raises:
        Busy: a unit's rows were being written to all the time; the units before it are done.
    """
    with context.database.reading() as work:
        clerks = {o.unit_id for o in all_officers(work) if is_evidence_clerk(o)}
        concerned = sorted(clerks | rows.units_noted(work))
        changed = [unit_id for unit_id in concerned if any(_difference(context, work, unit_id))]
    return sum(in_turn(context, partial(_note, context, unit_id)) for unit_id in changed)


def _note(context: Context, unit_id: str, work: Work) -> int:
    new, over = _difference(context, work, unit_id)
    for reminder_id in over:
        rows.remove(work, reminder_id)
    for code, period in new:
        rows.add(work, context.new_id(), unit_id, code, period, context.today())
    return len(new)


def _difference(
    context: Context, work: Work, unit_id: str
) -> tuple[list[tuple[str, str]], list[str]]:
    """What holds and is not noted yet, by row and period; and, by id, what is noted and holds no more."""
    unit = all_units(work)[unit_id]
    has_clerk = any(is_evidence_clerk(o) and o.unit_id == unit_id for o in all_officers(work))
    missing = missing_at(work, context.law.sheet, unit, context.today()) if has_clerk else ()
    holding = {(each.row.code, each.due.period.code) for each in missing}
    noted = rows.noted(work, unit_id)
    return sorted(holding - noted.keys()), [
        reminder_id for key, reminder_id in sorted(noted.items()) if key not in holding
    ]
