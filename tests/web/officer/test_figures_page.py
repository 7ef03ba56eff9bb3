"""The figures on their page, and as a download."""

import html
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from tests.cast import Cast
from tests.exports import closed_case, disclosed_histories, golden_histories
from tests.histories import store_histories
from tests.packs import payload_of
from tests.web.officer.conftest import Enter
from wbs.domain.history import History
from wbs.domain.kinds import Kind, UnitKind
from wbs.domain.unit import Unit
from wbs.evidence.table import Title
from wbs.store.agency.units import add_unit
from wbs.web.officer.figure_parts import TABLES, Part

FIGURES = "/petugas/angka"
PAGES = {part: FIGURES + ("" if part is Part.OVERVIEW else f"/{part}") for part in Part}
# What lies above a unit is told of single units alone.
OF_SEVERAL = tuple(page for part, page in PAGES.items() if part is not Part.ABOVE)
KILOBYTES = 40 * 1024


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

    assert "Overview Public complaints WBS reports Gratuities" in page
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
        'attachment; filename="eviden-satker-1-2025-2025-12-31.zip"'
    )
    assert answer.mimetype == "application/zip"
    found = json.loads(payload_of(answer.get_data())["statistik.json"])
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

    answer = enter(cast.dewi).get(f"{FIGURES}/per-unit?unit=kanwil-a&period=2026-Q1&subtree=yes")

    page = text_of(answer.get_data(as_text=True))
    assert "Kantor Wilayah A beserta semua unit di bawahnya" in page
    assert "Satuan Kerja Satu Pengaduan masyarakat 1 0 1 1 0 1 100,00 % 0" in page


def test_a_unit_is_not_shown_small_cells_and_the_inspectorate_is(cast: Cast, enter: Enter) -> None:
    store(cast, closed_case(1, unit=cast.unit("satker-1"), kind=Kind.WBS, category="korupsi"))
    query = f"{FIGURES}/wbs?unit=satker-1&period=2026-Q1"

    own = text_of(enter(cast.budi).get(query).get_data(as_text=True))
    above = text_of(enter(cast.dewi).get(query).get_data(as_text=True))

    assert "Laporan WBS diterima menurut kategori. Ditiadakan: sel di bawah 5." in own
    assert "Korupsi atau suap 1 0 0" in above
    assert "jangan teruskan ke unit kerja" in above
    assert "jangan teruskan ke unit kerja" not in own


def test_each_page_of_a_large_agency_over_a_year_stays_small(cast: Cast, enter: Enter) -> None:
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

    browser = enter(cast.dewi)
    answers = {
        part: browser.get(f"{address}?unit=inspektorat&period=2025&subtree=yes")
        for part, address in PAGES.items()
    }

    for part, answer in answers.items():
        assert answer.status_code == 200
        assert len(answer.get_data()) < KILOBYTES, part
    page = text_of(answers[Part.UNITS].get_data(as_text=True))
    assert "paling banyak 30 baris" in page
    busiest = "Satuan Kerja Pelayanan Nomor 7 Laporan pelanggaran (WBS) 12 0 12 12 12 0"
    assert page.index(busiest) < page.index("Nomor 1 Laporan pelanggaran")
    conflicts = text_of(answers[Part.CONFLICTS].get_data(as_text=True))
    assert conflicts.count("paling banyak 30 unit, yang persentasenya terendah lebih dahulu") == 2
    to_choose, in_two_tables = 60, 2 * 30
    assert conflicts.count("Satuan Kerja Pelayanan Nomor") <= to_choose + in_two_tables


def test_disclosures_stand_on_their_page_with_a_chart_and_its_table(
    cast: Cast, enter: Enter
) -> None:
    store(cast, *disclosed_histories(cast.unit("satker-1")))

    answer = enter(cast.budi).get(f"{FIGURES}/gratifikasi?period=2026-Q1")

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

    answer = enter(cast.budi).get(f"{FIGURES}/gratifikasi?period=2026-Q1&bahasa=en")

    page = text_of(answer.get_data(as_text=True))
    assert "Determination by KPK State property 1 3 5,000,000 750,000 5,750,000" in page


