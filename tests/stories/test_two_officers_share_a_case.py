"""Two officers share a case: assigned, noted, linked, searched, printed; and its reporter says that she is afraid."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from tests.papers import text_of
from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, Reporter
from tests.stories.test_pages import look_at

NOTE = "Jangan panggil saksi lewat sekretaris."
TASK = "Minta mutasi rekening dari bendahara"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of this story's own."""
    with installed(tmp_path_factory.mktemp("shared"), workers=2) as running:
        yield running


def press(page: Page, form: str, **fields: str) -> None:
    """Fill in the form that posts there, opened where it is folded, and send it."""
    found = page.locator(f'main form[action*="{form}"]').first
    folded = page.locator(f'details:not([open]):has(form[action*="{form}"]) > summary')
    if folded.count():
        folded.first.click()
    for name, text in fields.items():
        field = found.locator(f'[name="{name}"]')
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    found.locator("button").last.click()


def test_two_officers_share_a_case_and_its_reporter_is_afraid(
    place: Installation, browser: Browser
) -> None:
    context, cast = place.context, place.cast
    home = browser.new_context(java_script_enabled=False).new_page()
    sari = Reporter(home, place.base)
    for who in ("Sutrisno", "Bapak Sutrisno, bendahara"):
        sari.report("satker-1", who=who)
        code = sari.confirm()
    pages = [browser.new_context(bypass_csp=True).new_page() for _ in range(2)]
    budi, indah = (
        OfficerAtWork(page, place.base, person, context)
        for page, person in zip(pages, (cast.budi, cast.indah), strict=True)
    )

    # Budi takes both, and looks for the name in them.
    budi.sign_in()
    first, second = budi.inbox()
    for box in budi.page.locator('[name="case"]').all():
        box.check()
    budi.page.locator("details.panel summary").click()
    budi.page.locator('[name="act"][value="assign"]').check()
    budi.page.locator('[name="officer"]').select_option(label="Budi Santoso")
    look_at(budi.page, "inbox-several")
    budi.page.locator("details.panel button").click()
    assert "Kasus yang sudah dikerjakan: 2." in budi.text()
    budi.open("/petugas/cari")
    press(budi.page, "/petugas/cari", search="sutrisno")
    assert budi.text().count("Sutrisno") == 2
    assert "sutrisno" not in budi.page.url
    look_at(budi.page, "search-found")

    # They are one matter; Indah is asked to do something.
    budi.open(first)
    reference = budi.page.locator("p.lead .mono").inner_text()
    budi.open(second)
    press(budi.page, "/kaitan", linked=reference)
    press(budi.page, "/catatan", note=NOTE)
    tomorrow = (context.today() + timedelta(days=1)).isoformat()
    indahs = cast.indah.actor.officer.id
    press(budi.page, "/tugas", task=TASK, task_due=tomorrow, task_officer=indahs)
    assert reference in budi.text()
    look_at(budi.page, "case-shared")

    # Sari says that she is afraid.
    sari.track(code)
    assert "Apakah Anda takut akan pembalasan?" in sari.text()
    sari.page.locator('form[action*="/lacak/takut"] button').click()
    assert "Petugas tahu bahwa Anda takut" in sari.text()
    assert NOTE not in sari.text() and TASK not in sari.text()

    # Indah sees it all, does her task, and takes the case along on paper.
    indah.sign_in()
    indah.open("/petugas/tugas")
    assert "Pelapor takut akan pembalasan" in indah.text()
    look_at(indah.page, "tasks")
    for href in (first, second):
        indah.open(href)
        if NOTE in indah.text():
            break
    indah.page.get_by_role("button", name=f"Selesai: {TASK}").click()
    assert "Tugas selesai." in indah.text()
    indah.page.locator("#f-paper-notes").check()
    printed = text_of(indah.download(indah.page.locator('form[action*="/cetak"] button')))
    assert NOTE in printed and "Sutrisno" in printed
