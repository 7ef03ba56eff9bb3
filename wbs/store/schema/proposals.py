"""Tables of what waits for a second person."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Text, Word


class ProposalRow(Base):
    """A change an administrator proposed, and who decided about it. Ids and public values only."""

    __tablename__ = "proposal"
    id: Mapped[Id] = mapped_column(primary_key=True)
    kind: Mapped[Word]
    state: Mapped[Word] = mapped_column(index=True)
    unit_id: Mapped[Id | None] = mapped_column(ForeignKey("unit.id"))
    officer_id: Mapped[Id | None] = mapped_column(ForeignKey("officer.id"))
    before: Mapped[Text | None]
    after: Mapped[Text | None]
    proposed_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
    proposed_on: Mapped[date]
    expires_on: Mapped[date]
    decided_by: Mapped[Id | None] = mapped_column(ForeignKey("officer.id"))
    decided_on: Mapped[date | None]


class ProposalDeskRow(Base):
    """A desk that a proposal would leave empty."""

    __tablename__ = "proposal_desk"
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    desk_id: Mapped[Id] = mapped_column(ForeignKey("desk.id"), primary_key=True, index=True)
