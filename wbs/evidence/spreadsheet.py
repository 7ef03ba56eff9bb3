"""One table as CSV (RFC 4180, UTF-8, comma): text a spreadsheet must not take for a formula is quoted.

Security: an apostrophe stands before text that begins like a formula, which spreadsheets show as text.
"""

import csv
import io
from collections.abc import Iterable

from wbs.evidence import words
from wbs.evidence.table import Cell, Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_bytes(table: Table) -> bytes:
    """The table, its heads first; the same table gives the same bytes."""
    return rows_as_csv(table.heads, table.rows)


def rows_as_csv(heads: Iterable[Cell], rows: Iterable[Iterable[Cell]]) -> bytes:
    """The rows below their heads; the same cells give the same bytes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([plain(cell) for cell in heads])
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def plain(cell: Cell) -> str:
    """The cell as text that is no formula anywhere."""
    text = str(words.cell(cell))
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
