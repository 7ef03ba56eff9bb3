"""The page on cases about a unit that are handled above it, and what points at it."""

import json
from datetime import date, datetime

import pytest

from tests.cast import Cast, Person
from tests.conftest import MONDAY, Clock
from tests.custodians import enrol
from tests.packs import payload_of
from tests.web.officer.conftest import Enter
from tests.web.officer.test_figures_page import FIGURES, text_of
from tests.web.officer.visitor import Visitor
from wbs.domain.figures import COUNTED_KINDS
from wbs.domain.kinds import Kind, Role
from wbs.domain.span import ReportingPeriod
from wbs.store.figures import handled_above as rows

PAGE = f"{FIGURES}/di-atas"
Q3 = ReportingPeriod.parse("2026-Q3")
LATER = datetime(2026, 11, 2, 9, tzinfo=MONDAY.tzinfo)
SEEN = f"?unit=satker-4&period=2026-Q3&as_of={date(2026, 10, 31)}"
FEW = "kurang dari lima, tidak ditampilkan"
NIL = "nihil di sini tidak berarti bahwa tidak ada yang dilaporkan"


@pytest.fixture
def sri(cast: Cast, clock: Clock) -> Person:
    """The evidence clerk of a unit without desks, in November."""
    person = enrol(cast, "sri", "satker-4", Role.EVIDENCE)
    clock.at = LATER
    return person


def freeze(cast: Cast, wbs: int, complaints: int) -> None:
    """What of the third quarter was frozen of each unit."""
    least = {Kind.WBS: wbs, Kind.COMPLAINT: complaints}
    ids = [unit.id for unit in cast.agency.units.values()]
    cells = {(unit_id, kind): least[kind] for unit_id in ids for kind in COUNTED_KINDS}
    with cast.context.database.transaction() as work:
        rows.add_frozen(work, Q3, cells)


def read(browser: Visitor, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert len(answer.get_data()) < 60_000
    return text_of(answer.get_data(as_text=True))


def test_a_unit_without_desks_reads_the_step_and_how_to_read_it(
    cast: Cast, sri: Person, enter: Enter
) -> None:
    freeze(cast, 15, 0)

    page = read(enter(sri), PAGE + SEEN)

    assert "Laporan pelanggaran (WBS) Triwulan III 2026 15 19" in page
    assert f"Pengaduan masyarakat Triwulan III 2026 – – {FEW}" in page
    assert "tidak masuk jumlah mana pun" in page
    assert "Kasus lain tentang unit ini tidak pernah termasuk" in page


def test_before_the_quarter_is_settled_the_page_says_so_and_nothing_else(
    cast: Cast, sri: Person, enter: Enter
) -> None:
    freeze(cast, 15, 0)
    browser = enter(sri)

    page = read(browser, f"{PAGE}?unit=satker-4&period=2026-Q3")  # as of the quarter's end

    assert page.count("belum ditetapkan") == 2
    assert "15 19" not in page


@pytest.mark.parametrize("part", ["", "/pengaduan", "/wbs", "/penanganan"])
def test_the_ordinary_pages_point_at_it(cast: Cast, sri: Person, enter: Enter, part: str) -> None:
    answer = enter(sri).get(f"{FIGURES}{part}{SEEN}")

    page = answer.get_data(as_text=True)
    assert NIL in text_of(page)
    assert 'href="/petugas/angka/di-atas?unit=satker-4&amp;period=2026-Q3' in page


def test_the_evaluation_sheet_points_at_it(cast: Cast, sri: Person, enter: Enter) -> None:
    page = enter(sri).get("/petugas/lke?period=2026").get_data(as_text=True)

    assert NIL in text_of(page)
    assert 'href="/petugas/angka/di-atas?unit=satker-4&amp;period=2026"' in page


def test_a_unit_with_desks_is_pointed_at_nothing(cast: Cast, enter: Enter, clock: Clock) -> None:
    clock.at = LATER
    browser = enter(cast.budi)

    for address in (f"{FIGURES}?period=2026-Q4", "/petugas/lke?period=2026"):
        page = browser.get(address).get_data(as_text=True)
        assert NIL not in text_of(page)
        assert "di-atas" not in page
    assert "memiliki meja pengelola sendiri" in read(browser, f"{PAGE}?period=2026-Q4")


def test_the_page_says_which_desk_is_not_there(cast: Cast, enter: Enter, clock: Clock) -> None:
    clock.at = LATER

    page = read(enter(cast.eko), f"{FIGURES}?period=2026-Q4")

    assert "tidak memiliki meja pengelola sendiri untuk pengaduan." in page


def test_strangers_and_other_units_read_nothing(
    cast: Cast, sri: Person, enter: Enter, visitor: Visitor
) -> None:
    freeze(cast, 15, 0)

    assert visitor.get(PAGE + SEEN).status_code == 302
    for username in ("hadi", "budi", "citra", "eko", "fajar", "ratna"):
        assert enter(cast.people[username]).get(PAGE + SEEN).status_code == 404, username
    assert "15 19" in read(enter(cast.dewi), PAGE + SEEN)


def test_whoever_reads_the_unit_above_is_told_why_nothing_is_shown(
    cast: Cast, enter: Enter, clock: Clock
) -> None:
    clerk = enrol(cast, "tono", "kanwil-b", Role.EVIDENCE)
    clock.at = LATER
    freeze(cast, 15, 0)
    browser = enter(clerk)

    alone = read(browser, PAGE + SEEN)
    together = read(browser, f"{PAGE}?unit=kanwil-b&period=2026-Q3&subtree=yes")

    assert "tidak ada yang ditampilkan kepada Anda" in alone
    assert "Halaman ini tentang satu unit" in together
    for page in (alone, together):
        assert "15 19" not in page
        assert FEW not in page


def test_the_download_holds_the_same(cast: Cast, sri: Person, enter: Enter) -> None:
    freeze(cast, 15, 0)
    browser = enter(sri)
    browser.get(PAGE + SEEN)

    asked = {"unit": "satker-4", "period": "2026-Q3", "as_of": "2026-10-31"}
    answer = browser.post(f"{FIGURES}/unduh", asked)

    made = payload_of(answer.get_data())
    found = json.loads(made["statistik.json"])["ditangani_di_atas"]
    assert [(line["jenis"], line["paling_sedikit"]) for line in found["baris"]] == [
        ("complaint", None),
        ("wbs", 15),
    ]
    assert b"15,19" in made["ditangani-di-atas.csv"]
