"""Where an evidence document counts besides its own row and period: uses are added and come to an end."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select, update

from wbs.domain.evidence_document import DocumentUse
from wbs.domain.span import ReportingPeriod
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.evaluation import DocumentUseRow

_USE = plain.table_of(DocumentUseRow)


def uses_of(work: Work, document_ids: Collection[str]) -> dict[str, tuple[DocumentUse, ...]]:
    """Every use of these documents, ended ones too, by document, in the order they were added."""
    found: dict[str, list[DocumentUse]] = {}
    rows = work.execute(
        select(_USE)
        .where(_USE.c.document_id.in_(document_ids))
        .order_by(_USE.c.lke_code, _USE.c.period, _USE.c.added_on, _USE.c.id)
    )
    for row in rows:
        use = DocumentUse(
            id=row.id,
            lke_code=row.lke_code,
            period=ReportingPeriod.parse(row.period),
            added_on=row.added_on,
            added_by=row.added_by,
            ended_on=row.ended_on,
            ended_by=row.ended_by,
        )
        found.setdefault(row.document_id, []).append(use)
    return {document_id: tuple(uses) for document_id, uses in found.items()}


def add_use(work: Work, document_id: str, use: DocumentUse) -> None:
    """The document counts there too."""
    plain.add(
        work,
        DocumentUseRow,
        id=use.id,
        document_id=document_id,
        lke_code=use.lke_code,
        period=use.period.code,
        added_on=use.added_on,
        added_by=use.added_by,
    )


def end_use(work: Work, use_id: str, on: date, by: str) -> None:
    """The document counts there no more."""
    work.execute(
        update(_USE)
        .where(_USE.c.id == use_id, _USE.c.ended_on.is_(None))
        .values(ended_on=on, ended_by=by)
    )
