"""Days pass; a mail comes that says no more than that something waits; the officer signs in, and it is done."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from datetime import time as clock_time

import pytest
from playwright.sync_api import BrowserContext

from tests.cast import Cast
from tests.mailbox import Mailbox, mail_server
from tests.reminded import want_mail, with_mail
from tests.reports import WHAT, Reported, report
from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork
from tests.stories.test_pages import look_at
from wbs.domain.digest import Frequency, is_digest_day
from wbs.domain.kinds import Kind
from wbs.services.context import JAKARTA, Context
from wbs.services.reminders.collect import collect
from wbs.services.reminders.note import note_reminders

NewContext = Callable[..., BrowserContext]
MAIL_SECONDS = 60


@dataclass
class Told:
    """The system, the mail server beside it, and what was reported."""

    place: Installation
    box: Mailbox
    fresh: Reported
    forgotten: Reported


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """A report of a working day ago, another of a hundred days; the mail of it is of a batch gone by."""
    reports: dict[str, Reported] = {}

    def live(context: Context, cast: Cast) -> None:
        reports["forgotten"] = report(_at(context, _evening(context) - timedelta(days=100)))
        evening = with_mail(replace(cast, context=_at(context, _evening(context))))
        reports["fresh"] = report(evening.context, kind=Kind.COMPLAINT)
        want_mail(evening, "budi")
        note_reminders(evening.context)
        collect(evening.context)

    with mail_server() as box:
        mail = {"HOST": "127.0.0.1", "PORT": str(box.port), "TLS": "none", "SENDER": "s@a.test"}
        environment = {f"WBS_MAIL_{key}": value for key, value in mail.items()}
        root = tmp_path_factory.mktemp("mailed")
        with installed(root, environment=environment, before=live) as place:
            yield Told(place, box, reports["fresh"], reports["forgotten"])


def _evening(context: Context) -> datetime:
    """The evening before the last day, before today, on which mail went out."""
    day = context.today() - timedelta(days=1)
    while not is_digest_day(day, Frequency.DAILY, context.law.calendar):
        day -= timedelta(days=1)
    return datetime.combine(day - timedelta(days=1), clock_time(20), JAKARTA)


def _at(context: Context, moment: datetime) -> Context:
    return replace(context, clock=lambda: moment)


def test_a_mail_brings_the_officer_to_what_waits(told: Told, new_context: NewContext) -> None:
    place, box = told.place, told.box
    _wait_for_letter(box)
    (letter,) = box.letters
    said = letter.as_string() + letter.get_content()
    assert letter["To"] == "budi@example.test"
    assert "/petugas/" in letter.get_content()
    for word in (told.fresh.case_id, told.fresh.code, WHAT, "Satuan Kerja", "pungutan"):
        assert word not in said

    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    budi = OfficerAtWork(page, place.base, place.cast.budi, place.context)
    budi.sign_in()
    budi.open("/petugas/kasus")
    assert "terlambat" in page.locator("#ringkasan").inner_text()
    look_at(page, "inbox-due")
    budi.open("/petugas/pengingat")
    look_at(page, "reminders")
    waiting = page.locator("main").inner_text()
    assert waiting.count("Belum dibuka siapa pun di meja ini") == 2
    for reported in (told.fresh, told.forgotten):
        page.locator(f'a[href="/petugas/kasus/{reported.case_id}"]').click()
        assert WHAT in page.locator("main").inner_text()
        budi.open("/petugas/pengingat")
    assert "Belum dibuka" not in page.locator("main").inner_text()


def test_the_inspectorate_sees_what_was_forgotten(told: Told, new_context: NewContext) -> None:
    place = told.place
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    dewi = OfficerAtWork(page, place.base, place.cast.dewi, place.context)
    dewi.sign_in()

    dewi.open("/petugas/pengingat")

    look_at(page, "reminders-escalated")
    assert "Lama terlambat di meja lain" in page.locator("main").inner_text()
    assert told.forgotten.case_id not in page.content()


def test_an_officer_says_where_and_how_often(told: Told, new_context: NewContext) -> None:
    place = told.place
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    indah = OfficerAtWork(page, place.base, place.cast.indah, place.context)
    indah.sign_in()
    indah.open("/petugas/akun")
    look_at(page, "account-mail")
    form = page.locator('form[action$="/akun/surel"]')
    form.locator('[name="mail_address"]').fill("indah")
    form.locator('[value="weekly"]').check()
    form.locator("button").click()
    look_at(page, "account-mail-problems")
    assert page.locator('[name="mail_address"]').input_value() == "indah"
    page.locator('[name="mail_address"]').fill("indah@example.test")
    page.locator('form[action$="/akun/surel"] button').click()
    look_at(page, "account-mail-saved")

    assert "Tersimpan" in page.locator("main").inner_text()
    assert page.locator('[value="weekly"]').is_checked()


def test_the_servers_wrote_no_address(told: Told) -> None:
    _wait_for_letter(told.box)

    output = (told.place.root / "output.txt").read_text()

    assert "budi" not in output
    expected = re.compile(r"wbs (starts|serves) on .*|  (reporters|officers) +http\S+")
    assert [line for line in output.splitlines() if not expected.fullmatch(line)] == []


def _wait_for_letter(box: Mailbox) -> None:
    ends = time.monotonic() + MAIL_SECONDS
    while not box.letters:
        assert time.monotonic() < ends, "no mail came"
        time.sleep(0.2)