def test_a_upg_without_disclosures_reads_nihil_and_a_unit_without_a_upg_why_there_is_nothing(
    cast: Cast, enter: Enter
) -> None:
    query = f"{FIGURES}/gratifikasi?period=2026-Q1"
    with_upg = text_of(enter(cast.budi).get(query).get_data(as_text=True))
    without = text_of(enter(cast.citra).get(query).get_data(as_text=True))

    assert "Nihil: pada periode ini tidak ada laporan gratifikasi" in with_upg
    assert "Tidak ada meja di sini yang menerima laporan gratifikasi" in without
    assert "Nihil" not in without


def test_what_was_disclosed_is_shown_also_where_the_upg_is_no_more(
    cast: Cast, enter: Enter
) -> None:
    store(cast, *disclosed_histories(cast.unit("satker-2")))

    answer = enter(cast.citra).get(f"{FIGURES}/gratifikasi?period=2026-Q1")

    assert "Disampaikan dalam periode 4 1 5" in text_of(answer.get_data(as_text=True))


@pytest.mark.parametrize("part", Part)
def test_strangers_do_not_see_any_page_of_a_units_figures(
    cast: Cast, enter: Enter, part: Part
) -> None:
    store(cast, *disclosed_histories(cast.unit("satker-1")))

    answer = enter(cast.citra).get(f"{PAGES[part]}?unit=satker-1&period=2026-Q1")

    assert answer.status_code == 404
    assert "Satuan Kerja Satu" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("part", Part)
def test_who_exports_no_figures_sees_none_of_their_pages(
    cast: Cast, enter: Enter, part: Part
) -> None:
    assert enter(cast.ratna).get(PAGES[part]).status_code == 404


def test_a_part_nobody_counts_is_not_found(cast: Cast, enter: Enter) -> None:
    assert enter(cast.budi).get(f"{FIGURES}/gaji").status_code == 404


def test_each_page_leads_to_the_others_of_the_same_choice(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.dewi)
    choice = "unit=kanwil-a&period=2026-Q1&as_of=2026-04-30&subtree=yes"

    for address in PAGES.values():
        raw = browser.get(f"{address}?{choice}&bahasa=en").get_data(as_text=True)
        tabs = re.findall(r'(?s)<nav class="tabs.*?</nav>', raw)
        links = [html.unescape(link) for link in re.findall(r'href="([^"]*)"', tabs[0])]
        leading = [page for page in PAGES.values() if page in (address, *OF_SEVERAL)]
        assert links == [f"{page}?{choice}&bahasa=en" for page in leading]
        assert re.findall(r'href="([^"]*)" aria-current="page"', tabs[0]) == [
            html.escape(f"{address}?{choice}&bahasa=en")
        ]
        assert f'action="{address}?bahasa=en"' in raw


def test_a_choice_made_on_a_page_stays_on_it_and_wrong_ones_are_told_there(
    cast: Cast, enter: Enter
) -> None:
    answer = enter(cast.budi).get(f"{FIGURES}/wbs?period=2026-13")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="p-period"' in page
    assert f'action="{FIGURES}/wbs"' in page


def test_the_page_by_unit_is_offered_where_there_are_several_and_says_how(
    cast: Cast, enter: Enter
) -> None:
    own = enter(cast.budi).get(FIGURES).get_data(as_text=True)
    above = text_of(enter(cast.dewi).get(f"{FIGURES}/per-unit").get_data(as_text=True))

    assert "/per-unit" not in own
    assert "pilih “Beserta semua unit di bawahnya” di atas" in above


def test_the_download_is_offered_on_the_first_page_alone(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)

    for part, address in PAGES.items():
        offered = f'action="{FIGURES}/unduh"' in browser.get(address).get_data(as_text=True)
        assert offered == (part is Part.OVERVIEW)


def test_every_table_that_stood_on_the_page_stands_on_one_of_them() -> None:
    shown = [title for titles in TABLES.values() for title in titles]

    by_unit = {Title.UNITS, Title.MAPPED_DUTIES, Title.STATEMENTS}
    in_files_only = {
        *(Title.NUMBERS, Title.CIRCULARS),
        *(Title.QUARTERS_OF_COMPLAINTS, Title.QUARTERS_OF_WBS),
        *(Title.EVALUATION, Title.NEIGHBOURS),
        *(Title.MONEV_QUARTERS, Title.FOLLOWED_UP, Title.RECOMMENDATIONS),
    }
    assert len(shown) == len(set(shown))
    assert set(shown) == set(Title) - in_files_only - by_unit
