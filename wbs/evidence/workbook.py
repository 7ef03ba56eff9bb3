"""`lke.xlsx`: a sheet per row of the evaluation sheet that the figures feed, in the sheet's own words.

No score is written anywhere: the columns of the unit and of the assessors are left to people.
"""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

from wbs.domain.conflict.duty import MAPPING_ROW
from wbs.domain.conflict.statements import STATEMENT_ROW
from wbs.domain.evidence_document import GRATIFICATION_ROW
from wbs.domain.figure_export import FigureExport
from wbs.domain.kinds import Kind
from wbs.domain.lke import SubArea
from wbs.evidence import texts, words
from wbs.evidence.above_table import ABOVE_SHEET, write_above
from wbs.evidence.above_words import deskless_note
from wbs.evidence.monev_sheets import (
    QUARTERS_SHEET,
    RECOMMENDATIONS_SHEET,
    write_quarters,
    write_recommendations,
)
from wbs.evidence.sheet import SheetWriter, Styles, new_workbook
from wbs.evidence.statistics import PERCENTAGE_ROW
from wbs.evidence.table import CAMPAIGN_ROW, Head, Table, Title
from wbs.evidence.tables import percentage_cell

Tables = dict[Title, Table]
WriteSheet = Callable[[SheetWriter, FigureExport, Tables], None]

PEOPLE = ("Jawaban unit", "Jawaban TPI", "Catatan TPI")
OBSTACLES = ("Kendala", "Solusi", "Penanggung jawab", "Tenggat")
RECOMMENDATIONS = (
    "Hasil evaluasi",
    "Rekomendasi",
    "Penanggung jawab",
    "Tenggat",
    "Status",
    "Bukti",
)
EVALUATION_COLUMNS = (12, 34, 10, 12, 34, 34, 34, 20, 12, 30, 12, 30)
CHARTED = (Head.HARUS, Head.SELESAI, Head.SEDANG)
LEAST_CHARTED = 2


def workbook_bytes(export: FigureExport, tables: Tables) -> bytes:
    """The workbook; the same export gives the same bytes."""
    target = BytesIO()
    workbook = new_workbook(target, export.figures.question.as_of)
    styles = Styles(workbook)
    for name, write in _sheets(export):
        sheet = SheetWriter(workbook, styles, name, texts.heading(export))
        write(sheet, export, tables)
    workbook.close()
    return target.getvalue()


def _sheets(export: FigureExport) -> Iterator[tuple[str, WriteSheet]]:
    yield "Ringkasan", _summary
    if export.is_nihil:
        yield "Nihil", _nihil
    if export.evaluation:
        yield "LKE", _evaluation
    if export.neighbours:
        yield "LKE area lain", _neighbours
    yield CAMPAIGN_ROW, _campaign
    yield "A.2.V.ii", _percentage_row
    yield GRATIFICATION_ROW, _gratuities
    yield "A.1.V.iii.b", _complaints_by_month
    yield "A.1.V.iii.c", _complaints_evaluated
    yield "A.1.V.iv.b", _wbs
    yield MAPPING_ROW, _mapping
    yield STATEMENT_ROW, _declarations
    yield QUARTERS_SHEET, write_quarters
    yield RECOMMENDATIONS_SHEET, write_recommendations
    if export.above.is_about_something:
        yield ABOVE_SHEET, write_above
    yield "Hasil dan tahap", _outcomes
    yield "Jangka waktu", _clocks
    yield "Pelapor", _reporters
    if export.with_subtree:
        yield "Per unit", _units
    yield "Cara membaca", _how_to_read


