"""The register of a UPG: lists as files, a giver's year, nothing in addresses, nothing for strangers."""

import html
import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import delete, select, update
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.conftest import Clock
from tests.disclosures import (
    CUSTODY,
    DETERMINATION,
    DISCLOSURE,
    FORWARDING,
    GIVER,
    OBJECT,
    REFUSAL,
    REVIEW,
    SETTLEMENT,
)
from tests.reports import Reported, disclose
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.domain.case import Outcome, Stage
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.kinds import DeskKind
from wbs.evidence.papers import press
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.documents.documents import list_documents, open_document
from wbs.services.upg.upg_sheets import SentSheet, write_sheet
from wbs.store.schema.cases import CaseRow
from wbs.store.schema.ledger import CustodyRow
from wbs.store.schema.people import DeskRow, SeedBoxRow
from wbs.web.officer.references import reference
from wbs.web.officer.upg import register, sheets

PATH = "/petugas/gratifikasi"
QUARTER = {"unit": "satker-1", "period": "2026-Q3"}
K = SheetKind
GOL_CELLS = {
    "Tahap": "Selesai ditelaah UPG",
    "Kesimpulan telaah": "Diteruskan ke KPK untuk ditetapkan",
    "Tanggal": "01-05-2026",
    "Tanggal lahir": "05-05-1990",
    "Mata uang": "IDR",
    "Nilai seluruhnya": 750_000,
    "Nilai hasil telaah (Rp)": 800_000,
    "Lokasi objek sekarang": "Lemari besi UPG",
    "Alasan terlambat melapor": "Baru pulang dari dinas luar.",
    "Permohonan kompensasi": "Ya",
}
COLLEAGUE = {
    **DISCLOSURE,
    "giver-1-name": "Budi Rekan",
    "giver-1-relation": "colleague",
    "object-1-value": "900.000",
}


def write(cast: Cast, reported: Reported, *sheets: tuple[SheetKind, dict[str, str]]) -> None:
    for kind, raw in sheets:
        write_sheet(cast.context, cast.budi.actor, reported.case_id, SentSheet(kind, raw))


def make(browser: Visitor, what: str, **fields: str) -> TestResponse:
    browser.get(PATH)
    return browser.post(f"{PATH}/{what}", {**QUARTER, **fields})


def rows_of(answer: TestResponse, number: int = 0) -> list[list[Any]]:
    """The list from its heads on."""
    assert answer.status_code == 200
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(number)
    return [row for row in sheet.to_python() if any(cell != "" for cell in row)][2:]


def text_of(answer: TestResponse) -> str:
    page = answer.get_data(as_text=True)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def custody(cast: Cast) -> list[str]:
    with cast.context.database.reading() as work:
        return list(work.execute(select(CustodyRow.act)).scalars())


def test_the_page_counts_without_opening_anything(cast: Cast, enter: Enter) -> None:
    disclose(cast.context)
    disclose(cast.context, REFUSAL)
    budi = enter(cast.budi)

    page = text_of(budi.get(PATH))

    assert "2 laporan masuk" in page
    assert "Sari Lestari" not in page
    assert "case_listed" not in custody(cast)


def test_the_recap_has_ten_columns_and_a_row_for_each_disclosure(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context)
    disclose(cast.context, REFUSAL)
    write(cast, reported, (K.REVIEW, REVIEW))
    budi = enter(cast.budi)

    heads, *rows, total = rows_of(make(budi, "rekap-xlsx"))

    assert len(heads) == 10
    assert total == ["", "Jumlah", *[""] * 6, 1_550_000, ""]
    by_type = {row[5]: row for row in rows}
    assert by_type["Penerimaan"][1:10] == [
        *("Sari Lestari, Analis perizinan", "31-07-2026", "03-08-2026", "PT Sumber Makmur"),
        *("Penerimaan", "Bingkisan buah dalam keranjang rotan", "Disimpan penerima", 800_000),
        "Terkait pelaksanaan tugas dan fungsi",
    ]
    assert by_type["Penolakan"][8] == 750_000
    assert [row[0] for row in rows] == [1, 2]
    assert custody(cast).count("case_listed") == 2


