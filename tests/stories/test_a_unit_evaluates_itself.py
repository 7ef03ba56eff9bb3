"""Monev in a browser: a meeting, what it recommends, the proof, and the row of the sheet that it supports."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page

from tests.monev import MEETING, RECOMMENDATION
from tests.papers import picture, text_of
from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, answer, read
from tests.stories.test_pages import look_at
from wbs.domain.span import ReportingPeriod

pytestmark = pytest.mark.story
NewContext = Callable[..., BrowserContext]
FORMULIR: FilePayload = {"name": "formulir.txt", "mimeType": "text/plain", "buffer": b"formulir"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of this story's own."""
    with installed(tmp_path_factory.mktemp("monev")) as running:
        yield running


def _page(new_context: NewContext) -> Page:
    return new_context(java_script_enabled=True, bypass_csp=True).new_page()


def _fill(page: Page, fields: dict[str, str], at: str = "main form.panel") -> None:
    form = page.locator(at).first
    for name, text in fields.items():
        answer(form, name, text)
    form.locator("button").last.click()


def test_a_clerk_holds_a_meeting_and_what_it_recommended_becomes_done(
    place: Installation, new_context: NewContext
) -> None:
    page, today = _page(new_context), place.context.today()
    quarter = ReportingPeriod.quarter_of(today)
    fajar = OfficerAtWork(page, place.base, place.cast.fajar, place.context)
    fajar.sign_in()
    fajar.open("/petugas/monev")
    look_at(page, "monev-empty")
    fajar.open(f"/petugas/monev/rapat/baru?triwulan={quarter.code}")
    look_at(page, "monev-form")
    _fill(page, {"place": "Ruang rapat", "held_on": "2020-01-01"})
    look_at(page, "monev-form-problems")

    said = {name: MEETING[name] for name in ("place", "chair", "attendees", "agenda", "notes")}
    _fill(page, said | {"held_on": today.isoformat()})
    look_at(page, "monev-meeting")
    due_on = {"due_on": today.isoformat()}
    _fill(page, RECOMMENDATION | due_on)
    look_at(page, "monev-meeting-recommended")
    minutes = fajar.download(page.get_by_role("link", name="Notula untuk ditandatangani"))
    assert RECOMMENDATION["text"] in text_of(minutes)

    fajar.open("/petugas/monev/rekomendasi")
    assert "belum ada yang ditindaklanjuti (A.1.V.iii.d: mendukung C)" in read(page)
    look_at(page, "monev-tracker")
    page.get_by_role("link", name=RECOMMENDATION["text"]).click()
    look_at(page, "monev-step")
    _fill(page, {"progress": "done"})
    look_at(page, "monev-step-problems")
    form = page.locator("main form.panel").first
    answer(form, "progress", "done")
    form.locator('[name="attachments"]').set_input_files([FORMULIR])
    form.locator("button").last.click()

    assert "seluruhnya ditindaklanjuti (A.1.V.iii.d: mendukung A)" in read(page)
    look_at(page, "monev-tracker-done")
    fajar.open("/petugas/monev")
    look_at(page, "monev-year")
    fajar.open("/petugas/bukti")
    assert "Bukti tindak lanjut rekomendasi monev" in read(page)


def test_the_inspectorate_writes_a_remark_and_the_clerk_answers(
    place: Installation, new_context: NewContext
) -> None:
    dewis, fajars = _page(new_context), _page(new_context)
    dewi = OfficerAtWork(dewis, place.base, place.cast.dewi, place.context)
    fajar = OfficerAtWork(fajars, place.base, place.cast.fajar, place.context)
    row = f"/petugas/pendampingan/satker-1/{place.context.today().year}/A.1.V.iii.c"
    dewi.sign_in()
    dewi.open(row)
    look_at(dewis, "remark-form")
    _fill(dewis, {"remark": "Notula triwulan I belum ada."})
    fajar.sign_in()
    fajar.open("/petugas/pendampingan")
    look_at(fajars, "remarks-waiting")
    fajar.open(row)
    _fill(fajars, {"remark": "Sudah disimpan hari ini."})
    look_at(fajars, "remarks-of-row")

    dewi.open(row)
    assert "Sudah disimpan hari ini." in read(dewis)


def test_a_letterhead_is_set_up(place: Installation, new_context: NewContext) -> None:
    page = _page(new_context)
    ratna = OfficerAtWork(page, place.base, place.cast.ratna, place.context)
    ratna.sign_in()
    ratna.open("/petugas/kop-surat?unit=satker-1")
    look_at(page, "letterhead")
    page.locator("#f-letterhead").fill("Kementerian Contoh\nDitjen Layanan")
    _fill(page, {"head_nip": "12"})
    look_at(page, "letterhead-problems")
    _fill(page, {"head_nip": "198504122010012003"})
    logo: FilePayload = {"name": "logo.png", "mimeType": "image/png", "buffer": picture()}
    page.locator('[name="attachments"]').set_input_files([logo])
    page.locator('form[action$="/kop-surat/logo"] button').click()
    _fill(
        page,
        {"zi_stage": "building", "zi_on": place.context.today().isoformat()},
        'form[action$="/zona-integritas"]',
    )
    look_at(page, "letterhead-told")

    sample = text_of(ratna.download(page.get_by_role("link", name="Contoh (PDF)")))
    assert "DITJEN LAYANAN" in sample
    assert "NIP 198504122010012003" in sample
