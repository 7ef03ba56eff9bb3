"""Every page as a browser shows it: accessible, small, nothing from elsewhere, at two widths."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests import published
from tests.cast import Cast
from tests.circulars import at_a_new_upg
from tests.disclosures import (
    CUSTODY,
    DETERMINATION,
    FORWARDING,
    PHOTO,
    REVIEW,
    SETTLEMENT,
)
from tests.recaps import OWN, row, wedding, xlsx
from tests.reports import disclose
from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, Reporter
from wbs.domain.span import ReportingPeriod
from wbs.services.accountability.publish import publish
from wbs.services.context import Context
from wbs.services.upg.circular import starting_text, write_circular

AXE = (Path(__file__).parent / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MOST_BYTES = 60_000
LAST_YEAR = str(date.today().year - 1)
WIDTHS = (360, 1280)
# What the page and everything it fetched weigh, unpacked.
WEIGHT = """[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .reduce((sum, entry) => sum + entry.decodedBodySize, 0)"""
NewContext = Callable[..., BrowserContext]
Walk = Callable[[Page, Installation], None]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of this module's own, with the rows of the other area beside its sheet: its longest page."""
    root = tmp_path_factory.mktemp("pages")

    def before(context: Context, cast: Cast) -> None:
        _published(context, cast)
        folder = root / "data" / "config"
        folder.mkdir(exist_ok=True)
        (folder / "lke_neighbours.toml").write_text("include = true\n")

    with installed(root, before=before) as running:
        yield running


def _published(context: Context, cast: Cast) -> None:
    """The circular of satker-1, as its evidence clerk took it from what was offered."""
    title, text = starting_text(context, cast.unit("satker-1"))
    today = context.today()
    days = dict.fromkeys(("dated_on", "valid_from", "valid_to"), today.isoformat())
    wording = {"title": title, "text": text, "number": "SE-7/2026", **days}
    write_circular(context, cast.fajar.actor.officer, "satker-1", wording, 0)
    publish(context)
    published.publish(context, cast)
    published.tell(context, cast, ReportingPeriod.parse(LAST_YEAR))


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


def _promise(page: Page, place: Installation) -> None:
    _tracked(page, place)
    page.get_by_text("Bawa sebuah janji").click()


def _wrong_desk(page: Page, place: Installation) -> None:
    _tracked(page, place)
    page.get_by_text("Mintalah Inspektorat melihat laporan ini").click()
    page.locator("#f-inspektorat").click()
    page.get_by_text("Laporan ini salah alamat").click()
    page.locator("#f-salah-alamat").click()


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


def _disclosed(page: Page, place: Installation) -> None:
    photo = place.root / PHOTO[0]
    photo.write_bytes(PHOTO[1])
    sari_at(page, place).disclose(photo)


def _disclosure_problems(page: Page, place: Installation) -> None:
    wrong = {"id_number": "123", "received_on": "2026-03-02", "object-1-value": "banyak"}
    sari_at(page, place).disclose(**wrong)


def _disclosure_code(page: Page, place: Installation) -> None:
    _disclosed(page, place)
    sari_at(page, place).confirm()


def _disclosure_tracked(page: Page, place: Installation) -> None:
    photo = place.root / PHOTO[0]
    photo.write_bytes(PHOTO[1])
    sari = sari_at(page, place)
    sari.disclose(photo, received_on="2026-03-02")
    sari.track(sari.confirm())
    page.get_by_text("Yang Anda laporkan").click()


def _recap(page: Page, place: Installation, *, is_wrong: bool = False) -> None:
    file = place.root / "pernikahan.xlsx"
    wrong = (row("", "banyak"), row("Ani", 5, relation="sahabat")) if is_wrong else ()
    file.write_bytes(xlsx(*wedding(12), *wrong))
    sari_at(page, place).put_in_recap(file)


def _recap_review(page: Page, place: Installation) -> None:
    _recap(page, place)
    photo = place.root / PHOTO[0]
    photo.write_bytes(PHOTO[1])
    sari_at(page, place).disclose_more(photo, **OWN)


def _disclosure_parts(page: Page, place: Installation) -> None:
    page.goto(place.base + "/lapor/gratifikasi")
    page.locator('button[name="add"][value="giver"]').click()
    page.locator('button[name="add"][value="object"]').click()


REPORTER_PAGES: dict[str, str | Walk] = {
    "start": "/",
    "start-english": "/?bahasa=en",
    "rights": "/hak-dan-perlindungan",
    "log": "/log",
    "log-english": "/log?bahasa=en",
    "packs": "/log/paket",
    "report-wbs": "/lapor/wbs",
    "report-complaint": "/lapor/pengaduan",
    "report-english": "/lapor/wbs?bahasa=en",
    "problems": _problems,
    "review": _review,
    "code": _code,
    "track": "/lacak",
    "track-slip": _slip,
    "tracked": _tracked,
    "promise": _promise,
    "wrong-desk": _wrong_desk,
    "left": _left,
    "not-found": "/tidak-ada",
    "gratuities": "/gratifikasi",
    "figures": "/angka",
    "figures-of-unit": "/angka/kanwil-a",
    "figures-of-small-unit": "/angka/satker-1",
    "campaign-circular": "/gratifikasi/satker-1",
    "campaign-none": "/gratifikasi/satker-3",
    "campaign-english": "/gratifikasi/satker-1?bahasa=en",
    "guide": "/gratifikasi/panduan",
    "guide-second": partial(_guided, until="second"),
    "guide-problem": partial(_guided, until="problem"),
    "guide-result": partial(_guided, until="result"),
    "disclosure": "/lapor/gratifikasi",
    "declaration": "/lapor/konflik-kepentingan",
    "disclosure-parts": _disclosure_parts,
    "disclosure-problems": _disclosure_problems,
    "disclosure-review": _disclosed,
    "recap-filled": _recap,
    "recap-problems": partial(_recap, is_wrong=True),
    "recap-review": _recap_review,
    "disclosure-code": _disclosure_code,
    "disclosure-tracked": _disclosure_tracked,
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


def test_a_link_to_a_problem_shows_label_and_message_on_a_phone(
    place: Installation, new_context: NewContext
) -> None:
    page = new_context().new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(place.base + "/lapor/gratifikasi")
    page.locator('p.actions button[name="review"]').click()
    links = page.locator(".problems li a")
    assert links.count() > 20

    for link in links.all():
        name = (link.get_attribute("href") or "").removeprefix("#f-")
        link.click()
        for shown in (page.locator(f"#p-{name}"), page.locator(f".field:has(#p-{name})")):
            box = shown.bounding_box()
            assert box is not None
            assert 0 <= box["y"] < 640, name


@pytest.mark.parametrize("path", ["/lapor/wbs", "/lapor/pengaduan", "/lapor/konflik-kepentingan"])
def test_that_nobody_outside_can_take_it_is_said_where_such_a_unit_is_chosen(
    place: Installation, new_context: NewContext, path: str
) -> None:
    page = new_context().new_page()
    page.goto(place.base + path)
    note = page.locator(".note--alone")

    for chosen, is_said in (("", False), ("satker-1", False), ("inspektorat", True), ("", False)):
        page.select_option("#f-unit", chosen)
        assert note.is_visible() is is_said, chosen
    page.goto(f"{place.base}{path}?unit=inspektorat")
    assert note.is_visible()


@pytest.mark.parametrize("path", ["/lapor/wbs", "/lapor/pengaduan"])
def test_a_name_is_asked_of_whoever_is_not_anonymous_and_none_that_was_typed_is_hidden(
    place: Installation, new_context: NewContext, path: str
) -> None:
    page = new_context().new_page()
    page.goto(place.base + path)
    name, contact = page.locator("#f-identity_name"), page.locator("#f-identity_contact")

    assert not name.is_visible()
    assert not contact.is_visible()
    page.check("#f-anonymity-named")
    assert contact.is_visible()
    name.fill("Sari")
    page.check("#f-anonymity-anonymous")
    assert name.is_visible()
    assert not contact.is_visible()


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/lapor/gratifikasi", 7_000),
        ("/lapor/pengaduan", 5_000),
        ("/lapor/wbs", 4_800),
        ("/gratifikasi", 2_800),
    ],
)
def test_the_longest_pages_are_as_short_on_a_phone_as_they_can_be(
    place: Installation, new_context: NewContext, path: str, most: int
) -> None:
    page = new_context().new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(place.base + path)
    page.wait_for_load_state("load")

    box = page.locator("body").bounding_box()
    assert box is not None
    assert box["height"] < most


