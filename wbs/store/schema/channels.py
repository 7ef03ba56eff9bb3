"""Tables of cases that came in another way, or went on to others: what was imported, what was referred out."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Word


class ImportedRow(Base):
    """A line of an old register that became a case: its mark, so that no line is taken twice."""

    __tablename__ = "imported"
    mark: Mapped[Word] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)


class ReferralRow(Base):
    """A case was referred to somebody outside, and when the answer came; kept after erasure.

    `number` is that of the sealed record, in which everything else stands.
    """

    __tablename__ = "referral"
    log_id: Mapped[Word] = mapped_column(ForeignKey("tally.log_id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    addressee: Mapped[Word]
    referred_on: Mapped[date]
    replied_on: Mapped[date | None]
