"""What a unit is reminded of, and which digest tells whom of it: the same of missing evidence and of its monev.

A reminder's id is the key of what it is about, so that one cause is noted once; with it goes who was told.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Table, delete, select

from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.ground import Base


@dataclass(frozen=True)
class UnitNotices:
    """The tables of one kind of reminders: `reminder` with `id` and `unit_id`; `notice` names reminder, officer, digest."""

    reminder: type[Base]
    notice: type[Base]

    @property
    def _reminder(self) -> Table:
        return plain.table_of(self.reminder)

    @property
    def _notice(self) -> Table:
        return plain.table_of(self.notice)

    def noted(self, work: Work, unit_id: str) -> frozenset[str]:
        """The reminders noted for the unit, by id."""
        of = self._reminder.c
        return frozenset(work.scalars(select(of.id).where(of.unit_id == unit_id)))

    def units_noted(self, work: Work) -> frozenset[str]:
        """The units for which anything is noted."""
        return frozenset(work.scalars(select(self._reminder.c.unit_id).distinct()))

    def remove(self, work: Work, ids: Iterable[str]) -> None:
        """Reminders whose cause is over are gone, with who was told of them."""
        for each in sorted(ids):
            work.execute(delete(self._reminder).where(self._reminder.c.id == each))

    def untold(self, work: Work, officer_id: str, unit_id: str) -> tuple[str, ...]:
        """The unit's reminders that hold and of which no digest tells the officer, by id."""
        of, notice = self._reminder.c, self._notice.c
        told = select(notice.reminder_id).where(notice.officer_id == officer_id)
        query = select(of.id).where(of.unit_id == unit_id, of.id.not_in(told))
        return tuple(work.scalars(query.order_by(of.id)))

    def add_notice(self, work: Work, reminder_id: str, officer_id: str, digest_id: str) -> None:
        """The digest tells the officer of the reminder.

        Raises:
            Conflict: another digest does.
        """
        told = {"reminder_id": reminder_id, "officer_id": officer_id, "digest_id": digest_id}
        plain.add(work, self.notice, **told)

    def tells_something(self, work: Work, digest_id: str, unit_id: str) -> bool:
        """Whether one of the digest's reminders is still the unit's."""
        of, notice = self._reminder.c, self._notice.c
        found = (
            select(notice.reminder_id)
            .join(self._reminder, of.id == notice.reminder_id)
            .where(notice.digest_id == digest_id, of.unit_id == unit_id)
            .limit(1)
        )
        return work.scalar(found) is not None
