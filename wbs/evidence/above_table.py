"""What a unit is told of cases about it that lie above: a table, `statistik.json`, and a sheet of the workbook."""

from typing import Any

from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import COUNTED_KINDS
from wbs.domain.handled_above import AboveLine, HandledAbove
from wbs.evidence import texts, words
from wbs.evidence.above_words import ABOVE, deskless_note
from wbs.evidence.sheet import SheetWriter
from wbs.evidence.table import Cell, Head, Mark, Table, Title

ABOVE_SHEET = "Ditangani di atas"


def above_table(above: HandledAbove) -> Table:
    """A line for each kind and quarter; heads alone where the unit has desks of its own, or nothing is shown."""
    heads = (Head.KIND, Head.PERIOD, Head.AT_LEAST, Head.AT_MOST, Head.REMARK)
    return Table(Title.HANDLED_ABOVE, heads, tuple(map(_cells, above.lines)), is_guarded=True)


def _cells(line: AboveLine) -> tuple[Cell, ...]:
    ends = tuple(Mark.LEFT_OUT if end is None else end for end in (line.least, line.most))
    return (line.kind, line.quarter, *ends, line.withheld or Mark.NOTHING)


def above_statistics(above: HandledAbove) -> dict[str, Any]:
    """The same for programs."""
    return {
        "tanpa_meja": [kind.value for kind in COUNTED_KINDS if kind in above.deskless],
        "tidak_disajikan": above.hidden.value if above.hidden else None,
        "baris": [
            {
                "jenis": line.kind.value,
                "triwulan": line.quarter.code,
                "paling_sedikit": line.least,
                "paling_banyak": line.most,
                "ditiadakan": line.withheld.value if line.withheld else None,
            }
            for line in above.lines
        ],
    }


def write_above(sheet: SheetWriter, export: FigureExport, tables: dict[Title, Table]) -> None:
    """The sheet: the numbers, marked as counted above, and how to read them."""
    sheet.title("Kasus tentang unit ini yang ditangani di atasnya", texts.heading(export))
    sheet.widen(*(30, 20, 16, 16, 60))
    for sentence in (deskless_note(export.above), *ABOVE):
        if sentence:
            sheet.paragraph(sentence)
            sheet.gap()
    if export.above.hidden:
        sheet.paragraph(f"Tidak disajikan: {words.word(export.above.hidden)}.")
    else:
        sheet.table(tables[Title.HANDLED_ABOVE])
