"""What the report says of the evaluation sheet and of monev: which answer can be shown by which criterion, and what lacks."""

from collections.abc import Iterator, Mapping

from wbs.domain.figure_export import FigureExport
from wbs.evidence import texts, words
from wbs.evidence.papers.paper import Section, TextTable
from wbs.evidence.papers.text_tables import only, shown, text_of
from wbs.evidence.table import Head, Table, Title

SHEET = (Head.SHEET_ROW, Head.QUESTION, Head.SUPPORTS, Head.CRITERION, Head.MISSING)
QUARTERS = (Head.KIND, Head.PERIOD, Head.STANDING, Head.HELD_ON, Head.ATTENDEES)
FOLLOWED_UP = (*(Head.KIND, Head.GIVEN, Head.DONE), *(Head.OVERDUE, Head.CANCELLED, Head.EXTENT))
GIVEN = (*(Head.KIND, Head.PERIOD, Head.RECOMMENDATION), *(Head.OWNER, Head.DUE_ON, Head.PROGRESS))
# Which columns, and their widths.
MONEV: tuple[tuple[Title, tuple[Head, ...], tuple[int, ...]], ...] = (
    (Title.MONEV_QUARTERS, QUARTERS, (9, 6, 8, 6, 4)),
    (Title.FOLLOWED_UP, FOLLOWED_UP, (9, 7, 6, 6, 6, 9)),
    (Title.RECOMMENDATIONS, GIVEN, (7, 6, 12, 8, 6, 6)),
)
HEADING = "Lembar LKE: jawaban yang dapat ditunjukkan"
WIDTHS = (5, 9, 6, 10, 13)
OF_EACH_UNIT = (
    "Rapat dan rekomendasi setiap unit terdapat pada berkas CSV dan lke.xlsx dalam paket."
)
NO_SCORE = (
    "Jawaban yang dapat ditunjukkan oleh angka dan dokumen, menurut kriteria LKE; bukan nilai dan bukan jawaban. "
    "Unit kerja dan TPI yang menjawab."
)


def sheet_parts(export: FigureExport, made: Mapping[Title, Table]) -> Iterator[Section | TextTable]:
    """Row by row of the sheet, and monev by quarters and recommendations; of several units where these stand."""
    if Title.EVALUATION in made:
        yield _sheet(only(made[Title.EVALUATION], *SHEET), HEADING)
        yield Section("", (("Arti", NO_SCORE),))
    beside = export.sheet.neighbours
    if beside is not None and Title.NEIGHBOURS in made:
        yield _sheet(only(made[Title.NEIGHBOURS], *SHEET), texts.neighbours_heading(beside))
        yield Section("", (("Arti", texts.APART),))
    if export.with_subtree:
        yield Section(words.word(Title.MONEV_QUARTERS), (("Letak", OF_EACH_UNIT),))
        return
    for title, heads, widths in MONEV:
        if title in made and made[title].rows:
            yield shown(only(made[title], *heads), widths)


def _sheet(table: Table, heading: str) -> TextTable:
    """The rows of the sheet; what is missing in several periods is said once."""
    rows = tuple((*map(text_of, row[:-1]), briefly(str(row[-1]))) for row in table.rows)
    return TextTable(heading, tuple(map(text_of, table.heads)), rows, WIDTHS)


def briefly(lines: str) -> str:
    """Lines that say the same of several periods as one: "Triwulan I 2026, Triwulan II 2026: tidak ada monev."."""
    periods: dict[str, list[str]] = {}
    for line in lines.splitlines():
        period, parted, told = line.partition(": ")
        periods.setdefault(told if parted else line, []).extend([period] if parted else [])
    return " ".join(f"{', '.join(of)}: {told}" if of else told for told, of in periods.items())
