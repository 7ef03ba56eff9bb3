"""The evaluation sheet on its pages: every row, what can be shown in it, what people answer, the calendar."""

import html
import json
import re
from dataclasses import replace
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.conftest import Clock
from tests.documents import filed
from tests.exports import closed_case, golden_histories
from tests.histories import store_histories
from tests.monev import held, recommended
from tests.packs import payload_of
from tests.papers import text_of as report_text
from tests.sheets import ROWS
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs import bootstrap
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod
from wbs.services.accompaniment.remarks import write_remark
from wbs.settings import Settings

SHEET, CALENDAR = "/petugas/lke", "/petugas/lke/kalender"
KILOBYTES = 50 * 1024
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}"
NUMBERS = {"whole": "9", "done": "7", "still_open": "2"}
LHKPN = NUMBERS | {"part_1": "1", "part_2": "8", "part_3": "0"}


def row_path(code: str, period: str = "2026") -> str:
    return f"{SHEET}/baris/{code}?unit=satker-1&period={period}"


def text_of(answer: TestResponse) -> str:
    page = answer.get_data(as_text=True)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def send(browser: Visitor, code: str, door: str, fields: dict[str, str]) -> TestResponse:
    browser.get(row_path(code))
    at = {"unit": "satker-1", "period": "2026", "seen": "0"}
    return browser.post(f"{SHEET}/baris/{code}/{door}", at | fields)


def store_golden(cast: Cast) -> None:
    with cast.context.database.transaction() as work:
        store_histories(work, golden_histories(cast.unit("satker-1"), 2025))


def minutes(cast: Cast, code: str = "A.1.V.iii.c", period: str = "2026-Q2") -> str:
    document = filed(
        cast,
        "fajar",
        lke_code=code,
        kind=DocumentKind.MINUTES,
        period=ReportingPeriod.parse(period),
        title="Notula monev",
    )
    return document.filing.id


def test_every_row_stands_below_its_sub_area_with_its_weight(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.fajar).get(SHEET)

    assert answer.status_code == 200
    body = answer.get_data(as_text=True)
    for row in ROWS:
        assert body.count(f">{row.code}</a>") == 1
        assert html.escape(row.text, quote=False) in body
    assert body.count("Bobot ") == 8
    assert "Per akhir 31 Juli 2026." in text_of(answer)
    assert len(body) < KILOBYTES


def test_the_golden_sheet_stands_in_its_row_and_in_the_workbook(cast: Cast, enter: Enter) -> None:
    store_golden(cast)
    budi = enter(cast.budi)

    page = text_of(budi.get(row_path("A.2.V.ii.a", "2025")))

    assert "92,35 %" in page
    assert "170 harus ditindaklanjuti, 13 sedang diproses, 157 selesai ditindaklanjuti." in page
    assert "92,35 %" in text_of(budi.get(f"{SHEET}?period=2025"))
    budi.get("/petugas/angka?period=2025")
    pack = budi.post("/petugas/angka/unduh", {"unit": "satker-1", "period": "2025"})
    files = payload_of(pack.get_data())
    workbook = CalamineWorkbook.from_filelike(BytesIO(files["lke.xlsx"]))
    assert b"92,35 %" in files["lembar-lke.csv"]
    rows = workbook.get_sheet_by_name("LKE").to_python()
    heads = next(row for row in rows if row[0] == "Kode LKE")
    lines = {row[0]: dict(zip(heads, row, strict=True)) for row in rows[rows.index(heads) + 1 :]}
    golden = lines["A.2.V.ii.a"]
    assert golden["Mendukung jawaban"] == "92,35 %"
    assert str(golden["Dasar"]).startswith(
        "170 harus ditindaklanjuti, 13 sedang diproses, 157 selesai"
    )
    assert {golden[head] for head in ("Jawaban unit", "Jawaban TPI", "Catatan TPI")} == {""}
    assert {row.code for row in ROWS} <= lines.keys()


