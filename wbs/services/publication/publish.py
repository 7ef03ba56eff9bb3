"""Freezes the figures of every quarter whose day has come, once.

Safe to run at any time, again, and twice at once: what is frozen stays as it is, whatever is entered later.
"""

from functools import partial

from wbs.domain.publication import BASE, Place, Publication, due_quarters, published_counts, rounded
from wbs.domain.span import ReportingPeriod
from wbs.sealing.rounding import rounding_chance
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.agency import units
from wbs.store.database import Work
from wbs.store.figures import publications


def publish_due(context: Context) -> int:
    """How many quarters were frozen.

    Security: without a key of the house nothing is published: a rounding that anybody can repeat hides nothing.

    Raises:
        Busy: others were writing all the time; the quarters before are frozen.
    """
    if not context.rules.figures_key:
        return 0
    with context.database.reading() as work:
        began_on = publications.began_on(work)
        frozen = publications.frozen_quarters(work)
    if began_on is None:
        return 0
    due = due_quarters(began_on, frozen, context.today(), context.law.publication)
    return sum(in_turn(context, partial(_publish, context, quarter)) for quarter in due)


def _publish(context: Context, quarter: ReportingPeriod, work: Work) -> bool:
    if quarter in publications.frozen_quarters(work):
        return False
    tree = units.all_units(work)
    employees = units.employees_by_unit(work, quarter.year)
    found = publications.entered(work, quarter)
    counts = published_counts(found, tree, employees, context.law.publication)
    cells = {place: _published(context, quarter, place, n) for place, n in counts.items()}
    known = sum(employees[unit_id] for unit_id in tree) if tree.keys() <= employees.keys() else None
    publications.add(work, Publication(quarter, context.today(), known, cells))
    return True


def _published(context: Context, quarter: ReportingPeriod, place: Place, count: int) -> int:
    unit_id, kind = place
    key = context.rules.figures_key
    return rounded(count, rounding_chance(key, quarter.code, unit_id, kind.value, BASE))
