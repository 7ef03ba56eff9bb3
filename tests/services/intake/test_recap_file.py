"""A recap as a file: whatever a spreadsheet saves is read, and what is no table is refused by name."""

import pytest

from tests.recaps import row, text, wedding, xlsx
from wbs.domain.errors import Invalid
from wbs.services.intake.recap_file import recap_text

ROWS = text(row("Réni, S.E.", 1_500_000))


def reason(data: bytes, length: int = 200_000) -> str:
    with pytest.raises(Invalid) as caught:
        recap_text(data, length)
    assert caught.value.field == "recap_file"
    return caught.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", ["\t", ";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_text_is_read_however_it_was_saved(encoding: str, mark: str, end: str) -> None:
    lines = [cells.split("\t") for cells in ROWS.split("\n")]
    saved = end.join(mark.join(f'"{cell}"' for cell in cells) for cells in lines) + end

    assert recap_text(saved.encode(encoding), 200_000) == ROWS


def test_a_cell_of_several_lines_stays_one_row() -> None:
    assert recap_text(b'a;"b\r\nc; d"\r\n\r\ne;f\r\n', 100) == "a\tb c; d\n\ne\tf"


def test_a_workbook_is_read() -> None:
    assert recap_text(xlsx(*wedding(3)), 200_000) == text(*wedding(3))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no_rows"),
        (b"\r\n \r\n", "no_rows"),
        (b"\xd0\xcf\x11\xe0" + bytes(512), "old_workbook"),
        (b"PK\x03\x04" + bytes(100), "unreadable_table"),
        (b"a;b\0c", "unreadable_table"),
        (b"a;\x81\x8d", "unreadable_table"),
        (b'"' + b"a" * 200_000, "unreadable_table"),
        (b"a;b\n" * 100_000, "file_too_long"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data: bytes, why: str) -> None:
    assert reason(data) == why
