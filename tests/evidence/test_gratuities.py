"""Disclosures in the files of a pack: tables, the part of `statistik.json`, the sheet of row A.1.V.i.b."""

import csv
import io
import json
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from tests.exports import disclosed_histories, export_of
from wbs.evidence.gratuity_statistics import gratuity_statistics
from wbs.evidence.pack import files

NAMES = ("", "-bulanan", "-objek", "-hasil", "-waktu")


def rows(made: dict[str, bytes], name: str) -> list[list[str]]:
    return [*csv.reader(io.StringIO(made[f"gratifikasi{name}.csv"].decode()))]


def sheet(made: dict[str, bytes]) -> list[list[Any]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(made["lke.xlsx"]))
    return workbook.get_sheet_by_name("A.1.V.i.b").to_python()


def test_the_tables_hold_what_was_counted_in_indonesian() -> None:
    made = files(export_of(disclosed_histories()))

    assert rows(made, "")[:3] == [
        ["Rincian", "Penerimaan", "Penolakan", "Jumlah"],
        ["Disampaikan dalam periode", "4", "1", "5"],
        ["di antaranya sudah ditelaah atau dicatat", "3", "1", "4"],
    ]
    assert ["Uang atau alat tukar", "Penerimaan", "1", "1", "5000000"] in rows(made, "-objek")
    assert ["Semua objek", "Penerimaan", "3", "7", "8150000"] in rows(made, "-objek")
    state = ["Penetapan KPK", "Milik negara", "1", "3", "5000000", "750000", "5750000"]
    assert state in rows(made, "-hasil")
    assert rows(made, "-waktu")[1:] == [
        ["Disampaikan ke UPG", "Penerimaan", "2", "1", "1"],
        ["Disampaikan ke UPG", "Penolakan", "1", "0", "0"],
        ["Dilaporkan ke KPK", "", "1", "1", "0"],
    ]
    assert rows(made, "-bulanan")[1] == ["Januari 2026", "4", "1", "5"]


def test_every_line_stands_there_whether_or_not_anything_was_counted() -> None:
    empty, filled = files(export_of()), files(export_of(disclosed_histories()))

    for name in NAMES:
        assert len(rows(empty, name)) == len(rows(filled, name))
    assert all(cell == "0" for row in rows(empty, "-hasil")[1:] for cell in row[2:])


def test_the_part_of_the_statistics_says_the_same() -> None:
    made = files(export_of(disclosed_histories()))
    found = json.loads(made["statistik.json"])["gratifikasi"]

    assert found == gratuity_statistics(export_of(disclosed_histories()).figures)
    assert found["nihil"] is False
    assert found["laporan"]["received"] == {
        "diterima": 4,
        "ditelaah": 3,
        "belum_ditelaah": 1,
        "ditutup_tanpa_telaah": 0,
        "masih_terbuka": 3,
    }
    assert found["penetapan"][0] == {
        "hasil": "state_property",
        "label": "Milik negara",
        "laporan": 1,
        "objek": 3,
        "rupiah_uang": 5_000_000,
        "rupiah_barang": 750_000,
        "rupiah": 5_750_000,
    }
    assert found["waktu"]["ke_kpk"] == {"tepat_waktu": 1, "terlambat": 1, "belum_dapat_dihitung": 0}


def test_the_workbook_has_the_row_with_its_criteria_and_its_numbers() -> None:
    found = sheet(files(export_of(disclosed_histories())))

    texts = [str(row[0]) for row in found]
    assert texts[0].startswith("A.1.V.i.b  Pengendalian gratifikasi telah diimplementasikan")
    assert any(text.startswith("D: belum memiliki UPG") for text in texts)
    assert not any(text.startswith("Nihil") for text in texts)
    line = next(row for row in found if row[0] == "Disampaikan dalam periode")
    assert line[1:4] == [4, 1, 5]
    assert any("jangan diumumkan" in text for text in texts)


def test_a_unit_without_disclosures_reads_nihil() -> None:
    made = files(export_of())

    assert any(str(row[0]).startswith("Nihil: pada periode ini") for row in sheet(made))
    assert json.loads(made["statistik.json"])["gratifikasi"]["nihil"] is True
    assert "gratifikasi.csv" in made["BACA-SAYA.txt"].decode()
