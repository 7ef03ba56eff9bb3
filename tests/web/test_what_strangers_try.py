"""What a stranger on the network tries on either door, without an account and at no cost."""

import tempfile
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from tests.cast import Cast
from tests.web.officer.visitor import Visitor
from wbs.bootstrap import build_officer
from wbs.services.context import Context
from wbs.settings import LimitSettings, ServerSettings, Settings
from wbs.web.officer.requests import BODY_BYTES

HEAD = b'--b\r\nContent-Disposition: form-data; name="a"; filename="film.bin"\r\n\r\n'
TAIL = b"\r\n--b--\r\n"


def test_no_file_a_stranger_sends_to_the_login_is_written_anywhere(
    officer_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[object] = []

    def spool(*arguments: Any, **more: Any) -> Any:
        written.append(arguments)
        return BytesIO()

    monkeypatch.setattr(tempfile, "TemporaryFile", spool)
    for size in (BODY_BYTES - 1_000, BODY_BYTES, 5_000_000):
        answer = officer_app.test_client().post(
            "/petugas/masuk",
            data=HEAD + bytes(size) + TAIL,
            content_type="multipart/form-data; boundary=b",
        )
        assert answer.status_code == (400 if size < BODY_BYTES else 413)

    assert written == []


@pytest.mark.parametrize("door", ["reporter_app", "officer_app"])
@pytest.mark.parametrize("path", ["/\\evil.example", "/%09/evil.example", "/%5C%5Cevil.example"])
def test_the_link_to_the_other_language_stays_in_the_house(
    door: str, path: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(door)

    page = app.test_client().get(path).text

    for character in ("\\", "\t"):
        assert character not in page.partition("?bahasa=en")[0].rpartition('href="')[2]


def login_statuses(app: Flask, addresses: list[str]) -> list[int]:
    found = []
    for address in addresses:
        visitor = Visitor(app, address)
        visitor.get("/petugas/masuk")
        answer = visitor.post("/petugas/masuk", {"username": "budi", "password": "salah"})
        found.append(answer.status_code)
    return found


def test_a_network_of_one_machine_is_one_source_however_many_addresses_it_has(
    cast: Cast, context: Context, settings: Settings
) -> None:
    limits = LimitSettings(logins=1)
    app = build_officer(context, Settings(**vars(settings) | {"limits": limits}))

    own = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"]
    assert login_statuses(app, own) == [422, 429, 422]
    assert login_statuses(app, ["::ffff:192.0.2.7", "192.0.2.7"]) == [422, 429]


def test_under_tls_a_neighbouring_host_cannot_set_the_cookie_that_guards_forms(
    cast: Cast, context: Context, settings: Settings
) -> None:
    server = ServerSettings(tls="proxy")
    app = build_officer(context, Settings(**vars(settings) | {"server": server}))

    cookie = (
        app.test_client().get("/petugas/masuk", base_url="https://localhost").headers["Set-Cookie"]
    )

    assert cookie.startswith("__Host-petugas-form=")
    parts = {part.strip() for part in cookie.split(";")[1:]}
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= parts
    assert not any(part.startswith("Domain") for part in parts)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_code_sent_by_another_site_opens_nothing(
    reporter_app: Flask, cast: Cast, site: str
) -> None:
    answer = reporter_app.test_client().post(
        "/lacak",
        data={"tracking_code": "000G4-0R40M-30E20-9185G-R38EN"},
        headers={"Sec-Fetch-Site": site},
    )

    assert answer.status_code == 422
    assert "Kode itu tidak" not in answer.text


def test_a_zero_byte_in_an_address_or_a_name_is_no_defect(
    officer_app: Flask, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = Visitor(officer_app)
    visitor.get("/petugas/masuk")
    typed = {"username": "budi\0", "password": "salah", "otp": "000000"}
    assert visitor.post("/petugas/masuk", typed).status_code in (404, 422)

    visitor.sign_in(cast, cast.budi)
    for address in ("kasus/%00", "kasus?after=2026-01-01_%00", "meja?x=%00"):
        assert visitor.get(f"/petugas/{address}").status_code in (200, 404)
    assert caplog.text == ""
