"""Notes what the evidence clerks of units are to be told: rows of ids and days, each once, gone with their cause.

Safe to run at any time, again, and twice at once: what is to be told follows from the rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Generic, TypeVar

from wbs.domain.access import is_evidence_clerk
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.agency.officers import all_officers
from wbs.store.database import Work
from wbs.store.notices.unit_notices import UnitNotices

What = TypeVar("What")


@dataclass(frozen=True)
class Room(Generic[What]):
    """One kind of reminders: what presses in a unit, by key; how it is written; where it stands."""

    pressing: Callable[[Context, Work, str], Mapping[str, What]]
    add: Callable[[Work, What, date], None]
    notices: UnitNotices


def note_in_units(context: Context, room: Room[What]) -> int:
    """The reminders of every unit with an evidence clerk stand as the day has them; returns how many are new.

    None are where nobody is mailed: the page asks the rows, only mails ask what was noted.

    Raises:
        Busy: a unit's rows were being written to all the time; the units before it are done.
    """
    if context.rules.mail is None:
        return 0
    with context.database.reading() as work:
        concerned = sorted(_with_clerk(work) | room.notices.units_noted(work))
        changed = [i for i in concerned if any(_difference(context, room, i, work))]
    return sum(in_turn(context, partial(_note, context, room, unit_id)) for unit_id in changed)


def _note(context: Context, room: Room[What], unit_id: str, work: Work) -> int:
    new, over = _difference(context, room, unit_id, work)
    room.notices.remove(work, over)
    for reminder in new:
        room.add(work, reminder, context.today())
    return len(new)


def _difference(
    context: Context, room: Room[What], unit_id: str, work: Work
) -> tuple[list[What], frozenset[str]]:
    """What holds and is not noted yet, and, by id, what is noted and holds no more."""
    holding = room.pressing(context, work, unit_id) if unit_id in _with_clerk(work) else {}
    noted = room.notices.noted(work, unit_id)
    return [holding[key] for key in sorted(holding.keys() - noted)], noted - holding.keys()


def _with_clerk(work: Work) -> frozenset[str]:
    return frozenset(o.unit_id for o in all_officers(work) if is_evidence_clerk(o))
