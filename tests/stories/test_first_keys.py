"""From `wbs init` to the first case: two persons, two links, and the keys they make together."""

import json
import re
import sys
import time
from base64 import b32decode
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from bench.server import Server, free_port, running
from tests.services_at_hand import ON_POSTGRES, postgres_database
from tests.stories.navigators import Reporter
from tests.stories.test_pages import look_at
from wbs.cli.main import run
from wbs.sealing.totp import current_code

PASSWORD = "angin laut utara sepoi"
NewContext = Callable[..., BrowserContext]
SEEN = {"java_script_enabled": True, "bypass_csp": True}


class Begun:
    """An installation that `wbs init` made, and the links it printed."""

    def __init__(self, server: Server, links: dict[str, str]) -> None:
        self.base = server.base
        self.links = links


@pytest.fixture
def begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Begun]:
    """`wbs init` with both persons named, and `wbs serve` on what it made."""
    monkeypatch.setenv("WBS_PASSWORDS_PROFILE", "cheapest-for-tests")
    port, folder = free_port(), tmp_path / "data"
    with ExitStack() as stack:
        url = "sqlite:///wbs.sqlite"
        if ON_POSTGRES:
            url = stack.enter_context(postgres_database("ceremony"))
        options = ["--tls", "none", "--host", "127.0.0.1", "--port", str(port)]
        people = ["--inspector", "dewi", "Dewi Anggraini", "--json"]
        init = ["--data", str(folder), "init", "--database-url", url, *options, *people]
        assert run(init) == 0
        told = json.loads(capfd.readouterr().out.splitlines()[-1])
        invited = (told, *told["inspectors"])
        links = {
            each["username"]: re.sub(r"^.*/petugas/", "/petugas/", each["link"]) for each in invited
        }
        command = [sys.executable, "-m", "wbs", "--data", str(folder), "serve"]
        yield Begun(stack.enter_context(running(command, port, tmp_path / "output.txt", {})), links)


def _early_in_its_step() -> int:
    """The time, with at least half of its 30 seconds left: the code before is taken for as long as they last."""
    now = datetime.now(UTC).timestamp()
    if now % 30 > 15:
        time.sleep(30 - now % 30)
    return int(datetime.now(UTC).timestamp())


def _take_up(page: Page, base: str, username: str, link: str) -> None:
    """The account is made, and they are signed in."""
    page.goto(base + link)
    page.locator('[name="password"]').fill(PASSWORD)
    page.locator('[name="password_again"]').fill(PASSWORD)
    page.locator("main form button").last.click()
    secret = b32decode(re.sub(r"\s", "", page.locator("#totp-secret").inner_text()))
    page.locator('[name="otp"]').fill(current_code(secret, _early_in_its_step() - 30))
    page.locator("main form button").last.click()
    page.locator('[name="username"]').fill(username)
    page.locator('[name="password"]').fill(PASSWORD)
    page.locator('[name="otp"]').fill(current_code(secret, int(datetime.now(UTC).timestamp())))
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"/petugas/(?!masuk)"))


def _fill(page: Page, where: str, fields: dict[str, str]) -> Locator:
    """A form of the administrator's, typed; gives its button."""
    page.goto(where)
    for name, value in fields.items():
        field = page.locator(f'[name="{name}"]')
        if field.first.get_attribute("type") in {"radio", "checkbox"}:
            page.locator(f'[name="{name}"][value="{value}"]').check()
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    return page.locator("main form button").last


def _agency(ratna: Page, base: str) -> str:
    """A unit with a desk, and budi invited to it; gives his link."""
    unit = {"name": "Kantor Satu", "slug": "kantor-1", "parent": "inspektorat"}
    _fill(ratna, f"{base}/petugas/unit", unit).click()
    _fill(ratna, f"{base}/petugas/pengelola", {"unit": "kantor-1", "kind": "wbs"}).click()
    person = {"name": "Budi Santoso", "username": "budi", "unit": "kantor-1"}
    button = _fill(ratna, f"{base}/petugas/petugas/undang", person | {"roles": "desk_member"})
    ratna.get_by_label(re.compile("Meja WBS.*Kantor Satu")).check()
    button.click()
    link = ratna.locator("#activation-link").inner_text().strip()
    return re.sub(r"^.*/petugas/", "/petugas/", link)


def test_the_first_keys_come_from_two_persons_and_then_a_report_is_read(
    begun: Begun, new_context: NewContext
) -> None:
    ratna, dewi, budi = (new_context(**SEEN).new_page() for _ in range(3))
    _take_up(ratna, begun.base, "admin", begun.links["admin"])
    _take_up(dewi, begun.base, "dewi", begun.links["dewi"])
    dewi.goto(begun.base + "/petugas/meja")
    assert "Meja inspektorat" in dewi.locator("main").inner_text()
    assert dewi.locator("main .tag--good").count() == 1, "her login was the ceremony"
    _take_up(budi, begun.base, "budi", _agency(ratna, begun.base))
    ratna.goto(begun.base + "/petugas/usulan")
    look_at(ratna, "proposals")
    budi.goto(begun.base + "/petugas/akun/sidik-jari")
    look_at(budi, "fingerprint")
    read_out = budi.locator("#own-fingerprint").inner_text()

    dewi.goto(begun.base + "/petugas/persetujuan")
    look_at(dewi, "approvals")
    assert read_out in dewi.locator("main").inner_text()
    dewi.locator('[name="compared"]').check()
    dewi.locator("form", has=dewi.locator('[name="compared"]')).locator("button").click()
    dewi.wait_for_load_state("load")
    sari = Reporter(new_context().new_page(), begun.base)
    sari.report("kantor-1")
    sari.confirm()
    budi.goto(begun.base + "/petugas/kasus")
    budi.locator("main table a").first.click()

    assert "Bendahara pengeluaran" in budi.locator("main").inner_text()
    _nobody_leaves_alone(ratna, dewi, begun.base)


def _nobody_leaves_alone(ratna: Page, dewi: Page, base: str) -> None:
    """Budi is the last at his desk and holds a case: what is lost is said, and dewi is asked."""
    ratna.goto(base + "/petugas/petugas")
    ratna.get_by_role("link", name="Budi Santoso").click()
    look_at(ratna, "officer")
    ratna.locator('form[action$="/ulang"] button').click()
    look_at(ratna, "reset")
    ratna.locator("main form button").last.click()
    look_at(ratna, "reset-not-ticked")
    ratna.locator('[name="accepts"]').check()
    ratna.locator("main form button").last.click()
    look_at(ratna, "proposal-waits")
    dewi.goto(base + "/petugas/persetujuan")
    look_at(dewi, "approve-a-loss")
    assert "Budi Santoso" in dewi.locator("main").inner_text()
    dewi.locator("main form button").last.click()
    ratna.goto(base + "/petugas/usulan")
    look_at(ratna, "proposal-rejected")
    assert "Ditolak" in ratna.locator("main").inner_text()
