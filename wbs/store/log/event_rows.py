"""An event out of its row, with what the tally and the unit's name say besides; what only the leaf holds is left out."""

from typing import Any

from sqlalchemy import Row

from wbs.domain.event import Act, DaysOpen, Event
from wbs.domain.kinds import Channel, Kind


def event_of(row: Row[Any]) -> Event:
    """The event; the row has the columns of `event`, the tally's kind, channel and category, and the unit's slug.

    Raises:
        ValueError: a column holds no word of ours.
    """
    return Event(
        log_id=row.log_id,
        ordinal=row.ordinal,
        unit_id=row.unit_id,
        unit_slug=row.slug,
        kind=Kind(row.kind),
        channel=Channel(row.channel),
        category=row.category,
        act=Act(row.act),
        outcome=row.outcome,
        outcome_detail=row.outcome_detail,
        occurred_on=row.occurred_on,
        logged_on=row.logged_on,
        days_open=DaysOpen(row.days_open) if row.days_open else None,
    )
