"""`lke.xlsx`, read back as an assessor's program would."""

import re
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from tests.exports import BELOW, UNIT, closed_case, export_of, golden_histories
from wbs.domain.figure_export import FigureExport
from wbs.domain.kinds import Kind, UnitKind
from wbs.domain.unit import Unit
from wbs.evidence.sheet import SheetWriter, Styles, new_workbook
from wbs.evidence.tables import tables
from wbs.evidence.workbook import workbook_bytes


def content(export: FigureExport) -> bytes:
    return workbook_bytes(export, tables(export))


def sheets(export: FigureExport) -> dict[str, list[list[Any]]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content(export)))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def labelled(rows: list[list[Any]]) -> dict[Any, Any]:
    return {row[0]: row[1] for row in rows if len(row) > 1}


def test_the_golden_sheet_stands_in_its_row_with_the_words_of_the_sheet() -> None:
    row = labelled(sheets(export_of(golden_histories()))["A.2.V.ii"])

    assert row["Jumlah pengaduan masyarakat yang harus ditindaklanjuti"] == 170
    assert row["Jumlah pengaduan masyarakat yang sedang diproses"] == 13
    assert row["Jumlah pengaduan masyarakat yang selesai ditindaklanjuti"] == 157
    assert row["Persentase penanganan pengaduan masyarakat"] == 92.35


def test_there_is_a_sheet_for_every_row_that_the_figures_feed() -> None:
    names = list(sheets(export_of(golden_histories())))

    assert names[0] == "Ringkasan"
    assert {
        "A.1.V.i.a",
        "A.2.V.ii",
        "A.1.V.iii.b",
        "A.1.V.iii.c",
        "A.1.V.iv.b",
        "Cara membaca",
    } <= set(names)
    assert "Nihil" not in names
    assert "Per unit" not in names


def test_the_columns_of_unit_and_assessors_are_empty() -> None:
    rows = sheets(export_of(golden_histories()))["A.2.V.ii"]

    heads = next(row for row in rows if row[0] == "Isian")
    people = [
        n for n, head in enumerate(heads) if head in ("Jawaban unit", "Jawaban TPI", "Catatan TPI")
    ]
    assert len(people) == 3
    below = rows[rows.index(heads) + 1 : rows.index(heads) + 5]
    assert all(row[n] in ("", None) for row in below for n in people)


def test_months_read_brought_forward_and_new_and_what_became_of_them() -> None:
    rows = sheets(export_of(golden_histories()))["A.1.V.iii.b"]

    heads = next(row for row in rows if row[0] == "Bulan")
    start = rows.index(heads) + 1
    lines = [dict(zip(heads, row, strict=False)) for row in rows[start : start + 12]]
    assert [line["Bulan"] for line in lines][:2] == ["Januari 2026", "Februari 2026"]
    for line in lines:
        assert line["Saldo awal"] + line["Baru"] == line["Harus ditindaklanjuti"]
    for earlier, later in pairwise(lines):
        assert later["Saldo awal"] == earlier["Sedang diproses"]


def test_nihil_has_a_sheet_of_its_own_and_no_percentage() -> None:
    found = sheets(export_of([closed_case(1, kind=Kind.WBS)]))

    assert labelled(found["A.2.V.ii"])["Persentase penanganan pengaduan masyarakat"] == "nihil"
    assert any("0 (nihil)" in str(row[0]) for row in found["Nihil"])


def test_several_units_have_a_sheet_of_lines() -> None:
    found = sheets(export_of([closed_case(1)], units=(UNIT, BELOW)))

    assert [row[0] for row in found["Per unit"] if row[0] == BELOW.name] == [BELOW.name] * 2


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "@SUM(1)", "https://example.test/"])
def test_a_name_is_never_a_formula_or_an_address(name: str) -> None:
    odd = Unit(UNIT.id, "satker-1", name, UnitKind.WORK_UNIT, None)
    export = export_of([closed_case(1)], units=(odd, BELOW))

    with ZipFile(BytesIO(content(export))) as workbook:
        parts = {part: workbook.read(part) for part in workbook.namelist()}

    written = b"".join(text for part, text in parts.items() if part.startswith("xl/worksheets/"))
    assert b"<f>" not in written
    assert b"<hyperlink" not in written
    assert [row[0] for row in sheets(export)["Per unit"]].count(name) == 2


def test_no_score_is_awarded_anywhere() -> None:
    texts = {
        str(cell)
        for rows in sheets(export_of(golden_histories())).values()
        for row in rows
        for cell in row
    }

    assert not any(text.startswith(("Nilai", "Skor")) for text in texts)


def test_what_a_cell_cannot_take_is_not_cut_in_silence() -> None:
    workbook = new_workbook(BytesIO(), date(2026, 11, 25))
    sheet = SheetWriter(workbook, Styles(workbook), "Daftar", "")

    sheet.rows(("Uraian",), (("w" * 32_767,),))
    with pytest.raises(ValueError, match="does not fit"):
        sheet.rows(("Uraian",), (("w" * 32_768,),))


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    """Not every program grows rows by itself: LibreOffice printed them cut."""
    target = BytesIO()
    workbook = new_workbook(target, date(2026, 9, 30))
    sheet = SheetWriter(workbook, Styles(workbook), "Lembar", "")
    sheet.columns(20, 10)
    sheet.rows(("Apa", "Keterangan"), [("pendek", "pendek"), ("pendek", "kata " * 12)])
    workbook.close()

    with ZipFile(target) as whole:
        drawn = whole.read("xl/worksheets/sheet1.xml").decode()
    heights = [float(height) for height in re.findall(r' ht="([0-9.]+)"', drawn)]
    line = float(re.findall(r'defaultRowHeight="([0-9.]+)"', drawn)[0])
    # "Keterangan" in bold takes two lines of that column, and sixty letters at least six.
    assert heights == sorted(heights)
    assert heights[0] == 2 * line
    assert heights[-1] >= 6 * line
