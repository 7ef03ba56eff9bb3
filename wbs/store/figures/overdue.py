"""Which clocks of open cases had run out on a day: ids, kinds and days, for whoever counts them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from wbs.domain.kinds import Kind
from wbs.store.database import Work
from wbs.store.figures.figure_queries import own
from wbs.store.plain import table_of
from wbs.store.schema.ledger import ClockRow, TallyRow

_CLOCK, _TALLY = table_of(ClockRow).c, table_of(TallyRow).c


@dataclass(frozen=True)
class LateClock:
    """A clock that had run out and was not met."""

    log_id: str
    kind: Kind
    period: str
    started_on: date
    due_on: date


def late_clocks(work: Work, unit_ids: Collection[str], as_of: date) -> tuple[LateClock, ...]:
    """The clocks of the cases these units count whose last day was over at the end of *as_of*, and that were not met by then."""
    query = (
        select(_TALLY.log_id, _TALLY.kind, _CLOCK.period, _CLOCK.started_on, _CLOCK.due_on)
        .select_from(table_of(TallyRow).join(table_of(ClockRow), _CLOCK.log_id == _TALLY.log_id))
        .where(own(sorted(unit_ids)), _TALLY.received_on <= as_of, _CLOCK.due_on < as_of)
        .where(or_(_CLOCK.met_on.is_(None), _CLOCK.met_on > as_of), _CLOCK.started_on <= as_of)
        .order_by(_TALLY.log_id, _CLOCK.due_on, _CLOCK.period)
    )
    return tuple(
        LateClock(log_id, Kind(kind), period, started_on, due_on)
        for log_id, kind, period, started_on, due_on in work.execute(query)
    )
