"""What the page of the own case says after an act, and what the public forms say of what is missing."""

import re

import pytest
from flask import Flask
from sqlalchemy import text

from tests.cast import Cast
from tests.reports import report
from tests.web.reporter.reporter_pages import Reporter
from wbs.domain.case import Stage
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import move_case
from wbs.services.cases.send_message import send_message

SAID = re.compile(r'<p class="note note--good" role="status">([^<]+)</p>')
ANSWERED = "Jawaban Anda sudah masuk"
FORMS = ("wbs", "pengaduan", "gratifikasi", "konflik-kepentingan")


def test_a_sent_message_is_told_once_and_no_address_holds_it(
    cast: Cast, reporter_app: Flask
) -> None:
    sari = Reporter(reporter_app)
    sari.track(report(cast.context).code)

    answer = sari.write("Masih ada satu hal lagi.").answer

    assert (answer.status_code, answer.location) == (303, "/lacak")
    (said,) = SAID.findall(sari.open("/lacak").text)
    assert said.startswith("Pesan Anda sudah terkirim.")
    assert SAID.findall(sari.open("/lacak").text) == []


def test_fear_said_and_taken_back_is_told_once_each(cast: Cast, reporter_app: Flask) -> None:
    sari = Reporter(reporter_app)
    sari.track(report(cast.context).code)
    told = []

    for _ in range(2):
        (form,) = [form for form in sari.open("/lacak").forms if form.action == "/lacak/takut"]
        assert sari.send(form, {}).answer.location == "/lacak"
        told += SAID.findall(sari.open("/lacak").text)
        assert SAID.findall(sari.open("/lacak").text) == []

    afraid, no_longer = told
    assert "takut akan pembalasan" in afraid
    assert "tidak takut lagi" in no_longer


def test_an_answered_question_is_not_asked_again_until_the_officer_asks_anew(
    cast: Cast, reporter_app: Flask
) -> None:
    sari, reported = Reporter(reporter_app), report(cast.context)
    asked = Words(message="Kapan tepatnya?")
    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.CLARIFICATION, asked)
    sari.track(reported.code)
    assert ANSWERED not in sari.open("/lacak").text

    sari.write("Jumat lalu.")
    assert ANSWERED in sari.open("/lacak").text

    send_message(cast.context, cast.budi.actor, reported.case_id, "Jumat yang mana?")
    assert ANSWERED not in sari.open("/lacak").text


def test_a_stage_that_no_report_comes_to_still_shows_the_case(
    cast: Cast, reporter_app: Flask
) -> None:
    sari, reported = Reporter(reporter_app), report(cast.context)
    with cast.context.database.transaction() as work:
        work.execute(
            text("UPDATE \"case\" SET stage = 'settled' WHERE id = :id"), {"id": reported.case_id}
        )

    page = sari.track(reported.code)

    assert page.status == 200
    assert 'aria-current="step"' in page.text


@pytest.mark.parametrize("form", FORMS)
def test_the_summary_of_an_empty_form_follows_the_page_and_leaves_nothing_out(
    cast: Cast, reporter_app: Flask, form: str
) -> None:
    sari = Reporter(reporter_app)

    page = sari.send(sari.open(f"/lapor/{form}").form, press="review")

    assert page.status == 422
    summary = page.text[page.text.index('<div class="problems"') :].split("</ul>")[0]
    named = re.findall(r'href="#f-([^"]+)"', summary)
    assert named == re.findall(r'id="p-([^"]+)"', page.text)
    for select in re.findall(r"<select[^>]*>", page.text):
        if tied := re.search(r"p-([\w-]+)", select):
            assert page.problem(tied[1]) == "Mohon dipilih."


def test_an_address_cut_short_leads_to_the_choice(reporter_app: Flask) -> None:
    answer = reporter_app.test_client().get("/lapor")

    assert (answer.status_code, answer.location) == (302, "/")
