"""Tables of the ledger: what is counted, and the leaves that commit to it. Outlives the cases."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Sealed, Text, Word


class TallyRow(Base):
    """What the figures know of one case at one counting unit; content-free, kept after erasure."""

    __tablename__ = "tally"
    __table_args__ = (Index("ix_tally_unit_received", "unit_id", "received_on"),)
    log_id: Mapped[Word] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[Word]
    channel: Mapped[Word]
    category: Mapped[Word]
    complaint_class: Mapped[Word | None]
    anonymity: Mapped[Word]
    fear_of_reprisal: Mapped[bool]
    received_on: Mapped[date]


class CountedSpanRow(Base):
    """A stretch of days in which a case was counted: from review, overdue or reopening to closing."""

    __tablename__ = "counted_span"
    __table_args__ = (Index("ix_counted_span_counted", "counted_on", "closed_on"),)
    log_id: Mapped[Word] = mapped_column(ForeignKey("tally.log_id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    counted_on: Mapped[date]
    closed_on: Mapped[date | None]


class ClockRow(Base):
    """A statutory or customary period running for a case.

    `due_on` is empty while the calendar of its year is unknown; `met_on` is the day it was met,
    whether in time or late, or, where `is_dropped`, the day it fell away.
    """

    __tablename__ = "clock"
    __table_args__ = (Index("ix_clock_open_due", "met_on", "due_on"),)
    log_id: Mapped[Word] = mapped_column(ForeignKey("tally.log_id"), primary_key=True)
    period: Mapped[Word] = mapped_column(primary_key=True)
    started_on: Mapped[date] = mapped_column(primary_key=True)
    due_on: Mapped[date | None]
    met_on: Mapped[date | None]
    is_dropped: Mapped[bool]


class EventRow(Base):
    """One entry of a unit's accountability log, with the exact lines its leaf commits to."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("log_id", "ordinal"),
        Index("ix_event_unit_logged", "unit_id", "logged_on"),
    )
    leaf_hash: Mapped[Sealed] = mapped_column(primary_key=True)
    log_id: Mapped[Word]
    ordinal: Mapped[int]
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    act: Mapped[Word]
    outcome: Mapped[Word | None]
    outcome_detail: Mapped[Word | None]
    occurred_on: Mapped[date]
    logged_on: Mapped[date]
    days_open: Mapped[Word | None]
    open_line: Mapped[Sealed]
    open_salt: Mapped[Sealed]
    closed_line: Mapped[Sealed]
    closed_salt: Mapped[Sealed]


class CustodyRow(Base):
    """One entry of the custody log: keys, doors and openings. Never in a pack."""

    __tablename__ = "custody"
    leaf_hash: Mapped[Sealed] = mapped_column(primary_key=True)
    act: Mapped[Word] = mapped_column(index=True)
    logged_on: Mapped[date] = mapped_column(index=True)
    officer_id: Mapped[Id | None] = mapped_column(index=True)
    desk_id: Mapped[Id | None] = mapped_column(index=True)
    unit_id: Mapped[Id | None]
    subject_id: Mapped[Id | None]
    log_id: Mapped[Word | None] = mapped_column(index=True)
    reason: Mapped[Text | None]
    open_line: Mapped[Sealed]
    open_salt: Mapped[Sealed]
    closed_line: Mapped[Sealed]
    closed_salt: Mapped[Sealed]


class DisclosureRow(Base):
    """The clear figures of a disclosure, as the UPG's sheets leave them; kept after erasure."""

    __tablename__ = "disclosure"
    log_id: Mapped[Word] = mapped_column(ForeignKey("tally.log_id"), primary_key=True)
    reviewed_on: Mapped[date]
    outcome: Mapped[Word]
    exempt: Mapped[Word | None]
    conflict: Mapped[bool]
    official: Mapped[bool]
    perishable: Mapped[bool]
    above_standard: Mapped[bool]
    forwarded_on: Mapped[date | None]
    forwarded_by: Mapped[Word | None]
    determination: Mapped[Word | None]
    determined_on: Mapped[date | None]
    settlement: Mapped[Word | None]
    settled_on: Mapped[date | None]


class DisclosedObjectRow(Base):
    """How many objects of a kind a disclosure names, and their value in whole rupiah by the review."""

    __tablename__ = "disclosed_object"
    log_id: Mapped[Word] = mapped_column(ForeignKey("disclosure.log_id"), primary_key=True)
    kind: Mapped[Word] = mapped_column(primary_key=True)
    objects: Mapped[int]
    rupiah: Mapped[int] = mapped_column(BigInteger)
