"""A period: how long something may take, who says so, and from and to which moment it is counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wbs.domain.deadline import WorkingCalendar, due_on, months_after
from wbs.domain.errors import CalendarGap, Unavailable
from wbs.domain.event import Act
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.domain.label import Label


class Trigger(StrEnum):
    """What may start or end a clock: a case's acts, and the messages of both sides."""

    RECEIVED = "received"
    CLARIFICATION = "clarification"
    REVIEW = "review"
    INVESTIGATION = "investigation"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    REOPENED = "reopened"
    OFFICER_MESSAGE = "officer_message"
    REPORTER_MESSAGE = "reporter_message"
    DECLARED = "declared"
    DECIDED = "decided"


# A case forwarded to another desk of the house closes at this one; overdue and erased decide no clock.
TRIGGERS_OF_ACTS: dict[Act, Trigger | None] = {
    Act.RECEIVED: Trigger.RECEIVED,
    Act.CLARIFICATION: Trigger.CLARIFICATION,
    Act.REVIEW: Trigger.REVIEW,
    Act.INVESTIGATION: Trigger.INVESTIGATION,
    Act.FOLLOW_UP: Trigger.FOLLOW_UP,
    Act.CLOSED: Trigger.CLOSED,
    Act.REOPENED: Trigger.REOPENED,
    Act.OVERDUE: None,
    Act.FORWARDED: Trigger.CLOSED,
    Act.ERASED: None,
}


class PeriodUnit(StrEnum):
    """In what a period is counted; only working days need a calendar."""

    WORKING_DAYS = "hk"
    DAYS = "hari"
    MONTHS = "bulan"


class Force(StrEnum):
    """What stands behind a period. A reference is never shown as Indonesian law."""

    NORM = "norma"
    PRACTICE = "praktik"
    REFERENCE = "acuan"


@dataclass(frozen=True)
class Period:
    """One rule of `config/periods.toml`.

    `counted_from` is a trigger, or the id of the period with whose end this one begins
    (`follows_period`). `restarts`: counted from the last such trigger, not from the first.
    """

    id: str
    label: Label
    kind: Kind
    classes: frozenset[ComplaintClass]  # empty: every class
    amount: int
    unit: PeriodUnit
    counted_from: Trigger | None
    follows_period: str | None
    restarts: bool
    ended_by: frozenset[Trigger]
    is_verification: bool
    force: Force
    source: str
    regulations: tuple[str, ...]
    effective_from: date
    effective_to: date | None

    @property
    def waits_for_reporter(self) -> bool:
        """Whether the reporter, not the office, has to act: it prompts the desk and is no failing of it."""
        return Trigger.REPORTER_MESSAGE in self.ended_by

    def is_in_force(self, on: date) -> bool:
        """Whether the rule is counted by on that day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def applies_to(self, kind: Kind, complaint_class: ComplaintClass | None) -> bool:
        """Whether cases of this kind and class are under the rule; an undecided class is `NORMAL`."""
        return kind is self.kind and (
            not self.classes or (complaint_class or ComplaintClass.NORMAL) in self.classes
        )

    def due_on(self, start: date, calendar: WorkingCalendar) -> date | None:
        """The last day in time, counted from *start*; None while a year it depends on is unknown."""
        if self.unit is PeriodUnit.MONTHS:
            return months_after(start, self.amount)
        if self.unit is PeriodUnit.DAYS:
            return start + timedelta(days=self.amount)
        try:
            return due_on(start, self.amount, calendar)
        except CalendarGap:
            return None


@dataclass(frozen=True)
class Periods:
    """All rules, in the order of the file. One id may stand there once per stretch of time."""

    all: tuple[Period, ...]

    def in_force(
        self, kind: Kind, complaint_class: ComplaintClass | None, on: date
    ) -> Iterable[Period]:
        """The rules a case of this kind and class is under on that day."""
        return (p for p in self.all if p.is_in_force(on) and p.applies_to(kind, complaint_class))

    def find(self, period_id: str, started_on: date) -> Period:
        """The rule a clock that started on that day runs by.

        Raises:
            Unavailable: the rule is no longer in the file. A rule ends by `effective_to`, it is not removed.
        """
        for period in self.all:
            if period.id == period_id and period.is_in_force(started_on):
                return period
        raise Unavailable(f"no period {period_id} in force on {started_on}")
