"""The clocks of a case: which periods run for it, what starts them, what ends them, and whether in time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from wbs.domain.deadline import ONE_DAY, WorkingCalendar
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.domain.period import Period, Periods, Trigger

# Days of the gratuity, not of what the office does: a period that counts from one begins once.
OF_THE_GRATUITY = frozenset({Trigger.GRATUITY, Trigger.PERISHABLE})
# What is reopened of these kinds is dealt with as if it had just come in: what that starts begins anew.
HANDED_IN_AGAIN = {
    Kind.GRATIFICATION: Trigger.RECEIVED,
    Kind.CONFLICT_OF_INTEREST: Trigger.DECLARED,
}


@dataclass(frozen=True)
class Clock:
    """One period that runs, or ran, for one case; (period, started_on) names it within the case.

    `period` is the period's id. `due_on` is the last day in time, None while the calendar is unknown.
    `met_on` is the day it was ended, whether in time or late; None while it runs. `is_dropped`: it was not
    met on that day, it fell away before its last one, for what it waited for is not asked any more.
    """

    period: str
    started_on: date
    due_on: date | None
    met_on: date | None = None
    is_dropped: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it still runs."""
        return self.met_on is None

    def has_dropped_by(self, day: date) -> bool:
        """Whether it had fallen away when *day* was over."""
        return self.is_dropped and self.met_on is not None and self.met_on <= day

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

    A clock whose day is unknown, or that others than the office have to keep, is ended but neither kept nor missed.
    """

    clocks: tuple[Clock, ...]
    kept: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


def turn(clocks: Iterable[Clock], trigger: Trigger, on: date, rules: ClockRules) -> Turn:
    """The clocks of a case after *trigger* on that day: some ended, some started.

    A period that follows another starts when that one ends, and the same trigger may end it too.
    A period starts once; a reopened case starts again, and one that `restarts` counts from the last trigger,
    unless the case runs by an earlier rule of that id, which does not.

    Raises:
        Unavailable: a clock runs by a period that is no longer in the rules.
    """
    before = tuple(_revived(clocks, trigger, rules))
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


def turn_all(
    clocks: Iterable[Clock], triggers: Iterable[Trigger], on: date, rules: ClockRules
) -> Turn:
    """The clocks after several triggers of one day, one after the other.

    Raises:
        Unavailable: a clock runs by a period that is no longer in the rules.
    """
    whole = Turn(tuple(clocks))
    for trigger in triggers:
        done = turn(whole.clocks, trigger, on, rules)
        whole = Turn(done.clocks, whole.kept + done.kept, whole.missed + done.missed)
    return whole


def decide(clocks: Iterable[Clock], trigger: Trigger, on: date, periods: Periods) -> Turn:
    """The clocks, those ended that *trigger* ends; kept on or before the last day, missed from the next.

    One that it drops is neither, but where it has run out it is missed.

    Raises:
        Unavailable: a clock runs by a period that is no longer in the rules.
    """
    after: list[Clock] = []
    kept: list[str] = []
    missed: list[str] = []
    for clock in clocks:
        period = periods.find(clock.period, clock.started_on)
        if not clock.is_open or trigger not in period.ended_by | period.dropped_by:
            after.append(clock)
            continue
        is_dropped = trigger in period.dropped_by and not clock.is_overdue(on)
        after.append(replace(clock, met_on=on, is_dropped=is_dropped))
        if not is_dropped and clock.due_on is not None and period.binds_office:
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


def awaits(clocks: Iterable[Clock], trigger: Trigger, periods: Periods) -> bool:
    """Whether a clock runs that *trigger* would end.

    Raises:
        Unavailable: a clock runs by a period that is no longer in the rules.
    """
    return any(
        clock.is_open and trigger in periods.find(clock.period, clock.started_on).ended_by
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
    if rules.kind in HANDED_IN_AGAIN:
        return _in_rounds(running, trigger, on, rules)
    is_anew = trigger is Trigger.REOPENED
    # A reopened report enters review: what begins with that begins anew.
    beginning = (trigger, Trigger.REVIEW) if is_anew else (trigger,)
    ran = {clock.period for clock in running if clock.is_open or not is_anew}
    once = {c.period for c in running if not rules.periods.find(c.period, c.started_on).restarts}
    return tuple(
        clock
        for start in beginning
        for clock in starting_clocks(start, on, rules)
        if clock.period not in ran
        or (clock.period not in once and rules.periods.find(clock.period, on).restarts)
    )


def _in_rounds(
    running: tuple[Clock, ...], trigger: Trigger, on: date, rules: ClockRules
) -> tuple[Clock, ...]:
    """What begins for a disclosure or declaration, in each round between its reopenings anew.

    A reopened one is handed in again. What is counted from the gratuity itself begins once.
    """
    again = HANDED_IN_AGAIN[rules.kind]
    beginning = (trigger, again) if trigger is Trigger.REOPENED else (trigger,)
    open_now = {clock.period for clock in running if clock.is_open}
    once = {c.period for c in running if not rules.periods.find(c.period, c.started_on).restarts}
    there = {(c.period, c.started_on) for c in running if not c.is_dropped}
    return tuple(
        clock
        for start in beginning
        for clock in starting_clocks(start, on, rules)
        if not (start in OF_THE_GRATUITY and (clock.period, on) in there)
        and (
            clock.period not in once
            if rules.periods.find(clock.period, on).restarts
            else clock.period not in open_now
        )
    )


def _revived(clocks: Iterable[Clock], trigger: Trigger, rules: ClockRules) -> Iterator[Clock]:
    """The clocks; where a decision is taken back, what had fallen away with it runs again."""
    takes_back = trigger in {Trigger.REOPENED, Trigger.SUBMITTED}
    for clock in clocks:
        if takes_back and clock.is_dropped and rules.kind is Kind.GRATIFICATION:
            counted_from = rules.periods.find(clock.period, clock.started_on).counted_from
            if counted_from is Trigger.GRATUITY or trigger is Trigger.SUBMITTED:
                yield replace(clock, met_on=None, is_dropped=False)
                continue
        yield clock


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
