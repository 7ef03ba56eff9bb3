"""A year whose holidays nobody knows: reports are received, their deadlines wait, and then are filled."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.reports import report
from wbs import bootstrap
from wbs.domain.case import Case
from wbs.domain.kinds import Kind
from wbs.services import daily_work
from wbs.services.context import Context
from wbs.services.doctor import examine
from wbs.settings import DatabaseSettings, Settings, SettingsError
from wbs.store.cases import cases

DECEMBER = datetime(2027, 12, 20, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
ACKNOWLEDGE_BY = date(2027, 12, 27)


def stored(context: Context, case_id: str) -> Case:
    with context.database.reading() as work:
        return cases.get(work, case_id)


def with_calendar_of_2028(context: Context, settings: Settings) -> Context:
    """The context after the operator entered the year and started the program again."""
    folder = settings.data_dir / "config"
    folder.mkdir()
    (folder / "calendar.toml").write_text("complete_years = [2028]\n")
    again = bootstrap.build_context(settings, clock=context.clock)
    again.database.close()
    return replace(context, law=again.law)


@pytest.fixture
def december(cast: Cast, clock: Clock) -> Cast:
    """The cast, ten days before a year nobody has published."""
    clock.at = DECEMBER
    return cast


@pytest.mark.parametrize("kind", [Kind.WBS, Kind.COMPLAINT], ids=str)
def test_a_report_is_received_while_its_deadline_waits_for_the_calendar(
    december: Cast, kind: Kind
) -> None:
    reported = report(december.context, kind=kind)

    case = stored(december.context, reported.case_id)
    assert case.awaits_calendar


def test_the_deadline_is_filled_once_the_year_is_entered(
    december: Cast, settings: Settings
) -> None:
    reported = report(december.context)
    assert stored(december.context, reported.case_id).awaits_calendar
    informed = with_calendar_of_2028(december.context, settings)

    assert daily_work.run(informed) == 1
    assert daily_work.run(informed) == 0

    case = stored(informed, reported.case_id)
    assert not case.awaits_calendar
    assert case.due_on == ACKNOWLEDGE_BY


def test_the_operator_is_told_which_year_is_missing_and_which_days_are_estimates(
    settings: Settings, clock: Clock, tmp_path: Path
) -> None:
    clock.at = DECEMBER
    migrated = replace(
        settings, database=DatabaseSettings(f"sqlite:///{tmp_path / 'migrated.sqlite'}")
    )
    bootstrap.bring_up_to_date(migrated)
    house = bootstrap.open_house(migrated, clock=clock)

    told = [f.problem for f in examine(house.context) if f.check == "calendar"]

    house.context.database.close()
    assert told == [
        "days off that are estimates: 2027-03-10, 2027-03-11, 2027-05-17",
        "the holidays and collective leave of 2028 are not known",
    ]


def test_a_broken_calendar_of_the_operator_stops_the_start_and_is_named(
    settings: Settings,
) -> None:
    folder = settings.data_dir / "config"
    folder.mkdir()
    (folder / "calendar.toml").write_text("complete_year = [2028]\n")

    with pytest.raises(SettingsError, match=r"calendar.toml: unknown key complete_year"):
        bootstrap.build_context(settings)