def test_the_golden_history_says_the_same_on_pages_and_in_report_workbook_and_statistics(
    cast: Cast, enter: Enter
) -> None:
    """A published sheet, once through the database: 170 to be followed up, 13 in process, 157 completed, 92.35 %."""
    store_golden(cast)
    budi = enter(cast.budi)

    figures = text_of(budi.get("/petugas/angka?period=2025"))
    row = text_of(budi.get(row_path("A.2.V.ii.a", "2025")))
    budi.get("/petugas/angka?period=2025")
    pack = budi.post("/petugas/angka/unduh", {"unit": "satker-1", "period": "2025"})
    files = payload_of(pack.get_data())

    three = "170 harus ditindaklanjuti, 13 sedang diproses, 157 selesai ditindaklanjuti."
    assert three.replace(",", "").removesuffix(".") + " 92,35 %" in figures
    assert three in row
    assert "92,35 %" in row
    report = report_text(files["ringkasan.pdf"])
    assert (
        "170 Harus ditindaklanjuti 13 Sedang diproses 157 Selesai ditindaklanjuti 92,35 % Persentase"
        in report
    )
    workbook = CalamineWorkbook.from_filelike(BytesIO(files["lke.xlsx"]))
    lines = workbook.get_sheet_by_name("A.2.V.ii").to_python()
    values = [line[1] for line in lines if str(line[0]).startswith(("Jumlah", "Persentase"))]
    assert values == [170, 13, 157, 92.35]
    told = json.loads(files["statistik.json"])
    counted, (golden,) = told["tindak_lanjut"]["complaint"], told["lke"]
    names = ("harus", "sedang", "selesai", "persentase")
    assert [counted[name] for name in names] == [170, 13, 157, 92.35]
    assert [each["nilai"] for each in golden["isian"]] == [170, 13, 157]
    assert golden["persentase"] == 92.35
    (in_sheet,) = [r for r in told["lembar_lke"]["baris"] if r["kode"] == "A.2.V.ii.a"]
    assert in_sheet["dasar"][0]["angka"] == {"harus": 170, "sedang": 13, "selesai": 157}
    assert (in_sheet["persentase"], in_sheet["dasar"][0]["kalimat"]) == (92.35, three)


def test_the_gap_of_a_quarter_is_named_and_goes_with_its_minutes(cast: Cast, enter: Enter) -> None:
    fajar, path = enter(cast.fajar), row_path("A.1.V.iii.c")
    before = text_of(fajar.get(path))
    assert "Triwulan II 2026: tidak ada monev." in before
    assert "lke_code=A.1.V.iii.c&amp;period=2026-Q2&amp;kind=minutes" in fajar.get(path).text

    minutes(cast)

    after = text_of(fajar.get(path))
    assert "Triwulan II 2026: tidak ada monev." not in after
    assert "Triwulan I 2026: tidak ada monev." in after
    assert "Notula monev" in after


def test_the_form_of_a_document_begins_with_what_the_link_names(cast: Cast, enter: Enter) -> None:
    path = "/petugas/bukti/baru?lke_code=A.1.V.iii.c&period=2026-Q2&kind=minutes"

    body = enter(cast.fajar).get(path).get_data(as_text=True)

    for value in ("A.1.V.iii.c", "2026-Q2", "minutes"):
        assert f'value="{value}" selected' in body


def test_activity_place_and_participants_are_shown_with_the_document(
    cast: Cast, enter: Enter
) -> None:
    fajar = enter(cast.fajar)
    fajar.get("/petugas/bukti/baru")
    fields = {
        "lke_code": "A.1.V.iii.c",
        "kind": "minutes",
        "period": "2026-Q2",
        "title": "Notula",
        "occasion": "Monev pengaduan TW II",
        "place": "Ruang rapat lantai 2",
        "participants": "12 orang dari 3 seksi",
    }

    answer = fajar.post_file("/petugas/bukti/baru", fields, "n.txt", b"notula")

    assert answer.status_code == 303
    for page in (fajar.get("/petugas/bukti"), fajar.get(row_path("A.1.V.iii.c"))):
        for name in ("occasion", "place", "participants"):
            assert fields[name] in text_of(page)
    fajar.get("/petugas/bukti/baru")
    long = fields | {"occasion": "x" * 201, "place": "y" * 201}
    told = fajar.post_file("/petugas/bukti/baru", long, "n.txt", b"lain")
    assert told.status_code == 422
    assert 'id="p-occasion"' in told.text
    assert 'id="p-place"' in told.text


