"""The whole evaluation sheet in workbook and CSV: what can be shown, what people said, no score."""

import csv
import io
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from tests.exports import BELOW, UNIT, closed_case, export_of
from tests.sheets import ROWS
from tests.sheets import golden_sheet as golden
from wbs.domain.evaluation.answers import Said
from wbs.domain.evaluation.support import Finding
from wbs.domain.figure_export import FigureExport
from wbs.evidence.evaluation_words import SENTENCES
from wbs.evidence.pack import files
from wbs.evidence.table import Title

FORMULA = "=cmd|' /C calc'!A0"


def lines(export: FigureExport) -> dict[str, dict[str, str]]:
    """The CSV, by row of the sheet."""
    text = files(export)[f"{Title.EVALUATION.value}.csv"].decode("utf-8-sig")
    return {line["Kode LKE"]: line for line in csv.DictReader(io.StringIO(text))}


def test_the_golden_sheet_and_a_gap_stand_in_their_lines() -> None:
    found = lines(golden())

    assert list(found) == [row.code for row in ROWS]
    assert found["A.2.V.ii.a"]["Mendukung jawaban"] == "92,35 %"
    assert found["A.2.V.ii.a"]["Yang kurang untuk jawaban terbaik"] == "13 masih diproses."
    monev = found["A.1.V.iii.c"]
    assert monev["Mendukung jawaban"] == "B"
    assert monev["Kriteria"] == "dimonitoring dan dievaluasi tidak secara berkala"
    assert monev["Periode tanpa eviden"] == "Triwulan II 2026; Triwulan IV 2026"
    assert "Triwulan II 2026: tidak ada monev." in monev["Yang kurang untuk jawaban terbaik"]
    assert monev["Bobot pertanyaan"] == "0,375"


def test_the_columns_of_people_are_empty_until_they_answer() -> None:
    columns = ("Jawaban unit", "Catatan unit", "Jawaban TPI", "Catatan TPI")

    assert {line[name] for line in lines(golden()).values() for name in columns} == {""}
    said = lines(golden(Said("92.35", "dihitung"), Said("90.00", "diperiksa")))["A.2.V.ii.a"]
    assert [said[name] for name in columns] == ["92,35 %", "dihitung", "90,00 %", "diperiksa"]


def test_a_note_is_never_a_formula() -> None:
    export = golden(Said("", FORMULA), Said("", FORMULA))

    workbook = files(export)["lke.xlsx"]

    rows = CalamineWorkbook.from_filelike(BytesIO(workbook)).get_sheet_by_name("LKE").to_python()
    assert sum(row.count(FORMULA) for row in rows) == 2 * len(ROWS)
    with ZipFile(BytesIO(workbook)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())
    assert not any(line["Catatan unit"].startswith("=") for line in lines(export).values())


def test_several_units_have_no_sheet_together() -> None:
    made = files(export_of([closed_case(1)], units=(UNIT, BELOW)))

    assert f"{Title.EVALUATION.value}.csv" not in made
    names = CalamineWorkbook.from_filelike(BytesIO(made["lke.xlsx"])).sheet_names
    assert "LKE" not in names


def test_every_finding_has_its_sentence() -> None:
    assert SENTENCES.keys() == set(Finding)
