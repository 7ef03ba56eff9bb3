"""Tables about conflicts of interest: the map of a unit's main duties, and how many statements came each year."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Prose, Word


class MainDutyRow(Base):
    """A main duty of a unit as it was last mapped; one that ended keeps its row."""

    __tablename__ = "main_duty"
    __table_args__ = (Index("ix_main_duty_unit", "unit_id"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    version: Mapped[int]
    title: Mapped[Prose]
    finding: Mapped[Word | None]
    potential: Mapped[Prose]
    cause: Mapped[Prose]
    relations: Mapped[Prose]
    control: Mapped[Prose]
    responsible: Mapped[Prose]
    reviewed_on: Mapped[date | None]
    changed_on: Mapped[date]
    changed_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
    ended_on: Mapped[date | None]


class StatementCountRow(Base):
    """How many employees of a unit handed their yearly statement in; entries are added, the newest counts."""

    __tablename__ = "statement_count"
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    stated: Mapped[int]
    listed: Mapped[int | None]
    document_id: Mapped[Id] = mapped_column(ForeignKey("evidence_document.id"))
    entered_on: Mapped[date]
    entered_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"))
