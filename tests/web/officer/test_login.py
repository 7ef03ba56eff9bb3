"""Signing in and out through the pages."""

from dataclasses import replace
from http.cookies import SimpleCookie

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.conftest import Clock
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs import bootstrap
from wbs.sealing.passwords import CHEAPEST_FOR_TESTS, PasswordGate
from wbs.services.context import Context
from wbs.settings import ServerSettings, Settings

LOGIN = "petugas-login"
DEVICE = "petugas-device"


def cookies_of(answer: TestResponse) -> dict[str, dict[str, str]]:
    jar: SimpleCookie = SimpleCookie()
    for line in answer.headers.getlist("Set-Cookie"):
        jar.load(line)
    return {name: dict(morsel) | {"value": morsel.value} for name, morsel in jar.items()}


def test_the_right_words_lead_to_the_first_page_of_ones_work(visitor: Visitor, cast: Cast) -> None:
    answer = visitor.sign_in(cast, cast.budi)

    assert (answer.status_code, answer.location) == (303, "/petugas/")
    assert visitor.get("/petugas/").location == "/petugas/kasus"


@pytest.mark.parametrize(
    ("username", "first"), [("ratna", "/petugas/unit"), ("fajar", "/petugas/pengingat")]
)
def test_each_role_begins_where_it_works(
    visitor: Visitor, cast: Cast, username: str, first: str
) -> None:
    visitor.sign_in(cast, cast.people[username])

    assert visitor.get("/petugas/").location == first


def test_the_bare_name_of_the_officers_host_leads_to_the_login(visitor: Visitor) -> None:
    assert visitor.get("/").location == "/petugas/masuk"


@pytest.mark.parametrize("field", ["username", "password", "otp"])
def test_a_wrong_word_gives_the_form_back_without_password_and_code(
    visitor: Visitor, cast: Cast, field: str
) -> None:
    answer = visitor.sign_in(cast, cast.budi, **{field: "salah123"})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="p-username"' in page
    assert cast.budi.password not in page
    assert "tidak hilang" not in page
    assert visitor.cookie(LOGIN) is None
    assert "budi" in page or field == "username"


def test_unknown_user_and_wrong_password_get_the_same_page(officer_app: Flask, cast: Cast) -> None:
    def page(username: str) -> str:
        browser = Visitor(officer_app)
        answer = browser.sign_in(cast, cast.budi, username=username, password="salah sekali")
        text = answer.get_data(as_text=True)
        return text.replace(username, "…").replace(browser._csrf, "…")

    assert page("budi") == page("siapa")


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(
    visitor: Visitor, cast: Cast
) -> None:
    cookies = cookies_of(visitor.sign_in(cast, cast.budi))

    for name in (LOGIN, DEVICE):
        assert cookies[name]["httponly"]
        assert cookies[name]["samesite"] == "Strict"
        assert cookies[name]["path"] == "/petugas"
    assert not cookies[LOGIN]["max-age"]


def test_behind_tls_the_cookies_are_secure_and_bound_to_the_host(
    context: Context, settings: Settings, cast: Cast
) -> None:
    secure = replace(settings, server=ServerSettings(tls="proxy"))
    browser = Visitor(bootstrap.build_officer(context, secure), scheme="https")

    answer = browser.sign_in(cast, cast.budi)

    cookies = cookies_of(answer)
    assert answer.status_code == 303  # though no page of ours sends a Referer
    for name in (f"__Host-{LOGIN}", f"__Host-{DEVICE}"):
        assert cookies[name]["secure"]
        assert cookies[name]["path"] == "/"
        assert not cookies[name]["domain"]
    assert browser.get("/petugas/akun").status_code == 200


def test_a_session_planted_before_the_login_is_not_the_one_after_it(
    visitor: Visitor, officer_app: Flask, cast: Cast
) -> None:
    planted = cast.log_in(cast.citra).token
    visitor.client.set_cookie(LOGIN, planted, path="/petugas")
    visitor.get("/petugas/akun")
    visitor.post(
        "/petugas/masuk",
        {"username": "budi", "password": cast.budi.password, "otp": cast.otp(cast.budi)},
    )

    assert visitor.cookie(LOGIN) not in (None, planted)
    other = Visitor(officer_app)
    other.client.set_cookie(LOGIN, planted, path="/petugas")
    assert other.get("/petugas/akun").status_code == 302


