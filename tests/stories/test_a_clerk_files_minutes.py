"""The evidence clerk sees a gap in the evaluation sheet, files minutes, and the gap is gone; both sides answer."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page

from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, answer, read
from tests.stories.test_pages import look_at
from wbs.domain.span import ReportingPeriod
from wbs.evidence.words import period

pytestmark = pytest.mark.story
NewContext = Callable[..., BrowserContext]
ROW = "A.1.V.iii.c"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of this story's own."""
    with installed(tmp_path_factory.mktemp("sheet")) as running:
        yield running


def _page(new_context: NewContext) -> Page:
    return new_context(java_script_enabled=True, bypass_csp=True).new_page()


def _file(page: Page, content: bytes, **fields: str) -> None:
    """The form is filled in, what its link named left as it is, and sent."""
    form = page.locator('form[action$="/bukti/baru"]')
    for name, text in fields.items():
        answer(form, name, text)
    file: FilePayload = {"name": "notula.txt", "mimeType": "text/plain", "buffer": content}
    form.locator('[name="attachments"]').set_input_files([file])
    form.locator("button").last.click()


def test_minutes_close_the_gap_of_their_quarter(
    place: Installation, new_context: NewContext
) -> None:
    quarter = ReportingPeriod.quarter_of(place.context.today()).before()
    gap = f"{period(quarter)}: tidak ada monev."
    sheet = f"{place.base}/petugas/lke?period={quarter.year}"
    page = _page(new_context)
    fajar = OfficerAtWork(page, place.base, place.cast.fajar, place.context)
    fajar.sign_in()
    page.goto(f"{place.base}/petugas/lke/kalender?year={quarter.year}")
    look_at(page, "evidence-calendar")
    page.goto(sheet)
    look_at(page, "evaluation-sheet")
    page.get_by_role("link", name=ROW, exact=True).click()
    assert gap in read(page)
    look_at(page, "evaluation-row-gap")

    page.get_by_role("link", name=f"Simpan dokumen {period(quarter)}").click()
    look_at(page, "document-form-named")
    said = {"title": "Notula monev pengaduan", "occasion": "Monev", "place": "Aula"}
    _file(page, b"Hadir 12 orang.", **said)
    look_at(page, "document-filed")
    page.goto(sheet)
    page.get_by_role("link", name=ROW, exact=True).click()
    assert gap not in read(page)
    assert "Notula monev pengaduan" in read(page)

    page.get_by_role("link", name="Pakai untuk baris atau periode lain").click()
    look_at(page, "document-use")
    form = page.locator('form[action$="/pakai"]')
    answer(form, "lke_code", "A.1.V.iv.b")
    answer(form, "period", quarter.code)
    form.locator("button").last.click()
    look_at(page, "document-used")
    page.goto(sheet)
    page.get_by_role("link", name="A.1.V.iv.b", exact=True).click()
    assert gap not in read(page)

    form = page.locator('form[action$="/jawaban"]')
    answer(form, "answer", "B")
    answer(form, "note", "Monev baru berjalan sejak triwulan ini.")
    form.locator("button").last.click()
    look_at(page, "evaluation-row-answered")
    assert "Fajar Hidayat" in read(page)


def test_wealth_reports_are_typed_and_the_assessors_answer(
    place: Installation, new_context: NewContext
) -> None:
    year = place.context.today().year
    row = f"{place.base}/petugas/lke/baris/A.2.V.iii.a?unit=satker-1&period={year}"
    page = _page(new_context)
    indah = OfficerAtWork(page, place.base, place.cast.indah, place.context)
    indah.sign_in()
    page.goto(row)
    typed = {"part_1": "1", "part_2": "9", "part_3": "0", "whole": "9", "done": "9"}
    for still_open in ("", "0"):
        form = page.locator('form[action$="/angka"]')
        for name, text in (typed | {"still_open": still_open}).items():
            answer(form, name, text)
        form.locator("button").last.click()
    look_at(page, "evaluation-row-problems")
    assert "terhitung dua kali" in read(page)
    form = page.locator('form[action$="/angka"]')
    answer(form, "part_2", "8")
    form.locator("button").last.click()
    look_at(page, "evaluation-row-numbers")
    assert "9 seluruhnya: 9 sudah, 0 belum." in read(page)

    page = _page(new_context)
    dewi = OfficerAtWork(page, place.base, place.cast.dewi, place.context)
    dewi.sign_in()
    page.goto(row)
    form = page.locator('form[action$="/jawaban-tpi"]')
    answer(form, "answer", "100")
    answer(form, "note", "Bukti penyampaian belum dilampirkan.")
    form.locator("button").last.click()
    look_at(page, "evaluation-row-assessed")
    assert "100,00 %" in read(page)
