"""Writes one sheet of a workbook from top to bottom: headings, sentences, tables, places left for people."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from textwrap import wrap
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wbs.evidence import words
from wbs.evidence.table import Cell, Head, Table

DEEP, PAPER, LINE, SOFT = "#14524C", "#F0EADE", "#C9BEA9", "#55625F"
FACE = {"font_name": "Calibri", "font_size": 11, "valign": "vcenter"}
FIRST_WIDTH, WIDTH, COLUMNS = 34, 13, 10
LINE_HEIGHT = 15
# A column is as wide as so many digits; bold letters take more room, and fonts differ.
ROOM, BOLD_ROOM = 0.95, 0.8
ROW_FOR_PEOPLE = 2 * LINE_HEIGHT


def new_workbook(target: BinaryIO, dated: date, title: str = "Angka tindak lanjut") -> Workbook:
    """A workbook that bears *dated* as its only time and takes no text for a formula or an address."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = Workbook(target, options)
    workbook.set_properties(
        {"title": title, "created": datetime(dated.year, dated.month, dated.day)}
    )
    return workbook


class Styles:
    """The looks of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        def style(**looks: object) -> Format:
            return workbook.add_format({**FACE, **looks})

        framed = {"border": 1, "border_color": LINE}
        self.title = style(bold=True, font_size=16, font_color=DEEP)
        self.subtitle = style(font_color=SOFT)
        self.section = style(bold=True, font_size=12, font_color=DEEP)
        self.text = style(text_wrap=True, valign="top")
        self.head = style(
            bold=True, font_color="#FFFFFF", bg_color=DEEP, text_wrap=True, align="center", **framed
        )
        self.first = style(bold=True, text_wrap=True, **framed)
        self.cell = style(text_wrap=True, **framed)
        self.number = style(num_format="#,##0", align="right", **framed)
        self.percentage = style(num_format='0.00" %"', align="right", **framed)
        self.blank = style(bg_color=PAPER, **framed)


class SheetWriter:
    """A sheet and the row reached. Prints on A4 across, as wide as one page, with its heading above.

    Nothing is cut or left out in silence.

    Raises:
        ValueError: a text is longer than a cell takes, or the sheet has no such row.
    """

    def __init__(self, workbook: Workbook, styles: Styles, name: str, about: str) -> None:
        self._workbook = workbook
        self._styles = styles
        self._row = 0
        self._widths = dict.fromkeys(range(COLUMNS), float(WIDTH)) | {0: float(FIRST_WIDTH)}
        self._sheet: Worksheet = workbook.add_worksheet(name)
        self._sheet.hide_gridlines(2)
        self._sheet.set_column(0, 0, FIRST_WIDTH)
        self._sheet.set_column(1, 40, WIDTH)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        self._sheet.set_footer(f"&L&8{about.replace('&', '&&')}&R&8{name}, &P / &N")

    def widen(self, *widths: int) -> None:
        """The columns after the first are as wide as told."""
        self._set_widths(dict(enumerate(widths, start=1)))

    def columns(self, *widths: int) -> None:
        """The columns are as wide as told, from the first on."""
        self._set_widths(dict(enumerate(widths)))

    def title(self, text: str, subtitle: str) -> None:
        """The heading of the sheet."""
        self._sheet.set_row(self._row, 24)
        self._put(0, text, self._styles.title)
        self._row += 1
        self._put(0, subtitle, self._styles.subtitle)
        self._row += 2

    def section(self, text: str) -> None:
        """The heading of a part."""
        self._put(0, text, self._styles.section)
        self._row += 1

    def paragraph(self, text: str) -> None:
        """A sentence or more, over the width of the page."""
        page = sum(self._widths[column] for column in range(COLUMNS))
        self._sheet.set_row(self._row, LINE_HEIGHT * _lines(text, page * ROOM) + 2)
        self._sheet.merge_range(self._row, 0, self._row, COLUMNS - 1, "", self._styles.text)
        self._put(0, text, self._styles.text)
        self._row += 1

    def gap(self) -> None:
        """An empty row."""
        self._row += 1

    def table(self, table: Table) -> tuple[int, int]:
        """The table under its name; gives its first and last row of values, counted from 0."""
        self.section(words.word(table.title))
        self._heads([str(words.cell(head)) for head in table.heads])
        first = self._row
        for row in table.rows:
            self._cells(row)
        if not table.rows:
            self._put(0, "Tidak ada.", self._styles.subtitle)
            self._row += 1
        last = self._row - 1
        self._row += 1
        return first, last

    def rows(self, heads: Sequence[str], rows: Sequence[Sequence[Cell]], blanks: int = 0) -> None:
        """Labelled values with *blanks* empty columns after them, for people to fill in."""
        self._heads(heads)
        for row in rows:
            for column in range(len(row), len(row) + blanks):
                self._sheet.write_blank(self._row, column, None, self._styles.blank)
            self._cells(row, at_least=ROW_FOR_PEOPLE if blanks else LINE_HEIGHT)
        self._row += 1

    def wide_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Pairs of a short and a long text."""
        for first, second in rows:
            self._put(0, first, self._styles.first)
            self._sheet.merge_range(self._row, 1, self._row, COLUMNS - 1, "", self._styles.cell)
            self._put(1, second, self._styles.cell)
            page = sum(self._widths[column] for column in range(1, COLUMNS))
            self._sheet.set_row(self._row, LINE_HEIGHT * _lines(second, page * ROOM))
            self._row += 1
        self._row += 1

    def column_chart(self, table: Table, rows: tuple[int, int], heads: Sequence[Head]) -> None:
        """A chart of the columns under *heads* of a table just written, at *rows*."""
        first, last = rows
        chart: Chart = self._workbook.add_chart({"type": "column"})
        name = self._sheet.get_name()
        for head, colour in zip(heads, (LINE, DEEP, "#B35C00"), strict=False):
            column = table.heads.index(head)
            chart.add_series(
                {
                    "name": words.word(head),
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "fill": {"color": colour},
                    "gap": 60,
                }
            )
        chart.set_title({"name": words.word(table.title), "name_font": {"size": 11}})
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"num_format": "0", "min": 0, "major_gridlines": {"visible": True}})
        chart.set_size({"width": 860, "height": 270})
        self._sheet.insert_chart(self._row, 0, chart)
        self._row += 15

    def _heads(self, heads: Sequence[str]) -> None:
        for column, head in enumerate(heads):
            self._put(column, head, self._styles.head)
        self._end_row([(column, head, BOLD_ROOM) for column, head in enumerate(heads)])

    def _cells(self, row: Sequence[Cell], at_least: float = LINE_HEIGHT) -> None:
        shown = []
        for column, cell in enumerate(row):
            self._write(column, cell)
            text = words.cell(cell)
            if isinstance(text, str):
                shown.append((column, text, ROOM if column else BOLD_ROOM))
        self._end_row(shown, at_least)

    def _end_row(
        self, shown: Sequence[tuple[int, str, float]], at_least: float = LINE_HEIGHT
    ) -> None:
        """The row is as high as its longest text needs: not every program grows it by itself."""
        lines = [_lines(text, self._width(column) * room) for column, text, room in shown]
        self._sheet.set_row(self._row, max(at_least, LINE_HEIGHT * max(lines, default=1)))
        self._row += 1

    def _set_widths(self, widths: Mapping[int, float]) -> None:
        for column, width in widths.items():
            self._sheet.set_column(column, column, width)
        self._widths.update(widths)

    def _width(self, column: int) -> float:
        return self._widths.get(column, WIDTH)

    def _write(self, column: int, cell: Cell) -> None:
        value, styles = words.cell(cell), self._styles
        if isinstance(value, Decimal):
            self._sheet.write_number(self._row, column, float(value), styles.percentage)
        elif isinstance(value, int):
            self._sheet.write_number(self._row, column, value, styles.number)
        else:
            looks = styles.first if column == 0 else styles.cell
            self._put(column, value, looks)

    def _put(self, column: int, text: str, looks: Format) -> None:
        if self._sheet.write_string(self._row, column, text, looks):
            raise ValueError("a text does not fit its cell, or the cell its sheet")


def _lines(text: str, room: float) -> int:
    """How many lines the text takes where so many characters stand in one."""
    return sum(max(1, len(wrap(line, max(1, int(room))))) for line in text.split("\n"))
