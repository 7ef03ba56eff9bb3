"""Reporting periods: how they are written, what days and months they hold."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.domain.errors import Invalid
from wbs.domain.span import ReportingPeriod, resolve_as_of

parse = ReportingPeriod.parse
PERIODS = st.builds(
    lambda year, months_long, n: ReportingPeriod(
        year, 1 + months_long * (n % (12 // months_long)), months_long
    ),
    st.integers(2001, 2999),
    st.sampled_from((1, 3, 6, 12)),
    st.integers(0, 11),
)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2026-07", date(2026, 7, 1), date(2026, 7, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-S1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-S2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        (" 2026 ", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_each_form_names_its_first_and_last_day(code: str, start: date, end: date) -> None:
    period = parse(code)

    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "code",
    ["", "26", "2026-13", "2026-00", "2026-7", "2026-Q5", "2026-q3", "2026-S3", "1999", "3000",
     "2026-07-01", "٢٠٢٦", "2026-Q", "2026/07"],
)  # fmt: skip
def test_anything_else_is_no_period(code: str) -> None:
    with pytest.raises(Invalid, match="period: unknown"):
        parse(code)


@given(PERIODS)
def test_a_period_is_read_back_from_its_own_code(period: ReportingPeriod) -> None:
    assert parse(str(period)) == period


@given(PERIODS)
def test_the_months_fill_the_period_without_gap_or_overlap(period: ReportingPeriod) -> None:
    months = period.months

    assert months[0].start == period.start
    assert months[-1].end == period.end
    assert len(months) == period.months_long
    for earlier, later in pairwise(months):
        assert later.before() == earlier


@given(PERIODS)
def test_the_period_before_ends_on_the_day_before(period: ReportingPeriod) -> None:
    before = period.before()

    assert (period.start - before.end).days == 1
    assert before.months_long == period.months_long
    assert period.start in period
    assert before.end not in period


@pytest.mark.parametrize(
    ("code", "quarters"),
    [
        ("2026-08", ["2026-Q3"]),
        ("2026-Q1", ["2026-Q1"]),
        ("2026-S2", ["2026-Q3", "2026-Q4"]),
        ("2026", ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]),
    ],
)
def test_the_quarters_are_those_the_months_lie_in(code: str, quarters: list[str]) -> None:
    assert [quarter.code for quarter in parse(code).quarters] == quarters


def test_a_past_period_is_looked_at_from_its_end() -> None:
    assert resolve_as_of(parse("2026-Q2"), None, date(2026, 8, 3)) == date(2026, 6, 30)


def test_a_running_period_is_looked_at_from_today() -> None:
    assert resolve_as_of(parse("2026-Q3"), None, date(2026, 8, 3)) == date(2026, 8, 3)


def test_a_period_may_be_looked_at_from_any_later_day_up_to_today() -> None:
    asked = date(2026, 7, 15)

    assert resolve_as_of(parse("2026-Q2"), asked, date(2026, 8, 3)) == asked


@pytest.mark.parametrize(
    ("code", "asked", "problem"),
    [
        ("2026-Q4", None, "period: not_begun"),
        ("2026-Q2", date(2026, 8, 4), "as_of: future_date"),
        ("2026-Q2", date(2026, 3, 31), "as_of: before_period"),
    ],
)
def test_the_future_and_days_before_the_period_are_refused(
    code: str, asked: date | None, problem: str
) -> None:
    with pytest.raises(Invalid, match=problem):
        resolve_as_of(parse(code), asked, date(2026, 8, 3))
