"""What one giver gave one recipient within a year, as lines of a table, held against the limit for colleagues."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from wbs.domain.errors import Unavailable
from wbs.domain.gratification.register import GiverTotal, colleagues_limit
from wbs.web.languages import gettext
from wbs.web.shell import context
from wbs.web.words import number, rupiah


@dataclass(frozen=True)
class YearLine:
    """One giver and one recipient. `warning` says that the limit is passed."""

    giver: str = field(repr=False)
    recipient: str = field(repr=False)
    gifts: str
    rolling: str
    calendar: str
    warning: str


def year_lines(totals: Iterable[GiverTotal], on: date) -> tuple[YearLine, ...]:
    """The totals up to *on*, by the rules in force on that day."""
    try:
        limit = colleagues_limit(context().law.gratuities.in_force(on))
    except Unavailable:
        limit = None
    return tuple(_line(total, limit) for total in totals)


def _line(total: GiverTotal, limit: int | None) -> YearLine:
    is_over = total.is_over(limit)
    over = gettext("More than %(limit)s a year", limit=rupiah(limit)) if limit and is_over else ""
    return YearLine(
        giver=total.giver,
        recipient=total.recipient,
        gifts=number(total.gifts),
        rolling=rupiah(total.rolling),
        calendar=rupiah(total.calendar),
        warning=over,
    )
