"""The page on which an officer enters a case, and the slip it ends with."""

import re

from flask import Flask

from tests.cast import Cast
from tests.entries import LETTER
from tests.web.officer.conftest import Enter
from tests.web.officer.test_case_page import hidden, text_of
from tests.web.officer.visitor import Visitor
from wbs.services.tracking.track_case import enter as follow
from wbs.services.tracking.track_case import read_case
from wbs.store.schema.cases import CaseRow, DraftRow

PATH = "/petugas/kasus/baru"
CODE = re.compile(r'id="tracking-code">([^<]+)<')


def filled(browser: Visitor, kind: str = "complaint", **change: str) -> dict[str, str]:
    page = browser.get(f"{PATH}?kind={kind}").get_data(as_text=True)
    return {
        "draft": hidden(page, "draft"),
        "kind": kind,
        "files": "0",
        "channel": "sp4n",
        "came_on": "2026-07-30",
        "source_number": "4711000",
        "unit": "satker-1",
        "category": "pungutan-liar",
        "what": LETTER,
        **change,
    }


def test_the_slip_holds_the_code_and_the_case_says_how_it_came(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)

    answer = browser.post(PATH, filled(browser))

    page = answer.get_data(as_text=True)
    found = CODE.search(page)
    assert answer.status_code == 200
    assert found
    assert read_case(cast.context, follow(cast.context, found[1])).case.channel == "sp4n"
    link = re.search(r'href="(/petugas/kasus/[0-9a-f]{32})"', page)
    assert link
    shown = text_of(browser.get(link[1]).get_data(as_text=True))
    for words in ("SP4N-LAPOR!", "4711000", "30 Juli 2026", "3 Agustus 2026 Terlambat"):
        assert words in shown
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_form_sent_again_shows_the_same_slip(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)
    fields = filled(browser)

    first = CODE.search(browser.post(PATH, fields).get_data(as_text=True))
    second = CODE.search(browser.post(PATH, fields).get_data(as_text=True))

    assert first and second
    assert first[1] == second[1]
    with cast.context.database.reading() as work:
        assert work.query(CaseRow).count() == 1


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)
    wrong = filled(browser, came_on="2026-08-04", channel="", source_number="", unit="tidak-ada")

    answer = browser.post(PATH, wrong)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for name in ("came_on", "channel", "unit"):
        assert f'id="p-{name}"' in page
    assert LETTER in text_of(page)
    assert 'value="2026-08-04"' in page
    with cast.context.database.reading() as work:
        assert work.query(CaseRow).count() == 0


def test_a_case_of_sp4n_needs_its_number(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)

    answer = browser.post(PATH, filled(browser, source_number=" "))

    assert answer.status_code == 422
    assert 'id="p-source_number"' in answer.get_data(as_text=True)


def test_a_file_stays_with_the_form_that_could_not_be_taken(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)
    fields = filled(browser, what="")

    refused = browser.post_file(PATH, fields, "surat.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50)
    saved = browser.post(PATH, {**fields, "what": LETTER, "files": "1"})

    assert refused.status_code == 422
    assert "surat.png" in refused.get_data(as_text=True)
    link = re.search(r'href="(/petugas/kasus/[0-9a-f]{32})"', saved.get_data(as_text=True))
    assert link
    assert "surat.png" in browser.get(link[1]).get_data(as_text=True)
    with cast.context.database.reading() as work:
        assert {row.state for row in work.query(DraftRow)} == {"submitted"}


def test_what_concerns_the_head_is_passed_on_and_the_officer_is_told(
    cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.budi)

    answer = browser.post(PATH, filled(browser, concerns_head="yes"))

    page = answer.get_data(as_text=True)
    assert CODE.search(page)
    assert "diteruskan ke meja yang bukan meja Anda" in text_of(page)
    assert not re.search(r"/petugas/kasus/[0-9a-f]{32}", page)
    listed = browser.get("/petugas/kasus").get_data(as_text=True)
    assert not re.search(r"/petugas/kasus/[0-9a-f]{32}", listed)


def test_a_token_nobody_issued_saves_nothing_and_keeps_the_text(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)

    answer = browser.post(PATH, filled(browser, draft="x" * 40))

    assert answer.status_code == 422
    assert LETTER in text_of(answer.get_data(as_text=True))
    with cast.context.database.reading() as work:
        assert work.query(CaseRow).count() == 0


def test_the_code_stands_in_no_address_cookie_or_header(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)

    answer = browser.post(PATH, filled(browser))

    found = CODE.search(answer.get_data(as_text=True))
    assert found
    told = str(answer.headers) + "".join(c.value for c in (browser.client._cookies or {}).values())
    assert found[1] not in told
    assert found[1].replace("-", "") not in told


def test_others_find_no_such_page(officer_app: Flask, cast: Cast, enter: Enter) -> None:
    for person in (cast.fajar, cast.ratna):
        browser = enter(person)
        assert browser.get(PATH).status_code == 404
        assert browser.post(PATH, {"what": LETTER}).status_code == 404
    stranger = Visitor(officer_app)
    assert stranger.get(PATH).status_code == 302


def test_a_session_that_ended_gives_back_what_was_typed(
    officer_app: Flask, cast: Cast, enter: Enter
) -> None:
    fields = filled(enter(cast.budi))
    stranger = Visitor(officer_app)
    stranger.get("/petugas/masuk")

    answer = stranger.post(PATH, fields)

    assert answer.status_code == 410
    assert LETTER in text_of(answer.get_data(as_text=True))
