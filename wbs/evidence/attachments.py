"""`lampiran/`: the documents a unit filed, by row of the evaluation sheet, and the list of them.

The list tells of documents of the UPG that stay sealed, too: that they are there, and nothing they hold.
"""

from collections import Counter
from collections.abc import Iterable

from wbs.domain.evidence_document import (
    PackDocuments,
    PackedDocument,
    SealedDocument,
)
from wbs.domain.span import ReportingPeriod
from wbs.evidence.spreadsheet import rows_as_csv
from wbs.evidence.table import Cell

INDEX = "lampiran.csv"
HEADS = (
    "Berkas",
    "Kode LKE",
    "Unit kerja",
    "Jenis",
    "Judul",
    "Tanggal kegiatan",
    "Periode",
    "Disimpan",
    "Ukuran (bita)",
    "SHA-256",
)
SEALED = "(tersegel, hanya untuk UPG)"
# What no file system takes in a name, or what leads elsewhere.
UNSAFE = frozenset('<>:"/\\|?*')


def paths(documents: Iterable[PackedDocument]) -> dict[str, PackedDocument]:
    """Where each document stands in the pack: numbered within its row, so that no two share a name.

    Security: a name that was typed cannot lead out of its folder.
    """
    numbers: Counter[str] = Counter()
    found = {}
    for each in documents:
        code = each.counts_for[0][0]
        numbers[code] += 1
        found[f"lampiran/{code}/{numbers[code]:02}-{_plain(each.document.name)}"] = each
    return found


def index(documents: PackDocuments) -> bytes:
    """`lampiran.csv`: a line for each row and period a document counts for, those that stay sealed last."""
    placed = paths(documents.packed)
    lines = [_line(path, each, *at) for path, each in placed.items() for at in each.counts_for]
    sealed = [_sealed_line(each, *at) for each in documents.sealed for at in each.counts_for]
    return rows_as_csv(HEADS, [*lines, *sealed])


def _line(
    path: str, packed: PackedDocument, code: str, period: ReportingPeriod
) -> tuple[Cell, ...]:
    known, filing = packed.document, packed.document.filing
    return (
        path,
        code,
        packed.unit_slug,
        filing.kind,
        known.title,
        known.held_on.isoformat() if known.held_on else "",
        period.code,
        filing.filed_on.isoformat(),
        known.size_bytes,
        known.digest,
    )


def _sealed_line(sealed: SealedDocument, code: str, period: ReportingPeriod) -> tuple[Cell, ...]:
    filing = sealed.filing
    where = (SEALED, code, sealed.unit_slug, filing.kind)
    return (*where, "", "", period.code, filing.filed_on.isoformat(), "", "")


def _plain(name: str) -> str:
    return "".join("_" if c in UNSAFE else c for c in name).strip(" .") or "berkas"
