"""What waits for an officer, on its page and above the list; and the mail they choose."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.cast import Cast
from tests.conftest import Clock
from tests.reminded import rounds, want_mail
from tests.reports import report
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs import bootstrap
from wbs.domain.case import Stage
from wbs.domain.digest import Frequency, MailChoice
from wbs.domain.kinds import Kind
from wbs.services.accounts.choose_mail import mail_standing
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import move_case
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.settings import MailSettings, Settings

CASE_LINK = re.compile(r'href="/petugas/kasus/([0-9a-f]{32})"')
PAGE = "/petugas/pengingat"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The installation of these tests mails."""
    mail = MailSettings("surel.example.test", "sistem@example.test", domains=("example.test",))
    return replace(settings, mail=mail)


@pytest.fixture
def silent_app(context: Context, settings: Settings) -> Iterator[Flask]:
    """The same without a mail server."""
    rules = replace(context.rules, mail=None)
    yield bootstrap.build_officer(replace(context, rules=rules), settings)


def text_of(page: str) -> str:
    body = page[page.index("<main") :]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def test_what_waits_is_told_in_words_and_goes_when_somebody_acts(
    cast: Cast, enter: Enter, clock: Clock
) -> None:
    context = cast.context
    late, fresh = report(context, kind=Kind.COMPLAINT), report(context)
    clock.move(days=30)
    browser = enter(cast.budi)
    page = browser.get(PAGE).get_data(as_text=True)

    assert CASE_LINK.findall(page)[0] == late.case_id
    assert set(CASE_LINK.findall(page)) == {late.case_id, fresh.case_id}
    assert "Terlambat: Verifikasi pengaduan, jatuh tempo" in text_of(page)
    assert "Belum dibuka siapa pun di meja ini" in text_of(page)
    assert "deadline--late" in page

    open_case(context, cast.indah.actor, late.case_id)
    move_case(context, cast.budi.actor, late.case_id, Stage.REVIEW, Words())
    after = text_of(browser.get(PAGE).get_data(as_text=True))

    assert "Verifikasi pengaduan" not in after


def test_nothing_that_waits_elsewhere_is_told(cast: Cast, enter: Enter, clock: Clock) -> None:
    away = report(cast.context, concerns_head="yes")
    clock.move(days=60)
    rounds(cast.context)

    pages = {
        name: enter(cast.people[name]).get(PAGE).get_data(as_text=True)
        for name in ("budi", "indah", "citra", "eko", "gita", "dewi")
    }

    assert [n for n, page in pages.items() if away.case_id in page] == ["gita"]
    assert "Tidak ada yang menunggu" in text_of(pages["budi"])


def test_the_inspectorate_sees_that_a_case_is_late_and_no_way_into_it(
    cast: Cast, enter: Enter, clock: Clock
) -> None:
    case = report(cast.context, kind=Kind.COMPLAINT)
    clock.move(days=60)
    rounds(cast.context)

    page = enter(cast.dewi).get(PAGE).get_data(as_text=True)

    assert "Lama terlambat di meja lain" in text_of(page)
    assert "Satuan Kerja Satu" in text_of(page)
    assert case.case_id not in page
    assert "pungutan" not in text_of(page).lower()


def test_the_list_counts_what_is_late_and_close_with_ways_to_it(
    cast: Cast, enter: Enter, clock: Clock
) -> None:
    for _ in range(2):
        report(cast.context, kind=Kind.COMPLAINT)  # three working days
    clock.move(days=7)
    report(cast.context, kind=Kind.COMPLAINT)
    report(cast.context)  # a week
    clock.move(days=3)
    browser = enter(cast.budi)
    page = browser.get("/petugas/kasus").get_data(as_text=True)
    summary = text_of("<main" + page[page.index('id="ringkasan"') :].split("</p>")[0])
    late = browser.get("/petugas/kasus?standing=overdue").get_data(as_text=True)
    soon = browser.get("/petugas/kasus?standing=soon").get_data(as_text=True)

    assert "2 terlambat" in summary
    assert "1 hari ini" in summary
    assert "standing=overdue" in page and "standing=soon" in page
    assert len(CASE_LINK.findall(late)) == 2
    assert len(CASE_LINK.findall(soon)) >= 1
    assert not set(CASE_LINK.findall(late)) & set(CASE_LINK.findall(soon))


