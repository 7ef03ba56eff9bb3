"""The clocks of a case: which periods run for it, what starts them, what ends them, and whether in time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from wbs.domain.deadline import ONE_DAY, WorkingCalendar
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.domain.period import Period, Periods, Trigger


@dataclass(frozen=True)
class Clock:
    """One period that runs, or ran, for one case; (period, started_on) names it within the case.

    `period` is the period's id. `due_on` is the last day in time, None while the calendar is unknown.
    `met_on` is the day it was ended, whether in time or late; None while it runs.
    """

    period: str
    started_on: date
    due_on: date | None
    met_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still runs."""
        return self.met_on is None

    def is_overdue(self, today: date) -> bool:
        """Whether it still runs after its last day."""
        return self.is_open and self.due_on is not None and today > self.due_on


@dataclass(frozen=True)
class ClockRules:
    """What a case's clocks are counted by."""

    kind: Kind
    complaint_class: ComplaintClass | None
    periods: Periods
    calendar: WorkingCalendar


@dataclass(frozen=True)
class Turn:
    """What a trigger did: all clocks of the case afterwards, and the ids of those it decided.

    A clock whose day is unknown, or that waits for the reporter, is ended but neither kept nor missed.
    """

    clocks: tuple[Clock, ...]
    kept: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


def turn(clocks: Iterable[Clock], trigger: Trigger, on: date, rules: ClockRules) -> Turn:
    """The clocks of a case after *trigger* on that day: some ended, some started.

    A period that follows another starts when that one ends, and the same trigger may end it too.
    A period starts once; a reopened case starts again, and one that `restarts` counts from the last trigger.

    Raises:
        Unavailable: a clock runs by a period that is no longer in the rules.
    """
    before = tuple(clocks)
    ended = decide(before, trigger, on, rules.periods)
    followers = decide(_following(before, ended.clocks, rules), trigger, on, rules.periods)
    running = (*ended.clocks, *followers.clocks)
    started = _starting(running, trigger, on, rules)
    names = {clock.period for clock in started if rules.periods.find(clock.period, on).restarts}
    stay = (c for c in running if not (c.is_open and c.period in names))
    by_name = {(c.period, c.started_on): c for c in (*stay, *started)}
    return Turn(
        tuple(by_name.values()), ended.kept + followers.kept, ended.missed + followers.missed
    )


def decide(clocks: Iterable[Clock], trigger: Trigger, on: date, periods: Periods) -> Turn:
    """The clocks, those ended that *trigger* ends; kept on or before the last day, missed from the next.

    Raises:
        Unavailable: a clock runs by a period that is no longer in the rules.
    """
    after: list[Clock] = []
    kept: list[str] = []
    missed: list[str] = []
    for clock in clocks:
        period = periods.find(clock.period, clock.started_on)
        if not clock.is_open or trigger not in period.ended_by:
            after.append(clock)
            continue
        after.append(replace(clock, met_on=on))
        if clock.due_on is not None and not period.waits_for_reporter:
            (kept if on <= clock.due_on else missed).append(clock.period)
    return Turn(tuple(after), tuple(kept), tuple(missed))


def starting_clocks(trigger: Trigger, on: date, rules: ClockRules) -> tuple[Clock, ...]:
    """The clocks that *trigger* starts on that day for a case that has none yet."""
    periods = rules.periods.in_force(rules.kind, rules.complaint_class, on)
    return tuple(_clock(p, on, rules.calendar) for p in periods if trigger is p.counted_from)


def with_class(clocks: Iterable[Clock], received_on: date, rules: ClockRules) -> tuple[Clock, ...]:
    """The clocks after the desk set the class in *rules*: open ones of other classes are replaced.

    What the new class brings runs from the day of receipt, as if it had been known then.
    """
    stay = tuple(
        clock
        for clock in clocks
        if not clock.is_open
        or rules.periods.find(clock.period, clock.started_on).applies_to(
            rules.kind, rules.complaint_class
        )
    )
    names = {clock.period for clock in stay}
    started = starting_clocks(Trigger.RECEIVED, received_on, rules)
    return stay + tuple(clock for clock in started if clock.period not in names)


def with_calendar(clocks: Iterable[Clock], rules: ClockRules) -> tuple[Clock, ...]:
    """The clocks with the last days of open ones computed again, after holidays became known."""
    return tuple(
        replace(
            clock,
            due_on=rules.periods.find(clock.period, clock.started_on).due_on(
                clock.started_on, rules.calendar
            ),
        )
        if clock.is_open
        else clock
        for clock in clocks
    )


def nearest_due(clocks: Iterable[Clock]) -> tuple[date | None, bool]:
    """The nearest last day of the open clocks, and whether one of them waits for a calendar."""
    running = [clock for clock in clocks if clock.is_open]
    days = [clock.due_on for clock in running if clock.due_on is not None]
    return min(days, default=None), len(days) < len(running)


def verification_ran_out(clocks: Iterable[Clock], today: date, periods: Periods) -> date | None:
    """The day after the last day of a verification clock that still runs, if that day has come.

    From that day the case is counted, whether anybody read it or not.
    """
    for clock in clocks:
        if clock.due_on is None or not clock.is_overdue(today):
            continue
        if periods.find(clock.period, clock.started_on).is_verification:
            return clock.due_on + ONE_DAY
    return None


def _clock(period: Period, on: date, calendar: WorkingCalendar) -> Clock:
    return Clock(period.id, on, period.due_on(on, calendar))


def _starting(
    running: tuple[Clock, ...], trigger: Trigger, on: date, rules: ClockRules
) -> tuple[Clock, ...]:
    is_anew = (
        trigger is Trigger.REOPENED
    )  # a reopened case enters review, and its periods begin anew
    beginning = (trigger, Trigger.REVIEW) if is_anew else (trigger,)
    ran = {clock.period for clock in running if clock.is_open or not is_anew}
    return tuple(
        clock
        for start in beginning
        for clock in starting_clocks(start, on, rules)
        if clock.period not in ran or rules.periods.find(clock.period, on).restarts
    )


def _following(
    before: tuple[Clock, ...], after: tuple[Clock, ...], rules: ClockRules
) -> tuple[Clock, ...]:
    """The clocks that begin where one just ended: on that day, or on its last day if it ended late."""
    open_before = {(c.period, c.started_on) for c in before if c.is_open}
    ended = {
        c.period: c.met_on if c.due_on is None else min(c.met_on, c.due_on)
        for c in after
        if c.met_on is not None and (c.period, c.started_on) in open_before
    }
    return tuple(
        _clock(period, ended[period.follows_period], rules.calendar)
        for period in rules.periods.all
        if period.follows_period in ended
        and period.is_in_force(ended[period.follows_period])
        and period.applies_to(rules.kind, rules.complaint_class)
    )
