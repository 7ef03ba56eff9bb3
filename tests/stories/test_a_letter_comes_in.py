"""What does not come by the website: a letter with its slip, an old register, a case referred out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page

from tests.entries import LETTER, register
from tests.services.intake.test_import_register import AT_WORK, CLOSED
from tests.stories import evidence_files
from tests.stories.installation import Installation, installed
from tests.stories.navigators import REPORT, OfficerAtWork, Reporter, answer, read
from tests.stories.test_pages import look_at

NewContext = Callable[..., BrowserContext]
NOTE = "Dugaan suap di atas wewenang kami."


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of this story's own."""
    with installed(tmp_path_factory.mktemp("letter")) as running:
        yield running


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scanned letter, where no server looks."""
    return evidence_files.photo(tmp_path_factory.mktemp("scan") / "surat.jpg", 200_000)


def office(place: Installation, new_context: NewContext, name: str) -> OfficerAtWork:
    """An officer of the cast, signed in."""
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    officer = OfficerAtWork(page, place.base, place.cast.people[name], place.context)
    officer.sign_in()
    return officer


def enter_letter(place: Installation, officer: OfficerAtWork, scan: Path, **more: str) -> str:
    """The officer enters the letter; what its slip says as code."""
    page = officer.page
    page.goto(f"{place.base}/petugas/kasus/baru?kind=complaint")
    form = page.locator("#f-form")
    fields = {
        "channel": "letter",
        "came_on": place.context.today().isoformat(),
        "source_number": "B-12/2026",
        "unit": "satker-1",
        "category": "pungutan-liar",
        "what": LETTER,
        **more,
    }
    for name, text in fields.items():
        answer(form, name, text)
    form.locator('[name="attachments"]').set_input_files(str(scan))
    form.locator("button").last.click()
    return page.locator("#tracking-code").inner_text()


def print_styles(page: Page) -> str:
    """What a printer would put on paper."""
    page.emulate_media(media="print")
    shown = read_all(page)
    page.emulate_media(media="screen")
    return shown


def read_all(page: Page) -> str:
    """Every word of the page that is shown, its heading too."""
    return " ".join(page.locator("body").inner_text().split())


def test_a_letter_is_entered_and_its_sender_follows_it_by_the_slip(
    place: Installation, new_context: NewContext, scan: Path
) -> None:
    budi = office(place, new_context, "budi")
    budi.page.goto(f"{place.base}/petugas/kasus/baru")
    look_at(budi.page, "entry")
    budi.page.locator("#f-form button").last.click()
    look_at(budi.page, "entry-problems")

    code = enter_letter(place, budi, scan)
    look_at(budi.page, "entry-slip")
    paper = print_styles(budi.page)

    assert code in paper
    assert "Petugas" not in paper.split(code)[0]
    for word in ("whistle", "pelanggaran", "WBS", "Catat kasus lain"):
        assert word.lower() not in paper.lower()
    budi.page.get_by_role("link", name="Buka kasus").click()
    look_at(budi.page, "entry-case")
    assert "B-12/2026" in budi.text()
    assert "surat.jpg" in budi.text()
    budi.write("Surat Anda sudah kami terima.")
    sari = Reporter(new_context(java_script_enabled=False).new_page(), place.base)
    sari.track(code)
    assert "Surat Anda sudah kami terima." in sari.text()


def test_a_letter_about_the_head_is_passed_on(
    place: Installation, new_context: NewContext, scan: Path
) -> None:
    budi = office(place, new_context, "budi")

    enter_letter(place, budi, scan, concerns_head="yes", what="Kepala kantor meminta setoran.")

    look_at(budi.page, "entry-passed-on")
    assert "diteruskan ke meja yang bukan meja Anda" in budi.text()
    gita = office(place, new_context, "gita")
    (href,) = gita.inbox()
    gita.open(href)
    assert "Kepala kantor meminta setoran." in gita.text()


def test_a_register_is_mended_and_imported(place: Installation, new_context: NewContext) -> None:
    citra = office(place, new_context, "citra")
    page, wrong = citra.page, AT_WORK.replace("telaah", "entah")

    page.goto(f"{place.base}/petugas/impor")
    look_at(page, "import")
    choose(page, register(CLOSED, wrong))
    look_at(page, "import-wrong")
    assert "Tahap atau hasil" in read(page)
    assert not page.get_by_role("button", name="Impor baris-baris ini").count()

    choose(page, register(CLOSED, AT_WORK))
    look_at(page, "import-read")
    page.get_by_role("button", name="Impor baris-baris ini").click()

    assert "2 kasus" in read(page)
    (href,) = citra.inbox()
    citra.open(href)
    look_at(page, "imported-case")
    assert "register lama" in citra.text()


def choose(page: Page, text: str) -> None:
    """The file is chosen and read."""
    file: FilePayload = {"name": "register.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator('[name="register_file"]').set_input_files([file])
    page.get_by_role("button", name="Baca berkas").click()


def test_a_case_is_referred_and_its_reporter_sees_to_whom(
    place: Installation, new_context: NewContext
) -> None:
    sari = Reporter(new_context(java_script_enabled=False).new_page(), place.base)
    sari.report("satker-2")
    code = sari.confirm()
    citra = office(place, new_context, "citra")
    cases = citra.inbox()
    while REPORT["what"][:20] not in citra.text():
        citra.open(cases.pop())

    page = citra.page
    page.get_by_text("Rujuk kasus").click()
    form = page.locator('form[action$="/rujukan"]')
    for name, text in (
        ("addressee", "kpk"),
        ("referred_on", place.context.today().isoformat()),
        ("letter_number", "R-17/2026"),
        ("referral_note", NOTE),
    ):
        answer(form, name, text)
    form.locator("button").click()
    look_at(page, "referred")
    assert NOTE in citra.text()
    sari.track(code)

    told = sari.text()
    assert "Diteruskan ke pihak lain" in told
    assert "ke KPK" in told
    assert NOTE not in told
    assert "R-17/2026" not in told
