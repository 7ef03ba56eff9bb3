"""The table of what units are told of cases about them that lie above. Rows are added, never changed."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Word


class HandledAboveRow(Base):
    """How many cases of a quarter, in steps of five. What it was counted from stands in no row of this table."""

    __tablename__ = "handled_above"
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    quarter: Mapped[Word] = mapped_column(primary_key=True)
    kind: Mapped[Word] = mapped_column(primary_key=True)
    least: Mapped[int]
