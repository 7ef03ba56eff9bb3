"""The table of evidence documents: where each stands. What it is called and what it holds is sealed."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Sealed, Word


class EvidenceDocumentRow(Base):
    """A document filed under a row of the evaluation sheet; its file is the `blob` that names it.

    No row goes: a withdrawn document loses its file and keeps its row.
    """

    __tablename__ = "evidence_document"
    __table_args__ = (Index("ix_evidence_document_unit", "unit_id", "period"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    lke_code: Mapped[Word]
    kind: Mapped[Word]
    period: Mapped[Word]
    filed_on: Mapped[date]
    filed_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
    sealed: Mapped[Sealed]
    state: Mapped[Word]
    ended_on: Mapped[date | None]
    ended_by: Mapped[Id | None] = mapped_column(ForeignKey("officer.id"))
    reason: Mapped[Word | None]
    superseded_by: Mapped[Id | None] = mapped_column(ForeignKey("evidence_document.id"))
