"""The working calendar of Indonesia, and what an operator knows better."""

from datetime import date
from pathlib import Path

import pytest

from tests.law_at_hand import CONFIG, shipped_law
from wbs.domain.deadline import WorkingCalendar, due_on
from wbs.domain.errors import CalendarGap
from wbs.store.rules.config_file import ConfigError
from wbs.store.rules.law import Law, load_law

LAW = shipped_law()
LEBARAN_LEAVE = date(2026, 3, 18)
ORDINARY_DAY = date(2026, 8, 4)
SATURDAY = date(2026, 8, 8)


def corrected(folder: Path, text: str) -> Law:
    (folder / "calendar.toml").write_text(text)
    return load_law(CONFIG, folder)


def calendar(folder: Path, text: str) -> WorkingCalendar:
    return corrected(folder, text).calendar


@pytest.mark.parametrize(
    ("start", "working_days", "last_day"),
    [
        (date(2026, 3, 16), 7, date(2026, 4, 1)),
        (date(2026, 3, 16), 10, date(2026, 4, 7)),
        (date(2026, 3, 16), 20, date(2026, 4, 21)),
        (date(2026, 3, 16), 30, date(2026, 5, 6)),
        (date(2026, 5, 12), 10, date(2026, 6, 2)),
        (date(2026, 5, 12), 30, date(2026, 7, 1)),
        (date(2025, 12, 22), 10, date(2026, 1, 8)),
        (date(2025, 12, 22), 30, date(2026, 2, 6)),
        (date(2026, 12, 22), 10, date(2027, 1, 11)),
        (date(2026, 12, 22), 30, date(2027, 2, 9)),
        (date(2027, 3, 4), 10, date(2027, 3, 30)),
        (date(2027, 3, 4), 30, date(2027, 4, 27)),
    ],
    ids=str,
)
def test_deadlines_across_holidays_and_collective_leave_are_the_ones_people_counted(
    start: date, working_days: int, last_day: date
) -> None:
    assert due_on(start, working_days, LAW.calendar) == last_day


@pytest.mark.parametrize(
    ("year", "working_days"), [(2024, 238), (2025, 237), (2026, 240), (2027, 242)]
)
def test_a_year_has_as_many_working_days_as_its_decree_leaves(year: int, working_days: int) -> None:
    days = (
        date.fromordinal(n)
        for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    )

    assert sum(LAW.calendar.is_working_day(day) for day in days) == working_days


def test_a_year_whose_collective_leave_nobody_published_is_not_known() -> None:
    assert {2025, 2026, 2027} <= LAW.calendar.years
    assert 2028 not in LAW.calendar.years
    with pytest.raises(CalendarGap) as gap:
        due_on(date(2027, 12, 28), 10, LAW.calendar)
    assert gap.value.year == 2028


def test_days_nobody_confirmed_yet_are_shown_as_estimates() -> None:
    assert LAW.calendar_estimates == {date(2027, 3, 10), date(2027, 3, 11), date(2027, 5, 17)}
    assert all(not LAW.calendar.is_working_day(day) for day in LAW.calendar_estimates)


def test_an_estimate_the_operator_names_is_confirmed(tmp_path: Path) -> None:
    text = """
[[holiday]]
on = 2027-03-10
name = "Idulfitri"
[[working_day]]
on = 2027-03-11
name = "bukan hari libur"
"""
    law = corrected(tmp_path, text)

    assert law.calendar_estimates == {date(2027, 5, 17)}
    assert not law.calendar.is_working_day(date(2027, 3, 10))
    assert law.calendar.is_working_day(date(2027, 3, 11))


@pytest.mark.parametrize("key", ["holiday", "collective_leave"])
def test_an_operator_adds_a_day_off(tmp_path: Path, key: str) -> None:
    assert LAW.calendar.is_working_day(ORDINARY_DAY)

    told = calendar(tmp_path, f'[[{key}]]\non = {ORDINARY_DAY}\nname = "Pemungutan suara"\n')

    assert not told.is_working_day(ORDINARY_DAY)


@pytest.mark.parametrize("day", [LEBARAN_LEAVE, SATURDAY], ids=str)
def test_an_operator_makes_a_day_a_working_day(tmp_path: Path, day: date) -> None:
    assert not LAW.calendar.is_working_day(day)

    assert calendar(tmp_path, f'[[working_day]]\non = {day}\nname = "SKB"\n').is_working_day(day)


def test_an_operator_declares_a_year_complete(tmp_path: Path) -> None:
    text = """
complete_years = [2028]
[[collective_leave]]
on = 2028-12-26
name = "Cuti bersama Natal"
"""
    told = calendar(tmp_path, text)

    assert due_on(date(2028, 12, 22), 1, told) == date(2028, 12, 27)


def test_single_days_do_not_make_a_year_known(tmp_path: Path) -> None:
    told = calendar(tmp_path, '[[holiday]]\non = 2028-02-14\nname = "Pemilu"\n')

    assert 2028 not in told.years


def test_a_year_outside_the_usual_span_brings_its_national_holidays(tmp_path: Path) -> None:
    law = corrected(tmp_path, "complete_years = [2045]\n")

    assert not law.calendar.is_working_day(date(2045, 8, 17))
    assert {day.year for day in law.calendar_estimates} == {2027, 2045}


def test_without_a_file_of_the_operator_the_shipped_calendar_holds(tmp_path: Path) -> None:
    assert load_law(CONFIG, tmp_path).calendar == LAW.calendar


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("holidays = []", "unknown key holidays"),
        ('[[holiday]]\nname = "x"', "missing key on"),
        ("[[holiday]]\non = 2026-08-04", "missing key name"),
        ('[[holiday]]\non = "2026-08-04"\nname = "x"', "on must be of type date"),
        ('[[holiday]]\non = 2026-08-04T00:00:00\nname = "x"', "on must be of type date"),
        ('[[holiday]]\non = 2026-08-04\nname = "x"\nwhy = "y"', "unknown key why"),
        ("complete_years = 2028", "complete_years must be of type list"),
        ('complete_years = ["2028"]', "complete_years must be a list of years"),
        ("complete_years = [true]", "complete_years must be a list of years"),
        ("complete_years = [0]", "complete_years must be a list of years"),
        ('holiday = ["x"]', "holiday must be a list of tables"),
        (
            '[[holiday]]\non = 2026-08-04\nname = "x"\n[[working_day]]\non = 2026-08-04\nname = "x"',
            "2026-08-04 is both free and a working day",
        ),
        ("complete_years = [", "calendar.toml"),
    ],
)
def test_a_file_that_says_what_it_must_not_is_refused_and_named(
    tmp_path: Path, text: str, complaint: str
) -> None:
    with pytest.raises(ConfigError, match="calendar") as caught:
        corrected(tmp_path, text)

    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("last_year = 2040", "missing key first_year"),
        ("first_year = 2030\nlast_year = 2020", "last_year must not be before first_year"),
    ],
)
def test_the_shipped_calendar_says_which_years_it_covers(
    tmp_path: Path, text: str, complaint: str
) -> None:
    for name in ("periods", "categories", "form"):
        (tmp_path / f"{name}.toml").write_text((CONFIG / f"{name}.toml").read_text())
    (tmp_path / "calendar.toml").write_text(text)

    with pytest.raises(ConfigError, match=complaint):
        load_law(tmp_path)