def test_rows_of_the_public_figures_are_low_on_a_phone(
    place: Installation, new_context: NewContext
) -> None:
    page = new_context().new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(place.base + "/angka")
    page.wait_for_load_state("load")

    tables = page.locator("table.data")
    assert tables.count() == 2
    for table, lines in zip(tables.all(), (1, 2), strict=True):
        for line in table.locator("tbody tr").all():
            box = line.bounding_box()
            assert box is not None
            assert box["height"] < 20 + lines * 28, line.inner_text()


OFFICER_PAGES = {
    "budi": (
        "/petugas/kasus",
        "/petugas/kasus/diserahkan",
        "/petugas/kasus?standing=all&assigned=nobody",
        "/petugas/tugas",
        "/petugas/cari",
        "/petugas/gratifikasi",
        "/petugas/konflik-kepentingan",
        "/petugas/angka",
        "/petugas/angka/pengaduan",
        "/petugas/angka/wbs",
        "/petugas/angka/gratifikasi",
        "/petugas/angka/konflik-kepentingan",
        "/petugas/angka/penanganan",
        "/petugas/lke",
        "/petugas/lke/baris/A.1.V.iii.d",
        "/petugas/paket",
        "/petugas/grafik",
        "/petugas/meja",
        "/petugas/akun",
        "/petugas/akun/sidik-jari",
        "/petugas/retensi",
        "/petugas/panduan-data",
        "/petugas/panduan-data/jawaban-terlapor",
    ),
    "ratna": (
        "/petugas/unit",
        "/petugas/unit/satker-1",
        "/petugas/pengelola",
        "/petugas/usulan",
        "/petugas/petugas",
        "/petugas/petugas/undang",
        "/petugas/pemegang-amanah",
        "/petugas/pemegang-amanah/satker-1",
        "/petugas/peran",
        "/petugas/akun",
        "/petugas/tidak-ada",
    ),
    "dewi": (
        "/petugas/kasus",
        "/petugas/kasus/dilihat-bersama",
        "/petugas/eskalasi",
        "/petugas/angka",
        "/petugas/angka/per-unit?unit=inspektorat&subtree=yes",
        "/petugas/angka/wbs?unit=satker-4",
        f"/petugas/angka/di-atas?unit=satker-4&period={LAST_YEAR}",
        "/petugas/lke?unit=satker-4",
        "/petugas/grafik?unit=inspektorat&subtree=yes",
        "/petugas/grafik?lihat=kerja",
        "/petugas/grafik?lihat=ukuran",
        "/petugas/lke/baris/A.1.V.iii.c?unit=satker-1",
        "/petugas/perbandingan",
        "/petugas/perbandingan?lihat=quarters&unit=kanwil-a",
        "/petugas/meja",
        "/petugas/persetujuan",
        "/petugas/jejak",
    ),
    "fajar": (
        *("/petugas/angka", "/petugas/edaran", "/petugas/edaran/satker-1"),
        *("/petugas/konflik-kepentingan/pemetaan", "/petugas/konflik-kepentingan/pemetaan/baru"),
        "/petugas/konflik-kepentingan/pernyataan",
        *("/petugas/pengingat", "/petugas/kop-surat"),
        *("/petugas/lke", "/petugas/lke/baris/A.1.V.iii.c", "/petugas/lke/kalender"),
        "/petugas/lke/baris/A.1.VI.iii.a",
    ),
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
        look_at(page, f"{name}{path.partition('?')[0].replace('/', '-')}")


@pytest.mark.parametrize("view", ["", "quarters"])
def test_units_side_by_side_fit_a_desk_and_scroll_by_keyboard_on_a_phone(
    place: Installation, new_context: NewContext, view: str
) -> None:
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    OfficerAtWork(page, place.base, place.cast.dewi, place.context).sign_in()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{place.base}/petugas/perbandingan?lihat={view}")
    page.wait_for_load_state("load")
    table = page.get_by_role("region", name="Perbandingan unit")

    assert table.evaluate("box => box.scrollWidth <= box.clientWidth")
    page.set_viewport_size({"width": 360, "height": 900})
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_an_officers_case_page_is_accessible(place: Installation, new_context: NewContext) -> None:
    _tracked(new_context().new_page(), place)
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    budi = OfficerAtWork(page, place.base, place.cast.indah, place.context)

    budi.sign_in()
    href = budi.inbox()[0]
    look_at(page, "inbox-filled")
    budi.open(href)

    page.get_by_text("Ke meja yang berwenang").click()
    page.get_by_text("Karena menyangkut saya").click()

    look_at(page, "case")

    left, right = ("#isi-laporan", "#pesan", "#tutup"), ("#tahap", "#tugas")
    assert max(_at(page, part)[0] for part in left) < min(_at(page, part)[0] for part in right)
    page.set_viewport_size({"width": 360, "height": 900})
    tops = [_at(page, part)[1] for part in ("#pesan", "#tahap", "#tugas", "#tutup", "#serah")]
    assert tops == sorted(tops)


def _at(page: Page, part: str) -> tuple[float, float]:
    """Where a part of the page begins: from the left, and from the top."""
    box = page.locator(part).bounding_box()
    assert box is not None
    return box["x"], box["y"]


def test_a_case_that_is_looked_into_is_accessible(
    place: Installation, new_context: NewContext
) -> None:
    sari = new_context().new_page()
    _wrong_desk(sari, place)
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    dewi = OfficerAtWork(page, place.base, place.cast.dewi, place.context)

    dewi.sign_in()
    page.goto(f"{place.base}/petugas/kasus/dilihat-bersama")
    look_at(page, "looked-into")
    page.locator(".case-list a").first.click()

    look_at(page, "looked-into-case")


def test_the_sheets_of_the_upg_are_accessible(place: Installation, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    indah = OfficerAtWork(page, place.base, place.cast.indah, place.context)
    today = place.context.today().isoformat()
    href = f"/petugas/kasus/{disclose(place.context).case_id}"
    indah.sign_in()

    indah.open(href)
    look_at(page, "disclosure-case")
    for name, fields in (
        ("return", {}),
        ("custody", CUSTODY),
        ("review", REVIEW),
        ("forwarding", FORWARDING),
        ("determination", DETERMINATION),
        ("settlement", SETTLEMENT),
    ):
        indah.open(f"{href}/lembar/{name}")
        look_at(page, f"sheet-{name}")
        indah.fill_sheet({"on": "2099-01-01"} if "on" in fields else {})
        look_at(page, f"sheet-{name}-problems")
        if fields:
            indah.fill_sheet(fields | ({"on": today} if "on" in fields else {}))
    indah.open(href)
    look_at(page, "disclosure-case-settled")
    page.goto(f"{place.base}/petugas/angka/gratifikasi")
    assert "Diserahkan kepada negara" in page.locator("main").inner_text()
    look_at(page, "figures-of-disclosures")


def test_the_desks_page_of_a_recap_is_accessible(
    place: Installation, new_context: NewContext
) -> None:
    sari = new_context().new_page()
    _recap_review(sari, place)
    sari_at(sari, place).confirm()
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    budi = OfficerAtWork(page, place.base, place.cast.budi, place.context)

    budi.sign_in()
    cases = budi.inbox()
    while "Tamu 12" not in page.locator("main").inner_text():
        budi.open(cases.pop())

    look_at(page, "recap-case")
    assert "2 dari 12 pemberi" in page.locator("main").inner_text()


def test_the_page_that_offers_a_first_circular_tells_slips_accessibly(
    place: Installation, new_context: NewContext
) -> None:
    at_a_new_upg(place.cast, "gita", "kanwil-a")
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    gita = OfficerAtWork(page, place.base, place.cast.gita, place.context)

    gita.sign_in()
    page.goto(f"{place.base}/petugas/edaran/kanwil-a")
    look_at(page, "circular-offered")
    page.fill("#f-valid_to", "2020-01-01")
    page.locator("form.panel button").click()

    look_at(page, "circular-problems")


def test_the_documents_are_accessible(place: Installation, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=True, bypass_csp=True).new_page()
    indah = OfficerAtWork(page, place.base, place.cast.indah, place.context)
    indah.sign_in()
    indah.open("/petugas/bukti")
    look_at(page, "documents-empty")
    indah.open("/petugas/bukti/baru")
    look_at(page, "documents-form")
    for name, kind, code in (
        ("undangan-sosialisasi-gratifikasi.txt", "invitation", "A.1.V.i.a"),
        ("rekap-gratifikasi-triwulan.csv", "recap", "A.1.V.i.b"),
    ):
        indah.open("/petugas/bukti/baru")
        fields = {
            "lke_code": code,
            "kind": kind,
            "period": ReportingPeriod.quarter_of(place.context.today()).code,
        }
        indah.file_document(fields, name)
        look_at(page, "documents-problems")
        indah.file_document({"title": "Sosialisasi gratifikasi menjelang hari raya"}, name)
    look_at(page, "documents-filed")
    page.locator("a[href$='/tarik']").first.click()
    look_at(page, "documents-withdraw")
    page.locator("input[value='outdated']").check()
    page.locator("main form button").click()
    look_at(page, "documents-withdrawn")
