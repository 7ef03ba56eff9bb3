"""Tables of custodians: who they are, what they hold of which case, and who asked them to open it."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Sealed, Word


class CustodianRow(Base):
    """An officer who holds shares for a unit; for one unit only."""

    __tablename__ = "custodian"
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), index=True)
    since: Mapped[date]


class CustodyRulesRow(Base):
    """What a unit decided about its custodians."""

    __tablename__ = "custody_rules"
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    threshold: Mapped[int]
    has_escrow: Mapped[bool]


class CaseIdentityRow(Base):
    """Who reported, under two keys: the one the custodians hold in shares, and the case's."""

    __tablename__ = "case_identity"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[Sealed]


class CaseShareRow(Base):
    """What one custodian holds of a case: of its identity's key, or of its own for escrow."""

    __tablename__ = "case_share"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    matter: Mapped[Word] = mapped_column(primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True, index=True)
    split: Mapped[int]
    threshold: Mapped[int]
    box: Mapped[Sealed]


class OpeningRequestRow(Base):
    """An officer asks custodians to open something of a case, and why."""

    __tablename__ = "opening_request"
    id: Mapped[Id] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    matter: Mapped[Word]
    requester_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), index=True)
    state: Mapped[Word] = mapped_column(index=True)
    asked_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[Sealed]


class RequestReaderRow(Base):
    """The key of a request's reason, sealed to one who may read it."""

    __tablename__ = "request_reader"
    request_id: Mapped[Id] = mapped_column(
        ForeignKey("opening_request.id", ondelete="CASCADE"), primary_key=True
    )
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True, index=True)
    box: Mapped[Sealed]


class RequestAnswerRow(Base):
    """A custodian's answer; with an approval their share, sealed to the requester, while it may be used."""

    __tablename__ = "request_answer"
    request_id: Mapped[Id] = mapped_column(
        ForeignKey("opening_request.id", ondelete="CASCADE"), primary_key=True
    )
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True, index=True)
    reply: Mapped[Word]
    answered_on: Mapped[date]
    box: Mapped[Sealed | None]


class ResplitRow(Base):
    """Of which ready custodians a case was looked at for successors; `split` is the one that is to come."""

    __tablename__ = "resplit"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    matter: Mapped[Word] = mapped_column(primary_key=True)
    split: Mapped[int]
    threshold: Mapped[int]
    roster: Mapped[Word]
    prepared_on: Mapped[date]


class ResplitReceiverRow(Base):
    """Who is to hold the next split."""

    __tablename__ = "resplit_receiver"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    matter: Mapped[Word] = mapped_column(primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True, index=True)


class ResplitPartRow(Base):
    """What one custodian gave one receiver for the next split, until k have given."""

    __tablename__ = "resplit_part"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    matter: Mapped[Word] = mapped_column(primary_key=True)
    giver_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True, index=True)
    receiver_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True, index=True)
    position: Mapped[int]
    holders: Mapped[int]
    boxes: Mapped[Sealed]
