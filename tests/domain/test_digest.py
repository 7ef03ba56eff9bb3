"""When a mail goes: never sooner than three hours after its cause, on days of work, spread over an hour."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.domain.deadline import WorkingCalendar
from wbs.domain.digest import QUIET_HOURS, Frequency, goes_after, is_digest_day, next_batch

HOLIDAY = date(2026, 8, 17)
CALENDAR = WorkingCalendar(frozenset({2026}), frozenset({HOLIDAY}))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1))
HOURS = st.integers(4, 20)
IDS = st.binary(min_size=16, max_size=16).map(bytes.hex)
WANTED = st.sampled_from([Frequency.DAILY, Frequency.WEEKLY])


@given(MOMENTS, HOURS, IDS, WANTED)
def test_no_mail_goes_within_three_hours_of_what_it_could_speak_of(
    now: datetime, hour: int, digest_id: str, frequency: Frequency
) -> None:
    on_day = next_batch(now, hour, frequency, CALENDAR)
    assert on_day is not None
    goes_at = datetime.combine(on_day, time()) + goes_after(digest_id, hour)

    assert goes_at - now >= timedelta(hours=QUIET_HOURS)
    assert goes_at.date() == on_day
    assert goes_at.hour == hour
    assert is_digest_day(on_day, frequency, CALENDAR)
    assert goes_at - now < timedelta(days=5 if frequency is Frequency.DAILY else 15)


@given(MOMENTS, HOURS)
def test_who_wants_no_mail_has_no_batch(now: datetime, hour: int) -> None:
    assert next_batch(now, hour, Frequency.NEVER, CALENDAR) is None


@pytest.mark.parametrize(
    ("day", "daily", "weekly"),
    [
        (date(2026, 8, 14), True, False),  # Friday
        (date(2026, 8, 15), False, False),
        (date(2026, 8, 16), False, False),
        (HOLIDAY, False, False),  # a Monday
        (date(2026, 8, 18), True, True),
        (date(2026, 8, 19), True, False),
        (date(2026, 8, 24), True, True),
        (date(2027, 8, 16), True, True),  # no calendar is known
        (date(2027, 8, 17), True, False),
    ],
    ids=str,
)
def test_mails_go_on_working_days_and_weekly_ones_on_the_first(
    day: date, daily: bool, weekly: bool
) -> None:
    assert is_digest_day(day, Frequency.DAILY, CALENDAR) is daily
    assert is_digest_day(day, Frequency.WEEKLY, CALENDAR) is weekly
    assert not is_digest_day(day, Frequency.NEVER, CALENDAR)


def test_every_week_has_one_weekly_day_unless_all_of_it_is_free() -> None:
    days = [date(2026, 1, 5) + timedelta(days=n) for n in range(7 * 50)]
    weeks = [
        day.isocalendar().week for day in days if is_digest_day(day, Frequency.WEEKLY, CALENDAR)
    ]

    assert len(weeks) == len(set(weeks)) == 50
