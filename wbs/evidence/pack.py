"""An evidence pack: the files of an export, the documents, and the ledger they can be counted from again.

Format: docs/formats/pack-v1.md.
"""

from collections.abc import Generator

from wbs.domain.evidence_document import PackDocuments, PackedDocument
from wbs.domain.evidence_pack import PackLogs
from wbs.domain.figure_export import FigureExport
from wbs.evidence.attachments import INDEX, index, paths
from wbs.evidence.bag import Signer, Streamed, bag_pieces
from wbs.evidence.ledger import log_files
from wbs.evidence.spreadsheet import csv_bytes
from wbs.evidence.statistics import statistics_json
from wbs.evidence.tables import tables
from wbs.evidence.texts import nihil_statement, read_me
from wbs.evidence.workbook import workbook_bytes

NO_DOCUMENTS = PackDocuments()


def pack_name(export: FigureExport) -> str:
    """What the bag is called: unit, period and day."""
    question = export.figures.question
    scope = "-subpohon" if export.with_subtree else ""
    return f"eviden-{export.unit.slug}{scope}-{question.period.code}-{question.as_of.isoformat()}"


def pack_pieces(
    export: FigureExport, documents: PackDocuments, logs: PackLogs, signer: Signer
) -> Generator[bytes, None, None]:
    """The pack piece by piece: figures, documents, ledgers, and what lists and signs them.

    Memory stays flat for documents and ledgers of any size, and nothing of them is written to a disk.
    Whoever stops before the end holds no zip: its directory comes last.
    """
    payload: dict[str, bytes | Streamed] = dict(files(export, documents))
    payload |= {path: _streamed(packed) for path, packed in paths(documents.packed).items()}
    payload |= log_files(export, logs, signer.fingerprint)
    day = export.figures.question.as_of
    info = {
        "Source-Organization": logs.log_name,
        "External-Identifier": pack_name(export),
        "Bagging-Date": day.isoformat(),
    }
    return bag_pieces(pack_name(export), day, payload, info, signer)


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


def _streamed(packed: PackedDocument) -> Streamed:
    return Streamed(packed.document.size_bytes, packed.pieces)
