"""Tables of what stands on a unit's papers and how far it has come on the way to WBK and WBBM."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Prose, Sealed, Text, Word


class UnitProfileRow(Base):
    """What a unit's papers say of it. `head_of` is the head's name of which number, title and rank are told."""

    __tablename__ = "unit_profile"
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    version: Mapped[int]
    head_of: Mapped[Text]
    head_nip: Mapped[Word]
    head_title: Mapped[Text]
    head_rank: Mapped[Text]
    letterhead: Mapped[Prose]
    address: Mapped[Prose]
    logo: Mapped[Sealed | None]


class ZiStageRow(Base):
    """A stage of the Zona Integritas the unit reached; entries are added, the newest counts."""

    __tablename__ = "zi_stage"
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[Word]
    reached_on: Mapped[date]
    entered_on: Mapped[date]
