"""Units side by side: one query for each number of all units and quarters together, none for a unit of its own."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, or_, select

from wbs.domain.figures import COUNTED_KINDS, FollowUp, Line, Window
from wbs.domain.kinds import Kind
from wbs.domain.officer import Membership
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.figures import figure_queries as queries
from wbs.store.figures.figures import NUMBERS
from wbs.store.schema.ledger import ClockRow, TallyRow
from wbs.store.schema.people import DeskMemberRow, DeskRow

Lines = dict[
    tuple[int, str], dict[Kind, Line]
]  # (place of the window, unit) → a line for each kind
PARTS = ("brought_forward", "new", "harus", "sedang", "selesai")

_CLOCK, _TALLY = plain.table_of(ClockRow).c, plain.table_of(TallyRow).c
_DESK, _SEAT = plain.table_of(DeskRow).c, plain.table_of(DeskMemberRow).c


def lines(work: Work, windows: Sequence[Window], unit_ids: Collection[str]) -> Lines:
    """A line for every window, unit and counted kind, also where there was nothing."""
    asked = queries.ask(windows, sorted(unit_ids))
    found: dict[tuple[int, str, str], defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name, query in NUMBERS.items():
        for window, kind, unit, n in work.execute(query(asked)):
            found[window, kind, unit][name] = n
    return {
        (place, unit): {kind: _line(found[place, kind.value, unit]) for kind in COUNTED_KINDS}
        for place in range(len(windows))
        for unit in unit_ids
    }


def _line(numbers: defaultdict[str, int]) -> Line:
    follow_up = FollowUp(*(numbers[part] for part in PARTS))
    return Line(numbers["received"], follow_up, numbers["not_processed"])


def overdue(
    work: Work, unit_ids: Collection[str], day: date, periods: Collection[str]
) -> dict[str, int]:
    """By unit, how many cases of the counted kinds had, when *day* was over, one of these periods behind them and not met."""
    query = (
        select(_TALLY.unit_id, func.count(_TALLY.log_id.distinct()))
        .select_from(
            plain.table_of(TallyRow).join(plain.table_of(ClockRow), _CLOCK.log_id == _TALLY.log_id)
        )
        .where(_TALLY.unit_id.in_(sorted(unit_ids)), _TALLY.received_on <= day)
        .where(_TALLY.kind.in_([kind.value for kind in COUNTED_KINDS]))
        .where(_CLOCK.period.in_(sorted(periods)), _CLOCK.started_on <= day, _CLOCK.due_on < day)
        .where(or_(_CLOCK.met_on.is_(None), _CLOCK.met_on > day))
        .group_by(_TALLY.unit_id)
    )
    return {unit_id: n for unit_id, n in work.execute(query)}


def fewest_at_desks(work: Work, unit_ids: Collection[str]) -> dict[str, int]:
    """By unit, how many are present at the one of its open desks that has fewest; a unit without a desk is absent."""
    present = (_SEAT.desk_id == _DESK.id) & (_SEAT.state == Membership.PRESENT.value)
    query = (
        select(_DESK.unit_id, _DESK.id, func.count(_SEAT.officer_id))
        .select_from(plain.table_of(DeskRow).outerjoin(plain.table_of(DeskMemberRow), present))
        .where(_DESK.unit_id.in_(sorted(unit_ids)), _DESK.is_closed.is_(False))
        .group_by(_DESK.unit_id, _DESK.id)
    )
    fewest: dict[str, int] = {}
    for unit_id, _, n in work.execute(query):
        fewest[unit_id] = min(n, fewest.get(unit_id, n))
    return fewest
