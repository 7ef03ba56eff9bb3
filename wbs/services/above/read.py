"""What an officer, or the operator, is shown of the cases about a unit that lie above."""

from collections.abc import Mapping

from wbs.domain.access import exportable_units, sees_every_cell
from wbs.domain.figures import COUNTED_KINDS, Question
from wbs.domain.handled_above import HandledAbove, Hidden, counts_beside, line_of
from wbs.domain.officer import Officer
from wbs.domain.routing import own_desk
from wbs.domain.unit import Unit
from wbs.store.agency.desks import all_desks
from wbs.store.database import Work
from wbs.store.figures import handled_above as rows


def handled_above(
    work: Work,
    by: Officer | None,
    unit: Unit,
    tree: Mapping[str, Unit],
    question: Question,
    *,
    with_subtree: bool,
) -> HandledAbove:
    """What *by* is shown, who may export the figures of *question*; nobody is the operator.

    Of every kind and quarter for which the unit has, or at the quarter's beginning had, no active desk of its own.

    Security: what is frozen alone is read. Of several units together nothing is shown, nor to whoever exports a
    unit's figures in which these cases may stand as exact numbers, the inspectorate apart, which sees them all.
    """
    if with_subtree:
        return HandledAbove(hidden=Hidden.SEVERAL_UNITS)
    desks = all_desks(work)
    active = [desk for desk in desks if desk.is_active]
    own = {kind: own_desk(unit.id, kind, active) for kind in COUNTED_KINDS}
    deskless = frozenset(kind for kind, desk in own.items() if desk is None)
    if by is not None and not sees_every_cell(by):
        any_day, month_ends = (exportable_units(by, tree, on_any_day=d) for d in (True, False))
        if counts_beside(any_day | month_ends, unit.id, tree, desks):
            return HandledAbove(deskless, hidden=Hidden.COUNTED_IN_YOURS)
    since, cells = rows.first_keys(work, unit.id), rows.frozen_of(work, unit.id)
    lines = tuple(
        line_of(kind, quarter, question.as_of, cells)
        for kind, desk in own.items()
        for quarter in question.period.quarters
        if desk is None or quarter.start < since[desk.id]
    )
    return HandledAbove(deskless, lines)
