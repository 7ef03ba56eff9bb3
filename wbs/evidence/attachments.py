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
        code = each.document.filing.lke_code
        numbers[code] += 1
        found[f"lampiran/{code}/{numbers[code]:02}-{_plain(each.document.name)}"] = each
    return found


def index(documents: PackDocuments) -> bytes:
    """`lampiran.csv`: one line per document, those that stay sealed last."""
    placed = paths(documents.packed)
    lines = [_line(path, each) for path, each in placed.items()]
    return rows_as_csv(HEADS, [*lines, *map(_sealed_line, documents.sealed)])


def _line(path: str, packed: PackedDocument) -> tuple[Cell, ...]:
    known, filing = packed.document, packed.document.filing
    return (
        path,
        filing.lke_code,
        packed.unit_slug,
        filing.kind,
        known.title,
        known.held_on.isoformat() if known.held_on else "",
        filing.period.code,
        filing.filed_on.isoformat(),
        known.size_bytes,
        known.digest,
    )


def _sealed_line(sealed: SealedDocument) -> tuple[Cell, ...]:
    filing = sealed.filing
    where = (SEALED, filing.lke_code, sealed.unit_slug, filing.kind)
    return (*where, "", "", filing.period.code, filing.filed_on.isoformat(), "", "")


def _plain(name: str) -> str:
    return "".join("_" if c in UNSAFE else c for c in name).strip(" .") or "berkas"
