"""The table of those who are shut out of a case they once had at their desk."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id


class ShutOutRow(Base):
    """An officer who may not come near a case any more, whatever desk they sit at. Goes with the case."""

    __tablename__ = "shut_out"
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True, index=True)
