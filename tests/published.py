"""Published quarters of the tests, as they would have been frozen: the numbers are made up."""

from datetime import timedelta

from tests.cast import Cast
from wbs.domain.figures import COUNTED_KINDS
from wbs.domain.kinds import Kind
from wbs.domain.publication import PUBLISHED_KINDS, Publication
from wbs.domain.span import ReportingPeriod
from wbs.services.context import Context
from wbs.store.figures import handled_above, publications

LARGE = ("inspektorat", "kanwil-a", "kanwil-b")


def publish(context: Context, cast: Cast, how_many: int = 4) -> None:
    """The last quarters before today's: complaints at every unit, the rest at the large ones."""
    quarter = ReportingPeriod.quarter_of(context.today())
    units = list(cast.agency.units.values())
    for back in range(how_many):
        quarter = quarter.before()
        cells = {
            (unit.id, kind): 5 * ((3 * n + 2 * m + back) % 5)
            for n, unit in enumerate(units)
            for m, kind in enumerate(PUBLISHED_KINDS)
            if kind is Kind.COMPLAINT or unit.slug in LARGE
        }
        found = Publication(quarter, quarter.end + timedelta(days=14), 280, cells)
        with context.database.transaction() as work:
            publications.add(work, found)


def tell(context: Context, cast: Cast, year: ReportingPeriod) -> None:
    """What units without desks are told of the first three quarters of a year: nothing, 5 to 9, 15 to 19."""
    for quarter, least in zip(year.quarters, (0, 5, 15), strict=False):
        cells = {(unit_id, kind): least for unit_id in cast.agency.units for kind in COUNTED_KINDS}
        with context.database.transaction() as work:
            handled_above.add_frozen(work, quarter, cells)