def test_a_quarter_without_disclosures_says_nihil_in_every_column(cast: Cast, enter: Enter) -> None:
    budi = enter(cast.budi)

    _, *rows = rows_of(make(budi, "rekap-xlsx"))
    pdf = make(budi, "rekap-pdf")

    assert rows == [["NIHIL"] * 10]
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.data)).pages)
    assert text.count("NIHIL") == 10
    assert "Nihil".lower() in text_of(budi.get(PATH)).lower()


def test_only_what_came_in_during_the_period_is_listed(
    cast: Cast, enter: Enter, clock: Clock
) -> None:
    disclose(cast.context)
    clock.move(days=70)  # into October
    disclose(cast.context, REFUSAL)
    budi = enter(cast.budi)

    def types(period: str) -> list[str]:
        return [row[5] for row in rows_of(make(budi, "rekap-xlsx", period=period))[1:-1]]

    assert types("2026-Q3") == ["Penerimaan"]
    assert types("2026-Q4") == ["Penolakan"]
    assert types("2026-S2") == ["Penerimaan", "Penolakan"]


def test_the_register_tells_the_whole_way(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.REVIEW, REVIEW), (K.FORWARDING, FORWARDING))
    write(cast, reported, (K.DETERMINATION, DETERMINATION), (K.SETTLEMENT, SETTLEMENT))

    heads, row = rows_of(make(enter(cast.budi), "register-xlsx"))

    found = dict(zip(heads, row, strict=True))
    assert found["Nomor GOL"] == "GOL-2026-0815"
    assert found["Nomor SK KPK"] == "SK 1234/2026"
    assert found["Penetapan KPK"] == "Milik negara"
    assert found["Pengelolaan akhir"] == "Diserahkan kepada negara"
    assert found["Tahap"] == "Selesai dilaksanakan"
    assert found["Nilai (Rp)"] == 800_000
    days = ("Tanggal penerimaan/penolakan", "Tanggal dilaporkan", "Tanggal ke KPK", "Tanggal SK")
    assert [found[day] for day in days] == ["31-07-2026", *["03-08-2026"] * 3]


def test_many_givers_are_counted_in_a_row_and_stand_one_by_one_behind_it(
    cast: Cast, enter: Enter
) -> None:
    many = {
        name.replace("-1-", f"-{number}-"): f"{text} {number}" if "name" in name else text
        for number in range(1, 8)
        for name, text in (GIVER | OBJECT).items()
    } | {f"object-{number}-giver": str(number) for number in range(1, 8)}
    disclose(cast.context, {**DISCLOSURE, **many})
    budi = enter(cast.budi)

    for what in ("rekap-xlsx", "register-xlsx"):
        answer = make(budi, what)
        heads, row, *_ = rows_of(answer)
        giver = dict(zip(heads, row, strict=True)).get("Pemberi") or row[4]
        assert giver.endswith("PT Sumber Makmur 5; dan 2 lainnya")
        _, *details = rows_of(answer, 1)
        assert [(d[1], d[5]) for d in details] == [
            (f"PT Sumber Makmur {number}", 750_000) for number in range(1, 8)
        ]


def test_every_list_says_of_which_day_it_tells(cast: Cast, enter: Enter) -> None:
    budi = enter(cast.budi)

    for what in ("rekap-xlsx", "register-xlsx", "gol-xlsx"):
        answer = make(budi, what)
        sheet = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0)
        assert sheet.to_python()[1][0] == (
            "Satuan Kerja Satu, Triwulan III 2026. Keadaan per 3 Agustus 2026"
        )
    pages = PdfReader(BytesIO(make(budi, "rekap-pdf").data)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Keadaan per 3 Agustus 2026" in text
    assert "…………, 3 Agustus 2026 Ketua Unit Pengendalian Gratifikasi" in text


def test_what_was_decided_before_a_reopening_stands_in_no_list(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.REVIEW, {**REVIEW, "outcome": "recorded"}))
    words, actor = Words(grounds="Salah dicatat."), cast.budi.actor
    close_case(cast.context, actor, reported.case_id, Outcome.RECORDED, None, words)
    move_case(cast.context, actor, reported.case_id, Stage.SUBMITTED, words)
    budi = enter(cast.budi)

    def told() -> tuple[Any, Any]:
        heads, row = rows_of(make(budi, "register-xlsx"))
        found = dict(zip(heads, row, strict=True))
        return found["Kesimpulan telaah"], found["Nilai (Rp)"]

    assert told() == ("", 750_000)
    write(cast, reported, (K.REVIEW, {**REVIEW, "value-1": "900.000"}))
    assert told() == ("Diteruskan ke KPK untuk ditetapkan", 900_000)


