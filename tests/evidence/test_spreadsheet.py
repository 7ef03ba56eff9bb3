"""CSV: a spreadsheet takes no text for a formula."""

import csv
import io

import pytest

from tests.exports import UNIT, export_of, golden_histories
from wbs.domain.kinds import Kind
from wbs.domain.label import Label
from wbs.evidence.spreadsheet import csv_bytes, plain
from wbs.evidence.table import Head, Table, Title
from wbs.evidence.tables import tables


@pytest.mark.parametrize(
    "text", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0"]
)
def test_text_that_begins_like_a_formula_is_quoted(text: str) -> None:
    assert plain(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Satuan Kerja", "a=b", "90 - 100", ""])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_quotes_and_commas_survive() -> None:
    table = Table(Title.UNITS, (Head.UNIT, Kind.WBS), (('Kantor "Timur", Dua', 3),))

    rows = list(csv.reader(io.StringIO(csv_bytes(table).decode())))

    assert rows == [["Unit kerja", "Laporan pelanggaran (WBS)"], ['Kantor "Timur", Dua', "3"]]


def test_a_category_named_like_a_formula_is_quoted_in_its_column() -> None:
    table = Table(Title.CATEGORIES_OF_WBS, (Head.MONTH, Label("=HYPERLINK(1)", "x")), ())

    assert csv_bytes(table) == b"Bulan,'=HYPERLINK(1)\r\n"


def test_every_row_is_as_long_as_its_heads() -> None:
    for table in tables(export_of(golden_histories(UNIT))).values():
        rows = list(csv.reader(io.StringIO(csv_bytes(table).decode())))
        assert {len(row) for row in rows} == {len(table.heads)}
