"""The periods figures are asked for: a month, a quarter, a half-year, a year."""

import re
from dataclasses import dataclass
from datetime import date

from wbs.domain.deadline import ONE_DAY
from wbs.domain.errors import Invalid

MONTHS_IN_YEAR = 12
_CODE = re.compile(r"(2\d{3})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|S([12])))?", re.ASCII)


@dataclass(frozen=True, order=True)
class ReportingPeriod:
    """Whole calendar months, aligned to their length: written 2026-07, 2026-Q3, 2026-S1 or 2026."""

    year: int
    first_month: int
    months_long: int

    @classmethod
    def parse(cls, code: str) -> "ReportingPeriod":
        """The period that *code* names.

        Raises:
            Invalid: *code* has none of the four forms, or its year is not in 2000 to 2999.
        """
        match = _CODE.fullmatch(code.strip())
        if match is None:
            raise Invalid("period", "unknown")
        year, month, quarter, half = match.groups()
        if month:
            return cls(int(year), int(month), 1)
        if quarter:
            return cls(int(year), 3 * int(quarter) - 2, 3)
        if half:
            return cls(int(year), 6 * int(half) - 5, 6)
        return cls(int(year), 1, MONTHS_IN_YEAR)

    @classmethod
    def month_of(cls, day: date) -> "ReportingPeriod":
        """The month *day* lies in."""
        return cls(day.year, day.month, 1)

    @classmethod
    def quarter_of(cls, day: date) -> "ReportingPeriod":
        """The quarter *day* lies in."""
        return cls(day.year, day.month - (day.month - 1) % 3, 3)

    @property
    def ordinal(self) -> int:
        """Which one of its year it is: 7 for July, 3 for the third quarter, 1 for a year."""
        return (self.first_month - 1) // self.months_long + 1

    @property
    def code(self) -> str:
        """The form that `parse` reads."""
        forms = {1: f"-{self.first_month:02}", 3: f"-Q{self.ordinal}", 6: f"-S{self.ordinal}"}
        return f"{self.year}{forms.get(self.months_long, '')}"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, self.first_month, 1)

    @property
    def end(self) -> date:
        """The last day."""
        after = self.first_month + self.months_long
        year, month = (self.year, after) if after <= MONTHS_IN_YEAR else (self.year + 1, 1)
        return date(year, month, 1) - ONE_DAY

    @property
    def months(self) -> tuple["ReportingPeriod", ...]:
        """Its months, in order."""
        first, last = self.first_month, self.first_month + self.months_long
        return tuple(ReportingPeriod(self.year, month, 1) for month in range(first, last))

    @property
    def quarters(self) -> tuple["ReportingPeriod", ...]:
        """The quarters its months lie in, in order; a month gives the quarter around it."""
        return tuple(dict.fromkeys(self.quarter_of(month.start) for month in self.months))

    def before(self) -> "ReportingPeriod":
        """The period of the same length that ends on the day before this one starts."""
        if self.first_month > self.months_long:
            return ReportingPeriod(self.year, self.first_month - self.months_long, self.months_long)
        first = MONTHS_IN_YEAR + 1 - self.months_long
        return ReportingPeriod(self.year - 1, first, self.months_long)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.code


def resolve_as_of(
    period: ReportingPeriod, asked: date | None, today: date, *, month_ends_only: bool = False
) -> date:
    """The day from which *period* is looked at: its end where that is past, else today.

    With *month_ends_only*, where nobody asked for a day, the last end of a month instead of today.

    Raises:
        Invalid: the period has not begun, *asked* lies before it or in the future, or no month of it has
            ended yet where only a month's end would do.
    """
    if period.start > today:
        raise Invalid("period", "not_begun")
    if asked is None:
        day = min(period.end, today)
        if not month_ends_only:
            return day
        asked = last_month_end(day)
        if asked < period.start:
            raise Invalid("period", "no_month_ended")
    if asked > today:
        raise Invalid("as_of", "future_date")
    if asked < period.start:
        raise Invalid("as_of", "before_period")
    return asked


def last_month_end(day: date) -> date:
    """*day* if it is the last of its month, else the last of the month before."""
    return day if (day + ONE_DAY).day == 1 else day.replace(day=1) - ONE_DAY


def read_day(text: str) -> date | None:
    """The day that *text* names as year-month-day; None for no text.

    Raises:
        Invalid: it names none.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid("as_of", "not_a_date") from None
