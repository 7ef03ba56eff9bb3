"""The officer's own account, and coming back without the password."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from jinja2 import FunctionLoader

from tests.cast import Cast
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.sealing.keypair import fingerprint

NEW = "hujan pagi di teras"
LOGIN = "petugas-login"


def fields(cast: Cast, **change: str) -> dict[str, object]:
    good = {
        "username": "budi",
        "recovery_code": cast.budi.recovery_code,
        "otp": change.get("otp") or cast.otp(cast.budi),
        "password": NEW,
        "password_again": NEW,
    }
    return {**good, **change}


def recover(browser: Visitor, cast: Cast, **change: str) -> tuple[int, str]:
    browser.get("/petugas/pulihkan")
    answer = browser.post("/petugas/pulihkan", fields(cast, **change))
    return answer.status_code, answer.get_data(as_text=True)


def test_the_account_page_shows_the_officer_and_the_fingerprint_of_their_key(
    cast: Cast, enter: Enter
) -> None:
    page = enter(cast.budi).get("/petugas/akun").get_data(as_text=True)

    assert cast.budi.actor.officer.public_key is not None
    assert fingerprint(cast.budi.actor.officer.public_key) in page
    assert "Budi Santoso" in page


def test_a_new_password_ends_this_session_and_enters_the_next(
    visitor: Visitor, cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.budi)
    token = browser.cookie(LOGIN)
    assert token
    typed = {"current_password": cast.budi.password, "password": NEW, "password_again": NEW}

    answer = browser.post("/petugas/akun/kata-sandi", typed)

    assert answer.location == "/petugas/masuk?pesan=kata-sandi"
    visitor.client.set_cookie(LOGIN, token, path="/petugas")
    assert visitor.get("/petugas/akun").status_code == 302
    assert visitor.sign_in(cast, cast.budi).status_code == 422
    assert visitor.sign_in(cast, cast.budi, password=NEW).status_code == 303


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"current_password": "bukan kata sandi saya"}, "current_password"),
        ({"password": "terlalu-7", "password_again": "terlalu-7"}, "password"),
        ({"password_again": "lain sama sekali ini"}, "password_again"),
        ({"current_password": "", "password": "", "password_again": ""}, "current_password"),
    ],
)
def test_a_password_that_cannot_be_changed_is_told_at_its_field(
    cast: Cast, enter: Enter, change: dict[str, str], field: str
) -> None:
    browser = enter(cast.budi)
    typed = {"current_password": cast.budi.password, "password": NEW, "password_again": NEW}

    answer = browser.post("/petugas/akun/kata-sandi", {**typed, **change})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="p-{field}"' in page
    assert NEW not in page
    assert browser.get("/petugas/akun").status_code == 200


def test_leaving_everywhere_ends_the_session_in_every_browser(cast: Cast, enter: Enter) -> None:
    here, there = enter(cast.budi), enter(cast.budi)

    answer = here.post("/petugas/akun/keluar-semua")

    assert answer.location == "/petugas/masuk?pesan=semua"
    assert there.get("/petugas/akun").status_code == 302


def test_recovery_shows_a_new_code_once_and_the_new_password_enters(
    officer_app: Flask, visitor: Visitor, cast: Cast
) -> None:
    status, page = recover(visitor, cast)

    found = re.search(r'id="recovery-code">([0-9A-Z-]{29})<', page)
    assert status == 200
    assert found
    assert found.group(1) != cast.budi.recovery_code
    assert Visitor(officer_app).sign_in(cast, cast.budi, password=NEW).status_code == 303


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": "citra"}, "username"),
        ({"otp": "000000"}, "username"),
        ({"recovery_code": "ABCDE"}, "recovery_code"),
        ({"password": "terlalu-7", "password_again": "terlalu-7"}, "password"),
    ],
)
def test_a_recovery_that_cannot_be_gives_user_name_and_code_back(
    visitor: Visitor, cast: Cast, change: dict[str, str], field: str
) -> None:
    status, page = recover(visitor, cast, **change)

    assert status == 422
    assert f'id="p-{field}"' in page
    assert change.get("recovery_code", cast.budi.recovery_code) in page
    assert NEW not in page


def test_a_recovery_page_that_cannot_be_made_changes_nothing(
    officer_app: Flask, visitor: Visitor, cast: Cast
) -> None:
    loader = officer_app.jinja_env.loader
    assert loader is not None

    def without_the_page(name: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        if name == "officer/recovered.html":
            raise LookupError(name)
        return loader.get_source(officer_app.jinja_env, name)

    officer_app.jinja_env.loader = FunctionLoader(without_the_page)
    visitor.get("/petugas/pulihkan")
    status = visitor.post("/petugas/pulihkan", fields(cast)).status_code

    assert status == 500
    assert Visitor(officer_app).sign_in(cast, cast.budi).status_code == 303


def test_recovery_is_slowed_like_the_login(visitor: Visitor, cast: Cast) -> None:
    for _ in range(30):
        assert recover(visitor, cast, otp="000000")[0] == 422

    status, page = recover(visitor, cast)

    assert status == 429
    assert cast.budi.recovery_code in page
