"""Counting in working days, and what happens where nobody knows the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.domain.deadline import (
    WorkingCalendar,
    days_open,
    due_on,
    months_after,
    working_days_between,
)
from wbs.domain.errors import CalendarGap
from wbs.domain.event import DaysOpen

MONDAY = date(2026, 8, 3)
FRIDAY = date(2026, 8, 7)
INDEPENDENCE_DAY = date(2026, 8, 17)
SATURDAY = date(2026, 8, 8)
CALENDAR = WorkingCalendar(frozenset({2026}), frozenset({INDEPENDENCE_DAY, SATURDAY}))


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (MONDAY, True),
        (FRIDAY, True),
        (SATURDAY, False),
        (date(2026, 8, 9), False),
        (INDEPENDENCE_DAY, False),
        (date(2026, 8, 18), True),
    ],
    ids=str,
)
def test_work_is_done_from_monday_to_friday_but_not_on_holidays(day: date, is_worked: bool) -> None:
    assert CALENDAR.is_working_day(day) is is_worked


@pytest.mark.parametrize("day", [INDEPENDENCE_DAY, SATURDAY, date(2026, 8, 9)], ids=str)
def test_a_day_declared_worked_is_worked_whatever_it_was(day: date) -> None:
    calendar = WorkingCalendar(CALENDAR.years, CALENDAR.days_off, frozenset({day}))

    assert calendar.is_working_day(day)


@pytest.mark.parametrize(
    ("start", "working_days", "last_day"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 1, date(2026, 8, 4)),
        (MONDAY, 5, date(2026, 8, 10)),
        (FRIDAY, 1, date(2026, 8, 10)),
        (SATURDAY, 1, date(2026, 8, 10)),
        (date(2026, 8, 14), 1, date(2026, 8, 18)),
        (INDEPENDENCE_DAY, 1, date(2026, 8, 18)),
    ],
    ids=str,
)
def test_the_day_of_the_start_is_day_zero(start: date, working_days: int, last_day: date) -> None:
    assert due_on(start, working_days, CALENDAR) == last_day


def test_a_year_nobody_published_is_an_error_not_a_guess() -> None:
    with pytest.raises(CalendarGap) as gap:
        due_on(date(2026, 12, 30), 3, CALENDAR)

    assert gap.value.year == 2027


def test_a_deadline_that_ends_with_the_known_year_needs_no_other() -> None:
    assert due_on(date(2026, 12, 30), 1, CALENDAR) == date(2026, 12, 31)


def test_no_working_days_lie_between_a_day_and_itself_or_an_earlier_one() -> None:
    assert working_days_between(MONDAY, MONDAY, CALENDAR) == 0
    assert working_days_between(FRIDAY, MONDAY, CALENDAR) == 0


def test_counting_between_days_of_an_unknown_year_is_an_error() -> None:
    with pytest.raises(CalendarGap):
        working_days_between(MONDAY, date(2027, 1, 1), CALENDAR)


@given(
    start=st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    working_days=st.integers(1, 80),
)
def test_the_last_day_is_a_working_day_with_exactly_so_many_days_before_it(
    start: date, working_days: int
) -> None:
    last_day = due_on(start, working_days, CALENDAR)

    assert CALENDAR.is_working_day(last_day)
    assert working_days_between(start, last_day, CALENDAR) == working_days
    assert working_days_between(start, last_day - timedelta(days=1), CALENDAR) == working_days - 1


@pytest.mark.parametrize(
    ("working_days", "how_long"),
    [
        (0, DaysOpen.UP_TO_5),
        (5, DaysOpen.UP_TO_5),
        (6, DaysOpen.UP_TO_14),
        (14, DaysOpen.UP_TO_14),
        (15, DaysOpen.UP_TO_30),
        (30, DaysOpen.UP_TO_30),
        (31, DaysOpen.UP_TO_60),
        (60, DaysOpen.UP_TO_60),
        (61, DaysOpen.OVER_60),
        (90, DaysOpen.OVER_60),
    ],
)
def test_how_long_a_case_was_open_is_told_in_classes(working_days: int, how_long: DaysOpen) -> None:
    closed_on = due_on(MONDAY, working_days, CALENDAR)

    assert days_open(MONDAY, closed_on, CALENDAR) is how_long


def test_how_long_a_case_was_open_is_not_told_where_the_calendar_is_unknown() -> None:
    assert days_open(date(2026, 12, 30), date(2027, 1, 4), CALENDAR) is None


@pytest.mark.parametrize(
    ("start", "months", "last_day"),
    [
        (date(2026, 1, 15), 3, date(2026, 4, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 29), 3, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 9, 30), 3, date(2026, 12, 30)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
    ids=str,
)
def test_months_end_with_the_month_where_it_has_no_such_day(
    start: date, months: int, last_day: date
) -> None:
    assert months_after(start, months) == last_day
