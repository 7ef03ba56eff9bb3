"""What a clock asks for on a day, and that the same cause has the same name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.law_at_hand import shipped_law
from wbs.domain.clocks import Clock
from wbs.domain.reminder import Occasion, Reminder, causes_of

PERIODS = shipped_law().periods
TODAY = date(2026, 8, 5)
SOON = date(2026, 8, 10)
OFFICE = Clock("complaint_verify", date(2026, 8, 3), TODAY)
REPORTER = Clock("reporter_silence", date(2026, 8, 3), TODAY)


@pytest.mark.parametrize(
    ("clock", "days", "occasion"),
    [
        (OFFICE, -1, Occasion.OVERDUE),
        (OFFICE, 0, Occasion.LAST_DAY),
        (OFFICE, 1, Occasion.SOON),
        (OFFICE, 5, Occasion.SOON),
        (OFFICE, 6, None),
        (REPORTER, -1, Occasion.SILENCE),
        (REPORTER, 0, None),
        (REPORTER, 1, None),
    ],
    ids=str,
)
def test_a_clock_asks_for_one_thing_or_none(
    clock: Clock, days: int, occasion: Occasion | None
) -> None:
    clock = replace(clock, due_on=TODAY + timedelta(days=days))

    found = [cause.occasion for cause in causes_of([clock], PERIODS, TODAY, SOON)]

    assert found == ([] if occasion is None else [occasion])


@pytest.mark.parametrize(
    "clock",
    [replace(OFFICE, met_on=TODAY), replace(OFFICE, due_on=None)],
    ids=["met", "waits for a calendar"],
)
def test_a_clock_that_was_met_or_has_no_day_asks_for_nothing(clock: Clock) -> None:
    assert list(causes_of([clock], PERIODS, TODAY, SOON)) == []


def test_every_shipped_period_asks_for_something_once_it_is_over() -> None:
    for period in PERIODS.all:
        start = max(period.effective_from, date(2026, 1, 5))
        if not period.is_in_force(start):
            continue
        clock = Clock(period.id, start, TODAY - timedelta(days=1))

        (cause,) = causes_of([clock], PERIODS, TODAY, SOON)

        wanted = Occasion.OVERDUE if period.binds_office else Occasion.SILENCE
        assert cause.occasion is wanted, period.id


def test_a_key_names_the_cause_and_nothing_else() -> None:
    one = Reminder(Occasion.SOON, "case", "log", "desk", "period", TODAY, SOON)
    others = [
        replace(one, occasion=Occasion.OVERDUE),
        replace(one, log_id="other"),
        replace(one, desk_id="other"),
        replace(one, period="other"),
        replace(one, due_on=TODAY),
        replace(one, number=1),
    ]

    assert one.key == replace(one, case_id="erased", started_on=None).key
    assert len({one.key, *(other.key for other in others)}) == len(others) + 1
    assert "log" not in one.key
    assert len(one.key) == 32