def test_the_unit_answers_and_the_assessors_answer_each_in_their_form(
    cast: Cast, enter: Enter
) -> None:
    fajar, dewi = enter(cast.fajar), enter(cast.dewi)

    said = send(fajar, "A.1.V.i.a", "jawaban", {"answer": "B", "note": HOSTILE})
    assert (said.status_code, said.location) == (303, f"{row_path('A.1.V.i.a')}&kabar=disimpan")
    send(fajar, "A.1.V.i.a", "jawaban", {"answer": "A", "seen": "1"})
    assert send(dewi, "A.1.V.i.a", "jawaban-tpi", {"answer": "C"}).status_code == 303

    page = dewi.get(row_path("A.1.V.i.a"))
    assert "<script>alert" not in page.text
    assert HOSTILE in text_of(page)
    for told in ("3 Agustus 2026, Fajar Hidayat", "3 Agustus 2026, Dewi Anggraini"):
        assert told in text_of(page)
    assert 'action="/petugas/lke/baris/A.1.V.i.a/jawaban"' not in page.text
    assert 'action="/petugas/lke/baris/A.1.V.i.a/jawaban-tpi"' in page.text
    sheet = text_of(fajar.get(SHEET))
    assert re.search(r"Unit kerja : A TPI: C", sheet) or "TPI: C" in sheet


@pytest.mark.parametrize(
    ("code", "fields", "told"),
    [
        ("A.1.V.i.a", {"answer": "D"}, "Mohon pilih salah satu jawaban yang tersedia."),
        ("A.2.V.ii.a", {"answer": "101"}, "Mohon isi persentase dari 0 sampai 100"),
        ("A.1.V.i.a", {"answer": "A", "note": "x" * 2001}, "2000"),
        ("A.1.V.i.a", {"answer": "A", "seen": "3"}, "Orang lain mengisi di sini sementara itu."),
    ],
)
def test_an_answer_that_cannot_be_taken_comes_back_with_what_was_typed(
    cast: Cast, enter: Enter, code: str, fields: dict[str, str], told: str
) -> None:
    fajar = enter(cast.fajar)

    answer = send(fajar, code, "jawaban", {"note": "catatan saya"} | fields)

    assert answer.status_code == 422
    assert told in text_of(answer)
    assert fields.get("note", "catatan saya") in text_of(answer)
    assert "Fajar Hidayat" not in text_of(fajar.get(row_path(code))), "nothing was kept"


def test_a_percentage_stands_in_its_field_as_people_write_it(cast: Cast, enter: Enter) -> None:
    fajar, code = enter(cast.fajar), "A.2.V.ii.a"

    send(fajar, code, "jawaban", {"answer": "92.35"})

    page = fajar.get(row_path(code))
    assert 'value="92,35"' in page.text
    assert "92,35 %" in text_of(page)
    kept = {"answer": "92,35", "note": "sama", "seen": "1"}
    assert send(fajar, code, "jawaban", kept).status_code == 303


def test_numbers_are_typed_where_the_row_takes_them_and_must_add_up(
    cast: Cast, enter: Enter
) -> None:
    fajar, code = enter(cast.fajar), "A.2.V.iii.a"

    twice = send(fajar, code, "angka", LHKPN | {"part_2": "9"})
    assert twice.status_code == 422
    assert "Apakah kepala satuan kerja terhitung dua kali?" in text_of(twice)
    assert 'value="7"' in twice.text
    assert send(fajar, code, "angka", LHKPN).status_code == 303

    page = text_of(fajar.get(row_path(code)))
    assert "9 seluruhnya: 7 sudah, 2 belum." in page
    assert "Belum ada dokumen tahun ini pada baris ini." in page
    minutes(cast, code, "2026")
    assert "77,78 %" in text_of(fajar.get(row_path(code)))
    assert send(fajar, "A.1.V.i.a", "angka", NUMBERS).status_code == 404


