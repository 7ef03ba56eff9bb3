"""Makes the demonstration's data folder once, and finds it again."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from wbs.bootstrap import CONFIG, bring_up_to_date, open_house
from wbs.cli.demo_agency import DemoAgency, DemoOfficer, build_agency
from wbs.cli.demo_casework import Casework
from wbs.cli.demo_circulars import publish_circulars
from wbs.cli.demo_custodians import appoint_custodians
from wbs.cli.demo_days import DemoClock, Diary, live
from wbs.cli.demo_declarations import Declarations
from wbs.cli.demo_disclosures import Disclosures, read_disclosures
from wbs.cli.demo_hands import Hands
from wbs.cli.demo_monev import Monev
from wbs.cli.demo_plan import first_day, plans, working_days
from wbs.cli.demo_reports import Reports
from wbs.cli.demo_stories import read_texts
from wbs.cli.terminal import Trouble
from wbs.new_settings import Installation, write_new_settings, write_private
from wbs.services.accountability.publish import publish
from wbs.services.context import JAKARTA
from wbs.settings import SETTINGS_FILE
from wbs.settings_file import read_settings

CREDENTIALS = "credentials.json"
UNFINISHED = "unfinished"
HOSTS = ("127.0.0.1", "localhost")
NAME = "Kementerian Contoh"
SETTING_UP = timedelta(days=14)
NINE = time(9, 0, tzinfo=JAKARTA)


def make_or_find(
    data_dir: Path, port: int, now: datetime, tell: Callable[[str], None]
) -> tuple[DemoOfficer, ...]:
    """The demonstration's officers; the first time, everything up to *now* is made, which takes a while.

    A demonstration that was interrupted while it was made is made anew.

    Raises:
        Trouble: the folder holds something else.
    """
    if (data_dir / UNFINISHED).exists():
        _clear(data_dir)
    if (data_dir / CREDENTIALS).exists():
        return read_officers(data_dir)
    if data_dir.exists() and any(data_dir.iterdir()):
        raise Trouble(f"{data_dir} holds something else", "name an empty folder with --data DIR")
    tell("making a sample agency and two quarters of cases; this takes about a minute")
    people = _make(data_dir, port, now)
    write_private(data_dir / CREDENTIALS, json.dumps([p.as_dict() for p in people.officers]))
    (data_dir / UNFINISHED).unlink()
    return people.officers


def _make(data_dir: Path, port: int, now: datetime) -> DemoAgency:
    installation = Installation(NAME, "wbs.contoh.test", HOSTS, HOSTS, port, "none")
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    (data_dir / UNFINISHED).touch()
    write_new_settings(data_dir, installation, os.urandom)
    settings = read_settings(data_dir, os.environ)
    bring_up_to_date(settings)
    today = now.astimezone(JAKARTA).date()
    first = first_day(today)
    clock = DemoClock(datetime.combine(first - SETTING_UP, NINE))
    context = open_house(settings, clock=clock).context
    people = build_agency(context, tuple(range(first.year, today.year + 1)))
    appoint_custodians(context, people)
    publish_circulars(context, people, today)
    diary = Diary(working_days(first, today, context.law.calendar))
    _plan(diary, Hands(context, people))
    live(context, clock, diary, now)
    publish(context, since=first)
    context.database.close()
    return people


def _plan(diary: Diary, hands: Hands) -> None:
    """What people do on every working day stands in the diary."""
    texts = read_texts(CONFIG / "sample_cases.toml")
    Reports(hands, texts).plan(diary, plans(diary.workdays, texts))
    disclosures = read_disclosures(CONFIG / "sample_disclosures.toml")
    Disclosures(hands).plan(diary, disclosures)
    Declarations(hands).plan(diary, CONFIG / "sample_declarations.toml")
    Casework(hands).plan(diary, CONFIG / "sample_casework.toml")
    Monev(hands).plan(diary)


def _clear(data_dir: Path) -> None:
    """Only what an interrupted `_make` leaves."""
    for name in ("blobs", "secrets"):
        shutil.rmtree(data_dir / name, ignore_errors=True)
    for path in (data_dir / SETTINGS_FILE, *data_dir.glob("wbs.sqlite*"), data_dir / CREDENTIALS):
        path.unlink(missing_ok=True)
    (data_dir / UNFINISHED).unlink()


def read_officers(data_dir: Path) -> tuple[DemoOfficer, ...]:
    """The officers of a demonstration that was made.

    Raises:
        Trouble: none was made in that folder.
    """
    path = data_dir / CREDENTIALS
    if not path.exists():
        raise Trouble(f"{data_dir} holds no demonstration", "`wbs demo` makes one")
    entries = json.loads(path.read_text(encoding="utf-8"))
    return tuple(DemoOfficer(**{**entry, "roles": tuple(entry["roles"])}) for entry in entries)
