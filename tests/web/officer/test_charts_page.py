"""Charts: each with its table and its file, small, and to nobody who may not have the figures."""

import csv
import html
import io
import re
from datetime import date

import pytest
from sqlalchemy import select

from tests.cast import Cast
from tests.exports import closed_case, golden_histories
from tests.histories import store_histories
from tests.web.officer.conftest import Enter
from wbs.domain.clocks import Clock
from wbs.domain.event import CustodyAct
from wbs.domain.history import History
from wbs.domain.kinds import Kind
from wbs.store.schema.ledger import CustodyRow
from wbs.web.officer.charts.content import ChartId, View

CHARTS = "/petugas/grafik"
MOST_BYTES = 23_000  # with style sheet and font a page stays within 60 kB


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def store(cast: Cast, *histories: History) -> None:
    with cast.context.database.transaction() as work:
        store_histories(work, histories)


def golden(cast: Cast, how_many: int = 4) -> tuple[History, ...]:
    """The golden cases, and WBS reports decided within their period and as substantiated but for one."""
    unit = cast.unit("satker-1")
    kept = Clock("wbs_review", date(2025, 1, 5), date(2025, 2, 5), date(2025, 1, 20))
    missed = Clock("wbs_review", date(2025, 1, 5), date(2025, 2, 5), date(2025, 3, 20))
    decided = [
        closed_case(
            900 + n,
            unit=unit,
            kind=Kind.WBS,
            received_on=date(2025, 1, 5),
            counted_on=date(2025, 1, 6),
            closed_on=date(2025, 2, 3),
            outcome="substantiated" if n else "unsubstantiated",
            clocks=(kept if n else missed,),
        )
        for n in range(how_many)
    ]
    return (*golden_histories(unit, 2025), *decided)


def test_the_charts_of_a_year_stand_on_three_small_pages(cast: Cast, enter: Enter) -> None:
    store(cast, *golden(cast))

    budi = enter(cast.budi)

    answers = [budi.get(f"{CHARTS}?period=2025&lihat={view.value}") for view in View]

    page = " ".join(text_of(answer.text) for answer in answers)
    assert [answer.status_code for answer in answers] == [200] * 3
    assert page.count("Satuan Kerja Satu, Tahun 2025") == 3
    assert "Hasil kasus yang selesai" in page
    assert "Terbukti Laporan pelanggaran (WBS) 3" in page
    assert "3 1 3 dari 4" in page  # clocks kept and missed
    assert "Bagian laporan WBS yang terbukti 3 dari 4" in page
    assert "1,57 (2024)" in page
    assert max(len(answer.data) for answer in answers) < MOST_BYTES


@pytest.mark.parametrize(
    ("how_many", "kept", "proven"),
    [
        (2, "1 1 1 dari 2", "1 dari 2"),
        (9, "8 1 8 dari 9", "8 dari 9"),
        (10, "9 1 90 % (9 dari 10)", "90,0 % (9 dari 10)"),
    ],
)
def test_a_percentage_is_made_of_ten_cases_or_more_and_never_stands_alone(
    cast: Cast, enter: Enter, how_many: int, kept: str, proven: str
) -> None:
    store(cast, *golden(cast, how_many))
    budi = enter(cast.budi)

    page = text_of(budi.get(f"{CHARTS}?period=2025&lihat=kerja").text)
    budi.get(f"{CHARTS}?period=2025&lihat=ukuran")
    asked = {"unit": "satker-1", "period": "2025", "chart": "ukuran", "lihat": "ukuran"}
    rows = [*csv.reader(io.StringIO(budi.post(f"{CHARTS}/unduh", asked).text))]

    assert f"Laporan pelanggaran (WBS) {kept} " in page
    assert next(row[1] for row in rows if "terbukti" in row[0]) == proven


def test_every_picture_has_a_table_with_its_numbers_and_no_script(cast: Cast, enter: Enter) -> None:
    store(cast, *golden(cast))

    budi = enter(cast.budi)

    page = "".join(budi.get(f"{CHARTS}?period=2025&lihat={view.value}").text for view in View)

    for section in page.split("<section>")[1:]:
        assert section.count("<table") == 1
        numbers = set(re.findall(r'text-anchor="middle">(\d+)</text>', section))
        cells = set(re.findall(r"<td[^>]*>(\d+)</td>", section))
        assert numbers <= cells
    assert page.count('role="img"') == 2
    assert "<script" not in page
    assert " style=" not in page