def test_the_sheet_for_gol_has_a_row_for_each_object_and_no_formula(
    cast: Cast, enter: Enter
) -> None:
    second = {n.replace("-1-", "-2-"): text for n, text in DISCLOSURE.items() if "object-1" in n}
    second["object-2-description"] = "=cmd|'/c calc'!A1"
    disclose(cast.context, {**DISCLOSURE, **second})

    answer = make(enter(cast.budi), "gol-xlsx")

    heads, *rows = rows_of(answer)
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [row["Uraian"] for row in found] == [
        "Bingkisan buah dalam keranjang rotan",
        "=cmd|'/c calc'!A1",
    ]
    assert {row["Nomor induk kependudukan (NIK)"] for row in found} == {"3273014505900001"}
    assert b"<f>" not in answer.data


def test_the_sheet_for_gol_has_both_values_the_last_place_and_where_the_disclosure_stands(
    cast: Cast, enter: Enter
) -> None:
    late = {
        **DISCLOSURE,
        "received_on": "2026-05-01",
        "late_reason": "Baru pulang dari dinas luar.",
        "compensation": "yes",
    }
    reported = disclose(cast.context, late)
    write(cast, reported, (K.REVIEW, REVIEW), (K.CUSTODY, CUSTODY))

    heads, row = rows_of(make(enter(cast.budi), "gol-xlsx"))

    found = dict(zip(heads, row, strict=True))
    assert {name: found[name] for name in GOL_CELLS} == GOL_CELLS


def test_lists_are_indonesian_whatever_the_page_speaks(cast: Cast, enter: Enter) -> None:
    disclose(cast.context)
    budi = enter(cast.budi)
    budi.get(PATH)

    answer = budi.post(f"{PATH}/rekap-xlsx?bahasa=en", QUARTER)

    assert rows_of(answer)[1][7] == "Disimpan penerima"


def test_a_disclosure_the_officer_cannot_open_is_listed_as_sealed(cast: Cast, enter: Enter) -> None:
    disclose(cast.context)
    budi = enter(cast.budi)
    with cast.context.database.transaction() as work:
        work.execute(delete(SeedBoxRow).where(SeedBoxRow.officer_id == cast.budi.actor.officer.id))

    _, row, _ = rows_of(make(budi, "rekap-xlsx"))

    assert row[1] == "(tersegel untuk petugas ini)"
    assert row[5] == "Penerimaan"


def test_a_givers_year_is_told_and_more_than_colleagues_may_give_is_marked(
    cast: Cast, enter: Enter
) -> None:
    disclose(cast.context, COLLEAGUE)
    disclose(cast.context, COLLEAGUE)
    budi = enter(cast.budi)

    answer = make(budi, "pemberi", giver="budi  REKAN")

    text = text_of(answer)
    assert "Rp1.800.000" in text
    assert "Lebih dari Rp1.500.000 setahun" in text
    nobody = text_of(make(budi, "pemberi", giver="Orang Lain"))
    assert "Rp1.800.000" not in nobody
    assert "tidak ada laporan" in nobody.lower()


def test_a_search_without_a_name_is_told_at_its_field(cast: Cast, enter: Enter) -> None:
    answer = make(enter(cast.budi), "pemberi", giver=" ")

    assert answer.status_code == 422
    assert 'id="p-giver"' in answer.get_data(as_text=True)


