"""A conflict of interest from the form to the end, and the map and statements beside it, in a browser."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page

from tests.declarations import CONTROL, DECISION, DECLARATION
from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, Reporter, answer, read
from tests.stories.test_pages import look_at

pytestmark = pytest.mark.story
NewContext = Callable[..., BrowserContext]
AT = "/petugas/konflik-kepentingan"
DUTY = {
    "title": "Pengadaan barang dan jasa",
    "finding": "conflict_possible",
    "potential": "Pejabat pengadaan berkerabat dengan penyedia.",
    "control": "Surat pernyataan sebelum setiap pemilihan.",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of this story's own."""
    with installed(tmp_path_factory.mktemp("conflict")) as running:
        yield running


def _page(new_context: NewContext) -> Page:
    return new_context(java_script_enabled=True, bypass_csp=True).new_page()


def _declare(laras: Reporter, today: str) -> str:
    """The form, told once what is missing, then sent; gives the code."""
    laras.page.goto(laras.base + "/lapor/konflik-kepentingan")
    look_at(laras.page, "declaration-form")
    laras.form().locator('button[name="review"]').last.click()
    look_at(laras.page, "declaration-problems")
    for name, text in {**DECLARATION, "declared_on": today}.items():
        laras.answer(name, text)
    laras.form().locator('button[name="review"]').last.click()
    look_at(laras.page, "declaration-review")
    code = laras.confirm()
    look_at(laras.page, "declaration-code")
    return code


def _write(page: Page, door: str, fields: dict[str, str]) -> None:
    form = page.locator(f'form[action$="/{door}"]')
    for name, text in fields.items():
        answer(form, name, text)
    form.locator("button").last.click()


def test_a_declaration_is_decided_controlled_and_closed(
    place: Installation, new_context: NewContext
) -> None:
    today = place.context.today().isoformat()
    laras = Reporter(_page(new_context), place.base)
    code = _declare(laras, today)
    page = _page(new_context)
    indah = OfficerAtWork(page, place.base, place.cast.indah, place.context)
    indah.sign_in()
    (href,) = indah.inbox()
    indah.open(href)
    look_at(page, "declaration-case")
    _write(page, "keputusan-atasan", {"superior": "Eko"})
    look_at(page, "declaration-case-problems")
    _write(page, "keputusan-atasan", {**DECISION, "on": today, "until": "2099-12-31"})

    laras.track(code)
    look_at(laras.page, "declaration-tracked")
    assert "Menarik diri dari tugas" in laras.text()
    assert DECISION["superior"] not in laras.text()

    _write(page, "pengendalian", {**CONTROL, "on": today})
    look_at(page, "declaration-case-controlled")
    indah.close("withdrawn_from_duty", "Sudah dilaksanakan.")
    laras.look_again()
    assert "Menarik diri dari tugas" in laras.text()
    page.goto(place.base + AT)
    look_at(page, "declaration-register")
    assert "tepat waktu" in indah.text()


def test_a_clerk_maps_a_duty_and_counts_the_statements(
    place: Installation, new_context: NewContext
) -> None:
    today = place.context.today()
    page = _page(new_context)
    fajar = OfficerAtWork(page, place.base, place.cast.fajar, place.context)
    fajar.sign_in()
    page.goto(f"{place.base}{AT}/pemetaan/baru")
    _write(page, "baru", {**DUTY, "control": ""})
    look_at(page, "duty-problems")
    _write(page, "baru", {**DUTY, "reviewed_on": today.isoformat()})
    look_at(page, "duties")
    assert "1 dari 1" in read(page)

    page.goto(f"{place.base}{AT}/pernyataan")
    rows = b"nama;nip;menyatakan\nSari;1;ya\nTono;2;mungkin\n"
    for content in (rows, rows.replace(b"mungkin", b"belum")):
        form = page.locator('form[action$="/pernyataan"]')
        file: FilePayload = {"name": "daftar.csv", "mimeType": "text/csv", "buffer": content}
        form.locator('[name="attachments"]').set_input_files([file])
        form.locator("button").last.click()
        look_at(page, "statements" if b"belum" in content else "statements-problems")
        if content == rows:
            assert "Baris 3" in read(page)
    assert "dari 2 baris" in read(page)
