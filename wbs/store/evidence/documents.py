"""Evidence documents: rows are added and come to an end; none is ever deleted."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select

from wbs.domain.errors import NotFound
from wbs.domain.evidence_document import (
    DocumentEnd,
    DocumentKind,
    DocumentState,
    DocumentUse,
    Filing,
    WithdrawalReason,
)
from wbs.domain.span import ReportingPeriod
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.evidence.document_uses import uses_of
from wbs.store.schema.cases import BlobRow
from wbs.store.schema.documents import EvidenceDocumentRow
from wbs.store.schema.people import UnitRow


@dataclass(frozen=True)
class StoredDocument:
    """A document as the database holds it."""

    filing: Filing
    sealed: bytes


def lock_unit(work: Work, unit_id: str) -> None:
    """Until this transaction ends nobody else files a document at the unit."""
    work.scalar(select(UnitRow.id).where(UnitRow.id == unit_id).with_for_update(key_share=True))


def add(work: Work, filing: Filing, sealed: bytes, blob_id: str) -> None:
    """The document is filed, and the file is its."""
    plain.add(
        work,
        EvidenceDocumentRow,
        id=filing.id,
        unit_id=filing.unit_id,
        lke_code=filing.lke_code,
        kind=filing.kind.value,
        period=filing.period.code,
        filed_on=filing.filed_on,
        filed_by=filing.filed_by,
        sealed=sealed,
        state=DocumentState.FILED.value,
    )
    plain.add(work, BlobRow, id=blob_id, document_id=filing.id)


def of_units(work: Work, unit_ids: Collection[str]) -> tuple[StoredDocument, ...]:
    """Every document of these units, by row of the evaluation sheet, then oldest first."""
    rows = work.scalars(
        select(EvidenceDocumentRow)
        .where(EvidenceDocumentRow.unit_id.in_(unit_ids))
        .order_by(
            EvidenceDocumentRow.lke_code,
            EvidenceDocumentRow.filed_on,
            EvidenceDocumentRow.kind,
            EvidenceDocumentRow.id,
        )
    )
    found = tuple(rows)
    uses = uses_of(work, [row.id for row in found])
    return tuple(_document(row, uses.get(row.id, ())) for row in found)


def all_of(work: Work) -> tuple[StoredDocument, ...]:
    """Every document there is, without its further uses."""
    return tuple(_document(row) for row in work.scalars(select(EvidenceDocumentRow)))


def get_for_change(work: Work, document_id: str) -> StoredDocument:
    """The document as it stands; until this transaction ends nobody else ends it.

    Raises:
        NotFound: there is none.
    """
    row = work.scalar(
        select(EvidenceDocumentRow)
        .where(EvidenceDocumentRow.id == document_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound("no such document")
    return _document(row, uses_of(work, [document_id]).get(document_id, ()))


def put_end(work: Work, document_id: str, end: DocumentEnd) -> None:
    """The document counts no more."""
    row = work.get_one(EvidenceDocumentRow, document_id)
    row.state = end.state.value
    row.ended_on, row.ended_by = end.on, end.by
    row.reason = end.reason.value if end.reason else None
    row.superseded_by = end.superseded_by
    work.flush()


def remove_file(work: Work, document_id: str) -> tuple[str, ...]:
    """The document has no file any more; the ids of the files that may be deleted after the commit."""
    gone = delete(BlobRow).where(BlobRow.document_id == document_id).returning(BlobRow.id)
    return tuple(work.scalars(gone))


def _document(row: EvidenceDocumentRow, uses: tuple[DocumentUse, ...] = ()) -> StoredDocument:
    filing = Filing(
        id=row.id,
        unit_id=row.unit_id,
        lke_code=row.lke_code,
        kind=DocumentKind(row.kind),
        period=ReportingPeriod.parse(row.period),
        filed_on=row.filed_on,
        filed_by=row.filed_by,
        end=_end(row),
        uses=uses,
    )
    return StoredDocument(filing, row.sealed)


def _end(row: EvidenceDocumentRow) -> DocumentEnd | None:
    if row.ended_on is None or row.ended_by is None:
        return None
    return DocumentEnd(
        DocumentState(row.state),
        row.ended_on,
        row.ended_by,
        WithdrawalReason(row.reason) if row.reason else None,
        row.superseded_by,
    )
