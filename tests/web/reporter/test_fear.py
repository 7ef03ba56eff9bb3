"""Saying on the tracking page that one fears reprisal."""

import pytest
from flask import Flask

from tests.cast import Cast
from tests.reports import report
from tests.web.reporter.reporter_pages import PageSeen, Reporter
from wbs.services.cases.open_case import open_case

PATH = "/lacak/takut"


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
