"""Whether the installation can do its work at this moment."""

from datetime import date, timedelta
from enum import StrEnum

from wbs.services.context import Context
from wbs.store.health import ask

MOST_DAYS_BEHIND = timedelta(days=2)


class Health(StrEnum):
    """What a monitor is told."""

    OK = "ok"
    BEHIND = "behind"  # reports are received; for more than two days no day of the logs was closed
    UNAVAILABLE = "unavailable"


def health(context: Context) -> Health:
    """Whether database and sealed files answer, and days of the logs are closed; `doctor` alone is told what is wrong.

    A log that stands still keeps no report from being received: nobody is to take the service from the net for it.
    """
    found = ask(context.database, context.blobs)
    if not found.all_answer:
        return Health.UNAVAILABLE
    last = found.last_closed
    return Health.BEHIND if last is not None and is_behind(last, context.today()) else Health.OK


def is_behind(last: date, today: date) -> bool:
    """Whether the last day that was closed is longer ago than a night or two may explain."""
    return today - last > MOST_DAYS_BEHIND
