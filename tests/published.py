"""Published quarters of the tests, as they would have been frozen: the numbers are made up."""

from datetime import timedelta

from tests.cast import Cast
from wbs.domain.kinds import Kind
from wbs.domain.publication import PUBLISHED_KINDS, Publication
from wbs.domain.span import ReportingPeriod
from wbs.services.context import Context
from wbs.store.figures import publications

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