def test_a_year_can_be_read_by_quarters(cast: Cast, enter: Enter) -> None:
    store(cast, *golden(cast))

    page = text_of(enter(cast.budi).get(f"{CHARTS}?period=2025&by=quarter").text)

    assert "Triwulan II 2025" in page
    assert "Februari 2025" not in page


def test_a_quiet_unit_has_a_calm_page(cast: Cast, enter: Enter) -> None:
    page = text_of(enter(cast.citra).get(CHARTS).text)

    assert "Tidak ada yang dapat ditampilkan untuk periode ini." in page
    assert page.count("Tidak ada yang dapat ditampilkan") == 2


@pytest.mark.parametrize("chart", ChartId)
def test_the_data_of_each_chart_is_a_file_and_the_download_is_written_down(
    cast: Cast, enter: Enter, chart: ChartId
) -> None:
    store(cast, *golden(cast))
    budi = enter(cast.budi)
    budi.get(CHARTS)

    asked = {"unit": "satker-1", "period": "2025", "by": "quarter", "chart": chart.value}
    answer = budi.post(f"{CHARTS}/unduh", asked)

    rows = list(csv.reader(io.StringIO(answer.text)))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'{chart.value}-satker-1-2025.csv"')
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    with cast.context.database.reading() as work:
        acts = work.scalars(select(CustodyRow.act).order_by(CustodyRow.logged_on)).all()
    assert acts.count(CustodyAct.FIGURES_EXPORTED.value) == 1


def test_a_chart_that_is_not_there_is_not_found(cast: Cast, enter: Enter) -> None:
    budi = enter(cast.budi)
    budi.get(CHARTS)

    assert budi.post(f"{CHARTS}/unduh", {"chart": "rubbish"}).status_code == 404


@pytest.mark.parametrize(
    ("username", "slug", "status"),
    [
        ("budi", "satker-1", 200),
        ("budi", "satker-2", 404),
        ("citra", "satker-1", 404),
        ("fajar", "satker-1", 200),
        ("fajar", "kanwil-a", 404),
        ("dewi", "satker-2", 200),
        ("ratna", "satker-1", 404),
    ],
)
def test_strangers_find_no_charts(
    cast: Cast, enter: Enter, username: str, slug: str, status: int
) -> None:
    store(cast, *golden(cast))
    browser = enter(cast.people[username])

    assert browser.get(f"{CHARTS}?unit={slug}&period=2025").status_code == status
    browser.get("/petugas/akun")
    asked = {"unit": slug, "period": "2025", "chart": "hasil"}
    assert browser.post(f"{CHARTS}/unduh", asked).status_code == status


def test_each_measure_stands_there_with_its_definition_and_source(cast: Cast, enter: Enter) -> None:
    page = enter(cast.budi).get(f"{CHARTS}?lihat=ukuran").text
    told = text_of(page)

    for definition in cast.context.law.measures:
        assert told.count(definition.label.indonesian) >= 2
        assert definition.definition.indonesian in told
        assert f"Sumber: {definition.source}." in told
    assert "Acuan, bukan hukum Indonesia" in told


def test_a_page_that_is_not_there_is_the_first(cast: Cast, enter: Enter) -> None:
    store(cast, *golden(cast))

    page = text_of(enter(cast.budi).get(f"{CHARTS}?period=2025&lihat=rubbish").text)

    assert "Pengaduan masyarakat: diterima dan selesai" in page


def test_a_slip_in_the_period_is_told_at_its_field(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.budi).get(f"{CHARTS}?period=2099")

    assert answer.status_code == 422
    assert "belum dimulai" in answer.text


def test_an_evidence_clerk_reads_as_of_the_last_month_end(cast: Cast, enter: Enter) -> None:
    page = text_of(enter(cast.fajar).get(CHARTS).text)

    assert "31 Juli 2026" in page
    assert "3 Agustus 2026" in text_of(enter(cast.budi).get(CHARTS).text)
