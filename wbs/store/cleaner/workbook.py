"""Reads the first sheet of an XLSX workbook as the text of a recap; runs in the confined child alone.

Formulas are not evaluated: what the program that saved the file wrote beside them is read. Links,
macros and pictures are never looked at.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from wbs.domain.gratification.recap import text_of_rows

MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 2_000, 40, 1_000_000
_PARTS = 500
_UNPACKED_BYTES = 64_000_000

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKED = "http://schemas.openxmlformats.org/package/2006/relationships"


def _relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="r1" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKED}">{one}</Relationships>'


_SMALLEST = {
    "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/worksheets/sheet1.xml": (
        f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>1</v></c>'
        "</row></sheetData></worksheet>"
    ),
}

Cell = int | float | str | bool | time | date | datetime | timedelta


def text_of(data: bytes) -> str | None:
    """A line for each row, from the first of the sheet on; None if the bytes are no such workbook."""
    try:
        if not _is_modest(data):
            return None
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheet = book.get_sheet_by_index(0)
        found = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    except (CalamineError, BadZipFile, ValueError, LookupError, OSError):
        return None
    rows = [_row(row) for row in found]
    if sum(len(cell) for row in rows for cell in row) > MOST_CHARACTERS:
        return None
    return text_of_rows(rows)


def warm_up() -> None:
    """What the libraries load late is loaded: the smallest workbook was read.

    Raises:
        RuntimeError: it was not.
    """
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, text in _SMALLEST.items():
            archive.writestr(name, text)
    if text_of(target.getvalue()) != "a\t1":
        raise RuntimeError("no workbook can be read")


def _is_modest(data: bytes) -> bool:
    """Whether it says of itself that it is a workbook, with few parts and not much in them."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
    names = {part.filename for part in parts}
    size_bytes = sum(part.file_size for part in parts)
    return "xl/workbook.xml" in names and len(parts) <= _PARTS and size_bytes <= _UNPACKED_BYTES


def _row(cells: Sequence[Cell]) -> list[str]:
    return [_text(cell) for cell in cells[:MOST_COLUMNS]]


def _text(cell: Cell) -> str:
    """The cell as a person would type it; a fraction has two digits, so that none looks like thousands."""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.2f}"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)
