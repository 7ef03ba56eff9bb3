"""Tables of cases: drafts, the register, sealed records and files."""

from datetime import date
from itertools import chain, combinations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Instant, Sealed, Word

# One index per combination of the inbox's filters, so that each page is one range of one index.
INBOX_FILTERS = ("stage", "kind", "unit_id")
INBOX_INDEXES = tuple(
    chain.from_iterable(combinations(INBOX_FILTERS, n) for n in range(len(INBOX_FILTERS) + 1))
)


class DraftRow(Base):
    """A report being written. Holds no link to the case it becomes.

    `sealed` opens with the form's token alone; `goes_at` is a quarter hour and the row's only time, and a
    day once the form was submitted and its code is no longer shown.
    """

    __tablename__ = "draft"
    id: Mapped[Id] = mapped_column(primary_key=True)
    state: Mapped[Word]
    version: Mapped[int]
    sealed: Mapped[Sealed | None]
    goes_at: Mapped[Instant] = mapped_column(index=True)


class CaseRow(Base):
    """The register. What was reported is in `record`, sealed.

    `due_sort` orders the inbox: 0001-01-01 waits for a calendar, 9000-01-01 is open without
    a deadline, later is closed (9999-12-31 less the days from 1970 to the closing: last closed first).
    """

    __tablename__ = "case"
    __table_args__ = tuple(
        Index(f"ix_case_inbox_{n}", "desk_id", *columns, "due_sort", "id")
        for n, columns in enumerate(INBOX_INDEXES)
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    log_id: Mapped[Word] = mapped_column(unique=True)
    lookup: Mapped[Word] = mapped_column(unique=True)
    key_by_code: Mapped[Sealed]
    kind: Mapped[Word]
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), index=True)
    counting_unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    desk_id: Mapped[Id] = mapped_column(ForeignKey("desk.id"))
    category: Mapped[Word]
    complaint_class: Mapped[Word | None]
    channel: Mapped[Word]
    anonymity: Mapped[Word]
    fear_of_reprisal: Mapped[bool]
    stage: Mapped[Word]
    outcome: Mapped[Word | None]
    outcome_detail: Mapped[Word | None]
    received_on: Mapped[date]
    reviewed: Mapped[bool]
    counted_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    due_sort: Mapped[date]


class CaseKeyBoxRow(Base):
    """A case key, sealed to one desk in charge at one epoch of its key."""

    __tablename__ = "case_key_box"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    desk_id: Mapped[Id] = mapped_column(ForeignKey("desk.id"), primary_key=True, index=True)
    epoch: Mapped[int]
    box: Mapped[Sealed]


class RecordRow(Base):
    """One sealed entry of a case: the report, a message, the grounds of closing.

    (case, number) is unique: whoever loses a race reads the head again and seals anew.
    """

    __tablename__ = "record"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Word]
    author: Mapped[Word]
    written_on: Mapped[date]
    sealed: Mapped[Sealed]


class BlobRow(Base):
    """A sealed file: of a draft (then `goes_at` follows the draft), a case or an evidence document."""

    __tablename__ = "blob"
    id: Mapped[Id] = mapped_column(primary_key=True)
    draft_id: Mapped[Id | None] = mapped_column(ForeignKey("draft.id"), index=True)
    case_id: Mapped[Id | None] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    document_id: Mapped[Id | None] = mapped_column(ForeignKey("evidence_document.id"), index=True)


class ReadingRow(Base):
    """Up to which record an officer has read a case."""

    __tablename__ = "reading"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    number: Mapped[int]


class TrackingSessionRow(Base):
    """A reporter reading their case. The case key is wrapped under the cookie's token, not here.

    `sealed` also holds the exact end; `goes_at` is the quarter hour at which the row is swept.
    """

    __tablename__ = "tracking_session"
    lookup: Mapped[Word] = mapped_column(primary_key=True)
    sealed: Mapped[Sealed]
    goes_at: Mapped[Instant] = mapped_column(index=True)
