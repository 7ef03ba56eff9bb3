"""The sheets of `lke.xlsx` about monev: the quarters, and the tracker of recommendations."""

from wbs.domain.figure_export import FigureExport
from wbs.evidence import texts
from wbs.evidence.monev_words import MONEV
from wbs.evidence.sheet import SheetWriter
from wbs.evidence.table import Table, Title

QUARTERS_SHEET, RECOMMENDATIONS_SHEET = "Monev triwulan", "Tindak lanjut rekomendasi"


def write_quarters(sheet: SheetWriter, export: FigureExport, tables: dict[Title, Table]) -> None:
    """Which quarters were evaluated, kind by kind, and where none was."""
    sheet.title("Monev per triwulan", texts.heading(export))
    sheet.widen(*(30, 18, 34, 20, 20, 12))
    sheet.table(tables[Title.MONEV_QUARTERS])
    sheet.paragraph(MONEV)


def write_recommendations(
    sheet: SheetWriter, export: FigureExport, tables: dict[Title, Table]
) -> None:
    """How far what came out of it was followed up, and each recommendation."""
    sheet.title("Tindak lanjut rekomendasi", texts.heading(export))
    sheet.widen(*(30, 18, 44, 24, 18, 18, 18, 34, 14))
    sheet.table(tables[Title.FOLLOWED_UP])
    sheet.table(tables[Title.RECOMMENDATIONS])
    sheet.paragraph(MONEV)
