"""The clocks of a case against its events: what the lines call kept and missed, and what ended each clock.

Due days are not computed again: the calendar and the rules may have been corrected since, and a clock that ended
keeps the day it had. A clock that a message ended stands in no line; there the day must be one on which that
side wrote a message.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wbs.domain.case import Outcome
from wbs.domain.clocks import Clock
from wbs.domain.deadline import ONE_DAY
from wbs.domain.errors import Unavailable
from wbs.domain.event import Act, Event
from wbs.domain.kinds import COUNTED_AT_ONCE, Channel, ComplaintClass, Kind
from wbs.domain.period import Period, Periods, Trigger, triggers_of
from wbs.domain.record import Author
from wbs.store.log.kept_cases import KeptCase

# What ends clocks without an event of that day, by the side whose message it is.
_MESSAGES: Mapping[Trigger, Author] = {
    Trigger.OFFICER_MESSAGE: Author.OFFICER,
    Trigger.REPORTER_MESSAGE: Author.REPORTER,
}


@dataclass(frozen=True)
class _Course:
    """One case under examination."""

    case: KeptCase
    events: Sequence[Event]
    periods: Periods

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return self.case.clocks

    def rule_of(self, clock: Clock) -> Period | None:
        try:
            return self.periods.find(clock.period, clock.started_on)
        except Unavailable:
            return None


def clock_faults(case: KeptCase, events: Sequence[Event], periods: Periods) -> Iterator[str]:
    """What does not fit of the case's clocks, in words."""
    course = _Course(case, events, periods)
    for event in events:
        for period in event.kept:
            if not any(_was_kept(clock, period, event.occurred_on) for clock in case.clocks):
                yield _contradicted(event, "kept", period)
        if event.act is Act.OVERDUE:
            yield from _overdue_faults(course, event)
        else:
            yield from _missed_faults(course, event)
    yield from _ended_faults(course)


def _ended_faults(course: _Course) -> Iterator[str]:
    """Each clock that ended was ended by something, and as many as events name."""
    known = {rule.id for rule in course.periods.all}
    named = Counter(
        (period, event.occurred_on)
        for event in course.events
        if event.act is not Act.OVERDUE
        for period in (*event.kept, *event.missed)
    )
    for clock in course.clocks:
        if clock.period not in known:
            yield f"clock {clock.period} runs by no rule of periods.toml"
        if clock.is_dropped and clock.met_on is None:
            yield f"clock {clock.period} fell away on no day"
        if clock.met_on is None or _is_explained(course, clock, clock.met_on):
            continue
        named[clock.period, clock.met_on] -= 1
        if clock.is_dropped or named[clock.period, clock.met_on] < 0:
            how = "fell away" if clock.is_dropped else "was met"
            yield f"clock {clock.period} {how} on {clock.met_on}, and nothing in the log ended it so"


def lacks_verification(case: KeptCase, periods: Periods) -> bool:
    """Whether no verification clock is there, though one began with the receipt of such a case.

    Without one a case that nobody reads is never counted. Of an imported case they may have ended before it came.
    """
    kind = Kind(case.tally.kind)
    if kind in COUNTED_AT_ONCE or case.tally.channel == Channel.IMPORT:
        return False
    began = [
        period
        for period in periods.in_force(kind, _class_of(case), case.tally.received_on)
        if period.is_verification and period.counted_from is Trigger.RECEIVED
    ]
    verifying = {period.id for period in periods.all if period.is_verification}
    return bool(began) and not any(clock.period in verifying for clock in case.clocks)


def _class_of(case: KeptCase) -> ComplaintClass | None:
    told = case.tally.complaint_class
    return ComplaintClass(told) if told in set(ComplaintClass) else None


def _contradicted(event: Event, how: str, period: str) -> str:
    return f"event {event.ordinal} says that {period} was {how}, and no row of clock says so"


def _was_kept(clock: Clock, period: str, on: date) -> bool:
    """Or it was started anew on that day, in the place of what had ended."""
    if clock.period != period:
        return False
    is_met = clock.met_on == on and not clock.is_dropped
    return clock.started_on == on or (is_met and clock.due_on is not None and on <= clock.due_on)


def _was_missed(clock: Clock, period: str, on: date) -> bool:
    is_met = clock.period == period and clock.met_on == on and not clock.is_dropped
    return is_met and clock.due_on is not None and on > clock.due_on


def _missed_faults(course: _Course, event: Event) -> Iterator[str]:
    for period in event.missed:
        if not any(_was_missed(clock, period, event.occurred_on) for clock in course.clocks):
            yield _contradicted(event, "missed", period)


def _overdue_faults(course: _Course, event: Event) -> Iterator[str]:
    """A verification that ran out stays so, whatever is done later; a decided class may replace its clock."""
    seen: list[date] = []
    for period in event.missed:
        of_period = [clock for clock in course.clocks if clock.period == period]
        ran_out = [clock.due_on for clock in of_period if _ran_out(clock)]
        if not ran_out and (of_period or not _is_replaced(course, period)):
            yield _contradicted(event, "missed", period)
            return
        seen += [due for due in ran_out if due is not None]
    if seen and event.occurred_on - ONE_DAY not in seen:
        yield f"event {event.ordinal} says that a verification ran out, and the row of clock another day"


def _ran_out(clock: Clock) -> bool:
    is_late = clock.due_on is not None and (clock.met_on is None or clock.met_on > clock.due_on)
    return is_late and not clock.is_dropped


def _is_replaced(course: _Course, period: str) -> bool:
    kind, decided = Kind(course.case.tally.kind), _class_of(course.case)
    rules = [rule for rule in course.periods.all if rule.id == period]
    return not any(rule.applies_to(kind, decided) for rule in rules)


def _is_explained(course: _Course, clock: Clock, on: date) -> bool:
    """Whether something ended the clock on that day of which no line has to name it.

    A rule that is no longer in the files explains nothing away.
    """
    rule = course.rule_of(clock)
    if rule is None:
        return True
    # What runs out before it would have fallen away is met, too late.
    triggers = rule.dropped_by if clock.is_dropped else rule.ended_by | rule.dropped_by
    if Trigger.PERISHABLE in triggers or _message_ended(course, triggers, on):
        return True
    was_said = rule.is_verification and any(e.act is Act.OVERDUE for e in course.events)
    is_silent = clock.is_dropped or clock.due_on is None or not rule.binds_office or was_said
    return is_silent and any(
        event.occurred_on == on and triggers & _triggers(event) for event in course.events
    )


def _message_ended(course: _Course, triggers: frozenset[Trigger], on: date) -> bool:
    """Records of a case that was erased, or went to another unit, are not to be found under this log id."""
    sides = {_MESSAGES[trigger].value for trigger in triggers if trigger in _MESSAGES}
    if course.case.register is None:
        return bool(sides)
    return any((side, on) in course.case.messages for side in sides)


def _triggers(event: Event) -> frozenset[Trigger]:
    """What the event does to clocks."""
    outcome = Outcome(event.outcome) if event.outcome in set(Outcome) else None
    found = triggers_of(event.act, outcome)
    return frozenset((*found, Trigger.DECLARED) if event.act is Act.RECEIVED else found)
