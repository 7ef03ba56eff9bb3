"""The pages of work that is under way, as a browser shows them: an import, a case given away, filters, the log."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, FilePayload

from tests.cast import Cast, Person
from tests.declarations import declare
from tests.entries import register
from tests.reports import disclose, report
from tests.services.intake.test_import_register import AT_WORK, CLOSED, WBS
from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork
from tests.stories.test_pages import look_at
from wbs.domain.kinds import DeskKind
from wbs.services.context import Context

NewContext = Callable[..., BrowserContext]
WRONG = "7/ADU;kemarin;pengaduan;entah;;merpati;;telaah;;Tarif berbeda di dua loket yang sama"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with a report, a declaration and a disclosure at satker-1."""

    def filled(context: Context, cast: Cast) -> None:
        report(context)
        declare(context)
        disclose(context)

    with installed(tmp_path_factory.mktemp("working"), before=filled) as running:
        yield running


def at_work(new_context: NewContext, place: Installation, person: Person) -> OfficerAtWork:
    """The officer signed in; with script, so that their pages can be measured."""
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    officer = OfficerAtWork(page, place.base, person, place.context)
    officer.sign_in()
    return officer


def test_an_import_is_looked_at_line_by_line(place: Installation, new_context: NewContext) -> None:
    budi = at_work(new_context, place, place.cast.budi)
    budi.open("/petugas/impor")
    look_at(budi.page, "import")
    for name, lines in (
        ("import-problems", (CLOSED, WRONG)),
        ("import-read", (CLOSED, AT_WORK, WBS)),
    ):
        content = register(*lines).replace("\t", ";").encode()
        file: FilePayload = {"name": "register.csv", "mimeType": "text/csv", "buffer": content}
        form = budi.page.locator("form", has=budi.page.locator('[name="register_file"]'))
        form.locator('[name="register_file"]').set_input_files([file])
        form.locator("button").last.click()
        look_at(budi.page, name)
    budi.page.locator('button[name="confirm"]').click()
    assert "3 kasus" in budi.text()
    look_at(budi.page, "import-done")


def test_filters_are_kept_and_a_case_is_given_away(
    place: Installation, new_context: NewContext
) -> None:
    budi = at_work(new_context, place, place.cast.budi)
    for query in ("standing=all&kind=wbs", "standing=all&assigned=nobody"):
        budi.open(f"/petugas/kasus?{query}")
        budi.page.locator('form[action$="/saringan"] button').click()
    look_at(budi.page, "filters-kept")
    budi.open("/petugas/kasus?standing=all&kind=wbs")
    href = next(link for link in budi.inbox() if "kepentingan" not in _opened(budi, link))
    budi.open(href)
    budi.page.get_by_text("Ke meja yang berwenang").click()
    form = budi.page.locator(f'form[action="{href}/serah"]').first
    desk = place.cast.desk("kanwil-a", DeskKind.WBS).id
    form.locator('[name="desk"]').select_option(desk)
    look_at(budi.page, "hand-over-chosen")
    form.locator('[name="grounds"]').fill("Perkara ini menyangkut beberapa unit kerja.")
    form.locator("button").last.click()
    assert "Kasus telah diserahkan" in budi.text()
    look_at(budi.page, "handed-over")


def _opened(officer: OfficerAtWork, href: str) -> str:
    officer.open(href)
    return officer.page.locator("h1 + p").inner_text() + officer.page.locator("h1").inner_text()


def test_the_log_and_the_registers_are_filled(place: Installation, new_context: NewContext) -> None:
    budi = at_work(new_context, place, place.cast.budi)
    for href in budi.inbox():
        budi.open(href)
    for path in ("konflik-kepentingan", "gratifikasi", "angka", "angka/gratifikasi", "retensi"):
        budi.open(f"/petugas/{path}")
        look_at(budi.page, f"filled-{path.replace('/', '-')}")
    dewi = at_work(new_context, place, place.cast.dewi)
    dewi.open("/petugas/jejak")
    assert "Budi Santoso" in dewi.text()
    look_at(dewi.page, "filled-log")
