"""The deadlines of all open cases, for whoever keeps the machine: clear facts alone, no case's id."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wbs.domain.case import Case
from wbs.domain.inbox import Filters, Position, Standing
from wbs.domain.kinds import DeskKind
from wbs.domain.unit import Unit
from wbs.services.context import Context
from wbs.store.agency import desks, units
from wbs.store.cases.inbox import inbox_page
from wbs.store.database import Work

PAGE = 500


@dataclass(frozen=True)
class RunningCase:
    """An open case and the desk that works on it. `days_late` 0: in time, or without a deadline."""

    unit: Unit
    desk: DeskKind
    case: Case
    days_late: int


def open_deadlines(context: Context, unit_slug: str | None = None) -> tuple[RunningCase, ...]:
    """Every open case of every desk (of one unit's desks), nearest deadline first."""
    today = context.today()
    with context.database.reading() as work:
        tree = units.all_units(work)
        found = [
            RunningCase(tree[desk.unit_id], desk.kind, case, _days_late(case, today))
            for desk in desks.all_desks(work)
            if unit_slug in (None, tree[desk.unit_id].slug)
            for case in _open_cases(work, desk.id, today)
        ]
    return tuple(sorted(found, key=lambda f: (f.case.due_on or date.max, f.unit.slug)))


def _open_cases(work: Work, desk_id: str, today: date) -> Iterator[Case]:
    position: Position | None = None
    while True:
        page = inbox_page(work, [desk_id], Filters(Standing.OPEN), today, position, PAGE)
        yield from page.cases
        position = page.after
        if position is None:
            return


def _days_late(case: Case, today: date) -> int:
    return max(0, (today - case.due_on).days) if case.due_on else 0
