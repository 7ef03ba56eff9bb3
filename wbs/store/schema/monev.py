"""Tables of monev: the meetings of units, what they recommended, what became of it. What was said is sealed."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Sealed, Word


class MeetingRow(Base):
    """A meeting as it was last written down; one that was taken out keeps its row."""

    __tablename__ = "meeting"
    __table_args__ = (Index("ix_meeting_unit", "unit_id", "quarter"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    quarter: Mapped[Word]
    held_on: Mapped[date]
    attendees: Mapped[int]
    entered_on: Mapped[date]
    entered_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
    version: Mapped[int]
    sealed: Mapped[Sealed]
    ended_on: Mapped[date | None]


class MeetingKindRow(Base):
    """A kind that the meeting evaluated."""

    __tablename__ = "meeting_kind"
    meeting_id: Mapped[Id] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    kind: Mapped[Word] = mapped_column(primary_key=True)


class RecommendationRow(Base):
    """What a meeting recommended; it is never rewritten."""

    __tablename__ = "recommendation"
    id: Mapped[Id] = mapped_column(primary_key=True)
    meeting_id: Mapped[Id] = mapped_column(ForeignKey("meeting.id"), index=True)
    kind: Mapped[Word]
    due_on: Mapped[date]
    entered_on: Mapped[date]
    entered_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
    sealed: Mapped[Sealed]


class RecommendationStepRow(Base):
    """What became of a recommendation; steps are added, the newest counts."""

    __tablename__ = "recommendation_step"
    recommendation_id: Mapped[Id] = mapped_column(ForeignKey("recommendation.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    progress: Mapped[Word]
    taken_on: Mapped[date]
    taken_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
    document_id: Mapped[Id | None] = mapped_column(ForeignKey("evidence_document.id"))
    sealed: Mapped[Sealed]


class RemarkRow(Base):
    """What the inspectorate or the unit wrote about a row of the evaluation sheet; never rewritten."""

    __tablename__ = "remark"
    __table_args__ = (UniqueConstraint("unit_id", "period", "lke_code", "number"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    lke_code: Mapped[Word]
    period: Mapped[Word]
    number: Mapped[int]
    side: Mapped[Word]
    written_on: Mapped[date]
    written_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
    sealed: Mapped[Sealed]