def _summary(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    sheet.title("Angka tindak lanjut pengaduan dan WBS", texts.heading(export))
    sheet.table(tables[Title.NUMBERS])
    if export.is_nihil:
        sheet.paragraph("Pengaduan masyarakat: nihil. Lihat lembar Nihil.")
    if note := deskless_note(export.above):
        sheet.paragraph(f"{note} Lihat lembar {ABOVE_SHEET}.")
    sheet.paragraph(
        "Saldo awal + baru = harus = selesai + sedang. Setiap periode dihitung sendiri; angka bulanan tidak "
        "dijumlahkan menjadi triwulan. Penjelasan lengkap ada pada lembar Cara membaca."
    )
    sheet.gap()
    sheet.section("Baris LKE yang didukung angka ini")
    codes = (
        *(PERCENTAGE_ROW, GRATIFICATION_ROW, "A.1.V.iii.b", "A.1.V.iii.c", "A.1.V.iv.b"),
        *(MAPPING_ROW, STATEMENT_ROW),
    )
    rows = [(code, export.sheet.row(code).text) for code in codes]
    sheet.wide_rows(rows)


def _evaluation(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    sheet.title(f"Lembar LKE: {export.sheet.area}", texts.heading(export))
    sheet.columns(*EVALUATION_COLUMNS)
    sheet.paragraph(texts.SUPPORTED)
    sheet.table(tables[Title.EVALUATION])
    sheet.wide_rows(_weights(export.sheet.sub_areas))


def _neighbours(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    beside = export.sheet.neighbours
    if beside is None:
        return
    sheet.title(texts.neighbours_heading(beside), texts.heading(export))
    sheet.columns(*EVALUATION_COLUMNS)
    sheet.paragraph(f"{texts.SUPPORTED} {texts.APART}")
    sheet.table(tables[Title.NEIGHBOURS])
    sheet.wide_rows(_weights(beside.sub_areas))
    sheet.paragraph(f"Baris: {beside.source}; dibaca {beside.seen_on}.")


def _weights(sub_areas: Iterable[SubArea]) -> list[tuple[str, str]]:
    return [
        (area.code, f"{area.title}: bobot {area.weight:g}".replace(".", ",")) for area in sub_areas
    ]


def _lke_heading(sheet: SheetWriter, export: FigureExport, code: str) -> None:
    row = export.sheet.row(code)
    sheet.title(f"{row.code}  {row.text}", texts.heading(export))
    for answer, criterion in row.criteria.items():
        sheet.paragraph(f"{answer}: {criterion}")
    sheet.rows(PEOPLE, [()], blanks=len(PEOPLE))


def _campaign(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    _lke_heading(sheet, export, CAMPAIGN_ROW)
    sheet.widen(24, 18, 44, 18, 18, 18, 12, 34)
    sheet.table(tables[Title.CIRCULARS])


def _percentage_row(sheet: SheetWriter, export: FigureExport, _tables: Tables) -> None:
    row = export.sheet.row(PERCENTAGE_ROW)
    numbers = export.figures.kinds[Kind.COMPLAINT].total.follow_up
    sheet.title(f"{row.code}  {row.text}", texts.heading(export))
    counts = (numbers.harus, numbers.sedang, numbers.selesai)
    labelled = list(zip(row.inputs, counts, strict=True))
    sheet.rows(
        ("Isian", "Jumlah", *PEOPLE),
        [*labelled, (row.text, percentage_cell(numbers))],
        blanks=len(PEOPLE),
    )
    if numbers.percentage is None:
        sheet.paragraph(
            "Nihil: tidak ada pengaduan yang harus ditindaklanjuti, sehingga tidak ada persentase. "
            "Lampirkan pernyataan nihil yang ditandatangani."
        )
    sheet.paragraph(
        f"Saldo awal {numbers.brought_forward} + baru {numbers.new} = harus {numbers.harus}."
    )
    sheet.paragraph(f"Sumber baris: {export.sheet.source}.")


def _gratuities(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    _lke_heading(sheet, export, GRATIFICATION_ROW)
    sheet.widen(*(20, 14, 14, 18, 18, 18))
    if export.figures.gratuities.is_nihil:
        sheet.paragraph(texts.NO_GRATUITIES)
    for title in (Title.DISCLOSURES, Title.OBJECTS, Title.WAY_OF_DISCLOSURES):
        sheet.table(tables[title])
    sheet.table(tables[Title.DISCLOSURES_IN_TIME])
    months = tables[Title.MONTHS_OF_DISCLOSURES]
    rows = sheet.table(months)
    if len(months.rows) >= LEAST_CHARTED:
        sheet.column_chart(months, rows, (Head.OF_RECEIVED, Head.OF_REFUSED))
    sheet.paragraph(texts.GRATUITIES)


def _complaints_by_month(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    _lke_heading(sheet, export, "A.1.V.iii.b")
    months = tables[Title.MONTHS_OF_COMPLAINTS]
    rows = sheet.table(months)
    if len(months.rows) >= LEAST_CHARTED:
        sheet.column_chart(months, rows, CHARTED)
    for title in (
        Title.MONTHS_BY_KIND,
        Title.CATEGORIES_OF_COMPLAINTS,
        Title.CLASSES_OF_COMPLAINTS,
        Title.CHANNELS_OF_COMPLAINTS,
    ):
        sheet.table(tables[title])
    sheet.section("Kendala dan solusi")
    sheet.rows(OBSTACLES, [()] * 4, blanks=len(OBSTACLES))


def _complaints_evaluated(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    _lke_heading(sheet, export, "A.1.V.iii.c")
    sheet.widen(20, 18, 34)
    sheet.table(tables[Title.QUARTERS_OF_COMPLAINTS])
    sheet.table(tables[Title.CLOCKS])
    sheet.section("Hasil evaluasi dan tindak lanjutnya (A.1.V.iii.d)")
    if any(line.recommendations for line in export.monev):
        sheet.paragraph(f"Lihat lembar {RECOMMENDATIONS_SHEET}.")
    else:
        sheet.rows(RECOMMENDATIONS, [()] * 5, blanks=len(RECOMMENDATIONS))


def _wbs(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    _lke_heading(sheet, export, "A.1.V.iv.b")
    for title in (
        *(Title.MONTHS_OF_WBS, Title.QUARTERS_OF_WBS),
        *(Title.CATEGORIES_OF_WBS, Title.CHANNELS_OF_WBS),
    ):
        sheet.table(tables[title])
    sheet.paragraph(texts.protection(export))
    sheet.gap()
    sheet.section("Kendala dan solusi")
    sheet.rows(OBSTACLES, [()] * 4, blanks=len(OBSTACLES))


def _mapping(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    _lke_heading(sheet, export, MAPPING_ROW)
    sheet.widen(*(34, 20, 18, 14, 20))
    sheet.table(tables[Title.MAPPED_DUTIES])
    sheet.paragraph(texts.MAPPING)


def _declarations(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    _lke_heading(sheet, export, STATEMENT_ROW)
    sheet.widen(*(34, 18, 20, 22, 14))
    sheet.table(tables[Title.MONTHS_OF_DECLARATIONS])
    sheet.table(tables[Title.STATEMENTS])
    sheet.paragraph(texts.DECLARATIONS)


def _outcomes(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    sheet.title("Hasil dan tahap", texts.heading(export))
    for title in (
        *(Title.OUTCOMES, Title.REASONS, Title.REFERRALS),
        *(Title.DAYS_OPEN, Title.STAGES),
    ):
        sheet.table(tables[title])


def _clocks(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    sheet.title("Jangka waktu", texts.heading(export))
    sheet.widen(24, 22, 44)
    sheet.table(tables[Title.CLOCKS])


def _reporters(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    sheet.title("Pelapor", texts.heading(export))
    sheet.paragraph(texts.protection(export))
    sheet.gap()
    for title in (
        *(Title.ANONYMITY_OF_COMPLAINTS, Title.ANONYMITY_OF_WBS),
        *(Title.REPRISAL_OF_COMPLAINTS, Title.REPRISAL_OF_WBS),
    ):
        sheet.table(tables[title])


def _units(sheet: SheetWriter, export: FigureExport, tables: Tables) -> None:
    sheet.title("Per unit kerja", texts.heading(export))
    sheet.table(tables[Title.UNITS])


def _nihil(sheet: SheetWriter, export: FigureExport, _tables: Tables) -> None:
    headline, *lines = texts.nihil_lines(export)
    sheet.title(headline, texts.heading(export))
    for line in lines:
        sheet.paragraph(line)
        sheet.gap()


def _how_to_read(sheet: SheetWriter, export: FigureExport, _tables: Tables) -> None:
    sheet.title("Cara membaca", texts.heading(export))
    for sentence in (
        *texts.HOW_TO_READ,
        texts.protection(export),
        texts.GRATUITIES,
        texts.DECLARATIONS,
    ):
        sheet.paragraph(sentence)
        sheet.gap()
    sheet.paragraph(f"Baris LKE: {export.sheet.source}; dibaca {export.sheet.seen_on}.")
    sheet.paragraph(f"Angka dilihat dari akhir hari {words.day(export.figures.question.as_of)}.")
