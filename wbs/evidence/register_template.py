"""The table to fill in for an old register, as XLSX and as CSV: it bears no day but one of its own."""

import csv
from collections.abc import Iterable
from datetime import date
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from wbs.domain.category import Category
from wbs.domain.register_columns import COLUMNS, KINDS, MOST_ROWS, Column
from wbs.evidence.sheet import Styles, new_workbook

DATED = date(2026, 1, 1)  # the only time in the file: nothing in it tells when it was taken
EXAMPLE_ROW = {
    "number": "CONTOH: 012/ADU/2026",
    "received_on": "2026-02-17",
    "kind": "pengaduan",
    "category": "Pelayanan lambat atau tidak diberikan",
    "class": "tidak berkadar pengawasan",
    "channel": "surat",
    "anonymity": "anonim",
    "standing": "selesai",
    "closed_on": "2026-03-04",
    "text": "Permohonan surat keterangan belum dijawab selama sebulan.",
}
_WIDTHS = (24, 18, 16, 44, 28, 20, 16, 30, 18, 60)
_NOTES = {
    "number": "Wajib diisi. Nomor yang sama pada hari yang sama hanya diterima satu kali.",
    "received_on": "Wajib diisi. Tanggal, misalnya 2026-02-17 atau 17/02/2026.",
    "kind": "Wajib diisi.",
    "category": "Wajib diisi. Lihat daftar di bawah.",
    "class": "Boleh kosong. Hanya untuk pengaduan.",
    "channel": "Boleh kosong. Saluran masuknya dahulu.",
    "anonymity": "Boleh kosong (dianggap anonim). Nama pelapor jangan ditulis.",
    "standing": "Wajib diisi.",
    "closed_on": "Wajib diisi jika ada hasil; kosong jika masih berjalan.",
    "text": "Boleh kosong. Disegel; paling banyak 2.000 huruf. Jangan menulis nama pelapor.",
}
_HOW_TO = (
    "Satu baris untuk setiap laporan atau pengaduan.",
    f"Baris yang diawali CONTOH dilewati. Paling banyak {MOST_ROWS} baris sekali impor.",
    "Urutan kolom boleh diubah, judulnya jangan. Kolom nomor urut boleh ditambahkan.",
    "Rumus tidak dihitung: yang dibaca ialah hasil yang tersimpan bersama berkas.",
    "Laporan gratifikasi tidak diimpor dengan tabel ini.",
)


def register_xlsx(categories: Iterable[Category]) -> bytes:
    """The workbook: the table with an example, and a sheet that says how to fill it in."""
    target = BytesIO()
    workbook = new_workbook(target, DATED, "Register lama")
    styles = Styles(workbook)
    _write_table(workbook, styles)
    _write_notes(workbook, styles, categories)
    workbook.close()
    return target.getvalue()


def register_csv(_categories: Iterable[Category] = ()) -> bytes:
    """The table as text; semicolons, as spreadsheets with Indonesian numbers part cells."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in COLUMNS])
    writer.writerow([EXAMPLE_ROW[column.name] for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def _write_table(workbook: Workbook, styles: Styles) -> None:
    sheet = workbook.add_worksheet("Register")
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 30)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, _WIDTHS[place])
        sheet.write_string(0, place, column.title, styles.head)
        sheet.write_string(1, place, EXAMPLE_ROW[column.name], styles.blank)


def _write_notes(workbook: Workbook, styles: Styles, categories: Iterable[Category]) -> None:
    sheet = workbook.add_worksheet("Petunjuk")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, "Cara mengisi", styles.title)
    offered = [c for c in categories if c.is_offered]
    lists = [
        (
            f"Kategori {kind.value}",
            "; ".join(c.label.indonesian for c in offered if kind in c.kinds),
        )
        for kind in KINDS
    ]
    pairs = [(column.title, _about(column)) for column in COLUMNS] + lists
    row = 2
    for sentence in _HOW_TO:
        sheet.write_string(row, 0, sentence, styles.subtitle)
        row += 1
    for first, second in pairs:
        row += 1
        sheet.write_string(row, 0, first, styles.first)
        sheet.write_string(row, 1, second, styles.cell)


def _about(column: Column) -> str:
    note = _NOTES[column.name]
    return f"{note} Kata: {'; '.join(column.offered)}." if column.offered else note
