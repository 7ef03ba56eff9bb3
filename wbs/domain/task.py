"""A task: something to be done about a case, until a day, by a member of its desk or by whoever comes first."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wbs.domain.deadline import WorkingCalendar, due_on
from wbs.domain.errors import CalendarGap


class TaskKind(StrEnum):
    """Who raised it: a member of the desk, or the house when the reporter did something."""

    MANUAL = "manual"
    REPRISAL = "reprisal"
    """The reporter said that they fear reprisal."""
    NEW_EVIDENCE = "new_evidence"
    """The reporter wrote to a case that is closed."""


# Working days in which the desk looks at what the house raised; none of them is a period of the law.
WORKING_DAYS = {TaskKind.REPRISAL: 1, TaskKind.NEW_EVIDENCE: 5}


@dataclass(frozen=True)
class Task:
    """A task as the register knows it. `record` is the number of the sealed record that says what to do.

    Without an officer anybody at the desk does it.
    """

    id: str
    case_id: str
    desk_id: str
    kind: TaskKind
    due_on: date
    officer_id: str | None = None
    done_on: date | None = None
    record: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None

    def is_late(self, today: date) -> bool:
        """Whether its day went by."""
        return self.is_open and self.due_on < today


def due_of_kind(kind: TaskKind, today: date, calendar: WorkingCalendar) -> date:
    """The day by which a task the house raises today is to be done; in plain days where the calendar ends."""
    days = WORKING_DAYS[kind]
    try:
        return due_on(today, days, calendar)
    except CalendarGap:
        return today + timedelta(days=days)
