"""Tables of the accountability logs: their leaves and trees, what was signed of them, and who was told.

`log` is a unit's id, `custody` or `instance`. Rows are only ever added; a tile is only ever made longer.
"""

from datetime import date

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Instant, Sealed, Text, Word


class LogBatchRow(Base):
    """Leaves that were integrated together. Two who integrate at once cannot both write the same number."""

    __tablename__ = "log_batch"
    __table_args__ = (Index("ix_log_batch_day", "log", "day"),)
    log: Mapped[Word] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    size: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[Sealed]


class LogLeafRow(Base):
    """The place of a leaf in its log's tree."""

    __tablename__ = "log_leaf"
    log: Mapped[Word] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    leaf_hash: Mapped[Sealed] = mapped_column(unique=True)


class LogTileRow(Base):
    """Up to 256 hashes of one level of every eighth of a log's tree, joined."""

    __tablename__ = "log_tile"
    log: Mapped[Word] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    hashes: Mapped[Sealed]


class LogCheckpointRow(Base):
    """A log's signed checkpoint as of the end of a day, and the salt under which the instance log hides it."""

    __tablename__ = "log_checkpoint"
    log: Mapped[Word] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    signed: Mapped[Sealed]
    salt: Mapped[Sealed | None]
    leaf_hash: Mapped[Sealed | None] = mapped_column(index=True)


class LogKeyRow(Base):
    """A public key the logs are or were signed by; the highest number signs. Each but the first is introduced."""

    __tablename__ = "log_key"
    number: Mapped[int] = mapped_column(primary_key=True)
    public_key: Mapped[Sealed] = mapped_column(unique=True)
    since: Mapped[date]
    certificate: Mapped[Sealed | None]


class PromiseKeyRow(Base):
    """A promise key that a log key has certified."""

    __tablename__ = "promise_key"
    public_key: Mapped[Sealed] = mapped_column(primary_key=True)
    since: Mapped[date]
    certificate: Mapped[Sealed]


class AnchorLetterRow(Base):
    """The checkpoint of a day, waiting for one of the anchors or mailed to it."""

    __tablename__ = "anchor_letter"
    __table_args__ = (Index("ix_anchor_letter_state", "state", "day"),)
    day: Mapped[date] = mapped_column(primary_key=True)
    address: Mapped[Text] = mapped_column(primary_key=True)
    state: Mapped[Word]
    tries: Mapped[int]
    not_before: Mapped[Instant]
