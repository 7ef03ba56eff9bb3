"""A wedding's recap as somebody keeps it: in lines, and as the files it may come in."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from tests.disclosures import DISCLOSURE

TITLES = (
    *("Nama pemberi", "Instansi dan jabatan", "Alamat", "Hubungan", "Jenis", "Bentuk"),
    *("Uraian", "Jumlah", "Nilai (Rp)", "Dasar nilai", "Lokasi"),
)
Cell = str | int | float
Row = tuple[Cell, ...]
WEDDING = {
    "event": "wedding_custom_religion_disaster",
    "place": "Gedung Serbaguna, Bandung",
    "chronology": "Resepsi pernikahan anak saya; amplop dikumpulkan di meja tamu.",
}

# The form beside the table: no giver and no object of its own.
OWN = {
    name: text
    for name, text in (DISCLOSURE | WEDDING).items()
    if not name.startswith(("giver-", "object-"))
}


def row(name: str = "Rudi Hartono", value: Cell = 500_000, **other: Cell) -> Row:
    """One giver of money."""
    cells: dict[str, Cell] = {
        "institution": "CV Karya Mandiri",
        "address": "",
        "relation": "rekan kerja",
        "kind": "uang",
        "form": "",
        "description": "",
        "quantity": "",
        "basis": "",
        "location": "disimpan penerima",
        **other,
    }
    order = ("institution", "address", "relation", "kind", "form", "description", "quantity")
    return (name, *(cells[n] for n in order), value, cells["basis"], cells["location"])


def wedding(givers: int = 40, over: int = 2) -> tuple[Row, ...]:
    """That many givers, of whom the last *over* gave more than any limit."""
    return tuple(
        row(f"Tamu {n}", 2_500_000 if n > givers - over else 300_000) for n in range(1, givers + 1)
    )


def text(*rows: Row, mark: str = "\t", titles: tuple[str, ...] = TITLES) -> str:
    """The rows under their titles, as they are pasted from a spreadsheet."""
    return "\n".join(mark.join(str(cell) for cell in cells) for cells in (titles, *rows))


def xlsx(*rows: Row, titles: tuple[str, ...] = TITLES) -> bytes:
    """The rows as a workbook; text is text, even where it looks like a formula."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet()
        for number, cells in enumerate((titles, *rows)):
            sheet.write_row(number, 0, cells)
    return target.getvalue()


def xlsx_with_formula(formula: str, kept: str) -> bytes:
    """A workbook whose first giver's name is a formula; *kept* is what the program last saw."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, row())
        sheet.write_formula(1, 0, formula, None, kept)
    return target.getvalue()


def xlsx_bomb(size_bytes: int, said_bytes: int | None = None) -> bytes:
    """A workbook whose one sheet unpacks to that many bytes, whatever it says of itself."""
    whole = ZipFile(BytesIO(xlsx(row())))
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, whole.read(name))
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            )
            sheet.write(b"<sheetData>")
            piece = b'<row><c t="inlineStr"><is><t>' + b"a" * 100_000 + b"</t></is></c></row>"
            for _ in range(size_bytes // len(piece)):
                sheet.write(piece)
            sheet.write(b"</sheetData></worksheet>")
    data = target.getvalue()
    if said_bytes is not None:
        data = data.replace(
            archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little"),
            said_bytes.to_bytes(4, "little"),
        )
    return data


def xlsx_of_one_far_cell() -> bytes:
    """A small workbook with one cell at either end of the largest sheet there is."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_string(0, 0, "a")
        sheet.write_string(1_048_575, 16_383, "z")
    return target.getvalue()
