"""The figures on their page, and as a download."""

import html
import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.cast import Cast
from tests.exports import closed_case, disclosed_histories, golden_histories
from tests.histories import store_histories
from tests.web.officer.conftest import Enter
from wbs.domain.history import History
from wbs.domain.kinds import Kind, UnitKind
from wbs.domain.unit import Unit
from wbs.store.units import add_unit

FIGURES = "/petugas/angka"
KILOBYTES = 84 * 1024


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def store(cast: Cast, *histories: History) -> None:
    with cast.context.database.transaction() as work:
        store_histories(work, histories)


def test_the_golden_sheet_stands_on_the_page(cast: Cast, enter: Enter) -> None:
    store(cast, *golden_histories(cast.unit("satker-1"), 2025))

    answer = enter(cast.budi).get(f"{FIGURES}?period=2025")

    page = text_of(answer.get_data(as_text=True))
    assert answer.status_code == 200
    assert (
        "170 harus ditindaklanjuti 13 sedang diproses 157 selesai ditindaklanjuti 92,35 %" in page
    )
    assert (
        "Saldo awal 0 + baru 170 = 170 harus ditindaklanjuti = 157 selesai + 13 sedang diproses."
        in page
    )
    assert "Tidak diproses, disajikan terpisah: 4." in page
    assert len(answer.get_data()) < KILOBYTES


def test_the_page_speaks_english_where_the_address_asks(cast: Cast, enter: Enter) -> None:
    store(cast, *golden_histories(cast.unit("satker-1"), 2025))

    page = text_of(enter(cast.budi).get(f"{FIGURES}?period=2025&bahasa=en").get_data(as_text=True))

    assert "170 to be followed up 13 in process 157 completed 92.35 %" in page


def test_a_unit_without_complaints_reads_nihil_and_no_percentage(cast: Cast, enter: Enter) -> None:
    page = enter(cast.budi).get(f"{FIGURES}?period=2025").get_data(as_text=True)

    assert "nihil" in page
    assert "<svg" not in page
    assert "pernyataan nihil" in page


def test_the_own_unit_and_the_running_quarter_are_shown_first(cast: Cast, enter: Enter) -> None:
    page = text_of(enter(cast.budi).get(FIGURES).get_data(as_text=True))

    assert "Satuan Kerja Satu, Triwulan III 2026 Per 3 Agustus 2026." in page


def test_a_clerk_is_shown_the_last_month_that_ended(cast: Cast, enter: Enter) -> None:
    page = text_of(enter(cast.fajar).get(FIGURES).get_data(as_text=True))

    assert "Satuan Kerja Satu, Triwulan III 2026 Per 31 Juli 2026." in page
    assert "harus hari terakhir suatu bulan" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("period=2026-13", "Mohon pilih salah satu periode yang ditawarkan."),
        ("period=2027", "Periode ini belum dimulai."),
        ("as_of=kemarin", "Ini bukan tanggal."),
        ("as_of=2026-06-30", "Tanggal ini sebelum periode."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_given_back(
    cast: Cast, enter: Enter, query: str, sentence: str
) -> None:
    answer = enter(cast.budi).get(f"{FIGURES}?{query}")

    page = answer.get_data(as_text=True)
    field, typed = query.split("=")
    assert answer.status_code == 422
    assert f'id="p-{field}"' in page
    assert typed in page
    assert sentence in text_of(page)


def test_a_clerk_who_asks_for_another_day_is_told_which_days_there_are(
    cast: Cast, enter: Enter
) -> None:
    answer = enter(cast.fajar).get(f"{FIGURES}?as_of=2026-08-02")

    assert answer.status_code == 422
    assert "per hari terakhir suatu bulan" in answer.get_data(as_text=True)


def test_figures_of_another_unit_are_not_found(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.citra)

    assert browser.get(f"{FIGURES}?unit=satker-1").status_code == 404
    browser.get(FIGURES)
    assert browser.post(f"{FIGURES}/unduh", {"unit": "satker-1"}).status_code == 404


def test_the_download_holds_the_same_numbers(cast: Cast, enter: Enter) -> None:
    store(cast, *golden_histories(cast.unit("satker-1"), 2025))
    browser = enter(cast.budi)
    browser.get(f"{FIGURES}?period=2025")

    answer = browser.post(f"{FIGURES}/unduh", {"unit": "satker-1", "period": "2025"})

    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="angka-satker-1-2025-2025-12-31.zip"'
    )
    assert answer.mimetype == "application/zip"
    with ZipFile(BytesIO(answer.get_data())) as pack:
        found = json.loads(pack.read("statistik.json"))
    assert found["tindak_lanjut"]["complaint"]["persentase"] == 92.35


def test_a_download_needs_the_forms_token(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)
    fields = {"unit": "satker-1", "period": "2025", "csrf_token": "forged"}

    assert browser.post(f"{FIGURES}/unduh", fields).status_code == 400


def test_a_download_asked_for_wrongly_shows_the_form_again(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)
    browser.get(FIGURES)

    answer = browser.post(f"{FIGURES}/unduh", {"unit": "satker-1", "period": "2026-13"})

    assert answer.status_code == 422
    assert 'id="p-period"' in answer.get_data(as_text=True)


