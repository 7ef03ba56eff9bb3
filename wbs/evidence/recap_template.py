"""The table to fill in for a disclosure with many givers, as XLSX and as CSV: the same bytes for everybody."""

import csv
from datetime import date
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from wbs.domain.gratification.recap_columns import COLUMNS, MOST_ROWS, Column
from wbs.evidence.sheet import Styles, new_workbook

DATED = date(2026, 1, 1)  # the only time in the file: nothing in it tells when it was taken
EXAMPLE_ROW = (
    "CONTOH: Budi Santoso",
    "CV Karya Mandiri, direktur",
    "Jalan Melati 5, Bandung",
    "rekan kerja",
    "uang",
    "uang",
    "Uang dalam amplop",
    "1 amplop",
    "500000",
    "nilai nominal",
    "disimpan penerima",
)
_WIDTHS = (30, 32, 32, 32, 22, 22, 30, 14, 16, 20, 22)
_NOTES = {
    "name": "Boleh kosong hanya jika pemberi tidak diketahui.",
    "institution": "Boleh kosong.",
    "address": "Boleh kosong.",
    "form": "Boleh kosong untuk uang dan barang; isi untuk fasilitas.",
    "description": "Boleh kosong untuk uang. Untuk barang: jenis, merek, warna.",
    "quantity": "Boleh kosong.",
    "value": "Rupiah, tanpa sen: 1500000 atau Rp1.500.000. Mata uang asing diisi langsung di formulir.",
    "valuation_basis": "Boleh kosong untuk uang.",
}
_HOW_TO = (
    "Satu baris untuk setiap pemberian. Seorang pemberi dengan dua pemberian ditulis dalam dua baris.",
    f"Baris yang diawali CONTOH dilewati. Paling banyak {MOST_ROWS} baris.",
    "Urutan kolom boleh diubah, judulnya jangan. Kolom nomor urut boleh ditambahkan.",
    "Untuk laporan penolakan, nilai, dasar nilai, dan lokasi boleh kosong.",
    "Rumus tidak dihitung: yang dibaca ialah hasil yang tersimpan bersama berkas.",
)


def recap_xlsx() -> bytes:
    """The workbook: the table with an example, and a sheet that says how to fill it in."""
    target = BytesIO()
    workbook = new_workbook(target, DATED, "Rekapitulasi pemberi dan pemberian")
    styles = Styles(workbook)
    _write_table(workbook, styles)
    _write_notes(workbook, styles)
    workbook.close()
    return target.getvalue()


def recap_csv() -> bytes:
    """The table as text; semicolons, as spreadsheets with Indonesian numbers part cells."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in COLUMNS])
    writer.writerow(EXAMPLE_ROW)
    return out.getvalue().encode("utf-8-sig")


def _write_table(workbook: Workbook, styles: Styles) -> None:
    sheet = workbook.add_worksheet("Rekapitulasi")
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 30)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, _WIDTHS[place])
        sheet.write_string(0, place, column.title, styles.head)
        sheet.write_string(1, place, EXAMPLE_ROW[place], styles.blank)
        if column.words:
            choices = {
                "validate": "list",
                "source": list(column.offered),
                "error_type": "information",
                "error_title": column.title,
                "error_message": "Pilih salah satu kata dalam daftar; lihat lembar Petunjuk.",
            }
            sheet.data_validation(2, place, MOST_ROWS + 1, place, choices)


def _write_notes(workbook: Workbook, styles: Styles) -> None:
    sheet = workbook.add_worksheet("Petunjuk")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, "Cara mengisi", styles.title)
    row = 2
    for sentence in _HOW_TO:
        sheet.write_string(row, 0, sentence, styles.subtitle)
        row += 1
    row += 1
    for column in COLUMNS:
        sheet.write_string(row, 0, column.title, styles.first)
        sheet.write_string(row, 1, _about(column), styles.cell)
        row += 1


def _about(column: Column) -> str:
    note = _NOTES.get(column.name, "Wajib diisi.")
    return f"{note} Kata: {'; '.join(column.offered)}." if column.words else note