@pytest.mark.parametrize("username", ["citra", "eko", "gita", "hadi"])
def test_a_stranger_finds_no_sheet_of_the_unit_and_changes_nothing(
    cast: Cast, enter: Enter, username: str
) -> None:
    document = minutes(cast)
    stranger = enter(cast.people[username])

    assert stranger.get(f"{SHEET}?unit=satker-1").status_code == 404
    assert stranger.get(row_path("A.1.V.i.a")).status_code == 404
    assert stranger.get(f"{CALENDAR}?unit=satker-1").status_code == 404
    assert stranger.get(f"/petugas/bukti/{document}/pakai").status_code == 404
    for door in ("jawaban", "jawaban-tpi"):
        assert send(stranger, "A.1.V.i.a", door, {"answer": "A"}).status_code == 404
    assert send(stranger, "A.2.V.iii.a", "angka", LHKPN).status_code == 404
    use = {"lke_code": "A.1.V.iv.b", "period": "2026-Q2"}
    assert stranger.post(f"/petugas/bukti/{document}/pakai", use).status_code == 404
    page = text_of(enter(cast.budi).get(row_path("A.1.V.i.a")))
    assert page.count("Belum ada jawaban.") == 2, "of neither side"


def test_a_member_of_the_unit_reads_the_sheet_and_answers_for_nobody(
    cast: Cast, enter: Enter
) -> None:
    budi = enter(cast.budi)

    page = budi.get(row_path("A.2.V.iii.a")).text

    assert "/jawaban" not in page
    assert "/angka" not in re.findall(r'action="([^"]+)"', page)
    assert send(budi, "A.1.V.i.a", "jawaban", {"answer": "A"}).status_code == 404


@pytest.mark.parametrize("path", [row_path("A.9"), row_path("A.1.V.i.a", "tahun")])
def test_a_row_or_period_that_is_none_is_not_there(cast: Cast, enter: Enter, path: str) -> None:
    assert enter(cast.fajar).get(path).status_code == 404


def test_a_period_that_is_none_is_told_on_the_page_of_the_sheet(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.fajar).get(f"{SHEET}?period=2027")

    assert answer.status_code == 422
    assert 'id="p-period"' in answer.text


def test_the_page_speaks_english_where_the_address_asks(cast: Cast, enter: Enter) -> None:
    page = text_of(enter(cast.fajar).get(f"{row_path('A.1.V.iii.c')}&bahasa=en"))

    assert "Quarter II 2026: no monitoring and evaluation (monev)." in page
    assert "Evidence is expected every quarter." in page


def test_the_sheet_tells_no_more_of_few_reports_than_the_figures(cast: Cast, enter: Enter) -> None:
    """Two WBS reports of one category: the sheet names neither their number nor what they are about."""
    unit = cast.unit("satker-1")
    few = [closed_case(n, kind=Kind.WBS, unit=unit, category="korupsi-penyuapan") for n in (1, 2)]
    fajar = enter(cast.fajar)
    before = text_of(fajar.get(SHEET))
    with cast.context.database.transaction() as work:
        store_histories(work, few)

    assert text_of(fajar.get(SHEET)) == before
    for row in ROWS:
        page = text_of(fajar.get(row_path(row.code)))
        assert "korupsi" not in page.casefold()
        assert "anonim" not in page.casefold()


def test_the_calendar_names_what_lacks_now_and_where_to_file_it(cast: Cast, enter: Enter) -> None:
    fajar = enter(cast.fajar)

    page = fajar.get(CALENDAR)

    told = text_of(page)
    assert "Kalender eviden · Satuan Kerja Satu, 2026" in told
    assert "berakhir 30 Juni 2026" in told
    assert "A.2.V.ii.a" in told
    assert "lke_code=A.1.V.iii.c&amp;period=2026-Q2&amp;kind=minutes" in page.text
    minutes(cast)
    assert "lke_code=A.1.V.iii.c&amp;period=2026-Q2" not in fajar.get(CALENDAR).text
    assert "berakhir" not in text_of(fajar.get(f"{CALENDAR}?year=2024")).split("Diharapkan")[1]
    assert fajar.get(f"{CALENDAR}?year=2030").status_code == 422
    assert fajar.get(f"{CALENDAR}?year=abcd").status_code == 422


def test_who_files_nothing_at_the_unit_is_offered_no_form(cast: Cast, enter: Enter) -> None:
    page = enter(cast.dewi).get(f"{CALENDAR}?unit=satker-1").text

    assert "berakhir 30 Juni 2026" in page
    assert "/petugas/bukti/baru" not in page


