"""Units side by side on their page, page by page, and as files; strangers find nothing."""

import csv
import html
import io
import re
from datetime import date
from decimal import Decimal
from functools import partial
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from tests.cast import Cast
from tests.exports import closed_case
from tests.histories import store_histories
from tests.web.officer.conftest import Enter
from wbs.domain.clocks import Clock
from wbs.domain.history import History
from wbs.domain.kinds import Kind, UnitKind
from wbs.domain.unit import Unit
from wbs.domain.unit_profile import ZiStage
from wbs.services.comparison.compare import compare
from wbs.services.comparison.ports import Ports
from wbs.store.agency.units import add_unit
from wbs.web.officer.comparison import page as page_of_units

PAGE = "/petugas/perbandingan"
MOST_BYTES = 23_000  # with style sheet and font a page stays within 60 kB


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def store(cast: Cast, *histories: History) -> None:
    with cast.context.database.transaction() as work:
        store_histories(work, histories)


def busy(cast: Cast, how_many: int = 4) -> tuple[History, ...]:
    """Complaints of satker-2, one of them late; the others completed in the running quarter."""
    unit = cast.unit("satker-2")
    late = Clock("wbs_review", date(2026, 7, 6), date(2026, 7, 20))
    return tuple(
        closed_case(
            n,
            unit=unit,
            received_on=date(2026, 7, 6),
            counted_on=date(2026, 7, 7),
            closed_on=date(2026, 7, 30) if n else None,
            clocks=() if n else (late,),
        )
        for n in range(how_many)
    )


def many_units(cast: Cast, how_many: int) -> None:
    with cast.context.database.transaction() as work:
        for n in range(how_many):
            name = f"Kantor Pelayanan Nomor {n}"
            parent = cast.unit("kanwil-a").id
            add_unit(work, Unit(f"{n:032x}", f"kantor-{n}", name, UnitKind.WORK_UNIT, parent))


def test_the_inspectorate_sees_every_unit_and_first_what_presses(cast: Cast, enter: Enter) -> None:
    store(cast, *busy(cast))

    answer = enter(cast.dewi).get(PAGE)

    page = text_of(answer.text)
    assert answer.status_code == 200
    assert "Triwulan III 2026, per 3 Agustus 2026. Unit kerja: 7" in page
    assert "Satuan Kerja Dua lewat tenggat: 1" in page
    assert "3/4 (75,00 %) 1" in page  # never a percentage without its counts
    assert page.index("Satuan Kerja Dua") < page.index("Satuan Kerja Satu")
    assert "meja beranggota satu" in page
    assert "ditangani di atas" in page
    assert "Monev terakhir Capaian area Tahap ZI" in page
    assert "jawaban yang diberikan manusia" in page  # whose the share is


def test_an_alert_is_said_in_words_and_not_by_its_colour(cast: Cast, enter: Enter) -> None:
    store(cast, *busy(cast))

    tags = re.findall(
        r'<span class="tag tag--warn">([^<]+)</span>', enter(cast.dewi).get(PAGE).text
    )

    assert tags
    assert all(len(tag.strip()) > 5 for tag in tags)


def test_quarters_stand_side_by_side(cast: Cast, enter: Enter) -> None:
    store(cast, *busy(cast))

    page = text_of(enter(cast.dewi).get(f"{PAGE}?lihat=quarters").text)

    assert "3/4 (75,00 %)" in page
    assert "Triwulan II 2026" in page
    assert "Triwulan IV 2025" in page


def test_a_desk_and_a_clerk_see_their_own_line(cast: Cast, enter: Enter) -> None:
    store(cast, *busy(cast))

    for person, seen in ((cast.citra, "Satuan Kerja Dua"), (cast.fajar, "Satuan Kerja Satu")):
        page = text_of(enter(person).get(PAGE).text)
        assert "Unit kerja: 1" in page
        assert seen in page
    assert "Satuan Kerja Dua" not in page


@pytest.mark.parametrize(("username", "alone"), [("fajar", True), ("dewi", False)])
def test_where_one_unit_stands_alone_it_is_said_that_nothing_is_compared(
    cast: Cast, enter: Enter, username: str, alone: bool
) -> None:
    answer = enter(cast.people[username]).get(PAGE)

    assert ("tidak ada pembandingnya" in text_of(answer.text)) is alone
    assert (">Angka</a>.</p>" in answer.text) is alone


@pytest.mark.parametrize(
    ("username", "slug", "status"),
    [
        ("dewi", "kanwil-a", 200),
        ("budi", "satker-2", 404),
        ("citra", "satker-1", 404),
        ("gita", "satker-1", 404),
        ("fajar", "kanwil-a", 404),
        ("ratna", "satker-1", 404),
    ],
)
def test_strangers_find_no_unit(
    cast: Cast, enter: Enter, username: str, slug: str, status: int
) -> None:
    store(cast, *busy(cast))
    browser = enter(cast.people[username])

    answer = browser.get(f"{PAGE}?unit={slug}")
    assert answer.status_code == status
    assert ("Satuan Kerja Dua" in answer.text) is (status == 200)
    browser.get("/petugas/akun")
    asked = {"unit": slug, "format": "csv"}
    assert browser.post(f"{PAGE}/unduh", asked).status_code == status


