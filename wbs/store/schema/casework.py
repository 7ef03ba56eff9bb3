"""Tables of working together: who has a case, what is to be done about it, what it is found by, kept filters."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Sealed, Word


class AssignmentRow(Base):
    """Which member of its desk has a case. Without a row nobody has it.

    `desk_id` and `due_sort` repeat the case's, so that a member's cases are one range of one index.
    """

    __tablename__ = "assignment"
    __table_args__ = (Index("ix_assignment_inbox", "desk_id", "officer_id", "due_sort", "case_id"),)
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    desk_id: Mapped[Id] = mapped_column(ForeignKey("desk.id"))
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
    due_sort: Mapped[date]


class TaskRow(Base):
    """Something to be done about a case; what it is stands in the sealed record of that number.

    `desk_id` repeats the case's. Without an officer it is for anybody at the desk.
    """

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_desk", "desk_id", "done_on", "due_on", "id"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    desk_id: Mapped[Id] = mapped_column(ForeignKey("desk.id"))
    kind: Mapped[Word]
    due_on: Mapped[date]
    officer_id: Mapped[Id | None] = mapped_column(ForeignKey("officer.id"))
    done_on: Mapped[date | None]
    record: Mapped[int | None]


class SummaryRow(Base):
    """What a case is found by, under its own key."""

    __tablename__ = "case_summary"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[Sealed]


class SavedFilterRow(Base):
    """Filters of the inbox an officer comes back to: our words alone, no name that was typed."""

    __tablename__ = "saved_filter"
    id: Mapped[Id] = mapped_column(primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), index=True)
    standing: Mapped[Word]
    stage: Mapped[Word | None]
    kind: Mapped[Word | None]
    unit_id: Mapped[Id | None] = mapped_column(ForeignKey("unit.id"))
    assigned: Mapped[Word | None]