def test_an_inbox_with_nothing_due_has_no_line_above_it(cast: Cast, enter: Enter) -> None:
    assert 'id="ringkasan"' not in enter(cast.citra).get("/petugas/kasus").get_data(as_text=True)


def test_a_clerk_sees_what_waits_in_the_unit_and_no_case(cast: Cast, enter: Enter) -> None:
    report(cast.context)

    page = enter(cast.fajar).get(PAGE).get_data(as_text=True)

    assert "Belum ada monev" in page
    assert "Tanpa eviden: A.1.V.ii.c, Triwulan II 2026" in page
    assert "/petugas/bukti/baru?lke_code=A.1.V.ii.c&amp;period=2026-Q2" in page
    assert page.count("A.1.V.iii.c") == 0  # of monev it is told once, as monev
    assert not CASE_LINK.findall(page)
    assert "/petugas/kasus" not in page


def test_an_evidence_clerk_chooses_mail(cast: Cast, enter: Enter) -> None:
    fajar = enter(cast.fajar)
    fields = {"mail_address": "fajar@example.test", "mail_frequency": "weekly"}

    assert fajar.post("/petugas/akun/surel", fields).status_code == 303
    assert 'value="fajar@example.test"' in fajar.get("/petugas/akun").text


def test_whoever_works_on_no_case_and_keeps_no_evidence_has_neither(
    cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.ratna)

    assert browser.get(PAGE).status_code == 404
    assert browser.post("/petugas/akun/surel", {"mail_frequency": "daily"}).status_code == 404
    assert "surel" not in text_of(browser.get("/petugas/akun").get_data(as_text=True)).lower()


def test_an_officer_chooses_where_and_how_often_they_are_mailed(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)
    fields = {"mail_address": " budi@example.test ", "mail_frequency": "weekly"}

    answer = browser.post("/petugas/akun/surel", fields)
    page = browser.get(answer.location.partition("#")[0]).get_data(as_text=True)
    standing = mail_standing(cast.context, cast.budi.actor)

    assert answer.status_code == 303
    assert "Tersimpan" in text_of(page)
    assert 'value="budi@example.test"' in page
    assert standing is not None
    assert standing.choice == MailChoice("budi@example.test", Frequency.WEEKLY)

    browser.post("/petugas/akun/surel", {**fields, "mail_frequency": "never"})
    standing = mail_standing(cast.context, cast.budi.actor)
    assert standing is not None
    assert standing.choice is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"mail_address": "budi", "mail_frequency": "daily"}, "Mohon isi alamat surel"),
        ({"mail_address": "budi@x.test", "mail_frequency": "daily"}, "Hanya alamat dari domain"),
        (
            {"mail_address": "budi@example.test", "mail_frequency": "hourly"},
            "Mohon pilih salah satu",
        ),
        ({"mail_address": "budi@example.test"}, ""),
    ],
    ids=str,
)
def test_a_slip_is_told_at_its_field_and_what_was_typed_stays(
    cast: Cast, enter: Enter, fields: dict[str, str], said: str
) -> None:
    answer = enter(cast.budi).post("/petugas/akun/surel", fields)
    page = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert said in text_of(page)
    assert f'value="{fields["mail_address"]}"' in page
    assert 'class="problem"' in page


def test_without_a_mail_server_nobody_is_asked(silent_app: Flask, cast: Cast) -> None:
    browser = Visitor(silent_app)
    browser.sign_in(cast, cast.budi)

    assert "surel" not in text_of(browser.get("/petugas/akun").get_data(as_text=True)).lower()


def test_a_choice_is_the_officers_own(cast: Cast, enter: Enter) -> None:
    want_mail(cast, "budi")

    page = enter(cast.indah).get("/petugas/akun").get_data(as_text=True)

    assert "budi@example.test" not in page
