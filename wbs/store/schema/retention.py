"""Tables of keeping and erasing: holds, proposed erasures, and what stays of an erased case."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Word


class LegalHoldRow(Base):
    """A case that is kept whatever its period says; who set it, when and why. Lifted: no row."""

    __tablename__ = "legal_hold"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    reason: Mapped[Word]
    set_on: Mapped[date]
    set_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))


class ErasureProposalRow(Base):
    """What one person proposed, and a second confirmed or not yet. It goes with the case, or when it is dropped."""

    __tablename__ = "erasure_proposal"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    reason: Mapped[Word]
    proposed_on: Mapped[date]
    proposed_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[Id | None] = mapped_column(ForeignKey("officer.id"))


class TombstoneRow(Base):
    """A case that was erased: enough to erase it again where a backup brings it back, and nothing else."""

    __tablename__ = "tombstone"
    case_id: Mapped[Id] = mapped_column(primary_key=True)
    log_id: Mapped[Word]
    erased_on: Mapped[date]