def test_the_review_of_a_colleagues_gift_tells_what_else_came_within_a_year(
    cast: Cast, enter: Enter
) -> None:
    disclose(cast.context, COLLEAGUE)
    reported = disclose(cast.context, COLLEAGUE)
    other = disclose(cast.context)
    budi = enter(cast.budi)

    page = text_of(budi.get(f"/petugas/kasus/{reported.case_id}/lembar/review"))
    assert "Lebih dari Rp1.500.000 setahun" in page
    assert "Rp1.800.000" in page
    assert "setahun" not in text_of(budi.get(f"/petugas/kasus/{other.case_id}/lembar/review"))


def test_what_is_asked_wrongly_is_told(cast: Cast, enter: Enter) -> None:
    budi = enter(cast.budi)

    assert budi.get(f"{PATH}?period=2026-Q9").status_code == 422
    assert budi.get(f"{PATH}?unit=satker-2").status_code == 422
    assert make(budi, "rekap-xlsx", unit="satker-2").status_code == 422
    assert make(budi, "semua-xlsx").status_code == 404


def test_strangers_and_officers_of_other_units_get_no_list(
    cast: Cast, enter: Enter, visitor: Visitor
) -> None:
    disclose(cast.context)

    assert visitor.get(PATH).status_code == 302
    assert visitor.post(f"{PATH}/rekap-xlsx", QUARTER).status_code in {400, 410}
    citra = enter(cast.citra)
    assert "Meja Anda tidak menerima" in text_of(citra.get(PATH))
    for what in ("rekap-xlsx", "rekap-pdf", "register-xlsx", "gol-xlsx", "pemberi"):
        answer = make(citra, what, giver="PT Sumber Makmur")
        assert answer.status_code == 422
        assert "Sari" not in answer.get_data(as_text=True)
    for person in (cast.fajar, cast.ratna):
        assert enter(person).get(PATH).status_code == 404
    assert "case_listed" not in custody(cast)


