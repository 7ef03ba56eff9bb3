"""The panel of referrals on a case's page."""

import re

from tests.cast import Cast
from tests.reports import report
from tests.services.cases.test_refer_case import ANSWER, LETTER
from tests.web.officer.conftest import Enter
from tests.web.officer.test_case_page import look, path_of, text_of
from wbs.services.cases.open_case import open_case


def test_a_referral_and_its_answer_are_noted_and_shown(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    browser = enter(cast.budi)
    look(browser, reported.case_id)

    sent = browser.post(f"{path_of(reported.case_id)}/rujukan", LETTER)
    assert sent.status_code == 303
    page = browser.get(sent.location).get_data(as_text=True)
    assert "Rujukan dicatat" in text_of(page)
    assert "R-17/ITJEN/2026" in page
    number = re.search(r'<option value="(\d+)"[^>]*>[^<]*KPK', page)
    assert number

    answered = browser.post(
        f"{path_of(reported.case_id)}/jawaban", {**ANSWER, "referral": number[1]}
    )
    assert answered.status_code == 303
    assert "Diterima KPK." in text_of(look(browser, reported.case_id))


def test_what_cannot_be_taken_stays_on_the_page(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    browser = enter(cast.budi)
    look(browser, reported.case_id)

    answer = browser.post(
        f"{path_of(reported.case_id)}/rujukan", {**LETTER, "referred_on": "kemarin"}
    )

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="p-refer-referred_on"' in page
    assert LETTER["referral_note"] in page


def test_others_get_no_case_and_refer_none(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)

    for person in (cast.citra, cast.fajar, cast.ratna):
        browser = enter(person)
        for word in ("rujukan", "jawaban"):
            assert browser.post(f"{path_of(reported.case_id)}/{word}", LETTER).status_code == 404
    opened = open_case(cast.context, cast.budi.actor, reported.case_id).opened
    assert opened.referrals == ()
