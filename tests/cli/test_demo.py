"""The demonstration: made once, the same figures every time, and every officer may enter."""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from wbs.bootstrap import open_house
from wbs.cli.demo_agency import DemoOfficer
from wbs.cli.demo_house import make_or_find
from wbs.cli.demo_plan import first_day
from wbs.cli.terminal import Trouble
from wbs.domain.case import Outcome, Stage
from wbs.domain.inbox import Filters
from wbs.services.authenticator import code_at
from wbs.services.inbox import inbox
from wbs.services.log_in import log_in
from wbs.services.session import resume
from wbs.settings_file import read_settings

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 11, 4, 0, tzinfo=UTC)
CHEAP = {"WBS_PASSWORDS_PROFILE": "cheapest-for-tests"}
HISTORY = """
SELECT u.slug, t.kind, t.category, t.complaint_class, t.anonymity, t.fear_of_reprisal, t.received_on,
       e.ordinal, e.act, e.outcome, e.outcome_detail, e.occurred_on, e.logged_on
FROM event e JOIN tally t ON t.log_id = e.log_id JOIN unit u ON u.id = t.unit_id
"""


@pytest.fixture(scope="module", autouse=True)
def cheap_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in CHEAP.items():
            patch.setenv(name, value)
        yield


def made(data_dir: Path, now: datetime = NOW) -> tuple[DemoOfficer, ...]:
    return make_or_find(data_dir, 8000, now, lambda _line: None)


def rows(data_dir: Path, query: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(data_dir / "wbs.sqlite") as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One demonstration, made on Wednesday, 11 November 2026."""
    folder = tmp_path_factory.mktemp("demo")
    made(folder)
    return folder


def test_there_are_about_sixty_cases_in_every_stage_over_three_quarters(demo: Path) -> None:
    cases = rows(demo, 'SELECT stage, received_on FROM "case"')
    quarters = Counter((int(day[5:7]) - 1) // 3 + 1 for _, day in cases)

    assert 55 <= len(cases) <= 65
    assert {stage for stage, _ in cases} == {stage.value for stage in Stage}
    assert set(quarters) == {2, 3, 4}
    assert min(quarters.values()) >= 10


def test_cases_end_in_every_way_and_some_are_overdue_or_reopened(demo: Path) -> None:
    outcomes = {outcome for (outcome,) in rows(demo, "SELECT DISTINCT outcome FROM event")}
    acts = {act for (act,) in rows(demo, "SELECT DISTINCT act FROM event")}

    assert {outcome.value for outcome in Outcome} <= outcomes
    assert {"overdue", "reopened", "clarification"} <= acts


def test_nothing_happened_later_than_now_and_days_follow_each_other(demo: Path) -> None:
    days = [day for (day,) in rows(demo, "SELECT logged_on FROM event ORDER BY rowid")]

    assert days == sorted(days)
    assert days[0] >= "2026-04-01"
    assert days[-1] <= "2026-11-11"


def test_every_officer_may_enter_and_finds_open_cases(demo: Path) -> None:
    officers = made(demo)
    context = open_house(
        read_settings(demo, CHEAP), clock=lambda: NOW + timedelta(minutes=5)
    ).context

    found = {}
    for officer in officers:
        otp = code_at(officer.totp_secret, context.now())
        token = log_in(context, officer.username, officer.password, otp).token
        actor = resume(context, token)
        if "administrator" not in officer.roles:
            found[officer.username] = len(inbox(context, actor, Filters(), None).cases)
    context.database.close()

    assert len(found) == 6
    assert all(found.values())


def test_credentials_lie_where_only_the_owner_reads_them(demo: Path) -> None:
    file = demo / "credentials.json"

    assert file.stat().st_mode & 0o777 == 0o600
    assert demo.stat().st_mode & 0o077 == 0
    assert {"username", "password", "totp_secret", "roles", "unit"} == set(
        json.loads(file.read_text())[0]
    )


def test_a_second_start_finds_what_the_first_made(demo: Path) -> None:
    before = (demo / "wbs.sqlite").stat().st_mtime_ns

    assert made(demo, NOW + timedelta(days=40)) == made(demo)
    assert (demo / "wbs.sqlite").stat().st_mtime_ns == before


def test_one_that_was_interrupted_is_made_anew_and_the_same_day_gives_the_same_figures(
    demo: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    shutil.copytree(demo, again)
    (again / "unfinished").touch()

    officers = made(again)

    assert [o.username for o in officers] == [o.username for o in made(demo)]
    assert not {o.password for o in officers} & {o.password for o in made(demo)}
    assert not (again / "unfinished").exists()
    assert sorted(rows(demo, HISTORY), key=str) == sorted(rows(again, HISTORY), key=str)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(Trouble, match="holds something else"):
        made(tmp_path)

    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 1, 1), date(2025, 7, 1)),
        (date(2026, 3, 31), date(2025, 7, 1)),
        (date(2026, 4, 1), date(2025, 10, 1)),
        (date(2026, 11, 22), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 4, 1)),
    ],
)
def test_it_begins_with_two_full_quarters(today: date, first: date) -> None:
    assert first_day(today) == first
