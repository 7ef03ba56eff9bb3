"""Tables of reminders: what is told, to whom, and by which mail. Ids and days alone.

A reminder goes with its cause, with the case, and with the desk's being in charge of it.
"""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Instant, Text, Word


class OfficerMailRow(Base):
    """Where an officer wants to be mailed, and how often at most."""

    __tablename__ = "officer_mail"
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    address: Mapped[Text]
    frequency: Mapped[Word]


class ReminderRow(Base):
    """Something the members of a desk are told of a case, as long as it holds."""

    __tablename__ = "reminder"
    id: Mapped[Id] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    desk_id: Mapped[Id] = mapped_column(ForeignKey("desk.id"), index=True)
    occasion: Mapped[Word]
    noted_on: Mapped[date]


class DigestRow(Base):
    """One mail to one officer on one day. `not_before` keeps it from being sent by two at once."""

    __tablename__ = "digest"
    __table_args__ = (
        UniqueConstraint("officer_id", "on_day"),
        Index("ix_digest_state", "state", "on_day"),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
    on_day: Mapped[date]
    state: Mapped[Word]
    tries: Mapped[int]
    not_before: Mapped[Instant]


class NoticeRow(Base):
    """A reminder that an officer is told of, by that digest; each is told once."""

    __tablename__ = "notice"
    reminder_id: Mapped[Id] = mapped_column(
        ForeignKey("reminder.id", ondelete="CASCADE"), primary_key=True
    )
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    digest_id: Mapped[Id | None] = mapped_column(
        ForeignKey("digest.id", ondelete="SET NULL"), index=True
    )


class UnitReminderRow(Base):
    """Something those who keep a unit's evidence are told, as long as it holds."""

    __tablename__ = "unit_reminder"
    id: Mapped[Id] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), index=True)
    occasion: Mapped[Word]
    noted_on: Mapped[date]


class UnitNoticeRow(Base):
    """A unit's reminder that an officer is told of, by that digest; each is told once."""

    __tablename__ = "unit_notice"
    reminder_id: Mapped[Id] = mapped_column(
        ForeignKey("unit_reminder.id", ondelete="CASCADE"), primary_key=True
    )
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    digest_id: Mapped[Id | None] = mapped_column(
        ForeignKey("digest.id", ondelete="SET NULL"), index=True
    )
