"""Taking up an account through the pages."""

import html
import re
from base64 import b32decode

import pytest
from flask import Flask

from tests.cast import Cast
from tests.conftest import Clock
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.domain.kinds import DeskKind
from wbs.sealing.totp import current_code
from wbs.services.agency.overview import agency
from wbs.services.context import Context

PASSWORD = "angin laut utara sepoi"


def text_of(page: str, element_id: str) -> str:
    found = re.search(rf'id="{element_id}">([^<]+)<', page)
    assert found
    return html.unescape(found.group(1))


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found
    return found.group(1)


def invite(cast: Cast, enter: Enter, **change: object) -> str:
    """The path of the activation link an administrator is shown."""
    admin = enter(cast.ratna)
    admin.get("/petugas/petugas/undang")
    fields = {
        "name": "Joko Anwar",
        "username": "joko",
        "unit": "satker-4",
        "roles": ["desk_member"],
        "desks": [cast.desk("satker-1", DeskKind.WBS).id],
    }
    answer = admin.post("/petugas/petugas/undang", {**fields, **change})
    assert answer.status_code == 200
    link = text_of(answer.get_data(as_text=True), "activation-link")
    assert link.startswith("http://localhost/petugas/aktivasi/")
    return link.removeprefix("http://localhost")


def to_second_page(browser: Visitor, path: str) -> str:
    page = browser.get(path).get_data(as_text=True)
    fields = {"token": hidden(page, "token"), "password": PASSWORD, "password_again": PASSWORD}
    answer = browser.post("/petugas/aktivasi", fields)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def finish(browser: Visitor, page: str, otp: str) -> int:
    fields = {"token": hidden(page, "token"), "state": hidden(page, "state"), "otp": otp}
    return browser.post("/petugas/aktivasi/selesai", fields).status_code


def code(context: Context, page: str) -> str:
    secret = b32decode(text_of(page, "totp-secret").replace(" ", ""))
    return current_code(secret, context.now())


def test_from_the_invitation_to_the_first_login(
    context: Context, visitor: Visitor, cast: Cast, enter: Enter, clock: Clock
) -> None:
    page = to_second_page(visitor, invite(cast, enter))
    assert "<svg" in page
    assert re.fullmatch(r"([0-9A-Z]{5}-){4}[0-9A-Z]{5}", text_of(page, "recovery-code"))

    assert finish(visitor, page, code(context, page)) == 303

    clock.move(seconds=30)
    visitor.get("/petugas/masuk")
    fields = {"username": "joko", "password": PASSWORD, "otp": code(context, page)}
    assert visitor.post("/petugas/masuk", fields).status_code == 303
    assert "Joko Anwar" in visitor.get("/petugas/akun").get_data(as_text=True)


def test_opening_the_link_uses_nothing_up(visitor: Visitor, cast: Cast, enter: Enter) -> None:
    path = invite(cast, enter)

    assert [visitor.get(path).status_code for _ in range(3)] == [200] * 3


def test_the_code_of_the_link_may_be_pasted_instead(
    visitor: Visitor, cast: Cast, enter: Enter
) -> None:
    token = invite(cast, enter).rsplit("/", maxsplit=1)[1]
    visitor.get("/petugas/aktivasi")

    answer = visitor.post("/petugas/aktivasi", {"token": f" {token} "})

    assert "Joko Anwar" in answer.get_data(as_text=True)


def test_a_link_used_up_says_what_to_do(
    context: Context, visitor: Visitor, cast: Cast, enter: Enter
) -> None:
    path = invite(cast, enter)
    page = to_second_page(visitor, path)
    finish(visitor, page, code(context, page))

    answer = visitor.get(path)

    assert answer.status_code == 410
    assert 'id="p-token"' in answer.get_data(as_text=True)


def test_a_mistyped_code_shows_the_same_secrets_again(
    visitor: Visitor, cast: Cast, enter: Enter
) -> None:
    page = to_second_page(visitor, invite(cast, enter))
    fields = {"token": hidden(page, "token"), "state": hidden(page, "state"), "otp": "000000"}

    answer = visitor.post("/petugas/aktivasi/selesai", fields)

    again = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="p-otp"' in again
    for shown in ("recovery-code", "totp-secret"):
        assert text_of(again, shown) == text_of(page, shown)


@pytest.mark.parametrize("password", ["terlalu-7", "jokoanwar2026", "indonesia2026"])
def test_a_weak_password_is_told_at_its_field_and_not_shown_again(
    visitor: Visitor, cast: Cast, enter: Enter, password: str
) -> None:
    page = visitor.get(invite(cast, enter)).get_data(as_text=True)
    fields = {"token": hidden(page, "token"), "password": password, "password_again": password}

    answer = visitor.post("/petugas/aktivasi", fields)

    again = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="p-password"' in again
    assert password not in again


def test_the_invited_officer_waits_at_the_desk_until_let_in(
    context: Context, officer_app: Flask, cast: Cast, enter: Enter, clock: Clock
) -> None:
    newcomer = Visitor(officer_app)
    page = to_second_page(newcomer, invite(cast, enter))
    finish(newcomer, page, code(context, page))
    clock.move(seconds=30)
    newcomer.get("/petugas/masuk")
    newcomer.post(
        "/petugas/masuk", {"username": "joko", "password": PASSWORD, "otp": code(context, page)}
    )
    mine = text_of(newcomer.get("/petugas/akun").get_data(as_text=True), "own-fingerprint")
    joko = agency(context).officer("joko")
    desk = cast.desk("satker-1", DeskKind.WBS)
    confirm = f"/petugas/meja/{desk.id}/anggota/{joko.id}"

    budi = enter(cast.budi)
    shown = budi.get("/petugas/meja").get_data(as_text=True)
    assert mine in shown
    assert budi.post(confirm, {"fingerprint": mine}).status_code == 422
    assert desk.id not in agency(context).officer("joko").desk_ids
    assert budi.post(confirm, {"fingerprint": mine, "compared": "yes"}).status_code == 303
    assert desk.id in agency(context).officer("joko").desk_ids
