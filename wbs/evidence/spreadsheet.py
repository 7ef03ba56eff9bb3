"""One table as CSV (RFC 4180, UTF-8, comma): text a spreadsheet must not take for a formula is quoted.

Security: an apostrophe stands before text that begins like a formula, which spreadsheets show as text.
"""

import csv
import io

from wbs.evidence import words
from wbs.evidence.tables import Cell, Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_bytes(table: Table) -> bytes:
    """The table, its heads first; the same table gives the same bytes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([plain(cell) for cell in table.heads])
    writer.writerows([plain(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode()


def plain(cell: Cell) -> str:
    """The cell as text that is no formula anywhere."""
    text = str(words.cell(cell))
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