def test_sixty_units_are_shown_page_by_page_on_small_pages(cast: Cast, enter: Enter) -> None:
    many_units(cast, 60)
    store(cast, *busy(cast))
    dewi = enter(cast.dewi)

    seen: list[str] = []
    for number in range(1, 6):
        answer = dewi.get(f"{PAGE}?hal={number}")
        assert len(answer.data) < MOST_BYTES
        seen += re.findall(r"angka\?unit=([a-z0-9-]+)", answer.text)
        assert ('rel="next"' in answer.text) is (number < 5)
    assert len(seen) == len(set(seen)) == 67


@pytest.mark.parametrize("number", ["0", "-1", "99999999", "x", "²"])
def test_a_page_that_is_not_there_is_no_error(cast: Cast, enter: Enter, number: str) -> None:
    assert enter(cast.dewi).get(f"{PAGE}?hal={number}").status_code == 200


def test_the_files_hold_every_unit(cast: Cast, enter: Enter) -> None:
    many_units(cast, 20)
    store(cast, *busy(cast))
    dewi = enter(cast.dewi)
    dewi.get(PAGE)

    rows = list(csv.reader(io.StringIO(dewi.post(f"{PAGE}/unduh", {"format": "csv"}).text)))
    book = dewi.post(f"{PAGE}/unduh", {"format": "xlsx"})

    assert rows[0][:4] == [
        "Unit kerja",
        "Alamat unit",
        "Yang perlu perhatian",
        "Pengaduan masyarakat: Harus",
    ]
    assert len(rows) == 1 + 27
    assert rows[1][:2] == ["Satuan Kerja Dua", "satker-2"]
    assert rows[1][3:7] == ["4", "3", "1", "75,00 %"]
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(book.data))
    assert sheets.sheet_names == ["Unit kerja", "Per triwulan"]
    cells = [cell for row in sheets.get_sheet_by_index(0).to_python() for cell in row]
    assert cells.count("Satuan Kerja Dua") == 1
    assert ZipFile(io.BytesIO(book.data)).testzip() is None


def test_a_file_of_another_kind_is_not_found(cast: Cast, enter: Enter) -> None:
    dewi = enter(cast.dewi)
    dewi.get(PAGE)

    assert dewi.post(f"{PAGE}/unduh", {"format": "exe"}).status_code == 404


@pytest.mark.parametrize("period", ["2099-Q1", "2026", "rubbish"])
def test_a_slip_in_the_quarter_is_told_at_its_field(cast: Cast, enter: Enter, period: str) -> None:
    answer = enter(cast.dewi).get(f"{PAGE}?period={period}")

    assert answer.status_code == 422
    assert 'id="p-period"' in answer.text


def test_no_case_and_no_officer_stands_on_the_page(cast: Cast, enter: Enter) -> None:
    store(cast, *busy(cast))

    page = enter(cast.dewi).get(PAGE).text

    assert "Citra" not in page
    assert "/petugas/kasus/" not in page
    assert f"{0:032x}" not in page


def test_the_clerks_and_the_inspectorate_find_it_in_the_navigation(
    cast: Cast, enter: Enter
) -> None:
    for person, expected in ((cast.dewi, True), (cast.fajar, True), (cast.budi, False)):
        assert (
            'href="/petugas/perbandingan"' in enter(person).get("/petugas/angka").text
        ) is expected


def test_wbs_reports_stand_beside_complaints(cast: Cast, enter: Enter) -> None:
    unit = cast.unit("satker-1")
    days = {"received_on": date(2026, 7, 6), "counted_on": date(2026, 7, 7)}
    store(
        cast,
        *(
            closed_case(n, unit=unit, kind=Kind.WBS, closed_on=date(2026, 7, 30), **days)  # type: ignore[arg-type]
            for n in range(6)
        ),
    )

    page = text_of(enter(cast.dewi).get(PAGE).text)

    assert "Laporan pelanggaran (WBS)" in page
    assert "nihil 0 6/6 (100,00 %) 0" in page


def test_what_other_rooms_know_has_columns_of_its_own(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    satker = cast.unit("satker-1").id
    known = Ports(
        last_monev=lambda _work, _law, _ids, _day: {satker: date(2026, 7, 14)},
        area_points=lambda _work, _law, _ids, _day: {satker: Decimal("8.5")},
        zi_stage=lambda _work, _law, _ids, _day: {satker: ZiStage.BUILDING},
    )
    monkeypatch.setattr(page_of_units, "compare", partial(compare, ports=known))

    page = text_of(enter(cast.dewi).get(PAGE).text)

    assert "Monev terakhir Capaian area Tahap ZI" in page
    assert "14 Juli 2026 56,7 % Pembangunan" in page
    assert "area 56,7 %, batas WBK 60 %" in page
    assert "cocokkan dengan naskah resmi" in page  # whose the bar is
    assert "WBBM" not in page
