"""An evidence pack: the files of an export, the documents, and the ledger they can be counted from again.

Format: docs/formats/pack-v1.md.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256

from wbs.domain.evidence_document import PackDocuments, PackedDocument
from wbs.domain.evidence_pack import PackLogs
from wbs.domain.figure_export import FigureExport
from wbs.domain.span import ReportingPeriod
from wbs.evidence.attachments import INDEX, index, paths
from wbs.evidence.bag import Signer, Streamed, bag_pieces
from wbs.evidence.ledger import log_files
from wbs.evidence.papers.paper import Letterhead, Signatory
from wbs.evidence.papers.press import pdf_bytes
from wbs.evidence.papers.summary import nihil_paper, summary_paper
from wbs.evidence.spreadsheet import csv_bytes
from wbs.evidence.statistics import statistics_json
from wbs.evidence.tables import tables
from wbs.evidence.texts import read_me
from wbs.evidence.workbook import workbook_bytes
from wbs.tlog import note, sshsig

NO_DOCUMENTS = PackDocuments()
NAMESPACE = "wbs-pack"
REPORT, NIHIL = "ringkasan.pdf", "pernyataan-nihil.pdf"


@dataclass(frozen=True)
class Signing:
    """What the papers of a pack bear: the unit's letterhead, and who signs for it."""

    letterhead: Letterhead
    signatories: tuple[Signatory, ...]


def pack_signer(key: note.Signer) -> Signer:
    """What signs a pack: a log key, in the spellings other people's tools read."""
    public = key.public.key
    return Signer(
        raw=partial(sshsig.sign_raw, key.seed),
        ssh=partial(sshsig.sign, key.seed, NAMESPACE),
        key_line=sshsig.openssh_line(public),
        key_pem=sshsig.pem(public),
        fingerprint=sshsig.fingerprint(public),
    )


def issued(pieces: Iterable[bytes], record: Callable[[str], None]) -> Iterator[bytes]:
    """The pieces; the last is handed out only once *record* has kept the SHA-256 of all of them."""
    hashed, held = sha256(), b""
    for piece in pieces:
        hashed.update(piece)
        if held:
            yield held
        held = piece
    record(hashed.hexdigest())
    yield held


def pack_name(export: FigureExport) -> str:
    """What the bag is called: unit, period and day."""
    question = export.figures.question
    return bag_name(
        export.unit.slug, question.period, question.as_of, with_subtree=export.with_subtree
    )


def bag_name(slug: str, period: ReportingPeriod, as_of: date, *, with_subtree: bool) -> str:
    """What the bag of this question is called."""
    scope = "-subpohon" if with_subtree else ""
    return f"eviden-{slug}{scope}-{period.code}-{as_of.isoformat()}"


def pack_pieces(
    export: FigureExport,
    documents: PackDocuments,
    logs: PackLogs,
    signer: Signer,
    signing: Signing | None = None,
) -> Generator[bytes, None, None]:
    """The pack piece by piece: figures, documents, ledgers, and what lists and signs them.

    Memory stays flat for documents and ledgers of any size, and nothing of them is written to a disk.
    Whoever stops before the end holds no zip: its directory comes last. Without *signing* it has no papers.
    """
    payload: dict[str, bytes | Streamed] = dict(files(export, documents))
    if signing is not None:
        payload |= _papers(export, signing)
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
        "statistik.json": statistics_json(export, documents),
    }
    made |= {f"{title.value}.csv": csv_bytes(table) for title, table in found.items()}
    return made | ({INDEX: index(documents)} if documents else {})


def _papers(export: FigureExport, signing: Signing) -> dict[str, bytes]:
    made = {REPORT: pdf_bytes(summary_paper(export, signing.letterhead, signing.signatories))}
    if export.is_nihil:
        made[NIHIL] = pdf_bytes(nihil_paper(export, signing.letterhead, signing.signatories))
    return made


def _streamed(packed: PackedDocument) -> Streamed:
    return Streamed(packed.document.size_bytes, packed.pieces)
