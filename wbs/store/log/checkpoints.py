"""Checkpoints of the logs by day, as they were signed."""

from datetime import date

from sqlalchemy import func, select

from wbs.domain.accountability import INSTANCE, DayCheckpoint
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.log import LogCheckpointRow

_ROW = plain.table_of(LogCheckpointRow).c
_ALL = select(_ROW.log, _ROW.day, _ROW.size, _ROW.signed, _ROW.salt, _ROW.leaf_hash)
_LAST_DAY = select(func.max(_ROW.day)).where(_ROW.log == INSTANCE)


def last_day(work: Work) -> date | None:
    """The last day that was closed by a checkpoint of the instance log."""
    found: date | None = work.scalar(_LAST_DAY)
    return found


def on_day(work: Work, log: str, day: date) -> DayCheckpoint | None:
    """The log's checkpoint of that day, if there is one."""
    row = work.execute(_ALL.where(_ROW.log == log, _ROW.day == day)).first()
    return DayCheckpoint(*row) if row else None


def latest(work: Work, log: str) -> DayCheckpoint | None:
    """The newest checkpoint of the log."""
    row = work.execute(_ALL.where(_ROW.log == log).order_by(_ROW.day.desc()).limit(1)).first()
    return DayCheckpoint(*row) if row else None


def all_of(work: Work, log: str) -> tuple[DayCheckpoint, ...]:
    """Every checkpoint of the log, the first day first."""
    rows = work.execute(_ALL.where(_ROW.log == log).order_by(_ROW.day))
    return tuple(DayCheckpoint(*row) for row in rows)


def all_on(work: Work, day: date) -> tuple[DayCheckpoint, ...]:
    """The checkpoints of all logs of that day, by log."""
    rows = work.execute(_ALL.where(_ROW.day == day).order_by(_ROW.log))
    return tuple(DayCheckpoint(*row) for row in rows)


def add(work: Work, checkpoint: DayCheckpoint) -> None:
    """The checkpoint is there.

    Raises:
        Conflict: the log has one of that day.
    """
    plain.add(work, LogCheckpointRow, **vars(checkpoint))