def test_the_inspectorate_sees_each_unit_of_a_subtree(cast: Cast, enter: Enter) -> None:
    store(cast, closed_case(1, unit=cast.unit("satker-1")))

    answer = enter(cast.dewi).get(f"{FIGURES}?unit=kanwil-a&period=2026-Q1&subtree=yes")

    page = text_of(answer.get_data(as_text=True))
    assert "Kantor Wilayah A beserta semua unit di bawahnya" in page
    assert "Satuan Kerja Satu Pengaduan masyarakat 1 0 1 1 0 1 100,00 % 0" in page


def test_a_unit_is_not_shown_small_cells_and_the_inspectorate_is(cast: Cast, enter: Enter) -> None:
    store(cast, closed_case(1, unit=cast.unit("satker-1"), kind=Kind.WBS, category="korupsi"))
    query = f"{FIGURES}?unit=satker-1&period=2026-Q1"

    own = text_of(enter(cast.budi).get(query).get_data(as_text=True))
    above = text_of(enter(cast.dewi).get(query).get_data(as_text=True))

    assert "Laporan WBS diterima menurut kategori. Ditiadakan: sel di bawah 5." in own
    assert "Korupsi atau suap 1 0 0" in above
    assert "jangan teruskan ke unit kerja" in above
    assert "jangan teruskan ke unit kerja" not in own


def test_the_page_of_a_large_agency_over_a_year_stays_small(cast: Cast, enter: Enter) -> None:
    with cast.context.database.transaction() as work:
        for n in range(60):
            slug = f"satker-besar-{n}"
            name = f"Satuan Kerja Pelayanan Nomor {n}"
            add_unit(
                work, Unit(f"{n:032x}", slug, name, UnitKind.WORK_UNIT, cast.unit("kanwil-a").id)
            )
    units = [replace(cast.unit("satker-1"), id=f"{n:032x}") for n in range(60)]
    store(
        cast,
        *(
            closed_case(
                60 * month + n,
                unit=unit,
                kind=Kind.WBS if n % 2 else Kind.COMPLAINT,
                received_on=date(2025, month, 3),
                counted_on=date(2025, month, 5),
                closed_on=None if n == 7 else date(2025, month, 20),
            )
            for n, unit in enumerate(units)
            for month in range(1, 13)
        ),
    )

    answer = enter(cast.dewi).get(f"{FIGURES}?unit=inspektorat&period=2025&subtree=yes")

    page = text_of(answer.get_data(as_text=True))
    assert len(answer.get_data()) < KILOBYTES
    assert "paling banyak 30 baris" in page
    busiest = "Satuan Kerja Pelayanan Nomor 7 Laporan pelanggaran (WBS) 12 0 12 12 12 0"
    assert page.index(busiest) < page.index("Nomor 1 Laporan pelanggaran")


def test_disclosures_stand_on_the_page_with_a_chart_and_its_table(cast: Cast, enter: Enter) -> None:
    store(cast, *disclosed_histories(cast.unit("satker-1")))

    answer = enter(cast.budi).get(f"{FIGURES}?period=2026-Q1")

    raw = answer.get_data(as_text=True)
    page = text_of(raw)
    assert "Disampaikan dalam periode 4 1 5 di antaranya sudah ditelaah atau dicatat 3 1 4" in page
    assert "Uang atau alat tukar Penerimaan 1 1 5.000.000" in page
    assert "Penetapan KPK Milik negara 1 3 5.000.000 750.000 5.750.000" in page
    assert "Dilaporkan ke KPK – 1 1 0" in page
    assert "Milik penerima" not in page
    assert "Januari 2026 4 1 5" in page
    assert raw.count("<svg") == 1
    assert "Terang: penerimaan. Gelap: penolakan." in page
    assert len(answer.get_data()) < KILOBYTES


def test_disclosures_are_shown_in_english_where_the_address_asks(cast: Cast, enter: Enter) -> None:
    store(cast, *disclosed_histories(cast.unit("satker-1")))

    answer = enter(cast.budi).get(f"{FIGURES}?period=2026-Q1&bahasa=en")

    page = text_of(answer.get_data(as_text=True))
    assert "Determination by KPK State property 1 3 5,000,000 750,000 5,750,000" in page


def test_a_upg_without_disclosures_reads_nihil_and_a_unit_without_a_upg_reads_nothing(
    cast: Cast, enter: Enter
) -> None:
    with_upg = text_of(enter(cast.budi).get(f"{FIGURES}?period=2026-Q1").get_data(as_text=True))
    without = text_of(enter(cast.citra).get(f"{FIGURES}?period=2026-Q1").get_data(as_text=True))

    assert "Nihil: pada periode ini tidak ada laporan gratifikasi" in with_upg
    assert "baris A.1.V.i.b" in with_upg
    assert "A.1.V.i.b" not in without


def test_what_was_disclosed_is_shown_also_where_the_upg_is_no_more(
    cast: Cast, enter: Enter
) -> None:
    store(cast, *disclosed_histories(cast.unit("satker-2")))

    page = text_of(enter(cast.citra).get(f"{FIGURES}?period=2026-Q1").get_data(as_text=True))

    assert "Disampaikan dalam periode 4 1 5" in page


def test_strangers_do_not_see_the_disclosures_of_a_unit(cast: Cast, enter: Enter) -> None:
    store(cast, *disclosed_histories(cast.unit("satker-1")))

    answer = enter(cast.citra).get(f"{FIGURES}?unit=satker-1&period=2026-Q1")

    assert answer.status_code == 404
    assert "5.000.000" not in answer.get_data(as_text=True)
