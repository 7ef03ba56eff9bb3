"""Whether the installation can do its work at this moment."""

from datetime import date, timedelta
from enum import StrEnum

from wbs.domain.errors import Busy
from wbs.services.context import Context
from wbs.services.intake.intake_directory import intake_directory
from wbs.store.health import ask

MOST_DAYS_BEHIND = timedelta(days=2)


class Health(StrEnum):
    """What a monitor is told."""

    OK = "ok"
    CLOSED = "closed"  # pages answer, and no unit takes any report: the form says so, and where else to go
    BEHIND = "behind"  # reports are received; for more than two days no day of the logs was closed
    UNAVAILABLE = "unavailable"


def health(context: Context) -> Health:
    """Whether database and sealed files answer, somebody can receive a report, and days of the logs are closed.

    A log that stands still keeps no report from being received, and where nobody takes any the pages say where else
    to go: nobody is to take the service from the net for either.

    Security: what is wrong `doctor` alone is told; that nobody takes a report, everybody reads on the form.
    """
    found = ask(context.database, context.blobs)
    if not found.all_answer:
        return Health.UNAVAILABLE
    try:
        is_open = takes_any(context)
    except Busy:
        return Health.UNAVAILABLE
    if not is_open:
        return Health.CLOSED
    last = found.last_closed
    return Health.BEHIND if last is not None and is_behind(last, context.today()) else Health.OK


def takes_any(context: Context) -> bool:
    """Whether some unit takes some kind of report at the moment.

    Raises:
        Busy: the database is at its limit.
    """
    return any(unit.takes for unit in intake_directory(context))


def is_behind(last: date, today: date) -> bool:
    """Whether the last day that was closed is longer ago than a night or two may explain."""
    return today - last > MOST_DAYS_BEHIND