def test_a_document_is_used_for_another_row_and_that_is_ended_again(
    cast: Cast, enter: Enter
) -> None:
    fajar, document = enter(cast.fajar), minutes(cast)
    path = f"/petugas/bukti/{document}/pakai"
    assert "Notula monev" in text_of(fajar.get(path))
    use = {"lke_code": "A.1.V.iv.b", "period": "2026-Q2"}

    assert fajar.post(path, {"lke_code": "A.9", "period": "2026-Q2"}).status_code == 422
    answer = fajar.post(path, use)

    assert (answer.status_code, answer.location) == (303, "/petugas/bukti?kabar=dipakai")
    page = fajar.get("/petugas/bukti")
    assert "Dihitung juga untuk A.1.V.iv.b, Triwulan II 2026" in text_of(page)
    assert "Triwulan II 2026: tidak ada monev." not in text_of(fajar.get(row_path("A.1.V.iv.b")))
    assert fajar.post(path, use).status_code == 422
    (end,) = re.findall(r'action="([^"]+/akhiri)"', fajar.get("/petugas/bukti").text)
    assert fajar.post(end).status_code == 303
    assert "sampai 3 Agustus 2026" in text_of(fajar.get("/petugas/bukti"))
    assert "Triwulan II 2026: tidak ada monev." in text_of(fajar.get(row_path("A.1.V.iv.b")))
    assert fajar.post(end).status_code == 404


def test_a_gap_of_monev_leads_to_the_form_of_a_meeting_and_goes_with_it(
    cast: Cast, enter: Enter
) -> None:
    fajar, code = enter(cast.fajar), "A.1.V.iii.c"
    assert 'href="/petugas/monev/rapat/baru?triwulan=2026-Q2"' in fajar.get(row_path(code)).text
    assert "triwulan=" not in enter(cast.budi).get(row_path(code)).text
    assert "triwulan=" not in fajar.get(row_path("A.1.V.ii.a")).text

    held(cast)

    page = fajar.get(row_path(code)).text
    assert "triwulan=2026-Q2" not in page
    assert "triwulan=2026-Q1" in page


def test_typed_numbers_of_a_row_say_where_recorded_recommendations_count(
    cast: Cast, enter: Enter
) -> None:
    budi, told = enter(cast.budi), "Rekomendasi rapat yang dicatat berlaku di sini"
    meeting = held(cast)
    assert told not in text_of(budi.get(row_path("A.1.V.iii.d")))

    recommended(cast, meeting)

    assert told in text_of(budi.get(row_path("A.1.V.iii.d")))
    assert told not in text_of(budi.get(row_path("A.1.V.iv.c")))


def test_remarks_of_the_accompanying_team_stand_on_the_row_with_the_way_to_answer(
    cast: Cast, enter: Enter
) -> None:
    fajar, code, year = enter(cast.fajar), "A.1.V.iii.c", ReportingPeriod.parse("2026")
    here = f"/petugas/pendampingan/satker-1/2026/{code}"
    assert f'href="{here}"' in fajar.get(row_path(code)).text

    write_remark(cast.context, cast.dewi.actor.officer, "satker-1", code, year, HOSTILE)

    page = fajar.get(row_path(code)).text
    assert html.escape(HOSTILE) in page
    assert "Menunggu jawaban unit" in page
    assert f'href="{row_path(code)}"' in html.unescape(fajar.get(here).text)
    other_period = fajar.get(row_path(code, "2026-Q1")).text
    assert html.escape(HOSTILE) not in other_period
    assert html.escape(HOSTILE) not in fajar.get(row_path("A.1.V.iv.b")).text


def test_without_a_key_the_row_says_that_no_remark_can_be_shown(
    cast: Cast, enter: Enter, settings: Settings, clock: Clock
) -> None:
    keyless = bootstrap.build_context(replace(settings, evidence=None), clock=clock)
    browser = Visitor(bootstrap.build_officer(keyless, settings))
    browser.sign_in(cast, cast.fajar)

    page = text_of(browser.get(row_path("A.1.V.iii.c")))

    assert "tidak memiliki kunci untuk catatan pendampingan" in page
    assert "Jawaban unit" in page
    keyless.database.close()
