"""Every page as a browser shows it: accessible, small, nothing from elsewhere, at two widths."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, Reporter

AXE = (Path(__file__).parent / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MOST_BYTES = 60_000
WIDTHS = (360, 1280)
# What the page and everything it fetched weigh, unpacked.
WEIGHT = """[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .reduce((sum, entry) => sum + entry.decodedBodySize, 0)"""
NewContext = Callable[..., BrowserContext]
Walk = Callable[[Page, Installation], None]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of this module's own."""
    with installed(tmp_path_factory.mktemp("pages")) as running:
        yield running


def look_at(page: Page, name: str) -> None:
    """The house's own page, not its apology. No violation of accessibility, no sideways scrolling, little weight; a picture if asked for."""
    page.wait_for_load_state("load")  # axe measures: the sheet must be there
    folder = os.environ.get("WBS_TEST_PICTURES")
    assert page.locator("header.bar").count() == 1, f"{name} has no header"
    assert "kesalahan di pihak kami" not in page.locator("h1").inner_text()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if folder:
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
        wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
        assert not wider, f"{name} scrolls sideways at {width} px"
    assert page.evaluate(WEIGHT) < MOST_BYTES
    found = page.evaluate(f"{AXE}; axe.run(document, {RULES})")["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found] == []


def sari_at(page: Page, place: Installation) -> Reporter:
    """Sari with this page."""
    return Reporter(page, place.base)


def _review(page: Page, place: Installation) -> None:
    sari_at(page, place).report("satker-1", fear_of_reprisal="yes")


def _problems(page: Page, place: Installation) -> None:
    sari_at(page, place).report("satker-1", what="", when_date="2099-01-01")


def _code(page: Page, place: Installation) -> None:
    _review(page, place)
    sari_at(page, place).confirm()


def _tracked(page: Page, place: Installation) -> None:
    _review(page, place)
    code = sari_at(page, place).confirm()
    sari_at(page, place).track(code)
    sari_at(page, place).write("Saya ingat satu hal lagi.")


def _left(page: Page, place: Installation) -> None:
    _tracked(page, place)
    page.locator('form[action^="/lacak/keluar"] button').click()


def _slip(page: Page, place: Installation) -> None:
    sari_at(page, place).track("ABCDE-FGHJK-MNPQR-STVWX-YZ012")


def _guided(page: Page, place: Installation, *, until: str) -> None:
    page.goto(place.base + "/gratifikasi/panduan")
    page.fill("#f-received_on", "2026-01-19")
    page.check("#f-conflict-no")
    page.locator("main form button").first.click()
    if until == "second":
        return
    page.check("#f-exempt-l")
    if until == "result":
        page.fill("#f-value", "Rp1.200.000")
    page.locator("main form button").first.click()


REPORTER_PAGES: dict[str, str | Walk] = {
    "start": "/",
    "start-english": "/?bahasa=en",
    "rights": "/hak-dan-perlindungan",
    "report-wbs": "/lapor/wbs",
    "report-complaint": "/lapor/pengaduan",
    "report-english": "/lapor/wbs?bahasa=en",
    "problems": _problems,
    "review": _review,
    "code": _code,
    "track": "/lacak",
    "track-slip": _slip,
    "tracked": _tracked,
    "left": _left,
    "not-found": "/tidak-ada",
    "gratuities": "/gratifikasi",
    "guide": "/gratifikasi/panduan",
    "guide-second": partial(_guided, until="second"),
    "guide-problem": partial(_guided, until="problem"),
    "guide-result": partial(_guided, until="result"),
}


@pytest.mark.parametrize("name", REPORTER_PAGES)
def test_a_reporters_page_is_accessible_and_small(
    place: Installation, new_context: NewContext, name: str
) -> None:
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()

    walk = REPORTER_PAGES[name]
    if isinstance(walk, str):
        page.goto(place.base + walk)
    else:
        walk(page, place)

    look_at(page, name)


OFFICER_PAGES = {
    "budi": ("/petugas/kasus", "/petugas/angka", "/petugas/meja", "/petugas/akun"),
    "ratna": (
        "/petugas/unit",
        "/petugas/unit/satker-1",
        "/petugas/pengelola",
        "/petugas/petugas",
        "/petugas/petugas/undang",
        "/petugas/akun",
        "/petugas/tidak-ada",
    ),
    "dewi": ("/petugas/kasus", "/petugas/angka", "/petugas/meja"),
    "fajar": ("/petugas/angka",),
}


@pytest.mark.parametrize("name", OFFICER_PAGES)
def test_an_officers_pages_are_accessible(
    place: Installation, new_context: NewContext, name: str
) -> None:
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    for path in ("masuk", "pulihkan", "aktivasi"):
        page.goto(f"{place.base}/petugas/{path}")
        look_at(page, path)
    officer = OfficerAtWork(page, place.base, place.cast.people[name], place.context)

    officer.sign_in()
    for path in OFFICER_PAGES[name]:
        page.goto(place.base + path)
        look_at(page, f"{name}{path.replace('/', '-')}")


def test_an_officers_case_page_is_accessible(place: Installation, new_context: NewContext) -> None:
    _tracked(new_context().new_page(), place)
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    budi = OfficerAtWork(page, place.base, place.cast.indah, place.context)

    budi.sign_in()
    href = budi.inbox()[0]
    look_at(page, "inbox-filled")
    budi.open(href)

    look_at(page, "case")
