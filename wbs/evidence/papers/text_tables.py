"""Tables of an export as a page takes them: texts, widths by what stands in the columns, wide ones left to the workbook."""

from wbs.evidence import words
from wbs.evidence.papers.paper import Section, TextTable
from wbs.evidence.papers.recap import grouped
from wbs.evidence.table import Cell, Head, Table

MOST_COLUMNS = 10  # what a page takes across; wider tables are left to the workbook
NARROW, MIDDLE, WIDE = 4, 6, 9
NUMBER, SENTENCE = 10, 30  # letters
ELSEWHERE = "Tabel ini lebih lebar daripada halaman; lihat berkas CSV dan lke.xlsx dalam paket."


def shown(table: Table, widths: tuple[int, ...] = ()) -> TextTable | Section:
    """The table, or where it stands. *widths*: by what stands in the columns, where none are given."""
    heading = words.word(table.title)
    if len(table.heads) > MOST_COLUMNS:
        return Section(heading, (("Letak", ELSEWHERE),))
    return TextTable(
        heading,
        tuple(text_of(head) for head in table.heads),
        tuple(tuple(text_of(cell) for cell in row) for row in table.rows),
        widths or tuple(map(_width, zip(*table.rows, strict=True))),
    )


def only(table: Table, *heads: Head) -> Table:
    """The table with these columns alone, in this order.

    Raises:
        ValueError: it has no column of that head.
    """
    places = [table.heads.index(head) for head in heads]
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    return Table(table.title, heads, rows)


def text_of(cell: Cell) -> str:
    """The cell as the report writes it: lines of one cell follow each other."""
    value = words.cell(cell)
    if isinstance(value, int):
        return grouped(value)
    return value.replace("\n", " ") if isinstance(value, str) else words.percentage(value)


def _width(column: tuple[Cell, ...]) -> int:
    """Sentences get the room that numbers do not need."""
    longest = max(len(text_of(cell)) for cell in column)
    return WIDE if longest > SENTENCE else MIDDLE if longest > NUMBER else NARROW
