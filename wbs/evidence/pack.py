"""The zip of an export.

Every file in it bears the day from which the figures are seen: the same state and day, the same bytes.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wbs.domain.evidence_document import PackDocuments, PackedDocument
from wbs.domain.figure_export import FigureExport
from wbs.evidence.attachments import INDEX, index, paths
from wbs.evidence.spreadsheet import csv_bytes
from wbs.evidence.statistics import statistics_json
from wbs.evidence.tables import tables
from wbs.evidence.texts import nihil_statement, read_me
from wbs.evidence.workbook import workbook_bytes

UNIX, READABLE = 3, 0o644 << 16
NO_DOCUMENTS = PackDocuments()


def pack_name(export: FigureExport) -> str:
    """What the zip is called: unit, period and day."""
    question = export.figures.question
    scope = "-subpohon" if export.with_subtree else ""
    return (
        f"angka-{export.unit.slug}{scope}-{question.period.code}-{question.as_of.isoformat()}.zip"
    )


def pack_pieces(
    export: FigureExport, documents: PackDocuments = NO_DOCUMENTS
) -> Generator[bytes, None, None]:
    """The pack piece by piece: statistics, tables, workbook, how to read them, and the documents.

    What is made for it is made by the call itself. Memory stays flat for documents of any size, and nothing
    of them is written to a disk. Whoever stops before the end holds no zip: its list of files comes last.
    """
    made = files(export, documents)
    return _written(made, paths(documents.packed), export.figures.question.as_of)


def _written(
    made: Mapping[str, bytes], placed: Mapping[str, PackedDocument], day: date
) -> Generator[bytes, None, None]:
    passage = _Passage()
    with ZipFile(passage, "w", ZIP_DEFLATED, compresslevel=9) as pack:
        for name, content in made.items():
            pack.writestr(_entry(name, day), content)
            yield from passage.taken()
        for name, packed in placed.items():
            entry = _entry(name, day)
            entry.file_size = (
                packed.document.size_bytes
            )  # whether its head must have room for 64 bits
            with closing(packed.pieces()) as pieces, pack.open(entry, "w") as file:
                for piece in pieces:
                    file.write(piece)
                    yield from passage.taken()
    yield from passage.taken()


def files(export: FigureExport, documents: PackDocuments = NO_DOCUMENTS) -> dict[str, bytes]:
    """Every file that is made for the pack by its name, in the order they stand in it."""
    found = tables(export)
    made = {
        "BACA-SAYA.txt": read_me(export, list(found.values()), with_documents=bool(documents)),
        "lke.xlsx": workbook_bytes(export, found),
        "statistik.json": statistics_json(export),
    }
    if export.is_nihil:
        made["pernyataan-nihil.txt"] = nihil_statement(export)
    made |= {f"{title.value}.csv": csv_bytes(table) for title, table in found.items()}
    return made | ({INDEX: index(documents)} if documents else {})


def _entry(name: str, day: date) -> ZipInfo:
    entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = UNIX
    entry.external_attr = READABLE
    return entry


class _Passage:
    """What is written here is taken away at once: a zip that is sent while it is made."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes) -> int:
        """Keep the bytes until they are taken."""
        self._written += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits behind."""

    def close(self) -> None:
        """Nothing is held open."""

    def taken(self) -> Iterator[bytes]:
        """What was written since the last time, if anything was: an empty piece would end an answer."""
        if self._written:
            taken, self._written = bytes(self._written), bytearray()
            yield taken
