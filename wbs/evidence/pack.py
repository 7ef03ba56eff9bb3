"""The zip of an export.

Every file in it bears the day from which the figures are seen: the same state and day, the same bytes.
"""

from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wbs.domain.figure_export import FigureExport
from wbs.evidence.spreadsheet import csv_bytes
from wbs.evidence.statistics import statistics_json
from wbs.evidence.tables import tables
from wbs.evidence.texts import nihil_statement, read_me
from wbs.evidence.workbook import workbook_bytes

UNIX, READABLE = 3, 0o644 << 16


def pack_name(export: FigureExport) -> str:
    """What the zip is called: unit, period and day."""
    question = export.figures.question
    scope = "-subpohon" if export.with_subtree else ""
    return (
        f"angka-{export.unit.slug}{scope}-{question.period.code}-{question.as_of.isoformat()}.zip"
    )


def write_pack(export: FigureExport, target: BinaryIO) -> None:
    """The pack stands in *target*: statistics, tables, workbook and how to read them."""
    day = export.figures.question.as_of
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as pack:
        for name, content in files(export).items():
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = READABLE
            pack.writestr(entry, content)


def files(export: FigureExport) -> dict[str, bytes]:
    """Every file of the pack by its name, in the order they stand in it."""
    found = tables(export)
    made = {
        "BACA-SAYA.txt": read_me(export, list(found.values())),
        "lke.xlsx": workbook_bytes(export, found),
        "statistik.json": statistics_json(export),
    }
    if export.is_nihil:
        made["pernyataan-nihil.txt"] = nihil_statement(export)
    return made | {f"{title.value}.csv": csv_bytes(table) for title, table in found.items()}
