"""Tables of what everybody may read: quarters once frozen, and their rounded numbers. Never changed."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Word


class PublicationRow(Base):
    """A quarter whose figures are frozen. `employees`: of all units together, where that was known."""

    __tablename__ = "publication"
    quarter: Mapped[Word] = mapped_column(primary_key=True)
    frozen_on: Mapped[date]
    employees: Mapped[int | None]


class PublicCellRow(Base):
    """One rounded number. What it was rounded from is stored nowhere."""

    __tablename__ = "public_cell"
    quarter: Mapped[Word] = mapped_column(ForeignKey("publication.quarter"), primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    kind: Mapped[Word] = mapped_column(primary_key=True)
    published: Mapped[int]
