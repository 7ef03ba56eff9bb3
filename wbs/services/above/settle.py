"""Freezes what units are told of the cases about them that lie above, a quarter at a time, once.

Safe to run at any time, again, and twice at once: what is frozen stays as it is, whatever is done with a case later.
"""

from datetime import date
from functools import partial

from wbs.domain.handled_above import Alone, due_quarters, steps
from wbs.domain.span import ReportingPeriod
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.agency.units import all_units
from wbs.store.database import Work
from wbs.store.figures import handled_above as rows
from wbs.store.figures.publications import began_on
from wbs.store.log.ledger import clocks_of


def settle_due(context: Context) -> int:
    """How many quarters were frozen.

    Raises:
        Busy: others were writing all the time; the quarters before are frozen.
    """
    with context.database.reading() as work:
        due = _due(context, work)
    return sum(in_turn(context, partial(_settle, context, quarter)) for quarter in due)


def _due(context: Context, work: Work) -> tuple[ReportingPeriod, ...]:
    """The quarters whose day has come.

    It is asked every minute, so the custody log is asked once a day whether any may have, and again before anything
    is frozen.
    """
    today = context.today()
    first, untold_until = context.custody_days.of(today, partial(_days, work))
    if first is None:
        return ()
    frozen = rows.frozen_quarters(work)
    if not due_quarters(first, untold_until, frozen, today):
        return ()
    return due_quarters(first, rows.untold_until(work), frozen, today)


def _days(work: Work) -> tuple[date | None, date | None]:
    """The first day of the house, and the last on which a case was routed for a reason that tells too little."""
    return began_on(work), rows.untold_until(work)


def _settle(context: Context, quarter: ReportingPeriod, work: Work) -> bool:
    if quarter in rows.frozen_quarters(work):
        return False
    found = (each for each in rows.alone(work, quarter) if not _was_escalated(context, work, each))
    rows.add_frozen(work, quarter, steps(found, all_units(work).keys()))
    return True


def _was_escalated(context: Context, work: Work, case: Alone) -> bool:
    """Whether its desk ever let it lie so long that the inspectorate heard of it, or might have."""
    _, _, log_id = case
    return context.law.was_escalated(clocks_of(work, log_id), context.today())
