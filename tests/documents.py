"""Evidence documents of the tests, filed through the real services."""

from typing import Any

from tests.cast import Cast
from wbs.domain.evidence_document import DocumentKind, EvidenceDocument, NewDocument
from wbs.domain.span import ReportingPeriod
from wbs.services.documents.file_document import MadeFile, file_document

CONTENT = b"No,Nama pelapor,Pemberi\r\n1,Sari Lestari,PT Sumber Makmur\r\n"
TITLE = "Rekap gratifikasi triwulan III"
NAME = "rekap-satker-1.csv"


def new_document(**more: Any) -> NewDocument:
    """A recap of the third quarter of 2026, or what is said of it instead."""
    said: dict[str, Any] = {
        "lke_code": "A.1.V.i.b",
        "kind": DocumentKind.RECAP,
        "period": ReportingPeriod.parse("2026-Q3"),
        "title": TITLE,
    }
    return NewDocument(**(said | more))


def made(content: bytes = CONTENT, name: str = NAME) -> MadeFile:
    """A file of that content, in two pieces."""
    half = len(content) // 2
    return MadeFile(name, "text/csv", (content[:half], content[half:]))


def filed(
    cast: Cast,
    by: str = "budi",
    slug: str = "satker-1",
    *,
    content: bytes = CONTENT,
    name: str = NAME,
    **more: Any,
) -> EvidenceDocument:
    """A document that is filed."""
    actor = cast.people[by].actor
    return file_document(cast.context, actor, slug, new_document(**more), made(content, name))