def test_more_than_can_be_opened_at_once_asks_for_a_shorter_period(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    disclose(cast.context)
    disclose(cast.context)
    monkeypatch.setattr(register, "MOST", 1)
    budi = enter(cast.budi)

    for what in ("rekap-pdf", "pemberi"):
        answer = make(budi, what, giver="PT Sumber Makmur")
        assert answer.status_code == 422
        assert "Lebih dari 1 laporan" in text_of(answer)
    assert "case_listed" not in custody(cast)


def test_recap_and_register_are_filed_as_evidence_and_filed_again_take_their_own_place(
    cast: Cast, enter: Enter
) -> None:
    disclose(cast.context)
    budi = enter(cast.budi)

    assert make(budi, "arsip").status_code == 303
    write(cast, disclose(cast.context), (K.REVIEW, REVIEW))
    answer = make(budi, "arsip")

    assert answer.status_code == 303
    page = budi.get(answer.headers["Location"])
    assert text_of(page).count("Rekapitulasi laporan gratifikasi, Triwulan III 2026") >= 2
    shelf = list_documents(cast.context, cast.budi.actor.officer, "satker-1")
    by_state: dict[str, list[str]] = {}
    for line in shelf.lines:
        assert line.document is not None
        assert (line.filing.lke_code, line.filing.period.code) == ("A.1.V.i.b", "2026-Q3")
        by_state.setdefault(line.filing.state.value, []).append(line.document.name)
    names = [
        "register-gratifikasi-satker-1-2026-Q3.xlsx",
        "rekap-gratifikasi-satker-1-2026-Q3.pdf",
        "rekap-gratifikasi-satker-1-2026-Q3.xlsx",
    ]
    assert {state: sorted(found) for state, found in by_state.items()} == {
        "filed": names,
        "superseded": names,
    }


def test_the_evidence_clerk_sees_that_a_recap_was_filed_and_cannot_open_it(
    cast: Cast, enter: Enter
) -> None:
    disclose(cast.context)
    make(enter(cast.budi), "arsip")

    page = enter(cast.fajar).get("/petugas/bukti?unit=satker-1&period=2026-Q3")

    assert page.status_code == 200
    assert "/berkas" not in page.get_data(as_text=True)


def test_upg_and_inspectorate_of_one_unit_have_a_register_each_and_only_the_upgs_is_filed(
    cast: Cast, enter: Enter
) -> None:
    desk = cast.desk("satker-1", DeskKind.COMPLAINT)  # where Budi sits, too
    mine, other = disclose(cast.context), disclose(cast.context, REFUSAL)
    budi = enter(cast.budi)
    with cast.context.database.transaction() as work:
        kind = DeskKind.INSPECTORATE.value
        work.execute(update(DeskRow).where(DeskRow.id == desk.id).values(kind=kind))
        work.execute(update(CaseRow).where(CaseRow.id == other.case_id).values(desk_id=desk.id))

    def references(unit: str) -> list[str]:
        return [row[0] for row in rows_of(make(budi, "register-xlsx", unit=unit))[1:]]

    assert references("satker-1") == [reference(mine.case_id)]
    assert references("satker-1:inspektorat") == [reference(other.case_id)]
    page = budi.get(f"{PATH}?unit=satker-1:inspektorat")
    assert "Satuan Kerja Satu (meja inspektorat)" in text_of(page)
    assert f"{PATH}/arsip" not in page.get_data(as_text=True)
    assert make(budi, "arsip", unit="satker-1:inspektorat").status_code == 404
    assert make(enter(cast.dewi), "register-xlsx", unit="satker-1:inspektorat").status_code == 422

    assert make(budi, "arsip").status_code == 303
    shelf = list_documents(cast.context, cast.indah.actor.officer, "satker-1")
    filed = {
        line.document.name: b"".join(
            open_document(cast.context, cast.indah.actor, line.filing.id).pieces
        )
        for line in shelf.lines
        if line.document is not None
    }
    register_file = filed["register-gratifikasi-satker-1-2026-Q3.xlsx"]
    sheet = CalamineWorkbook.from_filelike(BytesIO(register_file)).get_sheet_by_index(0)
    assert reference(mine.case_id) in str(sheet.to_python())
    assert reference(other.case_id) not in str(sheet.to_python())


def test_what_can_be_made_is_filed_where_the_paper_cannot_and_the_page_says_so(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    disclose(cast.context)
    budi = enter(cast.budi)
    monkeypatch.setattr(press, "_SECONDS", 0.001)

    answer = make(budi, "arsip")

    assert answer.status_code == 303
    assert "Rekapitulasi dalam bentuk PDF tidak dapat dibuat" in text_of(
        budi.get(answer.headers["Location"])
    )
    shelf = list_documents(cast.context, cast.budi.actor.officer, "satker-1")
    assert sorted(line.document.name for line in shelf.lines if line.document) == [
        "register-gratifikasi-satker-1-2026-Q3.xlsx",
        "rekap-gratifikasi-satker-1-2026-Q3.xlsx",
    ]


def test_a_year_of_too_many_disclosures_is_left_to_the_register(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    disclose(cast.context, COLLEAGUE)
    reported = disclose(cast.context, COLLEAGUE)
    monkeypatch.setattr(sheets, "MOST", 1)

    page = enter(cast.budi).get(f"/petugas/kasus/{reported.case_id}/lembar/review")

    assert page.status_code == 200
    assert "Silakan cari pemberinya di register" in text_of(page)
    assert "Rp1.800.000" not in text_of(page)
    assert "case_listed" not in custody(cast)


def test_a_review_that_was_taken_back_stands_in_no_list(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.REVIEW, REVIEW), (K.REVISION, {"note": "Nilainya keliru."}))

    heads, row = rows_of(make(enter(cast.budi), "register-xlsx"))[:2]

    found = dict(zip(heads, row, strict=True))
    assert found["Kesimpulan telaah"] == ""
    assert found["Nilai (Rp)"] == 750_000


def test_the_sheet_for_gol_is_filed_only_where_it_is_wanted(cast: Cast, enter: Enter) -> None:
    disclose(cast.context)
    budi = enter(cast.budi)

    def kinds() -> set[str]:
        shelf = list_documents(cast.context, cast.budi.actor.officer, "satker-1")
        return {line.filing.kind.value for line in shelf.lines}

    make(budi, "arsip")
    assert kinds() == {"recap", "register"}
    make(budi, "arsip", gol="yes")
    assert kinds() == {"recap", "register", "gol_sheet"}
