"""Tables of the evaluation sheet: what was said in it, what was typed, what documents count for, who is reminded."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Prose, Word


class SheetAnswerRow(Base):
    """What the unit or its assessors said in a row for a period; rows are added, the newest counts."""

    __tablename__ = "sheet_answer"
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    code: Mapped[Word] = mapped_column(primary_key=True)
    period: Mapped[Word] = mapped_column(primary_key=True)
    side: Mapped[Word] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    answer: Mapped[Word]
    note: Mapped[Prose]
    given_on: Mapped[date]
    given_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))


class TypedFiguresRow(Base):
    """Numbers a unit typed for a row and a period; rows are added, the newest counts."""

    __tablename__ = "typed_figures"
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    code: Mapped[Word] = mapped_column(primary_key=True)
    period: Mapped[Word] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    whole: Mapped[int]
    done: Mapped[int]
    still_open: Mapped[int]
    part_1: Mapped[int | None]
    part_2: Mapped[int | None]
    part_3: Mapped[int | None]
    entered_on: Mapped[date]
    entered_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))


class DocumentUseRow(Base):
    """A document that counts under one more row or period, without a second copy; one that ended keeps its row."""

    __tablename__ = "document_use"
    __table_args__ = (Index("ix_document_use_document_id", "document_id"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    document_id: Mapped[Id] = mapped_column(ForeignKey("evidence_document.id"))
    lke_code: Mapped[Word]
    period: Mapped[Word]
    added_on: Mapped[date]
    added_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
    ended_on: Mapped[date | None]
    ended_by: Mapped[Id | None] = mapped_column(ForeignKey("officer.id"))


class EvidenceReminderRow(Base):
    """A due period of a row for which a unit has no evidence, as long as that holds."""

    __tablename__ = "evidence_reminder"
    __table_args__ = (UniqueConstraint("unit_id", "lke_code", "period"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    lke_code: Mapped[Word]
    period: Mapped[Word]
    noted_on: Mapped[date]


class EvidenceNoticeRow(Base):
    """A reminder of missing evidence that an officer is told of, by that digest; each is told once."""

    __tablename__ = "evidence_notice"
    reminder_id: Mapped[Id] = mapped_column(
        ForeignKey("evidence_reminder.id", ondelete="CASCADE"), primary_key=True
    )
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    digest_id: Mapped[Id | None] = mapped_column(
        ForeignKey("digest.id", ondelete="SET NULL"), index=True
    )
