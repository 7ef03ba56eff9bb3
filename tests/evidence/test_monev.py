"""What the pack says of monev, and the agenda a meeting begins with."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.exports import BELOW, UNIT, closed_case, export_of
from wbs.domain.figure_export import FigureExport
from wbs.domain.kinds import Kind
from wbs.domain.monev import Extent, Standing
from wbs.domain.monev_agenda import Age, AgendaFigures
from wbs.domain.span import ReportingPeriod
from wbs.evidence.monev_agenda import agenda_text
from wbs.evidence.spreadsheet import csv_bytes
from wbs.evidence.statistics import statistics
from wbs.evidence.table import Title
from wbs.evidence.tables import tables
from wbs.evidence.workbook import workbook_bytes


def csv_of(export: FigureExport, title: Title) -> list[str]:
    return csv_bytes(tables(export)[title]).decode("utf-8-sig").splitlines()


def test_the_quarters_tell_of_meetings_and_of_gaps() -> None:
    lines = csv_of(export_of(), Title.MONEV_QUARTERS)
    complaints = [line for line in lines if "Pengaduan masyarakat" in line]

    assert lines[0].split(";" if ";" in lines[0] else ",")[3] == "Keadaan"
    assert len(lines) == 1 + 4 * 4
    assert ["Ada monev" in line for line in complaints] == [True, False, False, False]
    assert ["Tidak ada monev" in line for line in complaints] == [False, True, True, True]


def test_the_tracker_names_what_who_until_when_and_how_far() -> None:
    lines = csv_of(export_of(), Title.RECOMMENDATIONS)

    assert len(lines) == 3
    assert "Perbarui SOP (r1)" in lines[1]
    assert "Selesai" in lines[1]
    assert "A.1.V.iii.d" in lines[1]
    assert "Belum dimulai" in lines[2]


def test_some_of_what_was_recommended_supports_b_and_awards_nothing() -> None:
    found = statistics(export_of())["monev"]
    of_complaints = next(line for line in found["tindak_lanjut"] if line["jenis"] == "complaint")

    assert (of_complaints["rekomendasi"], of_complaints["selesai"]) == (2, 1)
    assert (of_complaints["tingkat"], of_complaints["mendukung"]) == (Extent.SOME, "B")
    assert of_complaints["kode"] == "A.1.V.iii.d"


def test_no_row_asks_how_gratuities_were_followed_up() -> None:
    found = statistics(export_of())["monev"]
    of_gratuities = next(
        line for line in found["tindak_lanjut"] if line["jenis"] == "gratification"
    )

    assert (of_gratuities["kode"], of_gratuities["mendukung"]) == (None, None)
    assert all(line["jenis"] != "gratification" for line in found["keteraturan"])


def test_the_figures_hold_no_word_of_a_recommendation() -> None:
    assert "Perbarui SOP" not in str(statistics(export_of()))


def test_a_day_before_the_meeting_knows_nothing_of_it() -> None:
    export = export_of(as_of=date(2026, 3, 19))
    (first,) = [
        line
        for line in statistics(export)["monev"]["triwulan"]
        if line["jenis"] == "complaint" and line["triwulan"] == "2026-Q1"
    ]

    assert (first["keadaan"], first["rapat"]) == (Standing.OPEN, 0)
    assert len(csv_of(export, Title.RECOMMENDATIONS)) == 1


def test_each_unit_of_a_subtree_has_its_own_lines() -> None:
    found = statistics(export_of(units=(UNIT, BELOW)))["monev"]["tindak_lanjut"]

    assert [line["unit"] for line in found] == ["satker-1"] * 4 + ["satker-2"] * 4


def test_the_workbook_has_a_sheet_of_quarters_and_one_of_recommendations() -> None:
    export = export_of()
    workbook = CalamineWorkbook.from_filelike(BytesIO(workbook_bytes(export, tables(export))))

    quarters = str(workbook.get_sheet_by_name("Monev triwulan").to_python())
    tracker = str(workbook.get_sheet_by_name("Tindak lanjut rekomendasi").to_python())

    assert "Tidak ada monev" in quarters
    assert "sebagian hasil evaluasi ditindaklanjuti" in tracker
    assert "Perbarui SOP (r2)" in tracker


def test_an_agenda_tells_the_figures_and_how_long_cases_are_overdue() -> None:
    quarter = ReportingPeriod.parse("2026-Q1")
    export = export_of([closed_case(1), closed_case(2)], period=quarter, as_of=quarter.end)
    overdue = {Kind.WBS: dict.fromkeys(Age, 0) | {Age.UP_TO_14: 1, Age.OVER_90: 2}}

    text = agenda_text(AgendaFigures(export, overdue, {Kind.COMPLAINT: (3, 1)}))

    assert text.startswith("Evaluasi Triwulan I 2026, angka per 31 Maret 2026.")
    assert "Saldo awal 0 + baru 2 = harus 2; selesai 2, sedang 0 (100,00 %)" in text
    assert "Lewat tenggat: 3 kasus (1 sampai 14 hari, 2 lebih dari 90 hari)." in text
    assert "Rekomendasi sebelumnya yang belum selesai: 3, 1 di antaranya lewat tenggat." in text
    assert text.count("Tidak ada kasus yang lewat tenggat.") == 3


@pytest.mark.parametrize("number", range(4))
def test_an_agenda_holds_no_id(number: int) -> None:
    quarter = ReportingPeriod.parse("2026-Q1")
    case = replace(closed_case(number), log_id=f"{number + 171:032x}")

    text = agenda_text(AgendaFigures(export_of([case], period=quarter, as_of=quarter.end), {}))

    assert case.log_id not in text
    assert case.category not in text
