"""What a unit is told about monev, on which day, and when it is told no more."""

from datetime import date

import pytest

from tests.domain.test_monev import CONFLICT, Q2, Q3, SHEET, WBS, meeting, recommendation, step
from wbs.domain.kinds import Kind
from wbs.domain.monev import Progress, Recommendation, months_of
from wbs.domain.monev_reminder import UnitOccasion, UnitReminder, unit_reminders

LATE, SOON, NONE = UnitOccasion
MONTHS = months_of(SHEET)


def told(
    today: date, *given: Recommendation, held: bool = True, soon: date | None = None
) -> tuple[UnitReminder, ...]:
    meetings = [meeting(Q2), meeting(Q3)] if held else []
    return unit_reminders("u", meetings, given, MONTHS, today, soon or today)


@pytest.mark.parametrize(
    ("today", "soon", "expected"),
    [
        (date(2026, 10, 20), date(2026, 10, 23), ()),
        (date(2026, 10, 28), date(2026, 10, 31), (SOON,)),
        (date(2026, 10, 31), date(2026, 11, 3), (SOON,)),
        (date(2026, 11, 1), date(2026, 11, 4), (LATE,)),
    ],
)
def test_a_recommendation_is_told_of_near_and_past_its_last_day(
    today: date, soon: date, expected: tuple[UnitOccasion, ...]
) -> None:
    found = told(today, recommendation(), soon=soon)

    assert tuple(reminder.occasion for reminder in found) == expected


@pytest.mark.parametrize("progress", [Progress.DONE, Progress.CANCELLED])
def test_what_is_done_or_cancelled_is_told_of_no_more(progress: Progress) -> None:
    assert told(date(2026, 12, 1), recommendation(step(progress))) == ()


def test_a_quarter_without_monev_is_told_of_from_the_day_after_it() -> None:
    before = told(date(2026, 9, 30), held=False)
    after = told(date(2026, 10, 1), held=False)

    assert {reminder.quarter for reminder in before} == {Q2}
    assert {(r.occasion, r.kind, r.quarter) for r in after} == {
        (NONE, WBS, Q3),
        (NONE, Kind.COMPLAINT, Q3),
    }


def test_half_yearly_rows_are_told_of_when_the_half_year_is_over() -> None:
    found = told(date(2026, 7, 1), held=False)

    assert {reminder.kind for reminder in found} == set(Kind)
    assert CONFLICT not in {reminder.kind for reminder in told(date(2026, 4, 1), held=False)}


def test_a_quarter_is_told_of_no_more_when_it_cannot_be_mended() -> None:
    assert {r.quarter.code for r in told(date(2027, 1, 1), held=False)} == {"2026-Q4"}


def test_a_cause_has_one_key_and_another_cause_another() -> None:
    reminders = told(date(2026, 11, 1), recommendation(), held=False)
    again = told(date(2026, 11, 2), recommendation(), held=False)

    assert [r.key for r in reminders] == [r.key for r in again]
    assert len({r.key for r in reminders}) == len(reminders) == 3
    assert reminders[0].occasion is LATE
