"""Tables of evidence packs that were made: what each said, and the trees it ends at. No row goes."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Prose, Sealed, Text, Word


class EvidencePackRow(Base):
    """A pack that was made. `numbers`: the follow-up it gave, as JSON; `signed_id`: the signed copy of its report."""

    __tablename__ = "evidence_pack"
    __table_args__ = (Index("ix_evidence_pack_unit", "unit_id", "period"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    with_subtree: Mapped[bool]
    is_full: Mapped[bool]
    period: Mapped[Word]
    as_of: Mapped[date]
    tree_as_of: Mapped[date]
    issued_on: Mapped[date]
    digest: Mapped[Text] = mapped_column(unique=True)
    numbers: Mapped[Prose]
    signed_id: Mapped[Id | None] = mapped_column(ForeignKey("evidence_document.id"))


class PackHeadRow(Base):
    """How large a unit's log was in a pack, the root over it, and the checkpoint that was signed of it."""

    __tablename__ = "pack_head"
    pack_id: Mapped[Id] = mapped_column(ForeignKey("evidence_pack.id"), primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[Sealed]
    signed: Mapped[Sealed]
