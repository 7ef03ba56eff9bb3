"""The working calendar, and counting in it: Monday to Friday minus national holidays and collective leave."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from wbs.domain.errors import CalendarGap
from wbs.domain.event import DaysOpen

ONE_DAY = timedelta(days=1)
SATURDAY = 5
MONTHS_A_YEAR = 12

# Upper bounds in working days; what is longer falls into the last class.
DAYS_OPEN_BOUNDS = (
    (5, DaysOpen.UP_TO_5),
    (14, DaysOpen.UP_TO_14),
    (30, DaysOpen.UP_TO_30),
    (60, DaysOpen.UP_TO_60),
)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked, in the years for which holidays and collective leave are known.

    `days_off` are holidays and collective leave; `extra_working_days` are worked although they
    would be free, and win over `days_off` and the weekend.

    Regulation: [PERPRES-21-2023 art. 3, 6]
    """

    years: frozenset[int]
    days_off: frozenset[date]
    extra_working_days: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether *day* counts.

        Raises:
            CalendarGap: the year of *day* is not known.
        """
        if day.year not in self.years:
            raise CalendarGap(day.year)
        if day in self.extra_working_days:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off


def due_on(start: date, working_days: int, calendar: WorkingCalendar) -> date:
    """The last day to act, *working_days* after *start*.

    *start* is day zero, worked or not: the count begins on the next working day.

    Raises:
        CalendarGap: a day that has to be judged lies in a year that is not known.
    """
    day = start
    left = working_days
    while left > 0:
        day += ONE_DAY
        left -= calendar.is_working_day(day)
    return day


def working_days_between(start: date, end: date, calendar: WorkingCalendar) -> int:
    """How many working days lie after *start*, up to and including *end*; 0 if *end* is not later.

    Raises:
        CalendarGap: a day in between lies in a year that is not known.
    """
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(calendar.is_working_day(day) for day in days)


def days_open(received_on: date, closed_on: date, calendar: WorkingCalendar) -> DaysOpen | None:
    """The class of how long a case was open; None while the calendar of a year in between is unknown."""
    try:
        working_days = working_days_between(received_on, closed_on, calendar)
    except CalendarGap:
        return None
    return next(
        (name for bound, name in DAYS_OPEN_BOUNDS if working_days <= bound), DaysOpen.OVER_60
    )


def months_after(start: date, months: int) -> date:
    """The same day of the month, *months* later; the end of a shorter month where it has no such day."""
    years, month_index = divmod(start.month - 1 + months, MONTHS_A_YEAR)
    year, month = start.year + years, month_index + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
