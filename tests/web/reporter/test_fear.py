"""Saying on the tracking page that one fears reprisal."""

import pytest
from flask import Flask

from tests.cast import Cast
from tests.reports import report
from tests.web.reporter.reporter_pages import PageSeen, Reporter
from wbs.domain.case import Outcome, Stage
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import open_case
from wbs.services.cases.send_message import send_message
from wbs.services.cases.tasks import finish_task
from wbs.store.cases.tasks import of_case

PATH = "/lacak/takut"
SOON = "diminta segera menulis kepada Anda"
AGREE = "Mereka masih harus menyepakati perlindungan dengan Anda."


@pytest.fixture
def sari(reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def say(sari: Reporter, page: PageSeen, **change: str) -> PageSeen:
    (form,) = [form for form in page.forms if form.action.startswith(PATH)]
    return sari.send(form, change)


def test_it_is_said_and_taken_back_by_one_button_each(cast: Cast, sari: Reporter) -> None:
    reported = report(cast.context)
    page = sari.track(reported.code)

    assert say(sari, page).status == 303
    afraid = sari.open("/lacak")
    assert "Petugas tahu bahwa Anda takut" in afraid.text
    assert open_case(cast.context, cast.budi.actor, reported.case_id).case.fear_of_reprisal
    assert say(sari, afraid).status == 303

    assert "Petugas tahu bahwa Anda takut" not in sari.open("/lacak").text
    assert not open_case(cast.context, cast.budi.actor, reported.case_id).case.fear_of_reprisal


def test_what_is_said_of_fear_holds_as_the_case_goes_on(cast: Cast, sari: Reporter) -> None:
    context, budi = cast.context, cast.budi.actor
    reported = report(context, fear_of_reprisal="yes")
    assert SOON in sari.track(reported.code).text

    send_message(context, budi, reported.case_id, "Mari kita bicarakan perlindungan Anda.")
    written = sari.open("/lacak").text
    assert SOON not in written
    assert AGREE in written

    with context.database.reading() as work:
        (task,) = of_case(work, reported.case_id)
    finish_task(context, budi, reported.case_id, task.id)
    assert AGREE not in sari.open("/lacak").text

    move_case(context, budi, reported.case_id, Stage.REVIEW, Words())
    words = Words(grounds="Terbukti dari nota.", message="Selesai.")
    close_case(context, budi, reported.case_id, Outcome.SUBSTANTIATED, None, words)
    assert "Penanganan laporan Anda sudah selesai" in sari.open("/lacak").text


def test_the_page_names_who_protects_and_what_the_law_says(cast: Cast, sari: Reporter) -> None:
    page = sari.track(report(cast.context).code)

    for words in ("LPSK", "148", "UU 13/2006 jo. UU 31/2014", "PP 43/2018"):
        assert words in page.text


@pytest.mark.parametrize("change", [{"fear": "perhaps"}, {"fear": ""}, {"csrf": "0" * 64}])
def test_what_no_button_says_changes_nothing(
    cast: Cast, sari: Reporter, change: dict[str, str]
) -> None:
    reported = report(cast.context)

    answer = say(sari, sari.track(reported.code), **change)

    assert answer.status == 422
    assert answer.problem("takut")
    assert not open_case(cast.context, cast.budi.actor, reported.case_id).case.fear_of_reprisal


def test_without_a_session_nothing_is_said(cast: Cast, sari: Reporter) -> None:
    reported = report(cast.context)
    page = sari.track(reported.code)
    stranger = Reporter(sari.client.application)

    assert say(stranger, page).status == 410
    assert not open_case(cast.context, cast.budi.actor, reported.case_id).case.fear_of_reprisal
    assert sari.open(PATH).status == 405
