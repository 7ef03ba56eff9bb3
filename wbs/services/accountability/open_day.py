"""Which days of the logs are still open: nothing is written into one that a checkpoint has closed."""

from datetime import date, timedelta

from wbs.store.database import Work
from wbs.store.log import checkpoints

ONE_DAY = timedelta(days=1)


def first_open_day(work: Work) -> date:
    """The first day that no checkpoint of the instance log has closed."""
    closed = checkpoints.last_day(work)
    return closed + ONE_DAY if closed else date.min
