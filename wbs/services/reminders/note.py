"""Notes what people are to be told of: rows of ids and days, each once, gone with their cause.

Safe to run at any time, again, and twice at once: what is to be told follows from the rows of the cases.
"""

from functools import partial

from wbs.domain.reminder import Reminder
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.reminders.pressing import House, escalated_from, house_of, pressing_at
from wbs.store.database import Work
from wbs.store.notices import reminders


def note_reminders(context: Context) -> int:
    """Every desk's reminders stand as the day has them; returns how many are new.

    Raises:
        Busy: a desk's cases were being written to all the time; the desks before it are done.
    """
    with context.database.reading() as work:
        house = house_of(work)
        changed = _difference(context, work, frozenset(house.desks), house)
    return sum(in_turn(context, partial(_note, context, desk_id)) for desk_id in sorted(changed))


def _note(context: Context, desk_id: str, work: Work) -> int:
    desk = frozenset({desk_id})
    new, over = _difference(context, work, desk, house_of(work)).get(desk_id, ((), ()))
    reminders.remove(work, over)
    for reminder in new:
        reminders.add(work, reminder, context.today())
    return len(new)


def _difference(
    context: Context, work: Work, desk_ids: frozenset[str], house: House
) -> dict[str, tuple[list[Reminder], list[str]]]:
    """By desk in charge: what holds and is not noted yet, and, by id, what is noted and holds no more."""
    found = (
        *pressing_at(context, work, desk_ids),
        *escalated_from(context, work, desk_ids, house),
    )
    holding = {each.reminder.key: each for each in found}
    noted = reminders.noted(work, desk_ids)
    changed: dict[str, tuple[list[Reminder], list[str]]] = {}
    for key in sorted(holding.keys() - noted.keys()):
        new = holding[key]
        changed.setdefault(new.case.desk_id, ([], []))[0].append(new.reminder)
    for key in sorted(noted.keys() - holding.keys()):
        changed.setdefault(noted[key], ([], []))[1].append(key)
    return changed
