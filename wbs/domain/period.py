"""A period: how long something may take, who says so, and from and to which moment it is counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wbs.domain.case import Outcome
from wbs.domain.deadline import WorkingCalendar, due_on, months_after
from wbs.domain.errors import CalendarGap, Unavailable
from wbs.domain.event import Act
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.domain.label import Label


class Trigger(StrEnum):
    """What may start or end a clock: a case's acts, the messages of both sides, and days an officer enters."""

    RECEIVED = "received"
    CLARIFICATION = "clarification"
    REVIEW = "review"
    INVESTIGATION = "investigation"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    REOPENED = "reopened"
    OFFICER_MESSAGE = "officer_message"
    REPORTER_MESSAGE = "reporter_message"
    DECLARED = "declared"  # the declaration came in, or is dealt with anew
    DECIDED = "decided"
    CONTROLLED = "controlled"
    GRATUITY = "gratuity"  # it was received or refused, before anybody disclosed it
    RETURNED = "returned"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    NOT_FORWARDED = "not_forwarded"  # the review ended in the house
    FORWARDED_TO_KPK = "forwarded_to_kpk"  # on the day it went out, not on that of the decision to
    DETERMINED = "determined"
    STATE_PROPERTY = "state_property"
    RECIPIENT_PROPERTY = "recipient_property"
    NOT_PROCESSED = "not_processed"
    SETTLED = "settled"
    RECORDED = "recorded"
    PERISHABLE = "perishable"
    RECAPPED = "recapped"


# A case forwarded to another desk of the house closes at this one; overdue and erased decide no clock.
_OF_ACTS: dict[Act, Trigger | None] = {
    **{act: Trigger(act.value) for act in Act if act.value in set(Trigger)},
    Act.OVERDUE: None,
    Act.FORWARDED: Trigger.CLOSED,
    Act.ERASED: None,
}
# What a decision with this outcome does besides.
_OF_OUTCOMES: dict[tuple[Act, Outcome], Trigger] = {
    (Act.REVIEWED, Outcome.RECORDED): Trigger.NOT_FORWARDED,
    (Act.REVIEWED, Outcome.HANDLED_BY_AGENCY): Trigger.NOT_FORWARDED,
    (Act.DETERMINED, Outcome.STATE_PROPERTY): Trigger.STATE_PROPERTY,
    (Act.DETERMINED, Outcome.RECIPIENT_PROPERTY): Trigger.RECIPIENT_PROPERTY,
    (Act.DETERMINED, Outcome.NOT_PROCESSED): Trigger.NOT_PROCESSED,
}


def triggers_of(act: Act, outcome: Outcome | None) -> tuple[Trigger, ...]:
    """What an act with this outcome does to clocks, in this order."""
    found = _OF_ACTS[act], _OF_OUTCOMES.get((act, outcome)) if outcome else None
    return tuple(trigger for trigger in found if trigger is not None)


class Party(StrEnum):
    """Who has to act within a period. What others do not do in time is no failing of the office."""

    OFFICE = "office"
    REPORTER = "reporter"
    KPK = "kpk"


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
    `dropped_by`: what makes it fall away, neither kept nor missed, while it has not run out.
    `waits_for`: who has to act; clocks of others than the office end neither kept nor missed.
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
    waits_for: Party = Party.OFFICE
    dropped_by: frozenset[Trigger] = frozenset()

    @property
    def binds_office(self) -> bool:
        """Whether the office has to keep it."""
        return self.waits_for is Party.OFFICE

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
