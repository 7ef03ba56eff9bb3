"""What the page of the own case says after an act, and what the public forms say of what is missing."""

import re

import pytest
from flask import Flask

from tests.cast import Cast
from tests.reports import report
from tests.web.reporter.reporter_pages import Reporter

SAID = re.compile(r'<p class="note note--good" role="status">([^<]+)</p>')
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
