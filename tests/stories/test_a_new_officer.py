"""An officer from the invitation to the first case: every page of it, in a browser."""

import re
from base64 import b32decode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, Reporter
from tests.stories.test_pages import look_at
from wbs.sealing.totp import current_code

PASSWORD = "angin laut utara sepoi"
NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of this story's own."""
    with installed(tmp_path_factory.mktemp("officer")) as running:
        yield running


def _invite(ratna: OfficerAtWork) -> str:
    """The link the administrator is shown."""
    ratna.sign_in()
    page = ratna.page
    page.goto(ratna.base + "/petugas/petugas/undang")
    page.locator('[name="name"]').fill("Joko Anwar")
    page.locator('[name="username"]').fill("joko")
    page.locator('[name="unit"]').select_option("satker-1")
    page.locator('[name="roles"][value="desk_member"]').check()
    for desk in ("Meja WBS", "Meja pengaduan"):
        page.get_by_label(re.compile(f"{desk}.*Satuan Kerja Satu")).check()
    page.locator("main form button").last.click()
    look_at(page, "invited")
    return page.locator("#activation-link").inner_text().strip()


def _take_up(page: Page, link: str) -> bytes:
    """The account is made; gives the secret of its second factor."""
    page.goto(link)
    look_at(page, "activation")
    page.locator('[name="password"]').fill(PASSWORD)
    page.locator('[name="password_again"]').fill(PASSWORD)
    page.locator("main form button").last.click()
    look_at(page, "activation-factor")
    shown = page.locator("#totp-secret").inner_text()
    secret = b32decode(re.sub(r"\s", "", shown))
    page.locator('[name="otp"]').fill(_code(secret, -30))
    page.locator("main form button").last.click()
    return secret


def _code(secret: bytes, seconds: int = 0) -> str:
    return current_code(secret, int(datetime.now(UTC).timestamp()) + seconds)


def _sign_in(page: Page, base: str, secret: bytes) -> None:
    page.goto(base + "/petugas/masuk")
    page.locator('[name="username"]').fill("joko")
    page.locator('[name="password"]').fill(PASSWORD)
    page.locator('[name="otp"]').fill(_code(secret))
    page.locator("main form button").first.click()


def test_a_new_officer_is_invited_let_in_and_reads_a_case_from_before(
    place: Installation, new_context: NewContext
) -> None:
    seen = {"java_script_enabled": True, "bypass_csp": True}
    sari = Reporter(new_context().new_page(), place.base)
    sari.report("satker-1")
    sari.confirm()
    ratna = OfficerAtWork(
        new_context(**seen).new_page(), place.base, place.cast.ratna, place.context
    )
    budi = OfficerAtWork(new_context(**seen).new_page(), place.base, place.cast.budi, place.context)
    joko = new_context(**seen).new_page()

    secret = _take_up(joko, _invite(ratna))
    _sign_in(joko, place.base, secret)
    joko.goto(place.base + "/petugas/meja")
    look_at(joko, "waiting-at-the-desk")
    budi.sign_in()
    budi.page.goto(place.base + "/petugas/meja")
    look_at(budi.page, "somebody-waits")
    while budi.page.locator('[name="compared"]').count():
        budi.page.locator('[name="compared"]').first.check()
        budi.page.locator("form", has=budi.page.locator('[name="compared"]')).first.locator(
            "button"
        ).click()
    joko.goto(place.base + "/petugas/kasus")
    joko.locator("main table a").first.click()

    assert "Bendahara pengeluaran" in joko.locator("main").inner_text()