def test_the_forms_token_changes_at_login(visitor: Visitor, cast: Cast) -> None:
    visitor.get("/petugas/masuk")
    before = visitor.cookie("petugas-form")

    visitor.sign_in(cast, cast.budi)
    visitor.get("/petugas/akun")

    assert visitor.cookie("petugas-form") != before


def test_who_is_signed_in_is_led_on_from_the_login(cast: Cast, enter: Enter) -> None:
    assert enter(cast.budi).get("/petugas/masuk").location == "/petugas/"


def test_leaving_needs_a_form(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)

    assert browser.get("/petugas/keluar").status_code == 405
    assert browser.get("/petugas/akun").status_code == 200


def test_leaving_ends_the_session_on_the_server(
    officer_app: Flask, cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.budi)
    token = browser.cookie(LOGIN)
    assert token

    answer = browser.post("/petugas/keluar")

    assert answer.location == "/petugas/masuk?pesan=keluar"
    assert not browser.cookie(LOGIN)
    thief = Visitor(officer_app)
    thief.client.set_cookie(LOGIN, token, path="/petugas")
    assert thief.get("/petugas/akun").status_code == 302


def test_leaving_twice_is_no_error(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)
    browser.post("/petugas/keluar")
    browser.get("/petugas/masuk")

    assert browser.post("/petugas/keluar").status_code == 303


def test_thirty_one_attempts_from_one_source_are_slowed_and_keep_the_user_name(
    visitor: Visitor, cast: Cast
) -> None:
    for _ in range(30):
        assert visitor.sign_in(cast, cast.budi, password="salah", otp="123456").status_code == 422

    answer = visitor.sign_in(cast, cast.budi)

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 600
    assert 'value="budi"' in answer.get_data(as_text=True)


def test_a_known_browser_enters_though_its_source_is_slowed(officer_app: Flask, cast: Cast) -> None:
    stranger = Visitor(officer_app)
    for _ in range(31):
        stranger.sign_in(cast, cast.budi, password="salah", otp="123456")
    known = Visitor(officer_app)
    known.client.set_cookie(DEVICE, cast.budi.device_token, path="/petugas")

    assert known.sign_in(cast, cast.budi).status_code == 303


def test_another_source_enters_though_the_account_was_tried_often(
    officer_app: Flask, cast: Cast
) -> None:
    stranger = Visitor(officer_app)
    for _ in range(31):
        stranger.sign_in(cast, cast.budi, password="salah", otp="123456")

    answer = Visitor(officer_app, "198.51.100.9").sign_in(cast, cast.budi)

    assert answer.status_code == 303


def test_a_busy_gate_says_when_to_come_back_and_keeps_the_user_name(
    context: Context, settings: Settings, cast: Cast
) -> None:
    gate = PasswordGate(CHEAPEST_FOR_TESTS, permits=1, wait_seconds=0.05)
    browser = Visitor(bootstrap.build_officer(replace(context, passwords=gate), settings))

    with gate.permit():
        answer = browser.sign_in(cast, cast.budi)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert 'value="budi"' in page
    assert cast.budi.password not in page


def test_a_form_sent_after_the_session_ended_gives_the_text_back(
    cast: Cast, enter: Enter, clock: Clock
) -> None:
    browser = enter(cast.budi)
    clock.move(hours=1)

    answer = browser.post(f"/petugas/kasus/{'0' * 32}", {"message": "Mohon kirim <kuitansinya>."})

    assert answer.status_code == 410
    assert "Mohon kirim &lt;kuitansinya&gt;." in answer.get_data(as_text=True)


def test_no_cookie_holds_the_officers_name_key_or_password(visitor: Visitor, cast: Cast) -> None:
    sent = [visitor.sign_in(cast, cast.budi), visitor.get("/petugas/akun")]
    held = "|".join(line for answer in sent for line in answer.headers.getlist("Set-Cookie"))
    assert LOGIN in held

    for secret in ("budi", "Budi", cast.budi.password, cast.budi.actor.seed.hex()):
        assert secret not in held


def test_no_table_holds_what_was_typed_at_the_login(
    context: Context, visitor: Visitor, cast: Cast
) -> None:
    otp = cast.otp(cast.budi)
    visitor.sign_in(cast, cast.budi, otp=otp)

    with context.database.reading() as work:
        tables = ("officer", "officer_session", "officer_device", "custody")
        rows = [row for name in tables for row in work.execute(text(f"SELECT * FROM {name}"))]
    held = " ".join(str(value) for row in rows for value in row)
    assert cast.budi.password not in held
    assert otp not in held
